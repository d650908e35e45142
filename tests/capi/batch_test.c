/* Columns, from C99, with structs made by hand: what comes out, who owns it, what is refused. */
#include <celian/arrow_abi.h>

#include "check.h"

static void keep_schema(struct ArrowSchema* s) { s->release = NULL; }
static void keep_array(struct ArrowArray* a) { a->release = NULL; }

#define ROWS 4
#define COLUMNS 4

/* Four pupils of junior 2: 8.9f s is no exact number, the second did not run, the third has no sex,
 * the fourth is in no grade. */
static const int8_t sex[] = {2, 1, 0, 2};
static const int8_t grade[] = {8, 8, 8, 99};
static const float run[] = {8.9f, 1.0f, 8.9f, 8.9f};
static const uint8_t run_valid[] = {0x0d};
static const int64_t id[] = {11, 12, 13, 14};
static const void* buffers[COLUMNS][2] = {{NULL, sex}, {NULL, grade}, {run_valid, run}, {NULL, id}};
static const char* names[COLUMNS] = {"sex", "school_grade", "run_50m", "id"};
static const char* formats[COLUMNS] = {"c", "c", "f", "l"};

struct table {
  struct ArrowSchema schema, child_schemas[COLUMNS], *schema_pointers[COLUMNS];
  struct ArrowArray array, child_arrays[COLUMNS], *array_pointers[COLUMNS];
  const void* no_buffer[1];
};

static void fill(struct table* t) {
  int i;
  memset(t, 0, sizeof *t);
  for (i = 0; i < COLUMNS; ++i) {
    t->child_schemas[i].format = formats[i];
    t->child_schemas[i].name = names[i];
    t->child_schemas[i].flags = ARROW_FLAG_NULLABLE;
    t->child_schemas[i].release = keep_schema;
    t->schema_pointers[i] = &t->child_schemas[i];
    t->child_arrays[i].length = ROWS;
    t->child_arrays[i].null_count = buffers[i][0] == NULL ? 0 : -1;
    t->child_arrays[i].n_buffers = 2;
    t->child_arrays[i].buffers = buffers[i];
    t->child_arrays[i].release = keep_array;
    t->array_pointers[i] = &t->child_arrays[i];
  }
  t->schema.format = "+s";
  t->schema.n_children = COLUMNS;
  t->schema.children = t->schema_pointers;
  t->schema.release = keep_schema;
  t->array.length = ROWS;
  t->array.n_buffers = 1;
  t->array.buffers = t->no_buffer;
  t->array.n_children = COLUMNS;
  t->array.children = t->array_pointers;
  t->array.release = keep_array;
}

static int column(const struct ArrowSchema* schema, const char* name) {
  int i;
  for (i = 0; i < schema->n_children; ++i) {
    if (strcmp(schema->children[i]->name, name) == 0) return i;
  }
  printf("no column %s\n", name);
  ++failures;
  return 0;
}

static void refused(const celian_engine* engine, struct table* t, const char* options,
                    celian_status expected, const char* says) {
  struct ArrowSchema schema;
  struct ArrowArray array;
  celian_error error = {sizeof error, CELIAN_STATUS_OK, "", ""};
  CHECK_STATUS(expected,
               celian_score_batch(engine, options, &t->schema, &t->array, &schema, &array, &error));
  CHECK_CONTAINS(error.message, says);
  CHECK(schema.release == NULL);
  CHECK(array.release == NULL);
  CHECK(t->schema.release == keep_schema);
  CHECK(t->array.release == keep_array);
}

