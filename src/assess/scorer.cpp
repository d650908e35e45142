#include "assess/scorer.hpp"

#include <cmath>

#include "catalog/table.hpp"

namespace celian::assess {

Result<Scorer> Scorer::bind(const KnowledgeBase& kb, std::string_view standard,
                            std::string_view test) {
  const Result<const Standard*> found = kb.standard(standard);
  if (!found) return found.error();
  return bind(**found, test);
}

Result<Scorer> Scorer::bind(const Standard& standard, std::string_view test) {
  if (!standard.tables_available())
    return Error{Status::unsupported, "", standard.header().reference() + " has no tables"};
  const ItemTable* const table = standard.table(test);
  if (table == nullptr)
    return Error{Status::unknown_id, "",
                 "\"" + std::string(test) + "\" is no item of " + standard.header().reference()};
  return Scorer(standard, *table);
}

std::size_t Scorer::least_values() const noexcept { return table_->measure() != nullptr ? 2 : 1; }
std::size_t Scorer::most_values() const noexcept {
  return table_->measure() != nullptr || table_->is_bmi() ? 2 : 1;
}

ScorerResult Scorer::eval(const Subject& subject, std::span<const double> values) const noexcept {
  ScorerResult out;
  if (values.size() < least_values() || values.size() > most_values()) return out;
  for (const double value : values) {
    if (std::isnan(value)) return out;
  }
  out.outcome = standard_->admits(subject);
  if (out.outcome != Outcome::scored) return out;
  ItemInput input;
  input.value = values.back();
  if (values.size() == 2) {
    input.height_cm = values[0];
    input.weight_kg = values[1];
    if (table_->is_bmi()) {
      const double metres =
          values[0] / 100;  // used only where the pair is no human height and weight
      input.value = values[1] / (metres * metres);
    }
  }
  const Found found = table_->find(subject, input);
  out.outcome = found.outcome;
  if (found.outcome == Outcome::scored) out.points = from_points100(found.points);
  out.item_class = found.item_class;
  if (found.outcome == Outcome::undetermined) {
    for (const Points100 points : found.candidates) {
      out.candidates[out.candidate_count++] =
          points == kNoPoints ? Candidate{0, true} : Candidate{from_points100(points), false};
    }
  }
  return out;
}

std::string_view Scorer::class_name(std::int32_t index) const noexcept {
  const auto& classes = table_->classes();
  return index >= 0 && static_cast<std::size_t>(index) < classes.size()
             ? std::string_view(classes[static_cast<std::size_t>(index)])
             : std::string_view();
}

}  // namespace celian::assess
