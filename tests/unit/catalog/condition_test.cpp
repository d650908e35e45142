// Three-valued conditions: Kleene's strong logic (S. C. Kleene, Introduction to Metamathematics,
// 1952, section 64).
#include "catalog/condition.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "codec/json.hpp"
#include "small_base.hpp"

namespace celian {
namespace {

const Date kToday = *Date::parse("2026-06-01");

Condition compile(const std::string& json) {
  const FactIndex facts = small::facts();
  Result<Condition> c = Condition::compile(*codec::parse(json), facts, "/when");
  EXPECT_TRUE(c) << json << ": " << (c ? "" : c.error().message);
  return c ? *std::move(c) : Condition();
}

// 'y', 'n' or '?' for the flags a, b, c … in order.
FactVector flags(std::string_view states) {
  static const std::size_t kFacts = small::facts().size();
  FactVector v(kFacts, kToday);
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (states[i] != '?') v.set_flag(static_cast<Slot>(i), states[i] == 'y');
  }
  return v;
}

char letter(Truth t) { return t == Truth::yes ? 'y' : t == Truth::no ? 'n' : '?'; }

std::string names(const std::vector<Slot>& slots) {
  static const FactIndex facts = small::facts();
  std::string out;
  for (const Slot s : slots) out += facts[s].code;
  return out;
}

std::string open_facts(const Condition& c, const FactVector& v) {
  std::vector<Slot> out;
  c.open_facts(v, out);
  return names(out);
}

std::string deciding_facts(const Condition& c, const FactVector& v) {
  std::vector<Slot> out;
  c.deciding_facts(v, out);
  return names(out);
}

struct TruthRow {
  const char* facts;
  char all, any, at_least_2_of_3, not_a;
};

class TruthTable : public testing::TestWithParam<TruthRow> {};

TEST_P(TruthTable, AsKleeneSays) {
  const TruthRow& row = GetParam();
  const FactVector v = flags(row.facts);
  EXPECT_EQ(row.all, letter(compile(R"({"all": [{"has": "a"}, {"has": "b"}]})").eval(v)))
      << row.facts;
  EXPECT_EQ(row.any, letter(compile(R"({"any": [{"has": "a"}, {"has": "b"}]})").eval(v)))
      << row.facts;
  EXPECT_EQ(
      row.at_least_2_of_3,
      letter(
          compile(R"({"at_least": 2, "of": [{"has": "a"}, {"has": "b"}, {"has": "c"}]})").eval(v)))
      << row.facts;
  EXPECT_EQ(row.not_a, letter(compile(R"({"not": {"has": "a"}})").eval(v))) << row.facts;
}

// facts a b c            all  any  2of3 not a
INSTANTIATE_TEST_SUITE_P(
    Kleene, TruthTable,
    testing::Values(TruthRow{"yyn", 'y', 'y', 'y', 'n'}, TruthRow{"ynn", 'n', 'y', 'n', 'n'},
                    TruthRow{"nyn", 'n', 'y', 'n', 'y'}, TruthRow{"nnn", 'n', 'n', 'n', 'y'},
                    TruthRow{"y?n", '?', 'y', '?', 'n'}, TruthRow{"n?n", 'n', '?', 'n', 'y'},
                    TruthRow{"?yn", '?', 'y', '?', '?'}, TruthRow{"?nn", 'n', '?', 'n', '?'},
                    TruthRow{"??n", '?', '?', '?', '?'}, TruthRow{"??y", '?', '?', '?', '?'},
                    TruthRow{"y?y", '?', 'y', 'y', 'n'}, TruthRow{"n?y", 'n', '?', '?', 'y'},
                    TruthRow{"yy?", 'y', 'y', 'y', 'n'}, TruthRow{"nn?", 'n', 'n', 'n', 'y'}));

struct LeafRow {
  const char* json;
  double n;
  char expected;
};

TEST(Condition, ComparesNumbersExactlyAtTheBound) {
  const LeafRow rows[] = {{R"({"fact": "n", "ge": 180})", 180, 'y'},
                          {R"({"fact": "n", "ge": 180})", 179.9, 'n'},
                          {R"({"fact": "n", "gt": 180})", 180, 'n'},
                          {R"({"fact": "n", "gt": 180})", 180.1, 'y'},
                          {R"({"fact": "n", "le": 0.8})", 0.8, 'y'},
                          {R"({"fact": "n", "lt": 0.8})", 0.8, 'n'},
                          {R"({"fact": "n", "eq": 3})", 3, 'y'},
                          {R"({"fact": "n", "ne": 3})", 3, 'n'},
                          {R"({"fact": "n", "between": [15, 49]})", 15, 'y'},
                          {R"({"fact": "n", "between": [15, 49]})", 49, 'y'},
                          {R"({"fact": "n", "between": [15, 49]})", 49.5, 'n'}};
  const Slot n = small::facts().find("n");
  for (const LeafRow& row : rows) {
    FactVector v = flags("");
    EXPECT_EQ('?', letter(compile(row.json).eval(v))) << row.json << " of an unknown";
    v.set(n, row.n);
    EXPECT_EQ(row.expected, letter(compile(row.json).eval(v))) << row.json << " of " << row.n;
  }
}

TEST(Condition, ComparesCodesByName) {
  const FactIndex facts = small::facts();
  FactVector v = flags("");
  v.set(facts.find("k"), *facts.value_index(facts.find("k"), "middle"));
  EXPECT_EQ('y', letter(compile(R"({"fact": "k", "eq": "middle"})").eval(v)));
  EXPECT_EQ('n', letter(compile(R"({"fact": "k", "ne": "middle"})").eval(v)));
  EXPECT_EQ('y', letter(compile(R"({"fact": "k", "in": ["low", "middle"]})").eval(v)));
  EXPECT_EQ('n', letter(compile(R"({"fact": "k", "in": ["low", "high"]})").eval(v)));
}

TEST(Condition, CountsDaysFromAnEventToToday) {
  const Slot day = small::facts().find("day");
  const Condition c = compile(R"({"within": "day", "days": 90})");
  FactVector v = flags("");
  EXPECT_EQ('?', letter(c.eval(v)));
  v.set(day, kToday.days_since_epoch() - 90);
  EXPECT_EQ('y', letter(c.eval(v)));
  v.set(day, kToday.days_since_epoch() - 91);
  EXPECT_EQ('n', letter(c.eval(v)));
}

TEST(Condition, MissingIsNeverUnknownAndOpensNothing) {
  const Condition c = compile(R"({"missing": "n"})");
  FactVector v = flags("");
  EXPECT_EQ('y', letter(c.eval(v)));
  EXPECT_EQ("", open_facts(c, v));
  v.set(small::facts().find("n"), 1);
  EXPECT_EQ('n', letter(c.eval(v)));
}

TEST(Condition, ChangedRestsOnTheRecord) {
  const Condition c = compile(R"({"changed": "n"})");
  const Slot n = small::facts().find("n");
  FactVector v = flags("");
  v.set(n, 1);
  EXPECT_EQ('?', letter(c.eval(v)));
  EXPECT_EQ("", open_facts(c, v)) << "nobody can be asked for it";
  v.set_changed(n, false);
  EXPECT_EQ('n', letter(c.eval(v)));
  v.set_changed(n, true);
  EXPECT_EQ('y', letter(c.eval(v)));
}

TEST(Condition, TrueAlwaysHolds) {
  EXPECT_TRUE(compile("true").always());
  EXPECT_EQ('y', letter(compile("true").eval(flags(""))));
}

struct OpenRow {
  const char* json;
  const char* facts;
  const char* open;
  const char* deciding;
};

TEST(Condition, OpensOnlyFactsThatCanStillChangeTheResult) {
  const std::string both =
      R"({"all": [{"has": "a"}, {"any": [{"has": "b"}, {"has": "c"}]}, {"not": {"has": "d"}}]})";
  const OpenRow rows[] = {
      {both.c_str(), "????", "abcd", ""},
      {both.c_str(), "n???", "", "a"},
      {both.c_str(), "yy??", "d", "ab"},
      {both.c_str(), "y?n?", "bd", "ac"},
      {both.c_str(), "ynn?", "", "bc"},
      {both.c_str(), "yyyn", "", "abcd"},
      {both.c_str(), "y??y", "", "d"},
      {both.c_str(), "?yy?", "ad", "bc"},
      {R"({"at_least": 2, "of": [{"has": "a"}, {"has": "b"}, {"has": "c"}]})", "yy?", "", "ab"},
      {R"({"at_least": 2, "of": [{"has": "a"}, {"has": "b"}, {"has": "c"}]})", "y??", "bc", "a"},
      {R"({"at_least": 2, "of": [{"has": "a"}, {"has": "b"}, {"has": "c"}]})", "nn?", "", "ab"}};
  for (const OpenRow& row : rows) {
    const Condition c = compile(row.json);
    const FactVector v = flags(row.facts);
    EXPECT_EQ(row.open, open_facts(c, v)) << row.json << " with " << row.facts;
    EXPECT_EQ(row.deciding, deciding_facts(c, v)) << row.json << " with " << row.facts;
  }
}

TEST(Condition, AppendsWithoutRepeats) {
  const Condition c = compile(R"({"any": [{"has": "c"}, {"has": "a"}, {"has": "c"}]})");
  std::vector<Slot> out = {small::facts().find("c"), small::facts().find("e")};
  c.open_facts(flags(""), out);
  EXPECT_EQ("cea", names(out));
  c.facts(out);
  EXPECT_EQ("cea", names(out));
}

// A random condition in which every flag stands at most once.
std::string random_condition(std::mt19937& random, std::string& unused, int depth) {
  const auto pick = [&](unsigned n) { return random() % n; };
  if (unused.empty()) return R"({"missing": "a"})";
  if (depth == 0 || unused.size() == 1 || pick(4) == 0) {
    const char flag = unused.back();
    unused.pop_back();
    return std::string(R"({"has": ")") + flag + "\"}";
  }
  if (pick(4) == 0) return R"({"not": )" + random_condition(random, unused, depth - 1) + "}";
  std::string parts = random_condition(random, unused, depth - 1);
  std::size_t n = 1;
  while (!unused.empty() && n < 3) {
    parts += ", " + random_condition(random, unused, depth - 1);
    ++n;
  }
  switch (pick(3)) {
    case 0: return R"({"all": [)" + parts + "]}";
    case 1: return R"({"any": [)" + parts + "]}";
    default:
      return R"({"at_least": )" + std::to_string(1 + pick(static_cast<unsigned>(n))) +
             R"(, "of": [)" + parts + "]}";
  }
}

// By definition: a fact is open if, for some answers to the other unknown facts, its answer makes a
// difference.
bool makes_a_difference(const Condition& c, const std::string& states, std::size_t fact) {
  std::string trial = states;
  const auto try_from = [&](const auto& self, std::size_t i) -> bool {
    if (i == states.size()) {
      std::string yes = trial, no = trial;
      yes[fact] = 'y';
      no[fact] = 'n';
      return c.eval(flags(yes)) != c.eval(flags(no));
    }
    if (states[i] != '?' || i == fact) return self(self, i + 1);
    for (const char state : {'y', 'n'}) {
      trial[i] = state;
      if (self(self, i + 1)) return true;
    }
    return false;
  };
  return try_from(try_from, 0);
}

TEST(Condition, OpenFactsAreExactlyThoseThatMakeADifference) {
  std::mt19937 random(20260601);
  for (int round = 0; round < 400; ++round) {
    std::string unused = "edcba";
    const std::string json = random_condition(random, unused, 3);
    if (json.find("missing") != std::string::npos) continue;
    const Condition c = compile(json);
    for (int states = 0; states < 243; ++states) {
      std::string known;
      for (int rest = states, i = 0; i < 5; ++i, rest /= 3) known += "yn?"[rest % 3];
      std::string expected;
      for (std::size_t i = 0; i < 5; ++i) {
        if (known[i] == '?' && makes_a_difference(c, known, i))
          expected += static_cast<char>('a' + i);
      }
      ASSERT_EQ(expected, open_facts(c, flags(known))) << json << " with " << known;
      ASSERT_EQ(expected.empty(), c.eval(flags(known)) != Truth::unknown)
          << json << " with " << known;
    }
  }
}

struct WrongRow {
  const char* json;
  const char* pointer;
  const char* says;
};

TEST(Condition, RefusesWhatIsNotInTheVocabulary) {
  const WrongRow rows[] = {
      {R"([])", "/when", "expected a condition"},
      {R"(false)", "/when", "expected a condition"},
      {R"({})", "/when", "expected one of all"},
      {R"({"each": []})", "/when/each", "unknown field"},
      {R"({"all": [], "any": []})", "/when", "nothing beside"},
      {R"({"all": []})", "/when/all", "at least one"},
      {R"({"any": [{"has": "a"}, {"has": "z"}]})", "/when/any/1/has", "\"z\""},
      {R"({"has": "n"})", "/when/has", "expected a flag, found the number n"},
      {R"({"has": 1})", "/when/has", "code of a fact"},
      {R"({"fact": "n"})", "/when", "operator"},
      {R"({"fact": "n", "ge": 1, "le": 2})", "/when/le", "one operator"},
      {R"({"fact": "n", "above": 1})", "/when/above", "unknown operator"},
      {R"({"fact": "n", "ge": "1"})", "/when/ge", "expected a number"},
      {R"({"fact": "n", "in": ["low"]})", "/when/in", "expected a code"},
      {R"({"fact": "n", "between": [2, 1]})", "/when/between", "from <= to"},
      {R"({"fact": "k", "eq": "huge"})", "/when/eq", "low, middle, high"},
      {R"({"fact": "k", "ge": "low"})", "/when/ge", "operator that suits"},
      {R"({"fact": "a", "eq": 1})", "/when/eq", "true or false"},
      {R"({"fact": "k", "in": ["low", "huge"]})", "/when/in/1", "huge"},
      {R"({"within": "n", "days": 3})", "/when/within", "expected a date"},
      {R"({"within": "day"})", "/when", "days"},
      {R"({"within": "day", "days": 1.5})", "/when/days", "whole number"},
      {R"({"at_least": 3, "of": [{"has": "a"}]})", "/when/at_least", "from 1 to 1"},
      {R"({"at_least": 1})", "/when", "of"},
      {R"({"not": {"not": {"not": {"not": {"not": {"not": {"not": {"not": {"has": "a"}}}}}}}}})",
       "/when/not/not/not/not/not/not/not/not", "8 levels"}};
  const FactIndex facts = small::facts();
  for (const WrongRow& row : rows) {
    const Result<Condition> c = Condition::compile(*codec::parse(row.json), facts, "/when");
    ASSERT_FALSE(c) << row.json;
    EXPECT_EQ(Status::schema, c.error().status) << row.json;
    EXPECT_EQ(row.pointer, c.error().pointer) << row.json;
    EXPECT_NE(std::string::npos, c.error().message.find(row.says))
        << row.json << ": " << c.error().message;
  }
}

}  // namespace
}  // namespace celian
