// Plain rows of a sheet (exchange/plain_rows.hpp), scored in blocks by whole columns and written as
// ScoreColumns writes one person. What a block cannot say for sure (a doubtful cell, a test that
// the person should not do, readings that contradict each other) it gives back, for the full way.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "batch/score_batch.hpp"
#include "cli/score_table.hpp"
#include "engine/plain_points.hpp"
#include "exchange/plain_rows.hpp"

namespace celian::cli {

// What is the same for all blocks. Borrowed, as everything in it.
struct PlainSetting {
  const KnowledgeBase& kb;
  const ScoreColumns& columns;
  batch::PlanCache& plans;
  std::string locale, standard;
  std::vector<std::string> tests;  // of which the rows have readings
  bool guards_formulas = false;
};

// One block after another; one thread at a time.
class PlainScore {
 public:
  explicit PlainScore(const PlainSetting&);

  struct Row {
    const exchange::PlainProfile* profile = nullptr;
    std::string id, name, text;
    std::size_t number = 0;
    std::uint64_t line = 0;
    bool is_done = false;      // `result` is its line; else it wants the full way
    std::string_view outcome;  // if done
    std::string grade;         // if done; empty = none
    std::size_t group = 0, at = 0;
  };

  void clear();
  // False: people like this one are not scored by columns.
  bool add(const exchange::PlainRow&, const double* values);
  std::size_t size() const noexcept { return size_; }
  void score();
  const Row& row(std::size_t i) const { return rows_[i]; }
  // The line of a row that is done, with its end.
  const std::string& line(std::size_t i) const { return lines_[i]; }

 private:
  // People of one standard who are told apart by the same key.
  struct Group {
    const Standard* standard = nullptr;
    std::string reference, key;  // "cn.moe…@2014+r1"; "school_grade", "age_months", "age_years"
    std::vector<std::size_t> tests;  // indices of PlainSetting::tests that are its inputs
    std::vector<std::int8_t> sex;
    std::vector<std::int32_t> keys;
    std::vector<std::vector<double>> columns;
    std::unique_ptr<engine::BarredTests> barred;
    // By column of the result: index of the standard's test, or -1.
    std::vector<std::int32_t> shown;
  };
  // What a profile comes to.
  struct Way {
    engine::ScoredAs as;
    std::size_t group = 0;
    std::vector<std::size_t> stand_ins;         // indices of PlainSetting::tests
    std::vector<bool> in_set;                   // by test of the standard
    std::map<std::string, std::string> labels;  // of the grades
  };
  struct Scored;

  const Way& way_of(const exchange::PlainProfile&);
  std::size_t group_of(const engine::ScoredAs&);
  bool is_odd(const double* values) const;
  void score_group(std::size_t group);
  void write(Row&, const Scored&, const Way&, const Group&, const double* values, std::string& to);

  const PlainSetting& setting_;
  std::vector<Group> groups_;
  std::vector<std::unique_ptr<Way>> ways_;  // by number of the profile
  std::vector<Row> rows_;
  std::vector<std::string> lines_;
  std::vector<double> values_;  // by row, then test
  std::size_t size_ = 0;
  std::size_t height_, weight_, bmi_, systolic_, diastolic_;
  double bmi_least_ = 0, bmi_most_ = 0;
  std::vector<bool> is_shown_unused_;       // by test: stands in the result if it is in no set
  std::vector<std::int32_t> test_of_;       // by column of the result: index of tests, or -1
  std::vector<std::string> outcome_words_;  // as fields, with the comma before them
};

}  // namespace celian::cli
