// What surrounds the plan: when to stop, what to watch, what helps, what to answer, when to come
// back.
#include <algorithm>
#include <iterator>

#include "report/maker.hpp"

namespace celian::report {

namespace {

// How much a hint matters: the level of the strongest rule behind it, and whether anybody read its
// source.
int weight(Maker& m, const Coded& c) {
  int most = 0;
  for (const std::uint32_t i : c.why) {
    if (i >= m.result.guide->reasons.size()) continue;
    const Reason& r = m.result.guide->reasons[i];
    const Rule* rule = m.words.kb().rules().find(r.rule);
    const int level = rule != nullptr ? rule->level : 1;
    most = std::max(most, 2 * level + (r.verified != Verified::unverified ? 1 : 0));
  }
  return most;
}

// Those that matter most come first; a person reads only these few, a professional all of them.
std::vector<Line> hints(Maker& m, const char* prefix, std::vector<Coded> list, std::size_t most) {
  std::stable_sort(list.begin(), list.end(),
                   [&](const Coded& a, const Coded& b) { return weight(m, a) > weight(m, b); });
  if (!m.professional && list.size() > most) list.resize(most);
  const bool is_sentence = std::string_view(prefix) != "group_class";
  std::vector<Line> out;
  for (const Coded& c : list)
    out.push_back(m.sources.line(is_sentence ? m.words.ended(m.words.coded(prefix, c.code))
                                             : m.words.sentence(m.words.coded(prefix, c.code)),
                                 c.why, m.result.guide->reasons));
  return out;
}

// The same need from two rules is one need.
void merge(Line& into, const Line& more) {
  std::vector<int> refs;
  std::set_union(into.refs.begin(), into.refs.end(), more.refs.begin(), more.refs.end(),
                 std::back_inserter(refs));
  into.refs = std::move(refs);
  into.confirm = into.confirm && more.confirm;
  if (!more.code.empty() && into.code.find(more.code) == std::string::npos)
    into.code += (into.code.empty() ? "" : ", ") + more.code;
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
  if (m.professional && a.now != a.worst)
    text += w.say("report.ask.could_change", {{"from", std::string(triage_name(a.now))},
                                              {"to", std::string(triage_name(a.worst))}});
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
  // What is felt comes before what somebody has to measure.
  for (const bool measured : {false, true}) {
    for (const Coded& c : p.stop_signs) {
      const bool needs_device = c.code.starts_with("bp_") || c.code.starts_with("spo2_");
      if (needs_device == measured)
        box.lines.push_back(
            m.sources.line(w.sentence(w.coded("stop_sign", c.code)), c.why, p.reasons));
    }
  }
  box.then = w.say("report.stop_then");
  m.add(std::move(box));
}

void add_advice(Maker& m) {
  if (!m.result.guide || (m.result.guide->withheld && !m.professional)) return;
  const Prescription& p = *m.result.guide;
  Panels beside;
  const auto add = [&](const char* heading, std::vector<Line> lines) {
    if (!lines.empty())
      beside.panels.push_back({Tone::neutral, Marker::dot, m.words.say(heading), std::move(lines)});
  };
  add("report.heading.education", hints(m, "education", p.education, 6));
  add("report.heading.nutrition", hints(m, "nutrition", p.nutrition, 3));
  add("report.heading.group_classes", hints(m, "group_class", p.group_classes, 5));
  if (beside.panels.empty()) return;
  m.heading("report.heading.advice");
  if (!m.professional) return m.add(std::move(beside));
  for (Panel& panel : beside.panels) {
    m.add(Heading{3, std::move(panel.title)});
    m.add(List{Marker::dot, std::move(panel.items)});
  }
}

void add_questions(Maker& m) {
  if (!m.result.screen || m.result.screen->ask.empty()) return;
  const RiskReport& s = *m.result.screen;
  Words& w = m.words;
  bool headed = false;  // a person may be asked nothing of all this
  for (const char* level : {"must", "should", "may"}) {
    if (!m.professional && std::string_view(level) == "may") continue;
    List list{Marker::ask, {}};
    for (const Ask& a : s.ask) {
      const bool mine = m.professional || a.who != "centre" || a.level == "must";
      if (a.level == level && mine) list.items.push_back(question(m, a));
    }
    if (list.items.empty()) continue;
    if (!headed) m.heading("report.heading.questions");
    headed = true;
    m.heading(std::string("report.questions.") + level, 3);
    m.add(std::move(list));
  }
  if (m.professional && s.ask_more > 0) m.small(w.count(s.ask_more, "report.ask.more", 0));
}

std::vector<Line> date_lines(Maker& m) {
  std::vector<Line> lines;
  if (!m.result.guide) return lines;
  Words& w = m.words;
  for (const Review& r : m.result.guide->review)
    lines.push_back(m.plain(
        w.say("report.dated", {{"date", w.date(r.date)}, {"what", w.say("review." + r.kind)}})));
  if (!m.result.progress) return lines;
  for (const RetestRequest& t : m.result.progress->retest) {
    lines.push_back(
        m.sources.line(w.say("report.retest", {{"test", w.test(t.test)}, {"date", w.date(t.due)}}),
                       t.why, m.result.progress->reasons));
  }
  return lines;
}

void add_dates(Maker& m) {
  std::vector<Line> lines = date_lines(m);
  if (lines.empty()) return;
  m.heading("report.heading.dates");
  m.add(List{Marker::box, std::move(lines)});
}

void add_minimum_and_dates(Maker& m) {
  Panels beside;
  std::string title;
  if (std::vector<Line> lines = minimum_lines(m, title); !lines.empty())
    beside.panels.push_back({Tone::neutral, Marker::dot, std::move(title), std::move(lines)});
  if (std::vector<Line> lines = date_lines(m); !lines.empty())
    beside.panels.push_back(
        {Tone::note, Marker::box, m.words.say("report.heading.dates"), std::move(lines)});
  if (!beside.panels.empty()) m.add(std::move(beside));
}

std::vector<Line> need_lines(Maker& m) {
  std::vector<Line> out;
  const std::vector<Need>* needs = nullptr;
  const std::vector<Reason>* reasons = nullptr;
  if (m.result.guide) {
    needs = &m.result.guide->needs, reasons = &m.result.guide->reasons;
  } else if (m.result.score) {
    needs = &m.result.score->needs, reasons = &m.result.score->reasons;
  }
  if (needs == nullptr) return out;
  Words& w = m.words;
  std::vector<std::vector<std::string>> by;  // what each need is met with
  for (const Need& n : *needs) {
    std::string text;
    if (!n.code.empty()) {
      text = w.sentence(w.coded("need", n.code));
    } else if (n.points_target && n.value_target) {
      text = w.say("report.need.lift" + std::string(way_down(w, n.test)),
                   {{"test", w.test(n.test)},
                    {"value", w.test_value(n.test, *n.value_target)},
                    {"points", w.number(*n.points_target)}});
      if (n.lifts_grade) text += w.say("report.need.lifts_grade");
    } else {
      text = w.test(n.test);
    }
    Line line = m.sources.line(std::move(text), n.why, *reasons);
    std::string means = n.component.empty() ? "" : w.component(n.component);
    const auto same =
        std::find_if(out.begin(), out.end(), [&](const Line& l) { return l.text == line.text; });
    if (same == out.end()) {
      if (!m.professional && out.size() == 3) continue;
      out.push_back(std::move(line));
      by.push_back({std::move(means)});
      continue;
    }
    merge(*same, line);
    std::vector<std::string>& known = by[static_cast<std::size_t>(same - out.begin())];
    if (!means.empty() && std::find(known.begin(), known.end(), means) == known.end())
      known.push_back(std::move(means));
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::string means = w.list(by[i]);
    if (!means.empty())
      out[i].text =
          w.say("report.need.by", {{"need", out[i].text}, {"component", w.inside(means)}});
  }
  return out;
}

void add_needs(Maker& m) {
  std::vector<Line> lines = need_lines(m);
  if (lines.empty()) return;
  m.heading("report.heading.needs");
  m.add(List{Marker::number, std::move(lines)});
}

void add_needs_and_later(Maker& m) {
  Panels beside;
  if (std::vector<Line> lines = need_lines(m); !lines.empty())
    beside.panels.push_back(
        {Tone::neutral, Marker::number, m.words.say("report.heading.needs"), std::move(lines)});
  if (std::vector<Line> lines = later_lines(m); !lines.empty())
    beside.panels.push_back(
        {Tone::neutral, Marker::dot, m.words.say("report.heading.later"), std::move(lines)});
  if (!beside.panels.empty()) m.add(std::move(beside));
}

}  // namespace celian::report
