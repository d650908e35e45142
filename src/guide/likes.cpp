#include "guide/likes.hpp"

#include <algorithm>
#include <set>

namespace celian::guide {

namespace {

std::set<std::string> on_paper(const Plan& plan) {
  std::set<std::string> out;
  for (const PlanWeek& week : plan.weeks) {
    for (const PlanSession& s : week.sessions) {
      for (const PlanPart& part : s.parts) {
        for (const PlanItem& i : part.items) out.insert(i.exercise);
      }
    }
  }
  for (const DailyItem& d : plan.daily) out.insert(d.item.exercise);
  return out;
}

// An exercise that is allowed and yet not there: nothing in the plan is trained by it, or there was
// no room.
Selector::Refusal left_out(const Selector& select, const std::vector<Dose>& doses,
                           const Exercise& e) {
  if (Selector::Refusal r = select.refusal(e); !r.code.empty()) return r;
  const bool serves = std::any_of(doses.begin(), doses.end(), [&](const Dose& d) {
    return std::find(e.components.begin(), e.components.end(), d.component) != e.components.end();
  });
  return {serves ? "no_room" : "no_component", serves ? "" : e.components.front(), {}};
}

}  // namespace

std::vector<LikeAnswer> answer_likes(const Input& in, const Selector& select,
                                     const std::vector<Dose>& doses, const Plan& plan) {
  const std::set<std::string> there = on_paper(plan);
  std::vector<LikeAnswer> out;
  for (const std::string& code : in.doc.resources.likes) {
    LikeAnswer a;
    a.code = code;
    std::optional<Selector::Refusal> because;
    for (const Exercise& e : in.kb.exercises()) {
      if (e.code != code && e.family != code) continue;
      a.used = a.used || there.count(e.code) != 0;
      Selector::Refusal r = left_out(select, doses, e);
      // Of a family: what stood nearest to being chosen.
      const bool nearer = r.code == "no_room" || r.code == "no_component";
      if (!because || (nearer && because->code != "no_room")) because = std::move(r);
    }
    if (!because) continue;  // no such word
    if (!a.used) {
      a.because = because->code;
      a.detail = because->detail;
      a.why = to_why(because->why);
    }
    out.push_back(std::move(a));
  }
  return out;
}

}  // namespace celian::guide
