/* Engines, versions, packs, one call. */
#include "check.h"

static const char question[] =
    "{\"v\": 1, \"formula\": \"hrmax.tanaka\", \"inputs\": {\"age_years\": 65}}";

static void versions(void) {
  CHECK(celian_abi_version() == 1);
  CHECK(strchr(celian_version(), '.') != NULL);
  CHECK_TEXT("", celian_data_version(NULL));
}

static void create_and_call(void) {
  celian_engine* engine = NULL;
  celian_bytes first = {NULL, 0}, second = {NULL, 0};
  celian_error error = {sizeof error, CELIAN_STATUS_OK, "", ""};

  CHECK_STATUS(CELIAN_STATUS_OK, celian_engine_create(NULL, &engine, &error));
  CHECK(engine != NULL);
  CHECK(strlen(celian_data_version(engine)) > 0);
  CHECK_STATUS(CELIAN_STATUS_OK,
               celian_call(engine, "measure.formula", question, strlen(question), &first, &error));
  CHECK(first.data != NULL && first.size == strlen(first.data));
  CHECK_CONTAINS(first.data, "\"value\":162.5"); /* 208 - 0.7 * 65, Tanaka 2001 */
  CHECK_STATUS(CELIAN_STATUS_OK,
               celian_call(engine, "measure.formula", question, strlen(question), &second, NULL));
  CHECK(second.size == first.size && memcmp(first.data, second.data, first.size) == 0);
  celian_bytes_free(&first);
  CHECK(first.data == NULL && first.size == 0);
  celian_bytes_free(&first);
  celian_bytes_free(&second);
  celian_bytes_free(NULL);
  celian_engine_destroy(engine);
  celian_engine_destroy(NULL);
}

/* The request need not end with NUL. */
static void request_without_nul(void) {
  char request[sizeof question + 8];
  celian_engine* engine = NULL;
  celian_bytes bytes = {NULL, 0};
  memset(request, '}', sizeof request);
  memcpy(request, question, strlen(question));
  CHECK_STATUS(CELIAN_STATUS_OK, celian_engine_create(NULL, &engine, NULL));
  CHECK_STATUS(CELIAN_STATUS_OK,
               celian_call(engine, "measure.formula", request, strlen(question), &bytes, NULL));
  celian_bytes_free(&bytes);
  celian_engine_destroy(engine);
}

static void packs(void) {
  static const char pack[] =
      "{\"kind\": \"pack\", \"id\": \"test-pack\", \"version\": \"3\", \"files\": "
      "{\"sources/of_pack.json\": {\"kind\": \"source\","
      " \"format\": 1, \"id\": \"src.of_pack\", \"title\": \"A source of a pack\", \"authors\": "
      "null, \"publisher\": null,"
      " \"year\": 2026, \"number\": null, \"doi\": null, \"address\": null, \"language\": \"en\", "
      "\"type\": \"book\","
      " \"read\": \"full_text\", \"licence\": \"own\", \"redistribution\": true, \"notes\": "
      "\"\"}}}";
  static const char broken[] =
      "{\"kind\": \"pack\", \"id\": \"broken\", \"version\": \"1\", \"files\": {\"tests/x.json\": "
      "3}}";
  static const char cite[] = "{\"v\": 1, \"id\": \"src.of_pack\"}";
  celian_engine_options options = {sizeof options, NULL, 0};
  celian_engine* engine = NULL;
  celian_bytes bytes = {NULL, 0};
  celian_error error = {sizeof error, CELIAN_STATUS_OK, "", ""};

  options.pack_json = pack;
  options.pack_size = strlen(pack);
  CHECK_STATUS(CELIAN_STATUS_OK, celian_engine_create(&options, &engine, &error));
  if (error.status != CELIAN_STATUS_OK) printf("%s: %s\n", error.pointer, error.message);
  if (engine != NULL) {
    CHECK_CONTAINS(celian_data_version(engine), "+test-pack@3");
    CHECK_STATUS(CELIAN_STATUS_OK,
                 celian_call(engine, "catalog.cite", cite, strlen(cite), &bytes, &error));
    if (bytes.data != NULL) CHECK_CONTAINS(bytes.data, "A source of a pack");
    celian_bytes_free(&bytes);
    celian_engine_destroy(engine);
  }

  options.pack_json = broken;
  options.pack_size = strlen(broken);
  CHECK_STATUS(CELIAN_STATUS_PACK, celian_engine_create(&options, &engine, &error));
  CHECK(engine == NULL);
  CHECK(error.status == CELIAN_STATUS_PACK && strlen(error.message) > 0);
}

int main(void) {
  versions();
  create_and_call();
  request_without_nul();
  packs();
  return REPORT();
}
