/* struct_size: callers compiled with an older, shorter header and with a newer, longer one. */
#include <stddef.h>

#include "check.h"

static celian_engine* engine = NULL;

static void options_of_any_size(void) {
  /* As a header of tomorrow could have it. */
  struct tomorrow {
    celian_engine_options today;
    const char* new_field;
  } longer;
  celian_engine_options options;
  celian_engine* made = NULL;

  memset(&options, 0, sizeof options);
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT,
               celian_engine_create(&options, &made, NULL)); /* struct_size not set */
  CHECK(made == NULL);

  options.struct_size =
      offsetof(celian_engine_options, pack_size); /* knows no pack: nothing behind it is read */
  options.pack_size = 12345;
  CHECK_STATUS(CELIAN_STATUS_OK, celian_engine_create(&options, &made, NULL));
  celian_engine_destroy(made);

  memset(&longer, 0, sizeof longer);
  longer.today.struct_size = sizeof longer;
  CHECK_STATUS(CELIAN_STATUS_OK, celian_engine_create(&longer.today, &made, NULL));
  celian_engine_destroy(made);
  longer.new_field = "a wish that this library cannot honour";
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_engine_create(&longer.today, &made, NULL));
  CHECK(made == NULL);
}

static void errors_of_any_size(void) {
  struct {
    celian_error error;
    char guard[8];
  } room;
  celian_bytes bytes = {NULL, 0};

  memset(&room, '#', sizeof room);
  room.error.struct_size = 0;
  CHECK_STATUS(CELIAN_STATUS_SYNTAX,
               celian_call(engine, "catalog.list", "x", 1, &bytes, &room.error));
  CHECK(room.error.message[0] == '#');

  memset(&room, '#', sizeof room);
  room.error.struct_size = offsetof(celian_error, message); /* a header without message */
  CHECK_STATUS(CELIAN_STATUS_SYNTAX,
               celian_call(engine, "catalog.list", "x", 1, &bytes, &room.error));
  CHECK(room.error.status == CELIAN_STATUS_SYNTAX);
  CHECK(room.error.struct_size == offsetof(celian_error, message));
  CHECK(room.error.message[0] == '#');

  memset(&room, '#', sizeof room);
  room.error.struct_size = sizeof room; /* a longer one */
  CHECK_STATUS(CELIAN_STATUS_SYNTAX,
               celian_call(engine, "catalog.list", "x", 1, &bytes, &room.error));
  CHECK(room.error.struct_size == sizeof room);
  CHECK(strlen(room.error.message) > 0);
  CHECK(room.guard[0] == '#' && room.guard[7] == '#');
}

static void scores_of_any_size(void) {
  celian_scorer* scorer = NULL;
  celian_subject who = {sizeof who, CELIAN_SEX_MALE, 62 * 12, 5};
  celian_score score;
  double kg = 30;

  CHECK_STATUS(CELIAN_STATUS_OK, celian_scorer_create(engine, "cn.gas.physique.older@2003",
                                                      "grip_strength", &scorer, NULL));
  memset(&score, '#', sizeof score);
  score.struct_size = 0;
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_scorer_eval(scorer, &who, &kg, 1, &score));

  score.struct_size = offsetof(celian_score, may_be_no_score); /* outcome, class and points only */
  CHECK_STATUS(CELIAN_STATUS_OK, celian_scorer_eval(scorer, &who, &kg, 1, &score));
  CHECK(score.outcome == CELIAN_OUTCOME_SCORED && score.points == 2);
  CHECK(score.may_be_no_score == 0x23232323);

  who.struct_size = offsetof(celian_subject, school_grade); /* knows no grades */
  CHECK_STATUS(CELIAN_STATUS_OK, celian_scorer_eval(scorer, &who, &kg, 1, &score));
  CHECK(score.outcome == CELIAN_OUTCOME_SCORED);
  who.struct_size = offsetof(celian_subject, age_months);
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_scorer_eval(scorer, &who, &kg, 1, &score));
  celian_scorer_destroy(scorer);
}

int main(void) {
  CHECK_STATUS(CELIAN_STATUS_OK, celian_engine_create(NULL, &engine, NULL));
  options_of_any_size();
  errors_of_any_size();
  scores_of_any_size();
  celian_engine_destroy(engine);
  return REPORT();
}
