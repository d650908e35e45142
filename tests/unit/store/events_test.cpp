// Events go in whole, come out as they were, and are refused for a reason.
#include "fixture.hpp"

namespace celian {
namespace {

using Events = EveryStore;

TEST_P(Events, ComeBackAsTheyWere) {
  ASSERT_FINE(store->append(consent("p-1")));
  NewEvent e = grip("p-1", "21.40");
  e.engine_version = "0.1.0";
  e.id = "00112233445566778899aabbccddeeff";
  const auto sequence = store->append(e);
  ASSERT_FINE(sequence);
  EXPECT_EQ(*sequence, 2u);

  const auto events = store->history("p-1");
  ASSERT_FINE(events);
  ASSERT_EQ(events->size(), 2u);
  const Event& back = (*events)[1];
  EXPECT_EQ(back.sequence, 2u);
  EXPECT_EQ(back.person, "p-1");
  EXPECT_EQ(back.kind, EventKind::measurement);
  EXPECT_EQ(back.date.iso(), "2026-11-20");
  EXPECT_EQ(back.recorded_at, kMorning);
  EXPECT_EQ(back.author, "nurse-3");
  EXPECT_EQ(back.source, "a form");
  EXPECT_EQ(back.engine_version, "0.1.0");
  EXPECT_EQ(back.id, e.id);
  EXPECT_EQ(back.payload, R"({"test":"grip_strength","value":21.4})");
  EXPECT_FALSE(back.corrects);
  EXPECT_FALSE(back.corrected_by);
  EXPECT_EQ((*events)[0].id.size(), 32u);
}

TEST_P(Events, AreTheirPersonsOnly) {
  for (const char* person : {"b", "a", "人"}) ASSERT_FINE(store->append(consent(person)));
  ASSERT_FINE(store->append(grip("a")));
  EXPECT_EQ(*store->persons(), (std::vector<std::string>{"a", "b", "人"}));
  EXPECT_EQ(store->history("a")->size(), 2u);
  EXPECT_EQ(store->history("人")->size(), 1u);
  EXPECT_TRUE(store->history("nobody")->empty());
}

TEST_P(Events, AreAllAddedOrNone) {
  ASSERT_FINE(store->append(consent("p-1")));
  const std::vector<NewEvent> batch = {grip("p-1"), grip("p-1", "\"x\""),
                                       event("p-1", EventKind::measurement, R"({"value":1})")};
  EXPECT_REFUSED(store->append(batch), Status::schema, "/2/payload/test");
  EXPECT_EQ(store->head()->sequence, 1u);
  // One that only fails in the middle of the transaction.
  const std::vector<NewEvent> late = {grip("p-1"), grip("p-2")};
  EXPECT_REFUSED(store->append(late), Status::conflict, "/1/kind: no consent to \"data\"");
  EXPECT_EQ(store->head()->sequence, 1u);
  EXPECT_EQ(store->history("p-1")->size(), 1u);
  ASSERT_FINE(store->append(grip("p-1")));
  EXPECT_EQ(findings(*store->verify()), "");
}

TEST_P(Events, ThatAreTriedAgainCountOnce) {
  ASSERT_FINE(store->append(consent("p-1")));
  NewEvent e = grip("p-1");
  e.id = "00112233445566778899aabbccddeeff";
  EXPECT_EQ(*store->append(e), 2u);
  EXPECT_EQ(*store->append(e), 2u);
  EXPECT_EQ(store->head()->sequence, 2u);
  e.payload = R"({"test":"grip_strength","value":30})";
  EXPECT_REFUSED(store->append(e), Status::conflict, "/id: event 2 has this id");
}

TEST_P(Events, KeepTheirOrderWhenTheClockGoesBack) {
  ASSERT_FINE(store->append(consent("p-1")));
  NewEvent e = grip("p-1", "20");
  ASSERT_FINE(store->append(e));
  e = grip("p-1", "22");
  e.recorded_at = kMorning - 3'600'000;
  ASSERT_FINE(store->append(e));
  // The latest consent is the one recorded last, whatever its clock says.
  NewEvent withdrawn = consent("p-1", "[]");
  withdrawn.recorded_at = kMorning - 7'200'000;
  ASSERT_FINE(store->append(withdrawn));
  EXPECT_TRUE(store->consent("p-1")->covers.empty());
  EXPECT_EQ((*store->history("p-1"))[2].payload, R"({"test":"grip_strength","value":22})");
  const auto audit = store->verify();
  EXPECT_EQ(findings(*audit), "");
  EXPECT_EQ(audit->clock_back, 2u);
}

struct Wrong {
  const char* what;
  EventKind kind;
  const char* payload;
  Status status;
  const char* says;
};

constexpr Wrong kWrong[] = {
    {"no JSON", EventKind::measurement, "{", Status::syntax, "/payload"},
    {"no object", EventKind::measurement, "[]", Status::schema, "expected an object"},
    {"no test", EventKind::measurement, R"({"value":1})", Status::schema, "/payload/test"},
    {"a slip", EventKind::measurement, R"({"test":"weight","vlaue":1})", Status::schema, "vlaue"},
    {"another day", EventKind::measurement, R"({"test":"weight","value":1,"date":"2026-11-19"})",
     Status::conflict, "/payload/date"},
    {"a value that is a list", EventKind::measurement, R"({"test":"weight","value":[1]})",
     Status::schema, "/payload/value"},
    {"a session of another day", EventKind::session, R"({"date":"2026-11-19"})", Status::conflict,
     "/payload/date"},
    {"minutes", EventKind::session, R"({"date":"2026-11-20","minutes":9999})", Status::range,
     "/payload/minutes"},
    {"somebody else", EventKind::person, R"({"id":"p-2"})", Status::conflict, "/payload/id"},
    {"a birth to come", EventKind::person, R"({"birth_date":"2027-01-01"})", Status::schema,
     "birth_date"},
    {"falls", EventKind::health, R"({"falls":{"count_12_months":"many"}})", Status::schema,
     "/payload/falls/count_12_months"},
    {"a wish of health", EventKind::wishes, R"({"health":{}})", Status::schema, "/payload/health"},
    {"eight days a week", EventKind::wishes, R"({"resources":{"days_per_week":8}})", Status::range,
     "/payload/resources/days_per_week"},
    {"a consent to nothing known", EventKind::consent, R"({"id":"c","covers":["all"]})",
     Status::schema, "/payload/covers"},
    {"a consent without id", EventKind::consent, R"({"covers":["data"]})", Status::schema,
     "without it there are only drafts"},
    {"no result", EventKind::assessment, R"({"v":1,"data_version":"2026.1"})", Status::schema,
     "assess.score"},
    {"a result without data version", EventKind::screening, R"({"triage":"T0"})", Status::schema,
     "/payload/data_version"},
    {"a screening that is none", EventKind::screening, R"({"data_version":"1"})", Status::schema,
     "assess.screen"},
    {"a progress that is none", EventKind::progress, R"({"data_version":"1"})", Status::schema,
     "train.progress"},
    {"a result of somebody else", EventKind::screening,
     R"({"triage":"T0","data_version":"1","person":{"id":"p-2"}})", Status::conflict,
     "/payload/person/id"},
    {"a prescription that is none", EventKind::prescription, R"({"draft":true})", Status::schema,
     "/payload"},
    {"a prescription that does not say whether it is a draft", EventKind::prescription,
     R"({"plan":null,"data_version":"1"})", Status::schema, "/payload/draft"},
    {"a retraction of nothing", EventKind::retraction, R"({"reason":"slip"})", Status::schema,
     "/corrects"},
    {"an erasure", EventKind::erasure, R"({"events":[]})", Status::argument, "/kind"},
    {"kind 77", static_cast<EventKind>(77), "{}", Status::argument, "/kind"},
};

TEST_P(Events, OfTheWrongShapeAreRefused) {
  ASSERT_FINE(store->append(consent("p-1")));
  for (const Wrong& w : kWrong) {
    SCOPED_TRACE(w.what);
    EXPECT_REFUSED(store->append(event("p-1", w.kind, w.payload)), w.status, w.says);
  }
  EXPECT_EQ(store->head()->sequence, 1u);
}

TEST_P(Events, WithoutProvenanceAreRefused) {
  const auto refused = [&](auto change, Status status, const char* says) {
    NewEvent e = consent("p-1");
    change(e);
    EXPECT_REFUSED(store->append(e), status, says);
  };
  refused([](NewEvent& e) { e.person = ""; }, Status::argument, "/person");
  refused([](NewEvent& e) { e.person = std::string(201, 'x'); }, Status::argument, "/person");
  refused([](NewEvent& e) { e.person = "a\nb"; }, Status::argument, "/person");
  refused([](NewEvent& e) { e.person = "\xff"; }, Status::argument, "UTF-8");
  refused([](NewEvent& e) { e.author = ""; }, Status::argument, "/author");
  refused([](NewEvent& e) { e.source = "\x1b[2J"; }, Status::argument, "/source");
  refused([](NewEvent& e) { e.id = "12"; }, Status::argument, "/id");
  refused([](NewEvent& e) { e.recorded_at = INT64_MAX; }, Status::range, "/recorded_at");
  EXPECT_EQ(store->head()->sequence, 0u);
}

TEST_P(Events, AreFoundByKindAndDay) {
  ASSERT_FINE(store->append(consent("p-1")));
  for (int day = 1; day <= 5; ++day) {
    NewEvent e = grip("p-1", std::to_string(20 + day));
    e.date = *Date::from_ymd(2026, 11, day);
    ASSERT_FINE(store->append(e));
  }
  HistoryQuery query;
  query.kind = EventKind::measurement;
  EXPECT_EQ(store->history("p-1", query)->size(), 5u);
  query.from = Date::from_ymd(2026, 11, 2).value();
  query.to = Date::from_ymd(2026, 11, 3).value();
  EXPECT_EQ(store->history("p-1", query)->size(), 2u);
  query.kind = EventKind::session;
  EXPECT_TRUE(store->history("p-1", query)->empty());
}

TEST_P(Events, AreCorrectedByNewOnes) {
  ASSERT_FINE(store->append(consent("p-1")));
  ASSERT_FINE(store->append(consent("p-2")));
  const Sequence first = *store->append(grip("p-1", "214"));
  NewEvent better = grip("p-1", "21.4");
  better.corrects = first;
  const Sequence second = *store->append(better);

  EXPECT_REFUSED(store->append(better), Status::conflict, "was corrected by event 4");
  better.corrects = 99;
  EXPECT_REFUSED(store->append(better), Status::unknown_id, "/corrects");
  better.corrects = 1;
  EXPECT_REFUSED(store->append(better), Status::conflict, "another kind");
  NewEvent other = grip("p-2");
  other.corrects = second;
  EXPECT_REFUSED(store->append(other), Status::conflict, "somebody else");

  HistoryQuery current;
  current.current = true;
  auto now = store->history("p-1", current);
  ASSERT_EQ(now->size(), 2u);
  EXPECT_EQ((*now)[1].sequence, second);
  const auto all = store->history("p-1");
  ASSERT_EQ(all->size(), 3u);
  EXPECT_EQ((*all)[1].corrected_by, second);
  EXPECT_EQ((*all)[2].corrects, first);

  NewEvent back = event("p-1", EventKind::retraction, R"({"reason":"not this person"})");
  back.corrects = second;
  const Sequence third = *store->append(back);
  EXPECT_EQ(store->history("p-1", current)->size(), 1u);
  back.corrects = third;
  EXPECT_REFUSED(store->append(back), Status::conflict, "is a retraction");
  back.corrects = 1;
  EXPECT_REFUSED(store->append(back), Status::conflict, "withdrawn by a new one");
}

TEST_P(Events, MayBeManyInOneCall) {
  std::vector<NewEvent> batch = {consent("p-1")};
  for (int i = 0; i < 500; ++i) batch.push_back(grip("p-1", std::to_string(i)));
  const auto sequences = store->append(batch);
  ASSERT_FINE(sequences);
  for (std::size_t i = 0; i < sequences->size(); ++i) EXPECT_EQ((*sequences)[i], i + 1);
  EXPECT_EQ(findings(*store->verify()), "");
  EXPECT_TRUE(store->append(std::span<const NewEvent>())->empty());
}

EVERY_STORE(Events);

TEST(EventKinds, HaveNamesBothWays) {
  for (int n = 0; n < 256; ++n) {
    const auto kind = static_cast<EventKind>(n);
    const std::string_view name = event_kind_name(kind);
    const bool is_kind = n >= 1 && n <= 12;
    EXPECT_EQ(name != "unknown", is_kind) << n;
    if (is_kind) {
      EXPECT_EQ(find_event_kind(name), kind) << n;
    }
  }
  EXPECT_FALSE(find_event_kind("unknown"));
}

}  // namespace
}  // namespace celian
