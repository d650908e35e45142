// Classes of people: those who are scored alike.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "batch/plan.hpp"
#include "catalog/standard_impl.hpp"

namespace celian::batch {

// One item for one class. `row` of its table, or, by height, one for each band of height.
struct ItemClass {
  const SetEntry* entry = nullptr;  // null: not scored for these people
  std::vector<std::int32_t> rows;
  std::int32_t bonus = -1;  // index of the bonus table

  friend auto operator<=>(const ItemClass&, const ItemClass&) = default;
};

struct PersonClass {
  const ItemSet* set = nullptr;              // null: not in the population
  Outcome outside = Outcome::missing_value;  // then: why not
  std::vector<ItemClass> items;
  bool must_ask = false;  // only the scalar code can score them

  friend auto operator<=>(const PersonClass&, const PersonClass&) = default;
};

struct Classes {
  std::vector<PersonClass> all;
  ClassTable by_grade, by_months, by_years;
};

Classes find_classes(const Standard& standard);

}  // namespace celian::batch
