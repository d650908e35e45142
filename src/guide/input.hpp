// What 导 guide works from. All of it is borrowed for the call.
#pragma once

#include <optional>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/assessment.hpp"
#include "celian/measurement.hpp"
#include "celian/person.hpp"
#include "celian/prescription.hpp"
#include "celian/progress.hpp"
#include "celian/risk.hpp"
#include "facts/build.hpp"

namespace celian::guide {

struct Input {
  const KnowledgeBase& kb;
  const PersonDocument& doc;
  const Facts& facts;
  const RiskReport& risk;
  const Assessment* assessment = nullptr;  // scored sheet, if any
  const std::vector<TestAdvice>* unsafe_tests = nullptr;
  Date start = {};  // first day of the plan as wished
  int weeks = 4;    // 1-12
  const Prescription* prior = nullptr;
  const std::vector<Decision>* decisions = nullptr;
};

}  // namespace celian::guide
