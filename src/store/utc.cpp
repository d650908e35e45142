#include "store/utc.hpp"

#include <algorithm>
#include <utility>
namespace celian::store {

namespace {

constexpr std::int64_t kDay = 86'400'000;

std::int64_t first_ms() { return Date::first().days_since_epoch() * kDay; }
std::int64_t last_ms() { return Date::last().days_since_epoch() * kDay + kDay - 1; }

// Days since 1970, and milliseconds of the day.
std::pair<std::int32_t, std::int64_t> split(std::int64_t ms) {
  std::int64_t days = ms / kDay;
  std::int64_t rest = ms % kDay;
  if (rest < 0) rest += kDay, --days;
  return {static_cast<std::int32_t>(days), rest};
}

std::string padded(std::int64_t n, std::size_t width) {
  std::string text = std::to_string(n);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

// `width` digits at `at`; -1 if there are others.
std::int64_t digits(std::string_view text, std::size_t at, std::size_t width) {
  if (at + width > text.size()) return -1;
  std::int64_t n = 0;
  for (const char c : text.substr(at, width)) {
    if (c < '0' || c > '9') return -1;
    n = n * 10 + (c - '0');
  }
  return n;
}

}  // namespace

Date date_of(std::int64_t ms) {
  return Date::from_days(split(std::clamp(ms, first_ms(), last_ms())).first);
}

bool is_time(std::int64_t ms) noexcept { return ms >= first_ms() && ms <= last_ms(); }

std::string utc_text(std::int64_t ms) {
  const auto [days, rest] = split(std::clamp(ms, first_ms(), last_ms()));
  return Date::from_days(days).iso() + "T" + padded(rest / 3'600'000, 2) + ":" +
         padded(rest / 60'000 % 60, 2) + ":" + padded(rest / 1000 % 60, 2) + "." +
         padded(rest % 1000, 3) + "Z";
}

std::optional<std::int64_t> parse_utc(std::string_view text) {
  // 2026-11-21T09:30:00Z
  if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
      text.back() != 'Z')
    return std::nullopt;
  const auto date = Date::parse(text.substr(0, 10));
  const std::int64_t hour = digits(text, 11, 2);
  const std::int64_t minute = digits(text, 14, 2);
  const std::int64_t second = digits(text, 17, 2);
  if (!date || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return std::nullopt;
  std::int64_t ms = 0;
  const std::string_view decimals = text.substr(19, text.size() - 20);
  if (!decimals.empty()) {
    if (decimals[0] != '.' || decimals.size() < 2 || decimals.size() > 4) return std::nullopt;
    ms = digits(decimals, 1, decimals.size() - 1);
    if (ms < 0) return std::nullopt;
    for (std::size_t i = decimals.size(); i < 4; ++i) ms *= 10;
  }
  return date->days_since_epoch() * kDay + hour * 3'600'000 + minute * 60'000 + second * 1000 + ms;
}

}  // namespace celian::store
