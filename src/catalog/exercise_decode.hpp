// Files of kind `exercises`: section 10 of docs/data-format.md.
#pragma once

#include <string>
#include <vector>

#include "catalog/decode.hpp"
#include "catalog/guide_data.hpp"

namespace celian {

// An exercise and where it stands, for messages of later checks.
struct ExerciseEntry {
  Exercise exercise;
  std::string path, pointer;
};

void decode_exercises(const FileScope&, std::vector<ExerciseEntry>& out);

}  // namespace celian
