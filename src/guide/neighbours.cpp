// Easier and harder than an exercise: along the links, and beside them; and what is easy enough for
// every day.
#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

#include "guide/select.hpp"

namespace celian::guide {

namespace {

bool contains(const std::vector<std::string>& v, const std::string& x) {
  return std::find(v.begin(), v.end(), x) != v.end();
}

// What an exercise asks for, one number a dimension.
std::array<double, 5> asks(const Exercise& e, bool with_met) {
  return {static_cast<double>(e.intensity), static_cast<double>(e.balance_demand),
          static_cast<double>(e.impact), static_cast<double>(e.skill),
          with_met ? e.met.value.value_or(0) : 0};
}

// How much less `a` asks for than `b`; nullopt where it asks for more in anything, or for the same
// in everything.
std::optional<double> below(const Exercise& a, const Exercise& b) {
  const bool met = a.met.value && b.met.value;
  const auto x = asks(a, met), y = asks(b, met);
  double distance = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (x[i] > y[i]) return std::nullopt;
    distance += y[i] - x[i];
  }
  return distance > 0 ? std::optional(distance) : std::nullopt;
}

}  // namespace

const std::string& Selector::neighbour(const Exercise& e, const std::string& component,
                                       bool harder) const {
  const std::string& kind = contains(e.components, component) ? component : e.components.front();
  auto& known = neighbours_[{kind, harder}];
  known.resize(index_.size());
  std::optional<std::string>& out = known[index_.of(e)];
  if (!out) out = find_neighbour(e, kind, harder);
  return *out;
}

std::string Selector::find_neighbour(const Exercise& e, const std::string& kind,
                                     bool harder) const {
  const auto link = [&](const Exercise& x) { return harder ? index_.harder(x) : index_.easier(x); };
  for (const Exercise* x = link(e); x != nullptr; x = link(*x)) {
    if (allowed(*x)) return x->code;
  }
  // Not on a chain: the nearest of its kind, a link backwards before any other.
  const Exercise* nearest = nullptr;
  std::tuple<bool, bool, double> best{};
  const auto consider = [&](const Exercise& x) {
    const bool linked = (harder ? x.regress_to : x.progress_to) == e.code;
    const bool same = group(x, kind) == group(e, kind);
    if (!linked && !same && harder) return;
    const auto distance = harder ? below(e, x) : below(x, e);
    if (!distance || (harder && x.intensity > effort_cap())) return;
    const std::tuple rank{!linked, !same, *distance};
    // Of equals the first by code, as the knowledge has them.
    if (nearest == nullptr || rank < best) best = rank, nearest = &x;
  };
  (index_.with(Trait::component, kind) & allowed_).for_each([&](std::size_t i) {
    if (&index_[i] != &e) consider(index_[i]);
  });
  return nearest == nullptr ? std::string() : nearest->code;
}

std::string Selector::easier(const Exercise& e, const std::string& component) const {
  return neighbour(e, component, false);
}

std::string Selector::harder(const Exercise& e, const std::string& component) const {
  return neighbour(e, component, true);
}

const Exercise* Selector::next_link(const Exercise& e, const std::string& component,
                                    unsigned mine) const {
  for (const Exercise* x = index_.harder(e); x != nullptr; x = index_.harder(*x)) {
    const IntensityClass is = component == "aerobic" ? score_.effort_for(*x) : x->intensity;
    if (x->intensity > effort_cap() || is > effort_cap()) return nullptr;
    if (contains(x->components, component) && (places_of(*x) & mine) != 0 &&
        score_.of(*x, component) > score_.weights().dislike / 2)
      return x;
  }
  return nullptr;
}

const Exercise* Selector::daily(const std::string& component) const {
  std::vector<std::string> places = places_;
  if (!contains(places, "home")) places.push_back("home");
  const auto& loads = in_.kb.policy_codes("plan.rest_48h_components");
  const bool habit = contains(in_.kb.policy_codes("daily.habits"), component);
  for (const Exercise* e : ranked(component, places)) {
    if (contains(loads, e->components.front()) || e->has_tag("fall_risk")) continue;
    if (e->intensity > (habit ? IntensityClass::moderate : IntensityClass::light)) continue;
    if (component == "balance" && e->support.empty() && e->posture != "seated") continue;
    return e;
  }
  return nullptr;
}

}  // namespace celian::guide
