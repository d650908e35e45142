#include "guide/choice.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <tuple>

#include "guide/edges.hpp"
#include "guide/ladder.hpp"

namespace celian::guide {

namespace {

using Pool = std::vector<const Exercise*>;
using Pools = std::vector<Pool>;  // by dose

bool contains(const std::vector<std::string>& v, const std::string& x) {
  return std::find(v.begin(), v.end(), x) != v.end();
}

class Chooser {
 public:
  Chooser(const Input& in, const Working& w, const Burden& burden, const Selector& select,
          const std::vector<Dose>& doses)
      : in_(in),
        w_(w),
        burden_(burden),
        select_(select),
        doses_(doses),
        familiar_(in.kb.policy_codes("burden.familiar_families")) {}

  std::vector<Chosen> run();

 private:
  int wanted(const Dose&) const;
  Pools pools_at(const std::string& place) const;
  std::tuple<int, int, int> worth(const Pools&) const;
  Pools best_pools();
  void widen(const Dose&, Pool&) const;
  void like_first(const Dose&, Pool&) const;
  void take(const Pools&, std::size_t dose, std::size_t nth);
  void go_on();
  const Exercise* another(const Chosen&, const std::set<std::string>& used) const;
  bool stays_light(const Chosen&) const;
  bool is_step_back(const Exercise& from, const Exercise& to, const std::string& component) const;
  int free_week(int from, bool known);
  // Where what follows must be possible: at the main place, if it was before.
  unsigned kept(const Chosen& c) const { return (c.places & home_) != 0 ? home_ : c.places; }
  bool known(const Exercise& e) const { return contains(familiar_, e.family); }

