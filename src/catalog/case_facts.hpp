// The facts of a worked case, as data files write them: {"age_years": 70, "sex": "female"}.
#pragma once

#include <string>
#include <vector>

#include "catalog/fact.hpp"
#include "codec/json.hpp"

namespace celian {

struct CaseFacts {
  explicit CaseFacts(const FactIndex&);
  FactVector vector;
  std::vector<bool> given;  // slots that the case states, derived ones included
};

// Beside facts, `assume_none` lists flags that are absent unless stated, and `changed` says which
// facts differ from an earlier assessment. What is not stated is unknown. Returns what is wrong, or
// an empty string.
std::string fill_facts(const FactIndex&, const codec::Value& values, CaseFacts& out);

}  // namespace celian
