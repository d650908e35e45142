// data/manifest.lock: what has been published, and that it has not changed since.
#pragma once

#include <string>
#include <vector>

#include "datac/data_dir.hpp"

namespace celian::datac {

// One line a standard, norm, preset, rule file …: "reference status sha256 path", by path.
std::string make_lock(const DataDir&);

// What differs from the lock: "data/x.json: …". Empty if nothing does, or if there is no lock.
std::vector<std::string> compare_lock(const DataDir&);

}  // namespace celian::datac
