#include "guide/ladder.hpp"

#include <algorithm>
#include <cmath>

#include "guide/prior.hpp"

namespace celian::guide {

namespace {

// The lower of what the presets aim at and what the envelope holds.
std::optional<double> top(const Working& w, const std::string& dimension,
                          const std::optional<double>& target) {
  std::optional<double> out = target;
  if (const auto hi = w.limits.hi(dimension, "resistance")) out = std::min(out.value_or(*hi), *hi);
  return out;
}

}  // namespace

bool may_grow(const Input& in, const Working& w, const std::string& component) {
  const double percent =
      w.limits.percent_week.value_or(in.kb.policy_number("progress.percent_week", 10));
  return !w.interim && percent > 0 && carry_over(in, component).grow;
}

bool is_deload(const Input& in, const Working& w, int week) {
  if (week == 1) return carry_over(in, "aerobic").deload_first_week;
  if (week >= in.weeks || !may_grow(in, w, "all")) return false;
  const bool novice = !w.facts.flag(in.kb.facts().find("regular_3_months"));
  const char* code = in.risk.triage > Triage::T0 ? "progress.deload.weeks_t1"
                     : novice                    ? "progress.deload.weeks_novice"
                                                 : "progress.deload.weeks_t0";
  const int every = static_cast<int>(in.kb.policy_number(code, 6));
  return every > 0 && week % every == 0;
}

double deload_share(const KnowledgeBase& kb) {
  const Interval down =
      kb.policy_interval("progress.deload.volume_percent_down").value_or(Interval{40, 50});
  return 1 - down.lo.value_or(40) / 100;
}

Ladder::Ladder(const Input& in, const Working& w, const Dose& d) : in_(in), w_(w), d_(d) {
  at_.now = {d.sets, d.reps, d.rm_percent};
  start_reps_ = d.reps;
  const auto target = w.targets.find("resistance");
  if (target != w.targets.end()) {
    most_sets_ = top(w, "sets", target->second.sets.hi);
    most_reps_ = top(w, "reps", target->second.reps.hi);
    most_rm_ = top(w, "rm_percent", target->second.rm_percent_max);
    // Repetitions begin anew from the lowest that is trained with.
    if (target->second.reps.lo)
      start_reps_ = std::min(start_reps_, std::max(*target->second.reps.lo, 1.0));
  }
  const char* code = in.risk.triage > Triage::T0 ? "progress.resistance.reps_step_t1"
                                                 : "progress.resistance.reps_step";
  reps_step_ = in.kb.policy_number(code, 1);
}

// Repetitions first; then a set, where there is time for it and the last is weeks ago; then the
// load. Whatever rises, repetitions begin anew.
bool Ladder::advance(int week, int exercises, bool lifts) {
  if (most_reps_ && at_.now.reps < *most_reps_) {
    at_.now.reps = std::min(at_.now.reps + reps_step_, *most_reps_);
    at_.raises.push_back(week);
    return true;
  }
  const double per_set = in_.kb.policy_number("session.minutes_per_set", 2);
  const Interval wait =
      in_.kb.policy_interval("progress.resistance.sets_weeks").value_or(Interval{2, 4});
  const bool time = exercises * (at_.now.sets + 1) * per_set <= d_.strength_minutes + 1e-9;
  if (most_sets_ && at_.now.sets + 1 <= *most_sets_ && time &&
      week - at_.last_sets >= wait.hi.value_or(4)) {
    at_.now.sets += 1;
    at_.last_sets = week;
  } else if (lifts && most_rm_ && at_.now.rm_percent.hi && *at_.now.rm_percent.hi < *most_rm_) {
    const double factor =
        1 + in_.kb.policy_number("progress.resistance.load_step_percent", 5) / 100;
    const double before = *at_.now.rm_percent.hi;
    at_.now.rm_percent.hi = std::min(std::max(std::floor(before * factor), before + 1), *most_rm_);
    if (at_.now.rm_percent.lo) *at_.now.rm_percent.lo += *at_.now.rm_percent.hi - before;
  } else {
    return false;
  }
  at_.now.reps = start_reps_;
  at_.raises.clear();
  return true;
}

Ladder::Load Ladder::of(int week, int since) const {
  Load out = at_.now;
  if (since > 1 && !at_.raises.empty()) {
    const auto own = std::count_if(at_.raises.begin(), at_.raises.end(),
                                   [&](int raised) { return raised > since; });
    out.reps = std::min(out.reps, start_reps_ + reps_step_ * static_cast<double>(own));
  }
  if (!is_deload(in_, w_, week)) return out;
  // Less of it, as heavy as before; never below what a rule requires.
  const double share = deload_share(in_.kb);
  const double least = w_.limits.lo("sets", "resistance").value_or(1);
  const auto required = w_.limits.required.find("resistance");
  double floor_sets =
      std::max(1.0, required == w_.limits.required.end() ? 1.0 : required->second.sets.value_or(1));
  const Range* range = w_.limits.find({"sets", "resistance"});
  if (range != nullptr && range->lo && range->lo->hard) floor_sets = std::max(floor_sets, least);
  const double sets = std::max(floor_sets, std::floor(out.sets * share));
  if (sets < out.sets) {
    out.sets = sets;
  } else {
    out.reps = std::min(out.reps, start_reps_);
  }
  return out;
}

}  // namespace celian::guide
