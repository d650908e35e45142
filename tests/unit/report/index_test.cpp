// The page about many people: who stands in which list.
#include "report/index.hpp"

#include <gtest/gtest.h>

#include "fixture.hpp"

namespace celian {
namespace {

using report::test::catalog;
using report::test::contains;

IndexEntry entry(const char* id, const char* decision, bool recheck = false,
                 bool referred = false) {
  IndexEntry e;
  e.id = id;
  e.decision = decision;
  e.recheck = recheck;
  e.referred = referred;
  return e;
}

// The part of the page from one list's heading to the next.
std::string list_of(const std::string& page, const std::string& anchor) {
  const std::size_t from = page.find("<section id=\"" + anchor + "\">");
  if (from == std::string::npos) return "";
  return page.substr(from, page.find("</section>", from) - from);
}

TEST(Index, EverybodyStandsInTheRightLists) {
  IndexEntry failed = entry("row 7", "");
  failed.problem = "weight is not a number";
  const std::vector<IndexEntry> people = {entry("go", "go"),
                                          entry("inside", "indoors"),
                                          entry("again", "defer", true),
                                          entry("light", "light_only", true),
                                          entry("stop", "stop", false, true),
                                          entry("clear", "interim", false, true),
                                          entry("easy", "light_only"),
                                          failed};
  const auto page = render_index(catalog(), people, ReportFormat::html, "en");
  ASSERT_TRUE(page.has_value()) << page.error().message;
  const struct {
    const char* list;
    std::vector<const char*> in, out;
  } cases[] = {{"tested", {"go", "inside"}, {"again", "light", "stop", "clear", "easy", "row 7"}},
               {"recheck", {"again", "light"}, {"go", "stop"}},
               {"deferred", {"again", "stop", "clear"}, {"go", "inside", "light", "easy"}},
               {"others", {"easy"}, {"go", "again"}},
               {"failed", {"row 7", "weight is not a number"}, {"go"}}};
  for (const auto& c : cases) {
    const std::string list = list_of(*page, c.list);
    for (const char* id : c.in)
      EXPECT_TRUE(contains(list, std::string(">") + id + "<"))
          << id << " should stand in " << c.list;
    for (const char* id : c.out)
      EXPECT_FALSE(contains(list, std::string("<b>") + id + "</b>"))
          << id << " should not stand in " << c.list;
  }
}

TEST(Index, NobodyIsLost) {
  const char* decisions[] = {"go",       "indoors", "light_only", "interim", "defer",
                             "withheld", "stop",    "emergency",  ""};
  std::vector<IndexEntry> people;
  for (const char* d : decisions) {
    for (const bool recheck : {false, true}) {
      for (const bool referred : {false, true})
        people.push_back(
            entry(("p" + std::to_string(people.size())).c_str(), d, recheck, referred));
    }
  }
  const auto page = render_index(catalog(), people, ReportFormat::html, "zh-CN");
  ASSERT_TRUE(page.has_value());
  for (const IndexEntry& e : people)
    EXPECT_TRUE(contains(*page, "<b>" + e.id + "</b>")) << e.id << " " << e.decision;
}

TEST(Index, LinksStayOnThisDisk) {
  IndexEntry e = entry("p", "go");
  e.person_link = "javascript:alert(1)";
  e.professional_link = "reports/p 1.html";
  const auto page = render_index(catalog(), {e}, ReportFormat::html, "en");
  ASSERT_TRUE(page.has_value());
  EXPECT_FALSE(contains(*page, "javascript"));
  EXPECT_TRUE(contains(*page, "href=\"reports/p 1.html\""));
}

TEST(Index, EntryComesFromAResult) {
  const auto result = report::read_result(report::test::result());
  ASSERT_TRUE(result.has_value()) << result.error().message;
  const IndexEntry e = index_entry(catalog().internals(), *result, "en");
  EXPECT_EQ(e.id, "p-1");
  EXPECT_EQ(e.who, "female, 30 years");
  EXPECT_EQ(e.decision, "go");
  EXPECT_FALSE(e.recheck || e.referred || e.provisional);
}

}  // namespace
}  // namespace celian
