#include "train/training_facts.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "train/answered.hpp"
#include "train/body_state.hpp"

namespace celian::train {

namespace {

int recent_days(const KnowledgeBase& kb) {
  return static_cast<int>(kb.policy_number("train.recent_days", 14));
}

class Log {
 public:
  Log(const KnowledgeBase& kb, const std::vector<Session>& all, Date as_of)
      : kb_(kb), recent_days_(recent_days(kb)), as_of_(as_of) {
    for (const Session& s : all) {
      if (s.date <= as_of && s.status != "day_total") sessions_.push_back(&s);
    }
    std::stable_sort(sessions_.begin(), sessions_.end(),
                     [](const Session* a, const Session* b) { return a->date < b->date; });
  }

  std::optional<Date> last_done() const {
    std::optional<Date> out;
    for (const Session* s : sessions_) {
      if (s->status != "missed") out = s->date;
    }
    return out;
  }

  bool empty() const { return sessions_.empty(); }

  bool recent(const Session& s) const {
    return as_of_.days_since_epoch() - s.date.days_since_epoch() < recent_days_;
  }

  bool has_event_since(const char* event, Date first) const {
    return std::any_of(sessions_.begin(), sessions_.end(), [&](const Session* s) {
      return s->date >= first &&
             std::find(s->events.begin(), s->events.end(), event) != s->events.end();
    });
  }

  int recent_events(const char* event) const {
    return static_cast<int>(
        std::count_if(sessions_.begin(), sessions_.end(), [&](const Session* s) {
          return recent(*s) &&
                 std::find(s->events.begin(), s->events.end(), event) != s->events.end();
        }));
  }

  std::optional<double> recent_max(std::optional<double> Session::*field) const {
    std::optional<double> out;
    for (const Session* s : sessions_) {
      const auto& x = s->*field;
      if (recent(*s) && x && (!out || *x > *out)) out = x;
    }
    return out;
  }

  // Pain that was clearly worse on the next day.
  bool pain_grew() const {
    const double worse = kb_.policy_number("train.pain_growth", 2);
    return std::any_of(sessions_.begin(), sessions_.end(), [&](const Session* s) {
      return recent(*s) && s->pain && s->pain_next_day && *s->pain_next_day >= *s->pain + worse;
    });
  }

  bool low_glucose() const {
    const double low = kb_.policy_number("train.low_glucose", 3.9);
    return std::any_of(sessions_.begin(), sessions_.end(), [&](const Session* s) {
      return recent(*s) && ((s->glucose_before && *s->glucose_before < low) ||
                            (s->glucose_after && *s->glucose_after < low));
    });
  }

  bool high_glucose() const {
    const double high = kb_.policy_number("train.high_glucose", 16.7);
    return std::any_of(sessions_.begin(), sessions_.end(), [&](const Session* s) {
      return recent(*s) && (s->glucose_before > high || s->glucose_after > high);
    });
  }

  bool new_symptom() const {
    return std::any_of(sessions_.begin(), sessions_.end(),
                       [&](const Session* s) { return recent(*s) && !s->symptoms.empty(); });
  }

  // Whether the last two strength sessions with counted repetitions had two more than the plan asks
  // for, in every planned set (PRG-4: one or two over the target, twice running). Fewer than two
  // such sessions, or none lately, tell nothing.
  std::optional<bool> beyond_top_twice(const Prescription& p) const {
    const auto dose =
        std::find_if(p.components.begin(), p.components.end(),
                     [](const ComponentDose& d) { return d.component == "resistance"; });
    if (dose == p.components.end() || !dose->reps) return std::nullopt;
    const double sets = dose->sets.value_or(1);
    const double over = kb_.policy_interval("progress.resistance.reps_over")
                            .value_or(Interval{1, 2})
                            .hi.value_or(2);
    int counted = 0, beyond = 0;
    for (auto it = sessions_.rbegin(); it != sessions_.rend() && counted < 2; ++it) {
      const Session& s = **it;
      if (s.component != "resistance" || !s.reps) continue;
      if (counted == 0 && !recent(s)) return std::nullopt;
      ++counted;
      if (*s.reps >= *dose->reps + over && (!s.sets || *s.sets >= sets)) ++beyond;
    }
    if (counted < 2) return std::nullopt;
    return beyond == 2;
  }

