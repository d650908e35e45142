#include "batch/slow.hpp"

#include <cmath>

namespace celian::batch {

Result<SlowRow> score_row(const Inputs& in, std::int64_t row) {
  const Result<Subject> subject = subject_at(in, row);
  if (!subject) return subject.error();
  std::vector<SheetValue> values;
  for (const columns::Column* const column : in.values) {
    if (column == nullptr || !column->is_valid(row)) continue;
    const double value = number_at(*column, row);
    if (std::isnan(value)) continue;  // not measured, as for celian_scorer_eval
    values.push_back({column->name, Outcome::scored, value, {}, {}});
  }
  SlowRow out{in.standard->score_sheet(*subject, values), in.standard->admits(*subject)};
  return out;
}

const SheetScore::Item* item_of(const SlowRow& row, std::string_view test) noexcept {
  for (const SheetScore::Item& item : row.sheet.items) {
    if (item.test == test) return &item;
  }
  return nullptr;
}

Outcome outcome_without(const SlowRow& row) noexcept {
  return row.sheet.grades != nullptr ? Outcome::not_in_standard : row.outside;
}

}  // namespace celian::batch
