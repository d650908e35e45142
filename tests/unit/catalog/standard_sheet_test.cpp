// Scoring whole sheets with a small standard of our own.
#include <gtest/gtest.h>

#include <string>

#include "small_standard.hpp"

namespace celian {
namespace {

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

}  // namespace
}  // namespace celian
