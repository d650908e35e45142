// Decoding and checking a standard, and scoring one item of it.
#include <gtest/gtest.h>

#include <string>

#include "small_standard.hpp"

namespace celian {
namespace {

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
