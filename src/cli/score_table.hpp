// The result of celian score: one row a person, one pair of columns an item.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/assessment.hpp"
#include "csv/writer.hpp"
#include "exchange/sheet.hpp"

namespace celian::cli {

// What is kept of one person until all items of the sheet are known.
struct ScoredRow {
  struct Item {
    std::string test;
    Outcome outcome = Outcome::missing_value;
    std::optional<double> points;
    std::string candidates;
  };
  std::size_t row = 0;
  std::string id, name;
  std::string standard, outcome;              // in force, and what became of it
  std::string scored_by, scored_outcome;      // the edition that gave the points: the same, or the fallback
  std::optional<double> score, bonus, total;
  std::string grade, grade_label;
  std::vector<Item> items;
  std::string notes;
};

// `flags`: what was odd about the readings, in sentences.
ScoredRow scored_row(const exchange::SheetRow&, const Assessment&, std::string_view locale, const std::vector<std::string>& flags);

class ScoreTable {
 public:
  void add(ScoredRow row);
  // Codes in the header, or names in `locale` where it is not empty.
  void write(csv::Writer&, const KnowledgeBase&, const std::string& header_locale) const;
  // "excellent 2, good 10 …; incomplete 15", in the order of the best grades.
  std::string summary() const;
  std::size_t size() const noexcept { return rows_.size(); }

 private:
  std::vector<ScoredRow> rows_;
  std::vector<std::string> tests_;  // in the order in which the standards name them
  bool has_fallback_ = false;
};

}  // namespace celian::cli
