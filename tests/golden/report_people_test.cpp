// Reports of the example people: nothing missing, no code where a person reads, the same bytes
// twice; and golden copies.
#include <cstdlib>
#include <regex>

#include "celian/report.hpp"
#include "people.hpp"
#include "report/maker.hpp"

namespace celian::golden {
namespace {

constexpr const char* kLocales[] = {"en", "zh-CN"};
constexpr const char* kKinds[] = {"person", "family", "professional"};

report::Document document(const Person& p, const char* kind, const char* locale) {
  const auto result = report::read_result(p.result);
  EXPECT_TRUE(result.has_value()) << p.name;
  const auto d = report::build_document(engine().catalog().internals(), *result, kind, locale, {});
  EXPECT_TRUE(d.has_value()) << p.name << ": "
                             << (d ? "" : d.error().pointer + " " + d.error().message);
  return d ? *d : report::Document{};
}

TEST(People, NoTextIsMissing) {
  for (const Person& p : people()) {
    for (const char* kind : kKinds) {
      for (const char* locale : kLocales) {
        for (const std::string& m : document(p, kind, locale).missing)
          ADD_FAILURE() << p.name << ", " << kind << ", " << locale << ": no text for " << m;
      }
    }
  }
}

// Codes are made of small letters, digits and underscores, joined by dots.
void expect_no_code(const Person& p, const char* kind, const char* locale) {
  static const std::regex code("[a-z0-9]+_[a-z0-9_]+|\\b[a-z]+\\.[a-z][a-z_]+|⟨|\\{[a-z]");
  ReportContext context;
  context.name = "N";
  const auto text =
      render_report(engine().catalog(), p.result, kind, ReportFormat::text, locale, context);
  ASSERT_TRUE(text.has_value()) << p.name;
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) {
    if (line.find("____") != std::string::npos) continue;  // a line to sign on
    EXPECT_FALSE(std::regex_search(line, code)) << p.name << ", " << locale << ": " << line;
  }
}

TEST(People, APersonReadsNoCode) {
  for (const Person& p : people()) {
    for (const char* kind : {"person", "family"}) {
      for (const char* locale : kLocales) expect_no_code(p, kind, locale);
    }
  }
}

// Whoever helps reads whom to call, also where there is no plan; and no mark of a source that the
// sheet does not list.
TEST(People, AFamilyIsToldWhomToCall) {
  for (const Person& p : people()) {
    for (const char* locale : kLocales) {
      const auto text =
          render_report(engine().catalog(), p.result, "family", ReportFormat::text, locale);
      ASSERT_TRUE(text.has_value()) << p.name;
      EXPECT_NE(text->find("120"), std::string::npos) << p.name;
      EXPECT_EQ(text->find("[1]"), std::string::npos) << p.name << ", " << locale;
    }
  }
}

TEST(People, AChineseReportIsChinese) {
  for (const Person& p : people()) {
    const report::Document d = document(p, "person", "zh-CN");
    for (const report::Block& b : d.blocks) {
      const report::Heading* h = std::get_if<report::Heading>(&b);
      if (h != nullptr) {
        EXPECT_GT(static_cast<unsigned char>(h->text[0]), 0x7f) << p.name << ": " << h->text;
      }
    }
  }
}

TEST(People, TheSameBytesTwice) {
  for (const Person& p : people()) {
    for (const char* kind : kKinds) {
      const auto a = render_report(engine().catalog(), p.result, kind, ReportFormat::html, "zh-CN");
      const auto b = render_report(engine().catalog(), p.result, kind, ReportFormat::html, "zh-CN");
      ASSERT_TRUE(a.has_value() && b.has_value());
      EXPECT_EQ(*a, *b) << p.name << " " << kind;
    }
  }
}

// The decision comes before anything else, and no plan stands beside a stop.
TEST(People, TheDecisionComesFirst) {
  for (const Person& p : people()) {
    for (const char* kind : kKinds) {
      const report::Document d = document(p, kind, "zh-CN");
      ASSERT_GE(d.blocks.size(), 2u);
      ASSERT_NE(std::get_if<report::Masthead>(&d.blocks[0]), nullptr) << p.name;
      const report::Callout* first = std::get_if<report::Callout>(&d.blocks[1]);
      ASSERT_NE(first, nullptr) << p.name;
      EXPECT_TRUE(first->lead);
      if (first->tone != report::Tone::stop) continue;
      for (const report::Block& b : d.blocks)
        EXPECT_EQ(std::get_if<report::WeekGrid>(&b), nullptr) << p.name << ": a week beside a stop";
    }
  }
}

TEST(Golden, Reports) {
  const bool update = std::getenv("CELIAN_UPDATE_GOLDEN") != nullptr;
  ReportContext context;
  context.name = "王秀英";
  context.centre = "东湖社区运动促进健康服务中心";
  context.today = "2026-11-22";
  const struct {
    const char *person, *kind, *locale, *file;
    ReportFormat format;
  } cases[] = {
      {"older_adult", "person", "zh-CN", "older_adult.person.zh-CN.txt", ReportFormat::text},
      {"older_adult", "person", "zh-CN", "older_adult.person.zh-CN.html", ReportFormat::html},
      {"older_adult", "professional", "en", "older_adult.professional.en.txt", ReportFormat::text},
      {"older_adult", "family", "zh-CN", "older_adult.family.zh-CN.html", ReportFormat::html},
      {"older_adult", "family", "en", "older_adult.family.en.txt", ReportFormat::text},
      {"pregnant_woman", "person", "en", "pregnant_woman.person.en.txt", ReportFormat::text},
      {"pregnant_woman", "person", "zh-CN", "pregnant_woman.person.zh-CN.html", ReportFormat::html},
      {"pregnant_woman", "professional", "en", "pregnant_woman.professional.en.txt",
       ReportFormat::text},
      {"shift_nurse", "person", "en", "shift_nurse.person.en.txt", ReportFormat::text},
      {"shift_nurse", "person", "zh-CN", "shift_nurse.person.zh-CN.html", ReportFormat::html},
      {"shift_nurse", "professional", "zh-CN", "shift_nurse.professional.zh-CN.txt",
       ReportFormat::text},
      {"student", "person", "en", "student.person.en.txt", ReportFormat::text},
      {"student", "professional", "zh-CN", "student.professional.zh-CN.html", ReportFormat::html}};
  for (const auto& c : cases) {
    const auto p = std::find_if(people().begin(), people().end(),
                                [&](const Person& x) { return x.name == c.person; });
    ASSERT_NE(p, people().end());
    const auto made =
        render_report(engine().catalog(), p->result, c.kind, c.format, c.locale, context);
    ASSERT_TRUE(made.has_value()) << made.error().message;
    const std::string path = std::string(CELIAN_SOURCE_DIR) + "/tests/golden/reports/" + c.file;
    if (update) {
      std::ofstream(path, std::ios::binary) << *made;
      continue;
    }
    const std::string kept = read_file(path);
    ASSERT_FALSE(kept.empty()) << path << " is missing; CELIAN_UPDATE_GOLDEN=1 writes it";
    std::istringstream a(kept), b(*made);
    int number = 0;
    for (std::string x, y; std::getline(a, x) && std::getline(b, y);) {
      ++number;
      ASSERT_EQ(x, y) << c.file << ", line " << number
                      << " (CELIAN_UPDATE_GOLDEN=1 accepts the new text)";
    }
    EXPECT_EQ(kept.size(), made->size()) << c.file << " has another number of lines";
  }
}

}  // namespace
}  // namespace celian::golden
