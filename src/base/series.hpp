// Arithmetic on numbers in order: loads of one calendar day after the other (days without training
// are zeros), and dated values. Pure; the sources stand with the formulas of the same name
// (data/formulas/series.json).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace celian::series {

// Mean of [from, to); from < to.
double mean(std::span<const double>, std::size_t from, std::size_t to);
double sum(std::span<const double>);

// nullopt for a denominator of zero or less.
std::optional<double> ratio(double above, double below);

// Each number goes in with `weight`, from the one at `from` on; starts from `start`.
double averaged(std::span<const double>, std::size_t from, double start, double weight);

inline constexpr std::size_t kAcuteDays = 7, kChronicDays = 28;

// Acute against chronic load of the last day; 28 days or more.
std::optional<double> acwr_coupled(std::span<const double> load);
std::optional<double> acwr_uncoupled(std::span<const double> load);
std::optional<double> acwr_ewma(std::span<const double> load);

// Exponential weights of 42 and 7 days, from zero.
double chronic_load(std::span<const double> load);
double acute_load(std::span<const double> load);

// Foster: mean by sample deviation of seven days, and that times their sum. nullopt where all days
// are equal: they have no deviation, and what rounding leaves of a zero would pass for one.
struct Week {
  double sum = 0, monotony = 0;
  double strain() const noexcept { return sum * monotony; }
};
std::optional<Week> week(std::span<const double> seven_days);

// Median of the slopes between all pairs of different x; nullopt without such a pair.
std::optional<double> median_slope(std::span<const double> x, std::span<const double> y);

}  // namespace celian::series
