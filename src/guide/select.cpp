#include "guide/select.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace celian::guide {

namespace {

bool contains(const std::vector<std::string>& v, const std::string& x) {
  return std::find(v.begin(), v.end(), x) != v.end();
}

bool outdoor(const std::string& place) {
  return place == "park" || place == "school_playground" || place == "outdoors" ||
         place == "winter_venue" || place == "open_water";
}

}  // namespace

Selector::Selector(const Input& in, const Working& w, const Burden& burden)
    : in_(in), w_(w), burden_(burden) {
  equipment_ = in.doc.resources.equipment.value_or(std::vector<std::string>{});
  // What every home has, unless the person says what there is; who uses an aid has it.
  for (const std::string& e : in.kb.policy_codes("defaults.equipment")) equipment_.push_back(e);
  const std::string& aid = in.doc.health.function.aid;
  for (const std::string& e : in.kb.policy_codes("defaults.equipment_" + aid))
    equipment_.push_back(e);
  for (const std::string& p :
       in.doc.resources.place.value_or(in.kb.policy_codes("defaults.place"))) {
    if (!w.limits.forbids("place", p) && !contains(places_, p)) places_.push_back(p);
  }
}

bool Selector::indoors(const std::string& place) { return !outdoor(place); }

bool Selector::equipped(const Exercise& e) const {
  return std::all_of(e.equipment.begin(), e.equipment.end(), [&](const std::string& need) {
    if (contains(equipment_, need)) return true;
    const auto substitute = e.substitutes.find(need);
    return substitute != e.substitutes.end() &&
           std::any_of(substitute->second.begin(), substitute->second.end(),
                       [&](const std::string& other) { return contains(equipment_, other); });
  });
}

// Somebody of unknown age gets only what children and the very old may do as well.
bool Selector::fits_age(const Exercise& e) const {
  const Slot age = in_.kb.facts().find("age_years");
  const double youngest = w_.facts.known(age)
                              ? w_.facts.value(age)
                              : in_.kb.policy_number("plan.unknown_age_youngest", 12);
  const double oldest = w_.facts.known(age) ? w_.facts.value(age)
                                            : in_.kb.policy_number("plan.unknown_age_oldest", 100);
  return youngest >= e.age_from && oldest <= e.age_to;
}

bool Selector::allowed(const Exercise& e, const std::vector<std::string>& places) const {
  const LimitSet& l = w_.limits;
  if (l.forbids("exercise", e.code) || l.forbids("posture", e.posture)) return false;
  for (const std::string& c : e.components) {
    if (l.forbids("component", c)) return false;
  }
  // A soft forbid asks for a modification that paper cannot check, so the exercise is left to a
  // professional.
  for (const std::string& tag : e.tags) {
    if (l.forbids("tag", tag)) return false;
  }
  if (e.has_tag("carer_req") && !carer_for(e)) return false;
  if (e.has_tag("supervision_req") || e.intensity > std::min(l.max_class, burden_.max_class) ||
      e.intensity == IntensityClass::near_max)
    return false;
  if (e.has_tag("high_intensity") && l.max_class < IntensityClass::vigorous) return false;
  if (e.skill > burden_.max_skill && !contains(in_.doc.resources.likes, e.code)) return false;
  const bool placed = std::any_of(e.place.begin(), e.place.end(),
                                  [&](const std::string& p) { return contains(places, p); });
  return placed && fits_age(e) && equipped(e) && within_mets(e);
}

// Work with a carer is for those for whom a rule asks for it, with somebody beside them.
bool Selector::carer_for(const Exercise& e) const {
  return w_.limits.supervision >= Supervision::family &&
         std::any_of(w_.preferences.begin(), w_.preferences.end(), [&](const Preference& p) {
           return p.target == "family" && p.code == e.family && p.weight > 0;
         });
}

// Whether what is known of its energy cost stays below every ceiling in METs.
bool Selector::within_mets(const Exercise& e) const {
  const Slot age = in_.kb.facts().find("age_years");
  const bool older = w_.facts.known(age) && w_.facts.value(age) >= 60;
  const auto met = older && e.met_60_plus.value ? e.met_60_plus.value : e.met.value;
  if (!met) return true;
  return std::none_of(e.components.begin(), e.components.end(), [&](const std::string& c) {
    const auto most = w_.limits.hi("mets", c);
    return most && *met > *most;
  });
}

