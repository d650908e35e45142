#include "train/load.hpp"

#include <algorithm>
#include <map>

#include "base/decimal.hpp"
#include "base/series.hpp"

namespace celian::train {

namespace {

constexpr int kShown = 0;  // and three decimals more: what lies behind differs between libraries

std::optional<double> shown(std::optional<double> value) {
  const auto ticks = value ? to_ticks(*value, kShown) : std::nullopt;
  return ticks ? std::optional(from_ticks(*ticks, kShown)) : std::nullopt;
}

// Every calendar day from the first session to `as_of`.
std::vector<double> calendar(const std::map<Date, double>& days, Date as_of) {
  const std::int32_t first = days.begin()->first.days_since_epoch();
  std::vector<double> out(static_cast<std::size_t>(as_of.days_since_epoch() - first + 1));
  for (const auto& [day, load] : days)
    out[static_cast<std::size_t>(day.days_since_epoch() - first)] = load;
  return out;
}

// A single session far above everything of the last 30 days.
bool is_spike(const KnowledgeBase& kb, const std::map<Date, double>& days) {
  const double spike = kb.policy_number("progress.session_spike", 1.3);
  const Date last = days.rbegin()->first;
  double longest = 0;
  for (const auto& [day, load] : days) {
    if (day < last && last.days_since_epoch() - day.days_since_epoch() <= 30)
      longest = std::max(longest, load);
  }
  return longest > 0 && days.rbegin()->second > longest * spike;
}

// The last seven days against the fullest of the weeks before them, up to three: more than a plan
// would have added.
bool is_jump(const KnowledgeBase& kb, const std::vector<double>& load) {
  const double cap = kb.policy_number("progress.weekly_load_cap", 1.1);
  const std::size_t n = load.size();
  double most = 0;
  for (std::size_t week = 2; week <= 4 && 7 * week <= n; ++week)
    most = std::max(most, series::mean(load, n - 7 * week, n - 7 * (week - 1)));
  return most > 0 && series::mean(load, n - 7, n) > cap * most;
}

}  // namespace

Load session_load(const KnowledgeBase& kb, const std::vector<Session>& sessions, Date as_of) {
  Load out;
  std::map<Date, double> days;
  for (const Session& s : sessions) {
    if (s.date > as_of || s.status == "missed" || s.status == "day_total" || !s.minutes || !s.rpe_cr10) continue;
    days[s.date] += *s.rpe_cr10 * *s.minutes;
  }
  if (days.empty()) return out;
  for (const auto& [day, load] : days) out.session_rpe.push_back({day, load});

  const std::vector<double> load = calendar(days, as_of);
  const std::size_t n = load.size();
  if (n >= series::kAcuteDays) {
    out.acute = series::mean(load, n - series::kAcuteDays, n);
    if (const auto week = series::week(std::span(load).last(7)))
      out.monotony = shown(week->monotony), out.strain = shown(week->strain());
  }
  if (n >= series::kChronicDays) {
    out.chronic = series::mean(load, n - series::kChronicDays, n);
    out.ratio = series::acwr_coupled(load);
    out.ratio_uncoupled = shown(series::acwr_uncoupled(load));
    out.ratio_ewma = shown(series::acwr_ewma(load));
  }
  if (n > 42) {
    const std::span<const double> before = std::span(load).first(n - 1);
    out.fitness = shown(series::chronic_load(before));
    out.fatigue = shown(series::acute_load(before));
    out.form = shown(*out.fitness - *out.fatigue);
  }
  if (is_spike(kb, days)) out.flags.push_back("train.load_spike");
  if (is_jump(kb, load)) out.flags.push_back("train.load_jump");
  const double monotonous = kb.policy_number("progress.deload.monotony", 2);
  if (out.monotony && *out.monotony > monotonous) out.flags.push_back("train.load_monotonous");
  return out;
}

DailyActivity daily_activity(const std::vector<Session>& sessions, Date as_of) {
  DailyActivity out;
  std::map<Date, const Session*> days;  // of two totals of a day the later in the log
  for (const Session& s : sessions) {
    if (s.status == "day_total" && s.date <= as_of &&
        as_of - s.date < static_cast<std::int32_t>(series::kChronicDays))
      days[s.date] = &s;
  }
  const auto mean_of = [&](std::optional<double> Session::*field) {
    double sum = 0;
    int count = 0;
    for (const auto& [day, s] : days) {
      if (s->*field) sum += *(s->*field), ++count;
    }
    return count > 0 ? shown(sum / count) : std::nullopt;
  };
  out.days = static_cast<int>(days.size());
  out.steps = mean_of(&Session::steps);
  out.minutes = mean_of(&Session::minutes);
  return out;
}

}  // namespace celian::train
