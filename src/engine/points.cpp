#include "engine/points.hpp"

#include <algorithm>

#include "assess/score.hpp"
#include "engine/barred.hpp"
#include "measure/check.hpp"

namespace celian::engine {

namespace {

const Assessment& shown(const Assessment& a) { return a.fallback.empty() ? a : a.fallback.front(); }

// Whether a point may depend on what else is known: a test that was to be done and was not may be
// unsafe, one that was done may mean nothing.
bool may_be_limited(const KnowledgeBase& kb, const Assessment& a) {
  const auto& items = shown(a).items;
  return std::any_of(items.begin(), items.end(), [&](const ItemScore& i) {
    if (i.outcome == Outcome::missing_value) return true;
    const TestDef* const test = kb.test(i.test);
    return i.outcome == Outcome::scored && test != nullptr && !test->not_judged.empty();
  });
}

}  // namespace

Result<Points> points(const KnowledgeBase& kb, const PersonDocument& doc,
                      std::string_view standard) {
  Points out;
  auto set = measure::check(kb, doc, out.reasons);
  if (!set) return set.error();
  out.measurements = std::move(*set);
  const FactVector nothing(0, doc.as_of);  // facts serve needs only
  const auto score = [&](const assess::TestLimits& limits) {
    return assess::score(kb, doc.person, doc.as_of, out.measurements, nothing, standard, limits,
                         assess::Detail::points);
  };
  auto a = score({});
  if (!a) return a.error();
  const auto by = kb.standard(shown(*a).standard);
  if (by && may_be_limited(kb, *a)) {
    const Barred limits = barred(kb, doc, out.measurements, **by);
    if (!limits.empty()) a = score({&limits.not_safe, &limits.not_judged});
    if (!a) return a.error();
  }
  out.assessment = std::move(*a);
  return out;
}

std::vector<std::string> tests_for(const KnowledgeBase& kb, const Person& person, Date as_of,
                                   std::string_view standard) {
  const auto a = assess::score(kb, person, as_of, {}, FactVector(0, as_of), standard, {},
                               assess::Detail::points);
  std::vector<std::string> out;
  if (!a) return out;
  for (const ItemScore& i : shown(*a).items) out.push_back(i.test);
  return out;
}

}  // namespace celian::engine
