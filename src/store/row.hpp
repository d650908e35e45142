// One event as a store keeps it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "celian/store.hpp"

namespace celian::store {

inline constexpr std::size_t kHashBytes = 32;
inline constexpr std::size_t kIdBytes = 16;

// Of an erased event only sequence, digest and link are left.
struct Row {
  Sequence sequence = 0;
  std::string id;  // kIdBytes
  std::string person;
  std::int32_t kind = 0;
  std::int32_t date = 0;  // days since 1970
  std::int64_t recorded_at = 0;
  std::optional<Sequence> corrects;
  std::string body;    // see body.hpp
  std::string digest;  // of all above, salted
  std::string link;    // of the link before, sequence and digest

  bool is_tombstone() const noexcept { return body.empty(); }
};

}  // namespace celian::store
