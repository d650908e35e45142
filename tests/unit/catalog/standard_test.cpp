// Decoding, checking and sheet scoring on a small standard of our own.
#include "catalog/standard.hpp"

#include <gtest/gtest.h>

#include <string>

#include "catalog/standard_impl.hpp"
#include "codec/json.hpp"

namespace celian {
namespace {

// Two scored items and a choice: ages 20-29, weights 50/30/20, bonus on pull-ups of men.
constexpr std::string_view kSmall = R"({
  "kind": "standard", "format": 1, "id": "test.small", "edition": "2000", "revision": 1, "status": "current",
  "in_force_from": null, "supersedes": null, "title": {"en": "Small", "zh-CN": "小"}, "cites": [], "licence": "own", "verified": "policy",
  "population": {"sex": ["male", "female"], "by": "age_years", "from": 20, "to": 29, "age_rule": "completed_years"},
  "tables": "available",
  "items": [
    {"test": "grip_strength", "form": "thresholds", "resolution": 0.1, "better": "higher", "scores": [100, 78, 60],
     "round": {"how": "not_printed", "verified": "unverified"}, "beyond": {"worse": 0, "better": "end", "verified": "secondary"},
     "keys": [{"fact": "sex"}], "rows": [{"key": ["male"], "at": [40.0, 30.0, 20.0]}, {"key": ["female"], "at": [30.0, 20.0, 10.0], "verified": "unverified"}]},
    {"test": "bmi", "form": "bands", "resolution": 0.1, "better": "range", "round": {"how": "half_up", "verified": "secondary"}, "keys": [],
     "rows": [{"key": [], "bands": [[80, null, 18.4, "[]", "underweight"], [100, 18.5, 23.9, "[]", "normal"], [80, 24.0, null, "[]", "overweight"]]}]},
    {"test": "pull_up", "form": "bands", "resolution": 1, "better": "higher", "round": {"how": "not_printed", "verified": "unverified"},
     "beyond": {"worse": "no_score", "better": "end", "verified": "secondary"}, "keys": [{"fact": "sex"}],
     "rows": [{"key": ["male"], "bands": [[60, 1, 9, "[]"], [100, 10, null, "[]"]]},
              {"key": ["female"], "bands": [[60, 1, 3, "[]"], [100, 4, null, "[]"]], "doubt": [{"min": 3, "max": 3, "candidates": [60, 100], "why": "two prints"}]}]}
  ],
  "item_sets": [{"applies": {"age_years": [20, 29]}, "aggregate": "weighted", "no_score": "blocks_grade", "missing": "no_total",
    "items": [{"test": "grip_strength", "weight": 50}, {"test": "bmi", "weight": 30}, {"test": "pull_up", "weight": 20, "alternatives": ["push_up"]}],
    "grades": [{"code": "good", "label": {"en": "Good", "zh-CN": "好"}, "from": 90}, {"code": "pass", "label": {"en": "Pass", "zh-CN": "及格"}, "from": 60},
               {"code": "fail", "label": {"en": "Fail", "zh-CN": "不及格"}, "from": null}]}],
  "bonus": {"cap": 5, "tables": [{"test": "pull_up", "applies": {"sex": ["male"]}, "base_score": 100, "delta": [[2, 1], [4, 2], [6, 9]], "cap": 6}]},
  "total": {"resolution": 0.1, "how": "half_up", "verified": "secondary"},
  "examples": []
})";

std::vector<TestDef> tests() {
  std::vector<TestDef> out;
  for (const char* code : {"grip_strength", "bmi", "pull_up", "push_up", "height", "weight"}) {
    out.emplace_back();
    out.back().code = code;
  }
  return out;
}

FileHeader header() {
  FileHeader h;
  h.id = "test.small";
  h.edition = "2000";
  h.cites = {{"src.small", "file"}};
  h.verified = Verified::secondary;
  return h;
}

// kSmall with every occurrence of `from` replaced by `to`.
codec::Value changed(std::string_view from, std::string_view to) {
  std::string text(kSmall);
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  if (!from.empty() && text == kSmall) ADD_FAILURE() << "nothing to replace: " << from;
  Result<codec::Value> value = codec::parse(text);
  if (!value) ADD_FAILURE() << value.error().message;
  return *std::move(value);
}

