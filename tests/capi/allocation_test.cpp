// An allocation that fails, wherever it happens, is a status and nothing worse: no exception, no
// crash, no half-made knowledge, and the same engine answers the same bytes afterwards.
#include <celian/celian.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>

namespace {

long until_failure = -1;  // allocations that still succeed; negative = all do
long allocations = 0;

void* allocate(std::size_t size) noexcept {
  ++allocations;
  if (until_failure == 0) return nullptr;
  if (until_failure > 0) --until_failure;
  return std::malloc(size == 0 ? 1 : size);
}

int failures = 0;
#define CHECK(condition)                                                    \
  do {                                                                      \
    if (!(condition)) {                                                     \
      ++failures;                                                           \
      std::printf("%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
    }                                                                       \
  } while (0)

const char kFormula[] =
    R"({"v": 1, "formula": "energy.mifflin", "inputs": {"male": 1, "weight": 70, "height": 175, "age_years": 40}})";
const char kPerson[] =
    R"({"v": 1, "as_of": "2026-11-21", "person": {"age_years": 62, "sex": "male"}, "measurements": [{"test": "grip_strength", "value": 30}]})";

std::string answer(const celian_engine* engine, const char* operation, const char* request) {
  celian_bytes bytes{};
  if (celian_call(engine, operation, request, std::strlen(request), &bytes, nullptr) !=
      CELIAN_STATUS_OK)
    return {};
  std::string text(bytes.data, bytes.size);
  celian_bytes_free(&bytes);
  return text;
}

// Fails the k-th allocation of a fresh engine's first call, for many k; then asks again without
// failure.
void fail_everywhere(const char* operation, const char* request, long dense, double growth) {
  celian_engine* engine = nullptr;
  CHECK(celian_engine_create(nullptr, &engine, nullptr) == CELIAN_STATUS_OK);
  allocations = 0;
  const std::string expected = answer(engine, operation, request);
  const long all = allocations;
  celian_engine_destroy(engine);
  CHECK(!expected.empty());

  long tried = 0, refused = 0;
  for (double at = 0; at < static_cast<double>(all);
       at = at < static_cast<double>(dense) ? at + 1 : at * growth) {
    ++tried;
    celian_engine* fresh = nullptr;
    celian_error error{sizeof error, CELIAN_STATUS_OK, "", ""};
    celian_bytes bytes{};
    CHECK(celian_engine_create(nullptr, &fresh, &error) == CELIAN_STATUS_OK);
    until_failure = static_cast<long>(at);
    const celian_status status =
        celian_call(fresh, operation, request, std::strlen(request), &bytes, &error);
    until_failure = -1;
    if (status == CELIAN_STATUS_MEMORY) {
      ++refused;
      CHECK(error.status == CELIAN_STATUS_MEMORY);
      CHECK(bytes.data == nullptr && bytes.size == 0);
    } else if (status ==
               CELIAN_STATUS_OK) {  // somebody could do without: a buffer that only saves time
      CHECK(expected == std::string(bytes.data, bytes.size));
    } else {
      ++failures;
      std::printf("%s: allocation %ld of %ld: %s: %s\n", operation, static_cast<long>(at), all,
                  celian_status_name(status), error.message);
    }
    celian_bytes_free(&bytes);
    if (answer(fresh, operation, request) != expected) {
      ++failures;
      std::printf("%s: after the failure of allocation %ld the answer is another one\n", operation,
                  static_cast<long>(at));
    }
    celian_engine_destroy(fresh);
  }
  std::printf("%s: %ld allocations, %ld failed on purpose, %ld refused\n", operation, all, tried,
              refused);
  CHECK(refused > 0);
}

void fail_creation() {
  for (long at = 0; at < 1000; ++at) {
    celian_engine* engine = nullptr;
    until_failure = at;
    const celian_status status = celian_engine_create(nullptr, &engine, nullptr);
    until_failure = -1;
    CHECK(status == CELIAN_STATUS_MEMORY || status == CELIAN_STATUS_OK);
    CHECK((engine == nullptr) == (status != CELIAN_STATUS_OK));
    celian_engine_destroy(engine);
  }
}

// Promised at celian_scorer_eval.
void scoring_allocates_nothing() {
  celian_engine* engine = nullptr;
  celian_scorer* scorer = nullptr;
  CHECK(celian_engine_create(nullptr, &engine, nullptr) == CELIAN_STATUS_OK);
  CHECK(celian_scorer_create(engine, "cn.gas.physique.older@2003", "grip_strength", &scorer,
                             nullptr) == CELIAN_STATUS_OK);
  allocations = 0;
  celian_subject who{sizeof who, CELIAN_SEX_MALE, 62 * 12, CELIAN_UNKNOWN};
  celian_score score{};
  score.struct_size = sizeof score;
  for (double kg = 10; kg < 60; kg += 0.5)
    CHECK(celian_scorer_eval(scorer, &who, &kg, 1, &score) == CELIAN_STATUS_OK);
  CHECK(allocations == 0);
  celian_scorer_destroy(scorer);
  celian_engine_destroy(engine);
}

}  // namespace

void* operator new(std::size_t size) {
  void* p = allocate(size);
  if (p == nullptr) throw std::bad_alloc();
  return p;
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void operator delete(void* p) noexcept { std::free(p); }
void operator delete[](void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
void operator delete[](void* p, std::size_t) noexcept { std::free(p); }
void operator delete(void* p, const std::nothrow_t&) noexcept { std::free(p); }
void operator delete[](void* p, const std::nothrow_t&) noexcept { std::free(p); }

int main() {
  scoring_allocates_nothing();
  fail_creation();
  fail_everywhere("measure.formula", kFormula, 60, 1.3);
  fail_everywhere("assess.score", kPerson, 60, 1.5);
  fail_everywhere("assess.screen", kPerson, 10, 1.7);
  std::printf("%d failures\n", failures);
  return failures == 0 ? 0 : 1;
}
