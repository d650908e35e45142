// A knowledge pack from a file, or from a folder of files as celian data check takes it.
#pragma once

#include <string>
#include <vector>

#include "celian/result.hpp"

namespace celian::cli {

// The pack as JSON. Of a folder: pack.json may give "id" and "version"; without it the id is "pack"
// and the version "0". Errors: `io`, `syntax` with the file.
Result<std::string> read_pack(const std::string& path);

// Every *.json below a folder but schemas, by path, relative to it. Errors: `io`.
Result<std::vector<std::string>> knowledge_paths(const std::string& folder);

}  // namespace celian::cli