std::shared_ptr<const Standard> small(std::string_view from = "x-nothing",
                                      std::string_view to = "") {
  std::string text(kSmall);
  if (from != "x-nothing") return *Standard::decode(changed(from, to), header(), tests());
  return *Standard::decode(*codec::parse(kSmall), header(), tests());
}

Subject person(Sex sex, std::int32_t years) {
  Subject s;
  s.sex = sex;
  s.age_years = years;
  return s;
}

SheetValue value(std::string_view test, double v) { return {test, Outcome::scored, v, {}, {}}; }

TEST(Standard, RefusesWhatIsWrong) {
  const struct {
    const char *from, *to, *pointer, *message;
  } rows[] = {
      {R"("better": "higher", "scores")", R"("better": "range", "scores")", "/items/0/better",
       "expected higher or lower for thresholds"},
      {"[40.0, 30.0, 20.0]", "[40.0, 41.0, 20.0]", "/items/0/rows/0/at",
       "not poorer than that of the score above"},
      {"[40.0, 30.0, 20.0]", "[40.0, 30.05, 20.0]", "/items/0/rows/0/at",
       "multiples of the resolution"},
      {"[40.0, 30.0, 20.0]", "[40.0, 30.0]", "/items/0/rows/0/at",
       "one bound for each of the 3 scores"},
      {"[100, 78, 60]", "[100, 60, 78]", "/items/0/scores/2", "scores that fall"},
      {R"([100, 18.5, 23.9, "[]", "normal"])", R"([100, 18.6, 23.9, "[]", "normal"])",
       "/items/1/rows/0", "no band covers 18.5"},
      {R"([100, 18.5, 23.9, "[]", "normal"])", R"([100, 18.4, 23.9, "[]", "normal"])",
       "/items/1/rows/0", "two bands cover 18.4"},
      {R"("candidates": [60, 100])", R"("candidates": [60, 90])", "/items/2/rows",
       "a doubt names 90"},
      {R"("candidates": [60, 100])", R"("candidates": [60])", "/items/2/rows/1/doubt/0/candidates",
       "at least two"},
      {R"({"key": ["female"], "at": [30.0, 20.0, 10.0], "verified": "unverified"})",
       R"({"key": ["male"], "at": [30.0, 20.0, 10.0]})", "/items/0/rows/1", "has a row already"},
      {R"(, {"key": ["female"], "at": [30.0, 20.0, 10.0], "verified": "unverified"})", "",
       "/items/0/rows", "no row, and not listed in none: female"},
      {R"("key": ["female"], "at")", R"("key": ["woman"], "at")", "/items/0/rows/1",
       "no such key: \"woman\""},
      {R"("weight": 30)", R"("weight": 29)", "/item_sets/0/items", "weights that sum to 100"},
      {R"("weight": 30)", R"("weight": null)", "/item_sets/0/items/1/weight",
       "expected a weight in percent"},
      {R"({"test": "bmi", "weight": 30})", R"({"test": "height", "weight": 30})",
       "/item_sets/0/items/1/test", "is no item of this standard"},
      {R"("applies": {"age_years": [20, 29]})", R"("applies": {"age_years": [20, 28]})",
       "/item_sets", "no item set applies to male, age_years 29"},
      {R"("from": 90})", R"("from": 106})", "/item_sets/0/grades/0",
       "no sheet can reach the grade \"good\""},
      {R"("from": 60})", R"("from": 90})", "/item_sets/0/grades/1/from",
       "each from lower than the one before"},
      {R"("from": 60})", R"("from": 36})", "/item_sets/0/grades/2",
       "no sheet can reach the grade \"fail\""},
      {R"("test": "bmi", "form")", R"("test": "bodymass", "form")", "/items/1/test",
       "unknown test \"bodymass\""},
      {"[[2, 1], [4, 2], [6, 9]]", "[[2, 1], [1, 2]]", "/bonus/tables/0/delta/1", "both rising"},
      {R"("resolution": 1, "better": "higher")",
       R"("resolution": 0.3333333333, "better": "higher")", "/items/2/resolution",
       "at most six decimals"},
      {R"("missing": "no_total")", R"("missing": "zero")", "/item_sets/0/missing",
       "expected no_total"},
      {R"("tables": "available")", R"("tables": "available", "colour": 1)", "/colour", "unknown"},
  };
  for (const auto& row : rows) {
    const auto made = Standard::decode(changed(row.from, row.to), header(), tests());
    ASSERT_FALSE(made) << row.to;
    EXPECT_EQ(made.error().status, Status::pack) << row.to;
    EXPECT_EQ(made.error().pointer, row.pointer) << row.to << ": " << made.error().message;
    EXPECT_NE(made.error().message.find(row.message), std::string::npos)
        << row.to << ": " << made.error().message;
  }
}

