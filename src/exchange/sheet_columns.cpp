#include "exchange/sheet_columns.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "exchange/cell_text.hpp"

namespace celian::exchange {

namespace {

bool has_header(const SheetColumn& column, std::string_view folded) {
  return std::any_of(column.headers.begin(), column.headers.end(),
                     [&](const std::string& h) { return fold(h) == folded; });
}

std::vector<const SheetColumn*> columns_of(const Sheet& sheet, std::string_view folded) {
  std::vector<const SheetColumn*> out;
  for (const SheetColumn& c : sheet.columns) {
    if (has_header(c, folded)) out.push_back(&c);
  }
  return out;
}

// The unit in which a bare number of this column counts, to compare a header's unit with.
std::string unit_of(const KnowledgeBase& kb, const SheetColumn& column) {
  if (!column.unit.empty()) return column.unit;
  if (column.to.substr(0, 5) == "test.") {
    const TestDef* test = kb.test(column.to.substr(5));
    return test == nullptr ? "" : test->unit;
  }
  if (column.to.substr(0, 5) == "fact.") {
    const Slot s = kb.facts().find(column.to.substr(5));
    return s == kNoSlot ? "" : kb.facts()[s].unit;
  }
  return column.to == "blood_pressure" ? "mm[Hg]" : "";
}

BoundColumn bind(std::size_t at, const std::string& header, const SheetColumn& column,
                 std::string unit) {
  BoundColumn out{at, header, &column, unit.empty() ? column.unit : std::move(unit), {}};
  for (const auto& [word, code] : column.values) out.values.emplace(fold(word), code);
  return out;
}

std::string quoted(std::span<const std::string> headers) {
  constexpr std::size_t kShown = 12, kLongest = 60;
  std::string out;
  for (std::size_t i = 0; i < std::min(headers.size(), kShown); ++i) {
    const std::string& h = headers[i];
    out += (out.empty() ? "" : ", ") + (h.size() > kLongest ? "a long text" : h);
  }
  if (headers.size() > kShown) out += ", … (" + std::to_string(headers.size()) + " in all)";
  return out;
}

std::string short_id(std::string_view id) { return std::string(id.substr(id.rfind('.') + 1)); }

std::string all_sheets(const KnowledgeBase& kb) {
  std::string out;
  for (const Sheet& s : kb.sheets()) out += (out.empty() ? "" : ", ") + short_id(s.header.id);
  return out;
}

// What two columns may not say both. A pressure written as a pair and one in columns would count as
// two readings.
std::vector<std::string> claims(const std::string& to) {
  if (to == "note" || to == "ignore") return {};
  if (to == "blood_pressure") return {"test.bp_systolic", "test.bp_diastolic"};
  if (to == "falls") return {"falls.count_12_months"};
  return {to};
}

Result<void> check(const Match& m) {
  if (!m.missing.empty()) {
    std::string names;
    for (const SheetColumn* c : m.missing)
      names += (names.empty() ? "" : "; ") + quoted(c->headers);
    return Error{Status::schema, "", m.sheet->header.id + " needs a column headed: " + names};
  }
  std::map<std::string, const BoundColumn*> said;
  for (const BoundColumn& c : m.columns) {
    for (const std::string& claim : claims(c.column->to)) {
      const auto [at, is_new] = said.emplace(claim, &c);
      if (is_new) continue;
      const BoundColumn& other = *at->second;
      return Error{Status::schema, "",
                   "columns " + std::to_string(other.at + 1) + " (" + other.header + ") and " +
                       std::to_string(c.at + 1) + " (" + c.header + ") both say " + claim +
                       "; rename the header of the one that is not to be read"};
    }
  }
  return {};
}

}  // namespace

Match match(const KnowledgeBase& kb, const Sheet& sheet, std::span<const std::string> headers) {
  Match out;
  out.sheet = &sheet;
  std::vector<const SheetColumn*> found_all;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    const std::string folded = fold(trim(headers[i]));
    if (folded.empty()) continue;
    std::vector<const SheetColumn*> found = columns_of(sheet, folded);
    std::string unit;
    if (const HeaderAndUnit parts = split_header(folded);
        found.empty() && kb.units().find(parts.unit) != nullptr) {
      for (const SheetColumn* c : columns_of(sheet, parts.header)) {
        if (!kb.units().convert(1, parts.unit, unit_of(kb, *c))) continue;
        found.push_back(c);
        unit = parts.unit;
      }
    }
    if (found.empty()) {
      out.unread.push_back(headers[i]);
      continue;
    }
    ++out.known;
    for (const SheetColumn* c : found) {
      found_all.push_back(c);
      out.columns.push_back(bind(i, headers[i], *c, unit));
    }
  }
  for (const SheetColumn& c : sheet.columns) {
    if (c.required && std::find(found_all.begin(), found_all.end(), &c) == found_all.end())
      out.missing.push_back(&c);
  }
  return out;
}

bool fits(const Match& m, std::size_t headers) {
  return m.missing.empty() && m.known >= 2 && m.known * 2 >= headers;
}

Result<Match> choose(const KnowledgeBase& kb, std::string_view id,
                     std::span<const std::string> headers, std::vector<std::string>& also) {
  also.clear();
  const auto filled = static_cast<std::size_t>(std::count_if(
      headers.begin(), headers.end(), [](const std::string& h) { return !trim(h).empty(); }));
  Match best, almost;
  for (const Sheet& sheet : kb.sheets()) {
    const bool named = sheet.header.id == id || short_id(sheet.header.id) == id;
    if (!id.empty() && !named) continue;
    Match m = match(kb, sheet, headers);
    if (!named && !fits(m, filled)) {
      if (m.known >= 2 && m.known * 2 >= filled && m.known > almost.known) almost = std::move(m);
      continue;
    }
    if (best.sheet != nullptr && m.known == best.known) also.push_back(sheet.header.id);
    if (best.sheet != nullptr && m.known <= best.known) continue;
    if (best.sheet != nullptr) also.clear();
    best = std::move(m);
  }
  // Knows the headers, but not all are there: that is what to say.
  if (best.sheet == nullptr && almost.sheet != nullptr) return check(almost).error();
  if (best.sheet == nullptr) {
    const std::string there_are = "; there are: " + all_sheets(kb);
    if (!id.empty())
      return Error{Status::unknown_id, "",
                   "no sheet is called '" + std::string(id) + "'" + there_are};
    return Error{Status::unknown_id, "",
                 "no sheet knows most of these headers: " + quoted(headers) +
                     "; name one with --sheet" + there_are};
  }
  if (auto ok = check(best); !ok) return ok.error();
  return best;
}

}  // namespace celian::exchange
