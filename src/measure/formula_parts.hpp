// What the files of formula_functions_*.cpp share: each holds the equations of one subject and
// gives them as a list.
#pragma once

#include <span>

#include "measure/formula_functions.hpp"

namespace celian::measure {

using In = const FormulaInputs&;
using Out = std::optional<double>;

inline constexpr double kMetOxygen = 3.5;       // mL/kg/min in one MET, by convention
inline constexpr double kPoundKg = 0.45359237;  // exact

inline double squared(double x) { return x * x; }
inline bool is_man(In x) { return x("male") != 0; }

// For a quantity that is nothing at or below zero.
inline Out positive(double x) { return x > 0 ? Out(x) : std::nullopt; }

// Each list is sorted by id.
std::span<const NamedFunction> activity_functions() noexcept;
std::span<const NamedFunction> body_functions() noexcept;
std::span<const NamedFunction> energy_functions() noexcept;
std::span<const NamedFunction> fitness_functions() noexcept;
std::span<const NamedFunction> load_functions() noexcept;
std::span<const NamedFunction> series_functions() noexcept;
std::span<const NamedFunction> strength_functions() noexcept;

}  // namespace celian::measure
