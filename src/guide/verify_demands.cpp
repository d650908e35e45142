// Components that rules require: are they there, on as many days as the person, the caps and the
// minutes leave room for?
#include <map>
#include <set>

#include "guide/verify_plan.hpp"

namespace celian::guide::verifying {

namespace {

template <class List>
bool contains(const List& list, std::string_view x) {
  return std::find(list.begin(), list.end(), x) != list.end();
}

bool is_banned(const Ground& g, const Exercise& x, std::string_view component) {
  for (const Said& s : g.forbids) {
    const Effect& e = *s.effect;
    if (e.target == "tag" && x.has_tag(e.code)) return true;
    if (e.target == "exercise" && x.code == e.code) return true;
    if (e.target == "posture" && x.posture == e.code) return true;
    if (e.target == "component" && (component == e.code || trains(x, e.code))) return true;
  }
  return false;
}

// Whether a session can begin and end there: some easy movement of the usual list is allowed.
bool has_way_in(const Ground& g, const std::string& place) {
  const auto& usual = g.kb.policy_codes("usual.warm_up");
  return std::any_of(usual.begin(), usual.end(), [&](const std::string& code) {
    const Exercise* x = g.kb.exercise(code);
    if (x == nullptr || !contains(x->place, place) || is_banned(g, *x, x->components.front()))
      return false;
    return g.is_for_age(*x);
  });
}

double lowest_cap(const Ground& g, std::string_view dimension, std::string_view component,
                  double otherwise) {
  for (const Said& s : g.limits) {
    const Effect& e = *s.effect;
    if (e.dimension == dimension && e.max && (e.component.empty() || e.component == component))
      otherwise = std::min(otherwise, *e.max);
  }
  return otherwise;
}

// What a session of that week may hold: the person's minutes, the caps, and the small beginning of
// the first weeks, which counts the main part.
double session_room(const Ground& g, std::size_t week) {
  const Resources& r = g.in.doc.resources;
  const bool light = g.light_burden();
  double room =
      r.minutes_per_session
          ? *r.minutes_per_session
          : g.kb.policy_number(
                light ? "defaults.minutes_per_session_light" : "defaults.minutes_per_session", 30);
  if (light && static_cast<double>(week) < g.kb.policy_number("burden.first_weeks", 2)) {
    const double frame = g.kb.policy_number("session.warm_up_minutes", 5) +
                         g.kb.policy_number("session.cool_down_minutes", 5);
    room = std::min(room, g.kb.policy_number("burden.first_weeks_main_minutes_day", 20) + frame);
  }
  return lowest_cap(g, "session_minutes", "", room);
}

// Harder work stands between the way in and the long way out that some rules ask for. A day that is
// too short for all three holds light work only.
bool holds_harder_work(const Ground& g) {
  if (std::none_of(g.timings.begin(), g.timings.end(),
                   [](const Said& t) { return t.effect->code == "long_cool_down"; }))
    return true;
  const auto later = static_cast<std::size_t>(g.kb.policy_number("burden.first_weeks", 2));
  return session_room(g, later) - g.kb.policy_number("session.warm_up_minutes", 5) -
             g.kb.policy_number("session.cool_down_minutes_long", 10) >=
         g.kb.policy_number("plan.least_minutes", 5);
}

// Something that this person may do and can do alone for the component, with what the person has
// and what every home has. `place` empty: in any of the person's places. `unloaded`: nothing that
// mainly loads muscles and so asks for 48 hours.
bool anything_for(const Ground& g, const std::string& component, const std::string& place = {},
                  bool unloaded = false) {
  const Resources& r = g.in.doc.resources;
  const auto& usual = g.kb.policy_codes("defaults.equipment");
  const auto places = r.place.value_or(g.kb.policy_codes("defaults.place"));
  const bool harder = holds_harder_work(g);
  for (const Exercise& x : g.kb.exercises()) {
    if (!trains(x, component) || is_banned(g, x, component)) continue;
    if (unloaded && (x.components.front() == "resistance" || x.components.front() == "bone_impact"))
      continue;
    // The small programme of older people and beginners has only what is easily learnt.
    if (g.light_burden() && x.skill > 1 && !contains(r.likes, x.code)) continue;
    if (!g.is_for_age(x)) continue;
    if (x.has_tag("supervision_req") || x.has_tag("carer_req")) continue;
    if (std::any_of(g.classes.begin(), g.classes.end(),
                    [&](const ClassCap& c) { return c.component.empty() && x.intensity > c.max; }))
      continue;
    if (x.intensity > g.begins_within) continue;
    if (x.intensity > IntensityClass::light && !harder) continue;
    const auto has = [&](const std::string& thing) {
      return contains(usual, thing) || (r.equipment && contains(*r.equipment, thing));
    };
    const bool equipped =
        std::all_of(x.equipment.begin(), x.equipment.end(), [&](const std::string& thing) {
          const auto other = x.substitutes.find(thing);
          return has(thing) || (other != x.substitutes.end() &&
                                std::any_of(other->second.begin(), other->second.end(), has));
        });
    if (!place.empty() && !contains(x.place, place)) continue;
    const bool placed = std::any_of(x.place.begin(), x.place.end(), [&](const std::string& p) {
      return contains(places, p) && has_way_in(g, p);
    });
    if (equipped && placed) return true;
  }
  return false;
}

// Days of the week on which a session may stand at all, or, for a component that needs 48 hours,
// the most of them that may train it.
int open_days(const Ground& g, const Plan& plan, std::size_t week, bool rested) {
  int n = 0;
  int last = -2;
  for (int d = 0; d < 7; ++d) {
    const Date day = plan.start + (static_cast<std::int32_t>(week) * 7 + d);
    const auto& away = g.in.doc.resources.unavailable;
    const bool free =
        std::none_of(away.begin(), away.end(), [&](const Period& p) { return p.contains(day); });
    const bool held = g.in.risk.today.until && day < *g.in.risk.today.until &&
                      g.in.risk.today.decision == "defer";
    if (!free || held || day < g.in.doc.as_of || (rested && d - last < 2)) continue;
    ++n;
    last = d;
  }
  return n;
}

bool is_required(const Ground& g, std::string_view component) {
  return std::any_of(g.demands.begin(), g.demands.end(),
                     [&](const Said& d) { return d.effect->component == component; });
}

// The smallest useful dose of a component in one session.
double least_minutes(const Ground& g, const std::string& component) {
  const double otherwise =
      component == "aerobic" ? g.kb.policy_number("defaults.start_minutes", 10) : 5;
  return g.kb.policy_number("session." + component + "_minutes", otherwise);
}

// The other work of a session that may be moved or shortened for the sake of a required component:
// everything that no rule requires, and what goes beyond the smallest useful dose of what is
// required.
double movable_minutes(const Ground& g, const PlanSession& s) {
  double movable = 0;
  std::set<std::string> seen;
  for (const PlanPart& part : s.parts) {
    if (part.part != "main") continue;
    for (const PlanItem& item : part.items) {
      const double floor = is_required(g, item.component) && seen.insert(item.component).second
                               ? least_minutes(g, item.component)
                               : 0;
      movable += std::max(0.0, item.minutes.value_or(0) - floor);
    }
  }
  return movable;
}

// The small programme of older people and beginners takes up only so many exercises, and so many
// new ones a week; what does not fit comes later. Exercises that no rule requires are no excuse.
bool paper_is_full(const Ground& g, const Plan& plan, std::size_t week,
                   const std::string& component) {
  std::set<std::string> all, fresh;
  bool on_paper = false;
  for (std::size_t w = 0; w <= week; ++w) {
    for (const PlanSession& s : plan.weeks[w].sessions) {
      for_each_item(g.kb, w, s, "", [&](const ItemView& v) {
        if (v.indoor || v.item->component == v.part->part) return;
        on_paper = on_paper || v.item->component == component;
        if (is_required(g, v.item->component) && all.insert(v.item->exercise).second && w == week)
          fresh.insert(v.item->exercise);
      });
    }
  }
  if (on_paper) return false;
  const bool light = g.light_burden();
  if (light &&
      static_cast<double>(fresh.size()) >= g.kb.policy_number("burden.new_exercises_week_light", 2))
    return true;
  return static_cast<double>(all.size()) >=
         (light ? g.kb.policy_number("burden.max_exercises_light", 6)
                : g.kb.policy_number("burden.max_exercises", 14));
}

// Days that train the component: as what the item is for, or by credit of the exercise.
double days_with(const Ground& g, const Plan& plan, std::size_t w, const std::string& component) {
  const PlanWeek& week = plan.weeks[w];
  double daily = 0;
  for (const DailyItem& d : plan.daily) {
    if (d.item.component == component) daily += d.days_week;
  }
  std::set<Date> days;
  for (const PlanSession& s : week.sessions) {
    for_each_item(g.kb, 0, s, "", [&](const ItemView& v) {
      if (!v.indoor && (v.item->component == component ||
                        (v.exercise != nullptr && v.item->component != v.part->part &&
                         trains(*v.exercise, component))))
        days.insert(s.date);
    });
  }
  return std::min(7.0, daily + static_cast<double>(days.size()));
}

struct Demand {
  double days = 1;
  std::vector<const Rule*> rules;
};

// By component, the most days that any rule requires; a rule that names only minutes requires that
// the component is there.
std::map<std::string, Demand> demands_of(const Ground& g) {
  std::map<std::string, Demand> out;
  for (const Said& s : g.demands) {
    Demand& d = out[s.effect->component];
    const double days = s.effect->days_week.value_or(1);
    if (days > d.days) d.rules.clear();
    d.days = std::max(d.days, days);
    if (days == d.days) d.rules.push_back(s.rule);
  }
  return out;
}

bool is_loaded(std::string_view component) {
  return component == "resistance" || component == "bone_impact";
}

bool loads_muscles(const Ground& g, const PlanSession& s) {
  bool loaded = false;
  for_each_item(g.kb, 0, s, "", [&](const ItemView& v) {
    if (v.indoor || v.item->component == v.part->part) return;
    loaded = loaded || is_loaded(v.item->component) ||
             (v.exercise != nullptr && !v.exercise->components.empty() &&
              is_loaded(v.exercise->components.front()));
  });
  return loaded;
}

// Whether muscles may be loaded on that day: none were the day before, none will be the day after;
// weeks repeat, so that the first and the last day of a week count as neighbours.
bool rested_on(const Ground& g, const Plan& plan, Date date) {
  bool rested = true;
  for_each_session(plan, [&](std::size_t, const PlanSession& s, const std::string&) {
    const int apart = s.date - date;
    if (apart == 1 || apart == -1 || apart == 6 || apart == -6)
      rested = rested && !loads_muscles(g, s);
  });
  return rested;
}

// A day without a session on which the component could stand.
bool free_day(const Ground& g, const Plan& plan, std::size_t w, bool loads) {
  for (int d = 0; d < 7; ++d) {
    const Date date = plan.start + (static_cast<std::int32_t>(w) * 7 + d);
    const auto& sessions = plan.weeks[w].sessions;
    if (std::any_of(sessions.begin(), sessions.end(),
                    [&](const PlanSession& s) { return s.date == date; }))
      continue;
    const auto& away = g.in.doc.resources.unavailable;
    if (std::any_of(away.begin(), away.end(), [&](const Period& p) { return p.contains(date); }))
      continue;
    if (!loads || rested_on(g, plan, date)) return true;
  }
  return false;
}

bool has_room(const Ground& g, const Plan& plan, std::size_t w, const std::string& component,
              double possible_days, bool already) {
  // A further day of something that is no strength work must not load muscles that rest.
  const bool loads = is_loaded(component) || !anything_for(g, component, {}, true);
  const bool unloaded = already && !loads;
  const PlanWeek& week = plan.weeks[w];
  std::set<Date> days;
  for (const PlanSession& s : week.sessions) days.insert(s.date);
  if (static_cast<double>(days.size()) < possible_days && free_day(g, plan, w, loads)) return true;
  const double needed = least_minutes(g, component);
  return std::any_of(week.sessions.begin(), week.sessions.end(), [&](const PlanSession& s) {
    if (has_component(s, component) || !anything_for(g, component, s.place, unloaded)) return false;
    if (loads && !rested_on(g, plan, s.date)) return false;
    return session_room(g, w) - s.minutes >= needed || movable_minutes(g, s) >= needed;
  });
}

}  // namespace

void check_demands(const Ground& g, const Plan& plan, Findings& out) {
  for (const auto& [component, demand] : demands_of(g)) {
    if (!anything_for(g, component)) continue;  // the prescription says "unmet"
    for (std::size_t w = 0; w < plan.weeks.size(); ++w) {
      if (plan.weeks[w].deload) continue;
      double possible = std::min<double>(
          open_days(g, plan, w, false),
          g.in.doc.resources.days_per_week.value_or(
              static_cast<std::int32_t>(g.kb.policy_number("defaults.days_per_week", 3))));
      possible = lowest_cap(g, "days_week", "", possible);
      double wanted = lowest_cap(g, "days_week", component, std::min(demand.days, possible));
      if (component == "resistance" || component == "bone_impact" ||
          !anything_for(g, component, {}, true))
        wanted = std::min<double>(wanted, open_days(g, plan, w, true));
      const double found = days_with(g, plan, w, component);
      if (found >= wanted || paper_is_full(g, plan, w, component) ||
          !has_room(g, plan, w, component, possible, found > 0))
        continue;
      for (const Rule* rule : demand.rules) {
        out.add("verify.required_missing", at("", "weeks", w),
                {{"component", component}, {"value", found}, {"limit", wanted}}, *rule);
      }
    }
  }
}

}  // namespace celian::guide::verifying
