// Every file of data/, through the checks that the build runs. Says everything that is wrong, not
// only the first.
#include <gtest/gtest.h>

#include <string>

#include "catalog/check.hpp"
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
  EXPECT_GE(n.exercises, 330u);
  EXPECT_GE(n.sources, 95u);
  EXPECT_GE(n.texts, 1700u);
  EXPECT_GT(n.doubts, 0u)
      << "official tables have holes; none at all means that somebody cleaned them";
}

}  // namespace
}  // namespace celian
