// Plain rows of a sheet (exchange/plain_rows.hpp), scored in blocks by whole columns and written as
// ScoreColumns writes one person. What a block cannot say for sure (a doubtful cell, a test that
// the person should not do, readings that contradict each other) it gives back, for the full way.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "batch/score_batch.hpp"
#include "cli/line_text.hpp"
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
    std::size_t number = 0;
    std::uint64_t line = 0;
    bool is_done = false;  // line() is its result; else it wants the full way
  };

  void clear();
  // False: people like this one are not scored by columns.
  bool add(const exchange::PlainRow&, const double* values);
  std::size_t size() const noexcept { return size_; }
  void score();
  // What became of the rows that are done.
  void count(ScoreCount&) const;
  const Row& row(std::size_t i) const { return rows_[i].row; }
  // As it stands in the file.
  std::string_view text(std::size_t i) const { return shown(rows_[i].text); }
  // The line of a row that is done, with its end. Lines that follow each other do so in memory,
  // too, if they are of one standard.
  std::string_view line(std::size_t i) const {
    return lines_.text(rows_[i].line_from, rows_[i].line_to);
  }

 private:
  // People of one standard who are told apart by the same key.
  struct Group {
    const Standard* standard = nullptr;
    std::string reference, key;  // "cn.moe…@2014+r1"; "school_grade", "age_months", "age_years"
    std::vector<std::size_t> tests;  // indices of PlainSetting::tests that are its inputs
    std::size_t rows = 0;
    std::vector<std::int8_t> sex;
    std::vector<std::int32_t> keys;
    std::vector<std::vector<double>> columns;  // as long as the longest block so far
    std::vector<TextPart> heads;               // by completeness: the fields of the standard, twice
    std::vector<std::string> grades;           // dictionary of the result
    std::vector<std::size_t> counts;           // of the block: by completeness, then grade or none
    std::unique_ptr<engine::BarredTests> barred;
  };
  struct Piece {
    std::size_t from = 0, size = 0;  // in texts_
  };
  struct Entry {
    Row row;
    Piece text, id, name;
    std::size_t group = 0, at = 0;           // its row in the columns of the group
    std::size_t line_from = 0, line_to = 0;  // in lines_
  };
  // What a profile comes to.
  struct Way {
    engine::ScoredAs as;
    std::size_t group = 0;
    std::int32_t key = 0;                // school grade or age, as the group wants it
    std::vector<std::size_t> stand_ins;  // indices of PlainSetting::tests
    std::vector<std::size_t> items;  // of the person's sheet, as indices of the standard's tests
    std::vector<std::int32_t> items_of;  // by column of the result: such an index, or -1
    // By grade of the result's dictionary: the fields of code and name. The last: no grade.
    std::vector<TextPart> grades;
  };
  struct Scored;

  void make_fields();
  const Way& way_of(const exchange::PlainProfile&);
  std::size_t group_of(const engine::ScoredAs&);
  bool is_odd(const double* values) const;
  void score_group(std::size_t group);
  std::string_view shown(const Piece& piece) const {
    return texts_.text(piece.from, piece.from + piece.size);
  }
  std::vector<TextPart> grade_fields(const Way&, const Group&) const;
  bool is_answered(const Entry&, const Scored&, const Way&, const Group&,
                   const double* values) const;
  void write(Entry&, const Scored&, const Way&, Group&, const double* values);
  char* items_to(char* to, std::size_t at, const Scored&, const Way&, const double* values) const;
  static std::int32_t halves_of(float value);
  char* points_to(char* to, float value) const;
  void put_text(std::string_view text);

  const PlainSetting& setting_;
  std::vector<Group> groups_;
  std::vector<std::unique_ptr<Way>> ways_;  // by number of the profile
  std::vector<Entry> rows_;
  LineText texts_, lines_;
  std::vector<double> values_;  // by row, then test
  std::size_t size_ = 0;
  std::size_t height_, weight_, bmi_, systolic_, diastolic_;
  double bmi_least_ = 0, bmi_most_ = 0;
  std::vector<bool> is_shown_unused_;  // by test: stands in the result if it is in no set
  std::vector<std::int32_t> test_of_;  // by column of the result: index of tests, or -1
  // Fields with the comma before them: outcomes; points from 0 by halves; these with their outcome.
  std::vector<TextPart> outcome_words_, half_points_, scored_halves_;
  std::size_t item_room_ = 0;  // what outcome and points of one item may write
  std::string field_;
};

}  // namespace celian::cli
