#include "assess/scorer.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <new>

#include "shipped_base.hpp"

namespace {
std::size_t allocations = 0;  // of this program; tests run in one thread
}  // namespace

// Not inlined, or gcc takes malloc and free for a mismatched pair.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  void* const p = std::malloc(size);
  if (p == nullptr) throw std::bad_alloc();
  return p;
}
// std::stable_sort asks for its buffer in this way; both forms must come from one allocator.
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size);
}
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { std::free(p); }

namespace celian {
namespace {

using assess::Scorer;
using assess::ScorerResult;

Scorer bound(const char* standard, const char* test) {
  Result<Scorer> made = Scorer::bind(shipped::base(), standard, test);
  if (!made) throw std::runtime_error(made.error().message);
  return *std::move(made);
}

Subject person(Sex sex, std::int32_t years) {
  Subject s;
  s.sex = sex;
  s.age_years = years;
  return s;
}

TEST(Scorer, OneValue) {
  const Scorer grip = bound("cn.gas.physique.older@2003", "grip_strength");
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const struct {
    Subject subject;
    std::vector<double> values;
    Outcome outcome;
    double points;
  } rows[] = {{person(Sex::male, 62), {30}, Outcome::scored, 2},
              {person(Sex::male, 62), {21.4}, Outcome::no_score, 0},
              {person(Sex::male, 59), {30}, Outcome::outside_population, 0},
              {person(Sex::unknown, 62), {30}, Outcome::missing_value, 0},
              {person(Sex::male, kUnknownKey), {30}, Outcome::missing_value, 0},
              {person(Sex::male, 62), {nan}, Outcome::missing_value, 0},
              {person(Sex::male, 62), {}, Outcome::missing_value, 0},
              {person(Sex::male, 62), {30, 30}, Outcome::missing_value, 0},
              {person(Sex::male, 62), {1e300}, Outcome::implausible, 0}};
  for (const auto& row : rows) {
    const ScorerResult found = grip.eval(row.subject, row.values);
    EXPECT_EQ(found.outcome, row.outcome) << row.values.size() << " values";
    EXPECT_EQ(found.points, row.points) << row.values.size() << " values";
    EXPECT_EQ(found.candidate_count, 0u);
  }
  EXPECT_EQ(grip.least_values(), 1u);
  EXPECT_EQ(grip.most_values(), 1u);
}

TEST(Scorer, CandidatesAndClasses) {
  const ScorerResult open = bound("cn.gas.physique.older@2003", "grip_strength")
                                .eval(person(Sex::male, 62), std::array{21.45});
  EXPECT_EQ(open.outcome, Outcome::undetermined);
  ASSERT_EQ(open.candidate_count, 2u);
  EXPECT_TRUE(open.candidates[0].no_score);
  EXPECT_EQ(open.candidates[1].points, 1.0);

  const Scorer bmi = bound("cn.gas.physique.adult@2023", "bmi");
  EXPECT_EQ(bmi.most_values(), 2u);
  const Subject man = person(Sex::male, 30);
  EXPECT_EQ(bmi.class_name(bmi.eval(man, std::array{23.99}).item_class), "normal");
  EXPECT_EQ(bmi.class_name(bmi.eval(man, std::array{160.0, 61.44}).item_class), "overweight");
  EXPECT_EQ(bmi.class_name(bmi.eval(man, std::array{160.0, 61.439}).item_class), "normal");
  EXPECT_EQ(bmi.class_name(-1), "");
  EXPECT_EQ(bmi.class_name(99), "");
}

TEST(Scorer, WeightByHeight) {
  const Scorer scorer = bound("cn.gas.physique.adult@2003", "height_for_weight");
  EXPECT_EQ(scorer.least_values(), 2u);
  const Subject man = person(Sex::male, 25);
  EXPECT_EQ(scorer.eval(man, std::array{144.9, 48.2}).points, 5.0);
  EXPECT_EQ(scorer.eval(man, std::array{144.9, 48.3}).points, 3.0);
  EXPECT_EQ(scorer.eval(man, std::array{143.9, 48.2}).outcome, Outcome::outside_population);
  EXPECT_EQ(scorer.eval(man, std::array{48.2}).outcome, Outcome::missing_value);
}

// The table itself knows no ages: the population of the standard does.
TEST(Scorer, PopulationOfATableWithoutAges) {
  const Scorer scorer = bound("cn.gas.physique.preschool@2003", "height_for_weight");
  for (const auto& [months, outcome] : {std::pair{35, Outcome::outside_population},
                                        {36, Outcome::scored},
                                        {83, Outcome::scored},
                                        {84, Outcome::outside_population}}) {
    Subject boy;
    boy.sex = Sex::male;
    boy.age_months = months;
    EXPECT_EQ(scorer.eval(boy, std::array{76.0, 11.7}).outcome, outcome) << months << " months";
  }
}

TEST(Scorer, SchoolGrades) {
  const Scorer run = bound("cn.moe.student-fitness@2014", "run_50m");
  Subject s;
  s.sex = Sex::male;
  s.school_grade = run.school_grade_code("primary_1");
  EXPECT_EQ(run.eval(s, std::array{10.2}).points, 100.0);
  s.school_grade = run.school_grade_code("nursery");
  EXPECT_EQ(run.eval(s, std::array{10.2}).outcome, Outcome::missing_value);
  s.school_grade = 15;
  EXPECT_EQ(run.eval(s, std::array{10.2}).outcome, Outcome::outside_population);
}

TEST(Scorer, BindErrors) {
  EXPECT_EQ(Scorer::bind(shipped::base(), "cn.nothing", "bmi").error().status, Status::unknown_id);
  EXPECT_EQ(Scorer::bind(shipped::base(), "cn.moe.student-fitness", "grip_strength").error().status,
            Status::unknown_id);
  EXPECT_EQ(Scorer::bind(shipped::base(), "cn.gas.physique.older@2023", "bmi").error().status,
            Status::unsupported);
}

TEST(Scorer, AllocatesNothing) {
  const Scorer grip = bound("cn.gas.physique.older@2003", "grip_strength");
  const Subject man = person(Sex::male, 62);
  const std::size_t before = allocations;
  double sum = 0;
  for (int i = 0; i < 1000; ++i) sum += grip.eval(man, std::array{15 + 0.05 * i}).points;
  EXPECT_EQ(allocations, before);
  EXPECT_GT(sum, 0);
}

}  // namespace
}  // namespace celian
