/* The record of people from C: opened, filled, read, refused, erased, closed. In a build without
 * the store: it says so. */
#include <stdlib.h>

#include "check.h"

#define PATH "capi_store_test.db"
#define KEY "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define OTHER_KEY "ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define BY "\"recorded_at\": \"2026-11-21T09:30:00.000Z\", \"author\": \"nurse-3\""

static celian_error error;

static void reset(void) {
  memset(&error, 0, sizeof error);
  error.struct_size = sizeof error;
}

/* The answer is the caller's to free. */
static celian_bytes ask(celian_store* store, const char* operation, const char* json) {
  celian_bytes answer = {NULL, 0};
  reset();
  CHECK_STATUS(CELIAN_STATUS_OK,
               celian_store_call(store, operation, json, strlen(json), &answer, &error));
  if (error.status != CELIAN_STATUS_OK)
    printf("%s at %s: %s\n", operation, error.pointer, error.message);
  return answer;
}

static void expect(celian_store* store, const char* operation, const char* json, const char* part) {
  celian_bytes answer = ask(store, operation, json);
  CHECK(answer.data != NULL && answer.size == strlen(answer.data));
  if (answer.data != NULL) CHECK_CONTAINS(answer.data, part);
  celian_bytes_free(&answer);
}

static void refuse(celian_store* store, const char* operation, const char* json,
                   celian_status status, const char* pointer) {
  celian_bytes answer = {NULL, 1};
  reset();
  CHECK_STATUS(status, celian_store_call(store, operation, json, strlen(json), &answer, &error));
  CHECK_TEXT(pointer, error.pointer);
  CHECK(answer.data == NULL && answer.size == 0);
}

static void remove_file(void) {
  remove(PATH);
  remove(PATH "-wal");
  remove(PATH "-shm");
}

static void fill(celian_store* store) {
  /* Nothing is kept before there is a consent. */
  refuse(store, "append",
         "{\"v\": 1, \"events\": [{\"person\": \"p-1\", \"kind\": \"measurement\", \"date\": "
         "\"2026-11-21\", " BY ", \"payload\": {\"test\": \"grip_strength\", \"value\": 21.4}}]}",
         CELIAN_STATUS_CONFLICT, "/events/0/kind");
  expect(store, "append",
         "{\"v\": 1, \"events\": ["
         "{\"person\": \"p-1\", \"kind\": \"consent\", \"date\": \"2026-11-21\", " BY
         ", \"payload\": {\"id\": \"c-1\", \"covers\": [\"data\", \"test\"]}},"
         "{\"person\": \"p-1\", \"kind\": \"measurement\", \"date\": \"2026-11-21\", " BY
         ", \"payload\": {\"test\": \"grip_strength\", \"value\": 21.4}},"
         "{\"person\": \"p-1\", \"kind\": \"measurement\", \"date\": \"2026-11-21\", " BY
         ", \"corrects\": 2, \"payload\": {\"test\": \"grip_strength\", \"value\": 24.1}}]}",
         "\"sequences\":[1,2,3]");
}

static void read_back(celian_store* store) {
  expect(store, "persons", "{\"v\": 1}", "\"persons\":[\"p-1\"]");
  expect(store, "consent", "{\"v\": 1, \"person\": \"p-1\"}", "\"covers\":[\"data\",\"test\"]");
  expect(store, "history",
         "{\"v\": 1, \"person\": \"p-1\", \"kind\": \"measurement\", \"current\": true}",
         "{\"v\":1,\"events\":[{\"sequence\":3,");
  expect(store, "history", "{\"v\": 1, \"person\": \"p-1\"}", "\"corrected_by\":3");
  expect(store, "history", "{\"v\": 1, \"person\": \"p-1\", \"from\": \"2026-11-22\"}",
         "\"events\":[]");
  expect(store, "head", "{\"v\": 1}", "\"head\":{\"sequence\":3,\"link\":\"");
  expect(store, "verify", "{\"v\": 1}", "\"findings\":[]");
}

static void wrong_requests(celian_store* store) {
  refuse(store, "no_such", "{\"v\": 1}", CELIAN_STATUS_UNKNOWN_ID, "");
  refuse(store, "persons", "{\"v\": 1", CELIAN_STATUS_SYNTAX, "");
  refuse(store, "persons", "{}", CELIAN_STATUS_SCHEMA, "/v");
  refuse(store, "persons", "{\"v\": 1, \"colour\": 1}", CELIAN_STATUS_SCHEMA, "/colour");
  refuse(store, "append", "{\"v\": 1}", CELIAN_STATUS_SCHEMA, "/events");
  refuse(store, "append",
         "{\"v\": 1, \"events\": [{\"person\": \"p-1\", \"kind\": \"session\", \"date\": "
         "\"2026-11-21\", "
         "\"recorded_at\": \"yesterday\", \"author\": \"me\", \"payload\": {}}]}",
         CELIAN_STATUS_SCHEMA, "/events/0/recorded_at");
  refuse(store, "history", "{\"v\": 1, \"person\": \"p-1\", \"kind\": \"dream\"}",
         CELIAN_STATUS_SCHEMA, "/kind");
  refuse(store, "verify", "{\"v\": 1, \"head\": {\"sequence\": 1, \"link\": \"00\"}}",
         CELIAN_STATUS_SCHEMA, "/head/link");
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_store_call(store, NULL, "{}", 2, NULL, NULL));
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT,
               celian_store_call(store, "persons", "{\"v\": 1}", 8, NULL, NULL));
}

