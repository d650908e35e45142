// What a retest shows: then and now, what it means, and what is not compared.
#include <gtest/gtest.h>

#include <string>

#include "fixture.hpp"

namespace celian::report {
namespace {

using test::contains;

constexpr const char* kStandard = "cn.gas.physique.older@2003+r1";

// One scored sheet; `points` of the grip, `total` of all.
std::string sheet(const std::string& standard, int points, int total) {
  return R"({"standard": ")" + standard +
         R"(", "column": {"sex": "female"}, "outcome": "complete", "total": )" +
         std::to_string(total) +
         R"(, "grade": {"code": "level_3", "label": {"en": "Level 3", "zh-CN": "三级"}},
    "items": [{"test": "grip_strength", "outcome": "scored", "value": )" +
         std::to_string(18 + points) + R"(, "unit": "kg", "points": )" + std::to_string(points) +
         R"(, "why": []}], "bonus": [], "missing": [], "needs": [], "reasons": []})";
}

std::string first(const std::string& person = "p-1", const std::string& day = "2026-11-21",
                  const std::string& standard = kStandard) {
  return R"({"v": 1, "data_version": "test", "used": [], "as_of": ")" + day +
         R"(", "person": {"id": ")" + person +
         R"(", "sex": "female", "age_years": 66}, "score": )" + sheet(standard, 2, 18) +
         R"(, "screen": null, "guide": null, "measure": null, "progress": null})";
}

std::string change(const std::string& test, const std::string& verdict, double from, double to,
                   const std::string& rest) {
  return R"({"test": ")" + test +
         R"(", "unit": "s", "from_date": "2026-11-21", "to_date": "2027-02-14", "from": )" +
         std::to_string(from) + R"(, "to": )" + std::to_string(to) +
         R"(, "readings": 2, "verdict": ")" + verdict + R"(", "why": [0])" + rest + "}";
}

const std::string kReal = change("five_times_sit_to_stand", "real_better", 15.2, 11.4,
                                 R"(, "estimate": 3.65, "ci95": [1.2, 6.1], "mdc95": 2.5)");

std::string now(const std::string& changes = kReal) {
  return R"({"v": 1, "data_version": "test", "used": [], "as_of": "2027-02-14",
    "person": {"id": "p-1", "sex": "female", "age_years": 66}, "score": )" +
         sheet(kStandard, 3, 20) + R"(, "screen": null, "guide": null, "measure": null,
    "progress": {"adherence": {"planned": 12, "matched": 10}, "load": {}, "changes": [)" +
         changes + R"(], "decisions": [], "retest": [],
      "reasons": [{"code": "train.change_real_better", "rule": "test.x.change", "args": {}, "cites": [{"source": "src.goldberg_2012", "where": "MDC95"}], "evidence": "trial", "verified": "primary"}]}})";
}

Result<std::string> page(const std::string& result, const std::string& before,
                         ReportFormat format = ReportFormat::text, const char* locale = "en",
                         const char* kind = "before_after") {
  ReportContext context;
  context.before = before;
  return render_report(test::catalog(), result, kind, format, locale, context);
}

TEST(BeforeAfter, SaysBothSheetsAndTheInterval) {
  const auto text = page(now(), first());
  ASSERT_TRUE(text) << text.error().message;
  EXPECT_TRUE(contains(*text, "18 points, Level 3 → 20 points, Level 3")) << *text;
  EXPECT_TRUE(contains(*text, "2 → 3 of 5 points")) << *text;
  // As the watch counts: fewer seconds are a minus, and the interval is turned with them.
  EXPECT_TRUE(contains(*text, "-3.65 s (-6.1")) << *text;
  EXPECT_TRUE(contains(*text, "Better than chance explains: 1.")) << *text;
}

TEST(BeforeAfter, EveryFormatAndLocale) {
  for (const char* locale : {"zh-CN", "en"}) {
    for (const ReportFormat format :
         {ReportFormat::text, ReportFormat::markdown, ReportFormat::html, ReportFormat::json}) {
      const auto text = page(now(), first(), format, locale);
      ASSERT_TRUE(text) << text.error().message;
      EXPECT_FALSE(contains(*text, "⟨")) << "a text is missing: " << *text;
      EXPECT_TRUE(contains(*text, "3.65")) << *text;
    }
  }
  EXPECT_TRUE(contains(*page(now(), first(), ReportFormat::html), "<svg"));
  EXPECT_TRUE(contains(*page(now(), first(), ReportFormat::json), "\"before_share\": 0.4"));
}