TEST(Standard, ExamplesSayWhatTheyFound) {
  const struct {
    const char *example, *pointer, *message;  // null: it holds
  } rows[] = {
      {R"({"in": {"sex": "male", "age_years": 20, "values": {"grip_strength": 30}}, "expect": {"grip_strength": 78}})",
       nullptr, nullptr},
      {R"({"in": {"sex": "male", "age_years": 20, "values": {"grip_strength": 30}}, "expect": {"grip_strength": 60}})",
       "/examples/0/expect/grip_strength", "expected 60, found 78"},
      {R"({"in": {"sex": "female", "age_years": 20, "values": {"pull_up": 3}}, "expect": {"pull_up": [100, 60]}})",
       nullptr, nullptr},
      {R"({"in": {"sex": "female", "age_years": 20, "values": {"pull_up": 3}}, "expect": {"pull_up": [60]}})",
       "/examples/0/expect/pull_up", "expected [60], found [60,100]"},
      {R"({"in": {"sex": "male", "age_years": 20, "values": {"pull_up": 0}}, "expect": {"pull_up": "no_score", "total": null, "missing": ["grip_strength", "bmi"]}})",
       nullptr, nullptr},
      {R"({"in": {"sex": "male", "age_years": 20, "values": {}}, "expect": {"total": 1}})",
       "/examples/0/expect/total", "expected 1, found null"},
      {R"({"in": {"sex": "male", "age_years": 20, "values": {}}, "expect": {"wrong": 1}})",
       "/examples/0/expect/wrong", "is not scored"},
  };
  for (const auto& row : rows) {
    const codec::Value file =
        changed(R"("examples": [])", std::string(R"("examples": [)") + row.example + "]");
    const auto made = Standard::decode(file, header(), tests());
    ASSERT_TRUE(made) << made.error().message;
    const Result<void> run = (*made)->run_examples(file);
    ASSERT_EQ(run.has_value(), row.pointer == nullptr)
        << row.example << (run ? "" : run.error().message);
    if (run) continue;
    EXPECT_EQ(run.error().pointer, row.pointer) << row.example;
    EXPECT_NE(run.error().message.find(row.message), std::string::npos)
        << row.example << ": " << run.error().message;
  }
}

struct SheetCase {
  const char* what;
  Sex sex;
  std::vector<SheetValue> values;
  Completeness outcome;
  std::optional<double> score, bonus, total, total_min, total_max;
  const char* grade;                    // "" = none
  std::vector<std::string> candidates;  // grades
  std::vector<std::string> missing;
};

