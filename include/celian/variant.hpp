// std::variant whose copies may fail.
//
// libstdc++ 12 takes it for granted that a variant of strings, vectors and trivial types never is
// without a value. A copy whose allocation fails is one for a moment, and destroying it ends the
// program instead of the call. Copying by way of a default value and an assignment avoids that.
#pragma once

#include <variant>

namespace celian {

// Everything else as std::variant; the first alternative must not allocate when it is made.
template <class... Ts>
struct Variant : std::variant<Ts...> {
  using Base = std::variant<Ts...>;
  using Base::Base;
  using Base::operator=;

  Variant() = default;
  Variant(const Variant& other) : Base() { Base::operator=(static_cast<const Base&>(other)); }
  Variant(Variant&&) noexcept = default;
  Variant& operator=(const Variant&) = default;
  Variant& operator=(Variant&&) noexcept = default;
  ~Variant() = default;
};

}  // namespace celian
