#include <optional>

#include "exchange/conformance.hpp"
#include "exchange/conformance_subjects.hpp"

namespace celian::exchange {

namespace {

class Cells {
 public:
  Cells(const KnowledgeBase& kb, const Standard& standard) : kb_(kb), standard_(standard) {}

  void item(const ItemTable& table, const std::vector<Subject>& subjects,
            const std::vector<Subject>& strangers) {
    std::optional<SheetValue> of_anybody;
    for (const auto& [row, who] : subjects_by_row(table, subjects)) {
      for (const std::int32_t band : bands_of(table, who.first)) {
        const auto [low, high] = table.measure() == nullptr
                                     ? std::pair<std::int64_t, std::int64_t>()
                                     : table.measure()->band(band);
        const std::vector<std::int64_t> readings =
            readings_of(kb_, table, table.row(who.first, band));
        for (const std::int64_t r : readings) add(who.first, sheet_value(table, r, low));
        if (readings.empty()) continue;
        // The other end of the ages and of the heights that a row is for.
        const std::int64_t middle = readings[readings.size() / 2];
        if (high != low) add(who.first, sheet_value(table, middle, high));
        add(who.second, sheet_value(table, middle, low));
        if (!of_anybody) of_anybody = sheet_value(table, middle, low);
      }
    }
    for (const Subject& s : strangers) {
      if (of_anybody) add(s, *of_anybody);
    }
  }

  std::vector<ConformanceCell> take() { return std::move(cells_); }

 private:
  void add(const Subject& s, const SheetValue& v) {
    cells_.push_back({s, v, standard_.score_item(s, v.test, v)});
  }

  const KnowledgeBase& kb_;
  const Standard& standard_;
  std::vector<ConformanceCell> cells_;
};

}  // namespace

std::vector<ConformanceCell> conformance_cells(const KnowledgeBase& kb, const Standard& standard) {
  Cells cells(kb, standard);
  const std::vector<Subject> subjects = subjects_of(standard), strangers = strangers_to(standard);
  for (const std::string& test : standard.tests()) {
    if (const ItemTable* table = standard.table(test)) cells.item(*table, subjects, strangers);
  }
  return cells.take();
}

}  // namespace celian::exchange
