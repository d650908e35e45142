#include "catalog/dictionary.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <vector>

#include "catalog/load.hpp"
#include "small_base.hpp"

namespace celian {
namespace {

using small::fact_json;

const Date kToday = *Date::parse("2026-06-01");

struct Loaded {
  Dictionary dictionary;
  Issues issues;
};

Loaded load(const std::vector<std::pair<std::string, std::string>>& files) {
  BaseFiles base;
  for (const auto& [path, facts] : files) {
    base.emplace_back(path, small::file("facts", "facts.x", R"("facts": [)" + facts + "]"));
  }
  Loaded out;
  out.dictionary = load_dictionary(base, out.issues).dictionary;
  return out;
}

TEST(Dictionary, DerivesInTheOrderOfUseAcrossFiles) {
  const Loaded got =
      load({{"a.json", fact_json("frail", R"("type": "flag", "derive": {"has": "slow"})")},
            {"b.json",
             fact_json("speed", R"("type": "number", "unit": "m/s")") + "," +
                 fact_json("slow", R"("type": "flag", "derive": {"fact": "speed", "lt": 0.8})")}});
  ASSERT_TRUE(got.issues.empty()) << describe(got.issues[0]);
  const FactIndex& facts = got.dictionary.facts();
  FactVector v(facts.size(), kToday);
  got.dictionary.derive(v);
  EXPECT_FALSE(v.known(facts.find("frail")));
  v.set(facts.find("speed"), 0.7);
  got.dictionary.derive(v);
  EXPECT_TRUE(v.flag(facts.find("frail")));
  v.forget(facts.find("speed"));
  got.dictionary.derive(v);
  EXPECT_FALSE(v.known(facts.find("frail"))) << "what it came from is no longer known";
}

TEST(Dictionary, AClassIsUnknownWhileAnEarlierOneMayHold) {
  const Loaded got =
      load({{"a.json",
             fact_json("fell") + "," + fact_json("old") + "," +
                 fact_json("risk",
                           R"("type": "code", "values": ["low", "middle", "high"], "derive_class": [
                                  {"value": "high", "when": {"has": "fell"}}, {"value": "middle", "when": {"has": "old"}},
                                  {"value": "low", "when": true}])")}});
  ASSERT_TRUE(got.issues.empty()) << describe(got.issues[0]);
  const FactIndex& facts = got.dictionary.facts();
  const Slot fell = facts.find("fell"), old = facts.find("old"), risk = facts.find("risk");
  FactVector v(facts.size(), kToday);
  v.set_flag(old, true);
  got.dictionary.derive(v);
  EXPECT_FALSE(v.known(risk)) << "fell is unknown, so it may be high";
  std::vector<Slot> open;
  got.dictionary.expand_open(risk, v, open);
  EXPECT_EQ(std::vector<Slot>{fell}, open) << "old is known";
  v.set_flag(fell, false);
  got.dictionary.derive(v);
  EXPECT_EQ("middle", facts[risk].values[static_cast<std::size_t>(v.value(risk))]);
  v.set_flag(old, false);
  got.dictionary.derive(v);
  EXPECT_EQ("low", facts[risk].values[static_cast<std::size_t>(v.value(risk))]);
}

TEST(Dictionary, AsksForWhatSettlesAFact) {
  const Loaded got = load(
      {{"a.json",
        fact_json("asked") + "," +
            fact_json("condition.gout", R"("type": "flag", "ask": {"via": "asked"})") + "," +
            fact_json("condition.flat_foot", R"("type": "flag", "ask": {"via": "asked"})") + "," +
            fact_json("painful", R"("type": "flag", "ask": {"who": "person", "seconds": 5})") +
            "," + fact_json("any", R"("type": "flag", "derive": {"any": [{"has": "condition.gout"},
                             {"has": "condition.flat_foot"}, {"has": "painful"}]})")}});
  ASSERT_TRUE(got.issues.empty()) << describe(got.issues[0]);
  const FactIndex& facts = got.dictionary.facts();
  FactVector v(facts.size(), kToday);
  std::vector<Slot> open;
  got.dictionary.expand_open(facts.find("any"), v, open);
  EXPECT_EQ((std::vector<Slot>{facts.find("asked"), facts.find("painful")}), open);
  open.clear();
  v.set_flag(facts.find("painful"), true);
  got.dictionary.expand_open(facts.find("painful"), v, open);
  EXPECT_TRUE(open.empty()) << "a known fact asks for nothing";
}

TEST(Dictionary, AttributesAreFactsOfTheirOwn) {
  const Loaded got = load(
      {{"a.json", fact_json("condition.gout", R"("type": "flag", "holds_days": 365, "attributes":
                             [{"code": "control", "type": "code", "values": ["controlled", "uncontrolled"]}])")}});
  ASSERT_TRUE(got.issues.empty()) << describe(got.issues[0]);
  const FactIndex& facts = got.dictionary.facts();
  const Slot control = facts.find("condition.gout.control");
  ASSERT_NE(kNoSlot, control);
  EXPECT_EQ(365, facts[control].holds_days);
  EXPECT_EQ(1.0, facts.value_index(control, "uncontrolled"));
  EXPECT_EQ(1u, facts.group("condition").size())
      << "a namespace has its members, not their attributes";
}

TEST(Dictionary, EveryBaseHasAPlaceForUnknownMedicines) {
  const Loaded got = load({{"a.json", fact_json("medications_asked")}});
  const Slot other = got.dictionary.facts().find("medicine.other");
  ASSERT_NE(kNoSlot, other);
  EXPECT_EQ(std::vector<std::string>{"medications_asked"},
            got.dictionary.facts()[other].settled_by);
}

struct WrongRow {
  std::vector<std::pair<std::string, std::string>> files;
  const char* pointer;
  const char* says;
};

TEST(Dictionary, RefusesWhatCannotBeDerived) {
  const std::string loop_a = fact_json("a", R"("type": "flag", "derive": {"has": "b"})");
  const std::string loop_b = fact_json("b", R"("type": "flag", "derive": {"has": "a"})");
  const WrongRow rows[] = {
      {{{"x.json", fact_json("a") + "," + fact_json("a")}}, "/facts/1/code", "second time"},
      {{{"x.json", loop_a + "," + fact_json("b")}}, "/facts/0", "stands below it"},
      {{{"x.json", loop_a}, {"y.json", loop_b}}, "/facts/0", "no cycle"},
      {{{"x.json", fact_json("a", R"("type": "flag", "settled_by": ["z"])")}}, "/facts/0", "\"z\""},
      {{{"x.json", fact_json("a", R"("type": "number", "unit": "kg", "derive": {"has": "a"})")}},
       "/facts/0/derive",
       "flag"},
      {{{"x.json", fact_json("a", R"("type": "number")")}}, "/facts/0/unit", "expected the unit"},
      {{{"x.json", fact_json("a", R"("type": "code")")}}, "/facts/0/values", "expected the codes"},
      {{{"x.json", fact_json("fever.now")}}, "/facts/0/code", "no dot"},
      {{{"x.json", fact_json("a", R"("type": "flag", "colour": 1)")}},
       "/facts/0/colour",
       "unknown field"}};
  for (const WrongRow& row : rows) {
    const Loaded got = load(row.files);
    ASSERT_FALSE(got.issues.empty()) << row.says;
    EXPECT_EQ(row.pointer, got.issues[0].pointer) << got.issues[0].message;
    EXPECT_NE(std::string::npos, got.issues[0].message.find(row.says)) << got.issues[0].message;
  }
}

}  // namespace
}  // namespace celian
