// A connection and its statements: owned, and errors as values.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "celian/result.hpp"

namespace celian::store {

class Database;

// A statement that is used again and again. Values that are bound must live until the next step.
class Statement {
 public:
  Statement(sqlite3_stmt* handle, Database& db) noexcept : handle_(handle), db_(&db) {}

  Statement& bind(std::int64_t value);
  Statement& bind(std::uint64_t value) { return bind(static_cast<std::int64_t>(value)); }
  Statement& bind(std::int32_t value) { return bind(static_cast<std::int64_t>(value)); }
  Statement& bind_text(std::string_view text);
  Statement& bind_blob(std::string_view bytes);
  Statement& bind_null();

  // Whether there is a row. After false or an error the statement can be bound again.
  Result<bool> step();
  // For statements without rows.
  Result<void> run();

  bool is_null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }
  std::int64_t integer(int column) const { return sqlite3_column_int64(handle_, column); }
  // Text or blob.
  void read(int column, std::string& out) const;
  std::string bytes(int column) const;

  // Ends the reading of rows.
  void reset() noexcept;

 private:
  sqlite3_stmt* handle_;
  Database* db_;
  int bound_ = 0;
};

// Ends the reading of rows at the end of a scope.
class Reading {
 public:
  explicit Reading(Statement& statement) noexcept : statement_(statement) {}
  ~Reading() { statement_.reset(); }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

 private:
  Statement& statement_;
};

class Database {
 public:
  // `flags` of sqlite3_open_v2.
  static Result<std::unique_ptr<Database>> open(const std::string& name, int flags, int busy_ms);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  Result<void> execute(const char* sql);
  // Compiled once. `sql` must be a literal.
  Result<Statement*> prepare(const char* sql);
  // The first column of the first row of a query; 0 and "" if there is none.
  Result<std::int64_t> number(const char* sql);
  Result<std::string> text(const char* sql);

  // Whether the last error was because of another process, and nobody waited for it: SQLite asks
  // for waiting almost everywhere, but not while a log is begun or ended.
  bool is_worth_another_try() const noexcept {
    return (last_problem_ & 0xff) == SQLITE_BUSY && !waiting_.has_given_up;
  }

  bool is_in_transaction() const noexcept { return sqlite3_get_autocommit(handle_) == 0; }
  sqlite3* handle() const noexcept { return handle_; }
  // What the code of the last call means to a caller.
  Error error(int rc) const;

 private:
  explicit Database(sqlite3* handle) noexcept : handle_(handle) {}

  struct Waiting {
    int limit_ms = 0;
    bool has_given_up = false;
  };
  static int wait_a_little(void* waiting, int times);

  sqlite3* handle_;
  Waiting waiting_;
  mutable int last_problem_ = SQLITE_OK;
  std::map<const char*, Statement> statements_;
};

// The same without a connection.
Error sqlite_error(int rc, std::string_view detail);

}  // namespace celian::store
