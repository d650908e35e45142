#include "exchange/bare_number.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <string>

namespace celian::exchange {
namespace {

// Every text of these characters up to five long, also behind and before other digits.
TEST(BareNumber, IsWhatStrtodGivesOrNothing) {
  const std::string characters = "0159.-, \xE7";
  const auto is_bare = [](std::string text) {
    if (!text.empty() && text[0] == '-') text.erase(0, 1);
    const std::size_t point = text.find('.');
    if (text.empty() || point == 0 || point == text.size() - 1) return false;
    if (point != std::string::npos) text.erase(point, 1);
    return text.find_first_not_of("0123456789") == std::string::npos;
  };
  std::size_t numbers = 0;
  const auto check = [&](const std::string& text) {
    for (const std::string front : {"", "7", "-12", "male,31", ".,8.88,.", "9.9.9.9.9.9"}) {
      const std::string both = front + text;
      const double got = bare_number(std::string_view(both).substr(front.size()), front.size());
      ASSERT_EQ(is_bare(text), !std::isnan(got)) << '"' << both << '"';
      if (std::isnan(got)) continue;
      ++numbers;
      ASSERT_EQ(got, std::strtod(text.c_str(), nullptr)) << '"' << both << '"';
    }
  };
  std::vector<std::string> texts = {""};
  for (std::size_t from = 0, length = 0; length < 5; ++length) {
    const std::size_t to = texts.size();
    for (; from < to; ++from) {
      for (const char c : characters) texts.push_back(texts[from] + c);
    }
  }
  for (const std::string& text : texts) {
    check(text);
    check("738" + text);
    check(text + "264");
    check("1" + text + "20486");
  }
  EXPECT_GT(numbers, 60000u);
}

TEST(BareNumber, HasAtMostFifteenDigitsAndNineBehindThePoint) {
  EXPECT_EQ(bare_number("123456789012345", 0), 123456789012345.0);
  EXPECT_TRUE(std::isnan(bare_number("1234567890123456", 0)));
  EXPECT_EQ(bare_number("0.123456789", 0), 0.123456789);
  EXPECT_TRUE(std::isnan(bare_number("0.1234567890", 0)));
  EXPECT_EQ(bare_number("-99999.99", 0), -99999.99);
}

}  // namespace
}  // namespace celian::exchange
