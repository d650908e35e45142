// Files of one command that must not be the same: a result written over its own input is lost data.
#pragma once

#include <string>
#include <vector>

#include "celian/result.hpp"

namespace celian::cli {

struct NamedPath {
  std::string what;  // "the sheet", "--output"
  std::string path;
};

// Whether two paths are one file, by device and inode; of files that do not exist yet by their full
// names. "-" and empty names are no file.
bool is_same_file(const std::string& a, const std::string& b);

// Errors: `argument`, which names the first two that are the same.
Result<void> check_distinct(const std::vector<NamedPath>& paths);

}  // namespace celian::cli
