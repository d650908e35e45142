#include "train/body_state.hpp"

#include <algorithm>
#include <map>

namespace celian::train {

namespace {

// One answer a day; of several entries of a day the worse one.
std::map<Date, bool> by_day(const std::vector<Session>& sessions,
                            std::optional<bool> Session::*field, Date as_of) {
  std::map<Date, bool> out;
  for (const Session& s : sessions) {
    if (s.date <= as_of && s.*field) out[s.date] = out[s.date] || *(s.*field);
  }
  return out;
}

// Days in a row that say yes, back from the latest that says anything; unknown if that one is old.
std::optional<double> row_of(const std::map<Date, bool>& days, Date as_of, int holds) {
  if (days.empty() || as_of - days.rbegin()->first >= holds) return std::nullopt;
  int row = 0;
  Date expected = days.rbegin()->first;
  for (auto it = days.rbegin(); it != days.rend(); ++it) {
    if (it->first != expected || !it->second) break;
    ++row;
    expected = expected - 1;
  }
  return row;
}

}  // namespace

Mornings mornings(const KnowledgeBase& kb, const std::vector<Session>& sessions, Date as_of) {
  const int holds = static_cast<int>(kb.policy_number("train.state_days", 2));
  Mornings out;
  out.low_hrv_days = row_of(by_day(sessions, &Session::hrv_low, as_of), as_of, holds);
  out.poor_nights = row_of(by_day(sessions, &Session::poor_sleep, as_of), as_of, holds);
  std::optional<Date> latest;
  for (const Session& s : sessions) {
    if (!s.morning_heart_rate_rise || s.date > as_of || as_of - s.date >= holds) continue;
    const double rise = *s.morning_heart_rate_rise;
    if (!latest || s.date > *latest) {
      latest = s.date;
      out.heart_rate_rise = rise;
    } else if (s.date == *latest) {
      out.heart_rate_rise = std::max(*out.heart_rate_rise, rise);
    }
  }
  return out;
}

DayAfter day_after(const KnowledgeBase& kb, const std::vector<Session>& sessions, Date as_of) {
  const int recent = static_cast<int>(kb.policy_number("train.recent_days", 14));
  DayAfter out;
  bool unsaid = false, unsettled = false, settled = false;
  std::optional<Date> judged;
  for (const Session& s : sessions) {
    if (s.date > as_of || as_of - s.date >= recent) continue;
    if (s.fatigue_next_day) out.fatigue = std::max(out.fatigue.value_or(0), *s.fatigue_next_day);
    if (s.technique_good && (!judged || s.date >= *judged)) {
      // Of two judgements of one day the worse one.
      out.technique = *s.technique_good && (judged != s.date || *out.technique);
      judged = s.date;
    }
    if (s.pain_settled_24h) {
      (*s.pain_settled_24h ? settled : unsettled) = true;
    } else if (s.pain && *s.pain > 0) {
      unsaid = true;
    }
  }
  if (unsettled) {
    out.pain_settled = false;
  } else if (settled && !unsaid) {
    out.pain_settled = true;
  }
  return out;
}

}  // namespace celian::train
