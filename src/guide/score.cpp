#include "guide/score.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

#include "guide/prior.hpp"

namespace celian::guide {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();
constexpr std::array<IntensityClass, 5> kClasses = {
    IntensityClass::very_light, IntensityClass::light, IntensityClass::moderate,
    IntensityClass::vigorous, IntensityClass::near_max};

bool contains(const std::vector<std::string>& v, const std::string& x) {
  return std::find(v.begin(), v.end(), x) != v.end();
}

// Kinds that a policy may name what serves a wish by ("pattern:squat").
bool is_kind(Trait t) {
  return t == Trait::pattern || t == Trait::muscle || t == Trait::family || t == Trait::component ||
         t == Trait::tag || t == Trait::exercise;
}

}  // namespace

Weights::Weights(const KnowledgeBase& kb) {
  const std::pair<const char*, double Weights::*> all[] = {
      {"need", &Weights::need},
      {"goal", &Weights::goal},
      {"like", &Weights::like},
      {"like_family", &Weights::like_family},
      {"like_towards", &Weights::like_towards},
      {"dislike", &Weights::dislike},
      {"rule", &Weights::rule},
      {"secondary", &Weights::secondary},
      {"off_intensity", &Weights::off_intensity},
      {"skill", &Weights::skill},
      {"equipment", &Weights::equipment},
      {"usual", &Weights::usual},
      {"places", &Weights::places},
      {"new_place", &Weights::new_place},
      {"prior", &Weights::prior},
      {"by_minutes", &Weights::by_minutes}};
  for (const auto& [name, field] : all)
    this->*field = kb.policy_number(std::string("choice.weights.") + name, 0);
}

Scorer::Scorer(const Input& in, const Working& w, const Burden& burden,
               const std::vector<Need>& needs)
    : in_(in), w_(w), index_(in.kb.exercise_index()), weights_(in.kb), prior_(index_.size()) {
  for (const std::string& code : last_exercises(in)) prior_ |= index_.with(Trait::exercise, code);
  for (const Preference& p : w.preferences) {
    const auto trait = trait_named(p.target);
    if (trait == Trait::exercise || trait == Trait::family || trait == Trait::tag)
      preferred_.emplace_back(index_.with(*trait, p.code), p.weight * weights_.rule);
  }
  const Slot age = in.kb.facts().find("age_years");
  if (w.facts.known(age)) {
    years_ = w.facts.value(age);
    const auto fit = in.kb.policy_interval("choice.fit_ages");
    fit_ = !burden.light && fit && *years_ >= fit->lo.value_or(0) &&
           *years_ < fit->hi.value_or(kNever) && in.risk.triage <= Triage::T2 &&
           w.limits.max_class >= IntensityClass::moderate;
    read_classes();
  }
  add_wishes(needs);
  add_favoured(needs);
}

// METs from which each class begins at that age; none where no band of ages holds it.
void Scorer::read_classes() {
  std::string band;
  for (const std::string& b : in_.kb.policy_codes("intensity.mets_bands")) {
    if (*years_ >= in_.kb.policy_number("intensity.mets_from." + b, kNever)) band = b;
  }
  if (band.empty()) return;
  for (const IntensityClass c : kClasses) {
    const auto range = in_.kb.policy_interval("intensity.mets_by_age." + band + "." +
                                              std::string(intensity_name(c)));
    classes_.emplace_back(range && range->lo ? *range->lo : kNever, c);
  }
}

void Scorer::add_wish(const std::string& code, double weight) {
  Wish wish{ExerciseSet(index_.size()), weight};
  for (const std::string_view word : in_.kb.policy_codes(code)) {
    const std::size_t colon = word.find(':');
    if (colon == std::string_view::npos) continue;
    const auto kind = trait_named(word.substr(0, colon));
    if (kind && is_kind(*kind)) wish.served_by |= index_.with(*kind, word.substr(colon + 1));
  }
  wishes_.push_back(std::move(wish));
}

// Findings, items of the sheet and goals each in their own order, the first of each counts in full.
void Scorer::add_wishes(const std::vector<Need>& needs) {
  double finding = weights_.need, item = weights_.need, goal = weights_.goal;
  std::set<std::string> said;
  for (const Need& n : needs) {
    const std::string& name = n.test.empty() ? n.code : n.test;
    if (!said.insert(name).second || in_.kb.policy_codes("choice.serves." + name).empty()) continue;
    double& now = n.test.empty() ? finding : item;
    add_wish("choice.serves." + name, now);
    now /= 2;
  }
  for (const std::string& g : in_.doc.goals.codes) {
    add_wish("choice.goals." + g, goal);
    goal /= 2;
  }
}

