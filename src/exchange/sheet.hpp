// Sheets that schools, villages and check-up centres type: one row a person, read through a column
// map (docs/data-format.md, section 12). Nothing is guessed: a cell that cannot be understood
// leaves its field unknown and is reported with a remedy, a row that cannot be used is reported
// with its text, and both carry row, line and column.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/person.hpp"
#include "celian/result.hpp"
#include "csv/reader.hpp"

namespace celian::exchange {

// A refused cell, or why a row is rejected. `code` is a text key ("sheet.unit"); args fill its
// placeholders.
struct SheetIssue {
  std::size_t row = 0;     // of the data, from 1; 0 = the header
  std::uint64_t line = 0;  // of the file, from 1
  std::size_t column = 0;  // from 1; 0 = the whole row
  std::string header, value;
  std::string code;
  std::vector<std::pair<std::string, std::string>> args;
};

// What to do about it, in a language of the catalog.
std::string remedy(const KnowledgeBase&, const SheetIssue&, std::string_view locale);

struct SheetNote {
  std::string header, text;
};

struct SheetRow {
  std::size_t number = 0;  // of the data, from 1
  std::uint64_t line = 0;
  bool rejected = false;  // then the document is not to be used
  PersonDocument document;
  std::string name;  // for the context of a report only
  std::vector<SheetNote> notes;
  std::vector<SheetIssue> issues;
  std::string text;  // the row as it stands in the file
};

struct SheetOptions {
  Date as_of;
  std::string sheet;  // "village_day" or "sheet.village_day"; empty = the one that knows most of
                      // the headers
  // If set: is told in the first reading, row by row, what is known of the person (sex, age,
  // grade), before any row is given out. For who must know beforehand which tests will matter.
  std::function<void(const Person&)> each_person = {};
};

// How the sheet was understood.
struct SheetFacts {
  std::string id;                      // "sheet.village_day"
  bool recognised = false;             // by its header, not by name
  std::vector<std::string> also_fits;  // sheets that know as many headers
  std::vector<std::string> headers;    // as typed
  std::vector<std::string> unread;     // headers that no column names
  std::vector<std::string> tests;      // codes of the tests that have a column, in its order
  std::size_t rows = 0;                // data rows, empty ones not counted
  std::uint64_t empty_lines = 0;       // lines without any cell filled
  std::uint64_t header_line = 1;
  char separator = ',';
};

// The sheet is read twice, first to count rows and to find numbers that occur twice; so it must be
// possible to open it anew.
using SheetInput = std::function<Result<csv::Source>()>;

class SheetPlan;
struct PlainRow;

// Borrows the knowledge base. One thread at a time.
class SheetReader {
 public:
  // Errors: `syntax` (no header, no row below it, not UTF-8), `unknown_id` (no such sheet, or none
  // fits), `schema` (a required column is missing, or two columns say the same), and those of
  // `input`.
  static Result<SheetReader> open(const KnowledgeBase&, SheetInput input, const SheetOptions&);
  SheetReader(SheetReader&&) noexcept;
  SheetReader& operator=(SheetReader&&) noexcept;
  ~SheetReader();

  const SheetFacts& facts() const noexcept;
  // The next row in the order of the file; false at the end.
  bool next(SheetRow& row);

  // The same, faster where a row is plain (exchange/plain_rows.hpp): then `plain` and `values`, one
  // for each of plain_tests(), say what next() would have said, else `row` does.
  enum class Step { end, plain, other };
  Step next(PlainRow& plain, double* values, SheetRow& row);
  const std::vector<std::string>& plain_tests() const noexcept;
  // A plain row after all as next() would have given it, from its text.
  void understand(std::size_t number, std::uint64_t line, std::string_view text, SheetRow& row);

 private:
  explicit SheetReader(std::unique_ptr<SheetPlan> plan) noexcept;
  std::unique_ptr<SheetPlan> plan_;
};

}  // namespace celian::exchange
