// Times of recording as text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "celian/date.hpp"

namespace celian::store {

// "2026-11-21T09:30:00.000Z" of milliseconds since 1970. The years 1 to 9999; other times give the
// nearest one.
std::string utc_text(std::int64_t ms);

// The reverse; seconds may have up to three decimals, or none. Nothing for any other text.
std::optional<std::int64_t> parse_utc(std::string_view text);

// Its day.
Date date_of(std::int64_t ms);

// Whether utc_text() can say it.
bool is_time(std::int64_t ms) noexcept;

}  // namespace celian::store
