/// @file
/// The engine: the only place that knows the order of the loop 测 measure -> 评 assess -> 导 guide
/// -> 练 train.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "celian/assessment.hpp"
#include "celian/catalog.hpp"
#include "celian/measurement.hpp"
#include "celian/person.hpp"
#include "celian/prescription.hpp"
#include "celian/progress.hpp"
#include "celian/result.hpp"
#include "celian/risk.hpp"
#include "celian/session.hpp"

namespace celian {

struct PrescribeOptions {
  std::optional<Date> start;  ///< absent: the day after as_of, or the first allowed day
  int weeks = 4;              ///< whole weeks 1-12
  std::string standard = "auto";
  const Prescription* prior = nullptr;  ///< borrowed for the call
  std::vector<Decision> decisions;      ///< of 练 train
};

struct ProgressInput {
  const Prescription* prescription = nullptr;  ///< borrowed for the call
  std::vector<Session> sessions;
  std::vector<RawMeasurement>
      earlier;  ///< measurements of earlier days, besides those in the document
};

/// Immutable; copying is cheap; any number of threads. Every function is pure: same document, same
/// catalog, same result. Errors are caller mistakes only (with a JSON pointer into the document);
/// "no", "unknown" and "see a doctor" are values.
class Engine {
 public:
  explicit Engine(std::shared_ptr<const Catalog> catalog) noexcept;

  Result<MeasureReport> measure(const PersonDocument&) const;
  Result<Assessment> score(const PersonDocument&, std::string_view standard) const;
  Result<NormReport> norm(const PersonDocument&, std::string_view norm) const;
  Result<RiskReport> screen(const PersonDocument&, std::string_view intensity_wanted = {}) const;
  Result<Prescription> prescribe(const PersonDocument&, const PrescribeOptions& = {}) const;
  Result<Verification> verify(const PersonDocument&, const Plan&,
                              const std::vector<Override>& = {}) const;
  Result<Progress> progress(const PersonDocument&, const ProgressInput&) const;

  /// The same operations as text: `op` is one of the names in docs/api.md. Limits: request 16 MiB,
  /// depth 64. Errors: `syntax`, `schema` (with JSON pointer), `unknown_id`, `unit`, `range`,
  /// `unsupported`.
  Result<std::string> call(std::string_view op, std::string_view json) const;

  const Catalog& catalog() const noexcept { return *catalog_; }

 private:
  std::shared_ptr<const Catalog> catalog_;
};

}  // namespace celian
