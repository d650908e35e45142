#include "guide/select.hpp"

#include <algorithm>
#include <bit>
#include <set>

#include "guide/prior.hpp"

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

Selector::Selector(const Input& in, const Working& w, const Burden& burden,
                   const std::vector<Need>& needs)
    : in_(in),
      w_(w),
      burden_(burden),
      index_(in.kb.exercise_index()),
      score_(in, w, burden, needs),
      balance_cap_(balance_cap(in)) {
  equipment_ = in.doc.resources.equipment.value_or(std::vector<std::string>{});
  // What every home has, unless the person says what there is; who uses an aid has it.
  for (const std::string& e : in.kb.policy_codes("defaults.equipment")) equipment_.push_back(e);
  const std::string& aid = in.doc.health.function.aid;
  for (const std::string& e : in.kb.policy_codes("defaults.equipment_" + aid))
    equipment_.push_back(e);
  for (const std::string& p :
       in.doc.resources.place.value_or(in.kb.policy_codes("defaults.place"))) {
    if (!w.limits.forbids("place", p) && !contains(places_, p)) places_.push_back(p);
    at_place_[p] = in.kb.policy_codes("choice.place_equipment." + p);
  }
  const FactIndex& facts = in.kb.facts();
  if (w.facts.flag(facts.find("pregnant"))) {
    const Slot weeks = facts.find("gestation_weeks");
    const double by_then = (in.start - in.doc.as_of) / 7.0 + in.weeks;
    const double from = in.kb.policy_number("never.supine_weeks", 16);
    supine_too_late_ = !w.facts.known(weeks) || w.facts.value(weeks) + by_then >= from;
  }
  if (const Slot age = facts.find("age_years"); w.facts.known(age)) age_ = w.facts.value(age);
  groups_ = in.kb.policy_codes("choice.strength_groups");
  for (const std::string& g : groups_) {
    for (const std::string& pattern : in.kb.policy_codes("choice.group." + g))
      group_of_.emplace(pattern, g);
  }
  find_permitted();
  allowed_ = allowed_at(places_);
}

bool Selector::indoors(const std::string& place) { return !outdoor(place); }

// The first thing that is needed there and neither the person nor the place has; empty = nothing.
std::string Selector::missing_equipment(const Exercise& e, const std::string& place) const {
  const auto brings = at_place_.find(place);
  const auto has = [&](const std::string& thing) {
    return contains(equipment_, thing) ||
           (brings != at_place_.end() && contains(brings->second, thing));
  };
  for (const std::string& need : e.equipment) {
    if (has(need)) continue;
    const auto substitute = e.substitutes.find(need);
    if (substitute == e.substitutes.end() ||
        std::none_of(substitute->second.begin(), substitute->second.end(), has))
      return need;
  }
  return {};
}

const ExerciseSet& Selector::at(const std::string& place) const {
  const auto [known, is_new] = at_.try_emplace(place, index_.with(Trait::place, place));
  ExerciseSet& here = known->second;
  if (!is_new) return here;
  index_.with(Trait::place, place).for_each([&](std::size_t i) {
    if (!missing_equipment(index_[i], place).empty()) here.remove(i);
  });
  return here;
}

ExerciseSet Selector::allowed_at(const std::vector<std::string>& places) const {
  ExerciseSet out;
  for (const std::string& p : places) out |= at(p);
  return std::move(out &= permitted_);
}

// Somebody of unknown age gets only what children and the very old may do as well.
bool Selector::fits_age(const Exercise& e) const {
  const double youngest = age_ ? *age_ : in_.kb.policy_number("plan.unknown_age_youngest", 12);
  const double oldest = age_ ? *age_ : in_.kb.policy_number("plan.unknown_age_oldest", 100);
  return youngest >= e.age_from && oldest <= e.age_to;
}

// A soft forbid asks for a modification that paper cannot check, so the exercise is left to a
// professional.
Selector::Refusal Selector::forbidden(const Exercise& e) const {
  const LimitSet& l = w_.limits;
  std::optional<Refusal> banned;
  const auto look = [&](std::string_view kind, const std::string& code) {
    if (banned) return;
    const auto it = l.forbidden.find(LimitSet::Target(kind, code));
    if (it != l.forbidden.end())
      banned = Refusal{"forbidden_" + std::string(kind), code, it->second.why};
  };
  look("exercise", e.code);
  look("posture", e.posture);
  for (const std::string& c : e.components) look("component", c);
  for (const std::string& tag : e.tags) look("tag", tag);
  return banned.value_or(Refusal{});
}