TEST(Standard, Sheets) {
  const std::shared_ptr<const Standard> standard = small();
  const auto outcome = [](std::string_view test, Outcome o) {
    return SheetValue{test, o, 0, {}, {}};
  };
  const SheetCase cases[] = {
      // 50 + 30 + 20; 6 more than 10 is 9 points, 6 by the cap of the table, 5 by the common cap.
      {"everything",
       Sex::male,
       {value("grip_strength", 40), value("bmi", 20), value("pull_up", 16)},
       Completeness::complete,
       100,
       5,
       105,
       {},
       {},
       "good",
       {},
       {}},
      // 39 + 30 + 20 = 89, and 1 point for 2 more than 10.
      {"bonus lifts the grade",
       Sex::male,
       {value("grip_strength", 30), value("bmi", 20), value("pull_up", 12)},
       Completeness::complete,
       89,
       1,
       90,
       {},
       {},
       "good",
       {},
       {}},
      {"no bonus for women",
       Sex::female,
       {value("grip_strength", 20), value("bmi", 20), value("pull_up", 12)},
       Completeness::complete,
       89,
       0,
       89,
       {},
       {},
       "pass",
       {},
       {}},
      {"an item is missing",
       Sex::male,
       {value("grip_strength", 30), value("bmi", 20)},
       Completeness::incomplete,
       {},
       {},
       {},
       {},
       {},
       "",
       {},
       {"pull_up"}},
      {"0 is not missing",
       Sex::male,
       {value("grip_strength", 3), value("bmi", 20), value("pull_up", 12)},
       Completeness::complete,
       50,
       1,
       51,
       {},
       {},
       "fail",
       {},
       {}},
      {"no score blocks",
       Sex::male,
       {value("grip_strength", 40), value("bmi", 20), value("pull_up", 0)},
       Completeness::blocked,
       {},
       {},
       {},
       {},
       {},
       "",
       {},
       {}},
      {"exempt",
       Sex::male,
       {value("grip_strength", 40), value("bmi", 20), outcome("pull_up", Outcome::exempt)},
       Completeness::incomplete,
       {},
       {},
       {},
       {},
       {},
       "",
       {},
       {}},
      {"not safe",
       Sex::male,
       {value("grip_strength", 40), value("bmi", 20),
        outcome("pull_up", Outcome::withheld_for_safety)},
       Completeness::incomplete,
       {},
       {},
       {},
       {},
       {},
       "",
       {},
       {"pull_up"}},
      {"implausible",
       Sex::male,
       {value("grip_strength", 40), outcome("bmi", Outcome::implausible), value("pull_up", 9)},
       Completeness::incomplete,
       {},
       {},
       {},
       {},
       {},
       "",
       {},
       {"bmi"}},
      {"index from height and weight",
       Sex::female,
       {value("grip_strength", 30), value("height", 160), value("weight", 60), value("pull_up", 4)},
       Completeness::complete,
       100,
       0,
       100,
       {},
       {},
       "good",
       {},
       {}},
      {"alternative",
       Sex::female,
       {value("grip_strength", 30), value("bmi", 20), value("push_up", 5)},
       Completeness::complete,
       100,
       0,
       100,
       {},
       {},
       "good",
       {},
       {}},
      // 100 or 92: grade good either way.
      {"doubt that changes nothing",
       Sex::female,
       {value("grip_strength", 30), value("bmi", 20), value("pull_up", 3)},
       Completeness::undetermined,
       {},
       {},
       {},
       92,
       100,
       "good",
       {},
       {}},
      // 83 or 91.
      {"doubt that changes the grade",
       Sex::female,
       {value("grip_strength", 30), value("bmi", 17), value("pull_up", 3)},
       Completeness::undetermined,
       {},
       {},
       {},
       86,
       94,
       "",
       {"good", "pass"},
       {}},
      // 39.95 is 60 or 78 or 100?  floor 39.9 -> 78, ceiling 40.0 -> 100: 39 or 50, with 24 and 12.
      {"rounding that matters",
       Sex::male,
       {value("grip_strength", 39.95), value("bmi", 24), value("pull_up", 9)},
       Completeness::undetermined,
       {},
       {},
       {},
       75,
       86,
       "pass",
       {},
       {}},
      {"two doubts",
       Sex::female,
       {value("grip_strength", 19.95), value("bmi", 20), value("pull_up", 2.5)},
       Completeness::undetermined,
       {},
       {},
       {},
       72,
       89,
       "pass",
       {},
       {}},
      // 无分 or 60 points: no grade is certain.
      {"a doubt that may block",
       Sex::female,
       {value("grip_strength", 30), value("bmi", 20), value("pull_up", 0.5)},
       Completeness::undetermined,
       {},
       {},
       {},
       92,
       92,
       "",
       {"good"},
       {}},
      // 11.5: floor 11 gives no bonus, ceiling 12 one point.
      {"a bonus in doubt",
       Sex::male,
       {value("grip_strength", 30), value("bmi", 20), value("pull_up", 11.5)},
       Completeness::undetermined,
       {},
       {},
       {},
       89,
       90,
       "",
       {"good", "pass"},
       {}},
  };
  for (const SheetCase& c : cases) {
    const SheetScore sheet = standard->score_sheet(person(c.sex, 25), c.values);
    EXPECT_EQ(sheet.outcome, c.outcome) << c.what;
    EXPECT_EQ(sheet.score, c.score) << c.what;
    EXPECT_EQ(sheet.bonus_total, c.bonus) << c.what;
    EXPECT_EQ(sheet.total, c.total) << c.what;
    EXPECT_EQ(sheet.total_min, c.total_min) << c.what;
    EXPECT_EQ(sheet.total_max, c.total_max) << c.what;
    EXPECT_EQ(sheet.grade ? (*sheet.grades)[*sheet.grade].code : "", c.grade) << c.what;
    std::vector<std::string> candidates;
    for (const std::size_t g : sheet.grade_candidates)
      candidates.push_back((*sheet.grades)[g].code);
    EXPECT_EQ(candidates, c.candidates) << c.what;
    EXPECT_EQ(sheet.missing, c.missing) << c.what;
  }
}

