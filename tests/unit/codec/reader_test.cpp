#include "codec/reader.hpp"

#include <gtest/gtest.h>

namespace celian::codec {
namespace {

enum class Side { none, left, right };
constexpr Choice<Side> kSides[] = {{"left", Side::left}, {"right", Side::right}};

struct Row {
  double value = 0;
  std::string unit;
};
struct Sheet {
  std::string id;
  std::int64_t count = 0;
  Side side = Side::none;
  std::optional<Date> date;
  std::vector<Row> rows;
  std::vector<std::string> tags;
};

Row decode_row(Reader& r) {
  return {r.required_double("value", {.min = 0}), r.string_or("unit", "kg")};
}

Sheet decode_sheet(Reader& r) {
  Sheet sheet;
  sheet.id = r.required_string("id");
  sheet.count = r.int_or("count", 7, {.min = 1, .max = 9});
  sheet.side = r.choice_or("side", kSides, Side::none);
  sheet.date = r.optional_date("date");
  r.for_each("rows", [&](Reader& row) { sheet.rows.push_back(decode_row(row)); });
  sheet.tags = r.strings("tags");
  r.optional_child("note", [](Reader& note) { (void)note.required_bool("read"); });
  return sheet;
}

Result<Sheet> read(std::string_view json, std::string pointer = "") {
  const Value value = parse(json).value();
  return decode<Sheet>(value, std::move(pointer), decode_sheet);
}

TEST(Reader, DecodesNestedValues) {
  const Sheet sheet = read(R"({"id": "s", "count": 3.0, "side": "left", "date": "2026-11-21",
                              "rows": [{"value": 1}, {"unit": "g", "value": 2.5}],
                              "tags": ["a", "b"], "note": {"read": true}})")
                          .value();
  EXPECT_EQ(sheet.id, "s");
  EXPECT_EQ(sheet.count, 3);
  EXPECT_EQ(sheet.side, Side::left);
  EXPECT_EQ(sheet.date->iso(), "2026-11-21");
  ASSERT_EQ(sheet.rows.size(), 2U);
  EXPECT_EQ(sheet.rows[0].unit, "kg");
  EXPECT_EQ(sheet.rows[1].value, 2.5);
  EXPECT_EQ(sheet.tags, (std::vector<std::string>{"a", "b"}));
}

TEST(Reader, TakesAbsentAndNullForTheSame) {
  for (const char* json : {R"({"id": "s"})", R"({"id": "s", "count": null, "side": null,
       "date": null, "rows": null, "tags": null, "note": null})"}) {
    const Sheet sheet = read(json).value();
    EXPECT_EQ(sheet.count, 7);
    EXPECT_EQ(sheet.side, Side::none);
    EXPECT_FALSE(sheet.date.has_value());
    EXPECT_TRUE(sheet.rows.empty());
  }
}

