#include "cli/day_list.hpp"

#include <algorithm>

#include "base/number_text.hpp"
#include "cli/table.hpp"
#include "csv/writer.hpp"
#include "report/words.hpp"

namespace celian::cli {

namespace {

using report::Words;

bool is_zh(const std::string& locale) { return locale == "zh-CN"; }

bool is_supervised_by_professional(Supervision s) { return s == Supervision::therapist || s == Supervision::medical; }

// What decides the day: a person with a symptom or a passing illness waits; a single odd reading is measured again first;
// an essential question that nobody asked is asked first.
DayGroup group_of(const RiskReport& s) {
  const auto is_urgent = [](const Referral& r) { return r.urgency == "emergency" || r.urgency == "today"; };
  const bool measure = std::find(s.today.causes.begin(), s.today.causes.end(), "measure") != s.today.causes.end();
  const bool passing = std::find(s.today.causes.begin(), s.today.causes.end(), "passing") != s.today.causes.end();
  if (s.triage >= Triage::T6 || s.programme.decision == "stop") return DayGroup::not_today;
  if (std::any_of(s.referral.begin(), s.referral.end(), is_urgent)) return DayGroup::not_today;
  if (s.today.decision == "defer") return measure && !passing ? DayGroup::check_first : DayGroup::not_today;
  if (s.today.decision != "go" && !s.today.recheck.empty()) return DayGroup::check_first;
  if (std::any_of(s.ask.begin(), s.ask.end(), [](const Ask& a) { return a.level == "must"; })) return DayGroup::check_first;
  if (is_supervised_by_professional(s.supervision)) return DayGroup::check_first;
  return DayGroup::may_be_tested;
}

void add_sentences(Words& w, const Why& why, const std::vector<Reason>& reasons, std::vector<std::string>& out) {
  for (const std::uint32_t i : why) {
    if (i >= reasons.size()) continue;
    std::string text = w.reason(reasons[i]);
    if (std::find(out.begin(), out.end(), text) == out.end()) out.push_back(std::move(text));
  }
}

std::string score_text(Words& w, const Assessment& a) {
  const Assessment& shown = a.fallback.empty() ? a : a.fallback.front();
  std::string out;
  if (shown.total) out = format_shortest(*shown.total);
  if (shown.grade) out += (out.empty() ? "" : " ") + w.label(shown.grade->label, shown.grade->code);
  return out.empty() ? w.say("report.completeness." + std::string(completeness_name(shown.outcome))) : out;
}

std::string plan_text(Words& w, const Prescription& p) {
  if (p.withheld) return w.say(*p.withheld);
  if (!p.plan) return w.say("programme.stop");
  return w.say(p.interim ? "label.interim" : "programme.go");
}

std::string join(const std::vector<std::string>& parts, const std::string& locale) {
  std::string out;
  for (const std::string& p : parts) {
    if (!out.empty()) out += is_zh(locale) ? "" : " ";
    out += p;
  }
  return out;
}

}  // namespace

std::string group_name(DayGroup group, const std::string& locale) {
  static constexpr const char* kNames[][2] = {{"May be tested", "可以测试"},
                                              {"Ask or measure again first, or with a professional present", "先询问、复测，或须专业人员在场"},
                                              {"Not today, or to a physician", "今天不测，或先看医生"},
                                              {"Could not be used", "数据无法采用"}};
  return kNames[static_cast<std::size_t>(group)][is_zh(locale) ? 1 : 0];
}

DayEntry day_entry(const KnowledgeBase& kb, const PersonInput& person, const report::ResultView& r, const std::string& locale) {
  Words w(kb, locale, false);
  DayEntry e;
  e.row = person.row.number;
  e.id = person.id;
  e.name = person.row.name;
  e.sex = r.person.sex.empty() ? "" : w.value("sex", r.person.sex);
  if (r.person.age_years) e.age = std::to_string(*r.person.age_years);
  if (r.screen) {
    const RiskReport& s = *r.screen;
    e.group = group_of(s);
    e.triage = triage_name(s.triage);
    e.triage_worst = triage_name(s.triage_worst);
    e.today = s.today.decision;
    e.programme = s.programme.decision;
    e.provisional = s.provisional;
    for (const std::string& code : s.today.recheck) e.first.push_back(w.coded("recheck", code));
    for (const Referral& x : s.referral) e.first.push_back(w.coded("urgency", x.urgency) + (is_zh(locale) ? "：" : ": ") + w.coded("refer", x.to));
    for (const Ask& a : s.ask) {
      if (a.level == "must") e.asks.push_back(w.fact(a.fact));
    }
    add_sentences(w, s.today.why, s.reasons, e.why);
    for (const Referral& x : s.referral) add_sentences(w, x.why, s.reasons, e.why);
    add_sentences(w, s.programme.why, s.reasons, e.why);
  }
  if (r.measure) {
    for (const MeasureFlag& f : r.measure->set.flags) add_sentences(w, f.why, r.measure->reasons, e.why);
    for (const TestAdvice& t : r.measure->not_safe_to_test) e.left_out.push_back(w.test(t.test));
  }
  if (r.score) {
    e.score = score_text(w, *r.score);
    e.standard = r.score->fallback.empty() ? r.score->standard : r.score->fallback.front().standard;
  }
  if (r.guide) e.plan = plan_text(w, *r.guide);
  return e;
}

DayEntry unusable_entry(const KnowledgeBase& kb, const PersonInput& person, const std::string& locale) {
  DayEntry e;
  e.row = person.row.number;
  e.id = person.id;
  e.name = person.row.name;
  for (const exchange::SheetIssue& issue : person.row.issues) e.why.push_back(exchange::remedy(kb, issue, locale));
  if (person.error) e.why.push_back((person.error->pointer.empty() ? "" : person.error->pointer + ": ") + person.error->message);
  return e;
}

std::string lists_text(const std::vector<DayEntry>& entries, const std::string& locale) {
  const bool zh = is_zh(locale);
  std::string out;
  for (const DayGroup group : {DayGroup::not_today, DayGroup::check_first, DayGroup::may_be_tested, DayGroup::not_usable}) {
    std::vector<std::vector<std::string>> rows;
    for (const DayEntry& e : entries) {
      if (e.group != group) continue;
      std::vector<std::string> what = e.first;
      if (what.empty() && !e.asks.empty()) what = {(zh ? "先问：" : "ask: ") + e.asks.front() + (e.asks.size() > 1 ? (zh ? "等" : " …") : "")};
      if (what.empty() && e.programme == "interim") what = {zh ? "先做医学评估" : "clearance first"};
      std::string why = join(e.why, locale);
      if (!e.left_out.empty() && group == DayGroup::may_be_tested) {
        why += (why.empty() ? "" : " ") + std::string(zh ? "不做：" : "Left out: ");
        for (std::size_t i = 0; i < e.left_out.size(); ++i) why += (i > 0 ? (zh ? "、" : ", ") : "") + e.left_out[i];
      }
      rows.push_back({e.id, e.name, e.sex, e.age, e.triage, what.empty() ? (zh ? "—" : "-") : what.front(), why});
    }
    if (rows.empty()) continue;
    out += "\n" + group_name(group, locale) + (zh ? "（" : " (") + std::to_string(rows.size()) + (zh ? "人）" : ")") + "\n\n";
    out += zh ? table({"编号", "姓名", "性别", "年龄", "分级", "先做", "原因"}, rows, 120) : table({"id", "name", "sex", "age", "level", "first", "why"}, rows, 120);
  }
  return out;
}

std::string lists_csv(const std::vector<DayEntry>& entries) {
  std::string out;
  {
    csv::Writer w([&](std::string_view piece) { out += piece; });
    for (const char* column : {"row", "id", "name", "sex", "age", "list", "triage", "triage_worst", "provisional", "today", "programme", "first", "ask", "why", "left_out", "standard", "score", "plan", "report"}) w.field(column);
    w.end_row();
    static constexpr const char* kGroups[] = {"may_be_tested", "check_first", "not_today", "not_usable"};
    const auto list = [](const std::vector<std::string>& parts) {
      std::string text;
      for (const std::string& p : parts) text += (text.empty() ? "" : " | ") + p;
      return text;
    };
    for (const DayEntry& e : entries) {
      w.field(std::to_string(e.row)).field(e.id).field(e.name).field(e.sex).field(e.age).field(kGroups[static_cast<std::size_t>(e.group)]);
      w.field(e.triage).field(e.triage_worst).field(e.group == DayGroup::not_usable ? "" : e.provisional ? "yes" : "no").field(e.today).field(e.programme);
      w.field(list(e.first)).field(list(e.asks)).field(list(e.why)).field(list(e.left_out)).field(e.standard).field(e.score).field(e.plan).field(e.report).end_row();
    }
  }
  return out;
}

}  // namespace celian::cli
