// One JSON value a line.
#pragma once

#include <functional>
#include <string_view>

#include "celian/result.hpp"
#include "codec/json.hpp"

namespace celian::cli {

// f(line from 1, its text, value or error) for each line that is not empty. The message of an error
// names the line of the file, not of the text.
void for_json_lines(std::string_view text,
                    const std::function<void(std::size_t line, std::string_view text,
                                             Result<codec::Value> value)>& f);

}  // namespace celian::cli
