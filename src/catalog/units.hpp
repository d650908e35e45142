// The unit table of data/units.json.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "celian/result.hpp"

namespace celian {

struct UnitEntry {
  std::string code, dimension;
  double factor = 1, offset = 0;  // canonical = value * factor + offset
  std::vector<std::string> names;
};

class UnitTable {
 public:
  void add(UnitEntry e);
  const std::vector<UnitEntry>& entries() const noexcept { return entries_; }
  // By UCUM code or any name people write ("斤", "lb", "公斤"); null if unknown.
  const UnitEntry* find(std::string_view code_or_name) const;
  // `value` in `from`, expressed in `to`. Errors: `unit` (unknown, or another dimension).
  Result<double> convert(double value, std::string_view from, std::string_view to) const;

 private:
  std::vector<UnitEntry> entries_;
  std::vector<std::pair<std::string, std::size_t>>
      by_name_;  // folded name, index; in the order of entries
};

}  // namespace celian
