#include "measure/test_safety.hpp"

#include <algorithm>

#include "catalog/fired.hpp"

namespace celian::measure {

namespace {

Reason make_reason(std::string code, std::string rule, std::vector<Arg> args,
                   const std::vector<Citation>& cites, Verified v) {
  Reason r;
  r.code = std::move(code);
  r.rule = std::move(rule);
  r.args = std::move(args);
  r.cites = cites;
  r.verified = v;
  r.evidence = Evidence::guideline;
  return r;
}

// The test, and what decides: the known facts behind a yes, the missing ones behind an unknown.
std::vector<Arg> args_of(const KnowledgeBase& kb, const TestDef& test, const TestNotFor& rule,
                         Truth truth, const FactVector& v) {
  std::vector<Slot> slots;
  std::vector<Arg> args{{"test", test.code}};
  if (truth == Truth::yes) {
    rule.when.deciding_facts(v, slots);
    for (Arg& known : fact_args(kb, slots, v)) args.push_back(std::move(known));
  } else {
    rule.when.open_facts(v, slots);
    args.reserve(1 + slots.size());
    for (const Slot s : slots) args.push_back({"missing", kb.facts()[s].code});
  }
  return args;
}

// Reasons are four fifths of the work: whoever only leaves these tests out passes none.
std::vector<TestAdvice> find_unsafe(const KnowledgeBase& kb, const Facts& facts,
                                    std::vector<Reason>* reasons) {
  std::vector<TestAdvice> out;
  for (const TestDef& test : kb.tests()) {
    TestAdvice advice;
    bool certain = false, possible = false;
    for (std::size_t i = 0; i < test.not_for.size(); ++i) {
      const TestNotFor& rule = test.not_for[i];
      const Truth truth = rule.when.eval(facts.vector);
      if (truth == Truth::no) continue;
      if (!possible || (truth == Truth::yes && !certain)) advice.code = rule.say;
      possible = true;
      certain = certain || truth == Truth::yes;
      if (reasons == nullptr) continue;
      advice.why.push_back(static_cast<std::uint32_t>(reasons->size()));
      reasons->push_back(
          make_reason(rule.say, "test." + test.code + ".not_for." + std::to_string(i),
                      args_of(kb, test, rule, truth, facts.vector), rule.cites, rule.verified));
    }
    if (!possible) continue;
    advice.test = test.code;
    advice.provisional = !certain;
    out.push_back(std::move(advice));
  }
  return out;
}

bool is_listed(const std::vector<TestAdvice>& list, const std::string& test) {
  return std::any_of(list.begin(), list.end(), [&](const TestAdvice& a) { return a.test == test; });
}

}  // namespace

std::vector<TestAdvice> not_safe(const KnowledgeBase& kb, const Facts& facts,
                                 std::vector<Reason>& reasons) {
  return find_unsafe(kb, facts, &reasons);
}

std::vector<TestAdvice> not_safe(const KnowledgeBase& kb, const Facts& facts) {
  return find_unsafe(kb, facts, nullptr);
}

std::vector<TestAdvice> not_judged(const KnowledgeBase& kb, const Facts& facts,
                                   std::vector<Reason>& reasons) {
  std::vector<TestAdvice> out;
  for (const TestDef& test : kb.tests()) {
    for (std::size_t i = 0; i < test.not_judged.size(); ++i) {
      const TestNotFor& rule = test.not_judged[i];
      if (rule.when.eval(facts.vector) != Truth::yes) continue;
      TestAdvice advice;
      advice.test = test.code;
      advice.code = rule.say;
      advice.why.push_back(static_cast<std::uint32_t>(reasons.size()));
      reasons.push_back(make_reason(
          rule.say, "test." + test.code + ".not_judged." + std::to_string(i),
          args_of(kb, test, rule, Truth::yes, facts.vector), rule.cites, rule.verified));
      out.push_back(std::move(advice));
      break;
    }
  }
  return out;
}

std::vector<TestAdvice> recommended(const KnowledgeBase& kb, const Facts& facts,
                                    const MeasurementSet& measured,
                                    const std::vector<TestAdvice>& unsafe,
                                    const std::vector<TestAdvice>& without_meaning,
                                    std::vector<Reason>& reasons) {
  std::vector<TestAdvice> out;
  for (const TestDef& test : kb.tests()) {
    if (!test.recommend || test.recommend->eval(facts.vector) != Truth::yes) continue;
    const Measurement* have = measured.find(test.code);
    if (have != nullptr && have->outcome == Outcome::scored &&
        facts.vector.known(kb.facts().find(test.code)))
      continue;
    // Also while it only may be unsafe: first the question, then the test.
    if (is_listed(unsafe, test.code)) continue;
    // A weight that nobody judges is still wanted: it stands behind other values.
    if (test.better != Better::none && is_listed(without_meaning, test.code)) continue;
    TestAdvice advice;
    advice.test = test.code;
    advice.priority = test.recommend_priority;
    advice.why.push_back(static_cast<std::uint32_t>(reasons.size()));
    reasons.push_back(make_reason("measure.recommended", "test." + test.code + ".recommend",
                                  {{"test", test.code}}, test.cites, test.verified));
    out.push_back(std::move(advice));
  }
  std::stable_sort(out.begin(), out.end(), [](const TestAdvice& a, const TestAdvice& b) {
    return a.priority < b.priority;
  });
  return out;
}

}  // namespace celian::measure