  // Median of (rated effort - upper end of the target) over the last two weeks, and whether the
  // last two were 2 or more above.
  void effort(double target, std::optional<double>& median, bool& two_high) const {
    std::vector<double> over;
    for (const Session* s : sessions_) {
      if (recent(*s) && s->rpe_6_20) over.push_back(*s->rpe_6_20 - target);
    }
    const double high = kb_.policy_number("train.rpe_high", 2);
    two_high = over.size() >= 2 && over[over.size() - 1] >= high && over[over.size() - 2] >= high;
    if (over.empty()) return;
    std::sort(over.begin(), over.end());
    const std::size_t n = over.size();
    median = n % 2 == 1 ? over[n / 2] : (over[n / 2 - 1] + over[n / 2]) / 2;
  }

 private:
  const KnowledgeBase& kb_;
  int recent_days_;
  Date as_of_;
  std::vector<const Session*> sessions_;
};

// Upper end of the effort the plan asked for, on the 6-20 scale.
std::optional<double> target_effort(const Prescription* p) {
  if (p == nullptr || !p->plan) return std::nullopt;
  std::optional<double> out;
  for (const PlanWeek& w : p->plan->weeks) {
    for (const PlanSession& s : w.sessions) {
      for (const PlanPart& part : s.parts) {
        if (part.part != "main") continue;
        for (const PlanItem& i : part.items) {
          for (const Limit& l : i.intensity) {
            if (l.dimension == "rpe_6_20" && l.range.hi && (!out || *l.range.hi > *out))
              out = l.range.hi;
          }
        }
      }
    }
  }
  return out;
}

// Whole weeks of the plan that have passed, and those at the end in which nothing was done although
// the log was kept.
void weeks(const Prescription* p, const AdherenceResult& a, const Log& log, Date as_of,
           std::optional<double>& done, std::optional<double>& missed) {
  if (p == nullptr || !p->plan) return;
  const int passed = (as_of.days_since_epoch() - p->plan->start.days_since_epoch()) / 7;
  if (passed < 0) return;
  done = passed;
  Date last = Date::from_days(p->plan->start.days_since_epoch() - 1);
  // Whoever trained on after the plan, or beside it, has missed no week.
  if (const auto day = log.last_done()) last = std::max(last, *day);
  if (a.adherence.matched + a.adherence.partial + a.adherence.missed > 0) {
    missed = (as_of.days_since_epoch() - last.days_since_epoch()) / 7;
  }
}

// Of the two weeks that end with the last planned day.
std::optional<double> recent_share(const KnowledgeBase& kb, const Adherence& a) {
  if (a.sessions.empty()) return std::nullopt;
  const Date last = a.sessions.back().date;
  return share_done(a, last - (recent_days(kb) - 1), last);
}

// Whole weeks of the plan in a row, back from the last one, of which less than half was done. A
// week of which nothing can be told ends the row; if it is the last one, nothing is known.
std::optional<double> low_weeks(const KnowledgeBase& kb, const Adherence& a, const Plan& plan,
                                Date as_of) {
  const double low = kb.policy_number("progress.adherence_low", 0);
  std::optional<double> out;
  for (int week = (as_of - plan.start + 1) / 7; week > 0; --week) {
    const Date first = plan.start + 7 * (week - 1);
    if (a.sessions.empty() || first > a.sessions.back().date) continue;  // after the plan
    const auto share = share_done(a, first, first + 6);
    if (!share) break;
    if (!out) out = 0;
    if (*share >= low) break;
    ++*out;
  }
  return out;
}

// What a week asks for, one number a component: minutes where they are planned, else sets times
// repetitions.
std::map<std::string, double> asked_of(const PlanWeek& w) {
  std::map<std::string, double> out;
  for (const PlanSession& s : w.sessions) {
    for (const PlanPart& part : s.parts) {
      if (part.part != "main") continue;
      for (const PlanItem& i : part.items)
        out[i.component] += i.sets && i.reps ? *i.sets * *i.reps : i.minutes.value_or(0);
    }
  }
  return out;
}

// Weeks since the plan last asked for more than ever before in it; its first week is such a step.
// The return from a lighter week is none.
std::optional<double> since_step(const Prescription* p, Date as_of) {
  if (p == nullptr || !p->plan) return std::nullopt;
  std::optional<Date> step;
  std::map<std::string, double> most;
  for (const PlanWeek& w : p->plan->weeks) {
    if (w.sessions.empty() || w.sessions.front().date > as_of) break;
    for (const auto& [component, amount] : asked_of(w)) {
      if (!step || amount > most[component]) step = w.sessions.front().date;
      most[component] = std::max(most[component], amount);
    }
  }
  if (!step) return std::nullopt;
  return (as_of.days_since_epoch() - step->days_since_epoch()) / 7;
}

// Nothing measured again became better beyond its error; unknown while no repeated reading has a
// known error.
std::optional<bool> no_real_change(const std::vector<Change>& changes) {
  std::optional<bool> out;
  for (const Change& c : changes) {
    if (c.verdict == "real_better" || c.verdict == "probable_better") return false;
    if (c.verdict == "within_error" || c.verdict == "real_worse" || c.verdict == "probable_worse")
      out = true;
  }
  return out;
}

double deloads(const Prescription* p, Date as_of) {
  double since = 0;
  for (const PlanWeek& w : p->plan->weeks) {
    if (w.sessions.empty() || w.sessions.front().date > as_of) break;
    since = w.deload ? 0 : since + 1;
  }
  return since;
}

}  // namespace

FactVector training_facts(const KnowledgeBase& kb, const Facts& facts,
                          const Prescription* prescription, const AdherenceResult& matched,
                          const std::vector<Session>& sessions, const Progress& so_far,
                          Date as_of) {
  FactVector v = facts.vector;
  const FactIndex& index = kb.facts();
  const auto number = [&](const char* code, const std::optional<double>& x) {
    if (x) v.set(index.find(code), *x);
  };
  const auto flag = [&](const char* code, bool x) { v.set_flag(index.find(code), x); };

  const Log log(kb, sessions, as_of);
  number("adherence_ratio", recent_share(kb, matched.adherence));
  if (prescription != nullptr && prescription->plan)
    number("adherence_low_weeks", low_weeks(kb, matched.adherence, *prescription->plan, as_of));
  std::optional<double> done, missed;
  weeks(prescription, matched, log, as_of, done, missed);
  number("weeks_completed", done);
  number("missed_weeks", missed);
  if (prescription != nullptr && prescription->plan)
    number("weeks_since_deload", deloads(prescription, as_of));
  number("weeks_since_step", since_step(prescription, as_of));
  if (const auto none = no_real_change(so_far.changes)) flag("no_real_change", *none);
  // Without a log nothing is known about events: they stay unknown, and rules that protect ask.
  if (!log.empty()) {
    std::optional<double> median;
    bool two_high = false;
    if (const auto target = target_effort(prescription)) {
      log.effort(*target, median, two_high);
      number("median_rpe_minus_target", median);
      flag("sessions_rpe_high_2", two_high);
    }
    number("pain_max", log.recent_max(&Session::pain));
    flag("pain_increase_next_day", log.pain_grew());
    flag("near_fall", log.recent_events("near_fall") + log.recent_events("fall") > 0);
    flag("fall_in_programme", log.recent_events("fall") > 0);
    if (prescription != nullptr) {
      if (const auto beyond = log.beyond_top_twice(*prescription))
        flag("resistance_top_reps_twice", *beyond);
    }
    flag("hypoglycaemia_event", log.recent_events("hypoglycaemia") > 0 || log.low_glucose());
    flag("hyperglycaemia_event", log.high_glucose());
    flag("bp_stop_event", log.recent_events("bp_stop") > 0);
    flag("dizziness_event", log.recent_events("dizziness") > 0);
    const Illness illness = illness_of(kb, prescription, sessions, as_of);
    flag("illness_recent", illness.fresh);
    flag("illness_lasts", illness.lasts);
    // A plan that was made after the stay knows of it. A log of sessions that is silent about it is
    // no "no": the time in hospital is where nobody keeps one.
    const bool has_plan = prescription != nullptr && prescription->plan;
    if (has_plan ? log.has_event_since("hospital_stay", prescription->plan->start)
                 : log.recent_events("hospital_stay") > 0)
      flag("hospital_stay", true);
    const DayAfter after = day_after(kb, sessions, as_of);
    number("next_day_fatigue", after.fatigue);
    if (after.pain_settled) flag("pain_settled_24h", *after.pain_settled);
    if (after.technique) flag("technique_pass", *after.technique);
    flag("new_symptom", log.new_symptom());
    number("adverse_events_14_days", log.recent_events("near_fall") + log.recent_events("fall") +
                                         log.recent_events("hypoglycaemia") +
                                         log.recent_events("bp_stop") +
                                         log.recent_events("dizziness"));
    const std::vector<std::string>& flags = so_far.load.flags;
    flag("load_jump", std::find(flags.begin(), flags.end(), "train.load_spike") != flags.end());
  }
  const Mornings morning = mornings(kb, sessions, as_of);
  number("morning_heart_rate_rise", morning.heart_rate_rise);
  number("hrv_low_days", morning.low_hrv_days);
  number("poor_sleep_nights", morning.poor_nights);
  flag("retest_due", std::any_of(so_far.retest.begin(), so_far.retest.end(),
                                 [&](const RetestRequest& r) { return r.due <= as_of; }));
  kb.derive(v);
  return v;
}

}  // namespace celian::train
