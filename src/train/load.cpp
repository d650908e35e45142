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

// A single session far above everything of the weeks before it.
bool is_spike(const KnowledgeBase& kb, const std::map<Date, double>& days) {
  const double spike = kb.policy_number("progress.session_spike", 1.3);
  const auto back = static_cast<std::int32_t>(kb.policy_number("progress.session_spike_days", 30));
  const Date last = days.rbegin()->first;
  double longest = 0;
  for (const auto& [day, load] : days) {
    if (day < last && last - day <= back) longest = std::max(longest, load);
  }
  return longest > 0 && days.rbegin()->second > longest * spike;
}

// The last seven days against the fullest of the weeks before them, up to three: more than the plan
// would have added in a week; without a plan, than any plan would.
bool is_jump(const KnowledgeBase& kb, const Prescription* p, const std::vector<double>& load) {
  const auto rate = p != nullptr ? p->envelope.progress_percent_week : std::nullopt;
  const double cap = rate ? 1 + *rate / 100 : kb.policy_number("progress.weekly_load_cap", 1.1);
  const std::size_t n = load.size();
  double most = 0;
  for (std::size_t week = 2; week <= 4 && 7 * week <= n; ++week)
    most = std::max(most, series::mean(load, n - 7 * week, n - 7 * (week - 1)));
  return most > 0 && series::mean(load, n - 7, n) > cap * most;
}

// What each number is good for, as its formula says: none of them is a finding about a person.
void say_limits(const KnowledgeBase& kb, Load& load, std::vector<Reason>& reasons) {
  const auto say = [&](bool given, const char* formula, const char* code) {
    const Formula* f = kb.formula(formula);
    if (!given || f == nullptr) return;
    Reason r;
    r.code = code;
    r.rule = formula;
    r.cites = f->cites, r.evidence = f->evidence, r.verified = f->verified;
    load.why.push_back(static_cast<std::uint32_t>(reasons.size()));
    reasons.push_back(std::move(r));
  };
  say(load.ratio.has_value(), "load.acwr_coupled", "train.limits_ratio");
  say(load.monotony.has_value(), "load.monotony", "train.limits_monotony");
  say(load.form.has_value(), "load.balance", "train.limits_form");
}

}  // namespace

Load session_load(const KnowledgeBase& kb, const Prescription* prescription,
                  const std::vector<Session>& sessions, Date as_of, std::vector<Reason>& reasons) {
  Load out;
  std::map<Date, double> days;
  for (const Session& s : sessions) {
    if (s.date > as_of || s.status == "missed" || s.status == "day_total" || !s.minutes ||
        !s.rpe_cr10)
      continue;
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
  if (is_jump(kb, prescription, load)) out.flags.push_back("train.load_jump");
  const double monotonous = kb.policy_number("progress.deload.monotony", 2);
  if (out.monotony && *out.monotony > monotonous) out.flags.push_back("train.load_monotonous");
  say_limits(kb, out, reasons);
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
