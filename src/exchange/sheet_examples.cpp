#include "exchange/sheet_examples.hpp"

#include <algorithm>

#include "base/number_text.hpp"
#include "base/utf8.hpp"
#include "codec/json.hpp"
#include "csv/writer.hpp"
#include "exchange/sheet.hpp"

namespace celian::exchange {

namespace {

using codec::Value;

// Any day will do; the ages of the examples are counted from it.
const char* const kAsOf = "2026-11-21";

std::string_view behind(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix ? text.substr(prefix.size()) : std::string_view();
}

Value text_value(const std::string& text) { return text.empty() ? Value() : Value(text); }

template <class T>
Value optional_value(const std::optional<T>& value) {
  return value ? Value(*value) : Value();
}

Value reading(const KnowledgeBase& kb, const PersonDocument& doc, std::string_view test) {
  for (const RawMeasurement& m : doc.measurements) {
    if (m.test != test) continue;
    if (!m.status.empty()) return m.status;
    const double* number = std::get_if<double>(&m.value);
    if (number == nullptr) return std::get<std::string>(m.value);
    const TestDef* def = kb.test(test);
    if (m.unit.empty() || def == nullptr) return *number;
    const auto converted = kb.units().convert(*number, m.unit, def->unit);
    return converted ? Value(*converted) : Value();
  }
  return {};
}

template <class T>
Value codes(const std::optional<std::vector<T>>& list) {
  if (!list) return {};
  Value v = Value::array();
  for (const T& entry : *list) v.push(entry.code);
  return v;
}

Value fact(const PersonDocument& doc, std::string_view code) {
  for (const CodedAnswer& a : doc.health.answers) {
    if (a.code == code || "answer." + a.code == code)
      return std::visit([](const auto& x) { return Value(x); }, a.value);
  }
  return {};
}

Value person(const Person& p, std::string_view field) {
  if (field == "id") return text_value(p.id);
  if (field == "sex")
    return p.sex == Sex::male ? Value("male") : p.sex == Sex::female ? Value("female") : Value();
  if (field == "birth_date") return p.birth_date ? Value(p.birth_date->iso()) : Value();
  if (field == "age_years") return optional_value(p.age_years);
  if (field == "age_months") return optional_value(p.age_months);
  if (field == "school_grade") return text_value(p.school_grade);
  if (field == "occupation") return text_value(p.occupation);
  return {};
}

// What the document says about a target; null = nothing.
Value said(const KnowledgeBase& kb, const SheetRow& row, std::string_view to) {
  const PersonDocument& doc = row.document;
  const HealthAnswers& h = doc.health;
  if (to == "person.name") return text_value(row.name);
  if (const auto field = behind(to, "person."); !field.empty()) return person(doc.person, field);
  if (const auto test = behind(to, "test."); !test.empty()) return reading(kb, doc, test);
  if (const auto code = behind(to, "fact."); !code.empty()) return fact(doc, code);
  if (to == "conditions") return codes(h.conditions);
  if (to == "medications") return codes(h.medications);
  if (to == "symptoms" || to == "symptoms_today") return codes(h.symptoms);
  if (to == "falls") return optional_value(h.falls.count_12_months);
  if (to == "pregnant") return text_value(h.pregnancy.status);
  if (to == "pregnancy.weeks") return optional_value(h.pregnancy.weeks);
  if (to == "activity.regular_3_months") return optional_value(h.activity.regular_3_months);
  if (to == "activity.sessions_week") return optional_value(h.activity.sessions_week);
  if (to == "activity.minutes_per_session") return optional_value(h.activity.minutes_per_session);
  if (to == "activity.sitting_hours_day") return optional_value(h.activity.sitting_hours_day);
  return {};
}

std::string run(const KnowledgeBase& kb, const Sheet& sheet, const Value& example) {
  std::string text;
  {
    csv::Writer writer([&](std::string_view piece) { text += piece; });
    const Value* cells = example.find("row");
    if (cells == nullptr || !cells->is_object()) return "expected a row";
    for (const codec::Member& cell : cells->members()) writer.field(cell.name);
    writer.end_row();
    for (const codec::Member& cell : cells->members())
      writer.field(cell.value.is_string() ? cell.value.as_string() : codec::write(cell.value));
    writer.end_row();
  }
  const SheetInput input = [&]() -> Result<csv::Source> { return csv::from_text(text); };
  auto reader = SheetReader::open(kb, input, {*Date::parse(kAsOf), sheet.header.id});
  if (!reader) return reader.error().message;
  SheetRow row;
  if (!reader->next(row)) return "the row was not read";

  std::string slips;
  const auto slip = [&](const std::string& what) { slips += (slips.empty() ? "" : "; ") + what; };
  if (const Value* expect = example.find("expect")) {
    for (const codec::Member& m : expect->members()) {
      const Value found = said(kb, row, m.name);
      if (!(found == m.value))
        slip(m.name + ": expected " + codec::write(m.value) + ", found " + codec::write(found));
    }
  }
  std::vector<std::string> expected, refused;
  if (const Value* list = example.find("refused")) {
    for (const Value& header : list->items()) expected.push_back(header.as_string());
  }
  for (const SheetIssue& issue : row.issues) refused.push_back(issue.header);
  std::sort(expected.begin(), expected.end());
  std::sort(refused.begin(), refused.end());
  if (refused != expected) {
    std::string found;
    for (const SheetIssue& issue : row.issues)
      found += " " + issue.header + " (" + issue.code + ")";
    slip("refused cells are not those expected:" + (found.empty() ? " none" : found));
  }
  const Value* rejected = example.find("rejected");
  const bool expect_rejected = rejected != nullptr && rejected->is_bool() && rejected->as_bool();
  if (row.rejected != expect_rejected)
    slip(row.rejected ? "the row is rejected" : "the row is not rejected");
  return slips;
}

}  // namespace

std::vector<std::string> failed_examples(const KnowledgeBase& kb, const Sheet& sheet) {
  std::vector<std::string> out;
  const Value* file = kb.raw(sheet.header.id);
  const Value* examples = file == nullptr ? nullptr : file->find("examples");
  if (examples == nullptr || !examples->is_array()) return out;
  for (std::size_t i = 0; i < examples->size(); ++i) {
    const std::string slips = run(kb, sheet, examples->items()[i]);
    if (!slips.empty())
      out.push_back(sheet.header.path + ": " + codec::join("/examples", i) + ": " + slips);
  }
  return out;
}

}  // namespace celian::exchange
