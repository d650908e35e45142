// 95 % intervals.
#pragma once

#include <cstdint>

namespace celian::cohort {

struct Interval95 {
  double low = 0, high = 0;
};

// Wilson's score interval of a share; `of` > 0, 0 <= `with` <= `of`.
Interval95 wilson(std::int64_t with, std::int64_t of) noexcept;

// Quantile 0.975 of Student's t, to three decimals from 5 degrees of freedom on.
double student_t(double degrees) noexcept;

// Of a mean: `sum` and `squares` (sum of squares) of `n` >= 2 values.
Interval95 of_mean(double sum, double squares, std::int64_t n) noexcept;

}  // namespace celian::cohort
