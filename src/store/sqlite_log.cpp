#include "store/sqlite_log.hpp"

#include "store/sqlite_schema.hpp"

namespace celian::store {

namespace {

#define CELIAN_ROW \
  "SELECT sequence, id, person, kind, date, recorded_at, corrects, body, digest, link FROM event "

// Into a row that may have been used before: its texts keep their room.
void read_row(const Statement& s, Row& row) {
  row.sequence = static_cast<Sequence>(s.integer(0));
  s.read(1, row.id);
  s.read(2, row.person);
  row.kind = static_cast<std::int32_t>(s.integer(3));
  row.date = static_cast<std::int32_t>(s.integer(4));
  row.recorded_at = s.integer(5);
  row.corrects.reset();
  if (!s.is_null(6)) row.corrects = static_cast<Sequence>(s.integer(6));
  s.read(7, row.body);
  s.read(8, row.digest);
  s.read(9, row.link);
}

Result<void> each_row(Statement& s, const RowVisitor& visit) {
  const Reading reading(s);
  Row row;
  while (true) {
    auto more = s.step();
    if (!more) return more.error();
    if (!*more) return {};
    read_row(s, row);
    if (auto ok = visit(row); !ok) return ok;
  }
}

Result<std::optional<Row>> first_row(Statement& s) {
  std::optional<Row> out;
  const Reading reading(s);
  auto row = s.step();
  if (!row) return row.error();
  if (*row) read_row(s, out.emplace());
  return out;
}

}  // namespace

Result<Meta> SqliteLog::meta() { return read_meta(*db_); }

Result<void> SqliteLog::begin() {
  auto s = db_->prepare("BEGIN IMMEDIATE");
  if (!s) return s.error();
  return (*s)->run();
}

Result<void> SqliteLog::commit() {
  auto s = db_->prepare("COMMIT");
  if (!s) return s.error();
  return (*s)->run();
}

void SqliteLog::rollback() noexcept {
  // Some errors have rolled back already.
  if (db_->is_in_transaction()) sqlite3_exec(db_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> SqliteLog::insert(const Row& row) {
  auto s = db_->prepare("INSERT INTO event VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  if (!s) return s.error();
  (*s)->bind(row.sequence).bind_blob(row.id);
  if (row.person.empty()) {
    (*s)->bind_null();
  } else {
    (*s)->bind_text(row.person);
  }
  (*s)->bind(row.kind).bind(row.date).bind(row.recorded_at);
  if (row.corrects) {
    (*s)->bind(*row.corrects);
  } else {
    (*s)->bind_null();
  }
  return (*s)->bind_blob(row.body).bind_blob(row.digest).bind_blob(row.link).run();
}

Result<void> SqliteLog::blank(Sequence sequence) {
  auto s = db_->prepare(
      "UPDATE event SET id = NULL, person = NULL, kind = NULL, date = NULL, recorded_at = NULL, "
      "corrects = NULL, body = NULL WHERE sequence = ?");
  if (!s) return s.error();
  return (*s)->bind(sequence).run();
}

Result<void> SqliteLog::set_bytes_left(bool left) {
  return write_meta(*db_, "bytes_left", left ? "1" : "");
}

Result<bool> SqliteLog::bytes_left() {
  return read_meta(*db_, "bytes_left").map([](const std::string& s) { return !s.empty(); });
}

Result<LogHead> SqliteLog::head() {
  auto s = db_->prepare("SELECT sequence, link FROM event ORDER BY sequence DESC LIMIT 1");
  if (!s) return s.error();
  const Reading reading(**s);
  auto row = (*s)->step();
  if (!row) return row.error();
  if (!*row) return LogHead{};
  return LogHead{static_cast<Sequence>((*s)->integer(0)), (*s)->bytes(1)};
}

Result<std::optional<Row>> SqliteLog::at(Sequence sequence) {
  auto s = db_->prepare(CELIAN_ROW "WHERE sequence = ?");
  if (!s) return s.error();
  (*s)->bind(sequence);
  return first_row(**s);
}

Result<std::optional<Row>> SqliteLog::by_id(std::string_view id) {
  auto s = db_->prepare(CELIAN_ROW "WHERE id = ?");
  if (!s) return s.error();
  (*s)->bind_blob(id);
  return first_row(**s);
}

Result<void> SqliteLog::each_consent(std::string_view person, const RowVisitor& visit) {
  auto s = db_->prepare(CELIAN_ROW "WHERE person = ? AND kind = 1 ORDER BY sequence");
  if (!s) return s.error();
  (*s)->bind_text(person);
  return each_row(**s, visit);
}

Result<std::optional<Sequence>> SqliteLog::correction_of(Sequence sequence) {
  auto s = db_->prepare("SELECT sequence FROM event WHERE corrects = ?");
  if (!s) return s.error();
  const Reading reading(**s);
  auto row = (*s)->bind(sequence).step();
  if (!row) return row.error();
  if (!*row) return std::optional<Sequence>();
  return std::optional<Sequence>(static_cast<Sequence>((*s)->integer(0)));
}

Result<void> SqliteLog::each_of(std::string_view person, const RowVisitor& visit) {
  auto s = db_->prepare(CELIAN_ROW "WHERE person = ? ORDER BY sequence");
  if (!s) return s.error();
  (*s)->bind_text(person);
  return each_row(**s, visit);
}

Result<void> SqliteLog::each(const RowVisitor& visit) {
  auto s = db_->prepare(CELIAN_ROW "ORDER BY sequence");
  if (!s) return s.error();
  return each_row(**s, visit);
}

Result<std::vector<std::string>> SqliteLog::persons() {
  auto s =
      db_->prepare("SELECT DISTINCT person FROM event WHERE person IS NOT NULL ORDER BY person");
  if (!s) return s.error();
  const Reading reading(**s);
  std::vector<std::string> out;
  while (true) {
    auto row = (*s)->step();
    if (!row) return row.error();
    if (!*row) return out;
    out.push_back((*s)->bytes(0));
  }
}

Result<std::string> SqliteLog::snapshot() {
  return Error{Status::unsupported, "", "a database has no snapshot; make a backup"};
}

}  // namespace celian::store
