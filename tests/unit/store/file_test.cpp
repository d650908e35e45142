// Files that are locked, may only be read, are old, new, foreign or damaged.
#include "raw.hpp"

namespace celian {
namespace {

class File : public ::testing::Test {
 protected:
  // One person with `n` readings.
  void fill(int n) const {
    const auto store = must_open(path, OpenMode::create);
    std::vector<NewEvent> batch = {consent("p-1")};
    for (int i = 0; i < n; ++i) batch.push_back(grip("p-1", std::to_string(i)));
    ASSERT_FINE(store->append(batch));
  }
  TemporaryFolder folder;
  std::string path = folder / "store.db";
};

TEST_F(File, MustExistUnlessItIsMade) {
  EXPECT_REFUSED(Store::open_sqlite(path, how(OpenMode::read_write)), Status::io, "opened");
  EXPECT_REFUSED(Store::open_sqlite(path, how(OpenMode::read_only)), Status::io, "opened");
  EXPECT_REFUSED(Store::open_sqlite(folder / "none/store.db", how(OpenMode::create)), Status::io,
                 "opened");
  EXPECT_FALSE(std::filesystem::exists(path));
  must_open(path, OpenMode::create);
  const Head head = *must_open(path, OpenMode::create)->head();
  EXPECT_EQ(head, *must_open(path, OpenMode::read_write)->head());
}

TEST_F(File, ThatIsLockedIsToldAndNothingIsDone) {
  fill(1);
  const auto store = must_open(path, OpenMode::read_write);
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_REFUSED(store->append(grip("p-1")), Status::io, "locked by another process");
  EXPECT_REFUSED(store->erase("p-1", "dpo", kMorning), Status::io, "locked by another process");
  EXPECT_EQ(store->history("p-1")->size(), 2u);  // reading does not wait
  sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  EXPECT_EQ(*store->append(grip("p-1")), 3u);
}

TEST_F(File, OfTwoStoresIsWrittenByBoth) {
  fill(0);
  const auto a = must_open(path, OpenMode::read_write);
  const auto b = must_open(path, OpenMode::read_write);
  for (int i = 0; i < 50; ++i)
    ASSERT_FINE((i % 2 == 0 ? a : b)->append(grip("p-1", std::to_string(i))));
  EXPECT_EQ(a->history("p-1")->size(), 51u);
  EXPECT_EQ(*a->head(), *b->head());
  EXPECT_EQ(findings(*b->verify()), "");
}

TEST_F(File, MayBeReadOnly) {
  fill(3);
  const auto store = must_open(path, OpenMode::read_only);
  EXPECT_EQ(store->history("p-1")->size(), 4u);
  EXPECT_REFUSED(store->append(grip("p-1")), Status::io, "read only");
  EXPECT_REFUSED(store->erase("p-1", "dpo", kMorning), Status::io, "read only");
  Source none({});
  EXPECT_REFUSED(store->import_lines(none), Status::io, "read only");
  EXPECT_EQ(findings(*store->verify()), "");
}

TEST_F(File, OfSomebodyElseIsLeftAlone) {
  change(path, "CREATE TABLE theirs(x); PRAGMA user_version = 7");
  const std::string before = read_bytes(path);
  for (const OpenMode mode : {OpenMode::create, OpenMode::read_write, OpenMode::read_only})
    EXPECT_REFUSED(Store::open_sqlite(path, how(mode)), Status::schema, "is no store");
  EXPECT_EQ(read_bytes(path), before);

  std::ofstream(folder / "text.txt") << std::string(5000, 'x');
  EXPECT_REFUSED(Store::open_sqlite(folder / "text.txt", how(OpenMode::create)), Status::io,
                 "damaged, or no database");
}

TEST_F(File, OfANewerCelianIsRefused) {
  fill(1);
  change(path, "PRAGMA user_version = 99");
  for (const OpenMode mode : {OpenMode::create, OpenMode::read_write, OpenMode::read_only})
    EXPECT_REFUSED(Store::open_sqlite(path, how(mode)), Status::unsupported, "newer celian");
}

// tests/store/schema_1.sql is a store as the first version of the tables wrote it.
TEST_F(File, OfAnOlderSchemaIsBroughtUpToDate) {
  change(path, read_bytes(CELIAN_SOURCE_DIR "/tests/store/schema_1.sql"));
  EXPECT_REFUSED(Store::open_sqlite(path, how(OpenMode::read_only)), Status::unsupported,
                 "older schema (1)");
  const auto store = must_open(path, OpenMode::read_write);
  ASSERT_NE(store, nullptr);
  const auto events = store->history("p-1");
  ASSERT_FINE(events);
  ASSERT_EQ(events->size(), 3u);
  EXPECT_EQ((*events)[2].payload, R"({"test":"grip_strength","value":21.4})");
  EXPECT_EQ((*events)[1].corrected_by, 3u);
  const auto audit = store->verify();
  EXPECT_EQ(findings(*audit), "");
  EXPECT_EQ(audit->tombstones, 2u);
  ASSERT_FINE(store->append(grip("p-1")));
  ASSERT_FINE(store->erase("p-1", "dpo", kMorning));
  EXPECT_EQ(findings(*store->verify()), "");
  EXPECT_FINE(Store::open_sqlite(path, how(OpenMode::read_only)));
}

// Damage: the pages between the first two and the end are overwritten one after the other.
TEST_F(File, WithADamagedPageIsToldAndTheRestIsSaved) {
  fill(400);
  const std::string whole = read_bytes(path);
  constexpr std::size_t kPage = 4096;
  ASSERT_GT(whole.size(), 20 * kPage);
  std::size_t most = 0;
  for (std::size_t page = 2; page < whole.size() / kPage; ++page) {
    SCOPED_TRACE("page " + std::to_string(page + 1));
    std::string damaged = whole;
    damaged.replace(page * kPage, kPage, kPage, '\xa5');
    std::ofstream(path, std::ios::binary) << damaged;
    std::filesystem::remove(path + "-wal");
    std::filesystem::remove(path + "-shm");

    const auto checked = Store::open_sqlite(path, how(OpenMode::read_only));
    const bool is_told =
        !checked || !(*checked)->verify() || !(*checked)->verify()->findings.empty();
    EXPECT_TRUE(is_told);

    const auto rescue = Store::open_sqlite(path, how(OpenMode::rescue));
    if (!rescue) {
      EXPECT_EQ(rescue.error().status, Status::io);
      continue;  // the page that says what the store is
    }
    Lines lines;
    const auto report = (*rescue)->export_lines(lines);
    ASSERT_FINE(report);
    EXPECT_EQ(report->written, lines.lines.size());
    EXPECT_LE(report->written, 401u);
    EXPECT_TRUE(report->written == 401 || !report->lost.empty());
    if (report->written < 401) most = std::max(most, report->written);
    for (const std::string& line : lines.lines) EXPECT_TRUE(line.starts_with("{\"v\":1,"));
  }
  EXPECT_GT(most, 350u);  // a page holds some ten events
}

TEST_F(File, ThatIsCutIsToldAndTheBeginningIsSaved) {
  fill(400);
  const std::string whole = read_bytes(path);
  for (const double part : {0.95, 0.5, 0.3}) {
    SCOPED_TRACE(part);
    std::ofstream(path, std::ios::binary)
        << whole.substr(0, static_cast<std::size_t>(static_cast<double>(whole.size()) * part));
    std::filesystem::remove(path + "-wal");
    std::filesystem::remove(path + "-shm");
    EXPECT_REFUSED(Store::open_sqlite(path, how(OpenMode::read_only)), Status::io, "damaged");
    const auto rescue = must_open(path, OpenMode::rescue);
    ASSERT_NE(rescue, nullptr);
    Lines lines;
    const auto report = rescue->export_lines(lines);
    ASSERT_FINE(report);
    EXPECT_FALSE(report->lost.empty());
    EXPECT_GT(report->written, 15u);
    const auto audit = rescue->verify();
    ASSERT_FINE(audit);
    EXPECT_FALSE(audit->findings.empty());
    // What is saved fills a new store.
    const auto fresh = Store::open_memory();
    Source source(lines.lines);
    EXPECT_EQ((*fresh)->import_lines(source)->added, report->written);
  }
  std::ofstream(path, std::ios::binary) << whole.substr(0, 50);
  EXPECT_REFUSED(Store::open_sqlite(path, how(OpenMode::rescue)), Status::io, "damaged");
}

}  // namespace
}  // namespace celian
