#include "train/matching.hpp"

#include <algorithm>

namespace celian::train {

namespace {

struct Entry {
  const Session* session;
  bool used = false;
};
using Entries = std::vector<Entry*>;

bool was_done(const Session& s) { return s.status != "missed"; }

bool in(const std::vector<std::string>& list, const std::string& code) {
  return std::find(list.begin(), list.end(), code) != list.end();
}

bool asks_for(const std::vector<PlanPart>& parts, const Session& s, const std::string& component) {
  for (const PlanPart& part : parts) {
    for (const PlanItem& i : part.items) {
      // Balance or stretching may stand before or after the main part; the warm-up itself is no work.
      if (i.component == "warm_up" || i.component == "cool_down") continue;
      if (i.exercise == s.exercise || i.component == component) return true;
    }
  }
  return false;
}

// Of several entries that fit one session: the one that somebody called planned work. Otherwise any
// of them, if all say the same about the session; none if they do not.
Entry* choose(const PlanSession& planned, const Entries& fitting) {
  Entry* called = nullptr;
  int calls = 0;
  for (Entry* e : fitting) {
    if (!e->session->status.empty()) called = e, ++calls;
  }
  if (calls == 1) return called;
  const bool partial = is_partial(planned, *fitting.front()->session);
  for (const Entry* e : fitting) {
    if (is_partial(planned, *e->session) != partial) return nullptr;
  }
  return fitting.front();
}

class Matching {
 public:
  Matching(const KnowledgeBase& kb, const Plan& plan, const std::vector<Session>& log, Date as_of)
      : kb_(kb),
        before_(static_cast<std::int32_t>(kb.policy_number("train.match_days_before", 0))),
        after_(static_cast<std::int32_t>(kb.policy_number("train.match_days_after", 0))),
        excuses_(kb.policy_codes("train.held_events")) {
    for (const PlanWeek& week : plan.weeks) {
      for (const PlanSession& s : week.sessions) {
        if (s.date <= as_of + before_) planned_.push_back({&s});
      }
    }
    std::stable_sort(planned_.begin(), planned_.end(), [](const Matched& a, const Matched& b) {
      return a.planned->date < b.planned->date;
    });
    const Date end = plan.start + 7 * static_cast<std::int32_t>(plan.weeks.size()) - 1 + after_;
    for (const Session& s : log) {
      if (s.date <= std::min(as_of, end) && s.date >= plan.start - before_ &&
          s.status != "day_total")
        entries_.push_back({&s});
    }
  }

  std::vector<Matched> answer(Date as_of) {
    for (std::size_t i = 0; i < planned_.size();) {
      std::size_t next = i;
      while (next < planned_.size() && planned_[next].planned->date == planned_[i].planned->date)
        ++next;
      next - i == 1 ? one_that_day(planned_[i]) : several_that_day(i, next);
      i = next;
    }
    neighbours();
    std::vector<Matched> out;
    for (const Matched& m : planned_) {
      if (m.planned->date <= as_of) out.push_back(m);
    }
    for (const Entry& e : entries_) {
      if (!e.used && was_done(*e.session)) out.push_back({nullptr, e.session});
    }
    return out;
  }

 private:
  // An entry that names neither component nor exercise fits every session; one that names another
  // kind of work than was planned fits none. Another exercise of the same kind will do.
  bool fits(const PlanSession& planned, const Session& s) const {
    if (s.minimum || (s.component.empty() && s.exercise.empty())) return true;
    std::string component = s.component;
    const Exercise* e = component.empty() ? kb_.exercise(s.exercise) : nullptr;
    if (e != nullptr && !e->components.empty()) component = e->components.front();
    return asks_for(planned.parts, s, component) || asks_for(planned.indoor, s, component);
  }

  Entries on(Date day, bool done) {
    Entries out;
    for (Entry& e : entries_) {
      const Session& s = *e.session;
      if (s.date == day && !e.used && s.status != "extra" && was_done(s) == done) out.push_back(&e);
    }
    return out;
  }

  static bool open(const Matched& m) {
    return m.done == nullptr && !m.said_missed && m.because.empty();
  }

  static void take(Matched& m, Entry& e) {
    m.done = e.session;
    e.used = true;
  }

  void miss(Matched& m, Entry& e) {
    e.used = true;
    m.said_missed = true;
    m.excused =
        std::any_of(e.session->events.begin(), e.session->events.end(),
                    [&](const std::string& event) { return in(excuses_, event); });
  }

