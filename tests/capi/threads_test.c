/* One engine and one scorer, eight threads from the first moment on: the lazy parsing happens under
   their feet, and all of them must read the same bytes. Run under ThreadSanitizer by the preset
   `tsan`. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>

#include "check.h"

#define THREADS 8

static celian_engine* engine = NULL;
static celian_scorer* scorer = NULL;
static const char request[] =
    "{\"v\": 1, \"as_of\": \"2026-11-21\", \"person\": {\"age_years\": 62, \"sex\": \"male\"},"
    " \"measurements\": [{\"test\": \"grip_strength\", \"value\": 30}, {\"test\": \"bp_systolic\", "
    "\"value\": 146}]}";
static const char* operations[] = {"measure.check", "assess.score", "assess.screen",
                                   "guide.prescribe", "loop.run"};
#define OPERATIONS (sizeof operations / sizeof operations[0])

struct seen {
  celian_bytes results[OPERATIONS];
  int failed;
};

static void* work(void* argument) {
  struct seen* out = argument;
  size_t i;
  int round;
  for (i = 0; i < OPERATIONS; ++i) {
    if (celian_call(engine, operations[i], request, strlen(request), &out->results[i], NULL) !=
        CELIAN_STATUS_OK)
      ++out->failed;
  }
  for (round = 0; round < 1000; ++round) {
    celian_subject who = {sizeof who, CELIAN_SEX_MALE, 62 * 12, CELIAN_UNKNOWN};
    celian_score score;
    double kg = 21.5;
    score.struct_size = sizeof score;
    if (celian_scorer_eval(scorer, &who, &kg, 1, &score) != CELIAN_STATUS_OK || score.points != 1)
      ++out->failed;
  }
  return NULL;
}

int main(void) {
  static struct seen seen[THREADS];
  pthread_t threads[THREADS];
  size_t i, k;

  CHECK_STATUS(CELIAN_STATUS_OK, celian_engine_create(NULL, &engine, NULL));
  CHECK_STATUS(CELIAN_STATUS_OK, celian_scorer_create(engine, "cn.gas.physique.older@2003",
                                                      "grip_strength", &scorer, NULL));
  for (i = 0; i < THREADS; ++i) CHECK(pthread_create(&threads[i], NULL, work, &seen[i]) == 0);
  for (i = 0; i < THREADS; ++i) CHECK(pthread_join(threads[i], NULL) == 0);
  for (i = 0; i < THREADS; ++i) {
    CHECK(seen[i].failed == 0);
    for (k = 0; k < OPERATIONS; ++k) {
      const celian_bytes *a = &seen[0].results[k], *b = &seen[i].results[k];
      CHECK(b->data != NULL && a->size == b->size && memcmp(a->data, b->data, a->size) == 0);
    }
  }
  for (i = 0; i < THREADS; ++i) {
    for (k = 0; k < OPERATIONS; ++k) celian_bytes_free(&seen[i].results[k]);
  }
  celian_scorer_destroy(scorer);
  celian_engine_destroy(engine);
  return REPORT();
}
