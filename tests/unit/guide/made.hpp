// Prescriptions of the planner for the people of verify_fixture.hpp, and walks over them.
#pragma once

#include <set>

#include "guide/prescribe.hpp"
#include "verify_fixture.hpp"

namespace celian::guide::test {

struct Made {
  PersonDocument doc;
  Facts facts;
  RiskReport risk;
  Prescription out;
};

inline Made made_for(PersonDocument doc, int weeks = 12, const Assessment* sheet = nullptr) {
  Facts facts = facts_of(doc);
  RiskReport risk = screened(doc, facts);
  Input in{knowledge(), doc, facts, risk};
  in.start = kMonday;
  in.weeks = weeks;
  in.assessment = sheet;
  Prescription out = prescribe(in);
  if (!out.plan) throw std::runtime_error("no plan: " + out.withheld.value_or(""));
  return {std::move(doc), std::move(facts), std::move(risk), std::move(out)};
}

inline Verification verified(const Made& m, const Plan& plan) {
  return verify({knowledge(), m.doc, m.facts, m.risk}, plan, {});
}

// Time, things and three places.
inline PersonDocument with_time(PersonDocument d, int days = 4, int minutes = 60) {
  d.resources.days_per_week = days;
  d.resources.minutes_per_session = minutes;
  d.resources.equipment = {"chair", "elastic_band", "mat", "dumbbell"};
  d.resources.place = {"home", "park", "gym"};
  return d;
}

// f(week, session, part, item), indoor versions apart.
template <class P, class F>
void walk(P& plan, F&& f) {
  for (auto& week : plan.weeks) {
    for (auto& s : week.sessions) {
      for (auto& part : s.parts) {
        for (auto& item : part.items) f(week, s, part, item);
      }
    }
  }
}

inline std::set<std::string> exercises_of(const Plan& plan, const std::string& component = {}) {
  std::set<std::string> out;
  walk(plan, [&](const PlanWeek&, const PlanSession&, const PlanPart& part, const PlanItem& i) {
    if (part.part == "main" && (component.empty() || i.component == component))
      out.insert(i.exercise);
  });
  return out;
}

// Everything that a person would read, without the reasons.
inline std::string written(const Plan& plan) {
  std::string out;
  walk(plan, [&](const PlanWeek& w, const PlanSession& s, const PlanPart&, const PlanItem& i) {
    out += std::to_string(w.week) + " " + s.date.iso() + " " + s.place + " " + i.component + " " +
           i.exercise + " " + std::to_string(i.minutes.value_or(0)) + "\n";
  });
  return out;
}

}  // namespace celian::guide::test
