// A rule of several parts would hardly ever meet a person by chance; so some people are made for
// one.
#include <algorithm>

#include "people.hpp"

namespace celian::sweep {

namespace {

constexpr int kDeepest = 3;

bool has(const std::vector<Slot>& list, Slot slot) {
  return std::find(list.begin(), list.end(), slot) != list.end();
}

}  // namespace

// The facts that a condition rests on, through those that follow from others.
void People::facts_below(const Condition& when, int depth, std::vector<Slot>& out) const {
  std::vector<Slot> used;
  when.facts(used);
  for (const Slot slot : used) {
    if (!kb_.facts()[slot].derived) {
      if (!has(out, slot)) out.push_back(slot);
      continue;
    }
    if (depth == kDeepest) continue;
    for (const Derivation& d : kb_.dictionary().derivations()) {
      if (d.slot != slot) continue;
      for (const auto& [value, part] : d.cases) facts_below(part, depth + 1, out);
    }
  }
}

void People::aim(Random& r, PersonDocument& d) const {
  const Rule& rule = *r.of(rules_);
  std::vector<Slot> slots;
  facts_below(rule.when, 0, slots);
  // All of a few, some of many.
  const int share = slots.size() <= 4 ? 90 : 40;
  for (const Slot slot : slots) {
    if (r.chance(share)) give(r, slot, d);
  }
}

void People::give(Random& r, Slot slot, PersonDocument& d) const {
  const FactDef& fact = kb_.facts()[slot];
  const std::string space = fact.code.substr(0, fact.code.find('.'));
  if (space == "condition") return give_disease(r, slot, d);
  if (space == "symptom") {
    if (!d.health.symptoms) d.health.symptoms.emplace();
    d.health.symptoms->push_back({fact.code.substr(space.size() + 1), ""});
    return;
  }
  if (space == "medicine") {
    if (!d.health.medications) d.health.medications.emplace();
    d.health.medications->push_back({fact.code.substr(space.size() + 1), ""});
    return;
  }
  if (const auto test = std::find_if(tests_.begin(), tests_.end(),
                                     [&](const Number& n) { return n.code == fact.code; });
      test != tests_.end()) {
    std::erase_if(d.measurements, [&](const RawMeasurement& m) { return m.test == fact.code; });
    const double value = near_limit(r, *test);
    for (int trial = 1; trial <= 2; ++trial) {
      RawMeasurement m;
      m.test = fact.code, m.value = value, m.date = as_of_, m.trial = trial;
      d.measurements.push_back(std::move(m));
    }
    return;
  }
  give_answer(r, slot, d);
}

// "condition.stroke" or a detail of it, "condition.stroke.since".
void People::give_disease(Random& r, Slot slot, PersonDocument& d) const {
  std::string code = kb_.facts()[slot].code.substr(std::string("condition.").size());
  std::string detail;
  if (const std::size_t dot = code.find('.'); dot != std::string::npos) {
    detail = code.substr(dot + 1);
    code.erase(dot);
  }
  if (!d.health.conditions) d.health.conditions.emplace();
  std::vector<ConditionAnswer>& all = *d.health.conditions;
  auto at = std::find_if(all.begin(), all.end(),
                         [&](const ConditionAnswer& c) { return c.code == code; });
  if (at == all.end()) {
    all.emplace_back().code = code;
    at = all.end() - 1;
  }
  const std::vector<std::string>& values = kb_.facts()[slot].values;
  if (detail == "control" && !values.empty()) at->control = r.of(values);
  if (detail == "stage" && !values.empty()) at->stage = r.of(values);
  if (detail == "since") at->since = (as_of_ + -r.of({0, 1, 10, 40, 80, 200, 900})).iso();
}

void People::give_answer(Random& r, Slot slot, PersonDocument& d) const {
  const FactDef& fact = kb_.facts()[slot];
  const auto known = [&](const auto& list) {
    return std::find_if(list.begin(), list.end(), [&](const auto& x) {
      return x.code == fact.code || "answer." + x.code == fact.code;
    });
  };
  std::erase_if(d.health.answers, [&](const CodedAnswer& a) {
    return a.code == fact.code || "answer." + a.code == fact.code;
  });
  if (const auto number = known(numbers_); number != numbers_.end()) {
    d.health.answers.push_back({number->code, near_limit(r, *number)});
  } else if (const auto choice = known(choices_); choice != choices_.end()) {
    if (choice->values.empty()) {
      d.health.answers.push_back({choice->code, r.chance(85)});
    } else {
      d.health.answers.push_back({choice->code, r.of(choice->values)});
    }
  }
}

}  // namespace celian::sweep
