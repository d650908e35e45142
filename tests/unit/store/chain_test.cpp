// The chain shows what was changed, and erasing does not break it.
#include "fixture.hpp"

#include <algorithm>

namespace celian {
namespace {

using Chain = EveryStore;

TEST_P(Chain, OfAnEmptyStoreHolds) {
  const auto audit = store->verify();
  ASSERT_FINE(audit);
  EXPECT_EQ(findings(*audit), "");
  EXPECT_EQ(audit->head, *store->head());
  EXPECT_EQ(audit->head.link.size(), 64u);
}

TEST_P(Chain, HoldsAfterErasing) {
  for (const char* person : {"p-1", "p-2", "p-3"}) {
    ASSERT_FINE(store->append(consent(person)));
    ASSERT_FINE(store->append(grip(person)));
  }
  const Head before = *store->head();
  const auto erased = store->erase("p-2", "dpo", kMorning);
  ASSERT_FINE(erased);
  EXPECT_EQ(erased->events, 2u);
  EXPECT_EQ(erased->sequence, 7u);

  EXPECT_TRUE(store->history("p-2")->empty());
  EXPECT_EQ(*store->persons(), (std::vector<std::string>{"p-1", "p-3"}));
  EXPECT_TRUE(store->consent("p-2")->covers.empty());
  EXPECT_EQ(store->history("p-3")->size(), 2u);

  const auto audit = store->verify(before);
  ASSERT_FINE(audit);
  EXPECT_EQ(findings(*audit), "");
  EXPECT_EQ(audit->events, 5u);
  EXPECT_EQ(audit->tombstones, 2u);
  EXPECT_FALSE(audit->bytes_left);

  // Again somebody of that id: a new beginning.
  EXPECT_REFUSED(store->erase("p-2", "dpo", kMorning), Status::unknown_id, "nothing");
  EXPECT_REFUSED(store->append(grip("p-2")), Status::conflict, "none is recorded");
  ASSERT_FINE(store->append(consent("p-2")));
  EXPECT_EQ(findings(*store->verify()), "");
}

TEST_P(Chain, EveryPersonCanBeErased) {
  for (int i = 0; i < 20; ++i) {
    for (const char* person : {"a", "b", "c"}) {
      if (i == 0) {
        ASSERT_FINE(store->append(consent(person)));
      } else {
        ASSERT_FINE(store->append(grip(person)));
      }
    }
  }
  for (const char* person : {"b", "a", "c"}) ASSERT_FINE(store->erase(person, "dpo", kMorning));
  const auto audit = store->verify();
  EXPECT_EQ(findings(*audit), "");
  EXPECT_EQ(audit->events, 3u);
  EXPECT_EQ(audit->tombstones, 60u);
  EXPECT_TRUE(store->persons()->empty());
}

TEST_P(Chain, ShowsAnEndThatWasCutOff) {
  ASSERT_FINE(store->append(consent("p-1")));
  Head later = *store->head();
  later.sequence = 5;
  const auto audit = store->verify(later);
  ASSERT_EQ(audit->findings.size(), 1u);
  EXPECT_EQ(audit->findings[0].sequence, 2u);
  Head other = *store->head();
  other.link[0] = other.link[0] == '0' ? '1' : '0';
  EXPECT_NE(findings(*store->verify(other)).find("1: the record up to here is not"),
            std::string::npos);
  ASSERT_FINE(store->append(grip("p-1")));
  EXPECT_NE(findings(*store->verify(other)), "");
}

TEST_P(Chain, IsAnotherInEveryStore) {
  const auto other = make("other.db");
  EXPECT_NE(store->head()->link, other->head()->link);
}

TEST_P(Chain, ErasingIsRefusedWithoutAnAuthor) {
  ASSERT_FINE(store->append(consent("p-1")));
  EXPECT_REFUSED(store->erase("p-1", "", kMorning), Status::argument, "/author");
  EXPECT_REFUSED(store->erase("", "dpo", kMorning), Status::argument, "/person");
  EXPECT_EQ(store->history("p-1")->size(), 1u);
}

EVERY_STORE(Chain);

}  // namespace
}  // namespace celian
