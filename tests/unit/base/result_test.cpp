#include "celian/result.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>

namespace celian {
namespace {

const Error kError{Status::range, "/a/0", "too large"};

Result<int> half(int number) {
  if (number % 2 != 0) return Error{Status::argument, "", "odd"};
  return number / 2;
}

TEST(Result, HoldsAValueOrAnError) {
  const Result<int> good = 4;
  ASSERT_TRUE(good);
  EXPECT_EQ(*good, 4);
  EXPECT_EQ(good.value(), 4);
  EXPECT_EQ(good.value_or(7), 4);

  const Result<int> bad = kError;
  ASSERT_FALSE(bad.has_value());
  EXPECT_EQ(bad.error(), kError);
  EXPECT_EQ(bad.value_or(7), 7);
  EXPECT_THROW((void)bad.value(), std::bad_variant_access);
  EXPECT_THROW((void)good.error(), std::bad_variant_access);
}

TEST(Result, KeepsFalseApartFromFailure) {
  const Result<bool> no = false;
  EXPECT_TRUE(no.has_value());
  EXPECT_FALSE(*no);
}

TEST(Result, ConvertsOnTheWayIn) {
  const Result<std::string> text = "abc";
  EXPECT_EQ(text->size(), 3U);
  const Result<std::shared_ptr<const int>> pointer = std::make_shared<int>(5);
  EXPECT_EQ(**pointer, 5);
}

TEST(Result, MovesItsValueOut) {
  Result<std::unique_ptr<int>> owner = std::make_unique<int>(3);
  const std::unique_ptr<int> taken = *std::move(owner);
  EXPECT_EQ(*taken, 3);
}

TEST(Result, ChainsUntilTheFirstError) {
  EXPECT_EQ(half(12).and_then(half).value(), 3);
  EXPECT_EQ(half(6).and_then(half).error().message, "odd");
  EXPECT_EQ(half(7).and_then(half).error().message, "odd");
  EXPECT_EQ(half(8).map([](int n) { return std::to_string(n); }).value(), "4");
  EXPECT_EQ(half(7).map([](int n) { return std::to_string(n); }).error().message, "odd");
  int seen = 0;
  EXPECT_TRUE(half(8).map([&](int n) { seen = n; }).has_value());
  EXPECT_EQ(seen, 4);
}

TEST(Result, OfNothingIsSuccessOrAnError) {
  const Result<void> good;
  EXPECT_TRUE(good);
  EXPECT_EQ(good.and_then([] { return half(4); }).value(), 2);
  EXPECT_EQ(good.map([] { return 5; }).value(), 5);
  const Result<void> bad = kError;
  EXPECT_FALSE(bad);
  EXPECT_EQ(bad.and_then([] { return half(4); }).error(), kError);
  EXPECT_THROW(bad.value(), std::bad_variant_access);
}

TEST(Status, HasADistinctNameForEachNumber) {
  std::set<std::string_view> names;
  for (int number = 0; number <= 12; ++number) {
    names.insert(status_name(static_cast<Status>(number)));
  }
  EXPECT_EQ(names.size(), 13U);
  EXPECT_FALSE(names.contains("unknown"));
  EXPECT_EQ(status_name(static_cast<Status>(13)), "unknown");
  EXPECT_EQ(status_name(Status::unknown_id), "unknown_id");
}

}  // namespace
}  // namespace celian
