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

struct FamilyEntry {
  ExerciseFamily family;
  std::string path, pointer;
};

void decode_exercises(const FileScope&, std::vector<ExerciseEntry>&, std::vector<FamilyEntry>&);

// Gives each exercise what it leaves to its family. A family that nothing is said about gives
// nothing.
void take_from_families(const std::vector<FamilyEntry>&, std::vector<ExerciseEntry>&);

}  // namespace celian
