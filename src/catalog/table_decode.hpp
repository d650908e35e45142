// Reading keys, rounding, doubts and bands: what the tables of standards and norms share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/standard_impl.hpp"
#include "catalog/table_build.hpp"
#include "codec/reader.hpp"

namespace celian {

// Facts that a table may be keyed by, by name; nullopt for others.
std::optional<KeyFact> key_fact(std::string_view name) noexcept;
std::string_view key_fact_name(KeyFact fact) noexcept;

struct RoundSpec {
  RoundHow how = RoundHow::not_printed;
  Verified verified = Verified::unverified;
};
RoundHow read_round_how(codec::Reader& r, std::string_view name);
RoundSpec read_round(codec::Reader& r);

Better read_better(codec::Reader& r);

// {"age_years": [20, 39], "sex": ["male"], "school_grade": ["junior_1"]}
Applies read_applies(codec::Reader& r, const KeyCodes& grades);

// The field "keys": the axes go into `builder`, which is then ready for rows. `codes` are the
// values of the fact `named`: school grades, or the groups of a norm.
void read_keys(codec::Reader& r, const KeyCodes& codes, TableBuilder& builder,
               KeyFact named = KeyFact::school_grade);
// The field "none".
void read_none(codec::Reader& r, TableBuilder& builder);
// The first `count` parts of a row's key, as indexes on the axes; `parts` is the array.
std::vector<std::int32_t> read_key(codec::Reader& r, const std::vector<codec::Value>& parts,
                                   const TableBuilder& builder, bool allow_all);
// The field "key" of a row; nullopt after a report.
std::optional<std::vector<std::int32_t>> read_row_key(codec::Reader& row,
                                                      const TableBuilder& builder);
// The field "sex" of a population: male, female or both.
KeyCondition read_sexes(codec::Reader& r);
// The field "doubt" of a row; classes instead of points if `classes` (candidates are then indexes
// of classes).
std::vector<DoubtSpec> read_doubts(codec::Reader& r, TableBuilder& builder, bool classes);

// [first, min, max, openness, class?] without its first part.
struct BandEnds {
  TickRange range;
  std::string item_class;
};
std::optional<BandEnds> read_band_ends(codec::Reader& r, const TableBuilder& builder);

// A score, or "no_score".
std::optional<Points100> read_score(const codec::Value& value) noexcept;

}  // namespace celian
