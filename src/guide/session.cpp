// One session: its items, the ways in and out, its place and its indoor version.
#include <algorithm>
#include <cmath>
#include <optional>

#include "guide/planner.hpp"

namespace celian::guide {

namespace {

bool listed(const std::vector<std::string>& list, const std::string& x) {
  return std::find(list.begin(), list.end(), x) != list.end();
}

double sum_of(const PlanPart& part) {
  double sum = 0;
  for (const PlanItem& i : part.items) sum += i.minutes.value_or(0);
  return sum;
}

bool can_be_at(const Input& in, const PlanItem& item, const std::string& place) {
  const Exercise* e = in.kb.exercise(item.exercise);
  return e != nullptr && listed(e->place, place);
}

}  // namespace

// Light work may count as getting warm, where more than the usual is asked for; stretching ends a
// session.
Fills Planner::fills(const Dose& d, const std::vector<const Chosen*>& exercises) const {
  if (listed(in_.kb.policy_codes("session.cool_down_components"), d.component))
    return Fills::cool_down;
  if (warm_up_demanded(in_, w_) <= 0 || edges_.light_only) return Fills::main;
  if (!listed(in_.kb.policy_codes("session.warm_up_components"), d.component)) return Fills::main;
  const bool light = std::all_of(exercises.begin(), exercises.end(), [](const Chosen* c) {
    return c->exercise->intensity <= IntensityClass::light;
  });
  return light ? Fills::warm_up : Fills::main;
}

// Balance before strength before endurance before stretching: nothing hard on tired legs.
std::vector<std::string> Planner::ordered(std::vector<std::string> components) const {
  const auto& order = in_.kb.policy_codes("plan.session_order");
  std::stable_sort(components.begin(), components.end(),
                   [&](const std::string& a, const std::string& b) {
                     return std::find(order.begin(), order.end(), a) - order.begin() <
                            std::find(order.begin(), order.end(), b) - order.begin();
                   });
  return components;
}

// As many exercises as the minutes hold, in turns from session to session.
std::vector<PlanItem> Planner::items_of(const Dose& d, const std::vector<const Chosen*>& exercises,
                                        double minutes) {
  std::size_t n = 1;
  double share = 1;  // of its time that an item takes in an easy week
  if (d.component == "resistance") {
    const double block =
        std::max(1.0, ladder_.usual().sets * in_.kb.policy_number("session.minutes_per_set", 2));
    if (ladder_.usual().sets > 0) share = ladder_.of(week_, 1).sets / ladder_.usual().sets;
    n = std::clamp<std::size_t>(static_cast<std::size_t>(minutes / block + 1e-9), 1,
                                exercises.size());
  }
  std::size_t& turn = turn_[d.component];
  std::vector<std::size_t> mine;
  for (std::size_t i = 0; i < n; ++i) mine.push_back((turn + i) % exercises.size());
  std::sort(mine.begin(), mine.end());
  turn = (turn + n) % exercises.size();
  std::vector<PlanItem> out;
  for (const std::size_t i : mine)
    out.push_back(dosed_item(*exercises[i], d, share * minutes / static_cast<double>(n)));
  return out;
}

// Places that hold everything of the day, the least visited first, then the person's order.
std::vector<std::size_t> Planner::places_in_turn(int week, const Minutes& minutes) const {
  const auto& places = select_.places();
  unsigned all = ~0u;
  for (const auto& [component, m] : minutes) {
    const Dose& d = *dose_of(component);
    all &= places_for(d, active(d, week));
  }
  std::vector<std::size_t> out;
  for (const bool warm : {true, false}) {
    for (std::size_t p = 0; p < places.size() && p < 32; ++p) {
      if ((all >> p & 1u) != 0 && (select_.warm_up(places[p]) != nullptr) == warm) out.push_back(p);
    }
    if (!out.empty()) break;
  }
  if (out.empty()) out.push_back(0);
  const auto visits = [&](std::size_t p) {
    const auto it = visits_.find(p);
    return it == visits_.end() ? 0 : it->second;
  };
  std::stable_sort(out.begin(), out.end(),
                   [&](std::size_t a, std::size_t b) { return visits(a) < visits(b); });
  return out;
}

// Under the open sky only with an indoor version, where the person has a roof at all.
PlanSession Planner::session(int week, Date date, const Minutes& minutes) {
  const auto& places = select_.places();
  const bool roof = std::any_of(places.begin(), places.end(), Selector::indoors);
  const auto turns = turn_;
  std::optional<std::pair<PlanSession, std::size_t>> first;
  for (const std::size_t p : places_in_turn(week, minutes)) {
    turn_ = turns;
    PlanSession s = session_at(p, week, date, minutes);
    if (!roof || Selector::indoors(s.place) || s.indoor_twin) {
      ++visits_[p];
      return s;
    }
    if (!first) first.emplace(std::move(s), p);
  }
  ++visits_[first->second];
  return std::move(first->first);
}

PlanSession Planner::session_at(std::size_t place, int week, Date date, const Minutes& minutes) {
  PlanSession s;
  s.date = date;
  s.place = place < select_.places().size() ? select_.places()[place] : "home";
  PlanPart warm{"warm_up", {}}, main{"main", {}}, cool{"cool_down", {}};
  std::vector<std::string> components;
  for (const auto& [component, m] : minutes) components.push_back(component);
  double warmed = edges_.warm_walk;
  Filled filled;
  for (const std::string& component : ordered(components)) {
    const Dose& dose = *dose_of(component);
    const auto all = active(dose, week);
    std::vector<const Chosen*> here;
    for (const Chosen* c : all) {
      if ((c->places >> place & 1u) != 0) here.push_back(c);
    }
    const Fills f = fills(dose, all);
    const bool early = f == Fills::warm_up && warmed < warm_up_demanded(in_, w_);
    if (early) warmed += minutes.at(component);
    if (f == Fills::warm_up) filled.warm += minutes.at(component);
    if (f == Fills::cool_down) filled.cool += minutes.at(component);
    PlanPart& part = f == Fills::cool_down ? cool : early ? warm : main;
    for (PlanItem& item : items_of(dose, here.empty() ? all : here, minutes.at(component)))
      part.items.push_back(std::move(item));
  }
  if (main.items.empty()) std::swap(main.items, warm.items.empty() ? cool.items : warm.items);
  s.parts = {std::move(warm), std::move(main), std::move(cool)};
  add_edges(s, filled);
  for (const PlanPart& p : s.parts) s.minutes += sum_of(p);
  for (const auto& [code, why] : w_.limits.timings) s.timing.push_back(code);
  add_indoor_twin(s);
  return s;
}

PlanItem Planner::dosed_item(const Chosen& c, const Dose& d, double minutes) const {
  PlanItem item = make_item(in_, w_, select_, *c.exercise, d.component);
  item.why = to_why(d.why);
  item.minutes = minutes;
  const std::string& by = c.exercise->dose_by;
  if (d.component == "resistance") {
    if (by == "minutes") return item;
    const Ladder::Load now = ladder_.of(week_, c.from_week);
    item.sets = now.sets;
    item.rest_s = in_.kb.policy_number("session.rest_s", 60);
    // A stance that is held has no repetitions, and no share of a one-repetition maximum.
    if (by == "hold") {
      item.hold_s = d.hold_s > 0 ? d.hold_s : in_.kb.policy_number("session.resistance_hold_s", 20);
      return item;
    }
    item.reps = now.reps;
    add_load(in_, *c.exercise, now.rm_percent, item);
    return item;
  }
  if (by == "hold" && d.hold_s > 0) item.hold_s = d.hold_s;
  if (by == "reps" && d.reps > 0) item.reps = d.reps;
  return item;
}

// Easy walking or mobility before and after; the heart is never stopped abruptly.
void Planner::add_edges(PlanSession& s, const Filled& filled) {
  const std::uint32_t why =
      reasons_.add(policy_reason("guide.warm_up_cool_down", "session.warm_up_minutes"));
  const Exercise* e = select_.warm_up(s.place);
  if (e == nullptr) return;
  PlanItem item = make_item(in_, w_, select_, *e, "warm_up");
  item.intensity_class = std::min(item.intensity_class, IntensityClass::light);
  item.why = {why};
  PlanPart& warm = s.parts.front();
  PlanPart& cool = s.parts.back();
  item.minutes = edges_.warm_walk + std::max(0.0, edges_.warm_gap - filled.warm);
  if (*item.minutes > 0) warm.items.insert(warm.items.begin(), item);
  item.component = "cool_down";
  item.minutes = edges_.cool_walk + std::max(0.0, edges_.cool_gap - filled.cool);
  if (*item.minutes > 0) cool.items.insert(cool.items.begin(), item);
}

// Bad weather or bad air: the same session under a roof, if the person has one.
void Planner::add_indoor_twin(PlanSession& s) const {
  if (Selector::indoors(s.place)) return;
  for (const std::string& place : select_.places()) {
    if (Selector::indoors(place) && fill_twin(s, place)) return;
  }
}

// For a twin on the same day: nothing harder, and nothing that loads muscles which the planned
// exercise would have rested.
const Exercise* Planner::substitute(const PlanItem& item, const std::string& place) const {
  const auto& loads = in_.kb.policy_codes("plan.rest_48h_components");
  for (const Exercise* e : select_.choose(item.component, 20, {place})) {
    if (e->intensity > item.intensity_class) continue;
    if (listed(loads, item.component) || !listed(loads, e->components.front())) return e;
  }
  return nullptr;
}

bool Planner::fill_twin(PlanSession& s, const std::string& place) const {
  std::vector<PlanPart> indoor = s.parts;
  for (PlanPart& part : indoor) {
    for (PlanItem& item : part.items) {
      if (can_be_at(in_, item, place)) continue;
      const bool edge = item.component == "warm_up" || item.component == "cool_down";
      const Exercise* e = edge ? select_.warm_up(place) : substitute(item, place);
      const Dose* d = dose_of(item.component);
      if (e == nullptr || (!edge && d == nullptr)) return false;
      PlanItem twin = edge ? make_item(in_, w_, select_, *e, item.component)
                           : dosed_item({d, e, week_, 0, 0, 0}, *d, item.minutes.value_or(0));
      twin.intensity_class =
          std::min(twin.intensity_class, edge ? IntensityClass::light : item.intensity_class);
      twin.minutes = item.minutes;
      twin.why = item.why;
      item = std::move(twin);
    }
  }
  s.indoor = std::move(indoor);
  s.indoor_twin = true;
  return true;
}

}  // namespace celian::guide