TEST(Standard, TotalsAreExact) {
  // 89.95 rounds up to the next grade, 89.949 does not: 3 percent of 65 is 1.95, of 64.97
  // is 1.9491.
  const struct {
    const char *how, *score;
    std::optional<double> total;
    const char* grade;
    std::vector<std::string> candidates;
  } rows[] = {{"half_up", "65", 90.0, "good", {}},
              {"half_up", "64.97", 89.9, "pass", {}},
              {"floor", "65", 89.9, "pass", {}},
              {"exact", "65", 89.95, "pass", {}},
              {"not_printed", "65", 89.95, "", {"good", "pass"}}};
  for (const auto& row : rows) {
    std::string text(kSmall);
    const auto replace = [&](std::string_view from, std::string_view to) {
      const std::size_t at = text.find(from);
      ASSERT_NE(at, std::string::npos) << from;
      text.replace(at, from.size(), to);
    };
    replace("[100, 78, 60]", std::string("[100, ") + row.score + ", 60]");
    replace(R"("weight": 50)", R"("weight": 3)");
    replace(R"("weight": 30)", R"("weight": 77)");
    replace(R"([80, 24.0, null)", R"([10, 24.0, null)");
    replace(R"("how": "half_up", "verified": "secondary"},
  "examples")",
            std::string(R"("how": ")") + row.how + R"(", "verified": "secondary"},
  "examples")");
    replace(R"([60, 1, 9, "[]"])", R"([55, 1, 9, "[]"])");
    const auto made = Standard::decode(*codec::parse(text), header(), tests());
    ASSERT_TRUE(made) << made.error().pointer << made.error().message;
    // 3 % of 65 + 77 % of 100 + 20 % of 55 = 1.95 + 77 + 11.
    const SheetScore sheet = (*made)->score_sheet(
        person(Sex::male, 25), {value("grip_strength", 30), value("bmi", 20), value("pull_up", 9)});
    EXPECT_EQ(sheet.total, row.total) << row.how << ' ' << row.score;
    EXPECT_EQ(sheet.grade ? (*sheet.grades)[*sheet.grade].code : "", row.grade)
        << row.how << ' ' << row.score;
    EXPECT_EQ(sheet.grade_candidates.size(), row.candidates.size()) << row.how << ' ' << row.score;
  }
}

TEST(Standard, WhoIsScored) {
  const std::shared_ptr<const Standard> standard = small();
  const struct {
    Subject subject;
    bool covers, outside;
    std::vector<std::string> missing;
  } rows[] = {{person(Sex::male, 20), true, false, {"grip_strength", "bmi", "pull_up"}},
              {person(Sex::male, 29), true, false, {"grip_strength", "bmi", "pull_up"}},
              {person(Sex::male, 19), false, true, {}},
              {person(Sex::female, 30), false, true, {}},
              {person(Sex::unknown, 25), false, false, {"sex"}},
              {person(Sex::male, kUnknownKey), false, false, {"age_years"}},
              {Subject{}, false, false, {"sex", "age_years"}}};
  for (const auto& row : rows) {
    const SheetScore sheet = standard->score_sheet(row.subject, {});
    EXPECT_EQ(standard->covers(row.subject), row.covers) << row.subject.age_years;
    EXPECT_EQ(sheet.outside_population, row.outside) << row.subject.age_years;
    EXPECT_EQ(sheet.missing, row.missing) << row.subject.age_years;
    EXPECT_EQ(sheet.outcome, row.outside ? Completeness::unsupported : Completeness::incomplete)
        << row.subject.age_years;
  }
}

