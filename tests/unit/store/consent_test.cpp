// What a person has not agreed to is not kept.
#include "fixture.hpp"

namespace celian {
namespace {

using ConsentOf = EveryStore;

constexpr char kScore[] = R"({"v":1,"data_version":"2026.1","items":[]})";
constexpr char kScreening[] = R"({"v":1,"data_version":"2026.1","triage":"T0"})";
constexpr char kProgress[] = R"({"v":1,"data_version":"2026.1","adherence":{}})";

struct Case {
  const char* what;
  NewEvent event;
  const char* needs;  // all of these, separated by spaces; "" = nothing
};

std::vector<Case> cases() {
  return {
      {"measurement", grip("p-1"), "data test"},
      {"assessment", event("p-1", EventKind::assessment, kScore), "data test"},
      {"screening", event("p-1", EventKind::screening, kScreening), "data"},
      {"person", event("p-1", EventKind::person, R"({"sex":"female"})"), "data"},
      {"health", event("p-1", EventKind::health, R"({"symptoms":[]})"), "data"},
      {"wishes", event("p-1", EventKind::wishes, R"({"goals":["strength"]})"), "data"},
      {"session", event("p-1", EventKind::session, R"({"date":"2026-11-20"})"), "data"},
      {"progress", event("p-1", EventKind::progress, kProgress), "data"},
      {"prescription", prescription("p-1", false, "\"p-1\""), "data exercise"},
      {"draft", prescription("p-1", true), ""},
      {"consent", consent("p-1", "[]"), ""},
  };
}

// Every kind of event under every set of consents.
TEST_P(ConsentOf, ThePersonBlocksWhatItDoesNotCover) {
  const std::string_view kAll[] = {"data", "test", "exercise"};
  for (unsigned set = 0; set < 8; ++set) {
    std::string covers;
    for (unsigned i = 0; i < 3; ++i) {
      if ((set >> i & 1) != 0)
        covers += (covers.empty() ? "\"" : ",\"") + std::string(kAll[i]) + "\"";
    }
    for (const Case& c : cases()) {
      SCOPED_TRACE(std::string(c.what) + " under [" + covers + "]");
      ASSERT_FINE(store->append(consent("p-1", "[" + covers + "]")));
      std::string missing;
      for (unsigned i = 0; i < 3; ++i) {
        const bool is_needed = std::string_view(c.needs).find(kAll[i]) != std::string_view::npos;
        if (is_needed && (set >> i & 1) == 0 && missing.empty()) missing = kAll[i];
      }
      const auto done = store->append(c.event);
      if (missing.empty()) {
        EXPECT_FINE(done);
      } else {
        EXPECT_REFUSED(done, Status::conflict, "/kind: no consent to \"" + missing + "\"");
      }
    }
  }
  EXPECT_EQ(findings(*store->verify()), "");
}

TEST_P(ConsentOf, NobodyIsNone) {
  EXPECT_REFUSED(store->append(grip("p-1")), Status::conflict, "none is recorded");
  EXPECT_FINE(store->append(prescription("p-1", true)));
  EXPECT_EQ(store->consent("p-1")->id, "");
}

TEST_P(ConsentOf, TheSameCallCounts) {
  const std::vector<NewEvent> batch = {consent("p-1"), grip("p-1"), consent("p-1", "[]", "c-2"),
                                       grip("p-1")};
  EXPECT_REFUSED(store->append(batch), Status::conflict, "/3/kind");
  EXPECT_FINE(store->append(std::span(batch).first(3)));
  EXPECT_REFUSED(store->append(grip("p-1")), Status::conflict, "consent c-2 does not cover it");
}

TEST_P(ConsentOf, AWithdrawalLeavesWhatIsThereAndLetsItBeTakenBack) {
  ASSERT_FINE(store->append(consent("p-1")));
  const Sequence reading = *store->append(grip("p-1"));
  ASSERT_FINE(store->append(consent("p-1", "[]", "")));
  EXPECT_EQ(store->history("p-1")->size(), 3u);
  NewEvent corrected = grip("p-1", "22");
  corrected.corrects = reading;
  EXPECT_REFUSED(store->append(corrected), Status::conflict, "no consent to \"data\"");
  NewEvent back = event("p-1", EventKind::retraction, R"({"reason":"asked for"})");
  back.corrects = reading;
  EXPECT_FINE(store->append(back));
}

// Another store knew of a consent, and this one of a later withdrawal.
TEST_P(ConsentOf, OldLinesDoNotUndoAWithdrawal) {
  const auto other = make("other.db");
  ASSERT_FINE(other->append(consent("p-1", R"(["data","test"])", "c-old")));
  Lines old;
  ASSERT_FINE(other->export_lines(old));
  ASSERT_FINE(other->append(grip("p-1")));
  Lines with_reading;
  ASSERT_FINE(other->export_lines(with_reading));

  NewEvent withdrawn = consent("p-1", R"(["data"])", "c-new");
  withdrawn.recorded_at = kMorning + 86'400'000;
  const Sequence withdrawal = *store->append(withdrawn);
  Source lines(with_reading.lines);
  EXPECT_REFUSED(store->import_lines(lines), Status::conflict, "line 2: no consent to \"test\"");
  Source consents(old.lines);
  ASSERT_FINE(store->import_lines(consents));
  EXPECT_EQ(store->consent("p-1")->covers, std::vector<std::string>{"data"});
  EXPECT_REFUSED(store->append(grip("p-1")), Status::conflict, "no consent to \"test\"");

  // The withdrawal was of somebody else: corrected, it no longer counts.
  NewEvent corrected = consent("p-1", R"(["data","test"])", "c-new");
  corrected.corrects = withdrawal;
  ASSERT_FINE(store->append(corrected));
  EXPECT_FINE(store->append(grip("p-1")));
}

TEST_P(ConsentOf, WithoutAnIdThereAreOnlyDrafts) {
  ASSERT_FINE(store->append(consent("p-1")));
  EXPECT_REFUSED(store->append(prescription("p-1", false)), Status::conflict,
                 "without the id of a person is a draft");
  EXPECT_FINE(store->append(prescription("p-1", true)));
  EXPECT_FINE(store->append(prescription("p-1", false, "\"p-1\"")));
}

EVERY_STORE(ConsentOf);

}  // namespace
}  // namespace celian
