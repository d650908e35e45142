#include "exchange/plain_rows.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "base/utf8.hpp"
#include "exchange/bare_number.hpp"
#include "exchange/cell_text.hpp"

namespace celian::exchange {

namespace {

// Beyond this many kinds of rows remembering them is of no use.
constexpr std::size_t kMostProfiles = 1 << 16;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

bool is_plain_text(std::string_view text) {
  bool ascii = true;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (u < 0x20 || u == 0x7F) return false;
    ascii = ascii && u < 0x80;
  }
  return ascii || is_valid_utf8(text);
}

bool is_test(std::string_view to) { return to.substr(0, 5) == "test."; }

}  // namespace

PlainRows::PlainRows(SheetWords& words, const std::vector<BoundColumn>& columns, Date as_of)
    : words_(words), columns_(columns), as_of_(as_of) {
  const KnowledgeBase& kb = words.kb();
  std::vector<std::size_t> key_at;
  for (const BoundColumn& c : columns) {
    const std::string& to = c.column->to;
    if (to == "ignore") continue;
    if (to == "person.id" && id_ == nullptr) {
      id_ = &c;
    } else if (to == "person.name" && name_ == nullptr) {
      name_ = &c;
    } else if (is_test(to)) {
      Reading r;
      r.at = c.at;
      r.required = c.column->required;
      r.missing = c.column->missing_values;
      const std::string code = to.substr(5);
      const TestDef* test = kb.test(code);
      const auto known = std::find(tests_.begin(), tests_.end(), code);
      r.test = static_cast<std::size_t>(known - tests_.begin());
      if (known == tests_.end()) tests_.push_back(code);
      const UnitEntry* unit = c.unit.empty() ? nullptr : kb.units().find(c.unit);
      const bool same_unit =
          test != nullptr && (c.unit.empty() || (unit != nullptr && unit->code == test->unit));
      r.is_bare = same_unit && c.values.empty();
      if (test != nullptr) r.least = test->plausible_min, r.most = test->plausible_max;
      readings_.push_back(std::move(r));
    } else if (std::find(key_at.begin(), key_at.end(), c.at) == key_at.end()) {
      key_at.push_back(c.at);
      key_fields_ = std::max(key_fields_, c.at + 1);
    }
  }
  kinds_ = seen_ = RowKeys(std::move(key_at));
}

bool PlainRows::is_new(std::span<const std::string_view> fields) {
  const std::size_t before = seen_.size();
  return before >= kMostProfiles || seen_.add(fields) == before;
}

bool PlainRows::is_known(std::span<const std::string_view> fields) const {
  return seen_.find(fields).has_value();
}

bool PlainRows::read_text(std::span<const std::string_view> fields, PlainRow& out) const {
  for (const auto& [column, to] : {std::pair{id_, &out.id}, std::pair{name_, &out.name}}) {
    *to = {};
    if (column == nullptr) continue;
    *to = trim(fields[column->at]);
    if (!is_plain_text(*to)) return false;
    if (column->column->required && (to->empty() || words_.is_missing_as_typed(*to))) return false;
  }
  return true;
}

bool PlainRows::read_number(const Reading& r, std::string_view cell, std::size_t before,
                            double* values) const {
  if (cell.empty()) return !r.required;
  if (!r.is_bare || !std::isnan(values[r.test])) return false;
  const double number = bare_number(cell, before);
  if (!(number >= r.least && number <= r.most)) return false;
  for (const double missing : r.missing) {
    if (number == missing) return false;
  }
  values[r.test] = number;
  return true;
}

bool PlainRows::read(const csv::Row& row, PlainRow& out, double* values) {
  std::fill(values, values + tests_.size(), kNone);
  const char* const begin = row.text.data();
  for (const Reading& r : readings_) {
    // A field with quotes in it does not stand in the text of the row.
    const std::string_view cell = row.fields[r.at];
    const bool inside = !std::less<>()(cell.data(), begin) &&
                        !std::less<>()(begin + row.text.size(), cell.data() + cell.size());
    const auto before = inside ? static_cast<std::size_t>(cell.data() - begin) : 0;
    if (!read_number(r, cell, before, values)) return false;
  }
  if (!read_text(row.fields, out)) return false;
  out.profile = profile_of(row.fields);
  return out.profile != nullptr && out.profile->usable;
}

const PlainProfile* PlainRows::profile_of(std::span<const std::string_view> fields) {
  if (const auto known = kinds_.find(fields)) return profiles_[*known].get();
  if (profiles_.size() >= kMostProfiles) return nullptr;
  SheetRow row;
  RowBuilder builder(words_, as_of_, row);
  for (const BoundColumn& c : columns_) {
    if (!is_test(c.column->to) && &c != id_ && &c != name_) builder.take(c, fields[c.at]);
  }
  builder.finish();
  auto profile = std::make_unique<PlainProfile>();
  profile->number = profiles_.size();
  // A reading in words belongs to its row.
  profile->usable =
      !row.rejected && row.issues.empty() && row.notes.empty() && row.document.measurements.empty();
  profile->day = builder.day();
  profile->document = std::move(row.document);
  kinds_.add(fields);
  return profiles_.emplace_back(std::move(profile)).get();
}

}  // namespace celian::exchange
