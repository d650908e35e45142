// Names of the kinds, as in JSON.
#include <array>

#include "celian/store.hpp"

namespace celian {

namespace {

constexpr std::array<std::string_view, 12> kNames = {
    "consent",    "person",    "health",       "wishes",   "measurement", "session",
    "assessment", "screening", "prescription", "progress", "retraction",  "erasure"};

}  // namespace

std::string_view event_kind_name(EventKind kind) noexcept {
  const auto n = static_cast<std::size_t>(kind);
  return n >= 1 && n <= kNames.size() ? kNames[n - 1] : "unknown";
}

std::optional<EventKind> find_event_kind(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<EventKind>(i + 1);
  }
  return std::nullopt;
}

}  // namespace celian
