// Which column of a file says what: the header of a file matched with a column map.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "exchange/sheet.hpp"

namespace celian::exchange {

// Words compare folded.
using WordMap = std::map<std::string, std::string, std::less<>>;

// One reading of one column of the file.
struct BoundColumn {
  std::size_t at = 0;  // in the file, from 0
  std::string header;  // as typed
  const SheetColumn* column = nullptr;
  std::string unit;  // the header's own, else the map's; empty = canonical
  WordMap values;
};

struct Match {
  const Sheet* sheet = nullptr;
  std::vector<BoundColumn> columns;  // in the order of the file, then of the map
  std::vector<std::string> unread;
  std::size_t known = 0;                    // headers that the map names
  std::vector<const SheetColumn*> missing;  // required ones
};

Match match(const KnowledgeBase&, const Sheet&, std::span<const std::string> headers);

// Whether the header is one of this sheet beyond doubt: nothing required is missing, most headers
// are known.
bool fits(const Match&, std::size_t headers);

// The named sheet, or the best match; `also` gets the ids of the others that know as many headers.
// Errors: `unknown_id`, `schema`; the messages name headers.
Result<Match> choose(const KnowledgeBase&, std::string_view id,
                     std::span<const std::string> headers, std::vector<std::string>& also);

}  // namespace celian::exchange
