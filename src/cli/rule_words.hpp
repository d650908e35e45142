// A rule in words: its condition and its effects, from the data itself.
#pragma once

#include <string>
#include <vector>

#include "codec/json.hpp"
#include "report/words.hpp"

namespace celian::cli {

// Lines, nested ones indented by two spaces each.
std::vector<std::string> condition_lines(report::Words&, const codec::Value& condition);
std::string effect_line(report::Words&, const codec::Value& effect);

}  // namespace celian::cli