  const Input& in_;
  const Working& w_;
  const Burden& burden_;
  const Selector& select_;
  const std::vector<Dose>& doses_;
  std::vector<std::string> familiar_;
  std::vector<Chosen> out_;
  unsigned home_ = 0;
  std::map<int, int> fresh_;  // new exercises by week
};

// How many places on paper a component may take.
int Chooser::wanted(const Dose& d) const {
  const auto number = [&](const std::string& code, double otherwise) {
    return static_cast<int>(in_.kb.policy_number("choice." + code, otherwise));
  };
  if (d.component == "resistance") return std::max(d.exercises, 1);
  if (d.component == "aerobic")
    return burden_.light ? number("aerobic_exercises_light", 2) : number("aerobic_exercises", 3);
  if (d.component == "balance") return burden_.no_variety ? 1 : number("balance_exercises", 2);
  if (d.component == "flexibility")
    return burden_.light && !d.favoured ? 1 : number("flexibility_exercises", 2);
  return 1;
}

// What the place has for each dose. Without an easy movement to begin and end with it has nothing.
Pools Chooser::pools_at(const std::string& place) const {
  Pools out;
  const bool warm = select_.warm_up(place) != nullptr;
  for (const Dose& d : doses_)
    out.push_back(d.habit || !warm ? Pool{} : select_.choose(d.component, wanted(d), {place}));
  return out;
}

// Core components before the others, then the more exercises the better. What mainly loads other
// muscles counts half: it must rest with them.
std::tuple<int, int, int> Chooser::worth(const Pools& pools) const {
  const auto& loading = in_.kb.policy_codes("plan.rest_48h_components");
  int core = 0, other = 0, exercises = 0;
  for (std::size_t i = 0; i < doses_.size(); ++i) {
    if (pools[i].empty()) continue;
    const bool resting = !contains(loading, doses_[i].component) &&
                         contains(loading, pools[i].front()->components.front());
    (is_core(w_, doses_[i].component) ? core : other) += resting ? 1 : 2;
    exercises += static_cast<int>(pools[i].size());
  }
  return {core, other, exercises};
}

Pools Chooser::best_pools() {
  std::vector<Pools> all;
  for (const std::string& place : select_.places()) all.push_back(pools_at(place));
  if (all.empty()) return Pools(doses_.size());
  const auto best = std::max_element(
      all.begin(), all.end(), [&](const Pools& a, const Pools& b) { return worth(a) < worth(b); });
  home_ = 1u << std::min<std::ptrdiff_t>(best - all.begin(), 31);
  Pools out = *best;
  for (const Pools& other : all) {
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (out[i].empty()) out[i] = other[i];
    }
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (doses_[i].component != "resistance") widen(doses_[i], out[i]);
    like_first(doses_[i], out[i]);
  }
  return out;
}

// All but strength in as many of the person's places as the paper holds: after the first, what is
// best with a bonus for a place that had none.
void Chooser::widen(const Dose& d, Pool& pool) const {
  if (pool.empty()) return;
  const auto count = static_cast<std::size_t>(wanted(d));
  Pool out = {pool.front()};
  unsigned covered = select_.places_of(*pool.front());
  std::set<std::string> kinds = {pool.front()->pattern};
  std::vector<std::string> served;
  for (const std::string& p : select_.places()) {
    if (select_.warm_up(p) != nullptr) served.push_back(p);
  }
  while (out.size() < count) {
    const Exercise* best = nullptr;
    double most = 0;
    for (const Exercise* e : select_.ranked(d.component, served)) {
      if (std::find(out.begin(), out.end(), e) != out.end()) continue;
      const Scorer& s = select_.scorer();
      double worth = s.of(*e, d.component);
      if ((select_.places_of(*e) & ~covered) != 0) worth += s.weights().new_place;
      if (kinds.count(e->pattern) == 0) worth += s.weights().places;
      if (best == nullptr || worth > most) best = e, most = worth;
    }
    if (best == nullptr) break;
    out.push_back(best);
    covered |= select_.places_of(*best);
    kinds.insert(best->pattern);
  }
  pool = std::move(out);
}

// What the person likes comes first, wherever it can be done.
void Chooser::like_first(const Dose& d, Pool& pool) const {
  const Resources& r = in_.doc.resources;
  if (d.habit || pool.empty()) return;
  std::vector<std::string> served;
  for (const std::string& p : select_.places()) {
    if (select_.warm_up(p) != nullptr) served.push_back(p);
  }
  Pool liked;
  for (const Exercise* e : select_.ranked(d.component, served)) {
    if (contains(r.likes, e->code)) liked.push_back(e);
  }
  for (auto it = liked.rbegin(); it != liked.rend(); ++it) {
    std::erase(pool, *it);
    // What cannot be done at the main place stands second: something must be possible there.
    const bool here = pool.empty() || (select_.places_of(**it) & home_) != 0;
    pool.insert(pool.begin() + (here ? 0 : 1), *it);
  }
  const auto most =
      static_cast<std::size_t>(std::max(wanted(d), 1 + static_cast<int>(liked.size())));
  if (pool.size() > most) pool.resize(most);
}

// The first week from `from` on that may bring one more new exercise.
int Chooser::free_week(int from, bool is_known) {
  if (is_known) return from;
  while (fresh_[from] >= std::max(1, burden_.new_per_week)) ++from;
  ++fresh_[from];
  return from;
}

void Chooser::take(const Pools& pools, std::size_t dose, std::size_t nth) {
  if (nth >= pools[dose].size()) return;
  int slots = 0;
  for (const Dose& d : doses_) {
    const auto& habits = in_.kb.policy_codes("daily.habits");
    slots += d.habit && !contains(habits, d.component) ? 1 : 0;
  }
  if (static_cast<int>(out_.size()) + slots >= burden_.max_exercises) return;
  const Exercise* e = pools[dose][nth];
  const auto same =
      std::find_if(out_.begin(), out_.end(), [&](const Chosen& c) { return c.exercise == e; });
  if (same != out_.end() && (nth > 0 || same->dose == &doses_[dose])) return;
  // Endurance begins in the first week, whatever it is done with.
  const bool first = nth == 0 && doses_[dose].component == "aerobic";
  const int week = same != out_.end() ? same->from_week : free_week(1, known(*e) || first);
  out_.push_back(
      {&doses_[dose], e, week, select_.places_of(*e), static_cast<int>(out_.size()), home_});
}

// Variety never goes back: to a lower class, to less energy, or down the links.
bool Chooser::is_step_back(const Exercise& from, const Exercise& to,
                           const std::string& component) const {
  const Scorer& s = select_.scorer();
  if (to.intensity < from.intensity) return true;
  if (component == "aerobic" &&
      (s.effort_for(to) < s.effort_for(from) ||
       (to.met.value && from.met.value && *to.met.value < *from.met.value)))
    return true;
  if (to.posture == "seated" && from.posture != "seated") return true;
  for (const Exercise* x = in_.kb.exercise(from.regress_to); x != nullptr;
       x = in_.kb.exercise(x->regress_to)) {
    if (x == &to) return true;
  }
  return false;
}

// Another movement of the same kind, nearly as fitting, that is nowhere on paper.
const Exercise* Chooser::another(const Chosen& c, const std::set<std::string>& used) const {
  const std::string& component = c.dose->component;
  const auto& pool = select_.ranked(component, select_.places());
  const Scorer& s = select_.scorer();
  for (const Exercise* e : pool) {
    if (used.count(e->code) != 0 || (select_.places_of(*e) & kept(c)) == 0) continue;
    if (component == "resistance" &&
        select_.group(*e, component) != select_.group(*c.exercise, component))
      continue;
    if (e->intensity > std::max(c.exercise->intensity, select_.effort_cap())) continue;
    if (is_step_back(*c.exercise, *e, component)) continue;
    if (s.of(*e, component) <
        s.of(*c.exercise, component) - in_.kb.policy_number("choice.variety_within", 1.5))
      return nullptr;
    return e;
  }
  return nullptr;
}

// What gets somebody warm who needs long for it must not take the time of the main part later.
bool Chooser::stays_light(const Chosen& c) const {
  return c.exercise->intensity <= IntensityClass::light && warm_up_demanded(in_, w_) > 0 &&
         contains(in_.kb.policy_codes("session.warm_up_components"), c.dose->component);
}

void Chooser::go_on() {
  const int block = static_cast<int>(in_.kb.policy_number("choice.block_weeks", 4));
  if (block <= 0) return;
  std::set<std::string> used;
  for (const Chosen& c : out_) used.insert(c.exercise->code);
  std::vector<Chosen> now = out_;  // the latest of each slot
  for (int start = 1 + block; start <= in_.weeks; start += block) {
    for (Chosen& c : now) {
      if (!may_grow(in_, w_, c.dose->component)) continue;
      const auto liked = contains(in_.doc.resources.likes, c.exercise->code);
      const Exercise* next =
          liked ? nullptr : select_.next_link(*c.exercise, c.dose->component, kept(c));
      if (next != nullptr && used.count(next->code) != 0) next = nullptr;
      // Strength is kept long enough to be progressed: half of the slots change at a time, and
      // what is lifted grows by its load.
      const bool strength = c.dose->component == "resistance";
      const bool turn = !strength || (c.slot + start / block) % 2 == 0;
      if (strength && lifts(in_.kb, *c.exercise)) continue;
      if (next == nullptr && !liked && turn && start >= burden_.variety_from)
        next = another(c, used);
      if (next == nullptr || (stays_light(c) && next->intensity > IntensityClass::light)) continue;
      int week = std::max(start, c.from_week + block);
      while (is_deload(in_, w_, week)) ++week;
      week = free_week(week, known(*next));
      if (week > in_.weeks || is_deload(in_, w_, week)) continue;
      used.insert(next->code);
      c = {c.dose, next, week, select_.places_of(*next), c.slot, home_};
      out_.push_back(c);
    }
  }
}

std::vector<Chosen> Chooser::run() {
  const Pools pools = best_pools();
  const std::size_t n = doses_.size();
  const auto each = [&](std::size_t nth, auto&& when) {
    for (std::size_t i = 0; i < n; ++i) {
      if (when(i)) take(pools, i, nth);
    }
  };
  const auto core = [&](std::size_t i) { return is_core(w_, doses_[i].component); };
  const auto strength = [&](std::size_t i) { return doses_[i].component == "resistance"; };
  const auto liked = [&](std::size_t i) {
    return pools[i].size() > 1 && contains(in_.doc.resources.likes, pools[i][1]->code);
  };
  // The first of every core component, what is liked, then strength for legs, arms and back, then
  // the rest.
  each(0, core);
  each(1, liked);
  each(1, strength);
  each(0, [&](std::size_t i) { return !core(i); });
  each(2, strength);
  each(3, strength);
  for (std::size_t nth = 1; nth < 3; ++nth) each(nth, [&](std::size_t i) { return !strength(i); });
  for (std::size_t nth = 4; nth < 10; ++nth) each(nth, strength);
  go_on();
  return std::move(out_);
}

}  // namespace

bool lifts(const KnowledgeBase& kb, const Exercise& e) {
  const auto& external = kb.policy_codes("load.external_equipment");
  return std::any_of(e.equipment.begin(), e.equipment.end(),
                     [&](const std::string& thing) { return contains(external, thing); });
}

bool is_core(const Working& w, const std::string& component) {
  return component == "aerobic" || component == "resistance" || component == "balance" ||
         w.limits.required.count(component) != 0;
}

std::vector<Chosen> choose_exercises(const Input& in, const Working& w, const Burden& burden,
                                     const Selector& select, const std::vector<Dose>& doses) {
  return Chooser(in, w, burden, select, doses).run();
}

}  // namespace celian::guide
