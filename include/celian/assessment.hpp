/// @file
/// 评 assess: points, grades, percentiles and classes, by a named edition of a standard or norm.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "celian/measurement.hpp"
#include "celian/reason.hpp"

namespace celian {

/// A label in the languages of the standard's own file: {"zh-CN", "及格"}, {"en", "Pass"}.
struct Label {
  std::string locale;
  std::string text;
};

/// One possible score of an `undetermined` item; `no_score` true stands for 无分.
struct Candidate {
  double points = 0;
  bool no_score = false;
};

/// The nearest better step of the table: reach `value` (test unit) and get `points`.
struct NextStep {
  double points = 0;
  double value = 0;
};

struct Grade {
  std::string code;  ///< `excellent` …, 2003: `level_1` …
  std::vector<Label> label;
};

struct ItemScore {
  std::string test;
  Outcome outcome = Outcome::missing_value;
  std::optional<double> value;  ///< canonical unit, as compared with the table
  std::string unit;
  std::optional<double> points;        ///< only when scored
  std::optional<double> weight;        ///< percent; absent where the standard sums points
  std::optional<double> contribution;  ///< points · weight / 100, or points where the standard sums
  std::optional<Grade> grade;          ///< of this item alone, where the standard has such labels
  std::string item_class;              ///< `normal`, `overweight`, … where the table has classes
  std::vector<Candidate> candidates;   ///< when undetermined
  std::optional<NextStep> next;
  std::string
      taken_from;  ///< test that filled this slot, if another one (`push_up` for `push_up_knee`)
  Why why;
};

struct BonusScore {
  std::string test;
  double points = 0;
  Why why;
};

/// 导 needs: what would lift the result, or which finding asks for training. `rank` 1 is served
/// first.
struct Need {
  std::string code;  ///< a finding (`fall_risk`), or empty for a scored item
  std::string test;  ///< the item, or empty
  std::string component;
  int rank = 0;
  std::optional<double> points_now, points_target, value_now, value_target, lift_to_total;
  bool lifts_grade = false;
  Why why;
};

enum class Completeness : std::uint8_t { complete, incomplete, undetermined, unsupported, blocked };
std::string_view completeness_name(Completeness) noexcept;

/// Result of `assess.score`.
struct Assessment {
  std::string standard;  ///< `id@edition+rN`
  std::vector<Arg> column;
  std::vector<ItemScore> items;  ///< in the order of the standard
  std::vector<BonusScore> bonus;
  std::optional<double> score, bonus_total, total;
  std::optional<double> total_min, total_max;  ///< when doubt in an item leaves the total open
  std::optional<Grade> grade;  ///< given as well when every possible total gives the same one
  std::vector<Grade> grade_candidates;  ///< when doubt in an item leaves the grade open
  std::vector<std::string> missing;
  Completeness outcome = Completeness::incomplete;
  std::vector<Need> needs;
  std::vector<Reason> reasons;
  Provenance provenance;
  std::vector<Assessment> fallback;  ///< at most one: scored by a superseded edition, labelled so
};

struct NormResult {
  std::string norm;  ///< `id@edition+rN`
  std::string test;
  Outcome outcome = Outcome::missing_value;
  std::optional<double> value, z, percentile;
  std::string norm_class;
  std::vector<Label> label;
  std::string finding;  ///< what the class says about the person (`fall_risk`, …), or empty
  std::vector<std::string> candidates;
  Why why;
};

/// Result of `assess.norm`.
struct NormReport {
  std::vector<NormResult> results;
  std::vector<Reason> reasons;
  Provenance provenance;
};

}  // namespace celian
