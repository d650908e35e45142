// Lines of 80 columns: width of Chinese, where a line may break.
#include "report/wrap.hpp"

#include <gtest/gtest.h>

#include "base/utf8.hpp"

namespace celian::report {
namespace {

struct WrapCase {
  const char* text;
  std::size_t width;
  std::vector<std::string> lines;
};

class Wrap : public testing::TestWithParam<WrapCase> {};

TEST_P(Wrap, BreaksWhereItMay) {
  const WrapCase& c = GetParam();
  EXPECT_EQ(wrap(c.text, c.width), c.lines) << "text: " << c.text << ", width: " << c.width;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Wrap,
    testing::Values(
        WrapCase{"", 10, {""}}, WrapCase{"two words", 20, {"two words"}},
        WrapCase{"two words", 5, {"two", "words"}}, WrapCase{"a   b", 10, {"a b"}},
        WrapCase{"今天可以运动", 6, {"今天可", "以运动"}},
        WrapCase{
            "今天可以运动", 7, {"今天可", "以运动"}},   // 7 columns hold three characters of two
        WrapCase{"今天可以。", 8, {"今天可", "以。"}},  // no full stop at the head of a line
        WrapCase{"今天（可以）吗",
                 8,
                 {"今天（可", "以）吗"}},  // no line ends with "（" or begins with "）"
        WrapCase{"血压146/92毫米汞柱", 12, {"血压146/92毫", "米汞柱"}},
        WrapCase{"血压146/92", 8, {"血压", "146/92"}},        // a number is not cut
        WrapCase{"abcdefghij", 4, {"abcd", "efgh", "ij"}}));  // unless it is longer than the line

TEST(Wrap, NoLineIsWiderThanAsked) {
  const std::string text =
      "您跌倒风险高（近12个月2次），请先做多方面评估，在治疗师陪同下从坐位和扶持练习开始。See "
      "https://www.example.org/a/very/long/address/without/spaces.";
  for (std::size_t width = 8; width < 90; ++width) {
    for (const std::string& line : wrap(text, width))
      EXPECT_LE(display_width(line), width + 1) << "width " << width << ": " << line;
  }
}

TEST(Wrap, LosesNoCharacter) {
  const std::string text = "跪姿、转头较快；mixed 混合 text，end";
  for (std::size_t width = 6; width < 40; ++width) {
    std::string all, bare;
    for (const std::string& line : wrap(text, width)) all += line;
    for (const char c : text) bare += c == ' ' ? "" : std::string(1, c);
    all.erase(std::remove(all.begin(), all.end(), ' '), all.end());
    EXPECT_EQ(all, bare) << "width " << width;
  }
}

TEST(Pad, CountsColumnsAndNotBytes) {
  EXPECT_EQ(pad("握力", 6), "握力  ");
  EXPECT_EQ(pad("kg", 4), "kg  ");
  EXPECT_EQ(pad("握力", 2), "握力");
}

}  // namespace
}  // namespace celian::report
