// 练: what was done since, what really changed, what was decided.
#include <algorithm>
#include <map>

#include "report/maker.hpp"

namespace celian::report {

namespace {

void add_adherence(Maker& m, const Adherence& a) {
  Words& w = m.words;
  if (a.planned == 0 && a.extra == 0) return;
  const auto n = [](int x) { return std::to_string(x); };
  std::string text = w.say("report.adherence", {{"planned", n(a.planned)},
                                                {"done", n(a.matched)},
                                                {"partial", n(a.partial)},
                                                {"missed", n(a.missed)},
                                                {"extra", n(a.extra)}});
  if (a.ratio)
    Words::append(text,
                  w.say("report.adherence.ratio", {{"percent", w.number(*a.ratio * 100, 0)}}));
  if (m.professional && a.held + a.unknown > 0)
    Words::append(text,
                  w.say("report.adherence.held", {{"held", n(a.held)}, {"unknown", n(a.unknown)}}));
  if (m.professional) {
    // Why sessions count neither as done nor as missed.
    std::map<std::string, int> because;
    for (const PlannedOutcome& s : a.sessions) {
      if (!s.because.empty()) ++because[s.because];
    }
    for (const auto& [code, count] : because)
      Words::append(text, w.say("report.adherence." + code, {{"n", n(count)}}));
  }
  m.add(Paragraph{m.plain(std::move(text)), false});
}

// What a device counted of whole days.
void add_activity(Maker& m, const DailyActivity& a) {
  if (a.days == 0) return;
  Words& w = m.words;
  std::string text = w.say("report.activity", {{"days", std::to_string(a.days)}});
  if (a.steps)
    Words::append(text, w.say("report.activity.steps", {{"n", w.number(*a.steps, 0)}}));
  if (a.minutes)
    Words::append(text, w.say("report.activity.minutes", {{"n", w.number(*a.minutes, 0)}}));
  m.add(Paragraph{m.plain(std::move(text)), false});
}

void add_changes(Maker& m, const Progress& p) {
  if (p.changes.empty()) return;
  Words& w = m.words;
  Table t;
  t.caption = w.say("report.heading.changes");
  t.head = {w.say("report.column.test"), w.say("report.column.before"),
            w.say("report.column.after"), w.say("report.column.verdict")};
  t.widths = {30, 18, 18, 34};
  for (const Change& c : p.changes) {
    std::string verdict = w.say("verdict." + c.verdict);
    if (m.professional && c.mdc95)
      Words::append(verdict, w.say("report.mdc", {{"x", w.quantity(*c.mdc95, c.unit, 2)}}));
    if (m.professional && c.low) {
      Words::append(
          verdict, w.say("report.change_interval", {{"estimate", w.quantity(c.estimate, c.unit, 2)},
                                                    {"low", w.number(*c.low, 2)},
                                                    {"high", w.number(*c.high, 2)}}));
    }
    if (c.forecast)
      Words::append(verdict, w.say("report.change_forecast",
                                   {{"target", w.test_value(c.test, c.forecast->target)},
                                    {"day", w.date(c.forecast->likely)}}));
    Line said = m.sources.line(std::move(verdict), c.why, p.reasons);
    said.code.clear();
    t.rows.push_back({m.plain(w.test(c.test)), m.plain(w.test_value(c.test, c.from)),
                      m.plain(w.test_value(c.test, c.to)), std::move(said)});
  }
  m.add(std::move(t));
}

// The size of a step stands in the rule; the plan walks there by its weekly rate.
void add_how_steps_are_taken(Maker& m, const Progress& p) {
  const bool ahead = std::any_of(p.decisions.begin(), p.decisions.end(),
                                 [](const Decision& d) { return d.action == "progress"; });
  if (!ahead || !m.professional || !m.result.guide || !m.result.guide->plan) return;
  const auto rate = m.result.guide->envelope.progress_percent_week;
  if (!rate) return;
  m.add(Paragraph{
      m.plain(m.words.say("report.decide_rate", {{"percent", m.words.number(*rate, 0)}})), false});
}

void add_decisions(Maker& m, const Progress& p) {
  if (p.decisions.empty()) return;
  Words& w = m.words;
  m.heading("report.heading.decisions", 3);
  List list;
  for (const Decision& d : p.decisions) {
    const bool light = d.what == "light";  // how hard, beside a decision on how much
    std::string text =
        w.say("report.decide", {{"component", d.component == "all" ? w.say("report.decide_all")
                                                                   : w.component(d.component)},
                                {"action", w.say("decision." + (light ? "light" : d.action))}});
    if (m.professional && !d.what.empty() && !light) {
      const std::string what = w.say("decision_what." + d.what);
      text += d.by ? w.say("report.decide_by", {{"what", what}, {"n", w.number(*d.by)}})
                   : w.say("report.decide_what", {{"what", what}});
    }
    for (const Line& why : sentences(m, d.why, p.reasons, 2))
      text += w.say("report.because_stop") + why.text;
    list.items.push_back(m.sources.line(std::move(text), d.why, p.reasons));
  }
  m.add(std::move(list));
  add_how_steps_are_taken(m, p);
}

// The last seven days of each method; the methods are on scales of their own.
void add_trimp(Maker& m, const Progress& p, std::vector<Line>& lines) {
  Words& w = m.words;
  const std::vector<DayImpulse>& days = p.load.trimp;
  const auto week_of = [&](const char* name, std::optional<double> DayImpulse::*method) {
    double sum = 0;
    bool any = false;
    for (const DayImpulse& d : days) {
      if (days.back().date - d.date >= 7 || !(d.*method)) continue;
      sum += *(d.*method);
      any = true;
    }
    if (any)
      lines.push_back(m.plain(w.say(std::string("report.trimp.") + name,
                                    {{"n", w.number(sum, 0)}, {"day", w.date(days.back().date)}})));
  };
  week_of("banister", &DayImpulse::banister);
  week_of("edwards", &DayImpulse::edwards);
  week_of("lucia", &DayImpulse::lucia);
  for (Line& why : sentences(m, p.load.trimp_why, p.reasons, 3)) lines.push_back(std::move(why));
}

void add_load(Maker& m, const Progress& p) {
  const Load& l = p.load;
  Words& w = m.words;
  std::vector<Line> lines;
  if (l.acute && l.chronic) {
    std::string text = w.say(
        "report.load", {{"acute", w.number(*l.acute, 0)}, {"chronic", w.number(*l.chronic, 0)}});
    if (l.ratio) Words::append(text, w.say("report.load.ratio", {{"n", w.number(*l.ratio, 2)}}));
    lines.push_back(m.plain(std::move(text)));
  }
  for (const std::string& f : l.flags)
    lines.push_back(m.plain(w.say(f.find('.') == std::string::npos ? "train." + f : f)));
  for (Line& why : sentences(m, l.why, p.reasons, 3)) lines.push_back(std::move(why));
  add_trimp(m, p, lines);
  if (!lines.empty()) m.add(List{Marker::dot, std::move(lines)});
}

void add_retests(Maker& m, const Progress& p) {
  if (p.retest.empty()) return;
  m.heading("report.heading.dates", 3);
  List list{Marker::box, {}};
  for (const RetestRequest& t : p.retest) {
    list.items.push_back(m.sources.line(
        m.words.say("report.retest",
                    {{"test", m.words.test(t.test)}, {"date", m.words.date(t.due)}}),
        t.why, p.reasons));
  }
  m.add(std::move(list));
}

}  // namespace

void add_done_and_decided(Maker& m) {
  if (!m.result.progress) return;
  const Progress& p = *m.result.progress;
  m.heading("report.heading.progress");
  add_adherence(m, p.adherence);
  add_activity(m, p.activity);
  add_decisions(m, p);
  add_retests(m, p);
}

void add_progress(Maker& m) {
  if (!m.result.progress) return;
  const Progress& p = *m.result.progress;
  m.heading("report.heading.progress");
  add_adherence(m, p.adherence);
  add_activity(m, p.activity);
  add_changes(m, p);
  add_decisions(m, p);
  if (m.professional) add_load(m, p);
  if (!m.result.guide) add_retests(m, p);
}

}  // namespace celian::report
