// csv::Reader: the grammar of RFC 4180 section 2, and what people's programs write beside it.
#include "csv/reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace celian::csv {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// A source that gives `step` bytes at a time: the borders of chunks may fall anywhere.
Source in_steps(const std::string& text, std::size_t step) {
  return [&text, step, at = std::size_t{0}](char* to, std::size_t size) mutable {
    const std::size_t taken = std::min({size, step, text.size() - at});
    text.copy(to, taken, at);
    at += taken;
    return taken;
  };
}

std::string_view name(Problem p) {
  static constexpr std::string_view kNames[] = {"", "too_long", "unclosed_quote",
                                                "text_after_quote"};
  return kNames[static_cast<std::size_t>(p)];
}

// Fields of each row; a row with a problem is {"!problem", text}.
Rows read_all(const std::string& text, std::size_t step, const Options& options = {}) {
  Reader reader(in_steps(text, step), options);
  Rows out;
  while (const Row* row = reader.next()) {
    if (row->problem == Problem::none) {
      out.emplace_back(row->fields.begin(), row->fields.end());
    } else {
      out.push_back({"!" + std::string(name(row->problem)), std::string(row->text)});
    }
  }
  return out;
}

struct Case {
  const char* name;
  std::string text;
  Rows expected;
};

const Case kCases[] = {
    {"nothing", "", {}},
    {"only a byte order mark", "\xEF\xBB\xBF", {}},
    {"byte order mark",
     "\xEF\xBB\xBF"
     "a,b\n1,2\n",
     {{"a", "b"}, {"1", "2"}}},
    {"half a byte order mark is text",
     "\xEF\xBB"
     "a",
     {{"\xEF\xBB"
       "a"}}},
    {"LF", "a,b\nc,d\n", {{"a", "b"}, {"c", "d"}}},
    {"CRLF", "a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
    {"CR", "a,b\rc,d\r", {{"a", "b"}, {"c", "d"}}},
    {"no end of the last line", "a,b\nc,d", {{"a", "b"}, {"c", "d"}}},
    {"CR at the very end", "a\r", {{"a"}}},
    {"empty fields", ",,\n,", {{"", "", ""}, {"", ""}}},
    {"empty lines are passed over", "\n\na\r\n\r\nb\n\n", {{"a"}, {"b"}}},
    {"spaces belong to the field", " a , b \n", {{" a ", " b "}}},
    {"quotes", "\"a\",\"b,c\"\n", {{"a", "b,c"}}},
    {"doubled quotes", "\"4'12\"\"\",\"\"\"\"\n", {{"4'12\"", "\""}}},
    {"empty quotes", "\"\",\"\"\n", {{"", ""}}},
    {"line ends in quotes", "\"a\r\nb\",\"c\nd\"\ne,f", {{"a\r\nb", "c\nd"}, {"e", "f"}}},
    {"quote in an unquoted field", "3'58\",x\n", {{"3'58\"", "x"}}},
    {"space before a quote", "a, \"b\"\n", {{"a", " \"b\""}}},
    {"Chinese", "姓名,\"阿里木,江\"\n", {{"姓名", "阿里木,江"}}},
    {"NUL is a character", std::string("a\0b,c\n", 6), {{std::string("a\0b", 3), "c"}}},
    {"text after a quote", "\"a\"b,c\nd,e\n", {{"!text_after_quote", "\"a\"b,c"}, {"d", "e"}}},
    {"a quote that nothing closes costs one line",
     "1,\"a\n2,b\n3,c\n",
     {{"!unclosed_quote", "1,\"a"}, {"2", "b"}, {"3", "c"}}},
    {"two rows with a stray quote each",
     "1,\"a\n2,b\n3,\"c\n4,d\n",
     {{"!text_after_quote", "1,\"a"}, {"2", "b"}, {"!unclosed_quote", "3,\"c"}, {"4", "d"}}},
    {"only a quote", "\"", {{"!unclosed_quote", "\""}}},
};

TEST(CsvReader, ReadsRowsWhereverChunksEnd) {
  for (const Case& c : kCases) {
    for (const std::size_t step : {1u, 2u, 3u, 7u, 1000u}) {
      EXPECT_EQ(read_all(c.text, step), c.expected) << c.name << ", " << step << " bytes at a time";
    }
  }
}

TEST(CsvReader, SaysTheLine) {
  const std::string text = "\na,b\r\n\"x\ny\rz\",1\r\n\r\n\"bad\"q\nlast";
  const std::vector<std::uint64_t> expected = {2, 3, 7, 8};
  for (const std::size_t step : {1u, 1000u}) {
    Reader reader(in_steps(text, step));
    std::vector<std::uint64_t> lines;
    while (const Row* row = reader.next()) lines.push_back(row->line);
    EXPECT_EQ(lines, expected) << step;
    EXPECT_EQ(reader.empty_lines(), 2u);
  }
}

TEST(CsvReader, GivesTheRowAsItStands) {
  const std::string text = "a,\"b \"\"c\"\"\"\r\nd\n";
  Reader reader(in_steps(text, 2));
  EXPECT_EQ(reader.next()->text, "a,\"b \"\"c\"\"\"");
  EXPECT_EQ(reader.next()->text, "d");
}

TEST(CsvReader, DoesNotCopyUnescapedFields) {
  const std::string text = "abc,\"def\"\n";
  Reader reader(from_text(text));
  const Row* row = reader.next();
  const char* begin = row->text.data();
  EXPECT_EQ(row->fields[0].data(), begin);
  EXPECT_EQ(row->fields[1].data(), begin + 5);
}

TEST(CsvReader, ARowBeyondTheLimitIsOneProblem) {
  const Options options{.row_bytes = 20};
  const std::string fits(20, 'x'), over(21, 'x'), far(200000, 'y');
  for (const std::size_t step : {1u, 1000u, 100000u}) {
    EXPECT_EQ(read_all(fits + "\na", step, options), (Rows{{fits}, {"a"}})) << step;
    EXPECT_EQ(read_all(over + "\na", step, options),
              (Rows{{"!too_long", over.substr(0, 21)}, {"a"}}))
        << step;
    const Rows rows = read_all("b\n" + far + "\na", step, options);
    ASSERT_EQ(rows.size(), 3u) << step;
    EXPECT_EQ(rows[1][0], "!too_long");
    EXPECT_EQ(rows[1][1].substr(0, 21), far.substr(0, 21));
    EXPECT_LE(rows[1][1].size(), 1000u);
    EXPECT_EQ(rows[2], (std::vector<std::string>{"a"}));
  }
}

TEST(CsvReader, AnOpenQuoteDoesNotSwallowTheFile) {
  std::string text = "1,\"a\n";
  Rows expected = {{"!unclosed_quote", "1,\"a"}};
  for (int i = 0; i < 100; ++i) {
    text += "row,x\n";
    expected.push_back({"row", "x"});
  }
  EXPECT_EQ(read_all(text, 1000, {.row_bytes = 20}), expected);
}

TEST(CsvReader, GuessesTheSeparatorOfTheHeader) {
  const std::pair<const char*, char> cases[] = {{"a,b\n", ','},   {"a;b\n", ';'},
                                                {"a\tb\n", '\t'}, {"a,b;c;d\n", ','},
                                                {"a\n;;", ','},   {"", ','}};
  for (const auto& [text, expected] : cases) {
    Reader reader(from_text(text));
    EXPECT_EQ(reader.guess_separator(), expected) << text;
  }
}

// Lines that stand in the buffer whole are split eight characters at a time; byte by byte nothing
// does. Both must see the same, whatever the text.
TEST(Reader, SeesTheSameInLargeAndSmallPieces) {
  constexpr std::string_view kCharacters = "aaaaaab,,,\"\r\n\n \xE4";
  std::uint64_t state = 20261122;
  const auto next = [&](std::size_t n) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state >> 33) % n;
  };
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (std::size_t left = next(120); left > 0; --left)
      text += kCharacters[next(i % 2 == 0 ? kCharacters.size() : 10)];
    if (i % 3 == 0) text += "\r\n" + text;
    ASSERT_EQ(read_all(text, 1), read_all(text, text.size() + 1)) << "text " << i << ": " << text;
    ASSERT_EQ(read_all(text, 13), read_all(text, text.size() + 1)) << "text " << i << ": " << text;
  }
}

