#include "train/answered.hpp"

#include <algorithm>
#include <set>

namespace celian::train {

namespace {

constexpr const char* kIllness = "illness";

std::set<Date> days_of(const std::vector<Session>& sessions, std::string_view event, Date as_of) {
  std::set<Date> out;
  for (const Session& s : sessions) {
    if (s.date <= as_of && s.status != "day_total" &&
        std::find(s.events.begin(), s.events.end(), event) != s.events.end())
      out.insert(s.date);
  }
  return out;
}

// Up to which day the plan has answered such events. A plan that has not begun has answered
// nothing: the next one would not start from it.
std::optional<Date> answered_until(const Prescription* p, std::string_view event, Date as_of) {
  std::optional<Date> out;
  if (p == nullptr || !p->plan || p->plan->start > as_of) return out;
  for (const AnsweredEvent& a : p->answered) {
    if (a.event == event && (!out || a.until > *out)) out = a.until;
  }
  return out;
}

}  // namespace

std::optional<Date> last_event(const std::vector<Session>& sessions, std::string_view event,
                               Date as_of) {
  const std::set<Date> days = days_of(sessions, event, as_of);
  return days.empty() ? std::nullopt : std::optional(*days.rbegin());
}

Illness illness_of(const KnowledgeBase& kb, const Prescription* prescription,
                   const std::vector<Session>& sessions, Date as_of) {
  const int recent = static_cast<int>(kb.policy_number("train.recent_days", 14));
  const int same = static_cast<int>(kb.policy_number("train.same_illness_days", 7));
  const std::optional<Date> answered = answered_until(prescription, kIllness, as_of);
  std::optional<Date> one = answered;  // the last day of the illness that was answered
  Illness out;
  for (const Date day : days_of(sessions, kIllness, as_of)) {
    const bool is_answered = answered && day <= *answered;
    const bool is_same = one && day - *one <= same;
    if (is_same) one = std::max(*one, day);
    if (as_of - day >= recent || is_answered) continue;
    (is_same ? out.lasts : out.fresh) = true;
  }
  return out;
}

}  // namespace celian::train
