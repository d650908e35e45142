/* One value at a time. Expected points: the worked examples of the standards' files. */
#include <math.h>

#include "check.h"

struct value_case {
  const char *standard, *test;
  int32_t sex, age_months;
  const char* grade;
  double values[2];
  size_t count;
  celian_outcome outcome;
  double points;
  const char* item_class;
};

static celian_engine* engine = NULL;

static void table(void) {
  static const struct value_case cases[] = {
      /* National physique standard 2003, older people, grip of men of 60-64 years. */
      {"cn.gas.physique.older@2003",
       "grip_strength",
       1,
       62 * 12,
       NULL,
       {21.4, 0},
       1,
       CELIAN_OUTCOME_NO_SCORE,
       0,
       ""},
      {"cn.gas.physique.older@2003",
       "grip_strength",
       1,
       62 * 12,
       NULL,
       {21.5, 0},
       1,
       CELIAN_OUTCOME_SCORED,
       1,
       ""},
      {"cn.gas.physique.older@2003",
       "grip_strength",
       1,
       62 * 12,
       NULL,
       {27.0, 0},
       1,
       CELIAN_OUTCOME_SCORED,
       2,
       ""},
      {"cn.gas.physique.older@2003",
       "grip_strength",
       1,
       62 * 12,
       NULL,
       {47.5, 0},
       1,
       CELIAN_OUTCOME_SCORED,
       4,
       ""},
      {"cn.gas.physique.older@2003",
       "grip_strength",
       1,
       70 * 12,
       NULL,
       {30, 0},
       1,
       CELIAN_OUTCOME_OUTSIDE_POPULATION,
       0,
       ""},
      {"cn.gas.physique.older@2003",
       "grip_strength",
       0,
       62 * 12,
       NULL,
       {30, 0},
       1,
       CELIAN_OUTCOME_MISSING_VALUE,
       0,
       ""},
      {"cn.gas.physique.older@2003",
       "grip_strength",
       1,
       CELIAN_UNKNOWN,
       NULL,
       {30, 0},
       1,
       CELIAN_OUTCOME_MISSING_VALUE,
       0,
       ""},
      {"cn.gas.physique.older@2003",
       "grip_strength",
       1,
       62 * 12,
       NULL,
       {30, 0},
       2,
       CELIAN_OUTCOME_MISSING_VALUE,
       0,
       ""},
      /* National student standard 2014, body mass index of boys of the first grade: as index, and
         as height and weight. */
      {"cn.moe.student-fitness@2014",
       "bmi",
       1,
       CELIAN_UNKNOWN,
       "primary_1",
       {18.14, 0},
       1,
       CELIAN_OUTCOME_SCORED,
       100,
       "normal"},
      {"cn.moe.student-fitness@2014",
       "bmi",
       1,
       CELIAN_UNKNOWN,
       "primary_1",
       {18.15, 0},
       1,
       CELIAN_OUTCOME_SCORED,
       80,
       "overweight"},
      {"cn.moe.student-fitness@2014",
       "bmi",
       1,
       CELIAN_UNKNOWN,
       "primary_1",
       {120, 26.1},
       2,
       CELIAN_OUTCOME_SCORED,
       100,
       "normal"},
      {"cn.moe.student-fitness@2014",
       "bmi",
       1,
       CELIAN_UNKNOWN,
       NULL,
       {18.14, 0},
       1,
       CELIAN_OUTCOME_MISSING_VALUE,
       0,
       ""},
      /* Height for weight needs both. */
      {"cn.gas.physique.adult@2003",
       "height_for_weight",
       2,
       30 * 12,
       NULL,
       {52, 0},
       1,
       CELIAN_OUTCOME_MISSING_VALUE,
       0,
       ""},
  };
  size_t i;
  for (i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    const struct value_case* c = &cases[i];
    celian_error error = {sizeof error, CELIAN_STATUS_OK, "", ""};
    celian_subject who = {sizeof who, CELIAN_SEX_UNKNOWN, CELIAN_UNKNOWN, CELIAN_UNKNOWN};
    celian_score score;
    celian_scorer* scorer = NULL;
    int before = failures;

    CHECK_STATUS(CELIAN_STATUS_OK,
                 celian_scorer_create(engine, c->standard, c->test, &scorer, &error));
    who.sex = c->sex;
    who.age_months = c->age_months;
    who.school_grade = celian_scorer_school_grade(scorer, c->grade);
    score.struct_size = sizeof score;
    CHECK_STATUS(CELIAN_STATUS_OK, celian_scorer_eval(scorer, &who, c->values, c->count, &score));
    CHECK_TEXT(celian_outcome_name(c->outcome), celian_outcome_name(score.outcome));
    CHECK(fabs(score.points - c->points) < 1e-12);
    CHECK_TEXT(c->item_class, celian_scorer_class_name(scorer, score.item_class));
    if (failures != before)
      printf("  in case %d: %s %s %g %s\n", (int)i, c->standard, c->test, c->values[0],
             error.message);
    celian_scorer_destroy(scorer);
  }
}

