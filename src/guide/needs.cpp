#include "guide/needs.hpp"

#include <algorithm>

namespace celian::guide {

namespace {

// Which findings of the sheet matter for training: components that a goal favours come before the
// others.
bool goal_favours(const Input& in, const std::string& component) {
  for (const std::string& goal : in.doc.goals.codes) {
    const auto& components = in.kb.policy_codes("goal." + goal);
    if (std::find(components.begin(), components.end(), component) != components.end()) return true;
  }
  return false;
}

void add_guideline_gap(const Input& in, const Working& w, std::vector<Need>& out,
                       Reasons& reasons) {
  const auto gap = [&](const char* component, const char* fact, double wanted) {
    const Slot s = in.kb.facts().find(fact);
    if (w.facts.known(s) && w.facts.value(s) >= wanted) return;
    if (w.targets.count(component) == 0) return;
    Need n;
    n.code = std::string("guideline_gap_") + component;
    n.component = component;
    n.rank = 50;
    n.why = {reasons.add(policy_reason("guide.guideline_gap", "plan.needs_order"))};
    out.push_back(std::move(n));
  };
  const auto t = w.targets.find("aerobic");
  gap("aerobic", "moderate_minutes_week",
      t != w.targets.end() ? t->second.minutes_week_target.lo.value_or(150) : 150);
  gap("resistance", "strength_days_week", 2);
}

}  // namespace

std::vector<Need> order_needs(const Input& in, const Working& w, Reasons& reasons) {
  std::vector<Need> out = w.needs;
  std::stable_sort(out.begin(), out.end(), [](const Need& a, const Need& b) {
    return std::tie(a.rank, a.code) < std::tie(b.rank, b.code);
  });
  // The same finding from several rules is one need with all its reasons.
  std::vector<Need> merged;
  for (Need& n : out) {
    const auto same = std::find_if(merged.begin(), merged.end(), [&](const Need& m) {
      return m.code == n.code && m.component == n.component;
    });
    if (same == merged.end()) {
      merged.push_back(std::move(n));
    } else {
      same->why.insert(same->why.end(), n.why.begin(), n.why.end());
    }
  }
  out = std::move(merged);
  std::vector<Need> gaps;
  add_guideline_gap(in, w, gaps, reasons);
  // A wished component moves ahead within its class of needs; it never overtakes safety and
  // function.
  std::stable_sort(gaps.begin(), gaps.end(), [&](const Need& a, const Need& b) {
    return goal_favours(in, a.component) > goal_favours(in, b.component);
  });
  out.insert(out.end(), gaps.begin(), gaps.end());
  if (in.assessment != nullptr && in.risk.triage <= Triage::T2) {
    std::vector<Need> lift;
    for (const Need& n : in.assessment->needs) {
      Need copy = n;
      copy.why.clear();
      if (n.component.empty()) continue;
      copy.why.push_back(reasons.add(policy_reason("guide.grade_lift", "plan.needs_order")));
      lift.push_back(std::move(copy));
    }
    std::stable_sort(lift.begin(), lift.end(), [&](const Need& a, const Need& b) {
      return goal_favours(in, a.component) > goal_favours(in, b.component);
    });
    out.insert(out.end(), lift.begin(), lift.end());
  }
  int rank = 0;
  for (Need& n : out) n.rank = ++rank;
  return out;
}

}  // namespace celian::guide
