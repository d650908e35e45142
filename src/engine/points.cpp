#include "engine/points.hpp"

#include <algorithm>

#include "assess/score.hpp"
#include "engine/barred.hpp"
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
    const Assessment& shown = a->fallback.empty() ? *a : a->fallback.front();
    const auto by = kb.standard(shown.standard);
    const std::vector<TestAdvice> unsafe =
        by ? barred(kb, doc, out.measurements, **by) : std::vector<TestAdvice>();
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
