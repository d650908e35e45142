// The part of a plan that makes totals and grades of item scores.
#pragma once

#include "batch/plan.hpp"
#include "catalog/standard_impl.hpp"

namespace celian::batch {

// Whether score and bonus of any sheet fit the bits that a sum has for them, and 32 bits together.
bool sums_fit(const StandardImpl& impl, const ItemSet& set);
// Item sets: limits and names of their grades. False for a set that only the scalar code can grade.
bool add_set(const ItemSet& set, Plan& plan);
// Whether all sets have the limits and codes of the first.
bool are_alike(const Plan& plan);
// Rounding and bonus. False if only the scalar code can do it.
bool set_total(const StandardImpl& impl, Plan& plan);

}  // namespace celian::batch
