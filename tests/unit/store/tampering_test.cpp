// Whoever changes the file by hand is found, and the place is named.
#include "raw.hpp"

namespace celian {
namespace {

struct Change {
  const char* what;
  const char* sql;
  const char* plain;   // what verify() says of a store that is not sealed
  const char* sealed;  // and of a sealed one
};

// Events: 1 consent p-1, 2-6 readings, 7 consent p-2, 8 reading of p-2, then p-2 is erased by 9.
constexpr Change kChanges[] = {
    {"a payload",
     "UPDATE event SET body = CAST(replace(CAST(body AS TEXT), '22', '99') AS BLOB) "
     "WHERE sequence = 3",
     "3: ", "3: "},
    {"one byte of a body",
     "UPDATE event SET body = CAST(substr(body, 1, 52) || x'00' || "
     "substr(body, 54) AS BLOB) WHERE sequence = 4",
     "4: ", "4: "},
    {"the person", "UPDATE event SET person = 'p-3' WHERE sequence = 3",
     "3: is not what was recorded", "3: is not what was recorded"},
    {"the day", "UPDATE event SET date = date + 1 WHERE sequence = 5",
     "5: is not what was recorded", "5: is not what was recorded"},
    {"the time", "UPDATE event SET recorded_at = recorded_at + 1 WHERE sequence = 2",
     "2: is not what was recorded", "2: is not what was recorded"},
    {"the kind", "UPDATE event SET kind = 6 WHERE sequence = 2", "2: is not what was recorded",
     "2: is not what was recorded"},
    {"what it corrects", "UPDATE event SET corrects = 2 WHERE sequence = 3",
     "3: is not what was recorded", "3: is not what was recorded"},
    {"the id", "UPDATE event SET id = randomblob(16) WHERE sequence = 2",
     "2: is not what was recorded", "2: cannot be opened with this key"},
    {"two bodies exchanged",
     "UPDATE event SET body = (SELECT body FROM event WHERE sequence = 3) WHERE sequence = 2",
     "2: is not what was recorded", "2: cannot be opened with this key"},
    {"the digest", "UPDATE event SET digest = randomblob(32) WHERE sequence = 2",
     "2: the chain breaks here", "2: the chain breaks here"},
    {"the link", "UPDATE event SET link = randomblob(32) WHERE sequence = 4",
     "4: the chain breaks here", "4: the chain breaks here"},
    {"an event taken out", "DELETE FROM event WHERE sequence = 4", "4: is missing",
     "4: is missing"},
    {"three taken out", "DELETE FROM event WHERE sequence BETWEEN 3 AND 5",
     "3: is missing, and all to 5", "3: is missing, and all to 5"},
    {"the last one taken out", "DELETE FROM event WHERE sequence = 9",
     "8: is empty, and no erasure says so", "8: is empty, and no erasure says so"},
    {"an event blanked",
     "UPDATE event SET id = NULL, person = NULL, body = NULL WHERE sequence = 3",
     "3: is empty, and no erasure says so", "3: is empty, and no erasure says so"},
    {"two exchanged",
     "UPDATE event SET sequence = -3 WHERE sequence = 3; UPDATE event SET sequence = 3 WHERE "
     "sequence = 4; UPDATE event SET sequence = 4 WHERE sequence = -3",
     "3: the chain breaks here", "3: the chain breaks here"},
    {"an event put in",
     "INSERT INTO event SELECT 10, randomblob(16), 'p-1', kind, date, "
     "recorded_at, NULL, body, digest, link FROM event WHERE sequence = 3",
     "10: the chain breaks here", "10: the chain breaks here"},
};

class Tampering : public ::testing::TestWithParam<bool> {
 protected:
  std::string key() const { return GetParam() ? kKey : ""; }
  std::string path() const { return folder / "store.db"; }
  void fill() const {
    const auto store = must_open(path(), OpenMode::create, key());
    ASSERT_FINE(store->append(consent("p-1")));
    for (int i = 0; i < 5; ++i)
      ASSERT_FINE(store->append(grip("p-1", std::to_string(21 + i) + ".5")));
    ASSERT_FINE(store->append(consent("p-2")));
    ASSERT_FINE(store->append(grip("p-2")));
    ASSERT_FINE(store->erase("p-2", "dpo", kMorning));
    EXPECT_EQ(findings(*store->verify()), "");
  }
  TemporaryFolder folder;
};

TEST_P(Tampering, IsFoundAndNamed) {
  for (const Change& c : kChanges) {
    SCOPED_TRACE(c.what);
    std::filesystem::remove(path());
    fill();
    if (GetParam() && std::string_view(c.what) == "a payload") continue;  // nothing to replace
    change(path(), c.sql);
    const auto store = must_open(path(), OpenMode::read_only, key());
    const auto audit = store->verify();
    ASSERT_FINE(audit);
    const std::string expected = GetParam() ? c.sealed : c.plain;
    EXPECT_NE(findings(*audit).find(expected), std::string::npos)
        << "expected " << expected << ", found\n"
        << findings(*audit);
  }
}

// One change is one finding: what was not touched is not called wrong.
TEST_P(Tampering, OfOneEventBlamesNoOther) {
  fill();
  change(path(), "UPDATE event SET date = date + 1 WHERE sequence = 4");
  const auto audit = must_open(path(), OpenMode::read_only, key())->verify();
  ASSERT_EQ(audit->findings.size(), 1u) << findings(*audit);
  EXPECT_EQ(audit->findings[0].sequence, 4u);
}

TEST_P(Tampering, WithTheEndCutOffIsFoundByAnEarlierHead) {
  fill();
  Head head;
  {
    const auto store = must_open(path(), OpenMode::read_write, key());
    ASSERT_FINE(store->append(grip("p-1")));
    head = *store->head();
  }
  change(path(), "DELETE FROM event WHERE sequence = 10");
  const auto store = must_open(path(), OpenMode::read_only, key());
  EXPECT_EQ(findings(*store->verify()), "");  // the chain alone cannot know
  EXPECT_EQ(findings(*store->verify(head)), "10: is missing: the record once went to event 10\n");
}

// The guards of the file itself, against slips of programs.
TEST_P(Tampering, ByASlipIsRefusedByTheFile) {
  fill();
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path().c_str(), &db), SQLITE_OK);
  for (const char* sql : {"DELETE FROM event WHERE sequence = 3", "DELETE FROM event",
                          "UPDATE event SET date = 1 WHERE sequence = 3",
                          "UPDATE event SET body = x'00' WHERE sequence = 3",
                          "UPDATE event SET digest = x'00'", "UPDATE event SET sequence = 77"}) {
    EXPECT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_CONSTRAINT) << sql;
  }
  sqlite3_close(db);
  EXPECT_EQ(findings(*must_open(path(), OpenMode::read_only, key())->verify()), "");
}

INSTANTIATE_TEST_SUITE_P(All, Tampering, ::testing::Bool(),
                         [](const ::testing::TestParamInfo<bool>& sealed) {
                           return std::string(sealed.param ? "sealed" : "plain");
                         });

}  // namespace
}  // namespace celian
