#include "codec/reader.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/number_text.hpp"

namespace celian::codec {
namespace {

constexpr double kMaxExactInteger = 9007199254740992.0;  // 2^53

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

// What stands there, short enough for a message.
std::string found(const Value& value) {
  constexpr std::size_t kMost = 40;
  switch (value.type()) {
    case Type::null: return "null";
    case Type::array: return "an array";
    case Type::object: return "an object";
    case Type::string:
      if (value.as_string().size() > kMost) return "a long string";
      return quoted(value.as_string());
    default: return write(value);
  }
}

// "an integer from 1 to 7", "a number of at least 0"
std::string expected_number(std::string_view what, Bounds bounds) {
  const bool has_min = std::isfinite(bounds.min), has_max = std::isfinite(bounds.max);
  std::string out(what);
  if (has_min && has_max) {
    out += " from " + format_shortest(bounds.min) + " to " + format_shortest(bounds.max);
  } else if (has_min) {
    out += " of at least " + format_shortest(bounds.min);
  } else if (has_max) {
    out += " of at most " + format_shortest(bounds.max);
  }
  return out;
}

// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last, last, row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last = std::exchange(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
  }
  return row[b.size()];
}

// The one of `names` that `name` may be a slip of; "" if none is close.
std::string_view nearest(std::string_view name, const std::vector<std::string>& names) {
  constexpr std::size_t kLongest = 64;
  if (name.size() > kLongest) return {};
  std::size_t best = std::max<std::size_t>(1, name.size() / 3) + 1;
  std::string_view nearest;
  for (const std::string& candidate : names) {
    const std::size_t distance = edit_distance(name, candidate);
    if (distance < best) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

}  // namespace

Reader::Reader(const Value& value, std::string pointer)
    : value_(&value), root_pointer_(std::move(pointer)), problem_(&own_problem_) {}

Reader::Reader(const Value& value, const Reader& parent, std::string_view name)
    : value_(&value), parent_(&parent), name_(name), problem_(parent.problem_) {}

Reader::Reader(const Value& value, const Reader& parent, std::size_t index)
    : value_(&value), parent_(&parent), index_(index), problem_(parent.problem_) {}

std::string Reader::pointer() const {
  if (parent_ == nullptr) return root_pointer_;
  return parent_->value_->is_array() ? join(parent_->pointer(), index_)
                                     : join(parent_->pointer(), name_);
}

// --- Problems

bool Reader::ok() const noexcept { return !problem_->has_value(); }

void Reader::fail(std::string_view name, std::string message, Status status) {
  if (!ok()) return;
  *problem_ = Error{status, name.empty() ? pointer() : join(pointer(), name), std::move(message)};
}

void Reader::fail(Error error) {
  if (ok()) *problem_ = std::move(error);
}

void Reader::require(bool holds, std::string_view name, std::string_view message) {
  if (!holds) fail(name, std::string(message));
}

void Reader::mismatch(std::string_view expected, const Value& value, std::string_view name) {
  fail(name, "expected " + std::string(expected) + ", found " + found(value));
}

bool Reader::is(Type type, const Value& value, std::string_view name) {
  if (value.type() == type) return true;
  mismatch(type_name(type), value, name);
  return false;
}

void Reader::check_unknown() {
  if (!ok() || is_open_ || !value_->is_object() || known_.empty()) return;
  for (const Member& member : value_->members()) {
    if (std::ranges::find(known_, member.name) != known_.end()) continue;
    std::string message = "unknown field " + quoted(member.name);
    if (const std::string_view name = nearest(member.name, known_); !name.empty()) {
      message += "; did you mean " + quoted(name) + '?';
    }
    fail(member.name, std::move(message));
    return;
  }
}

Result<void> Reader::finish() {
  check_unknown();
  if (!ok()) return **problem_;
  return {};
}

// --- Fields

bool Reader::has(std::string_view name) const noexcept {
  const Value* value = value_->find(name);
  return value != nullptr && !value->is_null();
}

const Value* Reader::field(std::string_view name) {
  if (!is(Type::object, *value_, "")) return nullptr;
  if (known_.empty()) known_.reserve(24);  // as many as most objects may have
  known_.emplace_back(name);
  const Value* value = value_->find(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

const Value* Reader::required_field(std::string_view name, std::string_view expected) {
  const Value* value = field(name);
  if (value == nullptr) fail(name, "expected " + std::string(expected) + ", found nothing");
  return value;
}

const Value* Reader::raw(std::string_view name) { return field(name); }

void Reader::ignore(std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) (void)field(name);
}

// --- Plain values

std::string Reader::string_of(const Value& value, std::string_view name) {
  return is(Type::string, value, name) ? value.as_string() : std::string();
}

double Reader::double_of(const Value& value, std::string_view name, Bounds bounds) {
  if (!value.is_number()) {
    mismatch(expected_number("a number", bounds), value, name);
    return 0;
  }
  const double number = value.as_double();
  if (number < bounds.min || number > bounds.max) {
    fail(name, "expected " + expected_number("a number", bounds) + ", found " + found(value),
         Status::range);
    return 0;
  }
  return number;
}

std::int64_t Reader::int_of(const Value& value, std::string_view name, Bounds bounds) {
  // 5.0 is an integer in JSON Schema, and some writers know doubles only.
  const bool is_integral =
      value.is_number() && (value.is_int() || (std::abs(value.as_double()) <= kMaxExactInteger &&
                                               std::floor(value.as_double()) == value.as_double()));
  if (!is_integral) {
    mismatch(expected_number("an integer", bounds), value, name);
    return 0;
  }
  const double number = value.as_double();
  if (number < bounds.min || number > bounds.max) {
    fail(name, "expected " + expected_number("an integer", bounds) + ", found " + found(value),
         Status::range);
    return 0;
  }
  return value.is_int() ? value.as_int() : static_cast<std::int64_t>(number);
}

bool Reader::bool_of(const Value& value, std::string_view name) {
  return is(Type::boolean, value, name) && value.as_bool();
}

Date Reader::date_of(const Value& value, std::string_view name) {
  if (!is(Type::string, value, name)) return {};
  const Result<Date> date = Date::parse(value.as_string());
  if (!date) fail(name, date.error().message);
  return date.value_or(Date{});
}

std::optional<std::size_t> Reader::choice_of(const Value& value, std::string_view name,
                                             std::span<const std::string_view> texts) {
  if (!is(Type::string, value, name)) return std::nullopt;
  const auto match = std::ranges::find(texts, value.as_string());
  if (match != texts.end()) return static_cast<std::size_t>(match - texts.begin());
  std::string choices;
  for (const std::string_view text : texts) {
    if (!choices.empty()) choices += ", ";
    choices += text;
  }
  mismatch(texts.size() == 1 ? choices : "one of " + choices, value, name);
  return std::nullopt;
}

std::string Reader::as_string() { return string_of(*value_, ""); }
double Reader::as_double(Bounds bounds) { return double_of(*value_, "", bounds); }
std::int64_t Reader::as_int(Bounds bounds) { return int_of(*value_, "", bounds); }
bool Reader::as_bool() { return bool_of(*value_, ""); }
Date Reader::as_date() { return date_of(*value_, ""); }

std::string Reader::required_string(std::string_view name) {
  const Value* value = required_field(name, "a string");
  return value == nullptr ? std::string() : string_of(*value, name);
}

double Reader::required_double(std::string_view name, Bounds bounds) {
  const Value* value = required_field(name, "a number");
  return value == nullptr ? 0 : double_of(*value, name, bounds);
}

std::int64_t Reader::required_int(std::string_view name, Bounds bounds) {
  const Value* value = required_field(name, "an integer");
  return value == nullptr ? 0 : int_of(*value, name, bounds);
}

bool Reader::required_bool(std::string_view name) {
  const Value* value = required_field(name, "true or false");
  return value != nullptr && bool_of(*value, name);
}

Date Reader::required_date(std::string_view name) {
  const Value* value = required_field(name, "a date");
  return value == nullptr ? Date{} : date_of(*value, name);
}

std::optional<std::string> Reader::optional_string(std::string_view name) {
  const Value* value = field(name);
  return value == nullptr ? std::nullopt : std::optional(string_of(*value, name));
}

std::optional<double> Reader::optional_double(std::string_view name, Bounds bounds) {
  const Value* value = field(name);
  return value == nullptr ? std::nullopt : std::optional(double_of(*value, name, bounds));
}

std::optional<std::int64_t> Reader::optional_int(std::string_view name, Bounds bounds) {
  const Value* value = field(name);
  return value == nullptr ? std::nullopt : std::optional(int_of(*value, name, bounds));
}

std::optional<bool> Reader::optional_bool(std::string_view name) {
  const Value* value = field(name);
  return value == nullptr ? std::nullopt : std::optional(bool_of(*value, name));
}

std::optional<Date> Reader::optional_date(std::string_view name) {
  const Value* value = field(name);
  return value == nullptr ? std::nullopt : std::optional(date_of(*value, name));
}

std::string Reader::string_or(std::string_view name, std::string_view otherwise) {
  return optional_string(name).value_or(std::string(otherwise));
}

double Reader::double_or(std::string_view name, double otherwise, Bounds bounds) {
  return optional_double(name, bounds).value_or(otherwise);
}

std::int64_t Reader::int_or(std::string_view name, std::int64_t otherwise, Bounds bounds) {
  return optional_int(name, bounds).value_or(otherwise);
}

bool Reader::bool_or(std::string_view name, bool otherwise) {
  return optional_bool(name).value_or(otherwise);
}

std::vector<std::string> Reader::strings(std::string_view name) {
  std::vector<std::string> out;
  for_each(name, [&](Reader& item) { out.push_back(item.as_string()); });
  return out;
}

std::vector<double> Reader::doubles(std::string_view name) {
  std::vector<double> out;
  for_each(name, [&](Reader& item) { out.push_back(item.as_double()); });
  return out;
}

}  // namespace celian::codec
