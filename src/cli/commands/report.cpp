// celian report.
#include <iostream>

#include "celian/report.hpp"
#include "cli/files.hpp"
#include "cli/same_file.hpp"
#include "cli/setting.hpp"
#include "cli/shown_text.hpp"

namespace celian::cli {

int run_report(const Arguments& a) {
  const auto locale = locale_of(a, "report");
  if (!locale) return kUsage;
  static constexpr std::pair<std::string_view, ReportFormat> kFormats[] = {
      {"text", ReportFormat::text},
      {"md", ReportFormat::markdown},
      {"html", ReportFormat::html},
      {"json", ReportFormat::json}};
  const std::string wanted = a.get("format", "text");
  const ReportFormat* format = nullptr;
  for (const auto& [name, value] : kFormats) {
    if (name == wanted) format = &value;
  }
  if (format == nullptr)
    return complain_usage("report", "--format is text, md, html or json, not '" + wanted + "'");
  for (const char* option : {"signed-on", "today"}) {
    if (const auto day = day_of(a, option); !day)
      return complain_usage("report", day.error().message);
  }
  const std::string in = a.positional[0];
  const std::string out = a.get("output", "-");
  if (auto ok = check_distinct({{"the result", in}, {"--output", out}}); !ok)
    return complain_usage("report", ok.error().message);
  const auto result = read_file(in);
  if (!result) return complain(in, result.error());
  int code = kDone;
  const auto engine = make_engine(a, code);
  if (!engine) return code;
  ReportContext context{a.get("name"),      a.get("centre"), a.get("prescriber"), a.get("role"),
                        a.get("signed-on"), a.get("today"),  {}};
  if (a.has("before")) {
    auto before = read_file(a.get("before"));
    if (!before) return complain(a.get("before"), before.error());
    context.before = std::move(*before);
  }
  const auto document =
      render_report(engine->catalog(), *result, a.get("kind", "person"), *format, *locale, context);
  if (!document) {
    const bool is_kind = document.error().status == Status::unknown_id;
    return is_kind ? complain_usage("report", document.error().message)
                   : complain(in, document.error());
  }
  const bool is_shown =
      out == "-" && (*format == ReportFormat::text || *format == ReportFormat::markdown);
  const auto done = write_file(out, is_shown ? shown_lines(*document) : *document);
  return done ? kDone : complain("", done.error());
}

}  // namespace celian::cli
