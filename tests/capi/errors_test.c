/* What a caller hears who asks wrongly: status, JSON pointer, message; and what is left behind:
 * nothing. */
#include "check.h"

static celian_engine* engine = NULL;

struct wrong {
  const char* operation;
  const char* json;
  celian_status status;
  const char* pointer;
};

static void wrong_requests(void) {
  static const struct wrong cases[] = {
      {"no.such_operation", "{}", CELIAN_STATUS_UNKNOWN_ID, ""},
      {"measure.check", "{\"v\": 1", CELIAN_STATUS_SYNTAX, ""},
      {"measure.check", "", CELIAN_STATUS_SYNTAX, ""},
      {"measure.check", "[]", CELIAN_STATUS_SCHEMA, ""},
      {"measure.check", "{\"v\": 1, \"as_of\": \"2026-11-21\", \"colour\": 1}",
       CELIAN_STATUS_SCHEMA, "/colour"},
      {"measure.check", "{\"v\": 1, \"as_of\": \"2026-13-01\"}", CELIAN_STATUS_SCHEMA, "/as_of"},
      {"measure.check",
       "{\"v\": 1, \"as_of\": \"2026-11-21\", \"measurements\": [{\"test\": \"grip_strengh\", "
       "\"value\": 20}]}",
       CELIAN_STATUS_UNKNOWN_ID, "/measurements/0/test"},
      {"measure.check",
       "{\"v\": 1, \"as_of\": \"2026-11-21\", \"measurements\": [{\"test\": \"weight\", \"value\": "
       "20, \"unit\": \"cm\"}]}",
       CELIAN_STATUS_UNIT, "/measurements/0/unit"},
      {"assess.score", "{\"v\": 1, \"as_of\": \"2026-11-21\", \"standard\": \"cn.nothing\"}",
       CELIAN_STATUS_UNKNOWN_ID, "/standard"},
      {"measure.formula", "{\"v\": 1, \"formula\": \"hrmax.fox\", \"inputs\": {}}",
       CELIAN_STATUS_SCHEMA, "/inputs/age_years"},
      {"catalog.get", "{\"v\": 1, \"id\": \"nothing\"}", CELIAN_STATUS_UNKNOWN_ID, "/id"},
  };
  size_t i;
  for (i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    const struct wrong* c = &cases[i];
    celian_error error = {sizeof error, CELIAN_STATUS_OK, "", ""};
    celian_bytes bytes = {NULL, 7};
    celian_status status =
        celian_call(engine, c->operation, c->json, strlen(c->json), &bytes, &error);
    int before = failures;
    CHECK_STATUS(c->status, status);
    CHECK(error.status == status);
    CHECK_TEXT(c->pointer, error.pointer);
    CHECK(strlen(error.message) > 0);
    CHECK(bytes.data == NULL && bytes.size == 0);
    if (failures != before) printf("  in %s %s: %s\n", c->operation, c->json, error.message);
  }
}

static void null_arguments(void) {
  celian_engine* none = NULL;
  celian_scorer* scorer = NULL;
  celian_bytes bytes = {NULL, 0};
  celian_error error = {sizeof error, CELIAN_STATUS_OK, "", ""};
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_engine_create(NULL, NULL, &error));
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_call(NULL, "catalog.list", "{}", 2, &bytes, &error));
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_call(engine, NULL, "{}", 2, &bytes, &error));
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT,
               celian_call(engine, "catalog.list", NULL, 0, &bytes, &error));
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_call(engine, "catalog.list", "{}", 2, NULL, NULL));
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_scorer_create(NULL, "x", "y", &scorer, &error));
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_scorer_create(engine, NULL, "y", &scorer, &error));
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_scorer_create(engine, "x", NULL, &scorer, &error));
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_scorer_create(engine, "x", "y", NULL, &error));
  CHECK(none == NULL && scorer == NULL);
}

static void names(void) {
  CHECK_TEXT("ok", celian_status_name(CELIAN_STATUS_OK));
  CHECK_TEXT("unknown_id", celian_status_name(CELIAN_STATUS_UNKNOWN_ID));
  CHECK_TEXT("internal", celian_status_name(CELIAN_STATUS_INTERNAL));
  CHECK_TEXT("unknown", celian_status_name((celian_status)99));
  CHECK_TEXT("scored", celian_outcome_name(CELIAN_OUTCOME_SCORED));
  CHECK_TEXT("withheld_for_safety", celian_outcome_name(CELIAN_OUTCOME_WITHHELD_FOR_SAFETY));
  CHECK_TEXT("unknown", celian_outcome_name((celian_outcome)99));
}

/* A message longer than the field is cut between two characters. */
static void long_messages(void) {
  static char operation[4096];
  celian_error error = {sizeof error, CELIAN_STATUS_OK, "", ""};
  celian_bytes bytes = {NULL, 0};
  size_t i, end;
  for (i = 0; i + 3 < sizeof operation; i += 3) memcpy(operation + i, "\xe6\xb5\x8b", 3);
  CHECK_STATUS(CELIAN_STATUS_UNKNOWN_ID, celian_call(engine, operation, "{}", 2, &bytes, &error));
  end = strlen(error.message);
  CHECK(end < sizeof error.message && end > sizeof error.message - 4);
  CHECK((unsigned char)error.message[end - 1] == 0x8b);
}

int main(void) {
  CHECK_STATUS(CELIAN_STATUS_OK, celian_engine_create(NULL, &engine, NULL));
  wrong_requests();
  null_arguments();
  names();
  long_messages();
  celian_engine_destroy(engine);
  return REPORT();
}