TEST(Standard, Lift) {
  const std::shared_ptr<const Standard> standard = small();
  const Subject man = person(Sex::male, 25);
  const SheetScore sheet = standard->score_sheet(
      man, {value("grip_strength", 29), value("bmi", 20), value("pull_up", 12)});
  ASSERT_EQ(sheet.total, 81.0);  // 30 + 30 + 20 + 1
  ASSERT_TRUE(sheet.items[0].next);
  EXPECT_EQ(sheet.items[0].next->value, 30.0);
  EXPECT_EQ(sheet.items[0].next->points, 78.0);
  const std::optional<Lift> one = standard->lift(man, sheet, 0, 78),
                            two = standard->lift(man, sheet, 0, 100);
  ASSERT_TRUE(one && two);
  EXPECT_EQ(one->total, 9.0);
  EXPECT_TRUE(one->grade) << "81 + 9 = 90";
  EXPECT_EQ(two->total, 20.0);
  const SheetScore blocked = standard->score_sheet(
      man, {value("grip_strength", 29), value("bmi", 20), value("pull_up", 0)});
  const std::optional<Lift> first = standard->lift(man, blocked, 2, 60);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->total, 12.0);
  EXPECT_FALSE(first->grade) << "there is no total yet";
}

TEST(Standard, BasisIsTheWeakestPart) {
  const std::shared_ptr<const Standard> standard = small();
  const struct {
    Sex sex;
    const char* test;
    double value;
    Verified verified;
    const char* why;
  } rows[] = {
      {Sex::male, "grip_strength", 35, Verified::secondary, "the file's"},
      {Sex::male, "grip_strength", 35.01, Verified::unverified, "the value was rounded"},
      {Sex::female, "grip_strength", 35, Verified::unverified, "the row's"},
      {Sex::male, "grip_strength", 5, Verified::secondary,
       "past the end, which is as well checked"},
      {Sex::male, "bmi", 20.04, Verified::secondary, "rounding as well checked as the file"}};
  for (const auto& row : rows) {
    const Cell cell =
        standard->score_item(person(row.sex, 25), row.test, value(row.test, row.value));
    EXPECT_EQ(standard->basis(row.test, cell).verified, row.verified)
        << row.test << ' ' << row.value << ": " << row.why;
    EXPECT_EQ(standard->basis(row.test, cell).cites, header().cites) << row.test;
  }
  EXPECT_EQ(weaker(Verified::primary, Verified::policy), Verified::policy);
  EXPECT_EQ(weaker(Verified::secondary, Verified::policy), Verified::secondary);
  EXPECT_EQ(weaker(Verified::unverified, Verified::secondary), Verified::unverified);
}

TEST(Standard, OneItem) {
  const std::shared_ptr<const Standard> standard = small();
  const Subject man = person(Sex::male, 25);
  EXPECT_EQ(standard->score_item(man, "push_up", value("push_up", 3)).outcome,
            Outcome::not_in_standard);
  EXPECT_EQ(
      standard->score_item(man, "grip_strength", {"grip_strength", Outcome::exempt, 0, {}, {}})
          .outcome,
      Outcome::exempt);
  EXPECT_EQ(
      standard->score_item(person(Sex::unknown, 25), "grip_strength", value("grip_strength", 3))
          .outcome,
      Outcome::missing_value);
  EXPECT_EQ(standard->score_item(man, "bmi", value("bmi", 18.44)).item_class, "underweight");
  EXPECT_EQ(standard->score_item(man, "bmi", value("bmi", 18.45)).item_class, "normal");
  EXPECT_EQ(standard->inputs(), (std::vector<std::string>{"bmi", "grip_strength", "height",
                                                          "pull_up", "push_up", "weight"}));
}

}  // namespace
}  // namespace celian
