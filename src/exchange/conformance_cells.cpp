#include "exchange/conformance.hpp"
#include "exchange/conformance_subjects.hpp"

namespace celian::exchange {

namespace {

class Cells {
 public:
  Cells(const KnowledgeBase& kb, const Standard& standard) : kb_(kb), standard_(standard) {}

  void item(const ItemTable& table, const std::vector<Subject>& subjects,
            const std::vector<Subject>& strangers) {
    for (const auto& [row, who] : subjects_by_row(table, subjects)) {
      const MeasureAxis* const heights = table.measure();
      for (std::int32_t band = 0; band < (heights == nullptr ? 1 : heights->size()); ++band) {
        const auto [low, high] =
            heights == nullptr ? std::pair<std::int64_t, std::int64_t>() : heights->band(band);
        const std::int32_t at = heights == nullptr ? row : table.row(who.first, band);
        if (at < 0) continue;
        const std::vector<std::int64_t> readings = readings_of(kb_, table, at);
        for (const std::int64_t r : readings) add(who.first, sheet_value(table, r, low));
        if (readings.empty()) continue;
        // The other end of the ages and of the heights that a row is for.
        const std::int64_t middle = readings[readings.size() / 2];
        if (high != low) add(who.first, sheet_value(table, middle, high));
        add(who.second, sheet_value(table, middle, low));
        if (band == 0 && row == 0) {
          for (const Subject& s : strangers) add(s, sheet_value(table, middle, low));
        }
      }
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