// Why it is not for this person, though no rule forbids it; place and equipment apart.
Selector::Refusal Selector::unfit(const Exercise& e) const {
  const LimitSet& l = w_.limits;
  // Weeks of pregnancy go on while the plan does.
  if (supine_too_late_ && (e.posture == "supine" || e.has_tag("supine")))
    return {"forbidden_posture", "supine", {}};
  if (e.has_tag("carer_req") && !carer_for(e)) return {"supervision", "carer_req", {}};
  if (e.has_tag("supervision_req")) return {"supervision", "supervision_req", {}};
  if (balance_cap_ && e.balance_demand > *balance_cap_ && contains(e.components, "balance"))
    return {"skill", "", {}};
  if (e.intensity > std::min(l.max_class, burden_.max_class) ||
      e.intensity == IntensityClass::near_max || !within_mets(e) ||
      (e.has_tag("high_intensity") && l.max_class < IntensityClass::vigorous))
    return {"intensity", std::string(intensity_name(e.intensity)), l.class_why};
  if (!fits_age(e)) return {"age", "", {}};
  if (e.skill > burden_.max_skill && !contains(in_.doc.resources.likes, e.code))
    return {"skill", "", {}};
  return {};
}

// The same as forbidden() and unfit() say, of all exercises at once.
void Selector::find_permitted() {
  ExerciseSet banned(index_.size());
  for (const auto& [target, f] : w_.limits.forbidden) {
    const auto trait = trait_named(target.first);
    if (trait == Trait::exercise || trait == Trait::posture || trait == Trait::component ||
        trait == Trait::tag)
      banned |= index_.with(*trait, target.second);
  }
  permitted_ = ExerciseSet(index_.size());
  for (std::size_t i = 0; i < index_.size(); ++i) {
    if (!banned.has(i) && unfit(index_[i]).code.empty()) permitted_.add(i);
  }
}

Selector::Refusal Selector::refusal(const Exercise& e) const {
  if (Refusal r = forbidden(e); !r.code.empty()) return r;
  if (Refusal r = unfit(e); !r.code.empty()) return r;
  if (allowed(e)) return {};
  for (const std::string& p : places_) {
    if (contains(e.place, p)) return {"equipment", missing_equipment(e, p), {}};
  }
  return {"place", e.place.empty() ? "" : e.place.front(), {}};
}

unsigned Selector::places_of(const Exercise& e) const {
  const std::size_t which = index_.of(e);
  if (!permitted_.has(which)) return 0;
  unsigned out = 0;
  for (std::size_t i = 0; i < places_.size() && i < 32; ++i) {
    if (at(places_[i]).has(which)) out |= 1u << i;
  }
  return out;
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
  const auto met = e.met_at(age_);
  if (!met) return true;
  return std::none_of(e.components.begin(), e.components.end(), [&](const std::string& c) {
    const auto most = w_.limits.hi("mets", c);
    return most && *met > *most;
  });
}

IntensityClass Selector::effort_cap() const {
  return std::min({w_.limits.max_class, burden_.max_class, IntensityClass::moderate});
}

const Exercise* Selector::warm_up(const std::string& place) const {
  const auto it = warm_ups_.find(place);
  return it != warm_ups_.end() ? it->second : warm_ups_[place] = find_warm_up(place);
}

const Exercise* Selector::find_warm_up(const std::string& place) const {
  for (const std::string& code : in_.kb.policy_codes("usual.warm_up")) {
    const Exercise* e = in_.kb.exercise(code);
    if (e != nullptr && permitted_.has(index_.of(*e)) && at(place).has(index_.of(*e))) return e;
  }
  return nullptr;
}

bool Selector::anywhere(const std::string& component) const {
  bool any = false;
  (index_.with(Trait::component, component) & permitted_).for_each([&](std::size_t i) {
    const std::vector<std::string>& places = index_[i].place;
    any = any || std::any_of(places.begin(), places.end(),
                             [&](const std::string& p) { return at(p).has(i); });
  });
  return any;
}

const std::string& Selector::group(const Exercise& e, const std::string& component) const {
  const auto it = component == "resistance" ? group_of_.find(e.pattern) : group_of_.end();
  return it == group_of_.end() ? e.pattern : it->second;
}

