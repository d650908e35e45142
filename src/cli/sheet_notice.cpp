#include "cli/sheet_notice.hpp"

#include <iostream>

namespace celian::cli {

void say_sheet(const exchange::SheetFacts& f) {
  std::cerr << "celian: " << f.id << (f.recognised ? " (recognised by its header" : " (as named");
  if (f.header_line > 1) std::cerr << ", in line " << f.header_line;
  if (f.separator != ',') std::cerr << ", separated by " << (f.separator == '\t' ? "tabs" : "semicolons");
  for (const std::string& id : f.also_fits) std::cerr << "; " << id << " fits as well";
  std::cerr << "), " << f.rows << " rows";
  if (f.empty_lines > 0) std::cerr << ", " << f.empty_lines << " empty lines passed over";
  std::cerr << "\n";
  if (f.unread.empty()) return;
  std::cerr << "celian: columns not read:";
  for (const std::string& header : f.unread) std::cerr << " " << header;
  std::cerr << "\n";
}

}  // namespace celian::cli
