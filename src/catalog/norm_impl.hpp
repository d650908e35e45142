// The inside of a Norm; only the files norm_*.cpp include it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/norm.hpp"
#include "catalog/standard_impl.hpp"
#include "catalog/table.hpp"

namespace celian {

struct NormClass {
  std::string code;
  std::vector<Label> label;
  std::string finding;
  std::optional<int> z100_above, z100_from;  // LMS: hundredths
  std::optional<Verified> verified;
};

struct Lms {
  double l = 1, m = 0, s = 0;
};

// Rows of one sex, one for each completed month, or day, from `first` on.
struct LmsColumn {
  std::int32_t first = 0;
  std::vector<Lms> rows;
};

struct NormImpl {
  FileHeader header;
  std::string measure;
  Applies population;
  bool is_lms = false, by_days = false;
  std::vector<NormClass> classes;
  Verified round_verified = Verified::unverified;
  std::optional<ItemTable>
      table;  // bands, cut-offs, percentiles; a cell's points are the index of its class
  std::vector<double> knots;       // percentiles, ascending
  std::optional<ItemTable> group;  // of the height, for a table that has the key `group`
  std::array<LmsColumn, 2> lms;    // male, female
  bool restricted_tails = false;
  std::size_t cells = 0, examples = 0;
};

// L, M and S at an age in months, straight between the rows of two completed months; nullopt
// outside the rows.
std::optional<Lms> lms_at(const LmsColumn& column, double months) noexcept;
// z in hundredths. `restricted`: beyond ±3 the distance counts in steps of the gap between 2 and 3
// SD. nullopt for y <= 0.
std::optional<int> lms_z100(const Lms& lms, double y, bool restricted) noexcept;

}  // namespace celian
