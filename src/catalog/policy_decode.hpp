// Files of kind `policy`: section 14 of docs/data-format.md.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/decode.hpp"

namespace celian {

using PolicyValues = std::map<std::string, codec::Value, std::less<>>;

// By code. A code that is there already is reported.
void decode_policy(const FileScope&, PolicyValues& out);

// Every value by its code, those inside tables too: "intensity.hrr_percent.moderate". A value with
// that very code comes before one inside a table, the table with the longer code before the others.
class PolicyIndex {
 public:
  explicit PolicyIndex(PolicyValues);

  const codec::Value* find(std::string_view code) const;
  // The texts of a list; empty if there is no such list.
  const std::vector<std::string>& codes(std::string_view code) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };

  struct Entry {
    const codec::Value* value;
    std::vector<std::string> codes;
  };

  void add(std::string code, const codec::Value&);
  void add_inside(const std::string& code, const codec::Value&);

  PolicyValues values_;  // its nodes stay where they are when the index is moved
  std::unordered_map<std::string, Entry, Hash, std::equal_to<>> at_;
};

}  // namespace celian
