// What is wrong with knowledge files. A check collects everything, so that an author sees all slips
// of one go.
#pragma once

#include <string>
#include <vector>

#include "celian/error.hpp"

namespace celian {

struct Issue {
  std::string path;     // of the file, "data/tests/run.json"
  std::string pointer;  // JSON pointer into the file
  std::string message;  // "expected …, found …"
  friend bool operator==(const Issue&, const Issue&) = default;
};

using Issues = std::vector<Issue>;

// "data/tests/run.json: /tests/3/unit: expected …, found …"
std::string describe(const Issue&);

// Status::pack; the message names the file.
Error to_error(const Issue&);

}  // namespace celian
