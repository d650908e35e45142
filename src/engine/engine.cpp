#include "celian/engine.hpp"

#include "assess/norm.hpp"
#include "engine/check_codes.hpp"
#include "engine/operations.hpp"
#include "engine/pipeline.hpp"
#include "guide/verify.hpp"
#include "train/progress.hpp"

namespace celian {

Engine::Engine(std::shared_ptr<const Catalog> catalog) noexcept : catalog_(std::move(catalog)) {}

Result<MeasureReport> Engine::measure(const PersonDocument& doc) const {
  auto prepared = engine::prepare(catalog_->internals(), doc);
  if (!prepared) return prepared.error();
  return std::move(prepared->measure);
}

Result<Assessment> Engine::score(const PersonDocument& doc, std::string_view standard) const {
  auto prepared = engine::prepare(catalog_->internals(), doc);
  if (!prepared) return prepared.error();
  return engine::score(catalog_->internals(), doc, *prepared, standard);
}

Result<NormReport> Engine::norm(const PersonDocument& doc, std::string_view norm) const {
  const KnowledgeBase& kb = catalog_->internals();
  auto prepared = engine::prepare_screening(kb, doc);
  if (!prepared) return prepared.error();
  return assess::norm(kb, doc.person, doc.as_of, prepared->measure.set, norm);
}

Result<RiskReport> Engine::screen(const PersonDocument& doc,
                                  std::string_view intensity_wanted) const {
  auto prepared = engine::prepare_screening(catalog_->internals(), doc, intensity_wanted);
  if (!prepared) return prepared.error();
  return engine::screen(catalog_->internals(), *prepared);
}

Result<Prescription> Engine::prescribe(const PersonDocument& doc,
                                       const PrescribeOptions& options) const {
  const KnowledgeBase& kb = catalog_->internals();
  auto prepared = engine::prepare_guide(kb, doc);
  if (!prepared) return prepared.error();
  auto assessment = engine::score(kb, doc, *prepared, options.standard);
  if (!assessment && assessment.error().status != Status::unsupported) return assessment.error();
  return engine::prescribe(kb, doc, *prepared, prepared->risk, assessment ? &*assessment : nullptr,
                           options);
}

Result<Verification> Engine::verify(const PersonDocument& doc, const Plan& plan,
                                    const std::vector<Override>& overrides) const {
  const KnowledgeBase& kb = catalog_->internals();
  auto prepared = engine::prepare_screening(kb, doc);
  if (!prepared) return prepared.error();
  const RiskReport risk = engine::screen(kb, *prepared);
  return guide::verify({kb, doc, prepared->facts, risk}, plan, overrides);
}

Result<Progress> Engine::progress(const PersonDocument& doc, const ProgressInput& input) const {
  const KnowledgeBase& kb = catalog_->internals();
  if (auto ok = engine::check_sessions(kb, input.sessions, doc.as_of, "/sessions"); !ok)
    return ok.error();
  PersonDocument known = doc;
  engine::add_logged_health(kb, input.sessions, known);
  auto prepared = engine::prepare_training(kb, known);
  if (!prepared) return prepared.error();
  return engine::progress(kb, known, *prepared, input.prescription, input.sessions);
}

Result<std::string> Engine::call(std::string_view op, std::string_view json) const {
  return engine::call(*catalog_, op, json);
}

}  // namespace celian
