/* The whole loop in C: check, score, screen, prescribe, then three weeks later progress, and a
   report for the person. Every step is one celian_call; a program needs no JSON library to hand the
   result of one step to the next. */
#include <celian/celian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Everything that is known about this person but the date: the head of every request. */
static const char person[] =
    "\"person\": {\"id\": \"p-7\", \"birth_date\": \"1964-06-09\", \"sex\": \"male\", "
    "\"occupation\": \"retired\"},"
    "\"health\": {\"asked_on\": {\"conditions\": \"2026-11-21\", \"medications\": \"2026-11-21\", "
    "\"symptoms\": \"%s\"},"
    "  \"conditions\": [], \"medications\": [], \"symptoms\": [],"
    "  \"activity\": {\"regular_3_months\": true, \"usual_intensity\": \"moderate\", "
    "\"sessions_week\": 3, \"minutes_per_session\": 30},"
    "  \"falls\": {\"count_12_months\": 0}, \"function\": {\"adl\": \"independent\", \"aid\": "
    "\"none\"}},"
    "\"goals\": [{\"code\": \"endurance\"}],"
    "\"resources\": {\"days_per_week\": 3, \"minutes_per_session\": 40, \"equipment\": [\"chair\", "
    "\"elastic_band\"], \"place\": [\"home\", \"park\"]},"
    "\"consent\": {\"id\": \"c-7\", \"covers\": [\"test\", \"exercise\", \"data\"]},"
    "\"measurements\": ["
    "  {\"test\": \"height\", \"value\": 169, \"date\": \"2026-11-21\"}, {\"test\": \"weight\", "
    "\"value\": 68.2, \"date\": \"2026-11-21\"},"
    "  {\"test\": \"bp_systolic\", \"value\": 126, \"date\": \"%s\"}, {\"test\": \"bp_diastolic\", "
    "\"value\": 78, \"date\": \"%s\"},"
    "  {\"test\": \"resting_heart_rate\", \"value\": 66, \"date\": \"%s\"}, {\"test\": "
    "\"grip_strength\", \"value\": \"36.5 kg\", \"date\": \"2026-11-21\"},"
    "  {\"test\": \"sit_and_reach\", \"value\": 3.1, \"date\": \"2026-11-21\"}]";

static celian_engine* engine = NULL;

/* The request of a day: {"v": 1, "as_of": …, the person, and `rest`, which begins with a comma or
 * is empty}. */
static char* request(const char* day, const char* rest) {
  const size_t size = sizeof person + strlen(rest) + 128;
  char* out = malloc(size);
  size_t used;
  if (out == NULL) exit(1);
  used = (size_t)snprintf(out, size, "{\"v\": 1, \"as_of\": \"%s\", ", day);
  used += (size_t)snprintf(out + used, size - used, person, day, day, day, day);
  snprintf(out + used, size - used, "%s}", rest);
  return out;
}

static celian_bytes call(const char* operation, char* json) {
  celian_bytes result = {NULL, 0};
  celian_error error = {sizeof error, CELIAN_STATUS_OK, "", ""};
  if (celian_call(engine, operation, json, strlen(json), &result, &error) != CELIAN_STATUS_OK) {
    fprintf(stderr, "%s: %s at '%s': %s\n", operation, celian_status_name(error.status),
            error.pointer, error.message);
    exit(1);
  }
  free(json);
  return result;
}

/* The text of the next string field `name` after `from`, copied to `out`; the place after it, or
 * NULL. */
static const char* next_text(const char* from, const char* name, char* out, size_t size) {
  char key[64];
  size_t n;
  snprintf(key, sizeof key, "\"%s\":\"", name);
  from = from == NULL ? NULL : strstr(from, key);
  if (from == NULL) return NULL;
  from += strlen(key);
  n = strcspn(from, "\"");
  snprintf(out, size, "%.*s", (int)n, from);
  return from + n;
}

