// What is exported can be imported, once or twice, into any store.
#include "fixture.hpp"

namespace celian {
namespace {

class LinesOf : public EveryStore {
 protected:
  void SetUp() override {
    ASSERT_FINE(store->append(consent("p-1")));
    ASSERT_FINE(store->append(consent("p-2")));
    const Sequence slip = *store->append(grip("p-1", "214"));
    NewEvent better = grip("p-1", "0.1");
    better.corrects = slip;
    ASSERT_FINE(store->append(better));
    NewEvent named = event("p-2", EventKind::health, R"({"conditions":["膝关节骨性关节炎"]})");
    named.source = "表 \"A\"\\1";
    ASSERT_FINE(store->append(named));
    ASSERT_FINE(store->append(prescription("p-1", true)));
  }
  mutable int count_ = 0;

  std::vector<std::string> lines_of(const Store& s, std::string_view person = {}) const {
    Lines out;
    const auto report = s.export_lines(out, person);
    EXPECT_FINE(report);
    if (report) {
      EXPECT_EQ(report->written, out.lines.size());
      EXPECT_TRUE(report->lost.empty());
    }
    return out.lines;
  }
};

TEST_P(LinesOf, AStoreFillAnotherOne) {
  const auto lines = lines_of(*store);
  ASSERT_EQ(lines.size(), 6u);
  EXPECT_NE(lines[2].find(R"("recorded_at":"2026-11-21T09:30:00.000Z")"), std::string::npos)
      << lines[2];
  const auto other = make("other.db");
  Source source(lines);
  const auto report = other->import_lines(source);
  ASSERT_FINE(report);
  EXPECT_EQ(report->added, 6u);
  EXPECT_EQ(lines_of(*other), lines);
  EXPECT_EQ((*other->history("p-1"))[2].corrects, 3u);
  EXPECT_EQ(findings(*other->verify()), "");
  // Once more, and into where they came from.
  for (Store* s : {other.get(), store.get()}) {
    Source again(lines);
    const auto second = s->import_lines(again);
    ASSERT_FINE(second);
    EXPECT_EQ(second->added, 0u);
    EXPECT_EQ(second->known, 6u);
  }
  EXPECT_EQ(lines_of(*store), lines);
}

TEST_P(LinesOf, OnePersonAreTheirsOnly) {
  EXPECT_EQ(lines_of(*store, "p-2").size(), 2u);
  EXPECT_EQ(lines_of(*store, "p-1").size(), 4u);
  EXPECT_TRUE(lines_of(*store, "p-3").empty());
}

TEST_P(LinesOf, AnErasedPersonAreGone) {
  ASSERT_FINE(store->erase("p-1", "dpo", kMorning));
  for (const std::string& line : lines_of(*store)) {
    EXPECT_EQ(line.find("p-1"), std::string::npos) << line;
    EXPECT_EQ(line.find("erasure"), std::string::npos) << line;
  }
}

TEST_P(LinesOf, AStoreComeInAllOrNone) {
  auto lines = lines_of(*store);
  const auto refused = [&](const char* from, const char* to, Status status, const char* says) {
    SCOPED_TRACE(says);
    auto changed = lines;
    const std::size_t at = changed[3].find(from);
    ASSERT_NE(at, std::string::npos) << from << " in " << changed[3];
    changed[3].replace(at, std::string(from).size(), to);
    const auto other = make(std::string("x") + std::to_string(++count_) + ".db");
    Source source(changed);
    EXPECT_REFUSED(other->import_lines(source), status, says);
    EXPECT_EQ(other->head()->sequence, 0u);
  };
  refused("{\"v\":1", "{\"v\":1,", Status::syntax, "line 4");
  refused("\"v\":1", "\"v\":2", Status::schema, "line 4");
  refused("\"author\"", "\"autor\"", Status::schema, "line 4");
  refused("measurement", "measuring", Status::schema, "line 4: 'measuring'");
  refused("09:30:00", "25:30:00", Status::schema, "line 4");
  refused("\"value\":0.1", "\"value\":[]", Status::schema, "/payload/value: line 4");
  refused("\"person\":\"p-1\"", "\"person\":\"p-9\"", Status::conflict, "line 4: no consent");
  refused("\"id\":\"", "\"id\":\"g", Status::schema, "line 4: expected 32");
  refused("\"corrects\":\"", "\"corrects\":\"00000000000000000000000000000000", Status::schema,
          "line 4");
}

TEST_P(LinesOf, TheSameIdWithAnotherContentAreRefused) {
  auto lines = lines_of(*store);
  const std::string value = "\"value\":214";  // the digits alone may stand in a random id
  const std::size_t at = lines[2].find(value);
  ASSERT_NE(at, std::string::npos) << lines[2];
  lines[2].replace(at + value.size() - 1, 1, "5");
  Source source(lines);
  EXPECT_REFUSED(store->import_lines(source), Status::conflict, "line 3: event 3 has this id");
}

TEST_P(LinesOf, ThatAreEmptyArePassedOver) {
  const auto other = make("other.db");
  std::vector<std::string> lines = {"", lines_of(*store)[0], "  \r", ""};
  Source source(lines);
  EXPECT_EQ(other->import_lines(source)->added, 1u);
}

TEST_P(LinesOf, AReaderThatGoesAwayEndsIt) {
  struct Full final : LineSink {
    Result<void> write(std::string_view) override { return Error{Status::io, "", "full"}; }
  } full;
  EXPECT_REFUSED(store->export_lines(full), Status::io, "full");
}

EVERY_STORE(LinesOf);

}  // namespace
}  // namespace celian
