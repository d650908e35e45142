// One reading as typed -> a number in the test's canonical unit, or what is wrong with it.
#pragma once

#include <string>

#include "catalog/knowledge_base.hpp"
#include "celian/measurement.hpp"
#include "celian/result.hpp"

namespace celian::measure {

struct TypedReading {
  const TestDef* test = nullptr;
  Date day;
  Outcome status = Outcome::scored;  // scored, implausible, exempt, missing_value
  std::string flag;                  // text key when implausible
  Reading reading;
};

Result<TypedReading> read_value(const KnowledgeBase&, const RawMeasurement&, Date as_of,
                                const std::string& pointer);

}  // namespace celian::measure
