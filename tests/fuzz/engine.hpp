// One engine for all inputs of a fuzz target.
#pragma once

#include <cstdlib>

#include "celian/celian.h"

inline const celian_engine* engine() {
  static celian_engine* const one = [] {
    celian_engine* made = nullptr;
    if (celian_engine_create(nullptr, &made, nullptr) != CELIAN_STATUS_OK) std::abort();
    return made;
  }();
  return one;
}
