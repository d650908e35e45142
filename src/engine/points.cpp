#include "engine/points.hpp"

#include <algorithm>

#include "assess/score.hpp"
#include "catalog/fired.hpp"
#include "facts/build.hpp"
#include "measure/check.hpp"

namespace celian::engine {

namespace {

// Tests that were to be done and were not: only of them a point depends on whether they are safe.
std::vector<std::string> not_done(const Assessment& a) {
  std::vector<std::string> out;
  const Assessment& shown = a.fallback.empty() ? a : a.fallback.front();
  for (const ItemScore& i : shown.items) {
    if (i.outcome == Outcome::missing_value) out.push_back(i.test);
  }
  return out;
}

// As the pipeline sets it: the level that screening finds without what is only open.
void set_triage(const KnowledgeBase& kb, FactVector& v) {
  Triage level = Triage::T0;
  for (const FiredRule& f : run_rules(kb, kb.rules().screen, v).fired)
    level = std::max(level, highest_triage(*f.rule));
  const Slot triage = kb.facts().find("triage");
  std::string code(triage_name(level));
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

// Those of the standard's tests, alternatives included, that this person certainly should not do.
std::vector<TestAdvice> barred(const KnowledgeBase& kb, const PersonDocument& doc,
                               const MeasurementSet& set, const Assessment& a) {
  std::vector<TestAdvice> out;
  const Assessment& shown = a.fallback.empty() ? a : a.fallback.front();
  const auto standard = kb.standard(shown.standard);
  if (!standard) return out;
  Facts facts = build_facts(kb, doc, set);
  const Slot triage = kb.facts().find("triage");
  bool is_screened = triage == kNoSlot;
  for (const std::string& code : (*standard)->inputs()) {
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

}  // namespace

Result<Points> points(const KnowledgeBase& kb, const PersonDocument& doc,
                      std::string_view standard) {
  Points out;
  auto set = measure::check(kb, doc, out.reasons);
  if (!set) return set.error();
  out.measurements = std::move(*set);
  const FactVector nothing(0, doc.as_of);  // facts serve needs only
  auto a = assess::score(kb, doc.person, doc.as_of, out.measurements, nothing, standard, nullptr,
                         assess::Detail::points);
  if (!a) return a.error();
  if (!not_done(*a).empty()) {
    const std::vector<TestAdvice> unsafe = barred(kb, doc, out.measurements, *a);
    if (!unsafe.empty()) {
      a = assess::score(kb, doc.person, doc.as_of, out.measurements, nothing, standard, &unsafe,
                        assess::Detail::points);
      if (!a) return a.error();
    }
  }
  out.assessment = std::move(*a);
  return out;
}

std::vector<std::string> tests_for(const KnowledgeBase& kb, const Person& person, Date as_of,
                                   std::string_view standard) {
  const auto a = assess::score(kb, person, as_of, {}, FactVector(0, as_of), standard, nullptr,
                               assess::Detail::points);
  std::vector<std::string> out;
  if (!a) return out;
  const Assessment& shown = a->fallback.empty() ? *a : a->fallback.front();
  for (const ItemScore& i : shown.items) out.push_back(i.test);
  return out;
}

}  // namespace celian::engine
