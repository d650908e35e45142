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
  Outcome outcome = Outcome::missing_value;
  std::optional<double> z, percentile;
  std::string norm_class;
  std::vector<std::string> candidates;
};

struct NormImpl;

class Norm {
 public:
  static Result<std::shared_ptr<const Norm>> decode(const codec::Value&, FileHeader, const std::vector<TestDef>&);
  const FileHeader& header() const noexcept;
  const std::string& measure() const noexcept;  // test code
  bool covers(const Subject&) const noexcept;
  // z is rounded to 2 decimals before any class comparison.
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
