// The payload of an erasure: which events are gone, as ranges of sequences.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "celian/store.hpp"

namespace celian::store {

// `sequences` ascending.
std::string write_erased(const std::vector<Sequence>& sequences);
Result<std::vector<std::pair<Sequence, Sequence>>> read_erased(std::string_view payload);

}  // namespace celian::store
