// What "cannot be done" looks like.
//
// An Error says that the question could not be answered. An answer of "no", "unknown" or "see a
// doctor" is a value of its own, never an Error.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace celian {

// The kinds of error. The numbers are those of the C ABI and never change.
enum class Status : std::int32_t {
  ok = 0,
  argument = 1,      // a parameter that no caller may pass
  syntax = 2,        // text that is not JSON, not a date, not a number
  schema = 3,        // JSON of the wrong shape: a missing, unknown or mistyped field
  unknown_id = 4,    // a standard, test, operation ... that the catalog does not have
  unit = 5,          // a unit that is unknown, or of another dimension
  range = 6,         // a value outside what its field allows
  pack = 7,          // a knowledge pack that was refused
  io = 8,            // a file or database that could not be read or written
  conflict = 9,      // two inputs that contradict each other
  unsupported = 10,  // known, but not possible in this build or with this data
  memory = 11,       // an allocation failed
  internal = 12,     // a bug in this library
};

// Why something could not be done. A plain value; it owns its text.
struct Error {
  Status status = Status::internal;
  std::string pointer;  // JSON pointer (RFC 6901) into the input; "" if the whole, or not JSON
  std::string message;  // one line, for a developer; English

  friend bool operator==(const Error&, const Error&) = default;
};

// The name of a status as the C ABI and JSON spell it, for example "unknown_id".
// Static storage; "unknown" for a number that is no Status.
std::string_view status_name(Status status) noexcept;

}  // namespace celian