// The first item of the sheet that some kind of exercise answers, and the first goal. Findings have
// their rules, which ask for days and minutes themselves; a gap to the guideline is everybody's.
void Scorer::add_favoured(const std::vector<Need>& needs) {
  for (const Need& n : needs) {
    if (n.test.empty() || n.component.empty()) continue;
    if (in_.kb.policy_codes("choice.serves." + n.test).empty()) continue;
    favoured_.push_back(n.component);
    break;
  }
  if (in_.doc.goals.codes.empty()) return;
  const auto& list = in_.kb.policy_codes("goal." + in_.doc.goals.codes.front());
  if (!list.empty()) favoured_.push_back(list.front());
}

bool Scorer::favours(const std::string& component) const { return contains(favoured_, component); }

double Scorer::need(const Exercise& e) const {
  double sum = 0;
  for (const Wish& w : wishes_) {
    if (w.served_by.has(index_.of(e))) sum += w.weight;
  }
  return sum;
}

IntensityClass Scorer::effort_for(const Exercise& e) const {
  const auto met = e.met_at(years_);
  if (!met || classes_.empty()) return e.intensity;
  IntensityClass out = IntensityClass::very_light;
  for (const auto& [from, c] : classes_) {
    if (*met >= from) out = c;
  }
  return out;
}

// Endurance is most useful at the class that is allowed; strength and balance are best learnt from
// the easy end.
IntensityClass Scorer::wanted(const std::string& component) const {
  if (component == "aerobic") return std::min(w_.limits.max_class, IntensityClass::moderate);
  return fit_ && component == "resistance" ? IntensityClass::moderate : IntensityClass::light;
}

// A link or two below what the person likes and may not do yet.
bool Scorer::leads_to_liked(const Exercise& e) const {
  const Exercise* x = index_.harder(e);
  for (int step = 0; x != nullptr && step < 3; ++step) {
    if (contains(in_.doc.resources.likes, x->code)) return true;
    x = index_.harder(*x);
  }
  return false;
}

double Scorer::liking(const Exercise& e) const {
  double score = 0;
  const Resources& r = in_.doc.resources;
  if (contains(r.likes, e.code)) score += weights_.like;
  if (contains(r.likes, e.family)) score += weights_.like_family;
  if (leads_to_liked(e)) score += weights_.like_towards;
  if (contains(r.dislikes, e.code) || contains(r.dislikes, e.family)) score += weights_.dislike;
  for (const auto& [preferred, weight] : preferred_) {
    if (preferred.has(index_.of(e))) score += weight;
  }
  return score;
}

// First choices of data/policy/usual for this component and person, most usual first.
const std::vector<std::string>& Scorer::usual_list(const std::string& component) const {
  const KnowledgeBase& kb = in_.kb;
  const FactIndex& facts = kb.facts();
  const Slot fall = facts.find("fall_risk_class");
  const auto high = facts.value_index(fall, "high");
  const bool falls =
      component == "balance" && high && w_.facts.known(fall) && w_.facts.value(fall) == *high;
  const std::pair<bool, std::string> lists[] = {
      {falls, "usual.balance_high_fall_risk"},
      {w_.facts.flag(facts.find("child")), "usual." + component + "_youth"},
      {fit_, "usual." + component + "_fit"}};
  for (const auto& [is_theirs, code] : lists) {
    if (!is_theirs) continue;
    if (const auto& list = kb.policy_codes(code); !list.empty()) return list;
  }
  return kb.policy_codes("usual." + component);
}

Scorer::OfComponent& Scorer::of_component(const std::string& component) const {
  const auto [it, is_new] = components_.try_emplace(component);
  OfComponent& out = it->second;
  if (!is_new) return out;
  out.usual.resize(index_.size());
  out.scores.resize(index_.size());
  const std::vector<std::string>& list = usual_list(component);
  for (std::size_t at = list.size(); at-- > 0;) {  // what stands twice counts where it stands first
    const Exercise* e = index_.find(list[at]);
    if (e == nullptr) continue;
    out.usual[index_.of(*e)] =
        weights_.usual * (1 - static_cast<double>(at) / static_cast<double>(list.size()));
  }
  return out;
}

double Scorer::of(const Exercise& e, const std::string& component) const {
  OfComponent& known = of_component(component);
  const std::size_t i = index_.of(e);
  if (!known.scores[i]) known.scores[i] = judge(e, component, known.usual[i]);
  return *known.scores[i];
}

double Scorer::judge(const Exercise& e, const std::string& component, double usual) const {
  double score = need(e) + liking(e) + usual;
  if (e.components.front() != component) score += weights_.secondary;
  const IntensityClass is = component == "aerobic" ? effort_for(e) : e.intensity;
  score +=
      weights_.off_intensity * std::abs(static_cast<int>(is) - static_cast<int>(wanted(component)));
  // Strength is counted; what has only minutes is chosen where nothing else serves.
  if (component == "resistance" && e.dose_by == "minutes") score += weights_.by_minutes;
  if (!fit_) score += weights_.skill * (e.skill - 1);
  score += weights_.equipment * static_cast<double>(e.equipment.size());
  if (prior_.has(index_.of(e))) score += weights_.prior;
  return score;
}

}  // namespace celian::guide
