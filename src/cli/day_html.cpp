// The lists of a test day as one page.
#include "cli/day_list.hpp"
#include "report/html_escape.hpp"

namespace celian::cli {

namespace {

constexpr const char* kStyle =
    "body{font:16px/1.6 system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1c2b2d;background:#fff}"
    "h1{font-size:1.5rem;margin:0 0 .3rem}h2{font-size:1.15rem;margin:2rem 0 .6rem}p.meta{color:#55656a;margin:0 0 1.2rem}"
    "nav a{display:inline-block;margin:0 .6rem .6rem 0;padding:.3rem .8rem;border:1px solid #b9c6c9;border-radius:1rem;text-decoration:none;color:inherit}"
    "table{border-collapse:collapse;width:100%;font-size:.95rem}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #dde5e7}"
    "th{font-weight:600;color:#55656a;white-space:nowrap}td.n{white-space:nowrap}td ul{margin:0;padding-left:1.1rem}"
    ".g0 h2{border-left:.4rem solid #2e7d5b;padding-left:.6rem}.g1 h2{border-left:.4rem solid #b7791f;padding-left:.6rem}"
    ".g2 h2{border-left:.4rem solid #b23b3b;padding-left:.6rem}.g3 h2{border-left:.4rem solid #6b7a80;padding-left:.6rem}"
    "@media print{nav{display:none}body{margin:0}tr{break-inside:avoid}}";

std::string list(const std::vector<std::string>& parts) {
  if (parts.empty()) return "";
  std::string out = "<ul>";
  for (const std::string& p : parts) out += "<li>" + report::html(p) + "</li>";
  return out + "</ul>";
}

std::string links(const DayEntry& e, bool zh) {
  if (e.report.empty()) return report::html(e.id);
  std::string out = "<a href=\"" + report::html(report_address(e.report)) + "\">" + report::html(e.id) + "</a>";
  if (!e.professional.empty()) out += " <a href=\"" + report::html(report_address(e.professional)) + "\">" + (zh ? "专业版" : "professional") + "</a>";
  return out;
}

std::string cell(const std::string& html, bool narrow = false) { return (narrow ? "<td class=\"n\">" : "<td>") + html + "</td>"; }

}  // namespace

// A name may hold %XX, which an address would read as the character.
std::string report_address(const std::string& file) {
  std::string out;
  for (const char c : file) {
    if (c == '%') {
      out += "%25";
    } else {
      out += c;
    }
  }
  return out;
}

std::string lists_html(const std::vector<DayEntry>& entries, const std::string& locale, const std::string& title, const std::string& note) {
  const bool zh = locale == "zh-CN";
  std::string out = "<!DOCTYPE html>\n<html lang=\"" + locale + "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>" +
                    report::html(title) + "</title><style>" + kStyle + "</style></head><body>\n";
  out += "<h1>" + report::html(title) + "</h1><p class=\"meta\">" + report::html(note) + "</p>\n<nav>";
  std::string body;
  for (const DayGroup group : {DayGroup::not_today, DayGroup::check_first, DayGroup::may_be_tested, DayGroup::not_usable}) {
    std::size_t count = 0;
    std::string rows;
    for (const DayEntry& e : entries) {
      if (e.group != group) continue;
      ++count;
      std::vector<std::string> first = e.first;
      for (const std::string& ask : e.asks) first.push_back((zh ? "询问：" : "ask: ") + ask);
      rows += "<tr>" + cell(links(e, zh), true) + cell(report::html(e.name), true) + cell(report::html(e.sex), true) + cell(report::html(e.age), true) +
              cell(report::html(e.triage), true) + cell(list(first)) + cell(list(e.why)) + cell(list(e.left_out)) + cell(report::html(e.score)) + "</tr>\n";
    }
    if (count == 0) continue;
    const std::string name = group_name(group, locale), anchor = "g" + std::to_string(static_cast<int>(group));
    out += "<a href=\"#" + anchor + "\">" + report::html(name) + " " + std::to_string(count) + "</a>";
    static constexpr const char* kHead[][2] = {{"id", "编号"}, {"name", "姓名"}, {"sex", "性别"}, {"age", "年龄"}, {"level", "分级"}, {"first", "先做"}, {"why", "原因"}, {"tests left out", "不做的项目"}, {"score", "成绩"}};
    body += "<section id=\"" + anchor + "\" class=\"" + anchor + "\"><h2>" + report::html(name) + (zh ? "（" : " (") + std::to_string(count) + (zh ? "人）" : ")") + "</h2>\n<table><thead><tr>";
    for (const auto& head : kHead) body += std::string("<th>") + head[zh ? 1 : 0] + "</th>";
    body += "</tr></thead><tbody>\n" + rows + "</tbody></table></section>\n";
  }
  return out + "</nav>\n" + body + "</body></html>\n";
}

}  // namespace celian::cli