// Separators are found sixteen and eight characters at a time, sixty-four to a mask. Lines of every
// length around these, with characters that differ from a separator in one bit, against a loop.
TEST(Reader, FindsSeparatorsWhereverTheyStand) {
  std::uint64_t state = 64;
  const auto next = [&](std::size_t n) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state >> 33) % n;
  };
  for (const char separator : {',', ';', '\t'}) {
    std::string characters = "ab";
    for (int bit = 0; bit < 8; ++bit) {
      const char near = static_cast<char>(static_cast<unsigned char>(separator) ^ (1u << bit));
      if (near != '\n' && near != '\r' && near != '"') characters += near;
    }
    for (std::size_t size = 1; size < 200; ++size) {
      std::string line(size, 'a');
      for (char& c : line) c = next(4) == 0 ? separator : characters[next(characters.size())];
      std::vector<std::string> expected(1);
      for (const char c : line) {
        if (c == separator) {
          expected.emplace_back();
        } else {
          expected.back() += c;
        }
      }
      for (const std::size_t wanted : {std::size_t{1}, std::size_t{5}, expected.size(), size + 7}) {
        const std::string text = line + "\nrest\n";
        Options options;
        options.separator = separator;
        Reader reader(from_text(text), options);
        reader.only_first(wanted);
        const Row* const row = reader.next();
        ASSERT_NE(row, nullptr);
        const std::vector<std::string> found(row->fields.begin(), row->fields.end());
        const std::vector<std::string> first(
            expected.begin(),
            expected.begin() + static_cast<std::ptrdiff_t>(std::min(wanted, expected.size())));
        ASSERT_EQ(found, first) << "the first " << wanted << " of: " << line;
        ASSERT_EQ(row->text, line);
      }
    }
  }
}

}  // namespace
}  // namespace celian::csv
