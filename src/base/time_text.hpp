// Durations as people type them on test sheets.
#pragma once

#include <optional>
#include <string_view>

namespace celian {

// Seconds, from "3:25", "1:02:03", "3'25\"", "3'25", "3′25″", "3分25秒", "3分", "25秒" or plain
// seconds ("205", "205.4"). The last part may have decimals; fullwidth characters and spaces at
// both ends are fine. nullopt for anything else: "3:75" (no such second), "3:5" (05 or 50?),
// negative numbers.
std::optional<double> parse_seconds(std::string_view text);

}  // namespace celian
