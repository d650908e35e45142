// What stands in the bytes of the files: nothing of an erased person, and nothing readable of a
// sealed one.
#include <sys/stat.h>

#include "raw.hpp"

namespace celian {
namespace {

constexpr char kMarker[] = "planted-marker-7f3a";

// A long history of one person between those of others, so that rows are moved, pages split, long
// texts spill over, and the log holds all of it more than once.
void fill(Store& store, const std::string& person) {
  std::vector<NewEvent> batch = {consent(person), consent("p-2")};
  for (int i = 0; i < 60; ++i) {
    NewEvent mine = event(person, EventKind::session,
                          R"({"date":"2026-11-20","notes":")" + std::string(kMarker) +
                              std::string(static_cast<std::size_t>(i * i), 'x') + kMarker + "\"}");
    mine.source = kMarker;
    mine.author = kMarker;
    batch.push_back(mine);
    batch.push_back(grip("p-2", std::to_string(i)));
    if (batch.size() > 10) {
      ASSERT_FINE(store.append(batch));
      batch.clear();
    }
  }
  ASSERT_FINE(store.append(batch));
}

class Bytes : public ::testing::TestWithParam<bool> {
 protected:
  std::string key() const { return GetParam() ? kKey : ""; }
  TemporaryFolder folder;
};

TEST_P(Bytes, OfAnErasedPersonAreGone) {
  const std::string person = std::string("person-") + kMarker;
  const auto store = must_open(folder / "store.db", OpenMode::create, key());
  fill(*store, person);
  // The test can fail: the marker is there, in the log as well.
  ASSERT_NE(all_bytes(folder).find(kMarker), std::string::npos);
  ASSERT_TRUE(std::filesystem::exists(folder / "store.db-wal"));
  // Another connection that has looked at it does not keep it.
  const auto other = must_open(folder / "store.db", OpenMode::read_write, key());
  EXPECT_EQ(other->history(person)->size(), 61u);

  ASSERT_FINE(store->erase(person, "dpo", kMorning));
  EXPECT_EQ(all_bytes(folder).find(kMarker), std::string::npos);
  EXPECT_TRUE(other->history(person)->empty());
  EXPECT_EQ(findings(*store->verify()), "");
  ASSERT_FINE(store->append(grip("p-2")));
  EXPECT_EQ(all_bytes(folder).find(kMarker), std::string::npos);
}

TEST_P(Bytes, ThatAReaderHoldsAreToldAndGoneLater) {
  const auto store = must_open(folder / "store.db", OpenMode::create, key());
  fill(*store, kMarker);
  sqlite3* reader = nullptr;
  ASSERT_EQ(sqlite3_open((folder / "store.db").c_str(), &reader), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM event", nullptr, nullptr, nullptr),
            SQLITE_OK);
  EXPECT_REFUSED(store->erase(kMarker, "dpo", kMorning), Status::io, "erased, but bytes are left");
  EXPECT_TRUE(store->history(kMarker)->empty());
  EXPECT_TRUE(store->verify()->bytes_left);
  sqlite3_close(reader);
  const auto again = store->erase(kMarker, "dpo", kMorning);
  ASSERT_FINE(again);
  EXPECT_EQ(again->events, 0u);
  EXPECT_FALSE(store->verify()->bytes_left);
  EXPECT_EQ(all_bytes(folder).find(kMarker), std::string::npos);
}

TEST_P(Bytes, OfABackupAreTheStore) {
  const auto store = must_open(folder / "store.db", OpenMode::create, key());
  fill(*store, "p-1");
  ASSERT_FINE(store->erase("p-1", "dpo", kMorning));
  ASSERT_FINE(store->backup(folder / "copy.db"));
  EXPECT_REFUSED(store->backup(folder / "copy.db"), Status::io, "is there already");
  EXPECT_REFUSED(store->backup(folder / "none/copy.db"), Status::io, "none/copy.db");
  EXPECT_FALSE(std::filesystem::exists(folder / "copy.db.part"));
  EXPECT_EQ(all_bytes(folder).find(kMarker), std::string::npos);
  const auto copy = must_open(folder / "copy.db", OpenMode::read_write, key());
  EXPECT_EQ(*copy->head(), *store->head());
  EXPECT_EQ(findings(*copy->verify(*store->head())), "");
  EXPECT_EQ(copy->history("p-2")->size(), store->history("p-2")->size());
  struct stat about {};
  ASSERT_EQ(::stat((folder / "copy.db").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777u, 0600u);
}

INSTANTIATE_TEST_SUITE_P(All, Bytes, ::testing::Bool(),
                         [](const ::testing::TestParamInfo<bool>& sealed) {
                           return std::string(sealed.param ? "sealed" : "plain");
                         });

TEST(SealedBytes, HideContentsAndShowIds) {
  TemporaryFolder folder;
  const auto store = must_open(folder / "store.db", OpenMode::create, kKey);
  fill(*store, "open-person-id");
  const std::string bytes = all_bytes(folder);
  EXPECT_EQ(bytes.find(kMarker), std::string::npos);
  EXPECT_EQ(bytes.find("grip_strength"), std::string::npos);
  EXPECT_EQ(bytes.find("nurse-3"), std::string::npos);
  // What docs/store.md says is not hidden.
  EXPECT_NE(bytes.find("open-person-id"), std::string::npos);
}

TEST(PlainBytes, AreForTheOwnerOnly) {
  TemporaryFolder folder;
  const auto store = must_open(folder / "store.db", OpenMode::create);
  ASSERT_FINE(store->append(consent("p-1")));
  for (const char* name : {"store.db", "store.db-wal", "store.db-shm"}) {
    struct stat about {};
    ASSERT_EQ(::stat((folder / name).c_str(), &about), 0) << name;
    EXPECT_EQ(about.st_mode & 0777u, 0600u) << name;
  }
}

}  // namespace
}  // namespace celian
