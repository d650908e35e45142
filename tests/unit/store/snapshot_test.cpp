// A store in memory as bytes and back.
#include "fixture.hpp"

namespace celian {
namespace {

class Snapshot : public ::testing::TestWithParam<bool> {
 protected:
  StoreOptions options() const {
    StoreOptions o;
    if (GetParam()) o.key = kKey;
    return o;
  }
  std::unique_ptr<Store> filled() const {
    auto store = *Store::open_memory(options());
    EXPECT_FINE(store->append(consent("p-1")));
    EXPECT_FINE(store->append(grip("p-1", "0.1")));
    NewEvent text = event("p-1", EventKind::health, R"({"conditions":["膝关节 \n\u0000 骨"]})");
    EXPECT_FINE(store->append(text));
    EXPECT_FINE(store->append(consent("p-2")));
    EXPECT_FINE(store->erase("p-2", "dpo", kMorning));
    return store;
  }
};

TEST_P(Snapshot, ComesBackTheSame) {
  const auto store = filled();
  const auto bytes = store->snapshot();
  ASSERT_FINE(bytes);
  EXPECT_TRUE(bytes->starts_with("celian snapshot 1\n"));
  auto back = Store::open_snapshot(*bytes, options());
  ASSERT_FINE(back);
  EXPECT_EQ(*(*back)->head(), *store->head());
  EXPECT_EQ(findings(*(*back)->verify(*store->head())), "");
  const auto before = store->history("p-1");
  const auto after = (*back)->history("p-1");
  ASSERT_EQ(before->size(), after->size());
  for (std::size_t i = 0; i < before->size(); ++i) {
    EXPECT_EQ((*before)[i].payload, (*after)[i].payload);
    EXPECT_EQ((*before)[i].id, (*after)[i].id);
  }
  EXPECT_EQ(*(*back)->snapshot(), *bytes);
  EXPECT_FINE((*back)->append(grip("p-1")));
  EXPECT_EQ(findings(*(*back)->verify(*store->head())), "");
}

TEST_P(Snapshot, ThatWasCutOrChangedIsRefused) {
  const std::string bytes = *filled()->snapshot();
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{18}, std::size_t{40},
                                 bytes.size() / 2, bytes.size() - 1})
    EXPECT_REFUSED(Store::open_snapshot(bytes.substr(0, size), options()), Status::syntax,
                   "the snapshot");
  for (std::size_t i = 0; i < bytes.size(); i += 7) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(Store::open_snapshot(changed, options())) << i;
  }
  EXPECT_REFUSED(Store::open_snapshot(bytes + "x", options()), Status::syntax, "is cut");
}

TEST_P(Snapshot, NeedsTheKeyOfItsStore) {
  const std::string bytes = *filled()->snapshot();
  StoreOptions other;
  other.key = GetParam() ? std::string(32, 'x') : kKey;
  EXPECT_REFUSED(Store::open_snapshot(bytes, other), Status::conflict, "key");
}

INSTANTIATE_TEST_SUITE_P(All, Snapshot, ::testing::Bool(),
                         [](const ::testing::TestParamInfo<bool>& sealed) {
                           return std::string(sealed.param ? "sealed" : "plain");
                         });

TEST(SnapshotOrBackup, IsWhatTheOtherKindOfStoreHasNot) {
  TemporaryFolder folder;
  StoreOptions o;
  o.mode = OpenMode::create;
  const auto database = *Store::open_sqlite(folder / "store.db", o);
  EXPECT_REFUSED(database->snapshot(), Status::unsupported, "make a backup");
  const auto memory = *Store::open_memory();
  EXPECT_REFUSED(memory->backup(folder / "copy.db"), Status::unsupported, "take a snapshot");
}

}  // namespace
}  // namespace celian
