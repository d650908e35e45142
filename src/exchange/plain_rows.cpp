#include "exchange/plain_rows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/utf8.hpp"
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

// Digits with at most one point, "-" in front; so few of them that the quotient below is the number
// that strtod would give. NaN for anything else.
double bare_number(std::string_view text) {
  static constexpr double kTens[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
  constexpr std::size_t kMostDigits = 15;
  const char* at = text.data();
  const char* const end = at + text.size();
  const bool minus = at != end && *at == '-';
  if (minus) ++at;
  std::int64_t digits = 0;
  const auto take_digits = [&] {
    const char* const first = at;
    for (; at != end && *at >= '0' && *at <= '9'; ++at) digits = digits * 10 + (*at - '0');
    return static_cast<std::size_t>(at - first);
  };
  if (text.size() > kMostDigits + 2) return kNone;
  const std::size_t before = take_digits();
  if (before == 0) return kNone;
  std::size_t behind = 0;
  if (at != end) {
    if (*at++ != '.') return kNone;
    behind = take_digits();
    if (behind == 0 || behind >= std::size(kTens) || at != end) return kNone;
  }
  if (before + behind > kMostDigits) return kNone;
  auto value = static_cast<double>(digits);
  if (behind > 0) value /= kTens[behind];
  return minus ? -value : value;
}

bool is_test(std::string_view to) { return to.substr(0, 5) == "test."; }

}  // namespace

PlainRows::PlainRows(SheetWords& words, const std::vector<BoundColumn>& columns, Date as_of)
    : words_(words), columns_(columns), as_of_(as_of) {
  const KnowledgeBase& kb = words.kb();
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
    } else if (std::find(key_at_.begin(), key_at_.end(), c.at) == key_at_.end()) {
      key_at_.push_back(c.at);
      key_fields_ = std::max(key_fields_, c.at + 1);
    }
  }
}

void PlainRows::make_key(std::span<const std::string_view> fields) {
  key_.clear();
  for (const std::size_t at : key_at_) {
    key_ += fields[at];
    key_ += '\x1f';
  }
}

bool PlainRows::is_new(std::span<const std::string_view> fields) {
  make_key(fields);
  return seen_.size() >= kMostProfiles || seen_.insert(key_).second;
}

bool PlainRows::is_known(std::span<const std::string_view> fields) {
  make_key(fields);
  return seen_.count(key_) != 0;
}

bool PlainRows::read_text(std::span<const std::string_view> fields, PlainRow& out) const {
  for (const auto& [column, to] : {std::pair{id_, &out.id}, std::pair{name_, &out.name}}) {
    *to = {};
    if (column == nullptr) continue;
    *to = trim(fields[column->at]);
    if (!is_plain_text(*to)) return false;
    if (column->column->required && (to->empty() || words_.is_missing(fold(*to)))) return false;
  }
  return true;
}

bool PlainRows::read_number(const Reading& r, std::string_view cell, double* values) const {
  if (cell.empty()) return !r.required;
  if (!r.is_bare || !std::isnan(values[r.test])) return false;
  const double number = bare_number(cell);
  if (!(number >= r.least && number <= r.most)) return false;
  for (const double missing : r.missing) {
    if (number == missing) return false;
  }
  values[r.test] = number;
  return true;
}

bool PlainRows::read(std::span<const std::string_view> fields, PlainRow& out, double* values) {
  std::fill(values, values + tests_.size(), kNone);
  for (const Reading& r : readings_) {
    if (!read_number(r, fields[r.at], values)) return false;
  }
  if (!read_text(fields, out)) return false;
  out.profile = profile_of(fields);
  return out.profile != nullptr && out.profile->usable;
}

const PlainProfile* PlainRows::profile_of(std::span<const std::string_view> fields) {
  make_key(fields);
  if (const auto known = profiles_.find(key_); known != profiles_.end()) return known->second.get();
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
  return profiles_.emplace(key_, std::move(profile)).first->second.get();
}

}  // namespace celian::exchange
