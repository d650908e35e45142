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

bool any_holds(const std::vector<TestNotFor>& rules, const FactVector& v) {
  return std::any_of(rules.begin(), rules.end(),
                     [&](const TestNotFor& rule) { return rule.when.eval(v) == Truth::yes; });
}

TestAdvice advice_on(const std::string& test) {
  TestAdvice advice;
  advice.test = test;
  return advice;
}

}  // namespace

Barred barred(const KnowledgeBase& kb, const PersonDocument& doc, const MeasurementSet& set,
              const Standard& standard, Done done) {
  Barred out;
  Facts facts = build_facts(kb, doc, set);
  // What follows from readings and answers (a total that says frail) bars tests as well.
  MeasurementSet with_derived = set;
  std::vector<Reason> unsaid;
  measure::derive(kb, facts.vector, with_derived, unsaid);
  const Slot triage = kb.facts().find("triage");
  bool is_screened = triage == kNoSlot;
  for (const std::string& code : standard.inputs()) {
    const TestDef* test = kb.test(code);
    if (test == nullptr) continue;
    if (any_holds(test->not_judged, facts.vector)) {
      out.not_judged.push_back(advice_on(code));
      continue;
    }
    const Measurement* have = with_derived.find(code);
    const bool was_done = have != nullptr && have->outcome != Outcome::missing_value;
    if ((was_done && done == Done::is_left_out) || test->not_for.empty()) continue;
    if (!is_screened && asks_for(*test, triage)) {
      set_triage(kb, facts.vector);
      is_screened = true;
    }
    if (any_holds(test->not_for, facts.vector)) out.not_safe.push_back(advice_on(code));
  }
  return out;
}

bool is_not_judged(const KnowledgeBase& kb, const PersonDocument& doc, const Standard& standard) {
  const auto has_rule = [&](const std::string& code) {
    const TestDef* const test = kb.test(code);
    return test != nullptr && !test->not_judged.empty();
  };
  const std::vector<std::string>& tests = standard.inputs();
  if (std::none_of(tests.begin(), tests.end(), has_rule)) return false;
  const Facts facts = build_facts(kb, doc, {});
  return std::any_of(tests.begin(), tests.end(), [&](const std::string& code) {
    return has_rule(code) && any_holds(kb.test(code)->not_judged, facts.vector);
  });
}

}  // namespace celian::engine