TEST(Reader, ReportsTheFirstProblemWithItsPlace) {
  const struct {
    const char *json, *pointer, *message;
    Status status;
  } cases[] = {
      {"[]", "", "expected an object, found an array", Status::schema},
      {"{}", "/id", "expected a string, found nothing", Status::schema},
      {R"({"id": null})", "/id", "expected a string, found nothing", Status::schema},
      {R"({"id": 5, "count": "x"})", "/id", "expected a string, found 5", Status::schema},
      {R"({"id": "s", "count": 2.5})", "/count", "expected an integer from 1 to 9, found 2.5",
       Status::schema},
      {R"({"id": "s", "count": 1e300})", "/count", "expected an integer from 1 to 9, found 1e+300",
       Status::schema},
      {R"({"id": "s", "count": 10})", "/count", "expected an integer from 1 to 9, found 10",
       Status::range},
      {R"({"id": "s", "side": "up"})", "/side", "expected one of left, right, found \"up\"",
       Status::schema},
      {R"({"id": "s", "date": "2026-02-30"})", "/date",
       "expected a date such as 2026-11-21, found \"2026-02-30\"", Status::schema},
      {R"({"id": "s", "rows": {}})", "/rows", "expected an array, found an object", Status::schema},
      {R"({"id": "s", "rows": [{"value": 1}, 4]})", "/rows/1", "expected an object, found 4",
       Status::schema},
      {R"({"id": "s", "rows": [{"value": 1}, {"value": -1}]})", "/rows/1/value",
       "expected a number of at least 0, found -1", Status::range},
      {R"({"id": "s", "rows": [{"value": 1, "unti": "g"}]})", "/rows/0/unti",
       "unknown field \"unti\"; did you mean \"unit\"?", Status::schema},
      {R"({"id": "s", "tags": ["a", false]})", "/tags/1", "expected a string, found false",
       Status::schema},
      {R"({"id": "s", "note": {"read": true, "by": 1}})", "/note/by", "unknown field \"by\"",
       Status::schema},
      {R"({"id": "s", "a/b~": 1})", "/a~1b~0", "unknown field \"a/b~\"", Status::schema},
      {R"({"id": "s", "cuont": 1})", "/cuont", "unknown field \"cuont\"; did you mean \"count\"?",
       Status::schema},
  };
  for (const auto& c : cases) {
    const Result<Sheet> sheet = read(c.json);
    ASSERT_FALSE(sheet.has_value()) << c.json;
    EXPECT_EQ(sheet.error().pointer, c.pointer) << c.json;
    EXPECT_EQ(sheet.error().message, c.message) << c.json;
    EXPECT_EQ(sheet.error().status, c.status) << c.json;
  }
}

TEST(Reader, StartsPointersWhereItIsTold) {
  EXPECT_EQ(read(R"({"id": "s", "rows": [{}]})", "/persons/3").error().pointer,
            "/persons/3/rows/0/value");
}

TEST(Reader, WalksObjectsWhoseNamesAreData) {
  const Value value =
      parse(R"({"title": {"en": "Grip", "zh-CN": "握力"}, "n": {"a": 1, "b": 2}})").value();
  std::string seen;
  const Result<int> sum = decode<int>(value, "", [&](Reader& r) {
    int total = 0;
    r.for_each_member("title", [&](const std::string& key, Reader& text) {
      seen += key + '=' + text.as_string() + ' ';
    });
    r.for_each_member(
        "n", [&](const std::string&, Reader& n) { total += static_cast<int>(n.as_int()); });
    return total;
  });
  EXPECT_EQ(seen, "en=Grip zh-CN=握力 ");
  EXPECT_EQ(sum.value(), 3);
}

TEST(Reader, LetsADecoderAddItsOwnRules) {
  const Value value = parse(R"({"from": 5, "to": 3, "extra": 1})").value();
  Reader r(value, "/range");
  const double from = r.required_double("from"), to = r.required_double("to");
  r.require(from <= to, "to", "must not be below \"from\"");
  EXPECT_FALSE(r.ok());
  const Error error = r.finish().error();
  EXPECT_EQ(error.pointer, "/range/to");
  EXPECT_EQ(error.message, "must not be below \"from\"");
}

TEST(Reader, IncludesBothEndsOfItsBounds) {
  const struct {
    const char* json;
    bool is_fine;
  } cases[] = {{"[-1]", true},  {"[-1.5]", false}, {"[0.5]", true},
               {"[2.5]", true}, {"[2.6]", false},  {"[3]", false}};
  for (const auto& c : cases) {
    const Value value = parse(c.json).value();
    Reader r(value);
    r.for_each_item([](Reader& item) { (void)item.as_double({.min = -1, .max = 2.5}); });
    EXPECT_EQ(r.ok(), c.is_fine) << c.json;
  }
}

TEST(Reader, IgnoresWhatItIsToldToIgnore) {
  const Value value = parse(R"({"a": 1, "b": 2})").value();
  Reader one(value);
  (void)one.required_int("a");
  one.ignore({"b"});
  EXPECT_TRUE(one.finish().has_value());

  Reader all(value);
  (void)all.required_int("a");
  all.ignore_rest();
  EXPECT_TRUE(all.finish().has_value());

  Reader none(value);
  (void)none.required_int("a");
  EXPECT_EQ(none.raw("a")->as_int(), 1);
  EXPECT_FALSE(none.finish().has_value());
}

}  // namespace
}  // namespace celian::codec
