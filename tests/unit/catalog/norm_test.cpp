#include "catalog/norm.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "catalog/norm_impl.hpp"
#include "shipped.hpp"

namespace celian {
namespace {

struct NormFile {
  std::string name;
  codec::Value json;
  std::shared_ptr<const Norm> norm;
};

const std::vector<NormFile>& norms() {
  static const std::vector<NormFile> all = [] {
    std::vector<NormFile> out;
    const std::vector<TestDef> defs = shipped::tests();
    for (const auto& path : shipped::files("norms")) {
      codec::Value json = shipped::read_json(path);
      auto norm = Norm::decode(json, shipped::header_of(json), defs);
      if (!norm)
        throw std::runtime_error(path.string() + norm.error().pointer + ": " +
                                 norm.error().message);
      out.push_back({path.stem().string(), std::move(json), *norm});
    }
    return out;
  }();
  return all;
}

const Norm& norm(const std::string& name) {
  for (const NormFile& file : norms()) {
    if (file.name == name) return *file.norm;
  }
  throw std::runtime_error("no norm " + name);
}

Subject child(Sex sex, std::int32_t months) {
  Subject s;
  s.sex = sex;
  s.age_months = months;
  return s;
}

SheetValue value(std::string_view test, double v) { return {test, Outcome::scored, v, {}, {}}; }

TEST(Norm, ExamplesOfTheFiles) {
  std::size_t examples = 0;
  for (const NormFile& file : norms()) {
    const Result<void> run = file.norm->run_examples(file.json);
    EXPECT_TRUE(run) << file.name << run.error().pointer << ": " << run.error().message;
    examples += file.norm->examples();
  }
  EXPECT_GE(examples, norms().size());
}

TEST(Norm, LmsFormula) {
  // WHO 2007, BMI, boys 61 months: L -0.7387, M 15.2641, S 0.08390; +2 SD is printed as 18.26
  // (18.259).
  const Lms boys{-0.7387, 15.2641, 0.08390};
  const struct {
    double y;
    int z100;
  } rows[] = {{15.2641, 0}, {18.259, 200}, {16.645, 100}, {14.0714, -100}, {13.031, -200}};
  for (const auto& row : rows)
    EXPECT_NEAR(lms_z100(boys, row.y, true).value_or(9999), row.z100, 1) << row.y;
  EXPECT_FALSE(lms_z100(boys, 0, true));
  EXPECT_FALSE(lms_z100(boys, -1, true));
  EXPECT_FALSE(lms_z100(boys, NAN, true));
  // L = 1 is the plain normal distribution.
  EXPECT_EQ(lms_z100({1, 110, 0.04}, 114.4, false), 100);
  EXPECT_EQ(lms_z100({1, 110, 0.04}, 110 + 4.4 * 5, false), 500);
  // L = 0 is the logarithm.
  EXPECT_EQ(lms_z100({0, 10, 0.1}, 10 * std::exp(0.1), false), 100);
}

TEST(Norm, RestrictedTails) {
  const Lms l{-0.7387, 15.2641, 0.08390};
  const auto at = [&](double z) { return l.m * std::pow(1 + l.l * l.s * z, 1 / l.l); };
  const struct {
    double y;
    int restricted;
  } rows[] = {{at(3), 300},
              {at(3) + (at(3) - at(2)), 400},
              {at(3) + 2.5 * (at(3) - at(2)), 550},
              {at(-3) - (at(-2) - at(-3)), -400},
              {at(2.9), 290}};
  for (const auto& row : rows) EXPECT_EQ(lms_z100(l, row.y, true), row.restricted) << row.y;
  EXPECT_NE(lms_z100(l, at(3) + (at(3) - at(2)), false), 400);
}

TEST(Norm, MonthsWithAFraction) {
  LmsColumn column;
  column.first = 60;
  column.rows = {{-0.7, 15.0, 0.08}, {-0.8, 16.0, 0.09}};
  const std::optional<Lms> half = lms_at(column, 60.5);
  ASSERT_TRUE(half);
  EXPECT_DOUBLE_EQ(half->l, -0.75);
  EXPECT_DOUBLE_EQ(half->m, 15.5);
  EXPECT_DOUBLE_EQ(half->s, 0.085);
  EXPECT_TRUE(lms_at(column, 60) && lms_at(column, 61));
  EXPECT_FALSE(lms_at(column, 59.99) || lms_at(column, 61.01) || lms_at(column, NAN));

  // Days count where they are known: 61 months and 15 days are 1871 days or so.
  const Norm& who = norm("who.growth@2007");
  Subject by_months = child(Sex::male, 61), by_days = by_months;
  by_days.age_days = static_cast<std::int32_t>(61.5 * 30.4375);
  const NormValue a = who.evaluate(by_months, value("bmi", 15.2641)),
                  b = who.evaluate(by_days, value("bmi", 15.2641));
  EXPECT_EQ(a.z, 0.0);
  EXPECT_EQ(b.outcome, Outcome::scored);
}

TEST(Norm, GrowthReference) {
  const Norm& who = norm("who.growth@2007");
  const struct {
    Subject subject;
    double bmi;
    Outcome outcome;
    const char* norm_class;
  } rows[] = {{child(Sex::male, 60), 15, Outcome::outside_population, ""},
              {child(Sex::male, 61), 15, Outcome::scored, "normal"},
              {child(Sex::female, 228), 22, Outcome::scored, "normal"},
              {child(Sex::female, 229), 22, Outcome::outside_population, ""},
              {child(Sex::unknown, 100), 16, Outcome::missing_value, ""},
              {child(Sex::male, kUnknownKey), 16, Outcome::missing_value, ""},
              {child(Sex::male, 100), 30, Outcome::scored, "obese"},
              {child(Sex::male, 100), 10, Outcome::scored, "severe_thinness"}};
  for (const auto& row : rows) {
    const NormValue found = who.evaluate(row.subject, value("bmi", row.bmi));
    EXPECT_EQ(found.outcome, row.outcome) << row.subject.age_months << " months, " << row.bmi;
    EXPECT_EQ(found.norm_class, row.norm_class) << row.subject.age_months << " months, " << row.bmi;
  }
  Subject years;
  years.sex = Sex::male;
  years.age_years = 10;
  const NormValue found = who.evaluate(years, value("bmi", 18.6));
  EXPECT_EQ(found.outcome, Outcome::undetermined);
  EXPECT_EQ(found.candidates, (std::vector<std::string>{"overweight", "normal"}))
      << "+1 SD is 18.5 at 120 months and 19.0 at 131";
  EXPECT_FALSE(found.z);
}

TEST(Norm, ZIsRoundedBeforeItIsCompared) {
  // +1 SD of girls at 150 months; a z of 1.004 is 1.00 and not above 1, one of 1.006 is.
  const Norm& who = norm("who.growth@2007");
  int last = 0;
  for (double bmi = 20; bmi < 24; bmi += 0.001) {
    const NormValue found = who.evaluate(child(Sex::female, 150), value("bmi", bmi));
    const int z100 = static_cast<int>(std::lround(*found.z * 100));
    EXPECT_GE(z100, last) << bmi;
    last = std::max(last, z100);
    EXPECT_EQ(found.norm_class, z100 > 200   ? "obese"
                                : z100 > 100 ? "overweight"
                                             : "normal")
        << bmi << " z " << *found.z;
  }
}

TEST(Norm, IndexFromHeightAndWeight) {
  const Norm& adults = norm("cn.bmi.adult@2013");
  Subject s;
  s.age_years = 30;
  SheetValue v{"bmi", Outcome::scored, 0, 160.0, 61.44};
  EXPECT_EQ(adults.evaluate(s, v).norm_class, "overweight");
  v.weight_kg = 61.439;
  EXPECT_EQ(adults.evaluate(s, v).norm_class, "normal");
  EXPECT_EQ(adults.evaluate(s, {"bmi", Outcome::missing_value, 0, {}, {}}).outcome,
            Outcome::missing_value);
  s.age_years = 17;
  EXPECT_EQ(adults.evaluate(s, v).outcome, Outcome::outside_population);
}

TEST(Norm, DoubtsNameClasses) {
  // WS/T 586, boys of 75 months: half year reached (16.4) or nearest (16.7).
  const NormValue found =
      norm("cn.nhc.bmi-school-age@2018").evaluate(child(Sex::male, 75), value("bmi", 16.5));
  EXPECT_EQ(found.outcome, Outcome::undetermined);
  EXPECT_EQ(found.candidates, (std::vector<std::string>{"normal", "overweight"}));
  EXPECT_EQ(found.norm_class, "");
}

constexpr std::string_view kPercentiles = R"({
  "kind": "norm", "format": 1, "id": "test.p", "edition": "2000", "revision": 1, "status": "current", "in_force_from": null, "supersedes": null,
  "title": {"en": "P", "zh-CN": "百"}, "cites": [], "licence": "own", "verified": "policy",
  "population": {"sex": ["male", "female"], "by": "age_years", "from": 20, "to": 29}, "measure": "TEST", "form": "percentiles",
  "resolution": 0.1, "round": {"how": "half_up", "verified": "secondary"}, "keys": [{"fact": "sex"}], "knots": [5, 50, 97.5],
  "rows": [{"key": ["male"], "at": MALE}, {"key": ["female"], "at": [20.0, 30.0, 40.0]}], "examples": []})";

