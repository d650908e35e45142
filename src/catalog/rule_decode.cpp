#include "catalog/rule_decode.hpp"

#include "catalog/effect_decode.hpp"

namespace celian {

using codec::Choice;
using codec::Reader;

namespace {

constexpr Choice<RuleStage> kStage[] = {
    {"screen", RuleStage::screen}, {"guide", RuleStage::guide}, {"progress", RuleStage::progress}};
constexpr Choice<OnUnknown> kUnknown[] = {{"ask", OnUnknown::ask},
                                          {"assume_fires", OnUnknown::assume_fires},
                                          {"ignore", OnUnknown::ignore}};
constexpr Choice<bool> kHardness[] = {{"hard", true}, {"soft", false}};
constexpr Choice<AskLevel> kAskLevel[] = {
    {"must", AskLevel::must}, {"should", AskLevel::should}, {"may", AskLevel::may}};

void check_cases(Reader& r) {
  r.child("cases", [](Reader& cases) {
    for (const std::string_view name : {"fires", "nearly"}) {
      const codec::Value* facts = cases.raw(name);
      cases.require(facts != nullptr && facts->is_object(), name,
                    "expected the facts of a case (an object)");
    }
  });
}

Rule read_rule(Reader& r, const FileHeader& header, const FactIndex& facts) {
  Rule rule;
  rule.file = header.id;
  rule.id = read_code(r, "id");
  rule.stage = r.required_choice("stage", kStage);
  rule.when = read_condition(r, "when", facts);
  rule.unknown = r.required_choice("unknown", kUnknown);
  r.for_each("then", [&](Reader& e) {
    rule.then.push_back(read_effect(e, rule.stage, facts));
    rule.protective = rule.protective || is_protective(rule.then.back().kind);
  });
  r.require(!rule.then.empty(), "then", "expected at least one effect, found none");
  if (rule.protective && rule.unknown == OnUnknown::ignore) {
    r.fail(
        "unknown",
        "expected ask or assume_fires: a rule with a protective effect may not ignore the unknown");
  }
  rule.hard = r.choice_or("hardness", kHardness, true);
  rule.level = static_cast<int>(r.required_int("level", {.min = 1, .max = 5}));
  r.optional_child("unless_cleared", [&](Reader& u) {
    const std::optional<IntensityClass> up_to = read_intensity(u, "up_to");
    u.require(up_to.has_value(), "up_to", "expected an intensity class, found nothing");
    rule.unless_cleared =
        UnlessCleared{up_to.value_or(IntensityClass::light),
                      static_cast<int>(u.required_int("max_age_days", {.min = 1, .max = 3650}))};
  });
  rule.ask_level = r.optional_choice("ask_level", kAskLevel);
  rule.say = r.required_string("say");
  if (r.ok() && !is_dotted_code(rule.say))
    r.fail("say", "expected a text key, found \"" + rule.say + "\"");
  rule.cites = read_cites(r);
  if (rule.cites.empty()) rule.cites = header.cites;
  rule.evidence = read_evidence(r, Evidence::convention);
  const std::optional<Verified> verified = read_verified(r);
  r.require(verified.has_value(), "verified",
            "expected primary, secondary, unverified or policy, found nothing");
  rule.verified = verified.value_or(Verified::unverified);
  check_cases(r);
  r.ignore({"notes", "ref"});
  return rule;
}

}  // namespace

void decode_rules(const FileScope& file, const FactIndex& facts, std::vector<RuleEntry>& out) {
  file.only({"rules"});
  file.each(
      "rules", [&](Reader& r) { return read_rule(r, file.header, facts); },
      [&](Rule rule, const std::string& pointer) {
        out.push_back({std::move(rule), file.header.path, pointer});
      });
}

}  // namespace celian
