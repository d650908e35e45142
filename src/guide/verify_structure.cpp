// Dates, weeks and printed totals: what must be right in any plan, whoever it is for, and what
// today forbids.
#include <array>
#include <cmath>
#include <set>

#include "guide/verify_plan.hpp"

namespace celian::guide::verifying {

namespace {

constexpr std::array<std::string_view, 3> kParts = {"warm_up", "main", "cool_down"};
constexpr std::array<std::string_view, 4> kOutdoors = {"park", "school_playground", "winter_venue",
                                                       "open_water"};
constexpr double kMinuteRounding =
    0.05;  // totals are printed in whole or half minutes; this only forgives binary fractions

template <class List>
bool contains(const List& list, std::string_view x) {
  return std::find(list.begin(), list.end(), x) != list.end();
}

// T6 and above, or a programme that was stopped: no plan at all, and nobody may wave it through.
void check_stopped(const Ground& g, Findings& out) {
  for (const Said& s : g.stops)
    out.add("verify.programme_stopped", "", {{"triage", std::string(triage_name(g.triage))}},
            s.rule->id, Waiver::nobody);
  const bool stopped = g.triage >= Triage::T6 || g.in.risk.programme.decision == "stop";
  if (stopped && g.stops.empty()) {
    out.add("verify.programme_stopped", "", {{"triage", std::string(triage_name(g.triage))}},
            "policy.triage", Waiver::nobody);
  }
}

// A value that must be taken again first (blood pressure, glucose) holds the whole plan, not only
// today.
void check_held(const Ground& g, Findings& out) {
  const auto holds = [](std::string_view decision) {
    return decision == "defer" || decision == "light_only";
  };
  const TodayDecision& today = g.in.risk.today;
  std::vector<const Rule*> rules;
  for (const Said& s : g.todays) {
    if (holds(s.effect->decision) && s.effect->cause == "measure") rules.push_back(s.rule);
  }
  for (const Rule* rule : rules) out.add("verify.remeasure_first", "", {}, *rule);
  if (rules.empty() && holds(today.decision) && contains(today.causes, "measure")) {
    out.add("verify.remeasure_first", "", {}, "policy.today", Waiver::physician);
  }
}

void check_numbering(const Plan& plan, Findings& out) {
  bool any = false;
  for (std::size_t w = 0; w < plan.weeks.size(); ++w) {
    any = any || !plan.weeks[w].sessions.empty();
    if (w > 0 && plan.weeks[w].week != plan.weeks[w - 1].week + 1) {
      out.add("verify.week_number", at("", "weeks", w),
              {{"week", static_cast<double>(plan.weeks[w].week)}}, "structure", Waiver::nobody);
    }
  }
  if (!any) out.add("verify.empty_plan", "/weeks", {}, "structure", Waiver::nobody);
}

void check_dates(const Ground& g, const Plan& plan, Findings& out) {
  const Date as_of = g.in.doc.as_of;
  if (plan.start < as_of)
    out.add("verify.start_in_past", "/start", {{"date", plan.start.iso()}}, "structure",
            Waiver::nobody);
  std::optional<Date> before;
  for_each_session(plan, [&](std::size_t w, const PlanSession& s, const std::string& p) {
    const std::string pointer = p + "/date";
    const Arg date{"date", s.date.iso()};
    if (s.date < as_of)
      out.add("verify.date_in_past", pointer, {date}, "structure", Waiver::nobody);
    const int week_from = static_cast<int>(7 * w);
    const int offset = s.date - plan.start;
    if (offset < week_from || offset > week_from + 6) {
      out.add("verify.date_outside_week", pointer,
              {date, {"week", static_cast<double>(plan.weeks[w].week)}}, "structure",
              Waiver::nobody);
    }
    if (before && s.date == *before)
      out.add("verify.two_sessions_one_day", pointer, {date}, "structure", Waiver::nobody);
    if (before && s.date < *before)
      out.add("verify.date_order", pointer, {date}, "structure", Waiver::nobody);
    before = s.date;
    for (const Period& away : g.in.doc.resources.unavailable) {
      if (away.contains(s.date))
        out.add("verify.day_unavailable", pointer, {date}, "person.unavailable", Waiver::physician);
    }
  });
}

// Which rules say so about today; without one of ours the screening result itself is the reason.
std::vector<const Rule*> rules_of_today(const Ground& g, std::string_view decision) {
  std::vector<const Rule*> out;
  for (const Said& s : g.todays) {
    if (s.effect->decision == decision) out.push_back(s.rule);
  }
  return out;
}

bool is_light(const Ground& g, const PlanSession& s) {
  bool light = true;
  for_each_item(g.kb, 0, s, "", [&](const ItemView& v) {
    light = light && v.item->intensity_class <= IntensityClass::light &&
            (v.exercise == nullptr || v.exercise->intensity <= IntensityClass::light);
  });
  return light;
}

bool can_stay_in(const PlanSession& s) {
  return !contains(kOutdoors, s.place) || (s.indoor_twin && !s.indoor.empty());
}

void report_today(const Ground& g, std::string_view decision, const std::string& code,
                  const std::string& pointer, Date date, Findings& out) {
  const std::vector<const Rule*> rules = rules_of_today(g, decision);
  const std::vector<Arg> args = {{"date", date.iso()}, {"decision", std::string(decision)}};
  for (const Rule* rule : rules) out.add(code, pointer, args, *rule);
  if (rules.empty()) out.add(code, pointer, args, "policy.today", Waiver::physician);
}

// Today's decision holds on `as_of`, and up to the day on which it may be otherwise.
void check_today(const Ground& g, const Plan& plan, Findings& out) {
  const TodayDecision& today = g.in.risk.today;
  bool defers = today.decision == "defer" || !rules_of_today(g, "defer").empty();
  if (g.triage >= Triage::T5 && today.decision != "indoors") defers = true;
  const bool light = today.decision == "light_only" || !rules_of_today(g, "light_only").empty();
  const bool indoors = today.decision == "indoors" || !rules_of_today(g, "indoors").empty();
  for_each_session(plan, [&](std::size_t, const PlanSession& s, const std::string& p) {
    const bool holds = s.date == g.in.doc.as_of || (today.until && s.date < *today.until);
    if (!holds) return;
    if (defers) report_today(g, "defer", "verify.session_deferred", p + "/date", s.date, out);
    if (light && !is_light(g, s))
      report_today(g, "light_only", "verify.session_light_only", p, s.date, out);
    if (indoors && !can_stay_in(s))
      report_today(g, "indoors", "verify.session_indoors_only", p + "/place", s.date, out);
  });
}

void check_totals(const Plan& plan, Findings& out) {
  for_each_session(plan, [&](std::size_t, const PlanSession& s, const std::string& p) {
    double sum = 0;
    bool complete = true;
    bool any = false;
    for (std::size_t i = 0; i < s.parts.size(); ++i) {
      if (!contains(kParts, s.parts[i].part)) {
        out.add("verify.unknown_part", at(p, "parts", i), {{"part", s.parts[i].part}}, "structure",
                Waiver::nobody);
      }
      for (const PlanItem& item : s.parts[i].items) {
        any = true;
        complete = complete && item.minutes.has_value();
        sum += item.minutes.value_or(0);
      }
    }
    if (!any)
      out.add("verify.empty_session", p, {{"date", s.date.iso()}}, "structure", Waiver::nobody);
    const double off = s.minutes - sum;
    // Items counted in repetitions may be printed without minutes; then the total may only be
    // larger.
    if (!std::isfinite(s.minutes) || off < -kMinuteRounding ||
        (complete && off > kMinuteRounding)) {
      out.add("verify.session_total", p + "/minutes",
              {{"value", s.minutes}, {"sum", sum}, {"date", s.date.iso()}}, "structure",
              Waiver::nobody);
    }
  });
}

// Days, minutes and places that the person has are hard limits, of the person's own making.
void check_time(const Ground& g, const Plan& plan, Findings& out) {
  const Resources& r = g.in.doc.resources;
  for (std::size_t w = 0; w < plan.weeks.size(); ++w) {
    std::set<Date> days;
    for (const PlanSession& s : plan.weeks[w].sessions) days.insert(s.date);
    if (r.days_per_week && static_cast<int>(days.size()) > *r.days_per_week) {
      out.add("verify.person_days", at("", "weeks", w),
              {{"value", static_cast<double>(days.size())},
               {"limit", static_cast<double>(*r.days_per_week)}},
              "person.days_per_week", Waiver::physician);
    }
  }
  if (r.place) {
    for_each_session(plan, [&](std::size_t, const PlanSession& s, const std::string& p) {
      if (s.place.empty() || contains(*r.place, s.place)) return;
      out.add("verify.place_not_offered", p + "/place",
              {{"place", s.place}, {"date", s.date.iso()}}, "person.place", Waiver::physician);
    });
  }
  if (!r.minutes_per_session) return;
  for_each_session(plan, [&](std::size_t, const PlanSession& s, const std::string& p) {
    const double longest = std::max(s.minutes, minutes_of(s, ""));
    if (longest <= *r.minutes_per_session + kMinuteRounding) return;
    out.add("verify.person_minutes", p + "/minutes",
            {{"value", longest},
             {"limit", static_cast<double>(*r.minutes_per_session)},
             {"date", s.date.iso()}},
            "person.minutes_per_session", Waiver::physician);
  });
}

// An interim plan ends; what follows needs a new screening.
void check_interim_end(const Ground& g, const Plan& plan, Findings& out) {
  if (!g.interim) return;
  const int days = static_cast<int>(g.kb.policy_number("interim.valid_days", 28));
  for_each_session(plan, [&](std::size_t, const PlanSession& s, const std::string& p) {
    if (s.date - plan.start < days) return;
    out.add("verify.interim_over", p + "/date",
            {{"date", s.date.iso()}, {"limit", static_cast<double>(days)}}, "policy.interim",
            Waiver::physician);
  });
}

}  // namespace

void check_structure(const Ground& g, const Plan& plan, Findings& out) {
  check_stopped(g, out);
  check_held(g, out);
  check_numbering(plan, out);
  check_dates(g, plan, out);
  check_today(g, plan, out);
  check_totals(plan, out);
  check_time(g, plan, out);
  check_interim_end(g, plan, out);
}

}  // namespace celian::guide::verifying
