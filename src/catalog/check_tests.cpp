#include "catalog/check_context.hpp"

namespace celian {

namespace {

// The first test whose reading may decide the condition, also through facts that follow from it.
std::string reading_behind(const CheckContext& c, const Condition& when, std::set<Slot>& seen) {
  std::vector<Slot> used;
  when.facts(used);
  for (const Slot slot : used) {
    if (!seen.insert(slot).second) continue;
    const std::string& code = c.facts()[slot].code;
    if (c.has_test(code)) return code;
    for (const Derivation& d : c.words.dictionary.derivations()) {
      if (d.slot != slot) continue;
      for (const auto& [value, by] : d.cases) {
        if (std::string test = reading_behind(c, by, seen); !test.empty()) return test;
      }
    }
  }
  return {};
}

}  // namespace

// Whether a reading means something must be known before it is there: sheets of many people are
// scored by whole columns.
void check_tests(CheckContext& c) {
  for (const TestDef& test : c.tests) {
    for (std::size_t i = 0; i < test.not_judged.size(); ++i) {
      std::set<Slot> seen;
      const std::string reading = reading_behind(c, test.not_judged[i].when, seen);
      if (reading.empty()) continue;
      c.report("test." + test.code, "/not_judged/" + std::to_string(i) + "/when",
               "expected facts that no reading decides, found " + reading);
    }
  }
}

}  // namespace celian
