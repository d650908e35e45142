// Rates by hand, exclusions, both sides of the least number, changes.
#include "cohort/summary.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "catalog/indicator_decode.hpp"

namespace celian::cohort {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

constexpr const char* kFile = R"({
  "kind": "indicators", "format": 1, "id": "indicators.test", "title": {"en": "t", "zh-CN": "t"},
  "cites": [{"source": "src.test", "where": "here"}], "licence": "own", "verified": "policy",
  "fields": [
    {"code": "grade", "type": "code", "name": {"en": "g", "zh-CN": "g"}, "result": true, "values": ["pass", "fail"]},
    {"code": "adult", "type": "flag", "name": {"en": "a", "zh-CN": "a"}, "result": true},
    {"code": "exempt", "type": "flag", "name": {"en": "e", "zh-CN": "e"}, "result": true},
    {"code": "now", "type": "number", "name": {"en": "n", "zh-CN": "n"}, "result": true},
    {"code": "before", "type": "number", "name": {"en": "b", "zh-CN": "b"}, "result": true}],
  "indicators": [
    {"code": "pass", "name": {"en": "p", "zh-CN": "p"}, "numerator": {"en": "n", "zh-CN": "n"}, "denominator": {"en": "d", "zh-CN": "d"},
     "of": {"has": "adult"}, "with": {"fact": "grade", "eq": "pass"}, "exclude": [{"when": {"has": "exempt"}, "why": {"en": "e", "zh-CN": "e"}}]},
    {"code": "done", "form": "ratio", "name": {"en": "p", "zh-CN": "p"}, "numerator": {"en": "n", "zh-CN": "n"}, "denominator": {"en": "d", "zh-CN": "d"},
     "of": true, "sum": "now", "over": "before"},
    {"code": "change", "form": "change", "name": {"en": "p", "zh-CN": "p"}, "numerator": {"en": "n", "zh-CN": "n"}, "denominator": {"en": "d", "zh-CN": "d"},
     "of": true, "later": "now", "earlier": "before"}]
})";

const IndicatorBase& base() {
  static const IndicatorBase out = [] {
    IndicatorBase b;
    Issues issues;
    const codec::Value json = codec::parse(kFile).value();
    codec::Reader r(json);
    const FileHeader header = read_header(r, "test.json");
    decode_cohort_fields(FileScope{json, header, issues}, b);
    decode_indicators(FileScope{json, header, issues}, b);
    for (const Issue& i : issues) ADD_FAILURE() << describe(i);
    return b;
  }();
  return out;
}

struct Person {
  double grade = kNone, adult = 1, exempt = kNone, now = kNone, before = kNone;
  std::int32_t group = 0;
};

Result<Summary> summary_of(const std::vector<Person>& people, std::int64_t least,
                           std::vector<std::string> groups = {"a", "b", "c", "d"}) {
  Rows rows;
  rows.size = people.size();
  const double Person::*members[] = {&Person::grade, &Person::adult, &Person::exempt, &Person::now,
                                     &Person::before};
  for (Slot s = 0; s < 5; ++s) {
    rows.fields.push_back({s, {}});
    for (const Person& p : people) rows.fields.back().values.push_back(p.*members[s]);
  }
  rows.by.push_back({"group", std::move(groups), {}});
  for (const Person& p : people) rows.by.back().at.push_back(p.group);
  std::vector<const Indicator*> indicators;
  for (const Indicator& i : base().indicators) indicators.push_back(&i);
  SummaryOptions options;
  options.least = least;
  return summarize(rows, base(), indicators, options);
}

void add(std::vector<Person>& to, int many, Person p) {
  for (int i = 0; i < many; ++i) to.push_back(p);
}

TEST(Summary, ARateIsOfThoseOfWhomItIsKnown) {
  std::vector<Person> people;
  add(people, 30, {.grade = 0});                  // pass
  add(people, 10, {.grade = 1});                  // fail
  add(people, 12, {});                            // no grade
  add(people, 11, {.grade = 0, .exempt = 1});     // excluded although passed
  add(people, 14, {.grade = 0, .exempt = 0});     // not exempt: pass
  add(people, 13, {.grade = 1, .adult = 0});      // not meant
  add(people, 15, {.grade = 1, .adult = kNone});  // unknown whether meant: not meant
  const auto s = summary_of(people, 10);
  ASSERT_TRUE(s) << s.error().message;
  const Figure& pass = s->all.figures[0];
  EXPECT_EQ(105, s->all.people.n);
  EXPECT_EQ(44, pass.count(State::with).n);
  EXPECT_EQ(10, pass.count(State::without).n);
  EXPECT_EQ(12, pass.count(State::unknown).n);
  EXPECT_EQ(11, pass.count(State::excluded).n);
  EXPECT_EQ(28, pass.count(State::outside).n);
  ASSERT_TRUE(pass.value);
  EXPECT_DOUBLE_EQ(44.0 / 54, *pass.value);
}

// Wilson's interval of 81 of 263: 0.2553 to 0.3662 (Newcombe 1998, table I, method 3).
TEST(Summary, IntervalOfAShareIsWilsons) {
  const Interval95 w = wilson(81, 263);
  EXPECT_NEAR(0.2553, w.low, 5e-5);
  EXPECT_NEAR(0.3662, w.high, 5e-5);
  const Interval95 none = wilson(0, 20), all = wilson(29, 29);
  EXPECT_EQ(0, none.low);
  EXPECT_NEAR(0.1611, none.high, 5e-5);
  EXPECT_NEAR(0.8830, all.low, 5e-5);
  EXPECT_EQ(1, all.high);
}