const std::vector<const Exercise*>& Selector::ranked(const std::string& component,
                                                     const std::vector<std::string>& places) const {
  std::string key = component;
  for (const std::string& p : places) key += "," + p;
  if (const auto it = ranked_.find(key); it != ranked_.end()) return it->second;
  struct Candidate {
    const Exercise* e;
    bool loads;
    bool beyond;  // harder for this age than what is asked for, or than the end of a session
    double score;
  };
  std::vector<Candidate> pool;
  const std::vector<std::string>& loading = in_.kb.policy_codes("plan.rest_48h_components");
  const bool closes = contains(in_.kb.policy_codes("session.cool_down_components"), component);
  const auto consider = [&](const Exercise& e) {
    // What mainly loads muscles needs its rest and serves another component only where nothing else
    // does.
    const bool loads = contains(loading, e.components.front()) && !contains(loading, component);
    const double share = static_cast<double>(std::popcount(places_of(e))) /
                         static_cast<double>(std::max<std::size_t>(places_.size(), 1));
    const bool beyond = (component == "aerobic" && score_.effort_for(e) > effort_cap() &&
                         !contains(in_.doc.resources.likes, e.code)) ||
                        (closes && e.intensity > IntensityClass::light);
    pool.push_back({&e, loads, beyond, score_.of(e, component) + score_.weights().places * share});
  };
  (index_.with(Trait::component, component) & allowed_at(places)).for_each([&](std::size_t i) {
    consider(index_[i]);
  });
  std::sort(pool.begin(), pool.end(), [](const Candidate& a, const Candidate& b) {
    if (a.loads != b.loads) return b.loads;
    if (a.beyond != b.beyond) return b.beyond;
    return a.score != b.score ? a.score > b.score : a.e->code < b.e->code;
  });
  std::vector<const Exercise*> out;
  for (const Candidate& c : pool) {
    if (c.loads && !pool.front().loads) break;
    if (c.beyond && !pool.front().beyond) break;
    out.push_back(c.e);
  }
  return ranked_[key] = std::move(out);
}

std::vector<const Exercise*> Selector::choose(const std::string& component, int count,
                                              const std::vector<std::string>& places) const {
  const std::vector<const Exercise*>& pool = ranked(component, places);
  std::vector<const Exercise*> out;
  std::vector<std::pair<double, const Exercise*>> first;  // of each group, with what asks for it
  std::set<std::string_view> groups;
  for (const Exercise* e : pool) {
    if (!groups.insert(group(*e, component)).second) continue;
    const bool liked = contains(in_.doc.resources.likes, e->code);
    first.emplace_back(score_.need(*e) + (liked ? score_.weights().like : 0), e);
  }
  if (component == "resistance") {
    const auto place_of = [&](const Exercise* e) {
      return std::find(groups_.begin(), groups_.end(), group(*e, component)) - groups_.begin();
    };
    std::stable_sort(first.begin(), first.end(), [&](const auto& a, const auto& b) {
      return place_of(a.second) < place_of(b.second);
    });
    // Large groups before small ones, whatever is asked for; within each half, what is asked for.
    const auto half =
        first.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(first.size(), 4));
    const auto more = [](const auto& a, const auto& b) { return a.first > b.first; };
    std::stable_sort(first.begin(), half, more);
    std::stable_sort(half, first.end(), more);
    // Whatever is asked for, legs are among the first two.
    const auto legs = std::find_if(first.begin(), half, [&](const auto& f) {
      return !groups_.empty() && group(*f.second, component) == groups_.front();
    });
    if (legs != half && legs - first.begin() > 1) std::rotate(first.begin() + 1, legs, legs + 1);
    if (count >= 1 && count < static_cast<int>(first.size()))
      std::stable_sort(first.begin(), first.end(), [&](const auto& a, const auto& b) {
        return (a.first >= score_.weights().like) > (b.first >= score_.weights().like);
      });
  }
  for (const auto& [asked, e] : first) {
    if (static_cast<int>(out.size()) >= count) return out;
    out.push_back(e);
  }
  for (const Exercise* e : pool) {
    if (static_cast<int>(out.size()) >= count) return out;
    if (std::find(out.begin(), out.end(), e) == out.end()) out.push_back(e);
  }
  return out;
}

}  // namespace celian::guide
