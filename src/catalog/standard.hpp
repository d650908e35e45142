// Scoring standards: tables compiled to integers at the resolution of the item, and the sheet score made from them.
// Lookup and sums live here because packs and the build run a file's own examples; 评 assess adds reasons, needs, editions.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "catalog/common.hpp"
#include "catalog/test.hpp"
#include "celian/assessment.hpp"
#include "celian/person.hpp"
#include "celian/result.hpp"

namespace celian {

namespace codec {
class Value;
}

enum class RoundHow : std::uint8_t { half_up, floor, ceil, exact, not_printed };

// Who is scored, as far as a table needs it. kUnknownKey = unknown.
inline constexpr std::int32_t kUnknownKey = INT32_MIN;
struct Subject {
  Sex sex = Sex::unknown;
  std::int32_t age_months = kUnknownKey;    // completed months; years = months / 12
  std::int32_t age_years = kUnknownKey;     // used where months are unknown
  std::int32_t school_grade = kUnknownKey;  // integer code of the standard's column_codes
};

// A point of a table: a score, 无分, or nothing.
struct Cell {
  Outcome outcome = Outcome::missing_value;
  double points = 0;
  std::int16_t item_class = -1;  // index into ItemTable::classes
  std::vector<Candidate> candidates;
};

class ItemTable;

struct ItemSetEntry {
  std::string test;
  std::vector<std::string> alternatives;
  std::optional<double> weight;
};

struct GradeLine {
  std::string code;
  std::vector<Label> label;
  std::optional<double> from;  // inclusive; absent = the last grade
};

struct ItemSet;
struct BonusTable;
struct StandardImpl;

struct SheetValue {
  std::string_view test;
  Outcome outcome = Outcome::scored;  // scored = there is a value; else missing_value, implausible, exempt, withheld_for_safety
  double value = 0;
  // For bmi and two-measurement tables the raw height (cm) and weight (kg), so that comparison is exact.
  std::optional<double> height_cm, weight_kg;
};

struct SheetScore {
  struct Item {
    std::string test;
    Cell cell;
    std::optional<double> weight, contribution;
    std::optional<NextStep> next;
    std::string taken_from;
    std::string item_class;
  };
  Completeness outcome = Completeness::incomplete;
  bool outside_population = false;
  std::vector<Item> items;
  std::vector<BonusScore> bonus;
  std::optional<double> score, bonus_total, total;
  std::optional<std::size_t> grade;            // index into grades()
  std::vector<std::size_t> grade_candidates;
  std::vector<std::string> missing;
  const std::vector<GradeLine>* grades = nullptr;
};

class Standard {
 public:
  // Decodes and checks a file: keys total, monotone, gaps and overlaps only where doubt is declared, bounds on the
  // resolution, weights summing to 100, grades reachable. Errors: `pack` with JSON pointer and what was expected.
  static Result<std::shared_ptr<const Standard>> decode(const codec::Value&, FileHeader, const std::vector<TestDef>&);

  const FileHeader& header() const noexcept;
  bool tables_available() const noexcept;
  const std::string& fallback() const noexcept;
  const std::vector<std::string>& tests() const noexcept;  // in file order
  // Integer code of a school grade code in this standard, or kUnknownKey.
  std::int32_t school_grade_code(std::string_view) const noexcept;
  bool covers(const Subject&) const noexcept;  // population test; false when a needed key is unknown
  bool by_school_grade() const noexcept;

  // One value of one item. `extra`: height for two-measurement tables (value = weight) and for bmi given as weight, height.
  Cell score_item(const Subject&, std::string_view test, const SheetValue&) const;
  std::optional<NextStep> next_step(const Subject&, std::string_view test, double value, double points) const;

  // The whole sheet; `values` in any order; tests that are absent are missing.
  SheetScore score_sheet(const Subject&, const std::vector<SheetValue>& values) const;

  // Runs the file's examples. Error names the example by pointer with expected and found.
  Result<void> run_examples(const codec::Value& file) const;

  // Counts for reports: tables, cells, doubts.
  struct Counts {
    std::size_t tables = 0, cells = 0, doubts = 0, examples = 0;
  };
  Counts counts() const noexcept;

  const StandardImpl& impl() const noexcept { return *impl_; }
  explicit Standard(std::shared_ptr<const StandardImpl> impl) : impl_(std::move(impl)) {}

 private:
  std::shared_ptr<const StandardImpl> impl_;
};

}  // namespace celian
