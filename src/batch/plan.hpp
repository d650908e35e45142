// A standard, compiled for whole columns.
//
// People who are scored alike (same item set, same row of every table) are one class; a person's
// class is one table access on sex and column key. For each item and class there is a row of
// cells: one byte for each step of the item's grid, naming the kind of cell, and a kind knows
// points, outcome and its share of the sheet. A value costs one access; nothing is searched.
//
// What does not fit that form (doubtful cells, ages in years where months are wanted, tables that
// are too wide) is marked: those rows are scored one by one by Standard::score_sheet (slow.hpp).
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "batch/kernel.hpp"
#include "catalog/standard.hpp"
#include "catalog/subject.hpp"

namespace celian::batch {

// Column key of the people: which fact the caller gave.
enum class KeyKind : std::uint8_t { school_grade, age_months, age_years };

// Key -> class, for the three sexes (0 = unknown).
struct ClassTable {
  std::int32_t low = 0;  // the key of slot 2; slot 0 = unknown, 1 = below, the last = above
  std::int32_t slots = 0;
  std::vector<std::uint16_t> classes;  // [sex][slot]
};

struct Plan {
  struct Item {
    std::string test;
    // Where the value comes from: the columns in this order, the first that has one...
    std::vector<std::string> sources;
    Grid grid;
    // ... or else height and weight, for the body mass index,
    bool is_bmi = false;
    BmiGrid bmi;
    // ... or always height and `weight`, where the table is keyed by height.
    bool by_height = false;
    std::string weight;
    Grid height_grid;
    std::uint32_t height_places = 0;

    std::vector<std::uint8_t> cells;   // rows of cells
    std::vector<std::uint32_t> first;  // class -> row; by_height: class, place of the height -> row
    CellKinds kinds{};
    std::uint8_t ask_kind = 0;
  };

  const Standard* standard = nullptr;
  std::vector<Item> items;          // as Standard::tests()
  std::vector<std::string> grades;  // codes, of all item sets
  ClassTable by_grade, by_months, by_years;

  // By class.
  std::vector<std::uint64_t>
      start;  // of the sum over a sheet: people who have none, or must be asked
  std::vector<std::int32_t> of_class, grade_limits, grade_codes;
  TotalRule total;  // its pointers point into this plan

  const ClassTable& table(KeyKind kind) const noexcept {
    return kind == KeyKind::school_grade ? by_grade
           : kind == KeyKind::age_months ? by_months
                                         : by_years;
  }
};

// `standard` must outlive the plan.
std::shared_ptr<const Plan> make_plan(const Standard& standard);

// Plans by standard, made once. Any number of threads.
class PlanCache {
 public:
  std::shared_ptr<const Plan> get(const Standard& standard);

 private:
  std::mutex guard_;
  std::unordered_map<const Standard*, std::shared_ptr<const Plan>> plans_;
};

}  // namespace celian::batch
