#include "engine/barred.hpp"

#include <algorithm>

#include "assess/screen.hpp"
#include "facts/build.hpp"
#include "measure/derive.hpp"

namespace celian::engine {

namespace {

// As the pipeline sets it: the level that screening finds without what is only open.
void set_triage(const KnowledgeBase& kb, FactVector& v) {
  const Slot triage = kb.facts().find("triage");
  std::string code(triage_name(assess::triage(kb, v)));
  code[0] = 't';
  if (const auto index = kb.facts().value_index(triage, code)) v.set(triage, *index);
}

bool asks_for(const TestDef& test, Slot fact) {
  std::vector<Slot> used;
  for (const TestNotFor& rule : test.not_for) rule.when.facts(used);
  return std::find(used.begin(), used.end(), fact) != used.end();
}

bool is_barred(const TestDef& test, const FactVector& v) {
  return std::any_of(test.not_for.begin(), test.not_for.end(),
                     [&](const TestNotFor& rule) { return rule.when.eval(v) == Truth::yes; });
}

}  // namespace

std::vector<TestAdvice> barred(const KnowledgeBase& kb, const PersonDocument& doc,
                               const MeasurementSet& set, const Standard& standard) {
  std::vector<TestAdvice> out;
  Facts facts = build_facts(kb, doc, set);
  // What follows from readings and answers (a total that says frail) bars tests as well.
  MeasurementSet with_derived = set;
  std::vector<Reason> unsaid;
  measure::derive(kb, facts.vector, with_derived, unsaid);
  const Slot triage = kb.facts().find("triage");
  bool is_screened = triage == kNoSlot;
  for (const std::string& code : standard.inputs()) {
    const TestDef* test = kb.test(code);
    const Measurement* have = set.find(code);
    const bool was_done = have != nullptr && have->outcome != Outcome::missing_value;
    if (test == nullptr || was_done || test->not_for.empty()) continue;
    if (!is_screened && asks_for(*test, triage)) {
      set_triage(kb, facts.vector);
      is_screened = true;
    }
    if (!is_barred(*test, facts.vector)) continue;
    TestAdvice advice;
    advice.test = code;
    out.push_back(std::move(advice));
  }
  return out;
}

}  // namespace celian::engine
