#include "exchange/row_keys.hpp"

#include <gtest/gtest.h>

#include <map>
#include <vector>

namespace celian::exchange {
namespace {

using Fields = std::vector<std::string_view>;

TEST(RowKeys, OnlyTheNamedFieldsTellRowsApart) {
  RowKeys keys({0, 2});
  EXPECT_FALSE(keys.find(Fields{"a", "b", "c"}));
  EXPECT_EQ(keys.add(Fields{"a", "b", "c"}), 0u);
  EXPECT_EQ(keys.add(Fields{"a", "x", "c"}), 0u);
  EXPECT_EQ(keys.add(Fields{"a", "b", "d"}), 1u);
  EXPECT_EQ(keys.add(Fields{"ac", "b", ""}), 2u);
  EXPECT_EQ(keys.add(Fields{"a", "b", "c"}), 0u);
  EXPECT_EQ(keys.find(Fields{"a", "", "d"}), 1u);
  EXPECT_FALSE(keys.find(Fields{"", "b", "ac"}));
  EXPECT_EQ(keys.size(), 3u);
}

TEST(RowKeys, WithoutFieldsAllAreAlike) {
  RowKeys keys;
  EXPECT_EQ(keys.add(Fields{"a"}), 0u);
  EXPECT_EQ(keys.find(Fields{"b"}), 0u);
}

// Texts of every length, many of which differ in one place only, against a map.
TEST(RowKeys, NeverTakesOneKindForAnother) {
  RowKeys keys({0, 1});
  std::map<std::pair<std::string, std::string>, std::size_t> known;
  for (std::size_t length = 0; length < 40; ++length) {
    for (std::size_t at = 0; at <= length; ++at) {
      for (const char c : {'1', '2', '\0'}) {
        std::string text(length, '0');
        if (at < length) text[at] = c;
        for (const std::string& other : {std::string(), text, std::string("male")}) {
          const auto [entry, is_new] = known.emplace(std::pair{text, other}, known.size());
          ASSERT_EQ(keys.find(Fields{text, other}).has_value(), !is_new);
          ASSERT_EQ(keys.add(Fields{text, other}), entry->second) << length << ' ' << at;
        }
      }
    }
  }
  EXPECT_EQ(keys.size(), known.size());
}

}  // namespace
}  // namespace celian::exchange
