// Result<T>: a value, or the Error that says why there is none.
//
// The names follow std::expected, which C++20 does not have. A function that can fail returns a
// Result; a caller tests it, or chains with and_then and map:
//
//   Result<Date> date = Date::parse(text);
//   if (!date) return date.error();
//   use(*date);
#pragma once

#include <type_traits>
#include <utility>
#include <variant>

#include "celian/error.hpp"

namespace celian {

template <class T>
class Result;

namespace detail {
template <class T>
inline constexpr bool is_result = false;
template <class T>
inline constexpr bool is_result<Result<T>> = true;

// What a Result<T> takes as its value: not an Error and not another Result.
template <class U, class T>
concept ValueFor =
    std::is_convertible_v<U&&, T> && !std::is_same_v<std::remove_cvref_t<U>, Error> &&
    !is_result<std::remove_cvref_t<U>>;
}  // namespace detail

// Owns either a T or an Error. As safe to share between threads as T is.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  // Both conversions are implicit, so that a function can `return value;` or `return error;`.
  template <detail::ValueFor<T> U = T>
  Result(U&& value) : state_(std::in_place_index<0>, std::forward<U>(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  // The value. Throws std::bad_variant_access if there is none: that is a bug in the caller.
  const T& value() const& { return std::get<0>(state_); }
  T& value() & { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }

  // The value, without a check: undefined if there is none.
  const T& operator*() const& noexcept { return *std::get_if<0>(&state_); }
  T& operator*() & noexcept { return *std::get_if<0>(&state_); }
  T&& operator*() && noexcept { return std::move(*std::get_if<0>(&state_)); }
  const T* operator->() const noexcept { return std::get_if<0>(&state_); }
  T* operator->() noexcept { return std::get_if<0>(&state_); }

  template <class U>
  T value_or(U&& otherwise) const& {
    return has_value() ? **this : static_cast<T>(std::forward<U>(otherwise));
  }
  template <class U>
  T value_or(U&& otherwise) && {
    return has_value() ? *std::move(*this) : static_cast<T>(std::forward<U>(otherwise));
  }

  // The error. Throws std::bad_variant_access if there is none.
  const Error& error() const& { return std::get<1>(state_); }
  Error& error() & { return std::get<1>(state_); }
  Error&& error() && { return std::get<1>(std::move(state_)); }

  // f(value), which returns a Result itself; or this error, unchanged.
  template <class F>
  auto and_then(F&& f) const& -> std::invoke_result_t<F, const T&> {
    if (!has_value()) return error();
    return std::forward<F>(f)(**this);
  }
  template <class F>
  auto and_then(F&& f) && -> std::invoke_result_t<F, T&&> {
    if (!has_value()) return std::move(*this).error();
    return std::forward<F>(f)(*std::move(*this));
  }

  // Result of f(value), which cannot fail; or this error, unchanged.
  template <class F>
  auto map(F&& f) const& -> Result<std::invoke_result_t<F, const T&>> {
    if (!has_value()) return error();
    return apply<std::invoke_result_t<F, const T&>>(std::forward<F>(f), **this);
  }
  template <class F>
  auto map(F&& f) && -> Result<std::invoke_result_t<F, T&&>> {
    if (!has_value()) return std::move(*this).error();
    return apply<std::invoke_result_t<F, T&&>>(std::forward<F>(f), *std::move(*this));
  }

  friend bool operator==(const Result& a, const Result& b) { return a.state_ == b.state_; }

 private:
  template <class R, class F, class V>
  static Result<R> apply(F&& f, V&& value) {
    if constexpr (std::is_void_v<R>) {
      std::forward<F>(f)(std::forward<V>(value));
      return {};
    } else {
      return std::forward<F>(f)(std::forward<V>(value));
    }
  }

  std::variant<T, Error> state_;
};

// Success without a value, or an Error. `return {};` is success.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;

  Result() = default;
  Result(Error error) : state_(std::move(error)) {}

  bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  // Throws std::bad_variant_access on an error, like value() of the others.
  void value() const { (void)std::get<0>(state_); }

  const Error& error() const& { return std::get<1>(state_); }
  Error& error() & { return std::get<1>(state_); }
  Error&& error() && { return std::get<1>(std::move(state_)); }

  template <class F>
  auto and_then(F&& f) const -> std::invoke_result_t<F> {
    if (!has_value()) return error();
    return std::forward<F>(f)();
  }
  template <class F>
  auto map(F&& f) const -> Result<std::invoke_result_t<F>> {
    if (!has_value()) return error();
    if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
      std::forward<F>(f)();
      return {};
    } else {
      return std::forward<F>(f)();
    }
  }

  friend bool operator==(const Result& a, const Result& b) { return a.state_ == b.state_; }

 private:
  std::variant<std::monostate, Error> state_;
};

}  // namespace celian
