#include "celian/date.hpp"

#include <algorithm>

namespace celian {
namespace {

struct Civil {
  int year, month, day;
};

constexpr bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

constexpr int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

// Both conversions count in years that begin in March, so that the leap day comes last, and in
// eras of 400 years (146,097 days). Day 0 of era 0 is 0000-03-01, 719,468 days before 1970.
constexpr int kDaysPerEra = 146097;
constexpr int kEpoch = 719468;

constexpr std::int32_t days_from_civil(Civil c) {
  const int y = c.month <= 2 ? c.year - 1 : c.year;
  const int era = y / 400;  // y >= 0 for every year of Date
  const int year_of_era = y - era * 400;
  const int march_month = (c.month + 9) % 12;
  const int day_of_year = (153 * march_month + 2) / 5 + c.day - 1;
  return era * kDaysPerEra + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         kEpoch;
}

constexpr Civil civil_from_days(std::int32_t days) {
  const int z = days + kEpoch;
  const int era = z / kDaysPerEra;
  const int day_of_era = z - era * kDaysPerEra;
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int march_month = (5 * day_of_year + 2) / 153;
  const int month = march_month < 10 ? march_month + 3 : march_month - 9;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
          day_of_year - (153 * march_month + 2) / 5 + 1};
}

constexpr std::int32_t kFirst = days_from_civil({1, 1, 1});
constexpr std::int32_t kLast = days_from_civil({9999, 12, 31});
static_assert(days_from_civil({1970, 1, 1}) == 0);
static_assert(civil_from_days(kFirst).year == 1 && civil_from_days(kLast).day == 31);
static_assert(sizeof(Date) == 4);

bool exists(int year, int month, int day) {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
         day <= days_in_month(year, month);
}

// The digits text[first, first + count) as a number, or -1.
int digits(std::string_view text, std::size_t first, std::size_t count) {
  int number = 0;
  for (const char c : text.substr(first, count)) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

Error not_a_date(std::string_view text) {
  constexpr std::size_t kShown = 40;
  return {
      Status::syntax, "",
      "expected a date such as 2026-11-21, found \"" + std::string(text.substr(0, kShown)) + '"'};
}

void append_digits(std::string& out, int number, int width) {
  std::string text = std::to_string(number);
  out.append(static_cast<std::size_t>(width) - text.size(), '0').append(text);
}

}  // namespace

Result<Date> Date::parse(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return not_a_date(iso);
  const int year = digits(iso, 0, 4), month = digits(iso, 5, 2), day = digits(iso, 8, 2);
  if (!exists(year, month, day)) return not_a_date(iso);
  return Date(days_from_civil({year, month, day}));
}

Result<Date> Date::from_ymd(int year, int month, int day) {
  if (!exists(year, month, day)) {
    return Error{Status::range, "",
                 "there is no day " + std::to_string(year) + '-' + std::to_string(month) + '-' +
                     std::to_string(day)};
  }
  return Date(days_from_civil({year, month, day}));
}

Date Date::from_days(std::int32_t days) noexcept { return Date(std::clamp(days, kFirst, kLast)); }

Date Date::first() noexcept { return Date(kFirst); }
Date Date::last() noexcept { return Date(kLast); }

std::string Date::iso() const {
  const Civil c = civil_from_days(days_);
  std::string out;
  append_digits(out, c.year, 4);
  append_digits(out += '-', c.month, 2);
  append_digits(out += '-', c.day, 2);
  return out;
}

int Date::year() const noexcept { return civil_from_days(days_).year; }
int Date::month() const noexcept { return civil_from_days(days_).month; }
int Date::day() const noexcept { return civil_from_days(days_).day; }

int Date::weekday() const noexcept {
  // Day 0 was a Thursday; kFirst a Monday.
  return (days_ - kFirst) % 7 + 1;
}

Date operator+(Date date, std::int32_t days) noexcept {
  const std::int64_t sum = std::int64_t{date.days_} + days;
  return Date(static_cast<std::int32_t>(std::clamp<std::int64_t>(sum, kFirst, kLast)));
}

Date operator-(Date date, std::int32_t days) noexcept {
  const std::int64_t sum = std::int64_t{date.days_} - days;
  return Date(static_cast<std::int32_t>(std::clamp<std::int64_t>(sum, kFirst, kLast)));
}

int completed_months(Date birth, Date on) noexcept {
  const Civil b = civil_from_days(birth.days_since_epoch());
  const Civil o = civil_from_days(on.days_since_epoch());
  return (o.year - b.year) * 12 + (o.month - b.month) - (o.day < b.day ? 1 : 0);
}

int completed_years(Date birth, Date on) noexcept {
  const int months = completed_months(birth, on);
  return months >= 0 ? months / 12 : -((-months + 11) / 12);
}

Result<Period> Period::parse(std::string_view iso) {
  const std::size_t slash = iso.find('/');
  if (slash == std::string_view::npos) {
    return Error{Status::syntax, "", "expected a period such as 2027-01-28/2027-02-04"};
  }
  const Result<Date> from = Date::parse(iso.substr(0, slash));
  if (!from) return from.error();
  const Result<Date> to = Date::parse(iso.substr(slash + 1));
  if (!to) return to.error();
  if (*to < *from) {
    return Error{Status::range, "", "a period cannot end before it begins: " + std::string(iso)};
  }
  return Period{*from, *to};
}

std::string Period::iso() const { return from.iso() + '/' + to.iso(); }

}  // namespace celian
