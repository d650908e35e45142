// The checks of a whole knowledge base. The build runs them over data/, `with_pack` over a pack and
// what it refers to.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "catalog/base_files.hpp"
#include "catalog/issues.hpp"
#include "catalog/kb_impl.hpp"

namespace celian {

struct BaseCounts {
  std::map<std::string, std::size_t> files;  // by kind
  std::map<std::string, std::size_t>
      verified;  // rules, tests, exercises, items of tables … by state
  std::map<std::string, std::size_t> cells_verified;  // cells, by the state of their table
  std::size_t tables = 0, cells = 0, doubts = 0, examples = 0;
  std::size_t facts = 0, derived = 0, tests = 0, units = 0, rules = 0, cases = 0, presets = 0,
              exercises = 0;
  std::size_t medicine_classes = 0, medicine_names = 0, sources = 0, texts = 0, policies = 0,
              sheets = 0, formulas = 0, indicators = 0;
};

struct CheckScope {
  std::string pack;  // check what this pack brought (against everything); empty = check all
  bool restricted_ships = false;  // a clinic may load what we may not ship
};

struct CheckResult {
  Issues issues;    // by file, then in the order of the file
  Issues warnings;  // worth a look, no reason to refuse
  BaseCounts counts;
};

CheckResult check_base(const BaseFiles&, const CheckScope& = {});

// "rules 310, cases 620 …", one line a group.
std::string describe(const BaseCounts&);

}  // namespace celian
