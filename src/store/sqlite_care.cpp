// What is done to the file as a whole: clearing it, looking for damage, copying it.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "store/sqlite_log.hpp"

namespace celian::store {

namespace {

// Up to here the new file is built in memory: a temporary file would hold what others have said.
constexpr std::int64_t kVacuumInMemory = 256 << 20;
// Sequences are without gaps, so this many failures in a row are the end of the file.
constexpr Sequence kFailuresAtEnd = 100'000;

// The log is written back and cut to nothing. Errors: `io` if another process still reads in it.
Result<void> empty_log(Database& db) {
  int left = 0, done = 0;
  const int rc =
      sqlite3_wal_checkpoint_v2(db.handle(), "main", SQLITE_CHECKPOINT_TRUNCATE, &left, &done);
  if (rc != SQLITE_OK) return db.error(rc);
  return {};
}

// A name that is there after a power cut, with all that it stands for.
Result<void> make_durable(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  for (const std::string& name : {path, folder}) {
    const int file = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
    const bool is_done = file >= 0 && ::fsync(file) == 0;
    const int problem = errno;
    if (file >= 0) ::close(file);
    if (!is_done) return Error{Status::io, "", name + ": " + std::strerror(problem)};
  }
  return {};
}

}  // namespace

// secure_delete clears what a row leaves, but pages that were split or merged may hold copies of
// it in their unused part; only a new file has none.
Result<void> SqliteLog::scrub() {
  if (auto ok = empty_log(*db_); !ok) return ok;
  auto pages = db_->number("PRAGMA page_count");
  if (!pages) return pages.error();
  auto size = db_->number("PRAGMA page_size");
  if (!size) return size.error();
  if (*pages * *size <= kVacuumInMemory) {
    if (auto ok = db_->execute("PRAGMA temp_store = MEMORY"); !ok) return ok;
  }
  auto done = db_->execute("VACUUM");
  (void)db_->execute("PRAGMA temp_store = DEFAULT");
  if (!done) return done;
  return empty_log(*db_);
}

Result<std::vector<std::string>> SqliteLog::damage() {
  std::vector<std::string> out;
  auto s = db_->prepare("PRAGMA integrity_check(20)");
  if (!s) {
    out.push_back(s.error().message);
    return out;
  }
  const Reading reading(**s);
  while (true) {
    auto row = (*s)->step();
    if (!row) {
      out.push_back(row.error().message);
      return out;
    }
    if (!*row) return out;
    const std::string line = (*s)->bytes(0);
    if (line != "ok") out.push_back("the file is damaged: " + line.substr(0, line.find('\n')));
  }
}

End SqliteLog::end() {
  auto last = db_->number("SELECT max(sequence) FROM event");
  if (last && *last > 0) return {static_cast<Sequence>(*last), true};
  // The end of the table cannot be reached: feel forward.
  End out{0, false};
  for (Sequence n = 1; n - out.sequence < kFailuresAtEnd; ++n) {
    auto row = at(n);
    if (row && *row) out.sequence = n;
  }
  return out;
}

Result<void> SqliteLog::backup(const std::string& path) {
  struct stat about {};
  if (::lstat(path.c_str(), &about) == 0) return Error{Status::io, "", path + ": is there already"};
  // Under another name until it is whole, and for the owner only.
  const std::string part = path + ".part";
  const int file = ::open(part.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (file < 0) return Error{Status::io, "", part + ": " + std::strerror(errno)};
  ::close(file);
  auto s = db_->prepare("VACUUM INTO ?");
  Result<void> done;
  if (!s) {
    done = s.error();
  } else {
    done = (*s)->bind_text(part).run();
  }
  if (done) done = make_durable(part);
  if (done && std::rename(part.c_str(), path.c_str()) != 0)
    done = Error{Status::io, "", path + ": " + std::strerror(errno)};
  if (!done) {
    std::remove(part.c_str());
    return done;
  }
  return make_durable(path);
}

}  // namespace celian::store
