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

// In a locale; the code where there is none.
std::string label_of(const std::vector<Label>&, const std::string& code, std::string_view locale);

// One person, ready to be written.
struct ScoredRow {
  struct Item {
    std::string test;
    Outcome outcome = Outcome::missing_value;
    std::optional<double> points;
    std::string candidates;
  };
  std::size_t row = 0;
  std::string id, name;
  std::string standard, outcome;  // in force, and what became of it
  std::string scored_by,
      scored_outcome;  // the edition that gave the points: the same, or the fallback
  std::optional<double> score, bonus, total;
  std::string grade, grade_label;
  std::vector<Item> items;
  std::string notes;
};

// `flags`: what was odd about the readings, in sentences.
ScoredRow scored_row(const exchange::SheetRow&, const Assessment&, std::string_view locale,
                     const std::vector<std::string>& flags);

// The columns, in their order, and one line a person. Borrows the knowledge base.
class ScoreColumns {
 public:
  // `header_locale`: codes in the header where it is empty, else names.
  ScoreColumns(const KnowledgeBase& kb, std::string header_locale)
      : kb_(kb), header_locale_(std::move(header_locale)) {}

  // Tests of one person, in the order of the standard: one that is new stands behind the one that
  // it follows there.
  void add(const std::vector<std::string>& tests);
  // Tests that follow all others.
  void add_behind(const std::vector<std::string>& tests);

  const std::vector<std::string>& tests() const noexcept { return tests_; }
  // As write_row writes it.
  std::string outcome_word(Outcome) const;

  void write_header(csv::Writer&) const;
  // An item without a column stands in the notes: nothing is lost.
  void write_row(csv::Writer&, const ScoredRow&) const;

 private:
  void write_item(csv::Writer&, const ScoredRow::Item*) const;

  const KnowledgeBase& kb_;
  std::string header_locale_;
  std::vector<std::string> tests_;
};

// What became of all of them.
class ScoreCount {
 public:
  void add(const ScoredRow&);
  void add(std::string_view outcome, std::string_view grade, std::size_t rows = 1);
  // "complete 21, incomplete 15; excellent 2, good 10 …", empty without rows.
  std::string summary() const;
  std::size_t size() const noexcept { return size_; }

 private:
  std::size_t size_ = 0;
  std::map<std::string, std::size_t, std::less<>> outcomes_, grades_;
};

}  // namespace celian::cli
