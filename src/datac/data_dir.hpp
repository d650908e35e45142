// The folder data/ on disk.
#pragma once

#include <map>
#include <string>

#include "catalog/base_files.hpp"
#include "celian/result.hpp"

namespace celian::datac {

struct DataDir {
  BaseFiles files;      // every *.json except those under schema/, by path
  std::string version;  // the text of VERSION
  std::string lock;     // the text of manifest.lock, or empty
};

// Errors: Status::io.
Result<DataDir> read_data_dir(const std::string& folder);

// Writes `text` unless the file has it already, so that nothing is built again for nothing. Errors:
// Status::io.
Result<void> write_file(const std::string& path, const std::string& text);

}  // namespace celian::datac
