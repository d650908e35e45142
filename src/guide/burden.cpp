#include "guide/burden.hpp"

#include <algorithm>
#include <limits>

#include "guide/edges.hpp"

namespace celian::guide {

Burden burden_of(const Input& in, const Working& w) {
  const KnowledgeBase& kb = in.kb;
  const FactIndex& facts = kb.facts();
  const auto number = [&](const char* code) -> std::optional<double> {
    const Slot s = facts.find(code);
    return w.facts.known(s) ? std::optional<double>(w.facts.value(s)) : std::nullopt;
  };
  Burden b;
  const auto age = number("age_years");
  // Not known to be regularly active counts as a novice.
  const bool novice = !w.facts.flag(facts.find("regular_3_months"));
  b.light = novice || !age || *age >= kb.policy_number("burden.light_from_age", 65);
  b.no_variety = b.light || (age && *age >= 75) || w.facts.flag(facts.find("cognition_impaired"));
  const bool settled = (age && *age >= kb.policy_number("burden.variety_zero_from_age", 75)) ||
                       w.facts.flag(facts.find("cognition_impaired"));
  if (b.light)
    b.variety_from = static_cast<int>(kb.policy_number("burden.variety_zero_weeks", 4)) + 1;
  if (settled) b.variety_from = std::numeric_limits<int>::max();
  b.days = in.doc.resources.days_per_week.value_or(
      static_cast<int>(kb.policy_number("defaults.days_per_week", 3)));
  b.session_minutes =
      in.doc.resources.minutes_per_session.value_or(static_cast<int>(kb.policy_number(
          b.light ? "defaults.minutes_per_session_light" : "defaults.minutes_per_session", 30)));
  if (const auto cap = w.limits.hi("session_minutes"))
    b.session_minutes = std::min(b.session_minutes, *cap);
  if (const auto cap = w.limits.hi("days_week")) b.days = std::min(b.days, static_cast<int>(*cap));
  b.days = std::clamp(b.days, 0, 7);
  if (edges_of(in, w, b.session_minutes).light_only) b.max_class = IntensityClass::light;
  b.first_weeks_minutes = b.session_minutes;
  b.max_exercises = static_cast<int>(kb.policy_number("burden.max_exercises", 14));
  b.new_per_week = b.max_exercises;
  if (!b.light) return b;
  b.max_exercises = static_cast<int>(kb.policy_number("burden.max_exercises_light", 6));
  b.new_per_week = static_cast<int>(kb.policy_number("burden.new_exercises_week_light", 2));
  b.first_weeks = static_cast<int>(kb.policy_number("burden.first_weeks", 2));
  b.first_weeks_minutes =
      std::min(b.session_minutes, kb.policy_number("burden.first_weeks_main_minutes_day", 20));
  b.max_skill = 1;
  return b;
}

}  // namespace celian::guide
