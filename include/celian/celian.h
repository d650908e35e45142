/**
 * @file
 * celian in C: fitness assessment and exercise prescription. One header, C99 or C++, no other
 * dependency.
 *
 * Levels:
 *  - celian_call(): every operation of the engine, JSON in and JSON out (docs/api.md). A new
 * feature is a new operation.
 *  - celian_scorer: one value against one table of a standard, bound once, without JSON and without
 * allocation.
 *  - celian_score_batch(): whole columns against one standard, in and out through the Arrow C data
 * interface.
 *  - celian_store: the record of people, where the library was built with it (docs/store.md).
 *
 * Rules that hold for every function:
 *  - Nothing prints, nothing reads the clock, the locale, the environment or the network, and no
 * C++ exception comes out.
 *  - Text is UTF-8. A returned `const char*` is borrowed and lives as said at the function.
 *  - What is created here is destroyed here: each `celian_…_create` has its `celian_…_destroy`, and
 * bytes that a call hands out are freed with celian_bytes_free(). Destroying NULL does nothing.
 *  - A function that can fail returns a celian_status. Details go to a celian_error of the caller,
 * which may be NULL. On failure nothing is left to free and out-parameters are NULL or empty.
 *  - "No", "unknown" and "see a doctor" are answers, not errors: they come with CELIAN_STATUS_OK.
 *  - Structs begin with `struct_size`, which the caller sets to `sizeof`. They grow at the end
 * only: a library that is newer or older than the header the caller was compiled with works with
 * what both know.
 *  - Engines and scorers are immutable: any number of threads may use one at the same time.
 * A store is for one thread at a time. Destroying one while another thread is inside a call on it is the caller's mistake.
 *
 * ABI: within one celian_abi_version() no function goes, changes its meaning or its parameters.
 *
 * Example, complete:
 * @code
 *   celian_engine* engine = NULL;
 *   celian_bytes answer = {NULL, 0};
 *   celian_error error = {sizeof error, CELIAN_STATUS_OK, "", ""};
 *   const char* question = "{\"v\": 1, \"formula\": \"hrmax.tanaka\", \"inputs\": {\"age_years\":
 * 65}}"; if (celian_engine_create(NULL, &engine, &error) == CELIAN_STATUS_OK && celian_call(engine,
 * "measure.formula", question, strlen(question), &answer, &error) == CELIAN_STATUS_OK) {
 *     printf("%s\n", answer.data);
 *   } else {
 *     printf("%s at %s: %s\n", celian_status_name(error.status), error.pointer, error.message);
 *   }
 *   celian_bytes_free(&answer);
 *   celian_engine_destroy(engine);
 * @endcode
 */
#ifndef CELIAN_CELIAN_H_
#define CELIAN_CELIAN_H_

#include <limits.h>
#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#if defined(CELIAN_BUILDING_C)
#define CELIAN_API __declspec(dllexport)
#else
#define CELIAN_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define CELIAN_API __attribute__((visibility("default")))
#else
#define CELIAN_API
#endif