Result<std::shared_ptr<const Norm>> percentiles(std::string_view male) {
  std::string text(kPercentiles);
  text.replace(text.find("TEST"), 4, "grip_strength");
  text.replace(text.find("MALE"), 4, male);
  return Norm::decode(*codec::parse(text), {}, shipped::tests());
}

TEST(Norm, PercentilesAreNeverInterpolatedOrExtended) {
  const struct {
    const char* at;
    double value;
    std::optional<double> percentile;
    const char* norm_class;
  } rows[] = {{"[30.0, 40.0, 50.0]", 29.9, {}, "below_p5"},
              {"[30.0, 40.0, 50.0]", 30.0, 5, "p5_to_p50"},
              {"[30.0, 40.0, 50.0]", 39.94, 5, "p5_to_p50"},
              {"[30.0, 40.0, 50.0]", 39.95, 50, "p50_to_p97_5"},
              {"[30.0, 40.0, 50.0]", 99, 97.5, "from_p97_5"},
              {"[9.0, 8.0, 7.0]", 9.1, {}, "below_p5"},
              {"[9.0, 8.0, 7.0]", 9.0, 5, "p5_to_p50"},
              {"[9.0, 8.0, 7.0]", 7.0, 97.5, "from_p97_5"}};
  Subject man;
  man.sex = Sex::male;
  man.age_years = 25;
  for (const auto& row : rows) {
    const auto made = percentiles(row.at);
    ASSERT_TRUE(made) << made.error().pointer << made.error().message;
    const NormValue found = (*made)->evaluate(man, value("grip_strength", row.value));
    EXPECT_EQ(found.percentile, row.percentile) << row.at << ' ' << row.value;
    EXPECT_EQ(found.norm_class, row.norm_class) << row.at << ' ' << row.value;
  }
  EXPECT_FALSE(percentiles("[30.0, 50.0, 40.0]"));
  EXPECT_FALSE(percentiles("[30.0, 40.0]"));
}

}  // namespace
}  // namespace celian
