// Sheets as people type them: every data row comes out once, with a document or rejected, and every
// refused cell says what to do. What is taken by columns is what the full way reads.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <vector>

#include "celian/catalog.hpp"
#include "exchange/plain_rows.hpp"
#include "exchange/sheet.hpp"

namespace {

using namespace celian;

// A plain row says nothing else than the same row read in full.
bool is_same(const exchange::PlainRow& plain, const std::vector<std::string>& tests,
             const std::vector<double>& values, const exchange::SheetRow& row) {
  if (row.rejected || !row.issues.empty() || plain.number != row.number || plain.line != row.line ||
      plain.id != row.document.person.id)
    return false;
  const auto& full = row.document.measurements;
  const auto given =
      std::count_if(values.begin(), values.end(), [](double v) { return !std::isnan(v); });
  if (static_cast<std::size_t>(given) != full.size()) return false;
  return std::all_of(full.begin(), full.end(), [&](const RawMeasurement& m) {
    const auto at = std::find(tests.begin(), tests.end(), m.test);
    const double* const number = std::get_if<double>(&m.value);
    return at != tests.end() && number != nullptr && m.status.empty() &&
           values[static_cast<std::size_t>(at - tests.begin())] == *number;
  });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::shared_ptr<const Catalog> catalog = Catalog::builtin().value();
  const KnowledgeBase& kb = catalog->internals();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto input = [&]() -> Result<csv::Source> { return csv::from_text(text); };
  auto reader = exchange::SheetReader::open(kb, input, {Date::parse("2026-11-21").value(), ""});
  if (!reader) {
    if (reader.error().message.empty()) std::abort();
    return 0;
  }
  auto fast = exchange::SheetReader::open(kb, input, {Date::parse("2026-11-21").value(), ""});
  if (!fast) std::abort();
  using Step = exchange::SheetReader::Step;
  const std::vector<std::string>& tests = fast->plain_tests();
  std::vector<double> values(tests.size());
  exchange::PlainRow plain;
  exchange::SheetRow row, other;
  std::size_t rows = 0;
  while (reader->next(row)) {
    ++rows;
    const Step step = fast->next(plain, values.data(), other);
    if (step == Step::end || (step == Step::plain && !is_same(plain, tests, values, row)) ||
        (step == Step::other && (other.number != row.number || other.rejected != row.rejected)))
      std::abort();
    if (row.rejected && row.issues.empty()) std::abort();
    for (const exchange::SheetIssue& issue : row.issues) {
      if (exchange::remedy(kb, issue, "en").empty() || exchange::remedy(kb, issue, "zh-CN").empty())
        std::abort();
    }
  }
  if (rows != reader->facts().rows) std::abort();
  if (fast->next(plain, values.data(), other) != Step::end) std::abort();
  return 0;
}
