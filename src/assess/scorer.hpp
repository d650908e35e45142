// One value at a time, bound once: for SQL functions, sliders and the C ABI. Allocates nothing
// after bind().
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "catalog/knowledge_base.hpp"
#include "celian/measurement.hpp"
#include "celian/result.hpp"

namespace celian::assess {

// Plain data. Candidates (undetermined only): 无分 first, then ascending.
struct ScorerResult {
  static constexpr std::size_t kMostCandidates = 32;

  Outcome outcome = Outcome::missing_value;
  double points = 0;             // scored only
  std::int32_t item_class = -1;  // index for Scorer::class_name, or -1
  std::uint32_t candidate_count = 0;
  std::array<Candidate, kMostCandidates> candidates{};
};

// Immutable; any number of threads. Borrows from the knowledge base that it was bound to.
class Scorer {
 public:
  // `standard`: an id, id@edition or id@edition+rN. Errors: unknown_id (standard, or a test that is
  // no item of it), unsupported (a standard without tables).
  static Result<Scorer> bind(const KnowledgeBase&, std::string_view standard,
                             std::string_view test);
  static Result<Scorer> bind(const Standard&, std::string_view test);

  // How many numbers eval() may get: 1, the value, in the canonical unit of the test; or 2, height
  // in cm and weight in kg, for height_for_weight (needed) and bmi (instead of the index, which is
  // then exact). NaN is a missing value.
  std::size_t least_values() const noexcept;
  std::size_t most_values() const noexcept;

  // `values` of another size, or NaN: missing_value. school_grade by school_grade_code.
  ScorerResult eval(const Subject& subject, std::span<const double> values) const noexcept;

  std::int32_t school_grade_code(std::string_view grade) const noexcept {
    return standard_->school_grade_code(grade);
  }
  std::string_view class_name(std::int32_t index) const noexcept;
  const Standard& standard() const noexcept { return *standard_; }
  const ItemTable& table() const noexcept { return *table_; }

 private:
  Scorer(const Standard& standard, const ItemTable& table) noexcept
      : standard_(&standard), table_(&table) {}

  const Standard* standard_;
  const ItemTable* table_;
};

}  // namespace celian::assess
