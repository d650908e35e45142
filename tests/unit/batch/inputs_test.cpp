// Columns of every kind mean the same sheet; what cannot be read is refused by name.
#include <gtest/gtest.h>

#include <limits>

#include "../columns/arrow_table.hpp"
#include "batch/score_batch.hpp"
#include "celian/catalog.hpp"

namespace celian::batch {
namespace {

using arrow_test::OutTable;
using arrow_test::TestTable;

const KnowledgeBase& base() {
  static const std::shared_ptr<const Catalog> catalog = *Catalog::builtin();
  return catalog->internals();
}

Result<void> score(const TestTable& table, OutTable& out,
                   const char* standard = "cn.moe.student-fitness@2014",
                   const char* as_of = nullptr) {
  PlanCache plans;
  Options options;
  options.standard = standard;
  if (as_of != nullptr) options.as_of = *Date::parse(as_of);
  return score_batch(base(), plans, options, table.schema, table.array, out.schema, out.array);
}

std::string error_of(const TestTable& table, const char* standard = "cn.moe.student-fitness@2014") {
  OutTable out;
  const Result<void> done = score(table, out, standard);
  return done ? "" : done.error().message;
}

// Vital capacity of four girls of junior 2: the bounds are whole numbers, so every width can say
// it.
template <class T>
std::vector<float> points_of(std::int64_t pad) {
  TestTable table(5, pad);
  table.add<std::int8_t>("sex", {2, 2, 2, 2, 2});
  table.add<std::int8_t>("school_grade", {8, 8, 8, 8, 8});
  table.add<T>("sit_up_1min", {T(52), T(51), T(20), std::nullopt, T(100)});
  table.finish();
  OutTable out;
  const Result<void> done = score(table, out);
  EXPECT_TRUE(done) << done.error().message;
  const ArrowArray& points = *out.find("sit_up_1min.points");
  std::vector<float> all;
  for (std::int64_t i = 0; i < 5; ++i) all.push_back(out.at<float>(points, i).value_or(-1));
  return all;
}

TEST(Inputs, score_alike_in_every_width) {
  const std::vector<float> expected = points_of<double>(0);
  EXPECT_EQ(expected[3], -1);
  EXPECT_GT(expected[0], expected[2]);
  for (const std::int64_t pad : {0, 1, 13}) {
    EXPECT_EQ(points_of<float>(pad), expected) << pad;
    EXPECT_EQ(points_of<std::int8_t>(pad), expected) << pad;
    EXPECT_EQ(points_of<std::uint8_t>(pad), expected) << pad;
    EXPECT_EQ(points_of<std::int16_t>(pad), expected) << pad;
    EXPECT_EQ(points_of<std::uint16_t>(pad), expected) << pad;
    EXPECT_EQ(points_of<std::int32_t>(pad), expected) << pad;
    EXPECT_EQ(points_of<std::uint32_t>(pad), expected) << pad;
    EXPECT_EQ(points_of<std::int64_t>(pad), expected) << pad;
    EXPECT_EQ(points_of<std::uint64_t>(pad), expected) << pad;
  }
}

TEST(Inputs, take_sex_and_grade_as_numbers_texts_or_dictionaries) {
  for (int kind = 0; kind < 4; ++kind) {
    TestTable table(3);
    if (kind == 0) {
      table.add<std::int32_t>("sex", {1, 2, std::nullopt});
      table.add<std::uint16_t>("school_grade", {8, 8, 8});
    } else if (kind == 1) {
      table.add_text("sex", {"male", "female", std::nullopt});
      table.add_text<std::int64_t>("school_grade", {"junior_2", "junior_2", "junior_2"});
    } else if (kind == 2) {
      table.add_dictionary<std::int8_t>("sex", {"other", "female", "male"}, {2, 1, std::nullopt});
      table.add_dictionary<std::uint64_t>("school_grade", {"junior_2"}, {0, 0, 0});
    } else {
      table.add<std::int8_t>("sex", {1, 2, 0});
      table.add<std::int8_t>("school_grade", {8, 8, 8});
    }
    table.add<double>("run_50m", {8.0, 8.0, 8.0});
    table.finish();
    OutTable out;
    const Result<void> done = score(table, out);
    ASSERT_TRUE(done) << kind << ": " << done.error().message;
    const ArrowArray &points = *out.find("run_50m.points"), &outcome = *out.find("run_50m.outcome");
    EXPECT_EQ(out.at<float>(points, 0), 78.0f) << kind;
    EXPECT_EQ(out.at<float>(points, 1), 100.0f) << kind;
    EXPECT_EQ(out.at<std::uint8_t>(outcome, 2), static_cast<std::uint8_t>(Outcome::missing_value))
        << kind;
  }
}

// A birthday on the day itself completes the year; `date` replaces as_of in its row.
TEST(Inputs, take_age_in_months_in_years_and_from_dates) {
  const std::int32_t as_of = Date::parse("2026-11-22")->days_since_epoch();
  const std::int32_t born = Date::parse("2006-11-22")->days_since_epoch();
  TestTable table(4);
  table.add_text("sex", {"male", "male", "male", "male"});
  table.add_dates<std::int32_t>("birth_date", {born, born + 1, std::nullopt, born + 1});
  table.add_dates<std::int32_t>("date", {std::nullopt, std::nullopt, as_of, as_of + 1});
  table.add<float>("grip_strength", {45.f, 45.f, 45.f, 45.f});
  table.finish();
  OutTable out;
  const Result<void> done = score(table, out, "cn.gas.physique.adult@2003", "2026-11-22");
  ASSERT_TRUE(done) << done.error().message;
  const ArrowArray& outcome = *out.find("grip_strength.outcome");
  const Outcome expected[] = {Outcome::scored, Outcome::outside_population, Outcome::missing_value,
                              Outcome::scored};
  for (std::int64_t i = 0; i < 4; ++i)
    EXPECT_EQ(out.at<std::uint8_t>(outcome, i), static_cast<std::uint8_t>(expected[i])) << i;
  OutTable none;
  EXPECT_EQ(score(table, none, "cn.gas.physique.adult@2003").error().pointer, "/as_of");
}

// Preschool tables go by half years: from years alone nothing is certain, unless both halves agree.
TEST(Inputs, leave_open_what_years_cannot_tell) {
  TestTable table(2);
  table.add<std::int8_t>("sex", {1, 1});
  table.add<std::int16_t>("age_years", {4, 6});
  table.add<float>("standing_long_jump", {75.f, 75.f});
  table.finish();
  OutTable out;
  const Result<void> done = score(table, out, "cn.gas.physique.preschool@2003");
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(out.at<std::uint8_t>(*out.find("standing_long_jump.outcome"), 0),
            static_cast<std::uint8_t>(Outcome::undetermined));
}

TEST(Inputs, take_nan_and_all_null_columns_as_not_measured) {
  TestTable table(2);
  table.add<std::int8_t>("sex", {1, 1});
  table.add<std::int8_t>("school_grade", {8, 8});
  table.add<float>("run_50m", {std::numeric_limits<float>::quiet_NaN(), 8.f});
  ArrowArray& empty = table.add<float>("sit_and_reach", {std::nullopt, std::nullopt});
  table.finish();
  empty.n_buffers = 0;
  table.schema.children[3]->format = "n";
  OutTable out;
  const Result<void> done = score(table, out);
  ASSERT_TRUE(done) << done.error().message;
  const auto missing = static_cast<std::uint8_t>(Outcome::missing_value);
  EXPECT_EQ(out.at<std::uint8_t>(*out.find("run_50m.outcome"), 0), missing);
  EXPECT_EQ(out.at<std::uint8_t>(*out.find("run_50m.outcome"), 1), 0);
  EXPECT_EQ(out.at<std::uint8_t>(*out.find("sit_and_reach.outcome"), 1), missing);
}

TEST(Inputs, may_have_no_rows) {
  TestTable table(0);
  table.add<std::int8_t>("sex", {});
  table.add<std::int8_t>("school_grade", {});
  table.finish();
  OutTable out;
  const Result<void> done = score(table, out);
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(out.array.length, 0);
}

TEST(Inputs, are_refused_by_name) {
  struct Case {
    const char* says;
    void (*add)(TestTable&);
  };
  const Case cases[] = {
      {"\"sex\"",
       [](TestTable& t) {
         t.add<std::int8_t>("school_grade", {8, 8});
       }},
      {"\"school_grade\"",
       [](TestTable& t) {
         t.add<std::int8_t>("sex", {1, 2});
       }},
      {"column \"sex\", row 1: expected 1 (male)",
       [](TestTable& t) {
         t.add<std::int8_t>("sex", {1, 3});
         t.add<std::int8_t>("school_grade", {8, 8});
       }},
      {"column \"sex\", row 0: expected \"male\" or \"female\", found \"Male\"",
       [](TestTable& t) {
         t.add_text("sex", {"Male", "female"});
         t.add<std::int8_t>("school_grade", {8, 8});
       }},
      {"column \"school_grade\", row 1",
       [](TestTable& t) {
         t.add<std::int8_t>("sex", {1, 2});
         t.add_dictionary<std::int32_t>("school_grade", {"junior_2", "year 8"}, {0, 1});
       }},
      {"column \"sex\": expected whole numbers",
       [](TestTable& t) {
         t.add<double>("sex", {1, 2});
         t.add<std::int8_t>("school_grade", {8, 8});
       }},
      {"column \"run_50m\": expected numbers, found utf8",
       [](TestTable& t) {
         t.add<std::int8_t>("sex", {1, 2});
         t.add<std::int8_t>("school_grade", {8, 8});
         t.add_text("run_50m", {"8.0", "8.1"});
       }},
      {"column \"run_60m\"",
       [](TestTable& t) {
         t.add<std::int8_t>("sex", {1, 2});
         t.add<std::int8_t>("school_grade", {8, 8});
         t.add<float>("run_60m", {1.f, 2.f});
       }},
      {"column \"age_years\": the age is given by",
       [](TestTable& t) {
         t.add<std::int8_t>("sex", {1, 2});
         t.add<std::int8_t>("school_grade", {8, 8});
         t.add<std::int32_t>("age_months", {160, 160});
         t.add<std::int32_t>("age_years", {13, 13});
       }},
  };
  for (const Case& c : cases) {
    TestTable table(2);
    c.add(table);
    table.finish();
    const std::string message = error_of(table);
    EXPECT_NE(message.find(c.says), std::string::npos)
        << "\"" << c.says << "\" is not in: " << message;
  }
}

}  // namespace
}  // namespace celian::batch