#if defined(__cplusplus)
#define CELIAN_NOEXCEPT noexcept
extern "C" {
#else
#define CELIAN_NOEXCEPT
#endif

/* --- Errors --- */

/** What became of a call. The numbers never change. */
typedef enum celian_status {
  CELIAN_STATUS_OK = 0,
  CELIAN_STATUS_ARGUMENT = 1, /**< a parameter that no caller may pass, such as NULL */
  CELIAN_STATUS_SYNTAX = 2,   /**< text that is no JSON, no date, no number */
  CELIAN_STATUS_SCHEMA =
      3, /**< JSON of the wrong shape: a field missing, unknown or of the wrong type */
  CELIAN_STATUS_UNKNOWN_ID = 4, /**< a standard, test, operation … that the catalog does not have */
  CELIAN_STATUS_UNIT = 5,       /**< a unit that is unknown, or of another dimension */
  CELIAN_STATUS_RANGE = 6,      /**< a value outside what its field allows */
  CELIAN_STATUS_PACK = 7,       /**< a knowledge pack that was refused */
  CELIAN_STATUS_IO = 8,         /**< a file or database that could not be read or written */
  CELIAN_STATUS_CONFLICT = 9,   /**< two inputs that contradict each other */
  CELIAN_STATUS_UNSUPPORTED = 10,  /**< known, but not possible in this build or with this data */
  CELIAN_STATUS_MEMORY = 11,       /**< an allocation failed; the engine is as good as before */
  CELIAN_STATUS_INTERNAL = 12,     /**< a bug in this library */
  CELIAN_STATUS_INT32 = 0x7fffffff /**< never returned; makes the type 32 bits wide */
} celian_status;

/**
 * Why a call failed. Owned by the caller, filled by the call; untouched by a call that succeeds.
 * Texts end with NUL and are cut, at a character, to what fits.
 */
typedef struct celian_error {
  size_t struct_size;   /**< set by the caller to sizeof(celian_error); 0 = write nothing */
  celian_status status; /**< the same as the return value */
  char pointer[256];    /**< JSON pointer (RFC 6901) into the request, or "" */
  char message[1024];   /**< one line in English, for a developer */
} celian_error;

/**
 * The name of a status as JSON spells it: "ok", "unknown_id" … Never NULL; "unknown" for another
 * number. Static storage. Any thread.
 */
CELIAN_API const char* celian_status_name(celian_status status) CELIAN_NOEXCEPT;

/* --- Versions --- */

/** Number of the C ABI, which is also the SOVERSION of the library. Any thread. */
CELIAN_API uint32_t celian_abi_version(void) CELIAN_NOEXCEPT;

/** Version of the code (SemVer), such as "0.1.0". Static storage. Any thread. */
CELIAN_API const char* celian_version(void) CELIAN_NOEXCEPT;

/* --- Engine --- */

/** An engine with its knowledge. Immutable; any number of threads. */
typedef struct celian_engine celian_engine;

/** How to make an engine. All zero but struct_size = the knowledge that is compiled in. */
typedef struct celian_engine_options {
  size_t struct_size;    /**< set by the caller to sizeof(celian_engine_options) */
  const char* pack_json; /**< a knowledge pack (JSON text, docs/data-format.md), or NULL; read
                            during the call only */
  size_t pack_size;      /**< its length in bytes, without a closing NUL */
} celian_engine_options;

/**
 * Makes an engine. Cheap without a pack: knowledge is parsed when somebody asks for it. A pack is
 * checked completely.
 *
 * @param options NULL = the defaults. Fields that this library does not know must be zero.
 * @param engine  receives the engine, to be destroyed with celian_engine_destroy(); NULL on failure
 * @param error   receives the reason of a failure; may be NULL
 * @return OK; ARGUMENT; PACK (with file and pointer), CONFLICT (an id and edition that is there
 * already); MEMORY; INTERNAL (a damaged build)
 */
CELIAN_API celian_status celian_engine_create(const celian_engine_options* options,
                                              celian_engine** engine,
                                              celian_error* error) CELIAN_NOEXCEPT;

/** Destroys an engine; NULL is fine. Scorers made from it stay usable. */
CELIAN_API void celian_engine_destroy(celian_engine* engine) CELIAN_NOEXCEPT;

/**
 * Version of the knowledge, such as "2026.1" or, with a pack, "2026.1+clinic-a@3". Lives as long as
 * the engine.
 * "" for NULL. Any thread.
 */
CELIAN_API const char* celian_data_version(const celian_engine* engine) CELIAN_NOEXCEPT;

/** Bytes that the library made. `data` ends with a NUL that `size` does not count. */
typedef struct celian_bytes {
  char* data; /**< NULL if there are none */
  size_t size;
} celian_bytes;

/** Frees what a call put there and makes it empty. NULL and empty bytes are fine. Any thread. */
CELIAN_API void celian_bytes_free(celian_bytes* bytes) CELIAN_NOEXCEPT;

/**
 * Runs an operation: request and result are JSON (docs/api.md lists all operations and shapes).
 * The same request and data version give the same bytes, on every platform and thread.
 *
 * @param engine    not NULL
 * @param operation its name, such as "assess.score"; ends with NUL
 * @param json      the request, UTF-8; at most 16 MiB, at most 64 levels deep
 * @param size      its length in bytes, without a closing NUL
 * @param result    receives the result, to be freed with celian_bytes_free(). What was in it is not
 * freed.
 * @param error     receives the reason of a failure; may be NULL
 * @return OK; ARGUMENT; SYNTAX; SCHEMA; UNKNOWN_ID; UNIT; RANGE; CONFLICT; UNSUPPORTED; MEMORY;
 * INTERNAL
 */
CELIAN_API celian_status celian_call(const celian_engine* engine, const char* operation,
                                     const char* json, size_t size, celian_bytes* result,
                                     celian_error* error) CELIAN_NOEXCEPT;

/* --- One value --- */

/** An integer key that is not known. */
#define CELIAN_UNKNOWN INT32_MIN

/** Values of celian_subject.sex. */
typedef enum celian_sex {
  CELIAN_SEX_UNKNOWN = 0,
  CELIAN_SEX_MALE = 1,
  CELIAN_SEX_FEMALE = 2
} celian_sex;

/** What became of one value. The numbers are those of the JSON results and never change. */
typedef enum celian_outcome {
  CELIAN_OUTCOME_SCORED = 0,
  CELIAN_OUTCOME_MISSING_VALUE =
      1, /**< the value, or a key of the table (sex, age, grade), is not known */
  CELIAN_OUTCOME_OUTSIDE_POPULATION = 2, /**< the table has no column for this person */
  CELIAN_OUTCOME_IMPLAUSIBLE = 3,        /**< no number that anybody could measure */
  CELIAN_OUTCOME_NOT_IN_STANDARD = 4,    /**< this item is not scored for this person */
  CELIAN_OUTCOME_EXEMPT = 5,
  CELIAN_OUTCOME_NO_SCORE = 6,     /**< below the lowest row: no score, which is not 0 points */
  CELIAN_OUTCOME_UNDETERMINED = 7, /**< the printed table leaves it open; see candidates */
  CELIAN_OUTCOME_UNSUPPORTED = 8,
  CELIAN_OUTCOME_WITHHELD_FOR_SAFETY = 9,
  CELIAN_OUTCOME_INT32 = 0x7fffffff /**< never returned; makes the type 32 bits wide */
} celian_outcome;

/** The name of an outcome as JSON spells it: "scored" … Never NULL; "unknown" for another number.
 * Static. Any thread. */
CELIAN_API const char* celian_outcome_name(celian_outcome outcome) CELIAN_NOEXCEPT;

/** Who is scored, as far as a table needs it. */
typedef struct celian_subject {
  size_t struct_size;   /**< set by the caller to sizeof(celian_subject) */
  int32_t sex;          /**< a celian_sex */
  int32_t age_months;   /**< completed months of life, or CELIAN_UNKNOWN; years are months / 12 */
  int32_t school_grade; /**< from celian_scorer_school_grade(), or CELIAN_UNKNOWN */
} celian_subject;

/** The most scores that an undetermined value can have. */
#define CELIAN_CANDIDATES 32

/** One value, scored. */
typedef struct celian_score {
  size_t struct_size; /**< set by the caller to sizeof(celian_score); fields beyond it are not
                         written */
  celian_outcome outcome;
  int32_t item_class;      /**< index for celian_scorer_class_name(), or -1 */
  double points;           /**< 0 unless `outcome` is SCORED */
  int32_t may_be_no_score; /**< UNDETERMINED only: 1 if "no score" is one of the possibilities */
  int32_t candidate_count; /**< UNDETERMINED only: how many of `candidates` are filled */
  double candidates[CELIAN_CANDIDATES]; /**< the possible points, ascending */
} celian_score;

/** One item of one standard. Immutable; any number of threads. */
typedef struct celian_scorer celian_scorer;

/**
 * Binds one item of one standard.
 *
 * @param engine   not NULL; may be destroyed before the scorer
 * @param standard an id, `id@edition` or `id@edition+rN`, such as "cn.moe.student-fitness@2014";
 * not "auto"
 * @param test     an item of it, such as "run_50m"
 * @param scorer   receives the scorer, to be destroyed with celian_scorer_destroy(); NULL on
 * failure
 * @param error    receives the reason of a failure; may be NULL
 * @return OK; ARGUMENT; UNKNOWN_ID (standard or test); UNSUPPORTED (a standard without tables);
 * MEMORY; INTERNAL
 */
CELIAN_API celian_status celian_scorer_create(const celian_engine* engine, const char* standard,
                                              const char* test, celian_scorer** scorer,
                                              celian_error* error) CELIAN_NOEXCEPT;

/** Destroys a scorer; NULL is fine. */
CELIAN_API void celian_scorer_destroy(celian_scorer* scorer) CELIAN_NOEXCEPT;

/**
 * Scores one value. Allocates nothing and takes no lock.
 *
 * @param scorer  not NULL
 * @param subject not NULL
 * @param values  `count` numbers in the unit of the test (docs/api.md); NaN = not measured.
 *                One: the value. Two, for `bmi` and `height_for_weight`: height in cm, then weight
 * in kg.
 *                (`bmi` takes either; `height_for_weight` needs both.)
 * @param count   1 or 2; another number than the item takes is MISSING_VALUE
 * @param score   receives the answer
 * @return OK whatever the outcome; ARGUMENT for NULL or a struct_size below the first version's
 *
 * @code
 *   celian_subject who = {sizeof who, CELIAN_SEX_FEMALE, 62 * 12, CELIAN_UNKNOWN};
 *   celian_score score = {sizeof score};
 *   double kg = 21.4;
 *   celian_scorer_eval(grip, &who, &kg, 1, &score);
 * @endcode
 */
CELIAN_API celian_status celian_scorer_eval(const celian_scorer* scorer,
                                            const celian_subject* subject, const double* values,
                                            size_t count, celian_score* score) CELIAN_NOEXCEPT;

/**
 * The number of a school grade ("primary_1" … "university_3_4") in the standard of this scorer;
 * CELIAN_UNKNOWN if it has no such grade, or for NULL. Any thread.
 */
CELIAN_API int32_t celian_scorer_school_grade(const celian_scorer* scorer,
                                              const char* grade) CELIAN_NOEXCEPT;

/** The code of a class ("overweight" …), or "" if there is none. Lives as long as the scorer. Any
 * thread. */
CELIAN_API const char* celian_scorer_class_name(const celian_scorer* scorer,
                                                int32_t item_class) CELIAN_NOEXCEPT;

/* --- Columns --- */

/* The structs of the Arrow C data interface: celian/arrow_abi.h, or any other copy of them. */
struct ArrowSchema;
struct ArrowArray;

/**
 * Scores a table of people against one standard, row for row.
 *
 * In: a struct array (format "+s"), one column each of
 *  - `sex`: whole numbers (1 male, 2 female, 0 unknown), or utf8 or a dictionary of utf8
 *    ("male", "female");
 *  - the key of the standard: `school_grade` (whole numbers by the codes of the data file, or
 *    text), or one of `age_months`, `age_years` (whole numbers), `birth_date` (date32; `date`,
 *    date32, replaces `as_of` in its row);
 *  - tests of the standard, by name, in their unit: floats or whole numbers of any width. Null or
 *    NaN = not measured. `height` and `weight` give the body mass index, as exactly as integers do.
 *
 * Another column is an error unless `passthrough` names it. Columns may be sliced (offsets),
 * null_count may be -1.
 *
 * Out: a struct array with as many rows: the columns of `passthrough` (copied), then for every
 * test of the standard `<test>.points` (float32, null unless scored) and `<test>.outcome` (uint8, a
 * celian_outcome), then `bonus`, `score`, `total` (float32), `grade` (int8 dictionary of codes),
 * `outcome` (uint8: 0 complete, 1 incomplete, 2 undetermined, 3 unsupported, 4 blocked). Cells equal
 * those of "assess.score", on every processor and with any number of threads.
 *
 * @param engine       not NULL
 * @param options_json {"standard": id or id@edition, "as_of": date, "passthrough": [names],
 * "threads": 1}; ends with NUL. `as_of` is needed with `birth_date` only. `threads` 0 = one for
 * each processor; 1 is the default.
 * @param in_schema    read during the call only; stays the caller's, who releases it
 * @param in           the same
 * @param out_schema   receives the schema of the result; call its `release`. What was in it is not
 * released.
 * @param out          receives the result; call its `release`. Children may be moved out, and live
 * on without the rest. On failure `release` of both is NULL.
 * @param error        receives the reason of a failure, with the column and row where there is one;
 * may be NULL
 * @return OK; ARGUMENT (NULL, or structs that are no table), SYNTAX and SCHEMA (options; a column
 * that is missing, unknown or of the wrong type), UNKNOWN_ID (standard), RANGE (a text or number
 * that is no sex or school grade), CONFLICT (two columns for the age; names that collide),
 * UNSUPPORTED ("auto"; nested columns in `passthrough`), MEMORY, INTERNAL
 *
 * Any number of threads may call it on one engine; each call works on its own columns.
 */
CELIAN_API celian_status celian_score_batch(const celian_engine* engine, const char* options_json,
                                            const struct ArrowSchema* in_schema,
                                            const struct ArrowArray* in,
                                            struct ArrowSchema* out_schema, struct ArrowArray* out,
                                            celian_error* error) CELIAN_NOEXCEPT;

/* --- The record of people --- */

/** An open record. One thread at a time; several stores, threads and processes may have the same
 * file open. */
typedef struct celian_store celian_store;

/**
 * Opens a record of events (docs/store.md).
 *
 * @param path         a file; NULL = in memory, gone when it is closed
 * @param options_json {"mode": "read_write" | "create" | "read_only" | "rescue", "key": 64 lower-case
 * hex digits, "busy_ms": 5000, "durable": true}, all optional; ends with NUL; NULL = the defaults. A key
 * seals what is recorded; clear your own copy of the text when the call has returned.
 * @param store        receives the store, to be closed with celian_store_close(); NULL on failure
 * @param error        receives the reason of a failure; may be NULL
 * @return OK; ARGUMENT (a key is needed), SYNTAX and SCHEMA (options; not a store), IO, CONFLICT
 * (wrong key, a key for a store without one), UNSUPPORTED (made by a newer version; a library
 * built without the store), MEMORY, INTERNAL
 */
CELIAN_API celian_status celian_store_open(const char* path, const char* options_json,
                                           celian_store** store,
                                           celian_error* error) CELIAN_NOEXCEPT;

/**
 * Runs an operation of the store: "append", "backup", "consent", "erase", "export", "head", "history",
 * "import", "persons", "verify"; request and result are JSON (docs/store.md). What was not answered
 * with OK was not recorded, not even in part.
 *
 * @param store     not NULL; no other call on it at the same time
 * @param operation its name; ends with NUL
 * @param json      the request, UTF-8; at most 16 MiB, at most 64 levels deep
 * @param size      its length in bytes, without a closing NUL
 * @param result    receives the result, to be freed with celian_bytes_free(). What was in it is not
 * freed.
 * @param error     receives the reason of a failure; may be NULL
 * @return OK; ARGUMENT; SYNTAX; SCHEMA; UNKNOWN_ID; RANGE; CONFLICT (a consent is missing, …); IO;
 * UNSUPPORTED; MEMORY; INTERNAL
 */
CELIAN_API celian_status celian_store_call(celian_store* store, const char* operation,
                                           const char* json, size_t size, celian_bytes* result,
                                           celian_error* error) CELIAN_NOEXCEPT;

/** Closes a store; NULL is fine. What was acknowledged is in the file already. */
CELIAN_API void celian_store_close(celian_store* store) CELIAN_NOEXCEPT;

#if defined(__cplusplus)
} /* extern "C" */
#endif

#endif /* CELIAN_CELIAN_H_ */