static void show(const char* operation, const celian_bytes* result, const char* field) {
  char text[256];
  printf("%-16s %s: %s\n", operation, field,
         next_text(result->data, field, text, sizeof text) == NULL ? "-" : text);
}

/* Prints a JSON string as text: the report is one string. */
static void print_document(const char* json) {
  const char* at = strstr(json, "\"document\":\"");
  if (at == NULL) return;
  for (at += strlen("\"document\":\""); *at != '\0' && *at != '"'; ++at) {
    if (*at != '\\') {
      putchar(*at);
    } else if (*++at == 'n') {
      putchar('\n');
    } else {
      putchar(*at);
    }
  }
}

/* What he did of the first three weeks of the plan: all but the second session, 35 minutes each,
 * rated 4 of 10. */
static char* logged_sessions(const char* plan) {
  const size_t size = 4096;
  char* out = malloc(size);
  char day[16];
  const char* at = plan;
  size_t used;
  int n = 0;
  if (out == NULL) exit(1);
  used = (size_t)snprintf(out, size, ", \"sessions\": [");
  while ((at = next_text(at, "date", day, sizeof day)) != NULL && strcmp(day, "2026-12-12") < 0) {
    if (strcmp(day, "2026-11-21") <= 0 || ++n == 2) continue;
    used += (size_t)snprintf(
        out + used, size - used,
        "%s{\"date\": \"%s\", \"status\": \"done\", \"minutes\": 35, \"rpe_cr10\": 4}",
        n > 1 ? ", " : "", day);
  }
  snprintf(out + used, size - used, "]");
  return out;
}

int main(void) {
  celian_bytes checked, scored, screened, prescribed, progressed, looped, report;
  char *sessions, *rest;
  size_t size;

  if (celian_engine_create(NULL, &engine, NULL) != CELIAN_STATUS_OK) return 1;

  checked = call("measure.check", request("2026-11-21", ""));
  show("measure.check", &checked, "test");
  scored =
      call("assess.score", request("2026-11-21", ", \"standard\": \"cn.gas.physique.older@2003\""));
  show("assess.score", &scored, "standard");
  show("assess.score", &scored, "outcome");
  screened = call("assess.screen", request("2026-11-21", ""));
  show("assess.screen", &screened, "triage");
  show("assess.screen", &screened, "decision");
  prescribed = call("guide.prescribe", request("2026-11-21", ", \"weeks\": 4"));
  show("guide.prescribe", &prescribed, "class");
  show("guide.prescribe", &prescribed, "start");
  show("guide.prescribe", &prescribed, "valid_until");

  /* Three weeks later. The result of guide.prescribe goes back as it is. */
  sessions = logged_sessions(strstr(prescribed.data, "\"plan\":"));
  size = prescribed.size + strlen(sessions) + 64;
  rest = malloc(size);
  if (rest == NULL) return 1;
  snprintf(rest, size, ", \"prescription\": %s%s", prescribed.data, sessions);
  progressed = call("train.progress", request("2026-12-12", rest));
  show("train.progress", &progressed, "do");
  looped = call("loop.run", request("2026-12-12", rest));
  show("loop.run", &looped, "start");

  size = looped.size + 256;
  free(rest);
  rest = malloc(size);
  if (rest == NULL) return 1;
  snprintf(
      rest, size,
      "{\"v\": 1, \"result\": %s, \"kind\": \"person\", \"format\": \"text\", \"locale\": \"en\"}",
      looped.data);
  report = call("report.render", rest);
  printf("\n");
  print_document(report.data);

  free(sessions);
  celian_bytes_free(&checked);
  celian_bytes_free(&scored);
  celian_bytes_free(&screened);
  celian_bytes_free(&prescribed);
  celian_bytes_free(&progressed);
  celian_bytes_free(&looped);
  celian_bytes_free(&report);
  celian_engine_destroy(engine);
  return 0;
}