// Tables of t: 2.571 at 5, 2.262 at 9, 2.042 at 30 degrees.
TEST(Summary, IntervalOfAChangeIsStudents) {
  EXPECT_NEAR(2.571, student_t(5), 2e-3);
  EXPECT_NEAR(2.262, student_t(9), 1e-3);
  EXPECT_NEAR(2.042, student_t(30), 1e-3);
  std::vector<Person> people;
  for (int i = 0; i < 10; ++i) people.push_back({.now = 50.0 + i, .before = 48.0});
  add(people, 10, {.now = 50});  // one value only: no change
  const auto s = summary_of(people, 10);
  ASSERT_TRUE(s);
  const Figure& change = s->all.figures[2];
  EXPECT_EQ(10, change.count(State::with).n);
  ASSERT_TRUE(change.value && change.interval);
  EXPECT_DOUBLE_EQ(6.5, *change.value);  // mean of 2 … 11
  EXPECT_NEAR(6.5 - 2.262 * std::sqrt(9.1666667 / 10), change.interval->low, 2e-3);
  EXPECT_NEAR(6.5 + 2.262 * std::sqrt(9.1666667 / 10), change.interval->high, 2e-3);
  EXPECT_DOUBLE_EQ(545.0 / 480, *s->all.figures[1].value);  // ratio of sums
}

TEST(Summary, TheLeastNumberIsShownAndOneLessIsNot) {
  for (const int many : {9, 10}) {
    std::vector<Person> people;
    add(people, 50, {.grade = 0});
    add(people, many, {.grade = 1});
    const auto s = summary_of(people, 10);
    ASSERT_TRUE(s);
    const Figure& pass = s->all.figures[0];
    EXPECT_EQ(many == 9, pass.count(State::without).withheld) << many;
    EXPECT_EQ(many == 9, pass.count(State::with).withheld) << many << ": the rest of the sum";
    EXPECT_EQ(many == 10, pass.value.has_value()) << many;
    EXPECT_EQ(many == 9, s->is_withheld);
    EXPECT_EQ(0, pass.count(State::outside).n);
  }
}

TEST(Summary, AWithheldCountHoldsNoNumber) {
  std::vector<Person> people;
  add(people, 50, {.grade = 0});
  add(people, 9, {.grade = 1});
  const auto s = summary_of(people, 10);
  ASSERT_TRUE(s);
  EXPECT_EQ(0, s->all.figures[0].count(State::without).n);
  EXPECT_FALSE(s->all.figures[0].interval);
}

TEST(Summary, ASmallGroupTakesAnotherOneWithIt) {
  std::vector<Person> people;
  add(people, 40, {.grade = 0, .group = 0});
  add(people, 25, {.grade = 0, .group = 1});
  add(people, 20, {.grade = 0, .group = 2});
  add(people, 4, {.grade = 0, .group = 3});
  const auto s = summary_of(people, 10);
  ASSERT_TRUE(s);
  const auto& groups = s->tables[0].groups;
  ASSERT_EQ(4u, groups.size());
  EXPECT_FALSE(s->all.people.withheld);
  EXPECT_FALSE(groups[0].people.withheld);
  EXPECT_FALSE(groups[1].people.withheld);
  EXPECT_TRUE(groups[2].people.withheld) << "89 less the others would give 4";
  EXPECT_TRUE(groups[3].people.withheld);
  for (const Figure& f : groups[3].figures) {
    EXPECT_FALSE(f.value);
    for (const Count& c : f.states) EXPECT_TRUE(c.withheld) << "also that nobody failed";
  }
}

TEST(Summary, NothingIsWithheldFromOneOn) {
  std::vector<Person> people;
  add(people, 5, {.grade = 0});
  add(people, 1, {.grade = 1, .group = 1});
  const auto s = summary_of(people, 1);
  ASSERT_TRUE(s);
  EXPECT_FALSE(s->is_withheld);
  EXPECT_DOUBLE_EQ(5.0 / 6, *s->all.figures[0].value);
}

TEST(Summary, PeopleOfNoKnownGroupAreAGroup) {
  std::vector<Person> people;
  add(people, 20, {.grade = 0});
  add(people, 11, {.grade = 0, .group = kNobodyKnows});
  const auto s = summary_of(people, 10);
  ASSERT_TRUE(s);
  ASSERT_EQ(2u, s->tables[0].groups.size());
  EXPECT_EQ(kNobodyKnows, s->tables[0].groups[1].label);
  EXPECT_EQ(11, s->tables[0].groups[1].people.n);
}

TEST(Summary, NobodyAtAllIsAnAnswer) {
  const auto s = summary_of({}, 10);
  ASSERT_TRUE(s);
  EXPECT_EQ(0, s->all.people.n);
  EXPECT_FALSE(s->all.figures[0].value);
}

TEST(Summary, AsksWhetherToGoOn) {
  Rows rows;
  rows.size = 3;
  SummaryOptions options;
  options.go_on = [](std::size_t) { return false; };
  const auto s = summarize(rows, base(), {}, options);
  ASSERT_FALSE(s);
  EXPECT_EQ(Status::unsupported, s.error().status);
}

TEST(Summary, WrongColumnsAreErrors) {
  Rows rows;
  rows.size = 2;
  rows.fields = {{0, {1.0}}};
  EXPECT_EQ(Status::argument, summarize(rows, base(), {}, {}).error().status);
  rows.fields.clear();
  rows.by = {{"group", {"a"}, {0, 1}}};
  EXPECT_EQ(Status::argument, summarize(rows, base(), {}, {}).error().status);
  rows.by.clear();
  EXPECT_EQ(Status::range, summarize(rows, base(), {}, {.least = 0, .go_on = {}}).error().status);
}

}  // namespace
}  // namespace celian::cohort
