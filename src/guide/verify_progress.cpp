// From week to week: how much more, how often, and how many things at once.
#include <cmath>
#include <set>

#include "guide/verify_plan.hpp"

namespace celian::guide::verifying {

namespace {

constexpr double kSlack = 1e-6;

// An upper bound of the rate and who says so.
struct Rate {
  double value = 0;
  std::string by;
  Waiver waiver = Waiver::professional;
};

struct Rates {
  std::vector<Rate> percent, weeks_step, variables;
};

Rates rates_of(const Ground& g) {
  Rates out;
  const auto add = [](std::vector<Rate>& list, const std::optional<double>& value,
                      const std::string& by, Waiver waiver) {
    if (value) list.push_back({*value, by, waiver});
  };
  for (const Said& s : g.rates) {
    const Waiver waiver = s.rule->hard ? Waiver::physician : Waiver::professional;
    add(out.percent, s.effect->percent_week, s.rule->id, waiver);
    add(out.weeks_step, s.effect->weeks_step, s.rule->id, waiver);
    add(out.variables, s.effect->variables, s.rule->id, waiver);
  }
  for (const Preset& p : g.kb.presets()) {
    if (!speaks_to(g, p)) continue;
    add(out.percent, p.percent_week, p.header.id, Waiver::professional);
    add(out.weeks_step, p.weeks_step, p.header.id, Waiver::professional);
    add(out.variables, p.variables, p.header.id, Waiver::professional);
  }
  out.percent.push_back(
      {g.kb.policy_number("progress.percent_week", 10), "policy.progress", Waiver::professional});
  return out;
}

// What one week asks of one component.
struct Dose {
  double minutes = 0, days = 0, session = 0, sets = 0, reps = 0;
  double load = 0;  // percent of the one-repetition maximum
  int effort = 0;
  bool whole =
      true;  // not cut short by days away, and no deload: a later week may be compared with it
};

Dose dose_of(const Ground& g, const Plan& plan, std::size_t w, const std::string& component) {
  Dose d;
  std::set<Date> days;
  for (const PlanSession& s : plan.weeks[w].sessions) {
    const double minutes = minutes_of(s, component, true);
    d.minutes += minutes;
    d.session = std::max(d.session, minutes);
    for_each_item(g.kb, w, s, "", [&](const ItemView& v) {
      // Light work may stand in the way in one week and in the main part the next.
      if (v.indoor || v.item->component != component) return;
      days.insert(s.date);
      d.sets = std::max(d.sets, v.item->sets.value_or(0));
      d.reps = std::max(d.reps, v.item->reps.value_or(0));
      for (const Limit& l : v.item->intensity) {
        if (l.dimension == "rm_percent") d.load = std::max(d.load, l.range.hi.value_or(0));
      }
      d.effort = std::max(d.effort, static_cast<int>(v.item->intensity_class));
    });
  }
  d.days = static_cast<double>(days.size());
  const Date from = plan.start + static_cast<std::int32_t>(w) * 7;
  const auto& away = g.in.doc.resources.unavailable;
  d.whole = !plan.weeks[w].deload && std::none_of(away.begin(), away.end(), [&](const Period& p) {
    return p.from <= from + 6 && from <= p.to;
  });
  return d;
}

// The higher of two weeks in everything: what a person is used to after both.
Dose used_to(Dose a, const Dose& b) {
  a.days = std::max(a.days, b.days);
  a.session = std::max(a.session, b.session);
  a.sets = std::max(a.sets, b.sets);
  a.reps = std::max(a.reps, b.reps);
  a.load = std::max(a.load, b.load);
  a.effort = std::max(a.effort, b.effort);
  return a;
}

// How many things were raised. Longer counts only where minutes are the dose: a further strength or
// balance exercise on paper is a new exercise, not more of the old one; so is one that is counted
// after one that was held.
int raised(const Dose& a, const Dose& b, bool by_minutes) {
  return (b.days > a.days ? 1 : 0) + (by_minutes && b.session > a.session + kSlack ? 1 : 0) +
         (a.sets > 0 && b.sets > a.sets ? 1 : 0) + (a.reps > 0 && b.reps > a.reps ? 1 : 0) +
         (a.load > 0 && b.load > a.load + kSlack ? 1 : 0) + (b.effort > a.effort ? 1 : 0);
}

void check_minutes(const Rates& rates, const Dose& before, const Dose& now,
                   const std::string& pointer, Findings& out) {
  if (before.minutes <= 0 || now.minutes <= before.minutes + kSlack) return;
  for (const Rate& rate : rates.percent) {
    const double most = before.minutes * (1 + rate.value / 100);
    if (now.minutes <= most + kSlack) continue;
    const double percent = std::round(1000 * (now.minutes / before.minutes - 1)) / 10;
    out.add("verify.progress_percent", pointer,
            {{"component", std::string("aerobic")},
             {"before", before.minutes},
             {"value", now.minutes},
             {"percent", percent},
             {"limit", rate.value}},
            rate.by, rate.waiver);
  }
}

// A heavier load in steps that the guideline names.
void check_load(const Ground& g, const Dose& level, const Dose& now, const std::string& pointer,
                Findings& out) {
  const double most = g.kb.policy_interval("progress.resistance.percent_large")
                          .value_or(Interval{5, 10})
                          .hi.value_or(10);
  if (level.load <= 0 || now.load <= level.load * (1 + most / 100) + kSlack) return;
  out.add("verify.progress_load", pointer,
          {{"before", level.load}, {"value", now.load}, {"limit", most}}, "policy.progress",
          Waiver::professional);
}

// A week that is called easy is easier.
void check_deload(const Dose& before, const Dose& now, double week, const std::string& pointer,
                  Findings& out) {
  const bool strength = before.sets > 0 && now.sets > 0;
  const bool same = now.sets == before.sets && before.reps > 0;
  const bool more = strength ? now.sets > before.sets || (same && now.reps > before.reps)
                             : now.minutes > before.minutes + kSlack;
  if (!more) return;
  out.add("verify.deload_not_lighter", pointer,
          {{"week", week}, {"before", before.minutes}, {"value", now.minutes}}, "policy.progress",
          Waiver::professional);
}

}  // namespace

void check_progress(const Ground& g, const Plan& plan, Findings& out) {
  const Rates rates = rates_of(g);
  for (const std::string component : {"aerobic", "resistance", "balance"}) {
    std::optional<Dose> before;  // the last whole week
    Dose level;                  // the most of everything so far: going back to it is no step up
    std::size_t last_rise = 0;   // a plan begins with a step
    for (std::size_t w = 0; w < plan.weeks.size(); ++w) {
      const Dose now = dose_of(g, plan, w, component);
      const std::string pointer = at("", "weeks", w);
      if (before && before->days > 0 && now.days > 0) {
        const bool by_minutes = component == "aerobic";
        if (plan.weeks[w].deload && component != "balance")
          check_deload(*before, now, plan.weeks[w].week, pointer, out);
        check_load(g, level, now, pointer, out);
        if (by_minutes) check_minutes(rates, *before, now, pointer, out);
        const int n = raised(level, now, by_minutes);
        for (const Rate& rate : rates.variables) {
          if (n <= rate.value) continue;
          out.add(
              "verify.progress_variables", pointer,
              {{"component", component}, {"value", static_cast<double>(n)}, {"limit", rate.value}},
              rate.by, rate.waiver);
        }
        if (n > 0) {
          const auto weeks = static_cast<double>(w - last_rise);
          for (const Rate& rate : rates.weeks_step) {
            if (weeks >= rate.value) continue;
            out.add("verify.progress_step", pointer,
                    {{"component", component}, {"value", weeks}, {"limit", rate.value}}, rate.by,
                    rate.waiver);
          }
          last_rise = w;
        }
      }
      if (now.days <= 0) continue;
      level = used_to(level, now);
      if (now.whole) before = now;
    }
  }
}

}  // namespace celian::guide::verifying
