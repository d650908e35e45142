// Opening a database in one of the four ways, and what each connection is told.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/sqlite_log.hpp"
#include "store/sqlite_schema.hpp"

namespace celian::store {

namespace {

// Health data: for the owner only. SQLite gives the files beside it the same rights.
void make_private(const std::string& path) {
  const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);
}

bool is_empty_or_absent(const std::string& path) {
  struct stat about {};
  return ::stat(path.c_str(), &about) != 0 || about.st_size == 0;
}

// A path as SQLite takes it in an address.
std::string as_uri(const std::string& path) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out = "file:";
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    } else {
      out += c;
    }
  }
  return out;
}

Result<std::unique_ptr<Database>> open_to_read(const std::string& path,
                                               const StoreOptions& options) {
  auto db = Database::open(path, SQLITE_OPEN_READONLY, options.busy_ms);
  if (!db) return db;
  if (options.mode == OpenMode::rescue) {
    // So that a file that is too short is read as far as it goes.
    if (auto ok = (*db)->execute("PRAGMA writable_schema = ON"); !ok) return ok.error();
  }
  auto first = (*db)->number("PRAGMA user_version");
  if (first || !is_empty_or_absent(path + "-wal")) return db;
  // The folder cannot be written to, so there can be no index of the log; and there is no log.
  auto still = Database::open(as_uri(path) + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
                              options.busy_ms);
  if (!still) return still;
  if (options.mode == OpenMode::rescue) {
    if (auto ok = (*still)->execute("PRAGMA writable_schema = ON"); !ok) return ok.error();
  }
  return still;
}

Result<std::unique_ptr<Database>> open_to_write(const std::string& path,
                                                const StoreOptions& options) {
  if (options.mode == OpenMode::create) make_private(path);
  auto db = Database::open(path, SQLITE_OPEN_READWRITE, options.busy_ms);
  if (!db) return db;
  if (sqlite3_db_readonly((*db)->handle(), "main") == 1)
    return Error{Status::io, "", "can only be read"};
  // What is deleted is overwritten; a commit is on the disk before it is acknowledged.
  auto ok = (*db)->execute("PRAGMA secure_delete = ON; PRAGMA cache_size = -16000");
  if (ok)
    ok = (*db)->execute(options.durable ? "PRAGMA synchronous = FULL"
                                        : "PRAGMA synchronous = NORMAL");
  if (!ok) return ok.error();
  return db;
}

// The tables of the present version, and a log beside the file.
Result<void> prepare_to_write(Database& db, const Meta* fresh) {
  if (auto ok = bring_up_to_date(db, fresh); !ok) return ok;
  // Only now: nobody else's database is to be changed.
  const auto mode = db.text("PRAGMA journal_mode = WAL");
  if (!mode) return mode.error();
  if (*mode == "wal") return {};
  return Error{Status::unsupported, "", "this file system cannot keep a log beside the file"};
}

template <class F>
Result<void> try_again(Database& db, int busy_ms, F&& f) {
  constexpr int kPause = 5;
  Result<void> done = f();
  for (int waited = 0; !done && waited < busy_ms && db.is_worth_another_try(); waited += kPause) {
    sqlite3_sleep(kPause);
    done = f();
  }
  return done;
}

}  // namespace

Result<std::unique_ptr<SqliteLog>> SqliteLog::open(const std::string& path,
                                                   const StoreOptions& options, const Meta& fresh) {
  const bool is_read_only = options.mode == OpenMode::read_only || options.mode == OpenMode::rescue;
  auto db = is_read_only ? open_to_read(path, options) : open_to_write(path, options);
  if (!db) return db.error();
  const auto ok = try_again(**db, options.busy_ms, [&] {
    if (is_read_only) return check_up_to_date(**db);
    return prepare_to_write(**db, options.mode == OpenMode::create ? &fresh : nullptr);
  });
  if (!ok) return ok.error();
  return std::unique_ptr<SqliteLog>(new SqliteLog(std::move(*db)));
}

}  // namespace celian::store
