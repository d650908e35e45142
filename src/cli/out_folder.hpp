// A folder that appears whole or not at all: files are written beside it and moved at the end.
#pragma once

#include <string>

#include "celian/result.hpp"

namespace celian::cli {

class OutFolder {
 public:
  // `force`: an earlier run in the folder is replaced (its pages and lists go; other files stay).
  // Without it a folder that is not empty is refused. Errors: `conflict` (not empty), `io`.
  static Result<OutFolder> create(const std::string& path, bool force);
  OutFolder(OutFolder&&) noexcept;
  OutFolder& operator=(OutFolder&&) = delete;
  ~OutFolder();

  // Where files are written until publish().
  const std::string& work() const noexcept { return work_; }
  const std::string& path() const noexcept { return path_; }

  Result<void> publish();

 private:
  OutFolder(std::string path, std::string work) : path_(std::move(path)), work_(std::move(work)) {}
  std::string path_, work_;
};

}  // namespace celian::cli
