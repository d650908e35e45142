// Tests of a standard that a person should not do, or should not be judged by.
#pragma once

#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/measurement.hpp"
#include "celian/person.hpp"

namespace celian::engine {

struct Barred {
  std::vector<TestAdvice> not_safe;    // not done, and certainly better not done
  std::vector<TestAdvice> not_judged;  // certainly without meaning, done or not
  bool empty() const noexcept { return not_safe.empty() && not_judged.empty(); }
};

// What was done cannot be barred any more; counted too, it is what is barred unless it was done.
enum class Done { is_left_out, counts_too };

// Among the standard's tests, alternatives included.
Barred barred(const KnowledgeBase&, const PersonDocument&, const MeasurementSet&, const Standard&,
              Done = Done::is_left_out);

// Whether a test of the standard says nothing about such a person, whatever the readings are: the
// check of the knowledge sees to it that they decide nothing here.
bool is_not_judged(const KnowledgeBase&, const PersonDocument&, const Standard&);

}  // namespace celian::engine
