/// @file
/// Why the library says what it says. Every statement of every stage (测 measure, 评 assess, 导
/// guide, 练 train) points to reasons; a reason names the rule, the facts it used, its sources, its
/// evidence grade, and whether anybody read the original. Sentences are made from reasons by
/// `report`, never by a stage.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "celian/variant.hpp"

namespace celian {

/// What kind of authority stands behind a statement.
enum class Evidence : std::uint8_t { regulation, guideline, trial, consensus, convention };

/// How far the datum behind a statement was checked. `policy`: our own choice, no external claim.
enum class Verified : std::uint8_t { primary, secondary, unverified, policy };

/// Text of an enumerator as in JSON ("guideline", "secondary", …). Never fails.
std::string_view evidence_name(Evidence) noexcept;
std::string_view verified_name(Verified) noexcept;

/// A place in a source: `source` is the id of a record under `data/sources`, `where` a table, page
/// or row.
struct Citation {
  std::string source;
  std::string where;
  friend bool operator==(const Citation&, const Citation&) = default;
};

/// A value that a sentence may show: a flag, a number in the fact's canonical unit, or a code.
struct Arg {
  std::string name;
  Variant<bool, double, std::string> value;
  friend bool operator==(const Arg&, const Arg&) = default;
};

/// One reason. `code` is the key of its sentence in `data/texts`; `rule` the id of the rule, row or
/// policy that spoke. Lists elsewhere called `why` are indexes into the `reasons` of the same
/// result.
struct Reason {
  std::string code;
  std::string rule;
  std::vector<Arg> args;
  std::vector<Citation> cites;
  Evidence evidence = Evidence::convention;
  Verified verified = Verified::unverified;
  friend bool operator==(const Reason&, const Reason&) = default;
};

/// Indexes into the `reasons` of the result that carries it, ascending, without repeats.
using Why = std::vector<std::uint32_t>;

/// What a result was made with. `used`: sorted `id@edition+rN` (or `id`) of every file that took
/// part.
struct Provenance {
  std::string data_version;
  std::vector<std::string> used;
};

}  // namespace celian
