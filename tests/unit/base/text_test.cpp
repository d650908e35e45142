#include <gtest/gtest.h>

#include <string>

#include "base/sha256.hpp"
#include "base/time_text.hpp"
#include "base/utf8.hpp"

namespace celian {
namespace {

TEST(Utf8, TellsValidFromInvalid) {
  for (const char* text : {"", "abc", "é", "体测", "𠮷", "😀", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(is_valid_utf8(text)) << text;
  }
  const struct {
    const char* text;
    std::size_t at;
  } cases[] = {
      {"\x80", 0},
      {"a\xC3", 1},
      {"ab\xC0\xAF", 2},
      {"\xE0\x80\xAF", 0},
      {"\xED\xA0\x80", 0},
      {"\xF0\x80\x80\xAF", 0},
      {"\xF4\x90\x80\x80", 0},
      {"\xF5\x80\x80\x80", 0},
      {"\xFF", 0},
      {"体\xE6\xB5", 3},
      {"\xE4\xBD!", 0},
  };
  for (const auto& c : cases) EXPECT_EQ(find_invalid_utf8(c.text), c.at);
}

TEST(Utf8, MeasuresLengthAndWidth) {
  const struct {
    const char* text;
    std::size_t length, width;
  } cases[] = {
      {"", 0, 0},
      {"abc", 3, 3},
      {"é", 1, 1},
      {"e\xCC\x81", 2, 1},
      {"体测", 2, 4},
      {"、", 1, 2},
      {"ＡＢ", 2, 4},
      {"ｱ", 1, 1},
      {"한국", 2, 4},
      {"𠮷", 1, 2},
      {"😀", 1, 2},
      {"a\tb", 3, 2},
      {"3′25″", 5, 5},
      {"\xFF"
       "a",
       2, 2},
      {"±", 1, 1},
      {"≥60", 3, 3},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(utf8_length(c.text), c.length) << c.text;
    EXPECT_EQ(display_width(c.text), c.width) << c.text;
  }
}

TEST(Fold, MakesTypedTextComparable) {
  const struct {
    const char *text, *folded;
  } cases[] = {
      {"", ""},
      {"   ", ""},
      {" BMI\t", "bmi"},
      {"　ＢＭＩ　", "bmi"},
      {"（５０ 米）", "(50 米)"},
      {"立定跳远", "立定跳远"},
      {"Ä", "Ä"},
      {"a b", "a b"},
      {"～", "~"},
      {"\xFFZ", "\xFFz"},
  };
  for (const auto& c : cases) EXPECT_EQ(fold(c.text), c.folded) << c.text;
}

// The examples of FIPS 180-4's companion "SHA256.pdf" and of the NIST long-message vector.
TEST(Sha256, AgreesWithThePublishedExamples) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(std::string(1000000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, DoesNotDependOnThePieces) {
  const std::string text(300, 'x');
  for (std::size_t piece = 1; piece <= 130; ++piece) {
    Sha256 sum;
    for (std::size_t at = 0; at < text.size(); at += piece) {
      sum.update(std::string_view(text).substr(at, piece));
      (void)sum.hex();  // looking at it must not disturb the stream
    }
    ASSERT_EQ(sum.hex(), sha256_hex(text)) << "pieces of " << piece;
  }
}

TEST(ParseSeconds, UnderstandsEverySpelling) {
  const struct {
    const char* text;
    double seconds;
  } cases[] = {
      {"3:25", 205},
      {"3:05", 185},
      {"0:59", 59},
      {"3:25.4", 205.4},
      {"03:25", 205},
      {"75:00", 4500},
      {"1:02:03", 3723},
      {"3：25", 205},
      {"３：２５", 205},
      {" 3:25 ", 205},
      {"3'25\"", 205},
      {"3'25", 205},
      {"3'5\"", 185},
      {"3'25''", 205},
      {"3′25″", 205},
      {"3’25”", 205},
      {"3'25.4\"", 205.4},
      {"3'", 180},
      {"3分25秒", 205},
      {"3分05秒", 185},
      {"3分钟25秒", 205},
      {"3分25", 205},
      {"3分", 180},
      {"25秒", 25},
      {"7.8秒", 7.8},
      {"7.8\"", 7.8},
      {"205", 205},
      {"205.4", 205.4},
      {"0", 0},
  };
  for (const auto& c : cases) {
    const std::optional<double> seconds = parse_seconds(c.text);
    ASSERT_TRUE(seconds.has_value()) << c.text;
    EXPECT_DOUBLE_EQ(*seconds, c.seconds) << c.text;
  }
}

TEST(ParseSeconds, RefusesWhatIsNoTimeOrIsAmbiguous) {
  for (const char* text :
       {"",        ":",      "'",       "\"",     "3:",       ":25",    "3:75",
        "3:60",    "3:5",    "3:255",   "-3:25",  "3:-5",     "3'75\"", "3'60",
        "1:60:00", "1:2:03", "1:2:3:4", "3.5:20", "3:25s",    "a",      "3 25",
        "3'25'10", "-5",     "1e2",     "3:2e1",  "3'25\"\"", "nan",    "分秒"}) {
    EXPECT_EQ(parse_seconds(text), std::nullopt) << '"' << text << '"';
  }
}

}  // namespace
}  // namespace celian
