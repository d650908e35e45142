// What celian cohort reads: a result of celian score, an earlier one, and a sheet of people.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "cohort/rows.hpp"
#include "csv/reader.hpp"

namespace celian::cli {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const noexcept {
    return std::hash<std::string_view>{}(s);
  }
};

// Names in the order of their first use.
class NameTable {
 public:
  std::int32_t add(std::string_view name);
  const std::vector<std::string>& names() const noexcept { return names_; }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::int32_t, TextHash, std::equal_to<>> index_;
};

// A cell that was not understood: the person counts as unknown there.
struct CohortSlip {
  std::string file;
  std::uint64_t line = 0;
  std::string header, value, expected;
};

struct CohortFiles {
  std::string scored, earlier, people;  // names; earlier and people may be empty
  // Where it is set, the text itself, and the names above are what messages call it.
  std::optional<std::array<std::string, 3>> texts;  // scored, earlier, people
  Date as_of;                                       // ages count on it
  bool has_day = false;
};

// Everybody of the result, then who stands only in the sheet of people.
struct CohortInput {
  std::size_t size = 0;
  std::vector<std::vector<double>> fields;          // by slot; empty if nobody has it
  std::map<Slot, std::vector<std::int32_t>> names;  // of code fields without fixed values
  std::map<Slot, NameTable> tables;
  std::vector<std::int32_t> edition;  // index of `editions`, or kNobodyKnows
  NameTable editions;                 // "cn.gas.physique.adult@2003"
  std::vector<std::int32_t> need;     // index of `tests`: the poorest; kNobodyKnows without one
  std::vector<std::string> tests;
  std::size_t scored = 0;         // rows of the result
  std::vector<CohortSlip> slips;  // the first ones
  std::size_t slip_count = 0;

  bool has(Slot slot) const { return slot < fields.size() && !fields[slot].empty(); }
};

// Errors: `io`, `schema` (a file that is no result of celian score, or a sheet without ids),
// `conflict` (an id that stands twice, with both lines), `argument` (dates of birth and no day).
Result<CohortInput> read_cohort(const KnowledgeBase& kb, const CohortFiles& files);

}  // namespace celian::cli
