#include "exchange/repeated_ids.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace celian::exchange {
namespace {

std::string numbered(std::size_t i) {
  const std::string digits = std::to_string(i);
  return "p" + std::string(7 - digits.size(), '0') + digits;
}

// As the sheet does it: once more if the order broke too late.
RepeatedIds found(const std::vector<std::string>& ids) {
  RepeatedIds out;
  for (const std::string& id : ids) out.add(id);
  if (out.finish()) return out;
  for (const std::string& id : ids) out.add(id);
  EXPECT_TRUE(out.finish());
  return out;
}

TEST(RepeatedIds, AreFoundWhereverTheOrderBreaks) {
  for (const std::size_t before : {0u, 1u, 31u, 1000u, 65535u, 65536u, 65537u, 100000u}) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i <= before; ++i) ids.push_back(numbered(2 * i));
    EXPECT_FALSE(found(ids).any()) << before;

    std::vector<std::string> not_repeated = ids;
    not_repeated.push_back("p");  // less than all
    EXPECT_FALSE(found(not_repeated).any()) << before;

    for (const std::size_t twice : {std::size_t{0}, before / 2, before}) {
      std::vector<std::string> repeated = not_repeated;
      repeated.push_back(numbered(2 * twice));
      const RepeatedIds of = found(repeated);
      EXPECT_TRUE(of.may_contain(numbered(2 * twice))) << before << ' ' << twice;
      EXPECT_FALSE(of.may_contain("p"));
    }
  }
}

TEST(RepeatedIds, AreTheSameInAnyWriting) {
  const RepeatedIds of = found({"a1", "b1", "Ａ１", "c"});
  EXPECT_TRUE(of.may_contain("a1"));
  EXPECT_TRUE(of.may_contain("A1"));
  EXPECT_FALSE(of.may_contain("b1"));
}

}  // namespace
}  // namespace celian::exchange
