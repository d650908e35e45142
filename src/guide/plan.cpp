#include "guide/plan.hpp"

#include <algorithm>
#include <cmath>

#include "guide/prior.hpp"
#include "guide/schedule.hpp"

namespace celian::guide {

namespace {

struct Chosen {
  const Dose* dose = nullptr;
  const Exercise* exercise = nullptr;
  int from_week = 1;
};

int wanted_exercises(const std::string& component, const Burden& burden) {
  if (component == "resistance") return burden.light ? 2 : 4;
  if (component == "aerobic" || component == "balance") return burden.no_variety ? 1 : 2;
  if (component == "flexibility") return burden.light ? 1 : 2;
  return 1;
}

// Round by round, most needed component first, until the paper is full; a few new ones a week.
std::vector<Chosen> choose_exercises(const Burden& burden, const Selector& select, const std::vector<Dose>& doses) {
  std::vector<std::vector<const Exercise*>> pools;
  for (const Dose& d : doses) pools.push_back(d.habit ? std::vector<const Exercise*>{} : select.choose(d.component, wanted_exercises(d.component, burden)));
  std::vector<Chosen> out;
  for (std::size_t round = 0; round < 4; ++round) {
    for (std::size_t i = 0; i < doses.size(); ++i) {
      if (round >= pools[i].size() || static_cast<int>(out.size()) >= burden.max_exercises) continue;
      const bool known = std::any_of(out.begin(), out.end(), [&](const Chosen& c) { return c.exercise == pools[i][round]; });
      if (known && round > 0) continue;
      out.push_back({&doses[i], pools[i][round], 1 + static_cast<int>(out.size()) / std::max(1, burden.new_per_week)});
    }
  }
  return out;
}

// Minutes of one session as wished.
double item_minutes(const Input& in, const Dose& d, double week_minutes, std::size_t exercises) {
  if (d.component == "resistance") return d.sets * static_cast<double>(exercises) * in.kb.policy_number("session.minutes_per_set", 2);
  return std::ceil(week_minutes / d.days);
}

bool needs_rest(const Input& in, const std::string& component) {
  const auto list = in.kb.policy_codes("plan.rest_48h_components");
  return list.empty() ? component == "resistance" || component == "bone_impact"
                      : std::find(list.begin(), list.end(), component) != list.end();
}

// The most of everything that the plan has asked for so far, and when it last asked for more.
struct Level {
  int days = 0;
  double session = 0;
  IntensityClass effort = IntensityClass::very_light;
  int last_rise = 1;  // a plan begins with a step
};

class Planner {
 public:
  Planner(const Input& in, const Working& w, const Burden& b, const Selector& s, const std::vector<Dose>& doses, Envelope& env, Reasons& reasons)
      : in_(in), w_(w), burden_(b), select_(s), doses_(doses), env_(env), reasons_(reasons),
        chosen_(choose_exercises(b, s, doses)), least_minutes_(in.kb.policy_number("plan.least_minutes", 5)) {}

  PlanResult run() {
    PlanResult out;
    out.plan.start = in_.start;
    for (int week = 1; week <= in_.weeks; ++week) out.plan.weeks.push_back(week_of(week));
    out.components = components();
    out.later = later();
    for (const Dose& d : doses_) {
      if (d.habit || std::any_of(chosen_.begin(), chosen_.end(), [&](const Chosen& c) { return c.dose == &d; })) continue;
      if (seen_.count(d.component) != 0) continue;
      const bool room = static_cast<int>(chosen_.size()) < burden_.max_exercises;
      if (room) env_.unmet.push_back({d.component, "exercise", static_cast<double>(d.days), 0.0, to_why(d.why)});
    }
    return out;
  }

 private:
  // The heart, the lungs and age ask for a longer way in and out; a short day has room for a quarter of it each, a third
  // where it should be long.
  double edge(const std::string& code, double day) const {
    const std::string longer = in_.kb.policy_text(code.substr(0, code.rfind('_')) + "_long_code");
    const bool is_long = w_.limits.timings.count(longer) != 0;
    const double longest = in_.kb.policy_number(is_long ? code + "_long" : code, 5);
    return std::min(longest, std::floor(day / (is_long ? 3 : 4)));
  }

