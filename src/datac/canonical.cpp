#include "datac/canonical.hpp"

#include <algorithm>

#include "catalog/header_scan.hpp"

namespace celian::datac {

codec::Value canonical_order(codec::Value file) {
  if (!file.is_object()) return file;
  std::stable_partition(file.members().begin(), file.members().end(),
                        [](const codec::Member& m) { return is_header_field(m.name); });
  return file;
}

}  // namespace celian::datac
