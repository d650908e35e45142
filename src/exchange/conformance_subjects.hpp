// Whom the conformance kit asks about, and with which readings.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "catalog/standard_impl.hpp"

namespace celian::exchange {

// Everybody whom the standard admits: each sex and each year, month or school grade, in that order.
std::vector<Subject> subjects_of(const Standard&);

// The last before and the first after the ages or school grades that the standard admits.
std::vector<Subject> strangers_to(const Standard&);

// Bands of the measured key that have a row for this subject; {0} for a table without such a key
// and a subject that has a row. A printed table need not begin at the same height for everybody.
std::vector<std::int32_t> bands_of(const ItemTable&, const Subject&);

// The first and the last subject that is scored by the same row of the table (with a measured key:
// whose rows begin with the same one). Only rows that somebody is scored by.
std::map<std::int32_t, std::pair<Subject, Subject>> subjects_by_row(const ItemTable&,
                                                                    const std::vector<Subject>&);

// Readings on both sides of each limit of a row, and halfway to it, in ticks, ascending; only
// possible ones.
std::vector<std::int64_t> readings_of(const KnowledgeBase&, const ItemTable&, std::int32_t row);

// A reading as a sheet has it. `height_ticks` counts only for a table of weights by height.
SheetValue sheet_value(const ItemTable&, std::int64_t ticks, std::int64_t height_ticks);

}  // namespace celian::exchange
