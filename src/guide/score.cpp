#include "guide/score.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "guide/prior.hpp"

namespace celian::guide {

namespace {

constexpr double kAdult = 18, kMiddle = 40, kOlder = 65;
constexpr std::array<IntensityClass, 5> kClasses = {
    IntensityClass::very_light, IntensityClass::light, IntensityClass::moderate,
    IntensityClass::vigorous, IntensityClass::near_max};

bool contains(const std::vector<std::string>& v, const std::string& x) {
  return std::find(v.begin(), v.end(), x) != v.end();
}

bool named(const Exercise& e, const std::string& kind, const std::string& code) {
  if (kind == "pattern") return e.pattern == code;
  if (kind == "muscle") return contains(e.muscles, code);
  if (kind == "family") return e.family == code;
  if (kind == "component") return contains(e.components, code);
  if (kind == "tag") return e.has_tag(code);
  return kind == "exercise" && e.code == code;
}

}  // namespace

Scorer::Scorer(const Input& in, const Working& w, const Burden& burden,
               const std::vector<Need>& needs)
    : in_(in), w_(w), burden_(burden), prior_(last_exercises(in)) {
  const Slot age = in.kb.facts().find("age_years");
  if (w.facts.known(age)) {
    const double years = w.facts.value(age);
    fit_ = !burden.light && years >= kAdult && years < kOlder && in.risk.triage <= Triage::T2 &&
           w.limits.max_class >= IntensityClass::moderate;
    if (years >= kAdult)
      age_band_ = years >= kOlder ? "65_plus" : years >= kMiddle ? "40_64" : "20_39";
  }
  add_wishes(needs);
  add_favoured(needs);
}

double Scorer::weight(const std::string& name) const {
  return in_.kb.policy_number("choice.weights." + name, 0);
}

void Scorer::add_wish(const std::string& code, double weight) {
  Wish wish;
  wish.weight = weight;
  for (const std::string& word : in_.kb.policy_codes(code)) {
    const std::size_t colon = word.find(':');
    if (colon != std::string::npos)
      wish.words.emplace_back(word.substr(0, colon), word.substr(colon + 1));
  }
  if (!wish.words.empty()) wishes_.push_back(std::move(wish));
}

// Findings, items of the sheet and goals each in their own order, the first of each counts in full.
void Scorer::add_wishes(const std::vector<Need>& needs) {
  double finding = weight("need"), item = weight("need"), goal = weight("goal");
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
  const auto list = in_.kb.policy_codes("goal." + in_.doc.goals.codes.front());
  if (!list.empty()) favoured_.push_back(list.front());
}

bool Scorer::favours(const std::string& component) const { return contains(favoured_, component); }

double Scorer::need(const Exercise& e) const {
  double sum = 0;
  for (const Wish& w : wishes_) {
    const bool hit = std::any_of(w.words.begin(), w.words.end(), [&](const auto& word) {
      return named(e, word.first, word.second);
    });
    if (hit) sum += w.weight;
  }
  return sum;
}

IntensityClass Scorer::effort_for(const Exercise& e) const {
  const bool older = age_band_ == "65_plus";
  const auto met = older && e.met_60_plus.value ? e.met_60_plus.value : e.met.value;
  if (!met || age_band_.empty()) return e.intensity;
  IntensityClass out = IntensityClass::very_light;
  for (const IntensityClass c : kClasses) {
    const auto range = in_.kb.policy_interval("intensity.mets_by_age." + age_band_ + "." +
                                              std::string(intensity_name(c)));
    if (range && range->lo && *met >= *range->lo) out = c;
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
  const Exercise* x = in_.kb.exercise(e.progress_to);
  for (int step = 0; x != nullptr && step < 3; ++step) {
    if (contains(in_.doc.resources.likes, x->code)) return true;
    x = in_.kb.exercise(x->progress_to);
  }
  return false;
}

double Scorer::liking(const Exercise& e) const {
  double score = 0;
  const Resources& r = in_.doc.resources;
  if (contains(r.likes, e.code)) score += weight("like");
  if (contains(r.likes, e.family)) score += weight("like_family");
  if (leads_to_liked(e)) score += weight("like_towards");
  if (contains(r.dislikes, e.code) || contains(r.dislikes, e.family)) score += weight("dislike");
  for (const Preference& p : w_.preferences) {
    const bool hit = (p.target == "exercise" && p.code == e.code) ||
                     (p.target == "family" && p.code == e.family) ||
                     (p.target == "tag" && e.has_tag(p.code));
    if (hit) score += p.weight * weight("rule");
  }
  return score;
}

// First choices of data/policy/usual for this component and person, most usual first.
double Scorer::usual(const Exercise& e, const std::string& component) const {
  const FactIndex& facts = in_.kb.facts();
  std::vector<std::string> list;
  const Slot fall = facts.find("fall_risk_class");
  const auto high = facts.value_index(fall, "high");
  if (component == "balance" && high && w_.facts.known(fall) && w_.facts.value(fall) == *high)
    list = in_.kb.policy_codes("usual.balance_high_fall_risk");
  if (list.empty() && w_.facts.flag(facts.find("child")))
    list = in_.kb.policy_codes("usual." + component + "_youth");
  if (list.empty() && fit_) list = in_.kb.policy_codes("usual." + component + "_fit");
  if (list.empty()) list = in_.kb.policy_codes("usual." + component);
  const auto at = std::find(list.begin(), list.end(), e.code);
  if (at == list.end()) return 0;
  return weight("usual") *
         (1 - static_cast<double>(at - list.begin()) / static_cast<double>(list.size()));
}

double Scorer::of(const Exercise& e, const std::string& component) const {
  double score = need(e) + liking(e) + usual(e, component);
  if (e.components.front() != component) score += weight("secondary");
  const IntensityClass is = component == "aerobic" ? effort_for(e) : e.intensity;
  score += weight("off_intensity") *
           std::abs(static_cast<int>(is) - static_cast<int>(wanted(component)));
  // Strength is counted; what has only minutes is chosen where nothing else serves.
  if (component == "resistance" && e.dose_by == "minutes") score += weight("by_minutes");
  if (!fit_) score += weight("skill") * (e.skill - 1);
  score += weight("equipment") * static_cast<double>(e.equipment.size());
  if (contains(prior_, e.code)) score += weight("prior");
  return score;
}

}  // namespace celian::guide
