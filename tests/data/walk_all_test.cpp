// Every file of data/, through the checks that the build runs. Says everything that is wrong, not
// only the first.
#include <gtest/gtest.h>

#include <string>

#include "catalog/check.hpp"
#include "catalog/knowledge_base.hpp"
#include "frozen.hpp"

namespace celian {
namespace {

class Data : public testing::Test {
 protected:
  static const CheckResult& checked() {
    static const CheckResult result = check_base(frozen::base(frozen::folder("data")));
    return result;
  }
};

TEST_F(Data, PassesEveryCheck) {
  for (const Issue& issue : checked().issues) ADD_FAILURE() << describe(issue);
}

// Numbers may grow. When one falls, knowledge was lost: say so here on purpose.
TEST_F(Data, HoldsWhatItHeld) {
  const BaseCounts& n = checked().counts;
  EXPECT_GE(n.files.at("standard"), 7u);
  EXPECT_GE(n.files.at("norm"), 15u);
  EXPECT_GE(n.cells, 10000u);
  EXPECT_GE(n.examples, 350u);
  EXPECT_GE(n.rules, 530u);
  EXPECT_GE(n.exercises, 345u);
  EXPECT_GE(n.sources, 95u);
  EXPECT_GE(n.texts, 1700u);
  EXPECT_GT(n.doubts, 0u)
      << "official tables have holes; none at all means that somebody cleaned them";
}

// Whoever is to learn something is told how to begin.
TEST_F(Data, TeachesEverySkillInThreeSteps) {
  const auto base = catalog_from_files(frozen::folder("data"), "test").value();
  for (const Exercise& e : base->internals().exercises()) {
    if (e.skill == 1 && e.first_steps.empty()) continue;
    EXPECT_EQ(3u, e.first_steps.size()) << e.code;
  }
}

// Shoes, ground and common injuries, from the exercise or from its family.
TEST_F(Data, SaysWhatToWearForEveryExercise) {
  const auto base = catalog_from_files(frozen::folder("data"), "test").value();
  for (const Exercise& e : base->internals().exercises()) {
    EXPECT_FALSE(e.care.footwear.empty() || e.care.surface.empty() || e.care.injuries.empty())
        << e.code;
  }
}

}  // namespace
}  // namespace celian
