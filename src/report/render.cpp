// The public door: JSON of a result in, a document for people out.
#include <algorithm>
#include <array>

#include "catalog/knowledge_base.hpp"
#include "celian/report.hpp"
#include "report/maker.hpp"

namespace celian {

namespace {

Result<void> check_day(const std::string& iso, const char* field) {
  if (iso.empty() || Date::parse(iso)) return {};
  return Error{Status::syntax, std::string("/context/") + field,
               "'" + iso + "' is not a date; expected YYYY-MM-DD"};
}

}  // namespace

Result<std::string> render_report(const Catalog& catalog, std::string_view result_json,
                                  std::string_view kind, ReportFormat format,
                                  std::string_view locale, const ReportContext& context) {
  const auto result = report::read_result(result_json);
  if (!result) return result.error();
  auto document = report::build_document(catalog.internals(), *result, kind, locale, context);
  if (!document) return document.error();
  return report::rendered(*document, format);
}

namespace report {

std::string rendered(const Document& d, ReportFormat format) {
  switch (format) {
    case ReportFormat::text: return to_text(d);
    case ReportFormat::markdown: return to_markdown(d);
    case ReportFormat::html: return to_html(d);
    case ReportFormat::json: break;
  }
  return to_json(d);
}

Result<Document> build_document(const KnowledgeBase& kb, const ResultView& result,
                                std::string_view kind, std::string_view locale,
                                const ReportContext& context) {
  const auto& locales = kb.locales();
  if (std::find(locales.begin(), locales.end(), locale) == locales.end()) {
    return Error{Status::unknown_id, "/locale",
                 "'" + std::string(locale) + "' is no locale of this catalog"};
  }
  static constexpr std::array<std::string_view, 4> kKinds = {"person", "family", "professional",
                                                             "before_after"};
  if (std::find(kKinds.begin(), kKinds.end(), kind) == kKinds.end()) {
    return Error{Status::unknown_id, "/kind",
                 "'" + std::string(kind) +
                     "' is no kind of report; there are: person, family, professional, "
                     "before_after"};
  }
  if (auto ok = check_day(context.today, "today"); !ok) return ok.error();
  if (auto ok = check_day(context.signed_on, "signed_on"); !ok) return ok.error();
  if (kind == "before_after") return build_before_after(kb, result, std::string(locale), context);
  if (!context.before.empty())
    return Error{Status::argument, "/before", "is only for the kind before_after"};
  if (kind == "family") return build_family(kb, result, std::string(locale), context);
  return kind == "person" ? build_person(kb, result, std::string(locale), context)
                          : build_professional(kb, result, std::string(locale), context);
}

}  // namespace report

}  // namespace celian