/* What is exported goes into another store; the lines are a text in the answer, so they are asked
 * for as they are. */
static void copy_and_erase(celian_store* store) {
  celian_bytes lines = ask(store, "export", "{\"v\": 1}");
  celian_store* copy = NULL;
  const char* text = lines.data == NULL ? NULL : strstr(lines.data, "\"lines\":");
  CHECK(text != NULL);
  CHECK_STATUS(CELIAN_STATUS_OK, celian_store_open(NULL, NULL, &copy, NULL));
  if (text != NULL) {
    char* request = malloc(lines.size + 16);
    sprintf(request, "{\"v\": 1, %s", text); /* ends with the brace of the answer */
    expect(copy, "import", request, "\"added\":3");
    expect(copy, "import", request, "\"added\":0,\"known\":3");
    free(request);
  }
  expect(copy, "erase", "{\"v\": 1, \"person\": \"p-1\", " BY "}", "\"events\":3,\"sequence\":4");
  expect(copy, "persons", "{\"v\": 1}", "\"persons\":[]");
  expect(copy, "verify", "{\"v\": 1}", "\"tombstones\":3");
  refuse(copy, "erase", "{\"v\": 1, \"person\": \"p-1\", " BY "}", CELIAN_STATUS_UNKNOWN_ID,
         "/person");
  refuse(copy, "backup", "{\"v\": 1, \"path\": \"" PATH ".copy\"}", CELIAN_STATUS_UNSUPPORTED, "");
  celian_store_close(copy);
  celian_bytes_free(&lines);
}

static void opening(void) {
  celian_store* store = NULL;
  reset();
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_store_open(PATH, NULL, NULL, &error));
  CHECK_STATUS(CELIAN_STATUS_IO,
               celian_store_open(PATH, NULL, &store, &error)); /* there is none yet */
  CHECK(store == NULL);
  CHECK_STATUS(CELIAN_STATUS_SCHEMA,
               celian_store_open(PATH, "{\"mode\": \"wish\"}", &store, &error));
  CHECK_TEXT("/mode", error.pointer);
  CHECK_STATUS(CELIAN_STATUS_SCHEMA,
               celian_store_open(PATH, "{\"key\": \"secret\"}", &store, &error));
  CHECK_TEXT("/key", error.pointer);
  CHECK(strstr(error.message, "secret") == NULL); /* no message carries a key */
}

static void keys(void) {
  celian_store* store = NULL;
  reset();
  CHECK_STATUS(CELIAN_STATUS_CONFLICT,
               celian_store_open(PATH, "{\"key\": \"" OTHER_KEY "\"}", &store, &error));
  CHECK_CONTAINS(error.message, "wrong key");
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_store_open(PATH, NULL, &store, &error));
  CHECK(store == NULL);
  CHECK_STATUS(
      CELIAN_STATUS_OK,
      celian_store_open(PATH, "{\"mode\": \"read_only\", \"key\": \"" KEY "\"}", &store, &error));
  expect(store, "history", "{\"v\": 1, \"person\": \"p-1\"}", "\"value\":24.1");
  refuse(store, "erase", "{\"v\": 1, \"person\": \"p-1\", " BY "}", CELIAN_STATUS_IO, "");
  celian_store_close(store);
}

int main(void) {
  celian_store* store = NULL;
  celian_status status;
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_store_call(NULL, "persons", "{}", 2, NULL, NULL));
  celian_store_close(NULL);
  remove_file();
  reset();
  status = celian_store_open(NULL, NULL, &store, &error);
  if (status == CELIAN_STATUS_UNSUPPORTED) {
    CHECK_CONTAINS(error.message, "without the store");
    CHECK(store == NULL);
    printf("built without the store\n");
    return REPORT();
  }
  CHECK_STATUS(CELIAN_STATUS_OK, status);
  celian_store_close(store);
  opening();
  CHECK_STATUS(
      CELIAN_STATUS_OK,
      celian_store_open(PATH, "{\"mode\": \"create\", \"key\": \"" KEY "\"}", &store, &error));
  if (store != NULL) {
    fill(store);
    read_back(store);
    wrong_requests(store);
    copy_and_erase(store);
    celian_store_close(store);
    keys();
  }
  remove_file();
  return REPORT();
}
