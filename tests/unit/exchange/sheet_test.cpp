// Sheets with the shipped column maps. What should happen to the two sheets of examples/people
// stands beside them in
// *.expected.md; the tables here follow those pages row by row.
#include "exchange/sheet.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "codec/json.hpp"
#include "codec/model_io.hpp"
#include "exchange/sheet_examples.hpp"
#include "shipped_data.hpp"

namespace celian::exchange {
namespace {

const Date kDay = *Date::parse("2026-11-21");

Result<SheetReader> open(const std::string& text, const std::string& sheet = {}) {
  return SheetReader::open(
      shipped_data(), [&]() -> Result<csv::Source> { return csv::from_text(text); }, {kDay, sheet});
}

std::vector<SheetRow> rows_of(SheetReader& reader) {
  std::vector<SheetRow> out;
  for (SheetRow row; reader.next(row);) out.push_back(row);
  return out;
}

std::string example(const char* name) {
  return read_file(std::string(CELIAN_SOURCE_DIR) + "/examples/people/" + name);
}

// "row header code" of every issue.
std::set<std::string> issues_of(const std::vector<SheetRow>& rows) {
  std::set<std::string> out;
  for (const SheetRow& row : rows) {
    for (const SheetIssue& i : row.issues)
      out.insert(std::to_string(i.row) + " " + i.header + " " + i.code);
  }
  return out;
}

TEST(Sheet, TheExamplesOfEveryColumnMapHold) {
  ASSERT_FALSE(shipped_data().sheets().empty());
  for (const Sheet& sheet : shipped_data().sheets()) {
    for (const std::string& failed : failed_examples(shipped_data(), sheet))
      ADD_FAILURE() << failed;
  }
}

// A test that is added gets its column there, too.
TEST(Sheet, TheSheetOfCodesKnowsEveryTest) {
  const auto& sheets = shipped_data().sheets();
  const auto codes = std::find_if(sheets.begin(), sheets.end(),
                                  [](const Sheet& s) { return s.header.id == "sheet.codes"; });
  ASSERT_NE(codes, sheets.end());
  std::set<std::string> headers;
  for (const SheetColumn& c : codes->columns) {
    if (c.to.starts_with("test.") && "test." + c.headers.front() == c.to) headers.insert(c.to);
  }
  for (const TestDef& t : shipped_data().tests())
    EXPECT_TRUE(headers.contains("test." + t.code)) << t.code;
}

TEST(Sheet, ReadsTheClass) {
  auto reader = open(example("school-class.csv"));
  ASSERT_TRUE(reader) << reader.error().message;
  EXPECT_EQ(reader->facts().id, "sheet.school_class");
  EXPECT_EQ(reader->facts().rows, 40u);
  EXPECT_TRUE(reader->facts().unread.empty());
  const auto rows = rows_of(*reader);
  ASSERT_EQ(rows.size(), 40u);
  const std::set<std::string> expected = {
      "6 800米跑 sheet.time_decimal", "15 50米跑(秒) sheet.comma_number",
      "16  sheet.field_count",        "18 学号 sheet.duplicate_id",
      "21 1000米跑 sheet.time_form",  "24 性别 sheet.empty_required",
      "27 学号 sheet.duplicate_id",   "28 出生日期 sheet.date_missing_day",
      "37 800米跑 sheet.time_form"};
  EXPECT_EQ(issues_of(rows), expected);
  for (const SheetRow& row : rows) {
    const bool rejected =
        row.number == 16 || row.number == 18 || row.number == 24 || row.number == 27;
    EXPECT_EQ(row.rejected, rejected) << "row " << row.number;
    EXPECT_EQ(row.line, row.number + 1) << "row " << row.number;
  }
  EXPECT_EQ(rows[16].name, "阿里木,江");
  EXPECT_EQ(rows[39].document.person.school_grade, "junior_2");
}

TEST(Sheet, ReadsTheVillageDay) {
  auto reader = open(example("village-day.csv"));
  ASSERT_TRUE(reader) << reader.error().message;
  EXPECT_EQ(reader->facts().id, "sheet.village_day");
  const auto rows = rows_of(*reader);
  ASSERT_EQ(rows.size(), 40u);
  const std::set<std::string> expected = {"29 空腹血糖 sheet.unit", "34 出生日期 sheet.birth_age",
                                          "34 年龄 sheet.birth_age", "39 握力 sheet.more_numbers",
                                          "40 收缩压 sheet.more_numbers"};
  EXPECT_EQ(issues_of(rows), expected);
  for (const SheetRow& row : rows) EXPECT_FALSE(row.rejected) << "row " << row.number;
}

// Codes of the lists that village-day.expected.md names.
TEST(Sheet, RecognisesWhatTheVillageTyped) {
  struct Case {
    std::size_t row;
    const char* conditions;
    const char* medications;
    const char* symptoms;
  };
  const Case cases[] = {
      {1, "", "", ""},
      {3, "hypertension", "beta_blocker", ""},
      {4, "hypertension", "ccb_dhp", ""},
      {9, "hypertension", "other", ""},
      {10, "", "", "fever chest_cough"},
      {22, "other", "ccb_dhp", ""},
      {30, "hypertension arrhythmia", "beta_blocker", ""},
  };
  auto reader = open(example("village-day.csv"));
  ASSERT_TRUE(reader);
  const auto rows = rows_of(*reader);
  const auto join = [](const auto& list) {
    std::string out;
    for (const auto& e : *list) out += (out.empty() ? "" : " ") + e.code;
    return out;
  };
  for (const Case& c : cases) {
    const HealthAnswers& h = rows[c.row - 1].document.health;
    EXPECT_EQ(join(h.conditions), c.conditions) << "row " << c.row;
    EXPECT_EQ(join(h.medications), c.medications) << "row " << c.row;
    EXPECT_EQ(join(h.symptoms), c.symptoms) << "row " << c.row;
  }
  // Empty cells are unknown, not none.
  const HealthAnswers& v021 = rows[20].document.health;
  EXPECT_FALSE(v021.conditions || v021.medications || v021.symptoms || v021.falls.count_12_months ||
               v021.activity.regular_3_months);
  EXPECT_TRUE(v021.asked_on.empty());
  // 不详 is unknown.
  EXPECT_FALSE(rows[22].document.health.medications);
}

struct CellCase {
  const char* header;
  const char* cell;
  const char* code;  // of the refusal, or "" = accepted
};

// One cell of the village sheet at a time.
const CellCase kCells[] = {
    {"握力", "21.4", ""},
    {"握力", "２１.４", ""},
    {"握力", "+21.4", ""},
    {"握力", "21.4kg", ""},
    {"握力", "21.4公斤", ""},
    {"握力", "21,4", "sheet.comma_number"},
    {"握力", "1,200", "sheet.comma_number"},
    {"握力", "21.4.1", "sheet.not_a_number"},
    {"握力", "20-25", "sheet.more_numbers"},
    {"握力", "42/45", "sheet.more_numbers"},
    {"握力", "20 25", "sheet.more_numbers"},
    {"握力", "NaN", "sheet.not_a_number"},
    {"握力", "inf", "sheet.not_a_number"},
    {"握力", "1e3", "sheet.unit"},
    {"握力", "0x10", "sheet.unit"},
    {"握力", "好", "sheet.not_a_number"},
    {"握力", "21.4cm", "sheet.unit"},
    {"握力", "21.4(右手)", "sheet.unit"},
    {"握力", "99999999999999999999", ""},  // implausible is an outcome of the reading
    {"握力", "-5", ""},
    {"握力", "\x01", "sheet.control_character"},
    {"握力", "\xCE\xD5", "sheet.not_utf8"},
    {"起立行走", "9.2秒", ""},
    {"年龄", "67", ""},
    {"年龄", "67岁", ""},
    {"年龄", "67周岁", ""},
    {"年龄", "虚岁67", "sheet.not_a_number"},
    {"年龄", "67.5", "sheet.not_whole"},
    {"年龄", "-1", "sheet.number_range"},
    {"年龄", "131", "sheet.number_range"},
    {"出生日期", "1959-04-12", ""},
    {"出生日期", "1959/4/12", ""},
    {"出生日期", "1959.4.12", ""},
    {"出生日期", "1959年4月12日", ""},
    {"出生日期", "19590412", ""},
    {"出生日期", "59-4-12", "sheet.date_form"},
    {"出生日期", "12/04/1959", "sheet.date_form"},
    {"出生日期", "21651", "sheet.date_form"},
    {"出生日期", "1959-04", "sheet.date_form"},
    {"出生日期", "1959-04/12", "sheet.date_form"},
    {"出生日期", "1959-02-29", "sheet.date_missing_day"},
    {"出生日期", "2026-11-22", "sheet.date_after"},
    {"出生日期", "1800-01-01", "sheet.number_range"},
    {"性别", "女性", ""},
    {"性别", "男/女", "sheet.word"},
    {"跌倒次数", "2次", ""},
    {"跌倒次数", "无", ""},
    {"跌倒次数", "有", "sheet.not_a_number"},
    {"跌倒次数", "1.5", "sheet.not_whole"},
    {"平时锻炼", "经常", ""},
    {"平时锻炼", "有时候吧", "sheet.word"},
    {"怀孕", "是", ""},
    {"怀孕", "也许", "sheet.word"},
    {"孕周", "26周", ""},
    {"孕周", "60", "sheet.number_range"},
    {"疾病", "免测", "sheet.exempt_here"},
    {"血糖", "6.4 mmol/L", ""},
    {"血糖", "110mg/dL", ""},
    {"血糖", "8.9(餐后2小时)", "sheet.unit"},
    {"血压", "146/92", ""},
    {"血压", "146／92mmHg", ""},
    {"血压", "146", "sheet.bp_pair"},
    {"血压", "146-92", "sheet.bp_pair"},
    {"血压", "146/92 142/88", "sheet.bp_pair"},
};

TEST(Sheet, RefusesACellAndNamesIt) {
  for (const CellCase& c : kCells) {
    const std::string text = std::string("编号,身高,") + c.header + "\nA,160,\"" + c.cell + "\"\n";
    auto reader = open(text, "village_day");
    ASSERT_TRUE(reader) << c.cell << ": " << reader.error().message;
    SheetRow row;
    ASSERT_TRUE(reader->next(row));
    const std::string code = row.issues.empty() ? "" : row.issues[0].code;
    EXPECT_EQ(code, c.code) << c.header << " '" << c.cell << "'";
    EXPECT_FALSE(row.rejected);
    if (row.issues.empty()) continue;
    EXPECT_EQ(row.issues.size(), 1u) << c.cell;
    EXPECT_EQ(row.issues[0].column, 3u);
    EXPECT_EQ(row.issues[0].line, 2u);
    for (const char* locale : {"en", "zh-CN"}) {
      const std::string say = remedy(shipped_data(), row.issues[0], locale);
      EXPECT_NE(say, c.code) << "no text in " << locale;
      EXPECT_EQ(say.find('{'), std::string::npos) << say;
    }
  }
}

TEST(Sheet, TimesAreNotGuessed) {
  const std::pair<const char*, const char*> cases[] = {{"3'58\"", "238"},
                                                       {"3:58", "238"},
                                                       {"3′58″", "238"},
                                                       {"3分58秒", "238"},
                                                       {"238", "238"},
                                                       {"238秒", "238"},
                                                       {"3'5", "185"},
                                                       {"3分5秒", "185"},
                                                       {"3.58", "sheet.time_decimal"},
                                                       {"3:5", "sheet.time_form"},
                                                       {"3:75", "sheet.time_form"},
                                                       {"3'75\"", "sheet.time_form"},
                                                       {"3,58", "sheet.comma_number"},
                                                       {"-238", "sheet.not_a_number"}};
  for (const auto& [cell, expected] : cases) {
    std::string quoted;
    for (const char c : std::string(cell))
      quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    const std::string text = "学号,性别,年级,800米跑\n1,女,初二,\"" + quoted + "\"\n";
    auto reader = open(text, "school_class");
    ASSERT_TRUE(reader) << reader.error().message;
    SheetRow row;
    ASSERT_TRUE(reader->next(row));
    std::string found = row.issues.empty() ? "nothing" : row.issues[0].code;
    if (!row.document.measurements.empty())
      found = codec::write(codec::Value(std::get<double>(row.document.measurements[0].value)));
    EXPECT_EQ(found, expected) << cell;
  }
}

TEST(Sheet, CellsThatContradictEachOtherAreBothRefused) {
  struct Case {
    const char* text;
    std::set<std::string> issues;
  };
  const Case cases[] = {
      {"编号,性别,怀孕,孕周\n1,男,是,20\n",
       {"1 性别 sheet.sex_and_pregnancy", "1 怀孕 sheet.sex_and_pregnancy"}},
      {"编号,性别,怀孕,孕周\n1,女,否,20\n",
       {"1 怀孕 sheet.weeks_not_pregnant", "1 孕周 sheet.weeks_not_pregnant"}},
      {"编号,性别,怀孕,孕周\n1,女,,20\n", {}},
      {"编号,出生日期,年龄\n1,1964-08-15,72\n",
       {"1 出生日期 sheet.birth_age", "1 年龄 sheet.birth_age"}},
      {"编号,出生日期,年龄\n1,1964-08-15,64\n", {}},
  };
  for (const Case& c : cases) {
    const std::string text = c.text;
    auto reader = open(text, "village_day");
    ASSERT_TRUE(reader);
    EXPECT_EQ(issues_of(rows_of(*reader)), c.issues) << c.text;
  }
}

TEST(Sheet, ListsAreSplitAndNothingIsLost) {
  const std::pair<const char*, const char*> cases[] = {
      {"高血压", "hypertension"},
      {"高血压、糖尿病", "hypertension diabetes_type_unknown"},
      {"高血压 2型糖尿病", "hypertension type_2_diabetes"},
      {"Type 2 diabetes, hypertension", "type_2_diabetes hypertension"},
      {"糖尿病(2型，用药)", "diabetes_type_unknown"},
      {"高血压10年", "hypertension"},
      {"高血压10年糖尿病5年", "hypertension other"},
      {"无高血压", "other"},
      {"高血亚", "other"},
      {"some rare thing 高血压", "other hypertension"},
      {"无、高血压", "hypertension"},
      {"无", ""},
  };
  for (const auto& [cell, expected] : cases) {
    const std::string text = std::string("编号,疾病\n1,\"") + cell + "\"\n";
    auto reader = open(text, "village_day");
    ASSERT_TRUE(reader);
    SheetRow row;
    ASSERT_TRUE(reader->next(row));
    std::string found;
    for (const ConditionAnswer& a : row.document.health.conditions.value())
      found += (found.empty() ? "" : " ") + a.code;
    EXPECT_EQ(found, expected) << cell;
  }
}

TEST(Sheet, AnUnknownPartLeavesTheListOpen) {
  const std::string text = "编号,疾病\n1,\"高血压、不详\"\n";
  auto reader = open(text, "village_day");
  ASSERT_TRUE(reader);
  SheetRow row;
  ASSERT_TRUE(reader->next(row));
  EXPECT_EQ(row.document.health.conditions->size(), 1u);
  EXPECT_TRUE(row.document.health.asked_on.empty());
}

TEST(Sheet, UnitsInHeadersCount) {
  const std::string text = "编号,体重(斤),身高(m)\n1,130,1.58\n2,65kg,158cm\n";
  auto reader = open(text, "village_day");
  ASSERT_TRUE(reader) << reader.error().message;
  for (const SheetRow& row : rows_of(*reader)) {
    ASSERT_EQ(row.document.measurements.size(), 2u);
    for (const RawMeasurement& m : row.document.measurements) {
      const double value = std::get<double>(m.value);
      const std::string& unit = shipped_data().test(m.test)->unit;
      EXPECT_DOUBLE_EQ(
          m.unit.empty() ? value : *shipped_data().units().convert(value, m.unit, unit),
          m.test == "weight" ? 65.0 : 158.0);
    }
  }
}

struct FileCase {
  const char* name;
  std::string text;
  const char* message;  // a part of it
};

TEST(Sheet, AFileThatIsNoSheetIsOneError) {
  const FileCase cases[] = {
      {"empty", "", "empty"},
      {"only a byte order mark", "\xEF\xBB\xBF", "empty"},
      {"only separators", ",,,\n,,,\n", "empty"},
      {"GBK", "\xB1\xE0\xBA\xC5,\xD0\xD4\xB1\xF0\n1,2\n", "UTF-8"},
      {"UTF-16",
       std::string("\xFF\xFE"
                   "a\0,\0b\0\n\0",
                   10),
       "UTF-8"},
      {"strange headers", "foo,bar,baz\n1,2,3\n", "no sheet knows"},
      {"open quote in the header", "\"编号,性别\n", "quote"},
      {"two columns say the same", "编号,姓名,身高,身高(cm)\n1,a,1,2\n", "both say test.height"},
      {"pressure twice", "编号,姓名,血压,收缩压\n1,a,1/2,2\n", "both say test.bp_systolic"},
      {"required column missing", "姓名,性别,年级\na,男,初二\n", "needs a column headed"},
      {"full-width commas", "编号，性别，年龄\n1，男，3\n", "replace"},
      {"a header alone", "编号,性别,年龄\n", "no row below the header"},
  };
  for (const FileCase& c : cases) {
    auto reader = open(c.text);
    ASSERT_FALSE(reader) << c.name;
    EXPECT_NE(reader.error().message.find(c.message), std::string::npos)
        << c.name << ": " << reader.error().message;
  }
  const std::string text = "姓名,性别\na,男\n";
  auto named = open(text, "school_class");
  ASSERT_FALSE(named);
  EXPECT_NE(named.error().message.find("学号"), std::string::npos) << named.error().message;
}

TEST(Sheet, EveryLineEndingAndATitleRow) {
  for (const char* end : {"\n", "\r\n", "\r"}) {
    const std::string e = end;
    const std::string text = "\xEF\xBB\xBF某村体质测试,,,," + e + e + "编号,姓名,性别,身高,体重" +
                             e + "1,甲,男,170,65" + e + ",,,," + e + "2,乙,女,160,55";
    auto reader = open(text);
    ASSERT_TRUE(reader) << reader.error().message;
    EXPECT_EQ(reader->facts().rows, 2u);
    EXPECT_EQ(reader->facts().header_line, 3u);
    EXPECT_EQ(reader->facts().empty_lines, 2u);
    EXPECT_EQ(rows_of(*reader).size(), 2u);
  }
}

TEST(Sheet, BrokenLinesAreRejectedAndTheOthersStay) {
  const std::string text = "编号,性别,身高\n1,男,\"170\n2,女,160\n3,女\n4,女,160,9\n5,男," +
                           std::string(2u << 20, '7') + "\n6,女,158\n\"7\"x,女,158\n";
  auto reader = open(text);
  ASSERT_TRUE(reader) << reader.error().message;
  const auto rows = rows_of(*reader);
  const char* expected[] = {
      "sheet.unclosed_quote", "", "sheet.field_count",     "sheet.field_count",
      "sheet.row_too_long",   "", "sheet.text_after_quote"};
  ASSERT_EQ(rows.size(), std::size(expected));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i].issues.empty() ? "" : rows[i].issues[0].code, expected[i]) << "row " << i + 1;
    EXPECT_EQ(rows[i].line, i + 2);
    EXPECT_EQ(rows[i].rejected, expected[i][0] != '\0');
    EXPECT_FALSE(rows[i].text.empty());
  }
}

// What a sheet makes can go through JSON and back.
TEST(Sheet, ItsDocumentsAreDocuments) {
  for (const char* name : {"village-day.csv", "school-class.csv", "nhanes-200.csv"}) {
    const std::string text = example(name);
    auto reader = open(text);
    ASSERT_TRUE(reader) << name << ": " << reader.error().message;
    for (const SheetRow& row : rows_of(*reader)) {
      if (row.rejected) continue;
      const codec::Value json = codec::encode(row.document);
      const auto parsed = codec::parse(codec::write(json));
      ASSERT_TRUE(parsed);
      codec::Reader r(*parsed);
      const PersonDocument back = codec::decode_person_document(r);
      const auto done = r.finish();
      ASSERT_TRUE(done) << name << " row " << row.number << ": " << done.error().pointer << " "
                        << done.error().message;
      EXPECT_EQ(codec::encode(back), json) << name << " row " << row.number;
    }
  }
}

}  // namespace
}  // namespace celian::exchange
