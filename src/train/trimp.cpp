#include "train/trimp.hpp"

#include <algorithm>
#include <map>

#include "base/decimal.hpp"
#include "base/impulse.hpp"
#include "catalog/exact.hpp"

namespace celian::train {

namespace {

constexpr const char* kBanister = "load.trimp_banister";
constexpr const char* kEdwards = "load.edwards";
constexpr const char* kLucia = "load.lucia";
constexpr const char* kEstimate = "hrmax.tanaka";  // whose terms policy intensity.hrmax_formula has

bool has_heart_rate(const Session& s) {
  return s.heart_rate_mean || !s.zone_minutes.empty() || !s.threshold_minutes.empty();
}

bool is_in(const Formula& f, std::string_view input, double value) {
  const auto i = std::find_if(f.inputs.begin(), f.inputs.end(),
                              [&](const FormulaInput& x) { return x.code == input; });
  return i != f.inputs.end() && (!i->valid.lo || value >= *i->valid.lo) &&
         (!i->valid.hi || value <= *i->valid.hi);
}

// As the formula is given by itself: half up on the grid of its resolution.
double shown(const Formula& f, double value) {
  const auto ticks = to_ticks(value, f.decimals), step = to_ticks(f.resolution, f.decimals);
  if (!ticks || !step) return value;
  return from_ticks(round_to(*ticks, *step, RoundHow::half_up).low, f.decimals);
}

class Impulses {
 public:
  Impulses(const KnowledgeBase& kb, const FactVector& v, const MeasurementSet& set, Load& load,
           std::vector<Reason>& reasons)
      : kb_(kb), v_(v), set_(set), load_(load), reasons_(reasons) {}

  // Whether heart rate tells anything about this person's effort; says so if not.
  bool is_valid() {
    const Slot limited = kb_.facts().find("heart_rate_limited");
    if (v_.known(limited) && !v_.flag(limited)) return true;
    Reason r = reason(kBanister, v_.known(limited) ? "train.trimp_not_valid"
                                                   : "train.trimp_not_known");
    r.rule = "heart_rate_limited";
    say(std::move(r));
    return false;
  }

  void add(const Session& s, DayImpulse& day) {
    const auto sum = [](std::optional<double>& to, const Formula* f, double value) {
      if (f != nullptr) to = shown(*f, to.value_or(0) + value);
    };
    if (s.heart_rate_mean && s.minutes) {
      if (const auto x = banister(s)) sum(day.banister, kb_.formula(kBanister), *x);
    }
    if (s.zone_minutes.size() == 5) {
      std::array<double, 5> m;
      std::copy(s.zone_minutes.begin(), s.zone_minutes.end(), m.begin());
      sum(day.edwards, kb_.formula(kEdwards), impulse::edwards(m));
      say(reason(kEdwards, "train.trimp_zones"));
    }
    if (s.threshold_minutes.size() == 3) {
      std::array<double, 3> m;
      std::copy(s.threshold_minutes.begin(), s.threshold_minutes.end(), m.begin());
      sum(day.lucia, kb_.formula(kLucia), impulse::lucia(m));
      say(reason(kLucia, "train.trimp_thresholds"));
    }
  }

 private:
  Reason reason(const char* formula, const char* code, std::vector<Arg> args = {}) const {
    Reason r;
    r.code = code;
    r.rule = formula;
    r.args = std::move(args);
    if (const Formula* f = kb_.formula(formula))
      r.cites = f->cites, r.evidence = f->evidence, r.verified = f->verified;
    return r;
  }

  void say(Reason r) {
    for (const std::uint32_t i : load_.trimp_why) {
      if (reasons_[i] == r) return;
    }
    load_.trimp_why.push_back(static_cast<std::uint32_t>(reasons_.size()));
    reasons_.push_back(std::move(r));
  }

  void say_missing(const char* fact) {
    say(reason(kBanister, "train.trimp_missing", {{"missing", std::string(fact)}}));
  }

  std::optional<double> number(const char* fact) const {
    const Slot s = kb_.facts().find(fact);
    return s != kNoSlot && v_.known(s) ? std::optional(v_.value(s)) : std::nullopt;
  }

  std::optional<double> max_rate() {
    if (const Measurement* m = set_.find("max_heart_rate"); m != nullptr) {
      say(reason(kBanister, "train.trimp_measured_max"));
      return m->value;
    }
    const auto age = number("age_years");
    const Formula* f = kb_.formula(kEstimate);
    if (!age) say_missing("age_years");
    if (!age || f == nullptr || !is_in(*f, "age_years", *age)) return std::nullopt;
    std::vector<Arg> args;
    if (f->see) args.push_back({"see", f->see->value});
    say(reason(kEstimate, "train.trimp_estimated_max", std::move(args)));
    return kb_.policy_number("intensity.hrmax_formula.default.a", 0) -
           kb_.policy_number("intensity.hrmax_formula.default.b", 0) * *age;
  }

  std::optional<double> banister(const Session& s) {
    const Formula* f = kb_.formula(kBanister);
    const Slot sex = kb_.facts().find("sex"), child = kb_.facts().find("child");
    if (f == nullptr) return std::nullopt;
    if (!v_.known(sex)) return say_missing("sex"), std::nullopt;
    if (v_.known(child) && v_.flag(child))
      return say(reason(kBanister, "train.trimp_adults")), std::nullopt;
    const auto rest = number("resting_heart_rate");
    if (!rest) return say_missing("resting_heart_rate"), std::nullopt;
    const auto max = max_rate();
    if (!max) return std::nullopt;
    const auto outside = [&](const char* input, double value) {
      if (is_in(*f, input, value)) return false;
      say(reason(kBanister, "measure.formula_outside",
                 {{"input", std::string(input)}, {"value", value}}));
      return true;
    };
    if (outside("heart_rate", *s.heart_rate_mean) || outside("heart_rate_rest", *rest) ||
        outside("heart_rate_max", *max) || outside("minutes", *s.minutes))
      return std::nullopt;
    const bool male = kb_.facts().value_index(sex, "male") == v_.value(sex);
    return impulse::banister(male, *s.minutes, {*s.heart_rate_mean, *rest, *max});
  }

  const KnowledgeBase& kb_;
  const FactVector& v_;
  const MeasurementSet& set_;
  Load& load_;
  std::vector<Reason>& reasons_;
};

}  // namespace

void add_trimp(const KnowledgeBase& kb, const Facts& facts, const std::vector<Session>& sessions,
               const MeasurementSet& set, Date as_of, Load& load, std::vector<Reason>& reasons) {
  std::map<Date, DayImpulse> days;
  Impulses impulses(kb, facts.vector, set, load, reasons);
  std::optional<bool> valid;
  for (const Session& s : sessions) {
    if (s.date > as_of || s.status == "missed" || s.status == "day_total" || !has_heart_rate(s))
      continue;
    if (!valid) valid = impulses.is_valid();
    if (!*valid) return;
    DayImpulse& day = days.try_emplace(s.date, DayImpulse{s.date, {}, {}, {}}).first->second;
    impulses.add(s, day);
  }
  for (const auto& [date, day] : days) {
    if (day.banister || day.edwards || day.lucia) load.trimp.push_back(day);
  }
}

}  // namespace celian::train
