// celian.h over celian::Engine and assess::Scorer.
#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>

#include "assess/scorer.hpp"
#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "celian/celian.h"
#include "celian/engine.hpp"
#include "celian/version.hpp"

struct celian_scorer {
  celian::Engine engine;  // keeps alive what the scorer borrows
  celian::assess::Scorer scorer;
};

namespace {

using celian::Error;
using celian::Result;
using celian::Status;
using celian::capi::guard;

static_assert(CELIAN_STATUS_INTERNAL == static_cast<int>(Status::internal));
static_assert(CELIAN_OUTCOME_WITHHELD_FOR_SAFETY ==
              static_cast<int>(celian::Outcome::withheld_for_safety));
static_assert(CELIAN_SEX_FEMALE == static_cast<int>(celian::Sex::female));
static_assert(CELIAN_UNKNOWN == celian::kUnknownKey);
// One place is for 无分, which is not a number.
static_assert(CELIAN_CANDIDATES >= celian::assess::ScorerResult::kMostCandidates);

Error bad_argument(const char* message) { return {Status::argument, "", message}; }

// A struct of the caller, as this library knows it: what the caller's header lacks keeps the value
// in `out`; what only the caller's header has must be zero, since nobody here could honour it.
template <class T>
bool read_struct(const T& from, std::size_t least, T& out) noexcept {
  if (from.struct_size < least) return false;
  std::memcpy(&out, &from, std::min(from.struct_size, sizeof(T)));
  const auto* bytes = reinterpret_cast<const unsigned char*>(&from);
  return std::all_of(bytes + std::min(from.struct_size, sizeof(T)), bytes + from.struct_size,
                     [](unsigned char b) { return b == 0; });
}

Result<std::shared_ptr<const celian::Catalog>> catalog_of(const celian_engine_options* options) {
  auto builtin = celian::Catalog::builtin();
  if (options == nullptr || !builtin) return builtin;
  celian_engine_options full{};
  if (!read_struct(*options, sizeof(std::size_t), full)) {
    return bad_argument(
        "options: struct_size is not set, or a field that this library does not know is not zero");
  }
  if (full.pack_json == nullptr) {
    if (full.pack_size != 0) return bad_argument("options: pack_size without pack_json");
    return builtin;
  }
  return (*builtin)->with_pack({full.pack_json, full.pack_size});
}

celian_score to_c(const celian::assess::ScorerResult& result) noexcept {
  celian_score out{};
  out.outcome = static_cast<celian_outcome>(result.outcome);
  out.item_class = result.item_class;
  out.points = result.points;
  for (std::uint32_t i = 0; i < result.candidate_count; ++i) {
    if (result.candidates[i].no_score) {
      out.may_be_no_score = 1;
    } else {
      out.candidates[out.candidate_count++] = result.candidates[i].points;
    }
  }
  return out;
}

}  // namespace

