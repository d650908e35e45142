// celian record: the record of events at the command line. In a build without the store only
// commands/record.cpp is used of it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "celian/store.hpp"
#include "cli/command.hpp"
#include "codec/json.hpp"

namespace celian::cli {

// What each action does. `a.positional`: the action, the store, and what follows.
int record_init(const Arguments& a);
int record_add(const Arguments& a);
int record_show(const Arguments& a);
int record_log(const Arguments& a);
int record_export(const Arguments& a);
int record_import(const Arguments& a);
int record_erase(const Arguments& a);
int record_verify(const Arguments& a);
int record_backup(const Arguments& a);

// The store that the command names, with the key of --key-file. Complains itself: nullptr, and the
// exit code in `code`.
std::unique_ptr<Store> open_store(const Arguments& a, OpenMode mode, int& code);

// Tables of comma-separated text, as celian score and a sheet of people have them.
struct CohortTables {
  std::string scored, earlier, people;
};
// Of everybody in the store, up to a day if one is given. Errors: those of the store.
Result<CohortTables> cohort_tables(const Store& store, const std::optional<Date>& day);

// --at, or what the clock says: milliseconds since 1970. Errors: `syntax`.
Result<std::int64_t> time_of(const Arguments& a);

// A file of a document or of results as events of a person; without time, author and source.
struct Split {
  std::vector<NewEvent> events;
  std::vector<std::string> places;    // in the file, a JSON pointer for each event
  std::vector<std::string> left_out;  // fields of a document that no event holds
};

// `value`: a person document, a result of an operation or of loop.run, or an array of these.
// Errors: `schema`.
Result<Split> split_into_events(const codec::Value& value);
// `value`: payloads of `kind`, one or an array. A day is that of the payload, of `day`, or none:
// `schema`.
Result<Split> payloads_of_kind(const codec::Value& value, EventKind kind,
                               const std::optional<Date>& day);

}  // namespace celian::cli