  void one_that_day(Matched& m) {
    const Entries done = on(m.planned->date, true), missed = on(m.planned->date, false);
    Entries fitting;
    for (Entry* e : done) {
      if (fits(*m.planned, *e->session)) fitting.push_back(e);
    }
    const auto is_called = [](const Entry* e) { return !e->session->status.empty(); };
    if (!fitting.empty() && !missed.empty()) {
      m.because = "contradiction";
    } else if (!missed.empty()) {
      miss(m, *missed.front());
    } else if (!fitting.empty()) {
      if (Entry* e = choose(*m.planned, fitting)) {
        take(m, *e);
      } else {
        m.because = "several_entries";
      }
    } else if (std::any_of(done.begin(), done.end(), is_called)) {
      // Somebody calls it planned work, and the plan asks for something else: perhaps in its place.
      m.because = "other_work";
    }
  }

  // A session that one entry fits which fits no other one is complete; each of these settles
  // something for the rest.
  void several_that_day(std::size_t from, std::size_t to) {
    const Date day = planned_[from].planned->date;
    for (bool settled = true; settled;) {
      settled = false;
      for (std::size_t i = from; i < to; ++i) {
        Matched& m = planned_[i];
        if (!open(m)) continue;
        Entries fitting;
        for (Entry* e : on(day, true)) {
          if (fits(*m.planned, *e->session)) fitting.push_back(e);
        }
        if (fitting.size() != 1) continue;
        const auto also_fits = [&](const Matched& x) {
          return &x != &m && open(x) && fits(*x.planned, *fitting.front()->session);
        };
        if (std::any_of(begin(from), begin(to), also_fits)) continue;
        take(m, *fitting.front());
        settled = true;
      }
    }
    const Entries left = on(day, true), missed = on(day, false);
    for (std::size_t i = from; i < to; ++i) {
      Matched& m = planned_[i];
      if (!open(m)) continue;
      if (std::any_of(left.begin(), left.end(),
                      [&](const Entry* e) { return fits(*m.planned, *e->session); })) {
        m.because = "several_entries";
      } else if (static_cast<std::size_t>(std::count_if(begin(from), begin(to), open)) ==
                     missed.size() &&
                 !missed.front()->used) {
        for (std::size_t k = from, n = 0; k < to; ++k) {
          if (open(planned_[k])) miss(planned_[k], *missed[n++]);
        }
      }
    }
  }

  bool is_planned_day(Date day) const {
    return std::any_of(planned_.begin(), planned_.end(),
                       [&](const Matched& m) { return m.planned->date == day; });
  }

  bool may_be(const Matched& m, const Entry& e) const {
    const std::int32_t late = e.session->date - m.planned->date;
    return open(m) && late != 0 && late >= -before_ && late <= after_ &&
           fits(*m.planned, *e.session);
  }

  // What was done a day early or late. A day between two open sessions may belong to either: then it
  // completes none.
  void neighbours() {
    Entries free;
    for (Entry& e : entries_) {
      const Session& s = *e.session;
      if (!e.used && was_done(s) && s.status != "extra" && !is_planned_day(s.date))
        free.push_back(&e);
    }
    std::vector<std::pair<Matched*, Entries>> candidates;
    for (Matched& m : planned_) {
      Entries of_it;
      for (Entry* e : free) {
        if (may_be(m, *e)) of_it.push_back(e);
      }
      if (!of_it.empty()) candidates.emplace_back(&m, std::move(of_it));
    }
    for (const auto& [m, of_it] : candidates) {
      const auto is_only_its = [&, m = m](const Entry* e) {
        return std::none_of(candidates.begin(), candidates.end(), [&](const auto& other) {
          return other.first != m &&
                 std::find(other.second.begin(), other.second.end(), e) != other.second.end();
        });
      };
      Entry* e = std::all_of(of_it.begin(), of_it.end(), is_only_its) ? choose(*m->planned, of_it)
                                                                      : nullptr;
      if (e != nullptr) {
        take(*m, *e);
      } else {
        m->because = "several_days";
      }
    }
  }

  std::vector<Matched>::iterator begin(std::size_t i) {
    return planned_.begin() + static_cast<std::ptrdiff_t>(i);
  }

  const KnowledgeBase& kb_;
  std::int32_t before_, after_;
  std::vector<std::string> excuses_;
  std::vector<Matched> planned_;
  std::vector<Entry> entries_;
};

}  // namespace

bool is_partial(const PlanSession& planned, const Session& done) {
  if (done.status == "partial" || done.minimum) return true;
  return done.minutes && planned.minutes > 0 && *done.minutes < planned.minutes / 2;
}

std::vector<Matched> match(const KnowledgeBase& kb, const Plan& plan,
                           const std::vector<Session>& log, Date as_of) {
  return Matching(kb, plan, log, as_of).answer(as_of);
}

}  // namespace celian::train
