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

}  // namespace

std::vector<TestAdvice> not_safe(const KnowledgeBase& kb, const Facts& facts,
                                 std::vector<Reason>& reasons) {
  std::vector<TestAdvice> out;
  for (const TestDef& test : kb.tests()) {
    TestAdvice advice;
    advice.test = test.code;
    bool certain = false;
    for (std::size_t i = 0; i < test.not_for.size(); ++i) {
      const TestNotFor& rule = test.not_for[i];
      const Truth truth = rule.when.eval(facts.vector);
      if (truth == Truth::no) continue;
      std::vector<Slot> slots;
      std::vector<Arg> args;
      if (truth == Truth::yes) {
        rule.when.deciding_facts(facts.vector, slots);
        args = fact_args(kb, slots, facts.vector);
      } else {
        rule.when.open_facts(facts.vector, slots);
        for (const Slot s : slots) args.push_back({"missing", kb.facts()[s].code});
      }
      args.insert(args.begin(), {"test", test.code});
      advice.why.push_back(static_cast<std::uint32_t>(reasons.size()));
      reasons.push_back(make_reason(rule.say, "test." + test.code + ".not_for." + std::to_string(i),
                                    std::move(args), rule.cites, rule.verified));
      if (truth == Truth::yes && !certain) advice.code = rule.say;
      if (advice.code.empty()) advice.code = rule.say;
      certain = certain || truth == Truth::yes;
    }
    if (advice.why.empty()) continue;
    advice.provisional = !certain;
    out.push_back(std::move(advice));
  }
  return out;
}

std::vector<TestAdvice> not_judged(const KnowledgeBase& kb, const Facts& facts,
                                   const MeasurementSet& measured, std::vector<Reason>& reasons) {
  std::vector<TestAdvice> out;
  for (const TestDef& test : kb.tests()) {
    if (test.not_judged.empty() || measured.find(test.code) == nullptr) continue;
    for (std::size_t i = 0; i < test.not_judged.size(); ++i) {
      const TestNotFor& rule = test.not_judged[i];
      if (rule.when.eval(facts.vector) != Truth::yes) continue;
      std::vector<Slot> slots;
      rule.when.deciding_facts(facts.vector, slots);
      std::vector<Arg> args = fact_args(kb, slots, facts.vector);
      args.insert(args.begin(), {"test", test.code});
      TestAdvice advice;
      advice.test = test.code;
      advice.code = rule.say;
      advice.why.push_back(static_cast<std::uint32_t>(reasons.size()));
      reasons.push_back(make_reason(rule.say,
                                    "test." + test.code + ".not_judged." + std::to_string(i),
                                    std::move(args), rule.cites, rule.verified));
      out.push_back(std::move(advice));
      break;
    }
  }
  return out;
}

std::vector<TestAdvice> recommended(const KnowledgeBase& kb, const Facts& facts,
                                    const MeasurementSet& measured,
                                    const std::vector<TestAdvice>& unsafe,
                                    std::vector<Reason>& reasons) {
  std::vector<TestAdvice> out;
  for (const TestDef& test : kb.tests()) {
    if (!test.recommend || test.recommend->eval(facts.vector) != Truth::yes) continue;
    const Measurement* have = measured.find(test.code);
    if (have != nullptr && have->outcome == Outcome::scored &&
        facts.vector.known(kb.facts().find(test.code)))
      continue;
    const auto bar = std::find_if(unsafe.begin(), unsafe.end(),
                                  [&](const TestAdvice& a) { return a.test == test.code; });
    if (bar != unsafe.end())
      continue;  // also while it only may be unsafe: first the question, then the test
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
