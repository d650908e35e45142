// One row of a sheet into a person document, cell by cell.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "exchange/sheet_columns.hpp"

namespace celian::exchange {

// What is the same for all rows: the words of the sheet, and names already looked up (a village has
// few diseases).
class SheetWords {
 public:
  SheetWords(const KnowledgeBase& kb, const Sheet& sheet);

  const KnowledgeBase& kb() const noexcept { return kb_; }
  const Sheet& sheet() const noexcept { return sheet_; }
  bool is_none(std::string_view folded) const { return none_.find(folded) != none_.end(); }
  bool is_missing(std::string_view folded) const { return missing_.find(folded) != missing_.end(); }
  // The same of a text as it was typed; most are told from all such words by a look.
  bool is_missing_as_typed(std::string_view text) const;
  bool is_exempt(std::string_view folded) const { return exempt_.find(folded) != exempt_.end(); }
  // Code of a disease, medicine or symptom (group "conditions" …); empty if it is not recognised.
  const std::string& code(std::string_view group, std::string_view text);

 private:
  using Words = std::set<std::string, std::less<>>;
  static Words folded(const std::vector<std::string>& words);

  const KnowledgeBase& kb_;
  const Sheet& sheet_;
  static std::uint32_t size_bit(std::string_view text);

  Words none_, missing_, exempt_;
  std::array<std::uint32_t, 256> missing_sizes_{};  // by first byte: size_bit() of such words
  std::map<std::string, std::string, std::less<>> codes_;  // "group:text" -> code
};

// Fills one row. The cell of target `date` comes before the others: their readings are of that day.
class RowBuilder {
 public:
  RowBuilder(SheetWords& words, Date as_of, SheetRow& row);

  void take(const BoundColumn& column, std::string_view cell);
  // What only the whole row shows: cells that contradict each other.
  void finish();
  // The day of the readings, if a cell says it.
  std::optional<Date> day() const { return has_day_ ? std::optional<Date>(day_) : std::nullopt; }

 private:
  using Args = std::vector<std::pair<std::string, std::string>>;
  // A cell that finish() looks at again.
  struct Seen {
    const BoundColumn* column = nullptr;
    std::string typed;
  };

  // A disease, medicine or symptom: its code, or `other`, and the text as typed.
  struct Entry {
    std::string code, text;
  };

  // sheet_row.cpp
  bool is_text();
  void dispatch();
  void take_word_for_nothing(bool exempt);
  void take_person(std::string_view field);
  void take_default(std::string_view target, const std::string& value);
  void refuse(std::string_view code, Args args = {});
  void refuse(const Seen& cell, std::string_view code, Args args = {});
  void refuse_word(const std::vector<std::string>& expected);
  void finish_age();
  void finish_pregnancy();
  Seen seen() const { return {column_, std::string(typed_)}; }

  // sheet_readings.cpp
  void take_test(const TestDef& test);
  void take_time(const TestDef& test, RawMeasurement& reading);
  void take_pressure();
  RawMeasurement reading(std::string_view test) const;
  // The typed cell as a number in `unit` (empty = a bare number only); refused, and nullopt, if it
  // is none.
  std::optional<double> number(double min, double max, std::string_view unit = {});
  std::optional<std::int32_t> whole(double min, double max, std::string_view unit = {});
  std::optional<Date> date();
  std::optional<Date> past_date();  // not after as_of

  // sheet_answers.cpp
  void take_list(std::string_view group, Date asked);
  void take_falls(std::string_view field);
  void take_activity(std::string_view field);
  void take_clearance(std::string_view field);
  void take_resources(std::string_view field);
  void take_fact(Slot fact);
  std::vector<Entry> list_entries(std::string_view group, bool& is_open);
  std::vector<Entry> part_entries(std::string_view group, std::string_view text);  // at least one
  std::string known_name(std::string_view group, std::string_view text);
  std::optional<bool> yes_no();
  std::optional<double> minutes(double max);
  // A code of the fact's values.
  void take_code(std::string_view fact, std::string& to);

  SheetWords& words_;
  const KnowledgeBase& kb_;
  Date as_of_, day_;
  bool has_day_ = false;
  SheetRow& row_;

  // The cell in hand.
  const BoundColumn* column_ = nullptr;
  std::string_view typed_;  // trimmed
  std::string folded_;
  std::string value_;  // the code that `values` gives, else what was typed

  Seen birth_, age_, sex_, pregnant_, weeks_;
  std::optional<Date> birth_date_;
  std::optional<std::int32_t> age_years_;
  std::set<std::string, std::less<>> open_;  // lists of which a part is not known
};

}  // namespace celian::exchange
