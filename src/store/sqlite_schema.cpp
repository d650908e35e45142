#include "store/sqlite_schema.hpp"

#include <array>

namespace celian::store {

namespace {

// "celi", in the header of the file: `file` and other tools can name it.
constexpr std::int64_t kApplication = 0x63656c69;

// Step n brings version n to n + 1. A step that was released is never edited.
constexpr std::array<const char*, 2> kSteps = {
    // An erased event keeps sequence, digest and link; all else becomes NULL.
    R"(CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
       CREATE TABLE event(
         sequence INTEGER PRIMARY KEY,
         id BLOB UNIQUE,
         person TEXT,
         kind INTEGER,
         date INTEGER,
         recorded_at INTEGER,
         corrects INTEGER,
         body BLOB,
         digest BLOB NOT NULL,
         link BLOB NOT NULL);
       CREATE INDEX event_person ON event(person, sequence) WHERE person IS NOT NULL;
       CREATE INDEX event_consent ON event(person, sequence) WHERE kind = 1;)",
    // One correction an event; and a slip of a program cannot change what was written.
    R"(CREATE UNIQUE INDEX event_corrects ON event(corrects) WHERE corrects IS NOT NULL;
       CREATE TRIGGER event_is_kept BEFORE DELETE ON event
         BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
       CREATE TRIGGER event_is_fixed BEFORE UPDATE ON event
         WHEN NEW.id IS NOT NULL OR NEW.person IS NOT NULL OR NEW.kind IS NOT NULL
           OR NEW.date IS NOT NULL OR NEW.recorded_at IS NOT NULL OR NEW.corrects IS NOT NULL
           OR NEW.body IS NOT NULL OR NEW.sequence IS NOT OLD.sequence
           OR NEW.digest IS NOT OLD.digest OR NEW.link IS NOT OLD.link
         BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;)",
};
constexpr auto kVersion = static_cast<std::int64_t>(kSteps.size());

struct Version {
  std::int64_t application = 0, schema = 0, tables = 0;
};

Result<Version> read_version(Database& db) {
  Version v;
  const std::pair<const char*, std::int64_t*> fields[] = {
      {"PRAGMA application_id", &v.application},
      {"PRAGMA user_version", &v.schema},
      {"SELECT count(*) FROM sqlite_master", &v.tables}};
  for (const auto& [sql, to] : fields) {
    auto number = db.number(sql);
    if (!number) return number.error();
    *to = *number;
  }
  return v;
}

// All of one state: another process may be making the tables just now.
Result<Version> version_of(Database& db) {
  if (db.is_in_transaction()) return read_version(db);
  if (auto ok = db.execute("BEGIN"); !ok) return ok.error();
  auto v = read_version(db);
  if (auto ok = db.execute("COMMIT"); !ok && v) return ok.error();
  return v;
}

Result<void> check_application(const Version& v) {
  if (v.application != kApplication) return Error{Status::schema, "", "is no store of celian"};
  if (v.schema <= kVersion) return {};
  return Error{Status::unsupported, "",
               "was made by a newer celian (schema " + std::to_string(v.schema) +
                   "; this one knows up to " + std::to_string(kVersion) + ")"};
}

Result<void> run_steps(Database& db, std::int64_t from) {
  for (std::int64_t n = from; n < kVersion; ++n) {
    if (auto ok = db.execute(kSteps[static_cast<std::size_t>(n)]); !ok) return ok;
  }
  const std::string pragmas = "PRAGMA application_id = " + std::to_string(kApplication) +
                              "; PRAGMA user_version = " + std::to_string(kVersion);
  return db.execute(pragmas.c_str());
}

Result<void> write_meta(Database& db, const Meta& meta) {
  const std::pair<const char*, const std::string*> fields[] = {
      {"store", &meta.store}, {"crypto", &meta.crypto}, {"key_check", &meta.key_check}};
  for (const auto& [name, value] : fields) {
    if (auto ok = celian::store::write_meta(db, name, *value); !ok) return ok;
  }
  return {};
}

}  // namespace

Result<void> bring_up_to_date(Database& db, const Meta* fresh) {
  auto v = version_of(db);
  if (!v) return v.error();
  const auto is_empty = [](const Version& x) { return x.application == 0 && x.tables == 0; };
  if (!is_empty(*v) || fresh == nullptr) {
    if (auto ok = check_application(*v); !ok) return ok;
    if (v->schema == kVersion) return {};
  }
  // Another process may be doing the same: look again once nobody else writes.
  if (auto ok = db.execute("BEGIN IMMEDIATE"); !ok) return ok;
  Result<void> done;
  v = version_of(db);
  if (!v) {
    done = v.error();
  } else if (!is_empty(*v)) {
    done = check_application(*v);
    if (done && v->schema < kVersion) done = run_steps(db, v->schema);
  } else {
    done = run_steps(db, 0);
    if (done) done = write_meta(db, *fresh);
  }
  if (done) done = db.execute("COMMIT");
  if (!done && db.is_in_transaction()) (void)db.execute("ROLLBACK");
  return done;
}

Result<void> check_up_to_date(Database& db) {
  auto v = version_of(db);
  if (!v) return v.error();
  if (auto ok = check_application(*v); !ok) return ok;
  if (v->schema == kVersion) return {};
  return Error{Status::unsupported, "",
               "has an older schema (" + std::to_string(v->schema) +
                   "); open it once to write, and it is brought up to date"};
}

Result<std::string> read_meta(Database& db, const char* name) {
  auto statement = db.prepare("SELECT value FROM meta WHERE name = ?");
  if (!statement) return statement.error();
  const Reading reading(**statement);
  auto row = (*statement)->bind_text(name).step();
  if (!row) return row.error();
  return *row ? (*statement)->bytes(0) : std::string();
}

Result<Meta> read_meta(Database& db) {
  Meta meta;
  const std::pair<const char*, std::string*> fields[] = {
      {"store", &meta.store}, {"crypto", &meta.crypto}, {"key_check", &meta.key_check}};
  for (const auto& [name, to] : fields) {
    auto value = read_meta(db, name);
    if (!value) return value.error();
    *to = std::move(*value);
  }
  return meta;
}

Result<void> write_meta(Database& db, const char* name, std::string_view value) {
  auto statement = db.prepare(
      "INSERT INTO meta(name, value) VALUES(?, ?) "
      "ON CONFLICT(name) DO UPDATE SET value = excluded.value");
  if (!statement) return statement.error();
  return (*statement)->bind_text(name).bind_blob(value).run();
}

}  // namespace celian::store
