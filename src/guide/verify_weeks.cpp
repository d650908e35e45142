// Sums of a session and a week, hours between sessions of the same muscles, and the order inside a
// session.
#include <array>
#include <map>
#include <set>

#include "guide/verify_plan.hpp"

namespace celian::guide::verifying {

namespace {

constexpr double kSlack = 1e-6;
constexpr double kMicroSetMinutes = 10;

template <class List>
bool contains(const List& list, std::string_view x) {
  return std::find(list.begin(), list.end(), x) != list.end();
}

// --- Sums

struct WeekSums {
  double days = 0, minutes = 0, met_minutes = 0;
};

WeekSums sums_of(const Ground& g, const PlanWeek& week, const std::string& component) {
  WeekSums out;
  std::set<Date> days;
  for (const PlanSession& s : week.sessions) {
    if (component.empty()) {
      out.minutes += std::max(s.minutes, minutes_of(s, ""));
      days.insert(s.date);
    } else {
      out.minutes += minutes_of(s, component);
      if (has_component(s, component)) days.insert(s.date);
    }
    for (const PlanPart& part : s.parts) {
      for (const PlanItem& item : part.items) {
        if (!component.empty() && item.component != component) continue;
        const Exercise* x = g.kb.exercise(item.exercise);
        if (x != nullptr) out.met_minutes += met_of(g, *x).value_or(0) * item.minutes.value_or(0);
      }
    }
  }
  out.days = static_cast<double>(days.size());
  return out;
}

std::optional<double> week_value(const WeekSums& sums, std::string_view dimension) {
  if (dimension == "days_week") return sums.days;
  if (dimension == "minutes_week") return sums.minutes;
  if (dimension == "met_minutes_week") return sums.met_minutes;
  return std::nullopt;
}

bool is_of_week(std::string_view dimension) { return week_value({}, dimension).has_value(); }

std::vector<Arg> limit_args(const Effect& e, double value, double limit) {
  std::vector<Arg> args = {{"dimension", e.dimension}, {"value", value}, {"limit", limit}};
  if (!e.component.empty()) args.push_back({"component", e.component});
  return args;
}

// Only ceilings: a floor of days or minutes is a goal that a beginner reaches later, and `require`
// says what must be there.
void check_week_limits(const Ground& g, const Plan& plan, Findings& out) {
  for (const Said& s : g.limits) {
    const Effect& e = *s.effect;
    if (!e.max) continue;
    for (std::size_t w = 0; w < plan.weeks.size() && is_of_week(e.dimension); ++w) {
      const auto value = week_value(sums_of(g, plan.weeks[w], e.component), e.dimension);
      if (value && *value > *e.max + kSlack)
        out.add("verify.week_above", at("", "weeks", w), limit_args(e, *value, *e.max), *s.rule);
    }
    if (e.dimension != "session_minutes") continue;
    for_each_session(plan, [&](std::size_t, const PlanSession& session, const std::string& p) {
      const double value = e.component.empty() ? std::max(session.minutes, minutes_of(session, ""))
                                               : minutes_of(session, e.component);
      if (value > *e.max + kSlack)
        out.add("verify.session_above", p, limit_args(e, value, *e.max), *s.rule);
    });
  }
}

// --- 48 hours

constexpr std::array<std::string_view, 2> kLoaded = {"resistance", "bone_impact"};
// Low-load motor work may be done every day.
constexpr std::array<std::string_view, 4> kDaily = {"pelvic_floor", "posture_back_extensor",
                                                    "breathing", "break_sitting"};
constexpr std::array<std::string_view, 5> kNoMuscle = {"cardiorespiratory", "balance", "breathing",
                                                       "pelvic_floor", "neck_shoulder"};
constexpr std::array<std::string_view, 5> kLower = {"quads", "glutes", "hamstrings", "calves",
                                                    "shins"};
constexpr std::array<std::string_view, 4> kUpper = {"chest", "shoulders", "arms", "back"};

// Does this item load muscles in a way that asks for 48 hours?
bool needs_rest(const PlanItem& item, const Exercise& x) {
  if (contains(kDaily, item.component)) return false;
  if (item.component == "neck_shoulder")
    return item.minutes.value_or(kMicroSetMinutes + 1) > kMicroSetMinutes;
  if (contains(kLoaded, item.component)) return true;
  return !x.components.empty() && contains(kLoaded, x.components.front());
}

// Regions: single muscles count for their region, so that a calf raise rests the same legs as a
// squat.
std::set<std::string> regions_of(const Exercise& x) {
  std::set<std::string> out;
  for (const std::string& m : x.muscles) {
    if (m == "whole_body") {
      out.insert({"lower_limb", "upper_body", "core"});
    } else if (contains(kLower, m)) {
      out.insert("lower_limb");
    } else if (contains(kUpper, m)) {
      out.insert("upper_body");
    } else if (!contains(kNoMuscle, m)) {
      out.insert(m);
    }
  }
  return out;
}

void check_rest(const Ground& g, const Plan& plan, Findings& out) {
  struct Load {
    Date date;
    std::string exercise;
  };
  std::map<std::string, Load> last;  // by region
  for_each_session(plan, [&](std::size_t w, const PlanSession& s, const std::string& p) {
    std::map<std::string, std::string> today;  // region -> exercise
    std::set<std::pair<Date, std::string>> said;
    for_each_item(g.kb, w, s, p, [&](const ItemView& v) {
      if (v.exercise == nullptr || !needs_rest(*v.item, *v.exercise)) return;
      for (const std::string& region : regions_of(*v.exercise)) {
        today.emplace(region, v.exercise->code);
        const auto before = last.find(region);
        if (before == last.end()) continue;
        const int days = s.date - before->second.date;
        if (days >= 2 || days <= 0) continue;
        if (!said.emplace(before->second.date, region).second) continue;
        out.add("verify.gap_hours", v.pointer(),
                {{"exercise", v.exercise->code},
                 {"before", before->second.exercise},
                 {"muscle", region},
                 {"hours", 24.0 * days},
                 {"limit", 48.0},
                 {"date", s.date.iso()}},
                "policy.rest_48h", Waiver::physician);
      }
    });
    for (const auto& [region, exercise] : today) last[region] = {s.date, exercise};
  });
}

// --- Daily work

// What is done every day apart from the sessions must not load muscles and must stay short. Breaks
// and time out of doors are no exercise.
void check_daily(const Ground& g, const Plan& plan, Findings& out) {
  double minutes = 0;
  for (std::size_t i = 0; i < plan.daily.size(); ++i) {
    const PlanItem& item = plan.daily[i].item;
    if (item.component == "break_sitting" || item.component == "outdoor_time") continue;
    minutes += item.minutes.value_or(0);
    const Exercise* x = g.kb.exercise(item.exercise);
    const bool main = x != nullptr && !x->components.empty() && contains(kLoaded, x->components[0]);
    if (item.component != "aerobic" && !contains(kLoaded, item.component) && !main) continue;
    out.add("verify.daily_loaded", at("", "daily", i),
            {{"exercise", item.exercise}, {"component", item.component}}, "policy.daily",
            Waiver::professional);
  }
  const double most = g.kb.policy_number("daily.max_minutes", 10);
  if (minutes > most + kSlack)
    out.add("verify.daily_minutes", "/daily", {{"value", minutes}, {"limit", most}}, "policy.daily",
            Waiver::professional);
}

// --- Order

// Balance is trained fresh: not after strength or endurance work in the main part.
void check_balance_first(const Ground& g, const Plan& plan, Findings& out) {
  for_each_session(plan, [&](std::size_t w, const PlanSession& s, const std::string& p) {
    std::string tired[2];  // by: planned, indoors
    for_each_item(g.kb, w, s, p, [&](const ItemView& v) {
      if (v.part->part != "main") return;
      const std::string& component = v.item->component;
      std::string& after = tired[v.indoor ? 1 : 0];
      if (component == "resistance" || component == "aerobic") {
        if (after.empty()) after = component;
      } else if (component == "balance" && !after.empty()) {
        out.add("verify.balance_first", v.pointer(),
                {{"exercise", v.item->exercise}, {"component", after}}, "policy.session_order",
                Waiver::professional);
      }
    });
  });
}

// Some people must do strength before endurance in one session, because of their glucose.
void check_strength_first(const Ground& g, const Plan& plan, Findings& out) {
  for (const Said& t : g.timings) {
    if (t.effect->code != "resistance_before_aerobic") continue;
    for_each_session(plan, [&](std::size_t w, const PlanSession& s, const std::string& p) {
      bool aerobic[2] = {false, false};
      for_each_item(g.kb, w, s, p, [&](const ItemView& v) {
        if (v.part->part != "main") return;
        bool& begun = aerobic[v.indoor ? 1 : 0];
        if (v.item->component == "aerobic") begun = true;
        if (v.item->component != "resistance" || !begun) return;
        out.add("verify.strength_first", v.pointer(), {{"exercise", v.item->exercise}}, *t.rule);
      });
    });
  }
}

// Heart, pressure and vessels under a medicine ask for a long way out of anything that is harder
// than that way itself.
void check_cool_down(const Ground& g, const Plan& plan, Findings& out) {
  const double least = g.kb.policy_number("session.cool_down_minutes_long", 10);
  for (const Said& t : g.timings) {
    if (t.effect->code != "long_cool_down") continue;
    for_each_session(plan, [&](std::size_t w, const PlanSession& s, const std::string& p) {
      double easy[2] = {0, 0};  // minutes since the last harder item, by: planned, indoors
      bool harder[2] = {false, false};
      for_each_item(g.kb, w, s, p, [&](const ItemView& v) {
        const std::size_t k = v.indoor ? 1 : 0;
        const bool hard = v.item->intensity_class > IntensityClass::light ||
                          (v.exercise != nullptr && v.exercise->intensity > IntensityClass::light);
        easy[k] = hard ? 0 : easy[k] + v.item->minutes.value_or(0);
        harder[k] = harder[k] || hard;
      });
      for (std::size_t k = 0; k < 2; ++k) {
        if (!harder[k] || easy[k] >= least - kSlack) continue;
        out.add("verify.cool_down_short", p,
                {{"value", easy[k]}, {"limit", least}, {"date", s.date.iso()}}, *t.rule);
      }
    });
  }
}

}  // namespace

void check_weeks(const Ground& g, const Plan& plan, Findings& out) {
  check_week_limits(g, plan, out);
  check_rest(g, plan, out);
  check_daily(g, plan, out);
  check_balance_first(g, plan, out);
  check_strength_first(g, plan, out);
  check_cool_down(g, plan, out);
}

}  // namespace celian::guide::verifying
