// Columns of the files of celian cohort, and cells as values of fields. Private to cli/cohort.
#pragma once

#include <functional>

#include "cli/cohort/input.hpp"

namespace celian::cli {

// A table with its header read.
class CohortTable {
 public:
  // Errors: `io`; `schema` without a header.
  static Result<CohortTable> open(const std::string& path);
  // `text` outlives the table; `name` is for messages.
  static Result<CohortTable> of_text(const std::string& name, const std::string& text);

  const std::string& path() const noexcept { return path_; }
  const std::vector<std::string>& header() const noexcept { return header_; }
  // The first column with one of these headers, without case and width; nullopt if there is none.
  std::optional<std::size_t> find(const std::vector<std::string>& headers) const;
  // The next row; null at the end. Errors: `syntax` with the line for a row that cannot be read.
  Result<const csv::Row*> next();

 private:
  static Result<CohortTable> of_source(const std::string& path, csv::Source source);
  CohortTable(std::string path, csv::Source source) : path_(std::move(path)), reader_(source) {}
  std::string path_;
  csv::Reader reader_;
  std::vector<std::string> header_, folded_;
};

// Cells of one field to values, with a memory for what was seen before.
class CellReader {
 public:
  CellReader(const KnowledgeBase& kb, Slot slot);

  Slot slot() const noexcept { return slot_; }
  // NaN and no message: the cell says that it is not known. `wrong` says what was expected instead.
  double read(std::string_view cell, const char*& wrong);
  bool is_name() const noexcept { return is_name_; }  // a code without fixed values

 private:
  double understand(std::string_view cell, const char*& wrong) const;

  const FactDef& def_;
  const CohortField& field_;
  Slot slot_;
  bool is_name_;
  std::string expected_;
  std::vector<std::string> missing_;
  std::unordered_map<std::string, double, TextHash, std::equal_to<>> seen_;
};

// The columns of a result that are read.
struct ResultColumns {
  std::size_t id = 0, scored_by = 0, outcome = 0, total = 0, grade = 0;
  struct Item {
    std::string test;
    std::size_t points = 0, outcome = 0;
  };
  std::vector<Item> items;
};
// Errors: `schema`, with the column that is missing.
Result<ResultColumns> result_columns(const KnowledgeBase& kb, const CohortTable& table);

// The best points that an item of an edition can have; 0 if it is not one of its items.
class BestPoints {
 public:
  BestPoints(const KnowledgeBase& kb, const std::vector<ResultColumns::Item>& items)
      : kb_(kb), items_(items) {}
  // One for each item. Valid until the next call with another edition.
  const std::vector<double>& of(std::int32_t edition, const std::string& reference);

 private:
  const KnowledgeBase& kb_;
  const std::vector<ResultColumns::Item>& items_;
  std::unordered_map<std::int32_t, std::vector<double>> known_;
};

}  // namespace celian::cli
