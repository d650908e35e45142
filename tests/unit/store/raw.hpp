// The database behind the library's back.
#pragma once

#include <sqlite3.h>

#include "fixture.hpp"

namespace celian {

// Runs SQL on the file, without the guards of the store.
inline void change(const std::string& path, const std::string& sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
  const int rc = sqlite3_exec(
      db,
      ("DROP TRIGGER IF EXISTS event_is_kept; DROP TRIGGER IF EXISTS event_is_fixed;" + sql)
          .c_str(),
      nullptr, nullptr, nullptr);
  EXPECT_EQ(rc, SQLITE_OK) << sqlite3_errmsg(db) << ": " << sql;
  sqlite3_close(db);
}

inline StoreOptions how(OpenMode mode, std::string key = {}) {
  StoreOptions o;
  o.mode = mode;
  o.key = std::move(key);
  o.durable = false;
  o.busy_ms = 100;
  return o;
}

inline std::unique_ptr<Store> must_open(const std::string& path, OpenMode mode,
                                        std::string key = {}) {
  auto store = Store::open_sqlite(path, how(mode, std::move(key)));
  EXPECT_FINE(store);
  return store ? std::move(*store) : nullptr;
}

// All bytes of a database and of the files beside it.
inline std::string all_bytes(const TemporaryFolder& folder) {
  std::string out;
  for (const auto& file : std::filesystem::directory_iterator(folder.path()))
    out += read_bytes(file.path()) + '\n';
  return out;
}

}  // namespace celian
