// Files of kind `rules`: section 8 of docs/data-format.md.
#pragma once

#include <string>
#include <vector>

#include "catalog/decode.hpp"
#include "catalog/dictionary.hpp"
#include "catalog/rule.hpp"

namespace celian {

// A rule and where it stands, for messages of later checks.
struct RuleEntry {
  Rule rule;
  std::string path, pointer;
};

void decode_rules(const FileScope&, const FactIndex&, std::vector<RuleEntry>& out);

// Runs both cases of every rule of the file: "fires" must be true, "nearly" false. Rules that did
// not decode are left out.
void run_rule_cases(const FileScope&, const Dictionary&, const std::vector<RuleEntry>& rules);

}  // namespace celian
