// Texts, numbers, dates; and what happens when a text is missing.
#include <gtest/gtest.h>

#include "fixture.hpp"

namespace celian::report {
namespace {

using test::contains;
using test::document;
using test::result;

Words words(const char* locale, bool professional = false) {
  return Words(test::catalog().internals(), locale, professional);
}

TEST(Missing, IsNotedAndAPersonReadsAGeneralWord) {
  const std::string odd = R"(, "nutrition": [{"code": "no_such_code", "why": []}])";
  const Document person = document(result(odd));
  EXPECT_EQ(person.missing, std::vector<std::string>{"nutrition.no_such_code"});
  EXPECT_FALSE(contains(to_text(person), "no_such_code"));
  EXPECT_TRUE(contains(to_text(person), "请向中心工作人员询问"));
  const Document professional = document(result(odd), "professional");
  EXPECT_EQ(professional.missing, std::vector<std::string>{"nutrition.no_such_code"});
  EXPECT_TRUE(contains(to_text(professional), "⟨no_such_code⟩"));
}

TEST(Missing, NothingInTheOrdinaryCase) {
  for (const char* kind : {"person", "professional"}) {
    for (const char* locale : {"en", "zh-CN"})
      EXPECT_EQ(document(result(), kind, locale).missing, std::vector<std::string>{})
          << kind << " " << locale;
  }
}

// A rule that fired because a fact is missing must not speak of its value.
TEST(Assumed, SaysWhatIsNotKnown) {
  Words w = words("en");
  Reason r;
  r.code = "guide.minimum";
  r.args = {{"missing", std::string("age_years")}};
  const std::string said = w.reason(r);
  EXPECT_TRUE(contains(said, w.fact("age_years"))) << said;
  EXPECT_TRUE(w.missing().empty());
}

struct NumberCase {
  double value;
  int most;
  const char* text;
};

TEST(Numbers, NoMoreDigitsThanTheyDeserve) {
  Words w = words("en");
  const NumberCase cases[] = {{12.80, 2, "12.8"}, {17.0, 1, "17"},  {25.989, 1, "26"},
                              {-1.2, 1, "-1.2"},  {-0.04, 1, "0"},  {0.46, 2, "0.46"},
                              {1520, 0, "1520"},  {66.666, 0, "67"}};
  for (const NumberCase& c : cases)
    EXPECT_EQ(w.number(c.value, c.most), c.text) << c.value << " with " << c.most;
}

struct ValueCase {
  const char* test;
  double value;
  const char *en, *zh;
};

TEST(Numbers, UnitsInWords) {
  const ValueCase cases[] = {{"grip_strength", 17.2, "17.2 kg", "17.2千克"},
                             {"bp_systolic", 144, "144 mmHg", "144毫米汞柱"},
                             {"run_800m", 262, "4 min 22 s", "4分22秒"},
                             {"resting_heart_rate", 58, "58 /min", "58次/分"},
                             {"sit_up_1min", 34, "34 times", "34次"},
                             {"spo2", 97, "97%", "97%"},
                             {"timed_up_and_go", 12.80, "12.8 s", "12.8秒"},
                             {"gait_speed", 0.84, "0.84 m/s", "0.84米/秒"}};
  for (const ValueCase& c : cases) {
    Words en = words("en"), zh = words("zh-CN");
    EXPECT_EQ(en.test_value(c.test, c.value), c.en);
    EXPECT_EQ(zh.test_value(c.test, c.value), c.zh);
    EXPECT_TRUE(en.missing().empty() && zh.missing().empty()) << c.test;
  }
}

TEST(Numbers, EveryTestHasItsUnitInEveryLocale) {
  for (const char* locale : {"en", "zh-CN"}) {
    Words w = words(locale);
    for (const TestDef& t : test::catalog().internals().tests()) (void)w.test_value(t.code, 10);
    EXPECT_EQ(w.missing(), std::vector<std::string>{}) << locale;
  }
}

TEST(Numbers, Ranges) {
  Words en = words("en"), zh = words("zh-CN");
  EXPECT_EQ(en.range({10, 45}, "report.minutes", 0), "10–45 minutes");
  EXPECT_EQ(zh.range({10, 45}, "report.minutes", 0), "10～45分钟");
  EXPECT_EQ(zh.range({std::nullopt, 45}, "report.minutes", 0), "不超过45分钟");
  EXPECT_EQ(en.range({3, std::nullopt}, "report.dimension_unit.days_week", 0),
            "at least 3 days a week");
  EXPECT_EQ(en.range({1, 1}, "report.minutes", 0), "1 minute");
}

TEST(Dates, InWords) {
  const Date d = Date::parse("2026-11-23").value();
  EXPECT_EQ(words("zh-CN").date(d), "2026年11月23日");
  EXPECT_EQ(words("zh-CN").day(d), "11月23日（周一）");
  EXPECT_EQ(words("en").date(d), "23 Nov 2026");
  EXPECT_EQ(words("en").day(d), "Mon 23 Nov");
}

TEST(Errors, SayWhatIsWrong) {
  const auto render = [](const char* json, const char* kind, const char* locale,
                         const char* today = "") {
    ReportContext c;
    c.today = today;
    const auto r = render_report(test::catalog(), json, kind, ReportFormat::text, locale, c);
    return r ? Status::ok : r.error().status;
  };
  const std::string good = result();
  EXPECT_EQ(render(good.c_str(), "person", "en"), Status::ok);
  EXPECT_EQ(render("{", "person", "en"), Status::syntax);
  EXPECT_EQ(render("[]", "person", "en"), Status::schema);
  EXPECT_EQ(render("{}", "person", "en"), Status::schema);
  EXPECT_EQ(render(R"({"screen": {"triage": "T9"}})", "person", "en"), Status::schema);
  EXPECT_EQ(render(good.c_str(), "poster", "en"), Status::unknown_id);
  EXPECT_EQ(render(good.c_str(), "person", "xx"), Status::unknown_id);
  EXPECT_EQ(render(good.c_str(), "person", "en", "tomorrow"), Status::syntax);
}

TEST(Single, AResultOfOneOperationIsRenderedAlone) {
  const char* screen =
      R"({"v": 1, "as_of": "2026-11-21", "person": {"id": "p", "sex": "male", "age_years": 50}, "triage": "T7", "triage_worst": "T7", "today": {"decision": "defer"},
    "programme": {"decision": "stop"}, "referral": [{"to": "emergency", "urgency": "emergency", "why": []}], "reasons": []})";
  const std::string text = to_text(document(screen));
  EXPECT_TRUE(contains(text, "请马上拨打120")) << text;
  const char* measure =
      R"({"v": 1, "measurements": [{"test": "grip_strength", "outcome": "scored", "value": 17.2, "unit": "kg", "date": "2026-11-20"}], "reasons": []})";
  EXPECT_TRUE(contains(to_text(document(measure)), "17.2千克"));
}

}  // namespace
}  // namespace celian::report
