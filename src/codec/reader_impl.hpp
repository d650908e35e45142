// The templates of codec/reader.hpp; include that instead.
#pragma once

#include <array>
#include <utility>

#include "codec/reader.hpp"

namespace celian::codec {

template <class E, std::size_t N>
std::optional<E> Reader::choice_of(const Value& value, std::string_view name,
                                   const Choice<E> (&choices)[N]) {
  std::array<std::string_view, N> texts;
  for (std::size_t i = 0; i < N; ++i) texts[i] = choices[i].text;
  const std::optional<std::size_t> index = choice_of(value, name, texts);
  if (!index) return std::nullopt;
  return choices[*index].value;
}

template <class E, std::size_t N>
E Reader::required_choice(std::string_view name, const Choice<E> (&choices)[N]) {
  const Value* value = required_field(name, "a string");
  return value == nullptr ? E{} : choice_of(*value, name, choices).value_or(E{});
}

template <class E, std::size_t N>
std::optional<E> Reader::optional_choice(std::string_view name, const Choice<E> (&choices)[N]) {
  const Value* value = field(name);
  return value == nullptr ? std::nullopt : choice_of(*value, name, choices);
}

template <class E, std::size_t N>
E Reader::choice_or(std::string_view name, const Choice<E> (&choices)[N], E otherwise) {
  return optional_choice(name, choices).value_or(otherwise);
}

template <std::invocable<Reader&> F>
void Reader::child(std::string_view name, F&& f) {
  const Value* value = required_field(name, "an object");
  if (value == nullptr || !is(Type::object, *value, name)) return;
  Reader reader(*value, *this, name);
  std::forward<F>(f)(reader);
  reader.check_unknown();
}

template <std::invocable<Reader&> F>
bool Reader::optional_child(std::string_view name, F&& f) {
  if (field(name) == nullptr) return false;
  child(name, std::forward<F>(f));
  return true;
}

template <std::invocable<Reader&> F>
void Reader::for_each(std::string_view name, F&& f) {
  const Value* value = field(name);
  if (value == nullptr || !is(Type::array, *value, name)) return;
  Reader(*value, *this, name).for_each_item(std::forward<F>(f));
}

template <std::invocable<Reader&> F>
void Reader::for_each_item(F&& f) {
  if (!is(Type::array, *value_, "")) return;
  for (std::size_t i = 0; i < value_->size() && ok(); ++i) {
    Reader reader(value_->items()[i], *this, i);
    f(reader);
    reader.check_unknown();
  }
}

template <std::invocable<const std::string&, Reader&> F>
void Reader::for_each_member(std::string_view name, F&& f) {
  const Value* value = field(name);
  if (value == nullptr || !is(Type::object, *value, name)) return;
  Reader(*value, *this, name).for_each_member(std::forward<F>(f));
}

template <std::invocable<const std::string&, Reader&> F>
void Reader::for_each_member(F&& f) {
  ignore_rest();
  if (!is(Type::object, *value_, "")) return;
  for (const Member& member : value_->members()) {
    if (!ok()) return;
    Reader reader(member.value, *this, member.name);
    f(member.name, reader);
    reader.check_unknown();
  }
}

template <class T, std::invocable<Reader&> F>
Result<T> decode(const Value& value, std::string pointer, F&& f) {
  Reader reader(value, std::move(pointer));
  T decoded = std::forward<F>(f)(reader);
  if (Result<void> result = reader.finish(); !result) return std::move(result).error();
  return decoded;
}

}  // namespace celian::codec
