// JSON text <-> codec::Value, a small tree of values that the rest of the library works with.
//
// json.cpp is the only file that includes the third-party parser; see
// docs/decisions/002-json-dom-facade.md.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "celian/result.hpp"
#include "celian/variant.hpp"

namespace celian::codec {

enum class Type : std::uint8_t { null, boolean, integer, number, string, array, object };

struct Member;

template <class T>
concept Integer = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

// One JSON value. Objects keep the order of their members. Owns all below it; copies are deep.
class Value {
 public:
  Value() noexcept = default;  // null
  Value(bool boolean) noexcept;
  template <Integer T>
  Value(T integer) noexcept;
  Value(double number) noexcept;
  Value(std::string text) noexcept;
  Value(std::string_view text);
  Value(const char* text);
  Value(std::vector<Value> items) noexcept;

  static Value array();
  static Value object();
  // With room for so many items or members.
  static Value array(std::size_t room);
  static Value object(std::size_t room);

  Type type() const noexcept { return static_cast<Type>(data_.index()); }
  bool is_null() const noexcept { return type() == Type::null; }
  bool is_bool() const noexcept { return type() == Type::boolean; }
  bool is_int() const noexcept { return type() == Type::integer; }
  // An integer is a number as well.
  bool is_number() const noexcept { return is_int() || type() == Type::number; }
  bool is_string() const noexcept { return type() == Type::string; }
  bool is_array() const noexcept { return type() == Type::array; }
  bool is_object() const noexcept { return type() == Type::object; }

  // The content. Another type is a bug in the caller and throws std::bad_variant_access.
  bool as_bool() const { return std::get<bool>(data_); }
  std::int64_t as_int() const { return std::get<std::int64_t>(data_); }
  double as_double() const;  // also of an integer
  const std::string& as_string() const { return std::get<std::string>(data_); }
  const std::vector<Value>& items() const { return std::get<std::vector<Value>>(data_); }
  std::vector<Value>& items() { return std::get<std::vector<Value>>(data_); }
  const std::vector<Member>& members() const { return std::get<std::vector<Member>>(data_); }
  std::vector<Member>& members() { return std::get<std::vector<Member>>(data_); }

  // The member of that name; nullptr if there is none, or if this is no object. A linear search.
  const Value* find(std::string_view name) const noexcept;
  Value* find(std::string_view name) noexcept;

  // Replaces the member of that name, or appends it. A null becomes an object first.
  // Returns *this, so that calls can be chained; a temporary stays one, so that what was chained is
  // moved on and not copied.
  Value& set(std::string name, Value value) &;
  Value&& set(std::string name, Value value) &&;
  // The same for a name that is not there yet, which saves looking for it.
  Value& add(std::string_view name, Value value) &;
  Value&& add(std::string_view name, Value value) &&;
  // Appends an item. A null becomes an array first. Returns *this.
  Value& push(Value value) &;
  Value&& push(Value value) &&;

  // Items of an array, members of an object, else 0.
  std::size_t size() const noexcept;

  // Numbers are equal by value (2 == 2.0), objects whatever the order of their members.
  friend bool operator==(const Value& a, const Value& b);

 private:
  // In the order of Type.
  Variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<Value>,
          std::vector<Member>>
      data_;
};

struct Member {
  std::string name;
  Value value;
};

// Down here, where Member is complete.
inline Value::Value(bool boolean) noexcept : data_(boolean) {}
template <Integer T>
Value::Value(T integer) noexcept : data_(static_cast<std::int64_t>(integer)) {}
inline Value::Value(double number) noexcept : data_(number) {}
inline Value::Value(std::string text) noexcept : data_(std::move(text)) {}
inline Value::Value(std::string_view text) : data_(std::string(text)) {}
inline Value::Value(const char* text) : data_(std::string(text)) {}
inline Value::Value(std::vector<Value> items) noexcept : data_(std::move(items)) {}
inline Value&& Value::set(std::string name, Value value) && {
  return std::move(set(std::move(name), std::move(value)));
}
inline Value&& Value::add(std::string_view name, Value value) && {
  return std::move(add(name, std::move(value)));
}
inline Value&& Value::push(Value value) && { return std::move(push(std::move(value))); }

// What parse() accepts at most.
struct Limits {
  std::size_t bytes = 16u << 20;
  int depth = 64;                  // nested arrays and objects
  std::size_t values = 2'000'000;  // in total; a value costs more memory than its text
};

// Reads one JSON text (RFC 8259, UTF-8, an optional byte order mark). Refuses duplicate names,
// invalid UTF-8 and numbers beyond a double. An integer beyond 64 bits becomes a number.
// Error: Status::syntax with a message such as "line 3, column 14: expected ..."; `pointer` is
// the place reached. Status::range past a limit.
Result<Value> parse(std::string_view text, const Limits& limits = {});

// JSON text: deterministic, UTF-8 kept as it is, numbers in their shortest form, members in their
// order. `indent` 0 is one line without spaces; otherwise spaces per level. What is no finite
// number becomes null; bytes that are not UTF-8 become U+FFFD.
std::string write(const Value& value, int indent = 0);

// `pointer` extended by one name or index (RFC 6901): join("/a", "b/c") == "/a/b~1c".
std::string join(std::string_view pointer, std::string_view token);
std::string join(std::string_view pointer, std::size_t index);

// "a string", "a number" ..., for messages.
std::string_view type_name(Type type) noexcept;

}  // namespace celian::codec
