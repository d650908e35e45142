// The lists of a test day as text, sheet and page.
#include <algorithm>

#include "cli/day_list.hpp"
#include "cli/table.hpp"
#include "csv/writer.hpp"
#include "report/words.hpp"

namespace celian::cli {

namespace {

constexpr DayGroup kGroups[] = {DayGroup::not_today, DayGroup::check_first, DayGroup::may_be_tested,
                                DayGroup::not_usable};
constexpr std::size_t kTableWidth = 120;

bool is_zh(const std::string& locale) { return locale == "zh-CN"; }

std::string listed(const std::vector<std::string>& names, const std::string& locale) {
  std::string out;
  for (const std::string& n : names) out += (out.empty() ? "" : is_zh(locale) ? "、" : ", ") + n;
  return out;
}

std::string asks_text(const DayEntry& e, const std::string& locale) {
  if (e.asks.empty()) return "";
  return (is_zh(locale) ? "待确认：" : "To be settled: ") + listed(e.asks, locale) +
         (is_zh(locale) ? "。" : ".");
}

std::string left_out_text(const DayEntry& e, const std::string& locale) {
  if (e.left_out.empty()) return "";
  return (is_zh(locale) ? "不做：" : "Left out: ") + listed(e.left_out, locale) +
         (is_zh(locale) ? "。" : ".");
}

std::string why_text(const DayEntry& e) {
  std::string out = e.index.problem;
  for (const auto* list : {&e.index.why, &e.odd_readings}) {
    for (const std::string& sentence : *list) report::Words::append(out, sentence);
  }
  return out;
}

// Where nothing stands in the way, what is left out is worth knowing; else what comes first.
std::string todo_text(const DayEntry& e, const std::string& locale) {
  std::string out;
  for (const std::string& sentence : e.index.todo) report::Words::append(out, sentence);
  if (std::string asks = asks_text(e, locale); !asks.empty()) report::Words::append(out, asks);
  if (std::string left = left_out_text(e, locale); !left.empty()) report::Words::append(out, left);
  return out;
}

}  // namespace

std::string group_name(DayGroup group, const std::string& locale) {
  static constexpr const char* kNames[][2] = {
      {"Not today, or to a physician first", "今天不测，或先看医生"},
      {"Ask, or measure again, or with a professional present", "先询问或复测，或须专业人员在场"},
      {"May be tested", "可以测试"},
      {"Could not be used", "数据无法采用"}};
  return kNames[static_cast<std::size_t>(group)][is_zh(locale) ? 1 : 0];
}

std::string lists_summary(const std::vector<DayEntry>& entries, const std::string& locale) {
  std::string out;
  for (const DayGroup group : {DayGroup::may_be_tested, DayGroup::check_first, DayGroup::not_today,
                               DayGroup::not_usable}) {
    const auto n = std::count_if(entries.begin(), entries.end(),
                                 [&](const DayEntry& e) { return e.group == group; });
    if (n > 0)
      out += (out.empty()     ? ""
              : is_zh(locale) ? "；"
                              : "; ") +
             group_name(group, locale) + (is_zh(locale) ? "：" : ": ") + std::to_string(n);
  }
  return out;
}

std::string lists_text(const std::vector<DayEntry>& entries, const std::string& locale) {
  const bool zh = is_zh(locale);
  std::string out;
  for (const DayGroup group : kGroups) {
    std::vector<std::vector<std::string>> rows;
    for (const DayEntry& e : entries) {
      if (e.group != group) continue;
      std::string what = why_text(e);
      if (const std::string todo = todo_text(e, locale); !todo.empty())
        what += (what.empty() ? "" : " ") + std::string("→ ") + todo;
      rows.push_back({e.index.id, e.index.name, e.sex, e.age, e.index.triage,
                      what.empty() ? (zh ? "—" : "-") : what});
    }
    if (rows.empty()) continue;
    out += "\n" + group_name(group, locale) + (zh ? "（" : " (") + std::to_string(rows.size()) +
           (zh ? "人）" : ")") + "\n\n";
    out += table(
        zh ? std::vector<std::string>{"编号", "姓名", "性别", "年龄", "分级", "原因 → 先做什么"}
           : std::vector<std::string>{"id", "name", "sex", "age", "level", "why → what first"},
        rows, kTableWidth);
  }
  return out;
}

std::string lists_csv(const std::vector<DayEntry>& entries) {
  std::string out;
  {
    csv::Writer w([&](std::string_view piece) { out += piece; });
    for (const char* column :
         {"row",          "id",          "name",  "sex",       "age",    "list",        "triage",
          "triage_worst", "provisional", "today", "programme", "first",  "ask",         "why",
          "left_out",     "standard",    "score", "plan",      "report", "professional"}) {
      w.field(column);
    }
    w.end_row();
    static constexpr const char* kCodes[] = {"not_today", "check_first", "may_be_tested",
                                             "not_usable"};
    const auto list = [](const std::vector<std::string>& parts) {
      std::string text;
      for (const std::string& p : parts) text += (text.empty() ? "" : " | ") + p;
      return text;
    };
    for (const DayEntry& e : entries) {
      const IndexEntry& i = e.index;
      w.field(std::to_string(e.row))
          .field(i.id)
          .field(i.name)
          .field(e.sex)
          .field(e.age)
          .field(kCodes[static_cast<std::size_t>(e.group)]);
      w.field(i.triage)
          .field(e.triage_worst)
          .field(i.triage.empty() ? ""
                 : i.provisional  ? "yes"
                                  : "no")
          .field(e.today)
          .field(e.programme);
      w.field(list(i.todo))
          .field(list(e.asks))
          .field(why_text(e))
          .field(list(e.left_out))
          .field(e.standard)
          .field(e.score)
          .field(e.plan);
      w.field(i.person_link).field(i.professional_link).end_row();
    }
  }
  return out;
}

Result<std::string> lists_html(const Catalog& catalog, const std::vector<DayEntry>& entries,
                               const std::string& locale, const IndexContext& context) {
  using report::Tone;
  IndexContext all = context;
  static constexpr Tone kTones[] = {Tone::stop, Tone::warn, Tone::good, Tone::neutral};
  for (const DayGroup group : kGroups)
    all.lists.push_back({group_name(group, locale), kTones[static_cast<std::size_t>(group)]});
  std::vector<IndexEntry> index;
  for (const DayEntry& e : entries) {
    IndexEntry one = e.index;
    one.list = static_cast<std::size_t>(e.group);
    one.why.insert(one.why.end(), e.odd_readings.begin(), e.odd_readings.end());
    for (std::string more : {asks_text(e, locale), left_out_text(e, locale)}) {
      if (!more.empty()) one.todo.push_back(std::move(more));
    }
    index.push_back(std::move(one));
  }
  return render_index(catalog, index, ReportFormat::html, locale, all);
}

}  // namespace celian::cli
