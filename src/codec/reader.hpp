// Reader: walks over a codec::Value while decoding it into a struct.
//
// A decoder reads fields one after the other and need not test anything in between: the first
// problem is kept, with its JSON pointer, and everything read afterwards is a default value.
// A field that nobody read is a problem, too.
//
//   Result<Dose> decode_dose(const Value& value) {
//     return decode<Dose>(value, "", [](Reader& r) {
//       Dose dose;
//       dose.exercise = r.required_string("exercise");
//       dose.minutes = r.optional_double("minutes", {.min = 0});
//       r.for_each("sets", [&](Reader& set) { dose.sets.push_back(decode_set(set)); });
//       r.child("rest", [&](Reader& rest) { dose.rest = rest.required_int("seconds"); });
//       return dose;
//     });
//   }
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "celian/date.hpp"
#include "codec/json.hpp"

namespace celian::codec {

// The numbers that a field allows, both ends included.
struct Bounds {
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
};

// One spelling of an enumerator, for Reader::choice.
template <class E>
struct Choice {
  std::string_view text;
  E value;
};

// Refers to a Value that must live longer. A null field counts as absent. One thread at a time.
class Reader {
 public:
  // `pointer` is the place of `value` in the whole input, for messages.
  explicit Reader(const Value& value, std::string pointer = "");

  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // --- This value

  const Value& value() const noexcept { return *value_; }
  std::string pointer() const;

  // This value itself, for arrays of plain values: "expected a string, found ..." otherwise.
  std::string as_string();
  double as_double(Bounds bounds = {});
  std::int64_t as_int(Bounds bounds = {});
  bool as_bool();
  Date as_date();

  // --- Fields of this object

  bool has(std::string_view name) const noexcept;

  // A required field that is absent gives "", 0, false or 1970-01-01, and a problem.
  std::string required_string(std::string_view name);
  double required_double(std::string_view name, Bounds bounds = {});
  std::int64_t required_int(std::string_view name, Bounds bounds = {});
  bool required_bool(std::string_view name);
  Date required_date(std::string_view name);

  std::optional<std::string> optional_string(std::string_view name);
  std::optional<double> optional_double(std::string_view name, Bounds bounds = {});
  std::optional<std::int64_t> optional_int(std::string_view name, Bounds bounds = {});
  std::optional<bool> optional_bool(std::string_view name);
  std::optional<Date> optional_date(std::string_view name);

  std::string string_or(std::string_view name, std::string_view otherwise);
  double double_or(std::string_view name, double otherwise, Bounds bounds = {});
  std::int64_t int_or(std::string_view name, std::int64_t otherwise, Bounds bounds = {});
  bool bool_or(std::string_view name, bool otherwise);

  // The enumerator whose text the field has; the message lists the choices.
  template <class E, std::size_t N>
  E required_choice(std::string_view name, const Choice<E> (&choices)[N]);
  template <class E, std::size_t N>
  std::optional<E> optional_choice(std::string_view name, const Choice<E> (&choices)[N]);
  template <class E, std::size_t N>
  E choice_or(std::string_view name, const Choice<E> (&choices)[N], E otherwise);

  // An array of strings, of numbers; empty if absent.
  std::vector<std::string> strings(std::string_view name);
  std::vector<double> doubles(std::string_view name);

  // f(Reader&) for the object `name`, then finish() on it. child: the field is required.
  // optional_child: says whether it was there.
  template <std::invocable<Reader&> F>
  void child(std::string_view name, F&& f);
  template <std::invocable<Reader&> F>
  bool optional_child(std::string_view name, F&& f);

  // f(Reader&) for each item of the array `name` (none if absent), then finish() on it.
  template <std::invocable<Reader&> F>
  void for_each(std::string_view name, F&& f);
  // The same for this value, which must be an array.
  template <std::invocable<Reader&> F>
  void for_each_item(F&& f);

  // f(const std::string& key, Reader&) for each member of the object `name` (none if absent), or
  // of this object: for objects whose names are data.
  template <std::invocable<const std::string&, Reader&> F>
  void for_each_member(std::string_view name, F&& f);
  template <std::invocable<const std::string&, Reader&> F>
  void for_each_member(F&& f);

  // The field as it is, counted as read; nullptr if absent.
  const Value* raw(std::string_view name);
  // Counts fields as read; without a name, all of them.
  void ignore(std::initializer_list<std::string_view> names);
  void ignore_rest() noexcept { is_open_ = true; }

  // --- Problems

  // Records a problem at the field `name`, or at this value if it is "". Only the first counts.
  void fail(std::string_view name, std::string message, Status status = Status::schema);
  // Records a problem that another decoder found, with its own pointer.
  void fail(Error error);
  // fail() unless `holds`.
  void require(bool holds, std::string_view name, std::string_view message);
  bool ok() const noexcept;

  // The first problem. Asks first whether every field has been read: an unknown one is a
  // problem, and the message names the known field that is most like it.
  Result<void> finish();

 private:
  Reader(const Value& value, const Reader& parent, std::string_view name);
  Reader(const Value& value, const Reader& parent, std::size_t index);

  // The field, counted as read; nullptr if absent. `required`: absence is a problem.
  const Value* field(std::string_view name);
  const Value* required_field(std::string_view name, std::string_view expected);
  // Whether `value`, the field `name` or this value, is of that type; a problem if not.
  bool is(Type type, const Value& value, std::string_view name);
  void mismatch(std::string_view expected, const Value& found, std::string_view name);

  // `value` is the field `name`, or this value if that is "".
  std::string string_of(const Value& value, std::string_view name);
  double double_of(const Value& value, std::string_view name, Bounds bounds);
  std::int64_t int_of(const Value& value, std::string_view name, Bounds bounds);
  bool bool_of(const Value& value, std::string_view name);
  Date date_of(const Value& value, std::string_view name);
  // The index of the text; none and a problem if it is no choice.
  std::optional<std::size_t> choice_of(const Value& value, std::string_view name,
                                       std::span<const std::string_view> texts);
  template <class E, std::size_t N>
  std::optional<E> choice_of(const Value& value, std::string_view name,
                             const Choice<E> (&choices)[N]);
  void check_unknown();

  const Value* value_;
  std::string root_pointer_;  // of the first reader; the others build theirs when it is needed
  const Reader* parent_ = nullptr;
  std::string_view name_;  // in the parent, if that is an object
  std::size_t index_ = 0;  // in the parent, if that is an array
  std::optional<Error> own_problem_;
  std::optional<Error>* problem_;   // shared by all readers below the first
  std::vector<std::string> known_;  // names asked for, as often as they were
  bool is_open_ = false;            // unknown fields are fine
};

// Decodes `value` by f(Reader&), which returns a T, and finishes.
template <class T, std::invocable<Reader&> F>
Result<T> decode(const Value& value, std::string pointer, F&& f);

}  // namespace celian::codec

#include "codec/reader_impl.hpp"
