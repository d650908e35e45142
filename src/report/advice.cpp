// What surrounds the plan: when to stop, what to watch, what helps, what to answer, when to come back.
#include <algorithm>

#include "report/maker.hpp"

namespace celian::report {

namespace {

void add_coded(Maker& m, const char* heading, const char* prefix, const std::vector<Coded>& list, int level = 3) {
  if (list.empty()) return;
  m.heading(heading, level);
  List out;
  for (const Coded& c : list) out.items.push_back(m.sources.line(m.words.sentence(m.words.coded(prefix, c.code)), c.why, m.result.guide->reasons));
  m.add(std::move(out));
}

Line question(Maker& m, const Ask& a) {
  Words& w = m.words;
  std::string text;
  if (auto own = w.find("ask." + a.fact)) {
    text = *own;
  } else if (w.kb().test(a.fact) != nullptr) {
    text = w.say("report.ask.measure", {{"test", w.test(a.fact)}});
  } else {
    text = w.say("report.ask.fact", {{"fact", w.fact(a.fact)}});
  }
  if (m.professional && a.now != a.worst) text += w.say("report.ask.could_change", {{"from", std::string(triage_name(a.now))}, {"to", std::string(triage_name(a.worst))}});
  Line line = m.sources.line(std::move(text), a.why, m.result.screen->reasons);
  if (!m.professional) line.refs.clear(), line.confirm = false;
  return line;
}

}  // namespace

void add_stop_signs(Maker& m) {
  if (!m.result.guide) return;
  const Prescription& p = *m.result.guide;
  if (p.stop_signs.empty() || (p.withheld && !m.professional)) return;
  Words& w = m.words;
  Callout box{Tone::stop, w.say("report.heading.stop_signs"), {}};
  for (const Coded& c : p.stop_signs) box.lines.push_back(m.sources.line(w.sentence(w.coded("stop_sign", c.code)), c.why, p.reasons));
  box.lines.push_back(m.plain(w.say("report.stop_then")));
  m.add(std::move(box));
}

void add_advice(Maker& m) {
  if (!m.result.guide || (m.result.guide->withheld && !m.professional)) return;
  const Prescription& p = *m.result.guide;
  if (p.education.empty() && p.nutrition.empty() && p.group_classes.empty()) return;
  m.heading("report.heading.advice");
  add_coded(m, "report.heading.education", "education", p.education);
  add_coded(m, "report.heading.nutrition", "nutrition", p.nutrition);
  add_coded(m, "report.heading.group_classes", "group_class", p.group_classes);
}

void add_questions(Maker& m) {
  if (!m.result.screen || m.result.screen->ask.empty()) return;
  const RiskReport& s = *m.result.screen;
  Words& w = m.words;
  m.heading("report.heading.questions");
  for (const char* level : {"must", "should", "may"}) {
    if (!m.professional && std::string_view(level) == "may") continue;
    List list{Marker::ask, {}};
    for (const Ask& a : s.ask) {
      const bool mine = m.professional || a.who != "centre" || a.level == "must";
      if (a.level == level && mine) list.items.push_back(question(m, a));
    }
    if (list.items.empty()) continue;
    m.heading(std::string("report.questions.") + level, 3);
    m.add(std::move(list));
  }
  if (m.professional && s.ask_more > 0) m.small(w.count(s.ask_more, "report.ask.more", 0));
}

void add_dates(Maker& m) {
  if (!m.result.guide) return;
  const Prescription& p = *m.result.guide;
  Words& w = m.words;
  std::vector<Line> lines;
  for (const Review& r : p.review) lines.push_back(m.plain(w.say("report.dated", {{"date", w.date(r.date)}, {"what", w.say("review." + r.kind)}})));
  if (m.result.progress) {
    for (const RetestRequest& t : m.result.progress->retest) {
      lines.push_back(m.sources.line(w.say("report.retest", {{"test", w.test(t.test)}, {"date", w.date(t.due)}}), t.why, m.result.progress->reasons));
    }
  }
  if (lines.empty()) return;
  m.heading("report.heading.dates");
  m.add(List{Marker::box, std::move(lines)});
}

void add_needs(Maker& m) {
  const std::vector<Need>* needs = nullptr;
  const std::vector<Reason>* reasons = nullptr;
  if (m.result.guide) {
    needs = &m.result.guide->needs, reasons = &m.result.guide->reasons;
  } else if (m.result.score) {
    needs = &m.result.score->needs, reasons = &m.result.score->reasons;
  }
  if (needs == nullptr || needs->empty()) return;
  Words& w = m.words;
  m.heading("report.heading.needs");
  List list{Marker::number, {}};
  for (const Need& n : *needs) {
    std::string text;
    if (!n.code.empty()) {
      text = w.sentence(w.coded("need", n.code));
    } else if (n.points_target && n.value_target) {
      text = w.say("report.need.lift", {{"test", w.test(n.test)}, {"value", w.test_value(n.test, *n.value_target)}, {"points", w.number(*n.points_target)}});
      if (n.lifts_grade) text += w.say("report.need.lifts_grade");
    } else {
      text = w.test(n.test);
    }
    if (!n.component.empty()) text = w.say("report.need.by", {{"need", text}, {"component", w.component(n.component)}});
    list.items.push_back(m.sources.line(std::move(text), n.why, *reasons));
    if (!m.professional && list.items.size() >= 3) break;
  }
  m.add(std::move(list));
}

}  // namespace celian::report
