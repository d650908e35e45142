#include "cli/result_diff.hpp"

#include <gtest/gtest.h>

namespace celian::cli {
namespace {

// "place: before -> now", one a line.
std::string told(const char* before, const char* now) {
  std::string out;
  const auto changes = result_changes(codec::parse(before).value(), codec::parse(now).value());
  for (const ResultChange& c : changes)
    out += c.place + ": " + codec::write(c.before) + " -> " + codec::write(c.now) + "\n";
  return out;
}

TEST(ResultDiff, TellsValuesByTheirPlace) {
  EXPECT_EQ(told(R"({"a": 1, "b": {"c": 2.0}})", R"({"b": {"c": 2}, "a": 1})"), "");
  EXPECT_EQ(told(R"({"a": 1, "b": {"c": 2}, "gone": 0})",
                 R"({"a": "1", "b": {"c": 3}, "new": null, "x": []})"),
            "a: 1 -> \"1\"\nb/c: 2 -> 3\nx: null -> []\ngone: 0 -> null\n");
}

TEST(ResultDiff, EntriesAreFoundByWhatNamesThem) {
  EXPECT_EQ(told(R"({"items": [{"test": "a", "points": 1}, {"test": "b", "points": 2}]})",
                 R"({"items": [{"test": "b", "points": 3}, {"test": "c"}]})"),
            "items[b]/points: 2 -> 3\nitems[c]: null -> {\"test\":\"c\"}\n"
            "items[a]: {\"test\":\"a\",\"points\":1} -> null\n");
  EXPECT_EQ(told(R"({"weeks": [{"week": 1, "n": 1}]})", R"({"weeks": [{"week": 1, "n": 2}]})"),
            "weeks[1]/n: 1 -> 2\n");
}

TEST(ResultDiff, EntriesThatCannotBeToldApartAreCounted) {
  EXPECT_EQ(told(R"({"l": [{"test": "a", "n": 1}, {"test": "a", "n": 2}]})",
                 R"({"l": [{"test": "a", "n": 1}, {"test": "a", "n": 3}]})"),
            "l[1]/n: 2 -> 3\n");
  EXPECT_EQ(told(R"({"l": [1, 2]})", R"({"l": [1, 3, 4]})"), "l[1]: 2 -> 3\nl[2]: null -> 4\n");
  EXPECT_EQ(told(R"({"l": []})", R"({"l": [{"code": "x"}]})"), "l[x]: null -> {\"code\":\"x\"}\n");
}

TEST(ResultDiff, ReasonsAndDataFollowFromTheRest) {
  EXPECT_EQ(
      told(
          R"({"why": [1], "reasons": [], "data_version": "1", "used": ["a"], "label": {}})",
          R"({"why": [2], "reasons": [1], "data_version": "2", "used": ["b"], "label": {"en": "x"}})"),
      "");
}

}  // namespace
}  // namespace celian::cli