extern "C" {

const char* celian_status_name(celian_status status) noexcept {
  return celian::status_name(static_cast<Status>(status)).data();
}

uint32_t celian_abi_version(void) noexcept { return celian::kAbiVersion; }

const char* celian_version(void) noexcept { return celian::kVersion; }

celian_status celian_engine_create(const celian_engine_options* options, celian_engine** engine,
                                   celian_error* error) noexcept {
  if (engine != nullptr) *engine = nullptr;
  return guard(error, [&]() -> Result<void> {
    if (engine == nullptr) return bad_argument("engine is NULL");
    auto catalog = catalog_of(options);
    if (!catalog) return catalog.error();
    *engine = new celian_engine{celian::Engine(*catalog), std::string((*catalog)->version())};
    return {};
  });
}

void celian_engine_destroy(celian_engine* engine) noexcept { delete engine; }

const char* celian_data_version(const celian_engine* engine) noexcept {
  return engine == nullptr ? "" : engine->data_version.c_str();
}

void celian_bytes_free(celian_bytes* bytes) noexcept {
  if (bytes == nullptr) return;
  std::free(bytes->data);
  *bytes = {nullptr, 0};
}

celian_status celian_call(const celian_engine* engine, const char* operation, const char* json,
                          size_t size, celian_bytes* result, celian_error* error) noexcept {
  if (result != nullptr) *result = {nullptr, 0};
  return guard(error, [&]() -> Result<void> {
    if (engine == nullptr) return bad_argument("engine is NULL");
    if (operation == nullptr) return bad_argument("operation is NULL");
    if (json == nullptr) return bad_argument("json is NULL");
    if (result == nullptr) return bad_argument("result is NULL");
    const Result<std::string> answer = engine->engine.call(operation, {json, size});
    if (!answer) return answer.error();
    *result = celian::capi::to_bytes(*answer);
    return {};
  });
}

const char* celian_outcome_name(celian_outcome outcome) noexcept {
  if (static_cast<int>(outcome) < 0 || outcome > CELIAN_OUTCOME_WITHHELD_FOR_SAFETY)
    return "unknown";
  return celian::outcome_name(static_cast<celian::Outcome>(outcome)).data();
}

celian_status celian_scorer_create(const celian_engine* engine, const char* standard,
                                   const char* test, celian_scorer** scorer,
                                   celian_error* error) noexcept {
  if (scorer != nullptr) *scorer = nullptr;
  return guard(error, [&]() -> Result<void> {
    if (engine == nullptr) return bad_argument("engine is NULL");
    if (standard == nullptr) return bad_argument("standard is NULL");
    if (test == nullptr) return bad_argument("test is NULL");
    if (scorer == nullptr) return bad_argument("scorer is NULL");
    auto bound = celian::assess::Scorer::bind(engine->engine.catalog().internals(), standard, test);
    if (!bound) return bound.error();
    *scorer = new celian_scorer{engine->engine, *bound};
    return {};
  });
}

void celian_scorer_destroy(celian_scorer* scorer) noexcept { delete scorer; }

celian_status celian_scorer_eval(const celian_scorer* scorer, const celian_subject* subject,
                                 const double* values, size_t count, celian_score* score) noexcept {
  if (scorer == nullptr || subject == nullptr || values == nullptr || score == nullptr)
    return CELIAN_STATUS_ARGUMENT;
  if (score->struct_size < offsetof(celian_score, may_be_no_score)) return CELIAN_STATUS_ARGUMENT;
  celian_subject who{sizeof who, CELIAN_SEX_UNKNOWN, CELIAN_UNKNOWN, CELIAN_UNKNOWN};
  if (!read_struct(*subject, offsetof(celian_subject, school_grade), who))
    return CELIAN_STATUS_ARGUMENT;
  if (who.sex < CELIAN_SEX_UNKNOWN || who.sex > CELIAN_SEX_FEMALE) return CELIAN_STATUS_ARGUMENT;

  celian::Subject key;
  key.sex = static_cast<celian::Sex>(who.sex);
  key.age_months = who.age_months;
  key.school_grade = who.school_grade;
  celian_score full = to_c(scorer->scorer.eval(key, {values, count}));
  full.struct_size = score->struct_size;
  std::memcpy(score, &full, std::min(score->struct_size, sizeof full));
  return CELIAN_STATUS_OK;
}

int32_t celian_scorer_school_grade(const celian_scorer* scorer, const char* grade) noexcept {
  return scorer == nullptr || grade == nullptr ? CELIAN_UNKNOWN
                                               : scorer->scorer.school_grade_code(grade);
}

const char* celian_scorer_class_name(const celian_scorer* scorer, int32_t item_class) noexcept {
  if (scorer == nullptr) return "";
  const std::string_view name = scorer->scorer.class_name(item_class);
  return name.empty() ? "" : name.data();  // a std::string of the table, so it ends with NUL
}

}  // extern "C"
