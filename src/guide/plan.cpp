#include "guide/plan.hpp"

#include <algorithm>
#include <cmath>

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

double item_minutes(const Input& in, const Dose& d, int week, std::size_t exercises) {
  if (d.component == "aerobic") return std::floor(d.week_minutes[static_cast<std::size_t>(week - 1)] / d.days);
  if (d.component == "resistance") return d.sets * static_cast<double>(exercises) * in.kb.policy_number("session.minutes_per_set", 2);
  return d.week_minutes[static_cast<std::size_t>(week - 1)] / d.days;
}

bool needs_rest(const Input& in, const std::string& component) {
  const auto list = in.kb.policy_codes("plan.rest_48h_components");
  return list.empty() ? component == "resistance" || component == "bone_impact"
                      : std::find(list.begin(), list.end(), component) != list.end();
}

class Planner {
 public:
  Planner(const Input& in, const Working& w, const Burden& b, const Selector& s, const std::vector<Dose>& doses, Envelope& env, Reasons& reasons)
      : in_(in), w_(w), burden_(b), select_(s), doses_(doses), env_(env), reasons_(reasons),
        chosen_(choose_exercises(b, s, doses)), warm_up_(around("session.warm_up_minutes", 5)), cool_down_(around("session.cool_down_minutes", 5)) {}

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
  double around(const char* code, double otherwise) const {
    const double longest = in_.kb.policy_number(code, otherwise);
    return std::min(longest, std::floor(burden_.session_minutes / 4));
  }

  std::vector<const Chosen*> active(const Dose& d, int week) const {
    std::vector<const Chosen*> out;
    for (const Chosen& c : chosen_) {
      if (c.dose == &d && c.from_week <= week) out.push_back(&c);
    }
    return out;
  }

  PlanWeek week_of(int week) {
    PlanWeek out;
    out.week = week;
    WeekInput input;
    input.first = Date::from_days(in_.start.days_since_epoch() + 7 * (week - 1));
    input.days = burden_.days;
    const double day = week <= burden_.first_weeks ? burden_.first_weeks_minutes : burden_.session_minutes;
    input.minutes = std::max(1.0, day - warm_up_ - cool_down_);
    input.last = last_;
    for (int d = 0; d < 7; ++d) input.blocked.push_back(unavailable(Date::from_days(input.first.days_since_epoch() + d)));
    for (const Dose& d : doses_) {
      const auto exercises = active(d, week);
      if (d.habit || exercises.empty()) continue;
      input.demand.push_back({d.component, d.days, std::min(item_minutes(in_, d, week, exercises.size()), input.minutes), needs_rest(in_, d.component)});
    }
    const WeekSchedule s = schedule_week(input);
    for (const auto& [offset, components] : s.days) {
      const Date date = Date::from_days(input.first.days_since_epoch() + offset);
      out.sessions.push_back(session(week, date, components, static_cast<int>(out.sessions.size())));
      for (const std::string& c : components) {
        last_.insert_or_assign(c, date);
        seen_.emplace(c, week);
      }
    }
    return out;
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

  PlanSession session(int week, Date date, const std::vector<std::string>& components, int index) {
    PlanSession s;
    s.date = date;
    PlanPart warm{"warm_up", {}}, main{"main", {}}, cool{"cool_down", {}};
    for (const std::string& component : ordered(components)) {
      const auto dose = std::find_if(doses_.begin(), doses_.end(), [&](const Dose& d) { return d.component == component; });
      const auto exercises = active(*dose, week);
      for (std::size_t i = 0; i < exercises.size(); ++i) {
        if (component != "resistance" && i != static_cast<std::size_t>(index) % exercises.size()) continue;  // take turns
        PlanItem item = dosed_item(*exercises[i], *dose, week, index, exercises.size());
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

  PlanItem dosed_item(const Chosen& c, const Dose& d, int week, int index, std::size_t exercises) {
    PlanItem item = make_item(in_, w_, select_, *c.exercise, d.component);
    item.why = to_why(d.why);
    if (d.component == "aerobic") {
      const double total = d.week_minutes[static_cast<std::size_t>(week - 1)];
      const double base = std::floor(total / d.days);
      item.minutes = base + (index < static_cast<int>(total - base * d.days) ? 1 : 0);
      if (d.bout_minutes > 0 && *item.minutes > d.bout_minutes) item.sets = std::ceil(*item.minutes / d.bout_minutes);
      return item;
    }
    if (d.component == "resistance") {
      item.sets = d.sets;
      item.reps = d.reps;
      item.rest_s = in_.kb.policy_number("session.rest_s", 60);
      item.minutes = item_minutes(in_, d, week, exercises) / static_cast<double>(exercises);
      if (d.rm_percent.hi) {
        item.intensity.push_back({"rm_percent", "resistance", d.rm_percent, false, {}});
      }
      return item;
    }
    item.minutes = item_minutes(in_, d, week, exercises);
    if (c.exercise->dose_by == "hold" && d.hold_s > 0) item.hold_s = d.hold_s;
    if (c.exercise->dose_by == "reps" && d.reps > 0) item.reps = d.reps;
    return item;
  }

  // Easy walking or mobility before and after; the heart is never stopped abruptly.
  void add_edges(PlanPart& warm, PlanPart& cool) {
    const std::uint32_t why = reasons_.add(policy_reason("guide.warm_up_cool_down", "session.warm_up_minutes"));
    const auto easy = select_.choose("aerobic", 50);
    const auto it = std::find_if(easy.begin(), easy.end(), [](const Exercise* e) { return e->intensity <= IntensityClass::light; });
    const Exercise* e = it != easy.end() ? *it : nullptr;
    if (e == nullptr) {
      const auto mobility = select_.choose("flexibility", 1);
      if (mobility.empty()) return;
      e = mobility.front();
    }
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
      c.minutes_week = {d.week_minutes.front(), d.week_minutes.back()};
      if (d.days > 0) c.minutes = {std::floor(d.week_minutes.front() / d.days), std::floor(d.week_minutes.back() / d.days)};
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
        met_minutes = *x.exercise->met.value * d.week_minutes.front();
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
      if (d.component == "aerobic" && d.target_reached_week == 0 && d.target_week.lo) out.push_back({"aerobic_target", target_week(d), to_why(d.why)});
    }
    std::stable_sort(out.begin(), out.end(), [](const Later& a, const Later& b) { return a.from_week < b.from_week; });
    return out;
  }

  // When the same walk, carried on, reaches the weekly target; at most a year ahead.
  int target_week(const Dose& d) const {
    const double percent = w_.limits.percent_week.value_or(10);
    const int step = std::max(1, static_cast<int>(w_.limits.weeks_step.value_or(1)));
    double minutes = d.week_minutes.back();
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
  double warm_up_, cool_down_;
  std::map<std::string, Date> last_;
  std::map<std::string, int> seen_;
};

}  // namespace

PlanResult make_plan(const Input& in, const Working& w, const Burden& burden, const Selector& select, const std::vector<Dose>& doses,
                     Envelope& envelope, Reasons& reasons) {
  return Planner(in, w, burden, select, doses, envelope, reasons).run();
}

}  // namespace celian::guide
