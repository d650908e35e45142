/**
 * @file
 * The two structs of the Arrow C Data Interface
 * (https://arrow.apache.org/docs/format/CDataInterface.html), for programs that have no Arrow
 * headers. Layout and guard are those of the specification: including this beside another copy is
 * fine.
 *
 * A consumer calls `release` when it is done and may move a struct by copying its bytes and setting
 * the old `release` to NULL. A struct whose `release` is NULL is released.
 */
#ifndef CELIAN_ARROW_ABI_H_
#define CELIAN_ARROW_ABI_H_

#include <stdint.h>

#if defined(__cplusplus)
extern "C" {
#endif

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

/** Names and types of a column. */
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

/** The values of a column. */
struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif /* ARROW_C_DATA_INTERFACE */

#if defined(__cplusplus)
} /* extern "C" */
#endif

#endif /* CELIAN_ARROW_ABI_H_ */
