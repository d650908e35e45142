#include "assess/needs.hpp"

#include <algorithm>
#include <tuple>

namespace celian::assess {

namespace {

bool is_body_composition(std::string_view test) noexcept {
  return test == "bmi" || test == "body_fat_percentage" || test == "height_for_weight" ||
         test == "waist";
}

// Whether changing the body's composition may be a goal of training at all. What is not known is
// not taken as fine, except sarcopenia, which is unknown in nearly everybody and is found by its
// own tests.
bool may_be_goal(const KnowledgeBase& kb, const FactVector& facts) {
  const FactIndex& index = kb.facts();
  const auto is_certainly_not = [&](std::string_view code) {
    const Slot slot = index.find(code);
    return slot != kNoSlot && facts.known(slot) && !facts.flag(slot);
  };
  const auto is = [&](std::string_view code) { return facts.flag(index.find(code)); };
  return is_certainly_not("child") && is_certainly_not("age_80_plus") &&
         is_certainly_not("pregnant") && !is("condition.sarcopenia") && !is("sarcopenia_possible");
}

bool is_listed(const std::vector<TestAdvice>* advice, std::string_view test) noexcept {
  return advice != nullptr && std::any_of(advice->begin(), advice->end(),
                                          [&](const TestAdvice& a) { return a.test == test; });
}

}  // namespace

std::vector<Need> needs_of_sheet(const KnowledgeBase& kb, const Standard& standard,
                                 const Subject& subject, const SheetScore& sheet,
                                 const std::vector<ItemScore>& items, const FactVector& facts,
                                 const std::vector<TestAdvice>* not_safe) {
  std::vector<Need> needs;
  const bool composition = may_be_goal(kb, facts);
  for (std::size_t i = 0; i < sheet.items.size(); ++i) {
    const SheetScore::Item& item = sheet.items[i];
    const std::string& done = item.taken_from.empty() ? item.test : item.taken_from;
    if (!item.next || is_listed(not_safe, item.test) || is_listed(not_safe, done)) continue;
    if (is_body_composition(item.test) && !composition) continue;
    const std::optional<Lift> lift = standard.lift(subject, sheet, i, item.next->points);
    if (!lift) continue;
    const TestDef* const test = kb.test(done);
    Need need;
    need.test = item.test;
    if (test != nullptr) need.component = test->component;
    if (item.cell.outcome == Outcome::scored) need.points_now = item.cell.points;
    need.points_target = item.next->points;
    need.value_now = item.value;
    need.value_target = item.next->value;
    need.lift_to_total = lift->total;
    need.lifts_grade = lift->grade;
    need.why = items[i].why;
    needs.push_back(std::move(need));
  }
  const auto order = [](const Need& n) {
    return std::tuple(n.points_now.has_value(), !n.lifts_grade, -*n.lift_to_total,
                      std::string_view(n.test));
  };
  std::sort(needs.begin(), needs.end(),
            [&](const Need& a, const Need& b) { return order(a) < order(b); });
  int rank = 0;
  for (Need& n : needs) n.rank = ++rank;
  return needs;
}

}  // namespace celian::assess