  // What is on paper this week. Something harder than before comes only with a step.
  std::vector<const Chosen*> active(const Dose& d, int week) const {
    std::vector<const Chosen*> out;
    const auto level = levels_.find(d.component);
    for (const Chosen& c : chosen_) {
      if (c.dose != &d || c.from_week > week) continue;
      if (level != levels_.end() && !may_step(d.component, week) && c.exercise->intensity > level->second.effort) continue;
      out.push_back(&c);
    }
    return out;
  }

  bool may_step(const std::string& component, int week) const {
    const auto level = levels_.find(component);
    const int step = std::max(1, static_cast<int>(w_.limits.weeks_step.value_or(1)));
    return level == levels_.end() || week - level->second.last_rise >= step;
  }

  PlanWeek week_of(int week) {
    PlanWeek out;
    out.week = week;
    out.deload = week == 1 && carry_over(in_, "aerobic").deload_first_week;
    WeekInput input;
    input.first = Date::from_days(in_.start.days_since_epoch() + 7 * (week - 1));
    input.days = burden_.days;
    const double day = week <= burden_.first_weeks ? burden_.first_weeks_minutes : burden_.session_minutes;
    warm_up_ = edge("session.warm_up_minutes", day);
    cool_down_ = edge("session.cool_down_minutes", day);
    input.minutes = std::max(1.0, day - warm_up_ - cool_down_);
    input.last = last_;
    for (int d = 0; d < 7; ++d) input.blocked.push_back(unavailable(Date::from_days(input.first.days_since_epoch() + d)));
    for (const Dose& d : doses_) {
      const auto exercises = active(d, week);
      if (d.habit || exercises.empty()) continue;
      input.demand.push_back(demand_of(d, week, exercises, input.minutes));
    }
    WeekSchedule s = schedule_week(input);
    trim_to_week(s, week);
    for (const auto& [offset, components] : s.days) {
      const Date date = Date::from_days(input.first.days_since_epoch() + offset);
      out.sessions.push_back(session(week, date, components, static_cast<int>(out.sessions.size())));
      for (const auto& [c, minutes] : components) {
        last_.insert_or_assign(c, date);
        seen_.emplace(c, week);
        done_[c].resize(static_cast<std::size_t>(in_.weeks), 0.0);
        done_[c][static_cast<std::size_t>(week - 1)] += minutes;
      }
    }
    raise_levels(out, week);
    return out;
  }

  // One variable at a time, and only when a step is due: longer sessions first, then one more day.
  WeekDemand demand_of(const Dose& d, int week, const std::vector<const Chosen*>& exercises, double room) const {
    WeekDemand out{d.component, d.days, 0, 0, needs_rest(in_, d.component)};
    const bool aerobic = d.component == "aerobic";
    out.minutes = aerobic ? room : std::min(item_minutes(in_, d, wished_week(d, week), exercises.size()), room);
    const auto level = levels_.find(d.component);
    if (level != levels_.end()) {
      const bool full = aerobic && level->second.session >= room;
      const bool step = may_step(d.component, week);
      const bool harder = std::any_of(exercises.begin(), exercises.end(), [&](const Chosen* c) { return c->exercise->intensity > level->second.effort; });
      if (!step || harder || (aerobic && !full)) out.days = std::min(out.days, level->second.days);
      if (aerobic && (!step || full)) out.minutes = std::min(out.minutes, level->second.session);
    }
    const double least = aerobic ? least_minutes_ : std::min(3.0, least_minutes_);
    out.least = d.component == "resistance" ? out.minutes : std::min(out.minutes, least);
    return out;
  }

