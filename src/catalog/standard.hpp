// Scoring standards: tables compiled to integers at the resolution of the item, and the sheet score
// made from them. Lookup and sums live here because packs and the build run a file's own examples;
// 评 assess adds reasons, needs, editions.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/common.hpp"
#include "catalog/exact.hpp"
#include "catalog/subject.hpp"
#include "catalog/test.hpp"
#include "celian/assessment.hpp"
#include "celian/result.hpp"

namespace celian {

namespace codec {
class Value;
}

class ItemTable;
struct ItemSet;
struct StandardImpl;

// What one value comes to: a score, 无分, a doubt, or nothing, and on which row of the table that
// rests.
struct Cell {
  Outcome outcome = Outcome::missing_value;
  double points = 0;                  // scored only
  std::string item_class;             // `normal`, `overweight` …, where the table has classes
  std::vector<Candidate> candidates;  // undetermined: 无分 first, then ascending
  std::int32_t row = -1;              // row of the item's table, or -1
  bool rounded = false;               // the value was not on the resolution of the table
  bool beyond = false;                // past the end of the printed table
  bool on_limit = false;              // the value is next to a limit of its score
};

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

// One reading, in the canonical unit of its test.
struct SheetValue {
  std::string_view test;
  Outcome outcome = Outcome::scored;  // scored = there is a value; else missing_value, implausible,
                                      // exempt, withheld_for_safety
  double value = 0;
  // For bmi and two-measurement tables the raw height (cm) and weight (kg), so that comparison is
  // exact.
  std::optional<double> height_cm, weight_kg;
};

struct SheetScore {
  struct Item {
    std::string test;        // the slot, by whose table it is scored
    std::string taken_from;  // the alternative that filled it, or empty
    std::optional<double>
        value;  // as compared: body mass index in its own unit, weight for height_for_weight
    Cell cell;
    std::optional<double> weight, contribution;
    std::optional<NextStep> next;
  };
  Completeness outcome = Completeness::incomplete;
  bool outside_population = false;
  std::vector<Item> items;        // in the order of the item set
  std::vector<BonusScore> bonus;  // of the bonus tables that apply
  std::optional<double> score, bonus_total, total;
  std::optional<std::int64_t> total_exact;  // millionths of a point, before any rounding
  std::optional<double> total_min,
      total_max;  // undetermined: what the total may be, score and bonus together
  bool may_be_blocked =
      false;  // undetermined: one candidate is 无分, and that would leave no grade
  std::optional<std::size_t>
      grade;  // index into *grades; given as well when a doubt leaves only one
  std::vector<std::size_t> grade_candidates;  // best first; only when there is more than one
  std::vector<std::string>
      missing;  // slots without a value that can be scored; exempt ones are not among them
  const std::vector<GradeLine>* grades = nullptr;
};

// What stands behind a cell: row before item before file, and the weakest of the parts that it
// rests on (the row, the rounding if the value was rounded, the end rule if it is past the table,
// the boundary rule if it is on a limit).
struct Basis {
  std::vector<Citation> cites;
  Verified verified = Verified::unverified;
};

// The less checked of two: unverified, secondary, policy, primary.
Verified weaker(Verified a, Verified b) noexcept;

// What a sheet gains if one item scores more.
struct Lift {
  double total = 0;    // before any rounding
  bool grade = false;  // the grade is certain to be better; false while there is no total
};

class Standard {
 public:
  // Decodes and checks a file: keys total, monotone, gaps and overlaps only where doubt is
  // declared, bounds on the resolution, weights summing to 100, grades reachable. Errors: `pack`
  // with JSON pointer and what was expected.
  static Result<std::shared_ptr<const Standard>> decode(const codec::Value&, FileHeader,
                                                        const std::vector<TestDef>&);

  const FileHeader& header() const noexcept;
  bool tables_available() const noexcept;
  const std::string& fallback() const noexcept;            // id@edition, or empty
  const std::vector<std::string>& tests() const noexcept;  // items, in file order
  // Every test whose reading some item is made of: the items, their alternatives, height and weight
  // where they are used.
  const std::vector<std::string>& inputs() const noexcept;
  // Integer code of a school grade in this standard, or kUnknownKey.
  std::int32_t school_grade_code(std::string_view) const noexcept;
  std::string_view school_grade_name(std::int32_t code) const noexcept;  // or empty
  bool covers(
      const Subject&) const noexcept;  // population test; false when a needed key is unknown
  // Whether the population has this person: scored = yes, missing_value = a key is unknown,
  // outside_population = no.
  Outcome admits(const Subject&) const noexcept;
  // Facts that the population is defined by and that are unknown: "sex", "age_years", "age_months",
  // "school_grade".
  std::vector<std::string_view> missing_keys(const Subject&) const;
  bool by_school_grade() const noexcept;
  // The fact, besides sex, that chooses the column: "age_years", "age_months", "school_grade".
  std::string_view column_fact() const noexcept;

  // One value of one item. bmi: with height and weight, if there are both; two-measurement tables:
  // value = weight, and height. Outcomes: scored, no_score, undetermined, missing_value (a key or
  // the height is unknown), outside_population, implausible (no number that a table could hold),
  // not_in_standard, unsupported, or the outcome of the value itself.
  Cell score_item(const Subject&, std::string_view test, const SheetValue&) const;
  // The nearest value that is certain to be worth more than the cell that this value has.
  std::optional<NextStep> next_step(const Subject&, std::string_view test, const SheetValue&) const;
  Basis basis(std::string_view test, const Cell&) const;
  // The compiled table, for scorers and kernels; null if there is no such item, or no tables.
  const ItemTable* table(std::string_view test) const noexcept;

  // The whole sheet; `values` in any order; tests that are absent are missing. "height" and
  // "weight" serve items made of them.
  SheetScore score_sheet(const Subject&, const std::vector<SheetValue>& values) const;
  // What lifting item `index` of that sheet to `points` would do; nullopt if the item has neither a
  // score nor 无分.
  std::optional<Lift> lift(const Subject&, const SheetScore&, std::size_t index,
                           double points) const;
  // Label of an item's own score ("优秀" from 90), where the standard has such labels; null if not.
  const GradeLine* item_grade(double points) const noexcept;
  // The item set of a person (flat, for kernels): see standard_impl.hpp. Null outside the
  // population.
  const ItemSet* item_set(const Subject&) const noexcept;

  // Runs the file's examples. Error names the example by pointer with expected and found.
  Result<void> run_examples(const codec::Value& file) const;

  // Counts for reports: rows of all tables, cells, doubts, examples.
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
