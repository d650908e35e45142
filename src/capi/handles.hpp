// What the opaque pointers of celian.h point to.
#pragma once

#include <string>

#include "batch/plan.hpp"
#include "celian/engine.hpp"

struct celian_engine {
  celian::Engine engine;
  std::string data_version;
  mutable celian::batch::PlanCache plans{};  // made at first use; any number of threads
};