  void raise_levels(const PlanWeek& week, int number) {
    std::map<std::string, Level> now;
    for (const PlanSession& s : week.sessions) {
      std::map<std::string, double> minutes;
      for (const PlanPart& part : s.parts) {
        if (part.part == "warm_up") continue;
        for (const PlanItem& i : part.items) {
          minutes[i.component] += i.minutes.value_or(0);
          now[i.component].effort = std::max(now[i.component].effort, i.intensity_class);
        }
      }
      for (const auto& [component, m] : minutes) {
        ++now[component].days;
        now[component].session = std::max(now[component].session, m);
      }
    }
    for (const auto& [component, n] : now) {
      const auto [it, first] = levels_.emplace(component, n);
      Level& level = it->second;
      const bool longer = component == "aerobic" && n.session > level.session;
      if (!first && (n.days > level.days || longer || n.effort > level.effort)) level.last_rise = number;
      level.days = std::max(level.days, n.days);
      level.session = std::max(level.session, n.session);
      level.effort = std::max(level.effort, n.effort);
    }
  }

  // What the walk asks for, but never a jump after a week that could hold less than it asked for.
  double wished_week(const Dose& d, int week) const {
    const double planned = d.week_minutes[static_cast<std::size_t>(week - 1)];
    if (d.component != "aerobic" || week == 1) return planned;
    if (week == 2 && carry_over(in_, "aerobic").deload_first_week) return planned;  // back from the easy week to what was usual
    // A week cut short by days away tells nothing about what the person is used to.
    double before = 0;
    if (const auto it = done_.find(d.component); it != done_.end()) {
      for (int w = week - 1; w >= 1 && before <= 0; --w) {
        if (is_whole(w)) before = it->second[static_cast<std::size_t>(w - 1)];
      }
    }
    if (before <= 0) return std::min(planned, d.week_minutes.front());
    const double percent = w_.limits.percent_week.value_or(in_.kb.policy_number("progress.percent_week", 10));
    return std::min(planned, std::max(before, std::floor(before * (1 + percent / 100) + 1e-9)));
  }

  bool is_whole(int week) const {
    for (int d = 0; d < 7; ++d) {
      if (unavailable(Date::from_days(in_.start.days_since_epoch() + 7 * (week - 1) + d))) return false;
    }
    return true;
  }

  // The week's aerobic minutes are what the walk allows; what the days could hold beyond it is taken from the longest ones.
  void trim_to_week(WeekSchedule& s, int week) const {
    for (const Dose& d : doses_) {
      if (d.component != "aerobic") continue;
      std::vector<double*> sessions;
      double total = 0;
      for (auto& [day, components] : s.days) {
        if (const auto it = components.find(d.component); it != components.end()) sessions.push_back(&it->second), total += it->second;
      }
      for (double over = total - wished_week(d, week); over > 0 && !sessions.empty(); over -= 1) {
        double* longest = *std::max_element(sessions.rbegin(), sessions.rend(), [](const double* a, const double* b) { return *a < *b; });
        if (*longest <= 1) break;
        *longest -= 1;
      }
    }
  }

  bool unavailable(Date d) const {
    return std::any_of(in_.doc.resources.unavailable.begin(), in_.doc.resources.unavailable.end(),
                       [&](const Period& p) { return p.from <= d && d <= p.to; });
  }

  // Balance before strength before endurance before stretching: nothing hard on tired legs.
  std::vector<std::string> ordered(std::vector<std::string> components) const {
    const auto order = in_.kb.policy_codes("plan.session_order");
    std::stable_sort(components.begin(), components.end(), [&](const std::string& a, const std::string& b) {
      return std::find(order.begin(), order.end(), a) - order.begin() < std::find(order.begin(), order.end(), b) - order.begin();
    });
    return components;
  }

  PlanSession session(int week, Date date, const std::map<std::string, double>& minutes, int index) {
    PlanSession s;
    s.date = date;
    PlanPart warm{"warm_up", {}}, main{"main", {}}, cool{"cool_down", {}};
    std::vector<std::string> components;
    for (const auto& [component, m] : minutes) components.push_back(component);
    for (const std::string& component : ordered(components)) {
      const auto dose = std::find_if(doses_.begin(), doses_.end(), [&](const Dose& d) { return d.component == component; });
      const auto exercises = active(*dose, week);
      for (std::size_t i = 0; i < exercises.size(); ++i) {
        if (component != "resistance" && i != static_cast<std::size_t>(index) % exercises.size()) continue;  // take turns
        PlanItem item = dosed_item(*exercises[i], *dose, minutes.at(component), exercises.size());
        (component == "flexibility" ? cool : main).items.push_back(std::move(item));
      }
    }
    if (main.items.empty()) std::swap(main.items, cool.items);
    add_edges(warm, cool);
    for (const PlanPart* p : {&warm, &main, &cool}) {
      for (const PlanItem& i : p->items) s.minutes += i.minutes.value_or(0);
    }
    s.place = place_of(main);
    s.parts = {std::move(warm), std::move(main), std::move(cool)};
    for (const auto& [code, why] : w_.limits.timings) s.timing.push_back(code);
    add_indoor_twin(s);
    return s;
  }

