// One value of one item.
#include <algorithm>

#include "catalog/standard_impl.hpp"
#include "catalog/table_decode.hpp"

namespace celian {

namespace {

// From best checked to least.
int weakness(Verified v) noexcept {
  switch (v) {
    case Verified::primary: return 0;
    case Verified::policy: return 1;
    case Verified::secondary: return 2;
    case Verified::unverified: break;
  }
  return 3;
}

Candidate to_candidate(Points100 points) {
  return points == kNoPoints ? Candidate{0, true} : Candidate{from_points100(points), false};
}

// Whether a step on the grid to either side is worth something else.
bool is_on_limit(const ItemTable& table, std::int32_t row, RoundedTicks ticks) noexcept {
  const std::size_t at = table.position(row, ticks.low);
  return table.position(row, ticks.low - table.step()) != at ||
         table.position(row, ticks.high + table.step()) != at;
}

}  // namespace

Verified weaker(Verified a, Verified b) noexcept { return weakness(a) >= weakness(b) ? a : b; }

bool Applies::matches(const Subject& subject) const noexcept {
  return std::all_of(all.begin(), all.end(), [&](const KeyCondition& c) {
    const std::int32_t value = key_value(c.fact, subject);
    if (value != kUnknownKey) {
      return std::any_of(c.ranges.begin(), c.ranges.end(),
                         [&](const auto& r) { return r.first <= value && value <= r.second; });
    }
    // Years where months are asked for: fine as long as the whole year lies inside.
    if (c.fact != KeyFact::age_months || subject.age_years == kUnknownKey) return false;
    const std::int32_t first = subject.age_years * 12;
    return std::any_of(c.ranges.begin(), c.ranges.end(),
                       [&](const auto& r) { return r.first <= first && first + 11 <= r.second; });
  });
}

std::optional<std::size_t> StandardImpl::find(std::string_view test) const noexcept {
  const auto at = std::find(tests.begin(), tests.end(), test);
  if (at == tests.end()) return std::nullopt;
  return static_cast<std::size_t>(at - tests.begin());
}

const ItemSet* StandardImpl::set_for(const Subject& subject) const noexcept {
  if (!population.matches(subject)) return nullptr;
  const auto at = std::find_if(sets.begin(), sets.end(),
                               [&](const ItemSet& s) { return s.applies.matches(subject); });
  return at == sets.end() ? nullptr : &*at;
}

const FileHeader& Standard::header() const noexcept { return impl_->header; }
bool Standard::tables_available() const noexcept { return impl_->available; }
const std::string& Standard::fallback() const noexcept { return impl_->fallback; }
const std::vector<std::string>& Standard::tests() const noexcept { return impl_->tests; }
const std::vector<std::string>& Standard::inputs() const noexcept { return impl_->inputs; }
bool Standard::covers(const Subject& subject) const noexcept {
  return impl_->set_for(subject) != nullptr;
}
bool Standard::by_school_grade() const noexcept { return impl_->by == KeyFact::school_grade; }
std::string_view Standard::column_fact() const noexcept { return key_fact_name(impl_->by); }
const ItemSet* Standard::item_set(const Subject& subject) const noexcept {
  return impl_->set_for(subject);
}

std::int32_t Standard::school_grade_code(std::string_view name) const noexcept {
  for (const auto& [grade, code] : impl_->grade_codes) {
    if (grade == name) return code;
  }
  return kUnknownKey;
}

std::string_view Standard::school_grade_name(std::int32_t code) const noexcept {
  for (const auto& [grade, its_code] : impl_->grade_codes) {
    if (its_code == code) return grade;
  }
  return {};
}

Outcome Standard::admits(const Subject& subject) const noexcept {
  if (impl_->population.matches(subject)) return Outcome::scored;
  for (const KeyCondition& c : impl_->population.all) {
    const bool has_years = c.fact == KeyFact::age_months && subject.age_years != kUnknownKey;
    if (key_value(c.fact, subject) == kUnknownKey && !has_years) return Outcome::missing_value;
  }
  return Outcome::outside_population;
}

std::vector<std::string_view> Standard::missing_keys(const Subject& subject) const {
  std::vector<std::string_view> out;
  for (const KeyCondition& c : impl_->population.all) {
    const bool has_years = c.fact == KeyFact::age_months && subject.age_years != kUnknownKey;
    if (key_value(c.fact, subject) == kUnknownKey && !has_years)
      out.push_back(key_fact_name(c.fact));
  }
  return out;
}

const ItemTable* Standard::table(std::string_view test) const noexcept {
  const std::optional<std::size_t> item = impl_->find(test);
  if (!item || !impl_->items[*item].table) return nullptr;
  return &*impl_->items[*item].table;
}

const GradeLine* Standard::item_grade(double points) const noexcept {
  for (const GradeLine& grade : impl_->item_grades) {
    if (!grade.from || points >= *grade.from) return &grade;
  }
  return nullptr;
}

Cell Standard::score_item(const Subject& subject, std::string_view test,
                          const SheetValue& value) const {
  Cell cell;
  const std::optional<std::size_t> item = impl_->find(test);
  if (!item) {
    cell.outcome = Outcome::not_in_standard;
    return cell;
  }
  if (value.outcome != Outcome::scored) {
    cell.outcome = value.outcome;
    return cell;
  }
  if (!impl_->items[*item].table) {
    cell.outcome = Outcome::unsupported;
    return cell;
  }
  // Not every table has all keys of the population: weight by height may be printed for all ages at
  // once.
  cell.outcome = admits(subject);
  if (cell.outcome != Outcome::scored) return cell;
  const ItemTable& table = *impl_->items[*item].table;
  const Found found = table.find(subject, {value.value, value.height_cm, value.weight_kg});
  cell.outcome = found.outcome;
  cell.row = found.row;
  cell.rounded = found.rounded;
  cell.beyond = found.beyond;
  if (found.outcome == Outcome::scored) cell.points = from_points100(found.points);
  if (found.item_class >= 0)
    cell.item_class = table.classes()[static_cast<std::size_t>(found.item_class)];
  if (found.outcome == Outcome::undetermined) {
    for (const Points100 points : found.candidates) cell.candidates.push_back(to_candidate(points));
  }
  if (found.row >= 0) cell.on_limit = is_on_limit(table, found.row, found.ticks);
  return cell;
}

std::optional<NextStep> Standard::next_step(const Subject& subject, std::string_view test,
                                            const SheetValue& value) const {
  const ItemTable* const table = this->table(test);
  if (table == nullptr || value.outcome != Outcome::scored) return std::nullopt;
  const ItemInput input{value.value, value.height_cm, value.weight_kg};
  const Found found = table->find(subject, input);
  if (found.outcome != Outcome::scored && found.outcome != Outcome::no_score) return std::nullopt;
  const std::optional<ItemTable::Step> step = table->next(subject, input, found.points);
  if (!step) return std::nullopt;
  return NextStep{from_points100(step->points), from_ticks(step->ticks, table->decimals())};
}

Basis Standard::basis(std::string_view test, const Cell& cell) const {
  Basis basis{impl_->header.cites, impl_->header.verified};
  const std::optional<std::size_t> at = impl_->find(test);
  if (!at) return basis;
  const StandardItem& item = impl_->items[*at];
  if (!item.cites.empty()) basis.cites = item.cites;
  if (item.verified) basis.verified = *item.verified;
  if (item.table && cell.row >= 0) {
    const ItemTable::RowInfo& row = item.table->info(cell.row);
    if (!row.cites.empty()) basis.cites = row.cites;
    if (row.verified) basis.verified = *row.verified;
  }
  if (cell.rounded) basis.verified = weaker(basis.verified, item.round_verified);
  if (cell.on_limit && item.boundary_verified)
    basis.verified = weaker(basis.verified, *item.boundary_verified);
  if (cell.beyond) {
    if (item.beyond_verified) basis.verified = weaker(basis.verified, *item.beyond_verified);
    for (const Citation& cite : item.beyond_cites) {
      if (std::find(basis.cites.begin(), basis.cites.end(), cite) == basis.cites.end())
        basis.cites.push_back(cite);
    }
  }
  return basis;
}

Standard::Counts Standard::counts() const noexcept {
  Counts counts;
  for (const StandardItem& item : impl_->items) {
    if (!item.table) continue;
    counts.tables += item.table->row_count();
    counts.cells += item.table->cell_count();
    counts.doubts += item.table->doubt_count();
  }
  counts.examples = impl_->examples;
  return counts;
}

}  // namespace celian
