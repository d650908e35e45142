// Norms: classes, cut-offs, percentiles and LMS references (docs/data-format.md section 6).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/common.hpp"
#include "catalog/standard.hpp"
#include "celian/assessment.hpp"
#include "celian/result.hpp"

namespace celian {

namespace codec {
class Value;
}

struct NormValue {
  Outcome outcome = Outcome::missing_value;  // scored: there is a class, a z or a percentile;
                                             // undetermined: see candidates
  std::optional<double> value;               // as compared
  std::optional<double> z;                   // two decimals
  std::optional<double> percentile;  // the highest printed percentile that is reached; nothing is
                                     // interpolated between two
  std::string norm_class;            // percentiles: `below_p5`, `p5_to_p10`, `from_p95`
  std::string finding;               // what the class says about the person, or empty
  std::vector<std::string> candidates;  // classes
  Basis basis;
};

struct NormImpl;

class Norm {
 public:
  // Errors: `pack` with JSON pointer and what was expected.
  static Result<std::shared_ptr<const Norm>> decode(const codec::Value&, FileHeader,
                                                    const std::vector<TestDef>&);
  const FileHeader& header() const noexcept;
  const std::string& measure() const noexcept;  // test code
  bool covers(
      const Subject&) const noexcept;  // population test; false when a needed key is unknown
  // A body mass index with height and weight is computed from those. z is rounded to 2 decimals
  // before any comparison.
  NormValue evaluate(const Subject&, const SheetValue&) const;
  std::vector<Label> label(std::string_view norm_class) const;
  Result<void> run_examples(const codec::Value& file) const;
  std::size_t cells() const noexcept;
  std::size_t examples() const noexcept;
  explicit Norm(std::shared_ptr<const NormImpl> impl) : impl_(std::move(impl)) {}

 private:
  std::shared_ptr<const NormImpl> impl_;
};

}  // namespace celian