/* Two transcriptions of the 2003 preschool standard disagree on this bound: 1 point, or no score.
 */
static void undetermined(void) {
  celian_scorer* scorer = NULL;
  celian_subject who = {sizeof who, CELIAN_SEX_FEMALE, 66, CELIAN_UNKNOWN};
  celian_score score;
  double seconds = 10.3;
  score.struct_size = sizeof score;
  CHECK_STATUS(CELIAN_STATUS_OK, celian_scorer_create(engine, "cn.gas.physique.preschool@2003",
                                                      "shuttle_run_10m", &scorer, NULL));
  CHECK_STATUS(CELIAN_STATUS_OK, celian_scorer_eval(scorer, &who, &seconds, 1, &score));
  CHECK(score.outcome == CELIAN_OUTCOME_UNDETERMINED);
  CHECK(score.may_be_no_score == 1);
  CHECK(score.candidate_count == 1 && score.candidates[0] == 1);
  celian_scorer_destroy(scorer);
}

static void refused(void) {
  celian_scorer* scorer = NULL;
  celian_error error = {sizeof error, CELIAN_STATUS_OK, "", ""};
  CHECK_STATUS(CELIAN_STATUS_UNKNOWN_ID,
               celian_scorer_create(engine, "cn.nothing", "grip_strength", &scorer, &error));
  CHECK_STATUS(CELIAN_STATUS_UNKNOWN_ID, celian_scorer_create(engine, "cn.gas.physique.older@2003",
                                                              "run_50m", &scorer, &error));
  CHECK_CONTAINS(error.message, "run_50m");
  CHECK_STATUS(CELIAN_STATUS_UNSUPPORTED, celian_scorer_create(engine, "cn.gas.physique.older@2023",
                                                               "grip_strength", &scorer, &error));
  CHECK(scorer == NULL);
  celian_scorer_destroy(NULL);
}

/* A scorer keeps alive what it needs; wrong arguments change nothing. */
static void outlives_the_engine(void) {
  celian_engine* own = NULL;
  celian_scorer* scorer = NULL;
  celian_subject who = {sizeof who, CELIAN_SEX_MALE, 62 * 12, CELIAN_UNKNOWN};
  celian_score score;
  double kg = 30, nothing = NAN;
  score.struct_size = sizeof score;
  CHECK_STATUS(CELIAN_STATUS_OK, celian_engine_create(NULL, &own, NULL));
  CHECK_STATUS(CELIAN_STATUS_OK, celian_scorer_create(own, "cn.gas.physique.older@2003",
                                                      "grip_strength", &scorer, NULL));
  celian_engine_destroy(own);
  CHECK_STATUS(CELIAN_STATUS_OK, celian_scorer_eval(scorer, &who, &kg, 1, &score));
  CHECK(score.outcome == CELIAN_OUTCOME_SCORED && score.points == 2);
  CHECK_STATUS(CELIAN_STATUS_OK, celian_scorer_eval(scorer, &who, &nothing, 1, &score));
  CHECK(score.outcome == CELIAN_OUTCOME_MISSING_VALUE);
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_scorer_eval(NULL, &who, &kg, 1, &score));
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_scorer_eval(scorer, NULL, &kg, 1, &score));
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_scorer_eval(scorer, &who, NULL, 1, &score));
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_scorer_eval(scorer, &who, &kg, 1, NULL));
  who.sex = 9;
  CHECK_STATUS(CELIAN_STATUS_ARGUMENT, celian_scorer_eval(scorer, &who, &kg, 1, &score));
  CHECK(celian_scorer_school_grade(NULL, "primary_1") == CELIAN_UNKNOWN);
  CHECK(celian_scorer_school_grade(scorer, "primary_1") == CELIAN_UNKNOWN);
  CHECK_TEXT("", celian_scorer_class_name(NULL, 0));
  CHECK_TEXT("", celian_scorer_class_name(scorer, 1000));
  celian_scorer_destroy(scorer);
}

int main(void) {
  CHECK_STATUS(CELIAN_STATUS_OK, celian_engine_create(NULL, &engine, NULL));
  table();
  undetermined();
  refused();
  outlives_the_engine();
  celian_engine_destroy(engine);
  return REPORT();
}
