#include "train/change.hpp"

#include <algorithm>
#include <cmath>

#include "base/decimal.hpp"
#include "train/trend.hpp"

namespace celian::train {

namespace {

constexpr double kMdc95OfSem = 2.7719;  // 1.96 * sqrt(2)

// The entry that was found in people like this one: a population that names the person beats one
// that does not. Of several that do the largest: a smaller one would call more changes real, or
// important, than one of its sources does.
const ChangeStatistic* statistic(const TestDef& test, const FactVector& v,
                                 std::initializer_list<std::string_view> wanted) {
  const ChangeStatistic* best = nullptr;
  for (const ChangeStatistic& c : test.change) {
    if (std::find(wanted.begin(), wanted.end(), c.statistic) == wanted.end()) continue;
    if (c.when.eval(v) != Truth::yes) continue;
    const bool is_closer = best == nullptr || (best->when.always() && !c.when.always());
    const bool is_as_close = best != nullptr && best->when.always() == c.when.always();
    if (is_closer || (is_as_close && c.statistic == best->statistic && c.value > best->value))
      best = &c;
  }
  return best;
}

// Standard error of one reading in the test's unit.
struct Error {
  const ChangeStatistic* from = nullptr;
  double mdc95 = 0;
  double sem() const noexcept { return mdc95 / kMdc95OfSem; }
};

Error error_of(const TestDef& test, const FactVector& v, double first) {
  const ChangeStatistic* s = statistic(test, v, {"mdc95", "mdc95_percent"});
  if (s == nullptr) s = statistic(test, v, {"sem"});
  if (s == nullptr) return {};
  if (s->statistic == "mdc95_percent") return {s, std::fabs(first) * s->value / 100};
  return {s, s->statistic == "sem" ? s->value * kMdc95OfSem : s->value};
}

// Days of one test that can be compared with the latest one, which is the last of them.
struct Series {
  std::vector<DatedValue> days;
  bool has_other = false;        // there are earlier days, on another device
  bool may_be_practice = false;  // the first day may be
};

Series series_of(const TestDef& test, const FactVector& v, const MeasurementSet& set,
                 const Measurement& latest) {
  Series out;
  std::vector<const Measurement*> all;
  for (const Measurement& m : set.earlier) {
    if (m.test == latest.test && m.outcome == Outcome::scored && m.date && *m.date < *latest.date)
      all.push_back(&m);
  }
  all.push_back(&latest);
  std::size_t from = all.size() - 1;
  while (from > 0 && all[from - 1]->device == latest.device) --from;
  out.has_other = from > 0;
  const ChangeStatistic* learning = statistic(test, v, {"learning"});
  // After a change of device nobody is new to the test.
  if (learning != nullptr && from == 0) {
    const auto practice = static_cast<std::size_t>(learning->value);
    if (all.size() >= practice + 2) {
      from = practice;
    } else {
      out.may_be_practice = true;
    }
  }
  for (std::size_t i = from; i < all.size(); ++i)
    out.days.push_back({*all[i]->date, all[i]->value});
  return out;
}

std::string verdict_of(const Change& c, bool may_be_practice) {
  if (*c.low <= 0 && *c.high >= 0) return "within_error";
  const bool is_real = std::fabs(c.estimate) >= *c.mdc95 && !(may_be_practice && c.estimate > 0);
  return std::string(is_real ? "real" : "probable") + (c.estimate > 0 ? "_better" : "_worse");
}

// Three decimals more than the test has: what lies behind them differs between libraries.
double rounded(double value, const TestDef& test) {
  const auto ticks = to_ticks(value, test.decimals);
  return ticks ? from_ticks(*ticks, test.decimals) : value;
}

void judge(const KnowledgeBase& kb, const TestDef& test, const FactVector& v, const Series& series,
           const Error& error, Change& c) {
  const double sign = test.better == Better::lower ? -1 : 1;
  const LevelModel model{error.sem(), error.sem() * kb.policy_number("train.level_drift_sem", 4)};
  const Estimate change = level_change(series.days, model);
  c.estimate = rounded(sign * change.value, test);
  c.low = rounded(sign * change.value - 1.96 * change.error, test);
  c.high = rounded(sign * change.value + 1.96 * change.error, test);
  c.p_real = normal_probability(std::fabs(change.value) / change.error);
  c.mdc95 = error.mdc95;
  if (const ChangeStatistic* mcid = statistic(test, v, {"mcid"})) {
    c.mcid = mcid->value;
    c.p_mcid = normal_probability((sign * change.value - mcid->value) / change.error);
  }
  c.verdict = verdict_of(c, series.may_be_practice);
}

// Only where the readings rise for certain, and not beyond the days that policy allows.
std::optional<Forecast> forecast(const KnowledgeBase& kb, const TestDef& test, const Series& series,
                                 double sem, std::span<const Need> needs) {
  const auto need = std::find_if(needs.begin(), needs.end(), [&](const Need& n) {
    return n.test == test.code && n.value_target.has_value();
  });
  const std::optional<Estimate> line = slope(series.days, sem);
  if (need == needs.end() || !line) return std::nullopt;
  const double sign = test.better == Better::lower ? -1 : 1;
  const double missing = sign * (*need->value_target - series.days.back().value);
  const double low = sign > 0 ? line->low() : -line->high(),
               high = sign > 0 ? line->high() : -line->low(), per_day = sign * line->value;
  const double horizon = kb.policy_number("train.forecast_days", 365);
  if (missing <= 0 || per_day <= 0 || missing / per_day > horizon) return std::nullopt;
  const Date today = series.days.back().date;
  const auto after = [&](double rate) {
    return today + static_cast<std::int32_t>(std::ceil(missing / rate));
  };
  Forecast f;
  f.target = *need->value_target;
  f.points = need->points_target;
  f.lifts_grade = need->lifts_grade;
  f.likely = after(per_day);
  f.soonest = after(high);
  if (low > 0 && missing / low <= horizon) f.latest = after(low);
  return f;
}

Reason reason_of(const Change& c, const TestDef& test, const Error& error, bool may_be_practice) {
  Reason r;
  r.code = may_be_practice && c.verdict == "probable_better" ? "train.change_practice"
                                                             : "train.change_" + c.verdict;
  r.rule = "test." + test.code + ".change";
  r.args = {{"test", test.code}, {"from", c.from}, {"to", c.to}};
  if (error.from == nullptr) {
    r.verified = Verified::policy;
    return r;
  }
  r.args.push_back({"mdc95", error.mdc95});
  r.args.push_back({"population", error.from->population});
  r.cites = error.from->cites;
  r.verified = error.from->verified;
  r.evidence = Evidence::trial;
  return r;
}

}  // namespace

std::vector<Change> changes(const KnowledgeBase& kb, const Facts& facts, const MeasurementSet& set,
                            std::span<const Need> needs, std::vector<Reason>& reasons) {
  std::vector<Change> out;
  for (const Measurement& latest : set.values) {
    const TestDef* test = kb.test(latest.test);
    if (test == nullptr || latest.outcome != Outcome::scored || latest.derived || !latest.date)
      continue;
    const Series series = series_of(*test, facts.vector, set, latest);
    if (series.days.size() < 2 && !series.has_other) continue;
    Change c;
    c.test = latest.test;
    c.unit = latest.unit;
    c.from_date = series.days.front().date;
    c.to_date = *latest.date;
    c.from = series.days.front().value;
    c.to = latest.value;
    c.readings = static_cast<int>(series.days.size());
    const double sign = test->better == Better::lower ? -1 : 1;
    c.estimate = sign * (c.to - c.from);
    Error error;
    const bool has_direction = test->better == Better::higher || test->better == Better::lower;
    if (series.days.size() < 2 || !has_direction) {
      c.verdict = "not_comparable";
    } else {
      if (const auto per_day = median_slope(series.days))
        c.per_28_days = rounded(sign * *per_day * 28, *test);
      error = error_of(*test, facts.vector, c.from);
      if (error.mdc95 > 0) {
        judge(kb, *test, facts.vector, series, error, c);
        if (c.verdict == "real_better" || c.verdict == "probable_better")
          c.forecast = forecast(kb, *test, series, error.sem(), needs);
      } else {
        c.verdict = "unknown_error";
      }
    }
    c.why = {static_cast<std::uint32_t>(reasons.size())};
    reasons.push_back(reason_of(c, *test, error, series.may_be_practice));
    out.push_back(std::move(c));
  }
  return out;
}

}  // namespace celian::train
