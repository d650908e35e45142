#include "guide/choice.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace celian::guide {

namespace {

using Pools = std::vector<std::vector<const Exercise*>>;  // by dose

int wanted_exercises(const std::string& component, const Burden& burden) {
  if (component == "resistance") return burden.light ? 2 : 4;
  if (component == "aerobic" || component == "balance") return burden.no_variety ? 1 : 2;
  if (component == "flexibility") return burden.light ? 1 : 2;
  return 1;
}

unsigned bits(const Exercise& e, const std::vector<std::string>& places) {
  unsigned out = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (std::find(e.place.begin(), e.place.end(), places[i]) != e.place.end()) out |= 1u << i;
  }
  return out;
}

// What the place has for each dose. Without an easy movement to begin and end with it has nothing.
Pools pools_at(const std::string& place, const Burden& burden, const Selector& select,
               const std::vector<Dose>& doses) {
  Pools out;
  const bool warm = select.warm_up(place) != nullptr;
  for (const Dose& d : doses) {
    out.push_back(d.habit || !warm
                      ? std::vector<const Exercise*>{}
                      : select.choose(d.component, wanted_exercises(d.component, burden), {place}));
  }
  return out;
}

// Core components before the others, then the more exercises the better. What mainly loads other
// muscles counts half: it must rest with them.
std::tuple<int, int, int> worth(const Input& in, const Working& w, const std::vector<Dose>& doses,
                                const Pools& pools) {
  const auto loading = in.kb.policy_codes("plan.rest_48h_components");
  const auto listed = [](const std::vector<std::string>& list, const std::string& x) {
    return std::find(list.begin(), list.end(), x) != list.end();
  };
  int core = 0, other = 0, exercises = 0;
  for (std::size_t i = 0; i < doses.size(); ++i) {
    if (pools[i].empty()) continue;
    const bool resting = !listed(loading, doses[i].component) &&
                         listed(loading, pools[i].front()->components.front());
    (is_core(w, doses[i].component) ? core : other) += resting ? 1 : 2;
    exercises += static_cast<int>(pools[i].size());
  }
  return {core, other, exercises};
}

Pools best_pools(const Input& in, const Working& w, const Burden& burden, const Selector& select,
                 const std::vector<Dose>& doses) {
  std::vector<Pools> all;
  for (const std::string& place : select.places())
    all.push_back(pools_at(place, burden, select, doses));
  if (all.empty()) return Pools(doses.size());
  const auto best = std::max_element(all.begin(), all.end(), [&](const Pools& a, const Pools& b) {
    return worth(in, w, doses, a) < worth(in, w, doses, b);
  });
  Pools out = *best;
  for (const Pools& other : all) {
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (out[i].empty()) out[i] = other[i];
    }
  }
  return out;
}

}  // namespace

bool is_core(const Working& w, const std::string& component) {
  return component == "aerobic" || component == "resistance" || component == "balance" ||
         w.limits.required.count(component) != 0;
}

std::vector<Chosen> choose_exercises(const Input& in, const Working& w, const Burden& burden,
                                     const Selector& select, const std::vector<Dose>& doses) {
  const Pools pools = best_pools(in, w, burden, select, doses);
  const auto familiar = in.kb.policy_codes("burden.familiar_families");
  std::vector<Chosen> out;
  int fresh = 0;
  const auto take = [&](std::size_t dose, std::size_t nth) {
    if (nth >= pools[dose].size() || static_cast<int>(out.size()) >= burden.max_exercises) return;
    const Exercise* e = pools[dose][nth];
    const auto same =
        std::find_if(out.begin(), out.end(), [&](const Chosen& c) { return c.exercise == e; });
    if (same != out.end() && nth > 0) return;
    const bool known = same != out.end() ||
                       std::find(familiar.begin(), familiar.end(), e->family) != familiar.end();
    // Endurance begins in the first week, whatever it is done with.
    const bool first = nth == 0 && doses[dose].component == "aerobic";
    const int week = same != out.end() ? same->from_week
                     : known || first  ? 1
                                       : 1 + fresh / std::max(1, burden.new_per_week);
    if (!known) ++fresh;
    out.push_back({&doses[dose], e, week, bits(*e, select.places())});
  };
  // The first of every core component, then strength for arms as well as legs, then the rest.
  for (std::size_t i = 0; i < doses.size(); ++i) {
    if (is_core(w, doses[i].component)) take(i, 0);
  }
  for (std::size_t i = 0; i < doses.size(); ++i) {
    if (doses[i].component == "resistance") take(i, 1);
  }
  for (std::size_t i = 0; i < doses.size(); ++i) {
    if (!is_core(w, doses[i].component)) take(i, 0);
  }
  for (std::size_t nth = 1; nth < 4; ++nth) {
    for (std::size_t i = 0; i < doses.size(); ++i) take(i, nth);
  }
  return out;
}

}  // namespace celian::guide
