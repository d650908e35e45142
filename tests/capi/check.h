/* The smallest test harness: says what was expected and what came, goes on, and fails at the end.
 */
#ifndef CELIAN_TESTS_CAPI_CHECK_H_
#define CELIAN_TESTS_CAPI_CHECK_H_

#include <celian/celian.h>
#include <stdio.h>
#include <string.h>

static int failures = 0;

#define CHECK(condition)                                               \
  do {                                                                 \
    if (!(condition)) {                                                \
      ++failures;                                                      \
      printf("%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
    }                                                                  \
  } while (0)

#define CHECK_STATUS(expected, actual)                                                         \
  do {                                                                                         \
    celian_status got_ = (actual);                                                             \
    if (got_ != (expected)) {                                                                  \
      ++failures;                                                                              \
      printf("%s:%d: expected %s, got %s\n", __FILE__, __LINE__, celian_status_name(expected), \
             celian_status_name(got_));                                                        \
    }                                                                                          \
  } while (0)

#define CHECK_TEXT(expected, actual)                                                        \
  do {                                                                                      \
    const char* got_ = (actual);                                                            \
    if (strcmp((expected), got_) != 0) {                                                    \
      ++failures;                                                                           \
      printf("%s:%d: expected \"%s\", got \"%s\"\n", __FILE__, __LINE__, (expected), got_); \
    }                                                                                       \
  } while (0)

#define CHECK_CONTAINS(text, part)                                                        \
  do {                                                                                    \
    if (strstr((text), (part)) == NULL) {                                                 \
      ++failures;                                                                         \
      printf("%s:%d: \"%s\" is not in \"%.400s\"\n", __FILE__, __LINE__, (part), (text)); \
    }                                                                                     \
  } while (0)

#define REPORT() (printf("%d failures\n", failures), failures == 0 ? 0 : 1)

#endif
