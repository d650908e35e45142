// What two results of the same question say differently.
#pragma once

#include <string>
#include <vector>

#include "codec/json.hpp"

namespace celian::cli {

struct ResultChange {
  std::string
      place;  // "score/items[run_50m]/points"; an entry of a list by its code, else by number
  codec::Value before, now;  // null where it was not there
};

// In the order of `now`, then what is gone. Reasons and their numbers are left out: they follow
// from the rest. So is what names the data (`data_version`, `used`), which the caller compares.
std::vector<ResultChange> result_changes(const codec::Value& before, const codec::Value& now);

}  // namespace celian::cli