  PlanItem dosed_item(const Chosen& c, const Dose& d, double minutes, std::size_t exercises) const {
    PlanItem item = make_item(in_, w_, select_, *c.exercise, d.component);
    item.why = to_why(d.why);
    item.minutes = minutes;
    if (d.component == "aerobic") {
      if (d.bout_minutes > 0 && minutes > d.bout_minutes) item.sets = std::ceil(minutes / d.bout_minutes);
      return item;
    }
    if (d.component == "resistance") {
      item.minutes = minutes / static_cast<double>(exercises);
      item.sets = d.sets;
      item.reps = d.reps;
      item.rest_s = in_.kb.policy_number("session.rest_s", 60);
      if (d.rm_percent.hi) item.intensity.push_back({"rm_percent", "resistance", d.rm_percent, false, {}});
      return item;
    }
    if (c.exercise->dose_by == "hold" && d.hold_s > 0) item.hold_s = d.hold_s;
    if (c.exercise->dose_by == "reps" && d.reps > 0) item.reps = d.reps;
    return item;
  }

  // Easy walking or mobility before and after; the heart is never stopped abruptly.
  void add_edges(PlanPart& warm, PlanPart& cool) {
    const std::uint32_t why = reasons_.add(policy_reason("guide.warm_up_cool_down", "session.warm_up_minutes"));
    const Exercise* e = select_.warm_up();
    if (e == nullptr) return;
    PlanItem item = make_item(in_, w_, select_, *e, "warm_up");
    item.intensity_class = std::min(item.intensity_class, IntensityClass::light);
    item.minutes = warm_up_;
    item.why = {why};
    if (warm_up_ > 0) warm.items.push_back(item);
    double stretching = 0;
    for (const PlanItem& c : cool.items) stretching += c.minutes.value_or(0);
    item.component = "cool_down";
    item.minutes = std::max(0.0, cool_down_ - stretching);
    if (*item.minutes > 0) cool.items.insert(cool.items.begin(), item);
  }

  std::string place_of(const PlanPart& main) const {
    const auto wished = in_.doc.resources.place.value_or(in_.kb.policy_codes("defaults.place"));
    for (const std::string& place : wished) {
      const bool all = std::all_of(main.items.begin(), main.items.end(), [&](const PlanItem& i) {
        const Exercise* e = in_.kb.exercise(i.exercise);
        return e != nullptr && std::find(e->place.begin(), e->place.end(), place) != e->place.end();
      });
      if (all && !w_.limits.forbids("place", place)) return place;
    }
    return "home";
  }

  // Bad weather or bad air: the same session under a roof.
  void add_indoor_twin(PlanSession& s) {
    if (s.place == "home" || s.place == "gym" || s.place == "office") return;
    const auto indoor = select_.choose("aerobic", 1, true);
    if (indoor.empty()) return;
    s.indoor_twin = true;
    s.indoor = s.parts;
    for (PlanPart& part : s.indoor) {
      for (PlanItem& item : part.items) {
        const Exercise* e = in_.kb.exercise(item.exercise);
        const bool stays = e != nullptr && std::find(e->place.begin(), e->place.end(), "home") != e->place.end();
        if (stays) continue;
        PlanItem twin = make_item(in_, w_, select_, *indoor.front(), item.component);
        twin.minutes = item.minutes;
        twin.why = item.why;
        item = std::move(twin);
      }
    }
  }

