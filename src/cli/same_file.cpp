#include "cli/same_file.hpp"

#include <filesystem>

namespace celian::cli {

namespace fs = std::filesystem;

bool is_same_file(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty() || a == "-" || b == "-") return false;
  std::error_code error;
  // What is written to as it comes (/dev/null, a pipe) is not replaced.
  if (fs::exists(a, error) && !fs::is_regular_file(a, error) && !fs::is_directory(a, error))
    return false;
  if (fs::exists(a, error) && fs::exists(b, error)) return fs::equivalent(a, b, error);
  const fs::path left = fs::weakly_canonical(fs::absolute(a, error), error);
  const fs::path right = fs::weakly_canonical(fs::absolute(b, error), error);
  return left == right;
}

Result<void> check_distinct(const std::vector<NamedPath>& paths) {
  for (std::size_t i = 0; i < paths.size(); ++i) {
    for (std::size_t j = i + 1; j < paths.size(); ++j) {
      if (!is_same_file(paths[i].path, paths[j].path)) continue;
      return Error{Status::argument, "",
                   paths[i].what + " and " + paths[j].what + " are the same file, " +
                       paths[j].path + "; name another one for " + paths[j].what};
    }
  }
  return {};
}

}  // namespace celian::cli
