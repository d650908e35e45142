// Text from outside (names, centres, typed diseases) never becomes markup.
#include <gtest/gtest.h>

#include "fixture.hpp"
#include "report/html_escape.hpp"

namespace celian::report {
namespace {

using test::contains;
using test::result;

TEST(HtmlEscape, EveryCharacterThatMeansSomething) {
  EXPECT_EQ(html("<b>&\"'</b>"), "&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;");
  EXPECT_EQ(html("握力 ≥ 30"), "握力 ≥ 30");
  EXPECT_EQ(html(std::string("a\0b\x1b", 4)), "ab");
  EXPECT_EQ(html("\xff"), "\xEF\xBF\xBD");
}

TEST(Html, NamesCannotBringMarkup) {
  ReportContext context;
  context.name = "<script>alert(1)</script>";
  context.centre = "\"><img src=x onerror=alert(1)>";
  context.prescriber = "a'b\" onload=\"x";
  context.signed_on = "2026-11-21";
  for (const char* kind : {"person", "professional"}) {
    const auto page =
        render_report(test::catalog(), result(), kind, ReportFormat::html, "en", context);
    ASSERT_TRUE(page.has_value());
    EXPECT_FALSE(contains(*page, "<script")) << kind;
    EXPECT_FALSE(contains(*page, "<img")) << kind;
    EXPECT_FALSE(contains(*page, "\" onload=\"")) << kind;
    EXPECT_TRUE(contains(*page, "&lt;script&gt;")) << kind;
  }
}

TEST(Html, LoadsNothing) {
  const auto page =
      render_report(test::catalog(), result(), "professional", ReportFormat::html, "zh-CN");
  ASSERT_TRUE(page.has_value());
  for (const char* outside :
       {"<script", "<link", "src=", "url(", "@import", "href=\"http", "<iframe", "<object"})
    EXPECT_FALSE(contains(*page, outside)) << outside;
  EXPECT_TRUE(contains(*page, "<html lang=\"zh-CN\">"));
  EXPECT_TRUE(contains(*page, "<meta charset=\"utf-8\">"));
}

TEST(Markdown, NamesCannotBringMarkup) {
  ReportContext context;
  context.name = "*bold* [x](y) <b> | `c` #h";
  const auto text =
      render_report(test::catalog(), result(), "person", ReportFormat::markdown, "en", context);
  ASSERT_TRUE(text.has_value());
  EXPECT_TRUE(contains(*text, "\\*bold\\* \\[x\\](y) \\<b\\> \\| \\`c\\` \\#h")) << *text;
}

TEST(Json, IsTheDocument) {
  const auto text = render_report(test::catalog(), result(), "person", ReportFormat::json, "en");
  ASSERT_TRUE(text.has_value());
  const auto parsed = codec::parse(*text);
  ASSERT_TRUE(parsed.has_value()) << parsed.error().message;
  EXPECT_EQ(parsed->find("locale")->as_string(), "en");
  EXPECT_GT(parsed->find("blocks")->size(), 5u);
}

}  // namespace
}  // namespace celian::report