  std::vector<ComponentDose> components() const {
    std::vector<ComponentDose> out;
    for (const Dose& d : doses_) {
      ComponentDose c;
      c.component = d.component;
      c.days_week = d.days;
      const auto done = done_.find(d.component);
      const std::vector<double>& weeks = done == done_.end() ? d.week_minutes : done->second;
      c.minutes_week = {weeks.front(), weeks.back()};
      c.minutes = {std::floor(weeks.front() / d.days), std::floor(weeks.back() / d.days)};
      c.target_week = d.target_week;
      if (d.sets > 0) c.sets = d.sets;
      if (d.reps > 0) c.reps = d.reps;
      c.why = to_why(d.why);
      c.progression = "guide.progression_" + std::string(d.component == "aerobic" || d.component == "resistance" || d.component == "balance" ? d.component : "other");
      double met_minutes = 0;
      bool met_known = false;
      for (const Chosen& x : chosen_) {
        if (x.dose != &d) continue;
        c.type.push_back(x.exercise->code);
        if (d.component != "aerobic" || !x.exercise->met.value || met_known) continue;
        met_minutes = *x.exercise->met.value * c.minutes_week.lo.value_or(0);
        met_known = true;
        c.intensity = make_item(in_, w_, select_, *x.exercise, d.component).intensity;
      }
      if (met_known) c.met_minutes_week = std::round(met_minutes);
      out.push_back(std::move(c));
    }
    return out;
  }

  std::vector<Later> later() {
    std::vector<Later> out;
    const std::uint32_t why = reasons_.add(policy_reason("guide.later", "burden.new_exercises_week_light"));
    for (const Dose& d : doses_) {
      if (d.habit) continue;
      const auto seen = seen_.find(d.component);
      if (seen == seen_.end() && select_.choose(d.component, 1).empty()) continue;  // said in `unmet`
      const int from = seen == seen_.end() ? in_.weeks + 1 : seen->second;
      if (from > 1) out.push_back({d.component, from, {why}});
      if (d.component == "aerobic" && d.target_week.lo && !reached(d)) out.push_back({"aerobic_target", target_week(d), to_why(d.why)});
    }
    std::stable_sort(out.begin(), out.end(), [](const Later& a, const Later& b) { return a.from_week < b.from_week; });
    return out;
  }

  bool reached(const Dose& d) const {
    if (d.target_reached_week < 0) return true;  // said in `unmet`; waiting would not bring it
    const auto done = done_.find(d.component);
    return done != done_.end() && done->second.back() >= *d.target_week.lo;
  }

  // When the same walk, carried on, reaches the weekly target; at most a year ahead.
  int target_week(const Dose& d) const {
    const double percent = w_.limits.percent_week.value_or(10);
    const int step = std::max(1, static_cast<int>(w_.limits.weeks_step.value_or(1)));
    const auto done = done_.find(d.component);
    double minutes = done == done_.end() ? d.week_minutes.back() : std::max(1.0, done->second.back());
    for (int week = in_.weeks + 1; week <= 52; ++week) {
      if ((week - 1) % step == 0) minutes = std::floor(minutes * (1 + percent / 100) + 1e-9);
      if (minutes >= d.target_week.lo.value_or(0)) return week;
    }
    return 52;
  }

  const Input& in_;
  const Working& w_;
  const Burden& burden_;
  const Selector& select_;
  const std::vector<Dose>& doses_;
  Envelope& env_;
  Reasons& reasons_;
  std::vector<Chosen> chosen_;
  double warm_up_ = 0, cool_down_ = 0;  // of the week being made
  double least_minutes_;
  std::map<std::string, Level> levels_;
  std::map<std::string, std::vector<double>> done_;  // minutes of each week as planned in the end
  std::map<std::string, Date> last_;
  std::map<std::string, int> seen_;
};

}  // namespace

PlanResult make_plan(const Input& in, const Working& w, const Burden& burden, const Selector& select, const std::vector<Dose>& doses,
                     Envelope& envelope, Reasons& reasons) {
  return Planner(in, w, burden, select, doses, envelope, reasons).run();
}

}  // namespace celian::guide
