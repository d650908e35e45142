/// @file
/// Everything of the C++ API but the optional store.hpp. Linking: CMake target `celian::celian`.
#pragma once

#include "celian/assessment.hpp"
#include "celian/catalog.hpp"
#include "celian/date.hpp"
#include "celian/engine.hpp"
#include "celian/error.hpp"
#include "celian/measurement.hpp"
#include "celian/person.hpp"
#include "celian/prescription.hpp"
#include "celian/progress.hpp"
#include "celian/quantity.hpp"
#include "celian/reason.hpp"
#include "celian/report.hpp"
#include "celian/result.hpp"
#include "celian/risk.hpp"
#include "celian/session.hpp"
#include "celian/variant.hpp"
#include "celian/version.hpp"
