// The inside of a Standard, for the files standard_*.cpp, the kernels that score whole columns, and
// the conformance kit.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/points.hpp"
#include "catalog/standard.hpp"
#include "catalog/table.hpp"

namespace celian {

// Whole-number codes of named key values ("junior_2" -> 8).
using KeyCodes = std::vector<std::pair<std::string, std::int32_t>>;

// A condition on one key fact: any of these ranges, both ends included.
struct KeyCondition {
  KeyFact fact = KeyFact::sex;
  std::vector<std::pair<std::int32_t, std::int32_t>> ranges;
};

// All conditions must hold; a fact that is unknown fails its condition.
struct Applies {
  std::vector<KeyCondition> all;
  bool matches(const Subject& subject) const noexcept;
};

struct StandardItem {
  std::string test;
  std::optional<ItemTable> table;  // absent where only the structure of the standard is known
  std::vector<Citation> cites;     // empty: those of the file
  std::optional<Verified> verified;
  Verified round_verified = Verified::unverified;
  std::optional<Verified> beyond_verified,
      boundary_verified;  // boundary: of a value exactly on a printed limit
  std::vector<Citation> beyond_cites;
};

struct SetEntry {
  ItemSetEntry text;
  std::int32_t percent100 = 0;  // hundredths of a percent; sum of points: 10000
  std::size_t item = 0;         // of the standard
};

struct ItemSet {
  Applies applies;
  bool weighted = false;
  bool no_score_blocks = true;  // else it counts 0
  std::vector<SetEntry> entries;
  std::vector<GradeLine> grades;
  std::vector<Total> from;  // of grades, without the last
};

struct BonusTable {
  std::size_t item = 0;
  Applies applies;
  Points100 base = 10000;
  std::vector<std::pair<std::int64_t, Points100>>
      steps;  // ticks better than the bound of `base` -> points, ascending
  std::optional<Points100> cap;
};

// Points for being better than the bound of the base score, for one rounded value of a row.
Points100 bonus_points(const BonusTable&, const ItemTable&, std::int32_t row,
                       std::int64_t ticks) noexcept;

struct StandardImpl {
  FileHeader header;
  bool available = true;
  std::string fallback;
  Applies population;
  KeyFact by = KeyFact::age_years;
  KeyCodes grade_codes;
  std::vector<StandardItem> items;
  std::vector<std::string> tests;   // of items
  std::vector<std::string> inputs;  // by code: every reading that some item is made of
  std::vector<ItemSet> sets;
  std::vector<GradeLine> item_grades;
  std::vector<BonusTable> bonus;
  std::optional<Points100> bonus_cap;
  Total total_step = kTotalUnit / 10;
  RoundHow total_how = RoundHow::exact;
  Verified total_verified = Verified::unverified;
  std::size_t examples = 0;

  std::optional<std::size_t> find(std::string_view test) const noexcept;
  const ItemSet* set_for(const Subject& subject) const noexcept;
};

// Index of the grade of a total, as the standard compares it; two where its rounding is not printed
// and would matter.
struct GradeRange {
  std::size_t best = 0, worst = 0;
};
std::size_t grade_at(const ItemSet& set, Total total) noexcept;
Total round_total(const StandardImpl& impl, Total total) noexcept;
GradeRange grades_of(const StandardImpl& impl, const ItemSet& set, Total total) noexcept;

// Problems that need more than one place of the file: see standard_check.cpp. A JSON pointer and
// what is wrong.
std::optional<std::pair<std::string, std::string>> check_standard(const StandardImpl& impl);

}  // namespace celian
