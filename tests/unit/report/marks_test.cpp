// What no reader may overlook: not reviewed, expired, a draft, interim, to be confirmed by a
// clinician.
#include <gtest/gtest.h>

#include "fixture.hpp"

namespace celian::report {
namespace {

using test::contains;
using test::document;
using test::result;

struct MarkCase {
  const char* what;
  const char* guide;  // further fields of the prescription
  const char* prescriber;
  const char* signed_on;
  const char* today;
  bool unsigned_mark, expired_mark, draft_mark;
};

class Marks : public testing::TestWithParam<MarkCase> {};

TEST_P(Marks, StandInEveryFormatAndKind) {
  const MarkCase& c = GetParam();
  ReportContext context;
  context.prescriber = c.prescriber;
  context.signed_on = c.signed_on;
  context.today = c.today;
  for (const char* kind : {"person", "professional"}) {
    for (const ReportFormat format :
         {ReportFormat::text, ReportFormat::markdown, ReportFormat::html, ReportFormat::json}) {
      const auto text =
          render_report(test::catalog(), result(c.guide), kind, format, "zh-CN", context);
      ASSERT_TRUE(text.has_value()) << text.error().message;
      EXPECT_EQ(contains(*text, "未经审核"), c.unsigned_mark) << c.what << ", " << kind;
      EXPECT_EQ(contains(*text, "已过期"), c.expired_mark) << c.what << ", " << kind;
      EXPECT_EQ(contains(*text, "草案"), c.draft_mark) << c.what << ", " << kind;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Marks,
    testing::Values(
        MarkCase{"nobody signed", "", "", "", "", true, false, false},
        MarkCase{"a name without a date is no signature", "", "王医生", "", "2026-11-22", true,
                 false, false},
        MarkCase{"signed", "", "王医生", "2026-11-21", "2026-11-22", false, false, false},
        MarkCase{"last valid day", "", "王医生", "2026-11-21", "2027-02-15", false, false, false},
        MarkCase{"the day after", "", "王医生", "2026-11-21", "2027-02-16", false, true, false},
        MarkCase{"no consent", R"(, "draft": true)", "王医生", "2026-11-21", "2026-11-22", false,
                 false, true},
        MarkCase{"all at once", R"(, "draft": true)", "", "", "2028-01-01", true, true, true}));

TEST(Marks, InterimPlanIsNoPrescription) {
  EXPECT_TRUE(contains(to_text(document(result(R"(, "interim": true)"))), "过渡方案"));
  EXPECT_FALSE(contains(to_text(document(result())), "过渡方案"));
}

TEST(Confirm, StandsOnWhatIsUnverifiedOnly) {
  const Document d = document(result(), "professional");
  const std::string text = to_text(d);
  EXPECT_TRUE(contains(text, "须医师确认")) << text;
  bool firm_marked = false, doubt_marked = false;
  for (const Block& b : d.blocks) {
    const Table* t = std::get_if<Table>(&b);
    if (t == nullptr) continue;
    for (const auto& row : t->rows) {
      for (const Line& l : row) {
        firm_marked = firm_marked || (l.code == "r_firm" && l.confirm);
        doubt_marked = doubt_marked || (l.code == "r_doubt" && l.confirm);
      }
    }
  }
  EXPECT_FALSE(firm_marked);
  EXPECT_TRUE(doubt_marked);
}

TEST(References, AreNumberedInTheOrderOfTheirFirstUseAndListed) {
  const Document d = document(result(), "professional", "en");
  std::vector<int> used, listed;
  for (const Block& b : d.blocks) {
    if (const References* r = std::get_if<References>(&b)) {
      for (const Reference& x : r->list) listed.push_back(x.number);
    }
    if (const Table* t = std::get_if<Table>(&b)) {
      for (const auto& row : t->rows) {
        for (const Line& l : row) used.insert(used.end(), l.refs.begin(), l.refs.end());
      }
    }
  }
  ASSERT_FALSE(used.empty());
  EXPECT_EQ(used.front(), 1);
  for (const int n : used)
    EXPECT_NE(std::find(listed.begin(), listed.end(), n), listed.end())
        << "reference " << n << " is not in the list";
}

}  // namespace
}  // namespace celian::report
