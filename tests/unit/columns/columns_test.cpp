// Arrow tables in and out: types, offsets, nulls, owners; and what is refused.
#include <gtest/gtest.h>

#include <utility>

#include "arrow_table.hpp"
#include "columns/export.hpp"

namespace celian::columns {
namespace {

using arrow_test::OutTable;
using arrow_test::TestTable;

std::string error_of(const TestTable& table) {
  const Result<Table> made = import_table(table.schema, table.array);
  return made ? "" : made.error().message;
}

void expect_says(const std::string& message, const std::string& part) {
  EXPECT_NE(message.find(part), std::string::npos) << "\"" << part << "\" is not in: " << message;
}

TEST(Import, finds_values_behind_offsets_of_column_and_table) {
  TestTable table(5, 3);
  table.add<std::int16_t>("a", {10, std::nullopt, 12, 13, 14});
  table.finish();
  table.array.offset = 2;
  table.array.length = 3;
  const Result<Table> made = import_table(table.schema, table.array);
  ASSERT_TRUE(made) << made.error().message;
  const Column& a = made->columns[0];
  for (std::int64_t i = 0; i < 3; ++i) EXPECT_EQ(integer_at(a, i), 12 + i);
  EXPECT_TRUE(a.is_valid(0));
}

TEST(Import, takes_a_row_that_is_null_in_the_table_as_null_in_each_column) {
  TestTable table(4);
  table.add<float>("a", {1.f, 2.f, std::nullopt, 4.f});
  table.finish();
  table.set_rows({true, false, true}, 1);
  const Result<Table> made = import_table(table.schema, table.array);
  ASSERT_TRUE(made) << made.error().message;
  const Column& a = made->columns[0];
  EXPECT_TRUE(a.is_valid(0));
  EXPECT_FALSE(a.is_valid(1));  // by the table (and the column)
  EXPECT_TRUE(a.is_valid(2));
}

TEST(Import, reads_text_plain_large_and_through_a_dictionary) {
  TestTable table(3, 2);
  table.add_text("plain", {"male", std::nullopt, "female"});
  table.add_text<std::int64_t>("large", {"x", "", "女"});
  table.add_dictionary<std::uint8_t>("dictionary", {"b", "a"}, {1, std::nullopt, 0});
  table.finish();
  const Result<Table> made = import_table(table.schema, table.array);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(*text_at(*made->find("plain"), 2), "female");
  EXPECT_FALSE(made->find("plain")->is_valid(1));
  EXPECT_EQ(*text_at(*made->find("large"), 1), "");
  EXPECT_EQ(*text_at(*made->find("large"), 2), "女");
  EXPECT_EQ(*text_at(*made->find("dictionary"), 0), "a");
  EXPECT_EQ(type_name(*made->find("dictionary")), "dictionary of utf8");
}

TEST(Import, refuses_what_is_no_table_and_names_the_column) {
  struct Case {
    const char* what;
    void (*spoil)(TestTable&);
    const char* says;
  };
  const Case cases[] = {
      {"no struct", [](TestTable& t) { t.schema.format = "i"; }, "\"+s\""},
      {"released", [](TestTable& t) { t.array.release = nullptr; }, "released"},
      {"released child", [](TestTable& t) { t.array.children[0]->release = nullptr; }, "\"a\""},
      {"format unknown", [](TestTable& t) { t.schema.children[0]->format = "qq"; }, "\"qq\""},
      {"no format", [](TestTable& t) { t.schema.children[0]->format = nullptr; }, "\"a\""},
      {"no name", [](TestTable& t) { t.schema.children[0]->name = nullptr; }, "child 0"},
      {"two of a name", [](TestTable& t) { t.schema.children[1]->name = "a"; }, "two columns"},
      {"too short", [](TestTable& t) { t.array.children[0]->length = 1; }, "at least 2 values"},
      {"negative", [](TestTable& t) { t.array.children[0]->offset = -1; }, "0 or more"},
      {"huge", [](TestTable& t) { t.array.length = INT64_MAX; }, "the table"},
      {"buffers", [](TestTable& t) { t.array.children[0]->n_buffers = 1; }, "2 buffers"},
      {"NULL buffers", [](TestTable& t) { t.array.children[0]->buffers = nullptr; }, "buffers"},
      {"NULL values", [](TestTable& t) { t.array.children[0]->buffers[1] = nullptr; }, "NULL"},
      {"nulls without bitmap", [](TestTable& t) { t.array.children[0]->null_count = 1; }, "bitmap"},
      {"null_count", [](TestTable& t) { t.array.children[0]->null_count = 7; }, "null_count"},
      {"children", [](TestTable& t) { t.array.n_children = 1; }, "as many children"},
      {"half a dictionary",
       [](TestTable& t) { t.array.children[0]->dictionary = t.array.children[1]; }, "dictionary"},
  };
  for (const Case& c : cases) {
    TestTable table(2);
    table.add<std::int32_t>("a", {1, 2});
    table.add<std::int32_t>("b", {1, 2});
    table.finish();
    ASSERT_EQ(error_of(table), "");
    c.spoil(table);
    SCOPED_TRACE(c.what);
    const std::string message = error_of(table);
    EXPECT_NE(message, "");
    expect_says(message, c.says);
  }
}

TEST(Import, refuses_indexes_and_offsets_that_lead_outside) {
  TestTable table(2);
  table.add_dictionary<std::int32_t>("d", {"a"}, {0, 5});
  table.add_text("t", {"one", "two"});
  table.finish();
  const Result<Table> made = import_table(table.schema, table.array);
  ASSERT_TRUE(made) << made.error().message;
  const Result<std::string_view> index = text_at(*made->find("d"), 1);
  ASSERT_FALSE(index);
  expect_says(index.error().message, "row 1");
  const std::int32_t falling[] = {3, 1, 2};
  const void* buffers[] = {nullptr, falling, "xyz"};
  table.array.children[1]->buffers = buffers;
  const Result<Table> again = import_table(table.schema, table.array);
  ASSERT_TRUE(again);
  EXPECT_FALSE(text_at(*again->find("t"), 0));
}

TEST(Export, gives_children_that_live_without_their_parent) {
  TestTable table(3, 1);
  table.add_text("t", {"one", std::nullopt, "three"});
  table.add_dictionary<std::int8_t>("d", {"a", "b"}, {1, std::nullopt, 0});
  table.add<double>("x", {1.5, 2.5, std::nullopt});
  table.finish();
  const Result<Table> in = import_table(table.schema, table.array);
  ASSERT_TRUE(in) << in.error().message;
  std::vector<OutColumn> columns;
  for (const Column& column : in->columns) {
    Result<OutColumn> copy = copy_column(column);
    ASSERT_TRUE(copy) << copy.error().message;
    columns.push_back(std::move(*copy));
  }
  OutTable out;
  export_table(std::move(columns), 3, out.schema, out.array);
  // It can be read again, and says the same.
  const Result<Table> again = import_table(out.schema, out.array);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(*text_at(*again->find("t"), 2), "three");
  EXPECT_FALSE(again->find("t")->is_valid(1));
  EXPECT_EQ(*text_at(*again->find("d"), 0), "b");
  EXPECT_EQ(out.array.children[2]->null_count, 1);
  EXPECT_EQ(table.array.children[0]->length, 3);

  ArrowArray moved = std::exchange(*out.array.children[1], ArrowArray{});
  ArrowSchema moved_schema = std::exchange(*out.schema.children[1], ArrowSchema{});
  out.array.release(&out.array);
  out.schema.release(&out.schema);
  EXPECT_EQ(out.array.release, nullptr);
  EXPECT_EQ(static_cast<const std::int8_t*>(moved.buffers[1])[0], 1);
  EXPECT_EQ(std::string(moved_schema.name), "d");
  moved.release(&moved);
  moved_schema.release(&moved_schema);
}

TEST(Export, says_that_nested_columns_cannot_be_copied) {
  TestTable table(1);
  table.add<std::int32_t>("a", {1});
  table.finish();
  table.schema.children[0]->format = "+l";
  const Result<Table> in = import_table(table.schema, table.array);
  ASSERT_TRUE(in) << in.error().message;
  const Result<OutColumn> copy = copy_column(in->columns[0]);
  ASSERT_FALSE(copy);
  EXPECT_EQ(copy.error().status, Status::unsupported);
}

}  // namespace
}  // namespace celian::columns
