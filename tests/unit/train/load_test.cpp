// Load of sessions over calendar days, against the worked cases of data/formulas/series.json.
#include "train/load.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "../shipped.hpp"

namespace celian::train {
namespace {

using test::knowledge;

const Date kStart = Date::parse("2026-01-05").value();

// One session a day with this load; a zero is a day without.
Load load_of(const std::vector<double>& days, const Prescription* plan = nullptr,
             std::vector<Reason>* said = nullptr) {
  std::vector<Session> sessions;
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (days[i] == 0) continue;
    Session s;
    s.date = kStart + static_cast<std::int32_t>(i);
    s.minutes = days[i] / 4;
    s.rpe_cr10 = 4;
    sessions.push_back(s);
  }
  std::vector<Reason> reasons;
  Load out = session_load(knowledge(), plan, sessions,
                          kStart + static_cast<std::int32_t>(days.size()) - 1, reasons);
  if (said != nullptr) *said = reasons;
  return out;
}

std::vector<double> weeks(std::initializer_list<std::vector<double>> all) {
  std::vector<double> out;
  for (const auto& week : all) out.insert(out.end(), week.begin(), week.end());
  return out;
}

bool has_flag(const Load& l, const char* flag) {
  return std::find(l.flags.begin(), l.flags.end(), flag) != l.flags.end();
}

const std::vector<double> kUsual = {40, 60, 0, 80, 50, 0, 100};

TEST(Load, RatiosOfTheWorkedCase) {
  const Load l = load_of(weeks({kUsual, kUsual, kUsual, {70, 90, 40, 100, 80, 60, 120}}));
  EXPECT_NEAR(*l.ratio, 1.445, 0.0005);
  EXPECT_EQ(l.ratio_uncoupled, 1.697);
  EXPECT_EQ(l.ratio_ewma, 1.357);
  EXPECT_TRUE(has_flag(l, "train.load_jump"));
  EXPECT_FALSE(l.fitness) << "28 days settle nothing";
}

TEST(Load, WeekOfFoster) {
  const Load l = load_of({300, 0, 420, 180, 0, 500, 240});
  EXPECT_EQ(l.monotony, 1.218);
  EXPECT_NEAR(*l.strain, 1996.7, 0.05);
  EXPECT_FALSE(l.ratio);
}

TEST(Load, SixDaysAreNoWeek) {
  const Load l = load_of({300, 0, 420, 180, 0, 500});
  EXPECT_FALSE(l.acute);
  EXPECT_FALSE(l.monotony);
}

TEST(Load, EqualDaysHaveNoMonotony) {
  EXPECT_FALSE(load_of({60, 60, 60, 60, 60, 60, 60}).monotony);
  EXPECT_TRUE(has_flag(load_of({60, 60, 60, 60, 60, 60, 90}), "train.load_monotonous"));
}

TEST(Load, TheUsualWeekIsNoJump) {
  EXPECT_FALSE(has_flag(load_of(weeks({kUsual, kUsual})), "train.load_jump"));
  // 363 against 330 is the tenth that a plan may add; 364 is more.
  EXPECT_FALSE(has_flag(load_of(weeks({kUsual, {73, 60, 0, 80, 50, 0, 100}})), "train.load_jump"));
  EXPECT_TRUE(has_flag(load_of(weeks({kUsual, {74, 60, 0, 80, 50, 0, 100}})), "train.load_jump"));
}

// 347 against 330 is five percent; what is a jump depends on the plan.
TEST(Load, AJumpIsMoreThanThePrescriptionWouldHaveAdded) {
  const std::vector<double> more = weeks({kUsual, {57, 60, 0, 80, 50, 0, 100}});
  struct Case {
    const char* what;
    std::optional<double> percent;
    bool jump;
  };
  for (const Case& c : {Case{"a plan that says no rate", {}, false},
                        {"a plan that grows by a tenth", 10.0, false},
                        {"a careful plan", 5.0, true},
                        {"a plan that does not grow", 0.0, true}}) {
    Prescription plan;
    plan.envelope.progress_percent_week = c.percent;
    EXPECT_EQ(has_flag(load_of(more, &plan), "train.load_jump"), c.jump) << c.what;
  }
  EXPECT_FALSE(has_flag(load_of(more), "train.load_jump")) << "no plan";
}

TEST(Load, ASessionFarLongerThanTheLastMonth) {
  const std::vector<double> rest(5, 0), month(31, 0);
  EXPECT_TRUE(has_flag(load_of(weeks({{100}, rest, {131}})), "train.load_spike"));
  EXPECT_FALSE(has_flag(load_of(weeks({{100}, rest, {130}})), "train.load_spike"));
  EXPECT_FALSE(has_flag(load_of(weeks({{100}, month, {131}})), "train.load_spike"))
      << "nothing to compare with";
}

// Each number comes with what it is good for.
TEST(Load, LimitsAreSaid) {
  const auto codes = [](const std::vector<double>& days) {
    std::vector<Reason> said;
    const Load l = load_of(days, nullptr, &said);
    std::vector<std::string> out;
    for (const std::uint32_t i : l.why) {
      out.push_back(said.at(i).code);
      EXPECT_FALSE(said.at(i).cites.empty()) << said.at(i).code;
    }
    return out;
  };
  using Codes = std::vector<std::string>;
  EXPECT_EQ(codes({60}), Codes{});
  EXPECT_EQ(codes(kUsual), Codes{"train.limits_monotony"});
  EXPECT_EQ(codes(weeks({kUsual, kUsual, kUsual, kUsual})),
            (Codes{"train.limits_ratio", "train.limits_monotony"}));
  EXPECT_EQ(codes(weeks({kUsual, kUsual, kUsual, kUsual, kUsual, kUsual, kUsual})),
            (Codes{"train.limits_ratio", "train.limits_monotony", "train.limits_form"}));
}

// Six weeks and a day at 60 a day: what was there that morning.
TEST(Load, FitnessAndFatigueSettle) {
  const Load l = load_of(std::vector<double>(43, 60));
  ASSERT_TRUE(l.fitness);
  EXPECT_NEAR(*l.fitness, 60 * (1 - std::pow(41.0 / 42, 42)), 0.001);
  EXPECT_NEAR(*l.form, *l.fitness - *l.fatigue, 0.0011);
}

TEST(Load, NothingLoggedIsNothingSaid) {
  std::vector<Reason> reasons;
  const Load l = session_load(knowledge(), nullptr, {}, kStart, reasons);
  EXPECT_TRUE(l.session_rpe.empty());
  EXPECT_TRUE(reasons.empty());
  EXPECT_FALSE(l.acute);
}

}  // namespace
}  // namespace celian::train
