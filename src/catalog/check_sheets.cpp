#include "catalog/check_context.hpp"

namespace celian {

namespace {

bool starts(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

void check_column(CheckContext& c, const Sheet& sheet, std::size_t i) {
  const SheetColumn& column = sheet.columns[i];
  const std::string pointer = codec::join("/columns", i);
  const std::string_view to = column.to;
  if (starts(to, "test.") && !c.has_test(to.substr(5))) {
    c.report(sheet.header.path, pointer + "/to", "expected a test, found \"" + column.to + "\"");
  }
  if (starts(to, "fact.") && c.facts().find(to.substr(5)) == kNoSlot) {
    c.report(sheet.header.path, pointer + "/to",
             "expected a fact of the dictionary, found \"" + column.to + "\"");
  }
  if (!column.unit.empty() && c.units.find(column.unit) == nullptr) {
    c.report(sheet.header.path, pointer + "/unit",
             "expected a unit of data/units.json, found \"" + column.unit + "\"");
  }
}

}  // namespace

void check_sheets(CheckContext& c) {
  for (const Sheet& sheet : c.sheets) {
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) check_column(c, sheet, i);
  }
}

}  // namespace celian
