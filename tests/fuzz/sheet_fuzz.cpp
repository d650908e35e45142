// Sheets as people type them: every data row comes out once, with a document or rejected, and every
// refused cell says what to do.

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "celian/catalog.hpp"
#include "exchange/sheet.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace celian;
  static const std::shared_ptr<const Catalog> catalog = Catalog::builtin().value();
  const KnowledgeBase& kb = catalog->internals();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto input = [&]() -> Result<csv::Source> { return csv::from_text(text); };
  auto reader = exchange::SheetReader::open(kb, input, {Date::parse("2026-11-21").value(), ""});
  if (!reader) {
    if (reader.error().message.empty()) std::abort();
    return 0;
  }
  exchange::SheetRow row;
  std::size_t rows = 0;
  while (reader->next(row)) {
    ++rows;
    if (row.rejected && row.issues.empty()) std::abort();
    for (const exchange::SheetIssue& issue : row.issues) {
      if (exchange::remedy(kb, issue, "en").empty() || exchange::remedy(kb, issue, "zh-CN").empty())
        std::abort();
    }
  }
  if (rows != reader->facts().rows) std::abort();
  return 0;
}
