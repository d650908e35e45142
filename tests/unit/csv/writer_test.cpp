#include "csv/writer.hpp"

#include <gtest/gtest.h>

#include "csv/reader.hpp"

namespace celian::csv {
namespace {

TEST(CsvWriter, QuotesOnlyWhatNeedsIt) {
  const std::pair<const char*, const char*> cases[] = {{"a", "a"},
                                                       {"", ""},
                                                       {"阿里木,江", "\"阿里木,江\""},
                                                       {"4'12\"", "\"4'12\"\"\""},
                                                       {"a\nb", "\"a\nb\""},
                                                       {" a", "\" a\""},
                                                       {"a b", "a b"}};
  for (const auto& [text, expected] : cases) {
    std::string out;
    Writer([&](std::string_view piece) { out += piece; }).field(text).end_row();
    EXPECT_EQ(out, std::string(expected) + "\n") << text;
  }
}

TEST(CsvWriter, WritesNumbersInTheirShortestForm) {
  std::string out;
  Writer([&](std::string_view piece) { out += piece; }).field(80.0).field(0.1).empty().end_row();
  EXPECT_EQ(out, "80,0.1,\n");
}

TEST(CsvWriter, ReadsBackAsItWasWritten) {
  const std::vector<std::string> row = {"", "a,b", "\"", "\"\"", "x\r\ny", " ", "学号", "\r", "'"};
  std::string out;
  {
    Writer writer([&](std::string_view piece) { out += piece; });
    for (int i = 0; i < 10000; ++i) {
      for (const std::string& f : row) writer.field(f);
      writer.end_row();
    }
  }
  Reader reader(from_text(out));
  int rows = 0;
  while (const Row* read = reader.next()) {
    ASSERT_EQ(std::vector<std::string>(read->fields.begin(), read->fields.end()), row)
        << "row " << rows;
    ++rows;
  }
  EXPECT_EQ(rows, 10000);
}

TEST(Writer, GuardsWhatASpreadsheetWouldTakeForAFormula) {
  std::string out;
  {
    Writer w([&](std::string_view text) { out += text; });
    w.guard_formulas();
    w.field("=1+1").field("@x").field("-x").field(-3.5).field("a=b").empty().end_row();
  }
  EXPECT_EQ(out, "'=1+1,'@x,'-x,-3.5,a=b,\n");
}

}  // namespace
}  // namespace celian::csv
