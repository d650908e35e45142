// The tables of a store, and how older ones become the present ones.
#pragma once

#include "store/log.hpp"
#include "store/sqlite_db.hpp"

namespace celian::store {

// Brings older tables up to date, or makes them in an empty database: all or nothing. `fresh`: what
// a new store knows about itself; nullptr if none is to be made. Errors: `schema` (no store),
// `unsupported` (made by a newer version).
Result<void> bring_up_to_date(Database& db, const Meta* fresh);

// Whether the tables are those of this version, without changing them. Errors: as above, and
// `unsupported` for older ones.
Result<void> check_up_to_date(Database& db);

Result<Meta> read_meta(Database& db);
Result<void> write_meta(Database& db, const char* name, std::string_view value);
Result<std::string> read_meta(Database& db, const char* name);

}  // namespace celian::store