TEST(BeforeAfter, PointsOfAnotherTableAreNotCompared) {
  const auto text = page(now(), first("p-1", "2026-11-21", "cn.gas.physique.adult@2003+r1"));
  ASSERT_TRUE(text) << text.error().message;
  EXPECT_TRUE(contains(*text, "different standards or editions")) << *text;
  EXPECT_FALSE(contains(*text, "18 points")) << *text;
}

TEST(BeforeAfter, WithoutTheEarlierSheetItsPointsAreNotKnown) {
  const auto text = page(now(), "");
  ASSERT_TRUE(text) << text.error().message;
  EXPECT_TRUE(contains(*text, "The earlier sheet was not handed in")) << *text;
  EXPECT_TRUE(contains(*text, "Result now: 20 points")) << *text;
}

TEST(BeforeAfter, NoiseIsNoSuccess) {
  const auto text = page(now(change("five_times_sit_to_stand", "within_error", 15, 14,
                                    R"(, "estimate": 0.9, "ci95": [-1.5, 3.3], "mdc95": 2.5)")),
                         first());
  ASSERT_TRUE(text) << text.error().message;
  EXPECT_FALSE(contains(*text, "Better than chance")) << *text;
  EXPECT_TRUE(contains(*text, "so as before: 1.")) << *text;
}

// Whoever does a test for the second time may only know it better.
TEST(BeforeAfter, PracticeIsNoSuccess) {
  std::string result =
      now(change("six_minute_walk", "probable_better", 431, 478,
                 R"(, "estimate": 45, "ci95": [8, 82], "mdc95": 38, "mcid": 20, "p_mcid": 0.9)"));
  const std::string code = "train.change_real_better";
  result.replace(result.find(code), code.size(), "train.change_practice");
  const auto text = page(result, first());
  ASSERT_TRUE(text) << text.error().message;
  EXPECT_TRUE(contains(*text, "Better, but perhaps by practice of the test: 1.")) << *text;
  EXPECT_FALSE(contains(*text, "Better than chance explains")) << *text;
  EXPECT_FALSE(contains(*text, "enough to matter")) << *text;
}

TEST(BeforeAfter, AWeightIsNeitherBetterNorWorse) {
  const auto text =
      page(now(change("weight", "not_comparable", 63.5, 62.4, R"(, "estimate": -1.1)")), first());
  ASSERT_TRUE(text) << text.error().message;
  EXPECT_TRUE(contains(*text, "Neither better nor worse by themselves")) << *text;
  EXPECT_FALSE(contains(*text, "error of the test is not known: 1")) << *text;
}

struct Refused {
  const char* what;
  std::string result, before;
  const char* kind;
  Status status;
  const char* pointer;
};

TEST(BeforeAfter, RefusesWhatCannotBeCompared) {
  const Refused cases[] = {
      {"nothing measured twice", now(""), first(), "before_after", Status::conflict, "/result"},
      {"no progress", first(), "", "before_after", Status::conflict, "/result"},
      {"somebody else", now(), first("p-2"), "before_after", Status::conflict, "/before/person/id"},
      {"a later day", now(), first("p-1", "2027-02-14"), "before_after", Status::conflict,
       "/before/as_of"},
      {"no result", now(), "{}", "before_after", Status::schema, "/before"},
      {"another kind", now(), first(), "person", Status::argument, "/before"},
  };
  for (const Refused& c : cases) {
    const auto text = page(c.result, c.before, ReportFormat::text, "en", c.kind);
    ASSERT_FALSE(text) << c.what;
    EXPECT_EQ(text.error().status, c.status) << c.what << ": " << text.error().message;
    EXPECT_EQ(text.error().pointer, c.pointer) << c.what;
  }
}

}  // namespace
}  // namespace celian::report