int main(void) {
  static const char options[] =
      "{\"standard\": \"cn.moe.student-fitness@2014\", \"passthrough\": [\"id\"], \"threads\": 2}";
  celian_engine* engine = NULL;
  celian_scorer* scorer = NULL;
  celian_subject girl = {sizeof girl, CELIAN_SEX_FEMALE, CELIAN_UNKNOWN, 8};
  celian_score score;
  double seconds = (double)8.9f;
  struct table t;
  struct ArrowSchema schema;
  struct ArrowArray array, points;
  celian_error error = {sizeof error, CELIAN_STATUS_OK, "", ""};
  const uint8_t* outcome;

  CHECK_STATUS(CELIAN_STATUS_OK, celian_engine_create(NULL, &engine, NULL));
  CHECK_STATUS(CELIAN_STATUS_OK, celian_scorer_create(engine, "cn.moe.student-fitness@2014",
                                                      "run_50m", &scorer, NULL));
  score.struct_size = sizeof score;
  CHECK_STATUS(CELIAN_STATUS_OK, celian_scorer_eval(scorer, &girl, &seconds, 1, &score));
  CHECK(score.outcome == CELIAN_OUTCOME_SCORED);

  fill(&t);
  CHECK_STATUS(CELIAN_STATUS_OK,
               celian_score_batch(engine, options, &t.schema, &t.array, &schema, &array, &error));
  CHECK_TEXT("", error.message);
  if (failures != 0) return REPORT();
  CHECK(array.length == ROWS);
  CHECK(((const int64_t*)array.children[column(&schema, "id")]->buffers[1])[3] == 14);
  outcome = array.children[column(&schema, "run_50m.outcome")]->buffers[1];
  CHECK(outcome[0] == CELIAN_OUTCOME_SCORED);
  CHECK(outcome[1] == CELIAN_OUTCOME_MISSING_VALUE);
  CHECK(outcome[2] == CELIAN_OUTCOME_MISSING_VALUE);
  CHECK(outcome[3] == CELIAN_OUTCOME_OUTSIDE_POPULATION);
  outcome = array.children[column(&schema, "outcome")]->buffers[1];
  CHECK(outcome[0] == 1 && outcome[1] == 1 && outcome[2] == 1 && outcome[3] == 3);

  /* A child that is moved out outlives its parent. */
  points = *array.children[column(&schema, "run_50m.points")];
  array.children[column(&schema, "run_50m.points")]->release = NULL;
  array.release(&array);
  schema.release(&schema);
  CHECK(array.release == NULL);
  CHECK(points.null_count == 3);
  CHECK(((const uint8_t*)points.buffers[0])[0] == 1);
  CHECK((double)((const float*)points.buffers[1])[0] == score.points);
  points.release(&points);
  /* The input is still the caller's. */
  CHECK(t.array.release == keep_array && t.child_arrays[2].release == keep_array);

  refused(engine, &t, "{\"standard\": \"cn.moe.student-fitness@2014\"}", CELIAN_STATUS_SCHEMA,
          "\"id\"");
  refused(engine, &t, "{\"standard\": \"no.such\"}", CELIAN_STATUS_UNKNOWN_ID, "no.such");
  refused(engine, &t, "{\"standard\": \"auto\"}", CELIAN_STATUS_UNSUPPORTED, "auto");
  refused(engine, &t, "{\"standard\": ", CELIAN_STATUS_SYNTAX, "");
  refused(engine, &t, "{\"standard\": \"x\", \"thread\": 2}", CELIAN_STATUS_SCHEMA, "thread");
  refused(engine, &t, "{\"standard\": \"cn.moe.student-fitness@2014\", \"threads\": -1}",
          CELIAN_STATUS_RANGE, "");
  t.child_schemas[2].format = "u";
  refused(engine, &t, options, CELIAN_STATUS_ARGUMENT, "run_50m");
  fill(&t);
  t.child_arrays[2].length = 3;
  refused(engine, &t, options, CELIAN_STATUS_ARGUMENT, "run_50m");
  fill(&t);
  t.array.release = NULL;
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT,
               celian_score_batch(engine, options, &t.schema, &t.array, &schema, &array, NULL));
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT,
               celian_score_batch(engine, options, NULL, &t.array, &schema, &array, NULL));
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT,
               celian_score_batch(engine, options, &t.schema, &t.array, NULL, &array, NULL));

  celian_scorer_destroy(scorer);
  celian_engine_destroy(engine);
  return REPORT();
}
