// What most commands need: an engine, a language, a day.
#pragma once

#include <optional>
#include <string>

#include "celian/engine.hpp"
#include "cli/command.hpp"

namespace celian::cli {

inline constexpr OptionSpec kPackOption = {
    "pack", "FILE|DIR", "knowledge pack to add, a JSON file or a folder of files; may be repeated",
    0, true};
inline constexpr OptionSpec kLocaleOption = {"locale", "LOCALE", "zh-CN (default) or en"};

// The compiled-in knowledge and the packs of --pack. Complains itself: nullopt, and the exit code
// in `code`.
std::optional<Engine> make_engine(const Arguments&, int& code);

// --locale, checked. Complains itself.
std::optional<std::string> locale_of(const Arguments&, std::string_view command);

// --threads: 0 (one a processor) to 256; nullopt if it is something else. Complains itself.
std::optional<std::size_t> threads_of(const Arguments&, std::string_view command);

// --weeks: 1 to 12, or `otherwise` if it is not given; nullopt if it is something else. Complains
// itself.
std::optional<int> weeks_of(const Arguments&, std::string_view command, int otherwise);

// The day of an option, if it is given. Errors: `syntax`.
Result<std::optional<Date>> day_of(const Arguments&, std::string_view option);

}  // namespace celian::cli
