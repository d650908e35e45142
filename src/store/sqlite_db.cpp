#include "store/sqlite_db.hpp"

namespace celian::store {

// --- Statement

Statement& Statement::bind(std::int64_t value) {
  sqlite3_bind_int64(handle_, ++bound_, value);
  return *this;
}

Statement& Statement::bind_text(std::string_view text) {
  sqlite3_bind_text64(handle_, ++bound_, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind_blob(std::string_view bytes) {
  sqlite3_bind_blob64(handle_, ++bound_, bytes.data(), bytes.size(), SQLITE_STATIC);
  return *this;
}

Statement& Statement::bind_null() {
  sqlite3_bind_null(handle_, ++bound_);
  return *this;
}

Result<bool> Statement::step() {
  const int rc = sqlite3_step(handle_);
  if (rc == SQLITE_ROW) return true;
  Result<bool> out = false;
  if (rc != SQLITE_DONE) out = db_->error(rc);
  reset();
  return out;
}

Result<void> Statement::run() {
  auto row = step();
  if (!row) return row.error();
  if (*row) reset();
  return {};
}

void Statement::read(int column, std::string& out) const {
  const void* data = sqlite3_column_blob(handle_, column);
  const int size = sqlite3_column_bytes(handle_, column);
  out.clear();
  if (data != nullptr && size > 0)
    out.assign(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

std::string Statement::bytes(int column) const {
  std::string out;
  read(column, out);
  return out;
}

void Statement::reset() noexcept {
  sqlite3_reset(handle_);
  sqlite3_clear_bindings(handle_);
  bound_ = 0;
}

// --- Database

// Short sleeps: with those of SQLite, which grow to a tenth of a second, whoever writes all the
// time keeps out whoever waits.
int Database::wait_a_little(void* waiting, int times) {
  constexpr int kShort = 200;
  auto& w = *static_cast<Waiting*>(waiting);
  const int waited = times < kShort ? times : kShort + (times - kShort) * 5;
  w.has_given_up = waited >= w.limit_ms;
  if (w.has_given_up) return 0;
  sqlite3_sleep(times < kShort ? 1 : 5);
  return 1;
}

Result<std::unique_ptr<Database>> Database::open(const std::string& name, int flags, int busy_ms) {
  sqlite3* handle = nullptr;
  const int rc = sqlite3_open_v2(name.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  std::unique_ptr<Database> db(new Database(handle));
  if (rc != SQLITE_OK)
    return handle == nullptr ? Error{Status::memory, "", "out of memory"} : db->error(rc);
  sqlite3_extended_result_codes(handle, 1);
  // A file may come from anywhere: nothing that stands in its schema is trusted.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_exec(handle, "PRAGMA cell_size_check = ON", nullptr, nullptr, nullptr);
  db->waiting_.limit_ms = busy_ms;
  sqlite3_busy_handler(handle, wait_a_little, &db->waiting_);
  return db;
}

Database::~Database() {
  for (sqlite3_stmt* s = sqlite3_next_stmt(handle_, nullptr); s != nullptr;
       s = sqlite3_next_stmt(handle_, nullptr))
    sqlite3_finalize(s);
  sqlite3_close(handle_);
}

Result<void> Database::execute(const char* sql) {
  const int rc = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (rc != SQLITE_OK) return error(rc);
  return {};
}

Result<Statement*> Database::prepare(const char* sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return &found->second;
  sqlite3_stmt* handle = nullptr;
  const int rc = sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  if (rc != SQLITE_OK) return error(rc);
  return &statements_.emplace(sql, Statement(handle, *this)).first->second;
}

Result<std::int64_t> Database::number(const char* sql) {
  auto statement = prepare(sql);
  if (!statement) return statement.error();
  const Reading reading(**statement);
  auto row = (*statement)->step();
  if (!row) return row.error();
  return *row ? (*statement)->integer(0) : 0;
}

Result<std::string> Database::text(const char* sql) {
  auto statement = prepare(sql);
  if (!statement) return statement.error();
  const Reading reading(**statement);
  auto row = (*statement)->step();
  if (!row) return row.error();
  return *row ? (*statement)->bytes(0) : std::string();
}

Error Database::error(int rc) const {
  last_problem_ = rc;
  return sqlite_error(rc, sqlite3_errmsg(handle_));
}

Error sqlite_error(int rc, std::string_view detail) {
  const auto io = [&](const char* what) {
    return Error{Status::io, "", what + std::string(" (") + std::string(detail) + ")"};
  };
  switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return io("locked by another process; nothing was done");
    case SQLITE_FULL: return io("the disk is full; nothing of this was kept");
    case SQLITE_READONLY: return io("can only be read");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return io("damaged, or no database; verify says where, and a rescue saves what is whole");
    case SQLITE_CANTOPEN: return io("cannot be opened");
    case SQLITE_IOERR: return io("cannot be read or written; nothing of this was kept");
    case SQLITE_PERM:
    case SQLITE_AUTH: return io("may not be used");
    case SQLITE_TOOBIG: return Error{Status::range, "", "too long for the database"};
    case SQLITE_NOMEM: return Error{Status::memory, "", "out of memory"};
    default: return Error{Status::internal, "", "SQLite: " + std::string(detail)};
  }
}

}  // namespace celian::store
