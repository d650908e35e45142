// The meet of limits is a meet: commutative, associative, idempotent, and it only ever narrows.
// Checked on random sets made by a fixed generator, so that a failure comes back with its number.
#include "guide/limits.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

namespace celian::guide {
namespace {

constexpr int kRounds = 3000;

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  LimitSet make() {
    LimitSet set;
    const int n = number(0, 8);
    for (int i = 0; i < n; ++i) add(set);
    return set;
  }

 private:
  // Few values, so that ties are common: they are what breaks commutativity.
  int number(int lo, int hi) {
    return lo + static_cast<int>(random_() % static_cast<unsigned>(hi - lo + 1));
  }
  template <std::size_t N>
  std::string one_of(const std::array<const char*, N>& list) {
    return list[static_cast<std::size_t>(number(0, static_cast<int>(N) - 1))];
  }
  std::optional<double> maybe(int lo, int hi) {
    return number(0, 1) == 0 ? std::nullopt : std::optional<double>(number(lo, hi));
  }

  void add(LimitSet& set) {
    static constexpr std::array<const char*, 3> kDimensions = {"hrr_percent", "minutes_week",
                                                               "rpe_6_20"};
    static constexpr std::array<const char*, 3> kComponents = {"", "aerobic", "resistance"};
    static constexpr std::array<const char*, 3> kCodes = {"supine", "valsalva", "fall_risk"};
    static constexpr std::array<const char*, 3> kMethods = {"hrr", "power", "pace"};
    const auto why = static_cast<std::uint32_t>(number(0, 9));
    const LimitKey key{one_of(kDimensions), one_of(kComponents)};
    const double value = 10.0 * number(1, 4);
    const int level = number(1, 5);
    const bool hard = number(0, 1) == 1;
    switch (number(0, 8)) {
      case 0: set.at_most(key, value, level, hard, why); break;
      case 1: set.at_least(key, value, level, hard, why); break;
      case 2: set.cap_class(static_cast<IntensityClass>(number(0, 4)), why); break;
      case 3: set.allow_methods({"rpe", "talk_test", one_of(kMethods)}, why); break;
      case 4: set.forbid("tag", one_of(kCodes), hard, why); break;
      case 5: {
        Requirement r;
        r.days_week = maybe(1, 4), r.minutes = maybe(5, 8), r.minutes_week = maybe(60, 62),
        r.sets = maybe(1, 2), r.reps = maybe(8, 9);
        set.require(one_of(kComponents), r, why);
        break;
      }
      case 6: set.supervise(static_cast<Supervision>(number(0, 4)), why); break;
      case 7:
        set.monitor(one_of(kCodes), "before", why);
        set.timing(one_of(kCodes), why);
        break;
      default: set.progress(maybe(3, 6), maybe(1, 3), maybe(1, 2), why); break;
    }
  }

  std::mt19937 random_;
};

LimitSet met(LimitSet a, const LimitSet& b) {
  a.meet(b);
  return a;
}

TEST(LimitSet, MeetIsCommutative) {
  Maker maker(1);
  for (int i = 0; i < kRounds; ++i) {
    const LimitSet a = maker.make();
    const LimitSet b = maker.make();
    ASSERT_EQ(met(a, b), met(b, a)) << "round " << i;
  }
}

TEST(LimitSet, MeetIsAssociative) {
  Maker maker(2);
  for (int i = 0; i < kRounds; ++i) {
    const LimitSet a = maker.make();
    const LimitSet b = maker.make();
    const LimitSet c = maker.make();
    ASSERT_EQ(met(met(a, b), c), met(a, met(b, c))) << "round " << i;
  }
}

TEST(LimitSet, MeetIsIdempotent) {
  Maker maker(3);
  for (int i = 0; i < kRounds; ++i) {
    const LimitSet a = maker.make();
    const LimitSet b = maker.make();
    ASSERT_EQ(met(a, a), a) << "round " << i;
    const LimitSet both = met(a, b);
    ASSERT_EQ(met(both, b), both) << "round " << i << ": what was said twice counts once";
  }
}

TEST(LimitSet, NothingIsTheNeutralElement) {
  Maker maker(4);
  for (int i = 0; i < kRounds; ++i) {
    const LimitSet a = maker.make();
    ASSERT_EQ(met(a, LimitSet()), a) << "round " << i;
    ASSERT_EQ(met(LimitSet(), a), a) << "round " << i;
  }
}

TEST(LimitSet, MeetOnlyNarrows) {
  Maker maker(5);
  for (int i = 0; i < kRounds; ++i) {
    const LimitSet a = maker.make();
    const LimitSet both = met(a, maker.make());
    ASSERT_LE(both.max_class, a.max_class) << "round " << i;
    ASSERT_GE(both.supervision, a.supervision) << "round " << i;
    for (const auto& [key, range] : a.ranges) {
      if (range.hi) {
        ASSERT_LE(both.hi(key.first, key.second).value_or(1e9), range.hi->value)
            << "round " << i << " " << key.first;
      }
      if (range.lo) {
        ASSERT_GE(both.lo(key.first, key.second).value_or(-1e9), range.lo->value)
            << "round " << i << " " << key.first;
      }
    }
    for (const auto& [what, forbidden] : a.forbidden) {
      ASSERT_TRUE(both.forbids(what.first, what.second)) << "round " << i;
      ASSERT_TRUE(!forbidden.hard || both.forbids_hard(what.first, what.second))
          << "round " << i << ": a hard ban does not soften";
    }
    for (const char* method : {"hrr", "rpe", "talk_test", "power", "pace"}) {
      ASSERT_TRUE(a.method_allowed(method) || !both.method_allowed(method))
          << "round " << i << " " << method;
    }
    if (a.percent_week) {
      ASSERT_LE(both.percent_week.value_or(1e9), *a.percent_week) << "round " << i;
    }
    if (a.weeks_step) {
      ASSERT_GE(both.weeks_step.value_or(-1), *a.weeks_step) << "round " << i;
    }
    if (a.variables) {
      ASSERT_LE(both.variables.value_or(1e9), *a.variables) << "round " << i;
    }
  }
}

TEST(LimitSet, RpeAndTalkTestAlwaysRemain) {
  LimitSet set;
  set.allow_methods({"hrr"}, 1);
  set.allow_methods({"power"}, 2);
  EXPECT_TRUE(set.method_allowed("rpe"));
  EXPECT_TRUE(set.method_allowed("talk_test"));
  EXPECT_FALSE(set.method_allowed("hrr"));
}

}  // namespace
}  // namespace celian::guide
