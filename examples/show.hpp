// Printing for the examples: short, in codes. For documents that people read see report.render in
// 05_whole_loop.c.
#pragma once

#include <celian/celian.hpp>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace show {

// The value, or the end of the program with the reason.
template <class T>
T or_exit(celian::Result<T> result) {
  if (result) return *std::move(result);
  const celian::Error& e = result.error();
  const std::string status(celian::status_name(e.status));
  std::fprintf(stderr, "%s at '%s': %s\n", status.c_str(), e.pointer.c_str(), e.message.c_str());
  std::exit(1);
}

inline std::string text(std::string_view s) { return std::string(s); }

inline std::string text(const celian::Interval& i) {
  char out[64];
  if (i.lo && i.hi) {
    std::snprintf(out, sizeof out, "%g-%g", *i.lo, *i.hi);
  } else if (i.hi) {
    std::snprintf(out, sizeof out, "at most %g", *i.hi);
  } else if (i.lo) {
    std::snprintf(out, sizeof out, "at least %g", *i.lo);
  } else {
    return "any";
  }
  return out;
}

inline celian::Date day(const char* iso) { return or_exit(celian::Date::parse(iso)); }

// A reading of today, in the unit of the test.
inline celian::RawMeasurement reading(const char* test, double value, celian::Date date) {
  celian::RawMeasurement m;
  m.test = test;
  m.value = value;
  m.date = date;
  return m;
}

inline void screening(const celian::RiskReport& risk) {
  std::printf("screening: %s today, triage %s", risk.today.decision.c_str(),
              text(celian::triage_name(risk.triage)).c_str());
  if (risk.triage_worst != risk.triage)
    std::printf(" (could be %s)", text(celian::triage_name(risk.triage_worst)).c_str());
  std::printf(", supervision %s\n", text(celian::supervision_name(risk.supervision)).c_str());
  for (const celian::Finding& f : risk.findings)
    std::printf("  because of %s%s\n", f.rule.c_str(),
                f.assumed ? " (assumed: not asked yet)" : "");
  for (const celian::Ask& a : risk.ask) {
    if (a.level == "must")
      std::printf("  must ask %s: %s, %d s\n", a.who.c_str(), a.fact.c_str(), a.seconds);
  }
}

inline void envelope(const celian::Envelope& e) {
  std::printf("allowed: at most %s", text(celian::intensity_name(e.intensity.max_class)).c_str());
  for (const celian::Limit& l : e.intensity.scales)
    std::printf(", %s %s", l.dimension.c_str(), text(l.range).c_str());
  std::printf("\n");
  for (const celian::Forbid& f : e.forbid)
    std::printf("  never %s %s\n", f.kind.c_str(), f.code.c_str());
  for (const celian::Require& r : e.require) {
    if (r.days_week) std::printf("  needs %s, %g days a week\n", r.component.c_str(), *r.days_week);
  }
}

inline void session(const celian::PlanSession& s) {
  std::printf("  %s, %g min%s%s\n", s.date.iso().c_str(), s.minutes, s.place.empty() ? "" : ", ",
              s.place.c_str());
  for (const celian::PlanPart& part : s.parts) {
    for (const celian::PlanItem& i : part.items) {
      std::printf("    %-9s %s", part.part.c_str(), i.exercise.c_str());
      if (i.minutes) std::printf(", %g min", *i.minutes);
      if (i.sets && i.reps) std::printf(", %g x %g", *i.sets, *i.reps);
      std::printf("\n");
    }
  }
}

// The first week of the plan, or why there is none.
inline void prescription(const celian::Prescription& p) {
  if (p.withheld) std::printf("no plan: %s\n", p.withheld->c_str());
  if (!p.plan || p.plan->weeks.empty()) return;
  std::printf("plan: %zu weeks, %s prescription%s%s; first week:\n", p.plan->weeks.size(),
              p.prescription_class.c_str(), p.interim ? ", interim" : "", p.draft ? ", draft" : "");
  for (const celian::PlanSession& s : p.plan->weeks.front().sessions) session(s);
}

}  // namespace show
