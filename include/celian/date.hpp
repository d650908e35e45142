// Calendar dates, without time of day and time zone.
//
// Nothing in the library reads the clock: "today" is always an argument of this type.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "celian/result.hpp"

namespace celian {

// A day of the proleptic Gregorian calendar, from 0001-01-01 to 9999-12-31. Four bytes.
class Date {
 public:
  // 1970-01-01; exists so that Date can be a member of a struct.
  constexpr Date() noexcept = default;

  // Exactly "YYYY-MM-DD", an existing day. Error: Status::syntax.
  static Result<Date> parse(std::string_view iso);
  // Error: Status::range if there is no such day.
  static Result<Date> from_ymd(int year, int month, int day);
  // Days since 1970-01-01, as in Arrow date32. Outside the years 1 to 9999 it gives first() or
  // last(); a caller that must know compares days_since_epoch() with what it passed.
  static Date from_days(std::int32_t days_since_epoch) noexcept;

  static Date first() noexcept;  // 0001-01-01
  static Date last() noexcept;   // 9999-12-31

  std::string iso() const;  // "YYYY-MM-DD"
  constexpr std::int32_t days_since_epoch() const noexcept { return days_; }

  int year() const noexcept;
  int month() const noexcept;    // 1-12
  int day() const noexcept;      // 1-31
  int weekday() const noexcept;  // 1 Monday - 7 Sunday

  // `days` later (earlier if negative). Stops at first() and last() instead of leaving the range.
  friend Date operator+(Date date, std::int32_t days) noexcept;
  friend Date operator-(Date date, std::int32_t days) noexcept;
  // Days from `b` to `a`.
  friend constexpr std::int32_t operator-(Date a, Date b) noexcept { return a.days_ - b.days_; }

  friend constexpr auto operator<=>(Date, Date) noexcept = default;

 private:
  constexpr explicit Date(std::int32_t days) noexcept : days_(days) {}

  std::int32_t days_ = 0;
};

// Whole years lived on the day `on`; negative before birth. A year is completed on the birthday;
// for a birth on 29 February, in other years, on 1 March.
int completed_years(Date birth, Date on) noexcept;

// Whole months lived on the day `on`; negative before birth. A month is completed on the day with
// the number of the birth day, or on the 1st of the following month if there is no such day.
int completed_months(Date birth, Date on) noexcept;

// Days from `from` to `to`, both included.
struct Period {
  Date from;
  Date to;

  // "2027-01-28/2027-02-04". Errors: Status::syntax; Status::range if `to` is before `from`.
  static Result<Period> parse(std::string_view iso);

  std::string iso() const;
  bool contains(Date date) const noexcept { return from <= date && date <= to; }

  friend bool operator==(const Period&, const Period&) = default;
};

}  // namespace celian
