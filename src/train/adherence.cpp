#include "train/adherence.hpp"

#include <algorithm>

namespace celian::train {

namespace {

bool within(const std::vector<Period>& periods, Date d) {
  return std::any_of(periods.begin(), periods.end(),
                     [&](const Period& p) { return p.from <= d && d <= p.to; });
}

class Judge {
 public:
  Judge(const KnowledgeBase& kb, const std::vector<Session>& log,
        const std::vector<Period>& unavailable, Date as_of)
      : log_(log),
        unavailable_(unavailable),
        as_of_(as_of),
        window_(static_cast<std::int32_t>(kb.policy_number("train.match_days_after", 0))),
        gap_(static_cast<std::int32_t>(kb.policy_number("train.log_gap_days", 0))) {}

  PlannedOutcome outcome(const Matched& m) const {
    const Date day = m.planned->date;
    if (m.done != nullptr)
      return {day, is_partial(*m.planned, *m.done) ? "partial" : "matched", "", m.done->date};
    if (within(unavailable_, day)) return {day, "held", "unavailable", {}};
    if (m.excused) return {day, "held", "health_event", {}};
    if (m.said_missed) return {day, "missed", "", {}};
    if (!m.because.empty()) return {day, "unknown", m.because, {}};
    if (as_of_ <= day + window_) return {day, "unknown", "window_open", {}};
    if (!was_kept(day)) return {day, "unknown", "log_silent", {}};
    return {day, "missed", "", {}};
  }

 private:
  // A total of a day comes from a device that is worn; it tells nothing about who writes a log.
  bool was_kept(Date day) const {
    return std::any_of(log_.begin(), log_.end(), [&](const Session& s) {
      return s.status != "day_total" && s.date >= day && s.date <= std::min(as_of_, day + gap_);
    });
  }

  const std::vector<Session>& log_;
  const std::vector<Period>& unavailable_;
  Date as_of_;
  std::int32_t window_, gap_;
};

}  // namespace

std::optional<double> share_done(const Adherence& a, Date from, Date to) {
  double done = 0;
  int counted = 0;
  for (const PlannedOutcome& s : a.sessions) {
    if (s.date < from || s.date > to || s.outcome == "held" || s.outcome == "unknown") continue;
    ++counted;
    done += s.outcome == "matched" ? 1 : s.outcome == "partial" ? 0.5 : 0;
  }
  return counted > 0 ? std::optional(done / counted) : std::nullopt;
}

AdherenceResult adherence(const KnowledgeBase& kb, const Plan& plan,
                          const std::vector<Session>& log, const std::vector<Period>& unavailable,
                          Date as_of) {
  AdherenceResult out;
  Adherence& a = out.adherence;
  out.pairs = match(kb, plan, log, as_of);
  const Judge judge(kb, log, unavailable, as_of);
  for (const Matched& m : out.pairs) {
    if (m.planned == nullptr) {
      ++a.extra;
      continue;
    }
    a.sessions.push_back(judge.outcome(m));
    const std::string& outcome = a.sessions.back().outcome;
    ++a.planned;
    ++(outcome == "matched"   ? a.matched
       : outcome == "partial" ? a.partial
       : outcome == "missed"  ? a.missed
       : outcome == "held"    ? a.held
                              : a.unknown);
  }
  if (!a.sessions.empty())
    a.ratio = share_done(a, a.sessions.front().date, a.sessions.back().date);
  return out;
}

}  // namespace celian::train
