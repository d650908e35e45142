#include "cli/sheet_notice.hpp"

#include <algorithm>
#include <iostream>

#include "cli/shown_text.hpp"

namespace celian::cli {

void say_sheet(const exchange::SheetFacts& f) {
  std::cerr << "celian: " << f.id << (f.recognised ? " (recognised by its header" : " (as named");
  if (f.header_line > 1) std::cerr << ", in line " << f.header_line;
  if (f.separator != ',')
    std::cerr << ", separated by " << (f.separator == '\t' ? "tabs" : "semicolons");
  for (const std::string& id : f.also_fits) std::cerr << "; " << id << " fits as well";
  std::cerr << "), " << counted(f.rows, "row");
  if (f.empty_lines > 0)
    std::cerr << ", " << counted(f.empty_lines, "empty line") << " passed over";
  std::cerr << "\n";
  if (f.unread.empty()) return;
  std::cerr << "celian: columns not read:";
  constexpr std::size_t kShown = 20, kLongest = 60;
  for (std::size_t i = 0; i < std::min(f.unread.size(), kShown); ++i)
    std::cerr << " " << shown(f.unread[i], kLongest);
  if (f.unread.size() > kShown) std::cerr << " … (" << f.unread.size() << " in all)";
  std::cerr << "\n";
}

}  // namespace celian::cli
