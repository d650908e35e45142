#include "exchange/bare_number.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace celian::exchange {

double detail::any_bare_number(std::string_view text) {
  using detail::kNone, detail::kTens;
  constexpr std::size_t kMostDigits = 15;
  if (text.size() > kMostDigits + 2) return kNone;
  const char* at = text.data();
  const char* const end = at + text.size();
  const bool minus = at != end && *at == '-';
  if (minus) ++at;
  std::int64_t digits = 0;
  const auto take_digits = [&] {
    const char* const first = at;
    for (; at != end && *at >= '0' && *at <= '9'; ++at) digits = digits * 10 + (*at - '0');
    return static_cast<std::size_t>(at - first);
  };
  const std::size_t before = take_digits();
  if (before == 0) return kNone;
  std::size_t behind = 0;
  if (at != end) {
    if (*at++ != '.') return kNone;
    behind = take_digits();
    if (behind == 0 || behind >= std::size(kTens) || at != end) return kNone;
  }
  if (before + behind > kMostDigits) return kNone;
  auto value = static_cast<double>(digits);
  if (behind > 0) value /= kTens[behind];
  return minus ? -value : value;
}

}  // namespace celian::exchange
