// Who is scored, as far as a table needs it.
#pragma once

#include <cstdint>

#include "celian/person.hpp"

namespace celian {

inline constexpr std::int32_t kUnknownKey = INT32_MIN;

struct Subject {
  Sex sex = Sex::unknown;
  std::int32_t age_months = kUnknownKey;    // completed months; years = months / 12
  std::int32_t age_years = kUnknownKey;     // used where months are unknown
  std::int32_t school_grade = kUnknownKey;  // Standard::school_grade_code
  std::int32_t age_days = kUnknownKey;  // for growth references, which count days or fractions of
                                        // a month
  std::int32_t group = kUnknownKey;  // of a norm whose table is keyed by where another reading of
                                     // the person stands; the norm itself fills it in
};

}  // namespace celian