double Selector::liking(const Exercise& e) const {
  double score = 0;
  const Resources& r = in_.doc.resources;
  if (contains(r.likes, e.code)) score += 20;
  if (contains(r.likes, e.family)) score += 10;
  if (contains(r.dislikes, e.code) || contains(r.dislikes, e.family)) score -= 30;
  for (const Preference& p : w_.preferences) {
    const bool hit = (p.target == "exercise" && p.code == e.code) ||
                     (p.target == "family" && p.code == e.family) ||
                     (p.target == "tag" && e.has_tag(p.code));
    if (hit) score += p.weight;
  }
  return score;
}

// First choices of data/policy/usual for this component and person, most usual first.
std::vector<std::string> Selector::usual(const std::string& component) const {
  const FactIndex& facts = in_.kb.facts();
  if (component == "balance") {
    const Slot fall = facts.find("fall_risk_class");
    const auto high = facts.value_index(fall, "high");
    if (high && w_.facts.known(fall) && w_.facts.value(fall) == *high)
      return in_.kb.policy_codes("usual.balance_high_fall_risk");
  }
  if (w_.facts.flag(facts.find("child"))) {
    auto youth = in_.kb.policy_codes("usual." + component + "_youth");
    if (!youth.empty()) return youth;
  }
  return in_.kb.policy_codes("usual." + component);
}

const Exercise* Selector::warm_up(const std::string& place) const {
  for (const std::string& code : in_.kb.policy_codes("usual.warm_up")) {
    const Exercise* e = in_.kb.exercise(code);
    if (e != nullptr && allowed(*e, {place})) return e;
  }
  return nullptr;
}

bool Selector::anywhere(const std::string& component) const {
  return std::any_of(in_.kb.exercises().begin(), in_.kb.exercises().end(), [&](const Exercise& e) {
    return contains(e.components, component) && allowed(e, e.place);
  });
}

std::vector<const Exercise*> Selector::choose(const std::string& component, int count,
                                              const std::vector<std::string>& places) const {
  struct Candidate {
    const Exercise* e;
    std::tuple<bool, double, int, std::ptrdiff_t, int, int, std::string> rank;
  };
  std::vector<Candidate> pool;
  const std::vector<std::string> loading = in_.kb.policy_codes("plan.rest_48h_components");
  const std::vector<std::string> first = usual(component);
  for (const Exercise& e : in_.kb.exercises()) {
    const auto at = std::find(e.components.begin(), e.components.end(), component);
    if (at == e.components.end() || !allowed(e, places)) continue;
    // What mainly loads muscles needs its rest and serves another component only where nothing else
    // does.
    const bool loads = contains(loading, e.components.front()) && !contains(loading, component);
    const int secondary = at == e.components.begin() ? 0 : 1;
    // Aerobic work is most useful at the class that is allowed; strength and balance are best
    // learnt from the easy end.
    const int wanted =
        component == "aerobic"
            ? static_cast<int>(std::min(w_.limits.max_class, IntensityClass::moderate))
            : 1;
    const int off = std::abs(static_cast<int>(e.intensity) - wanted);
    const auto place = std::find(first.begin(), first.end(), e.code) - first.begin();
    pool.push_back({&e,
                    {loads, -liking(e), secondary, place, off,
                     e.skill * 2 + static_cast<int>(e.equipment.size()), e.code}});
  }
  std::sort(pool.begin(), pool.end(),
            [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
  const auto first_loading = std::find_if(pool.begin(), pool.end(),
                                          [](const Candidate& c) { return std::get<0>(c.rank); });
  if (first_loading != pool.begin()) pool.erase(first_loading, pool.end());
  std::vector<const Exercise*> out;
  std::set<std::string> patterns;
  for (const bool new_pattern : {true, false}) {
    for (const Candidate& c : pool) {
      if (static_cast<int>(out.size()) >= count) return out;
      if (std::find(out.begin(), out.end(), c.e) != out.end()) continue;
      if (new_pattern && !patterns.insert(c.e->pattern).second) continue;
      out.push_back(c.e);
    }
  }
  return out;
}

std::string Selector::easier(const Exercise& e) const {
  for (const Exercise* x = in_.kb.exercise(e.regress_to); x != nullptr;
       x = in_.kb.exercise(x->regress_to)) {
    if (allowed(*x)) return x->code;
  }
  return {};
}

std::string Selector::harder(const Exercise& e) const {
  for (const Exercise* x = in_.kb.exercise(e.progress_to); x != nullptr;
       x = in_.kb.exercise(x->progress_to)) {
    if (allowed(*x)) return x->code;
  }
  return {};
}

}  // namespace celian::guide
