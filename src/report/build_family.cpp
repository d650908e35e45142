// One sheet for whoever helps at home: what was decided, what to help with, what to watch, when to
// stop, whom to call. No scores and no reasons: those are the person's own.
#include <algorithm>
#include <initializer_list>

#include "report/maker.hpp"
#include "report/signs.hpp"

namespace celian::report {

namespace {

void add_family_decision(Maker& m) {
  if (!m.result.screen) return;
  Words& w = m.words;
  const std::string code = decision_code(m.result);
  Callout box{decision_tone(code), w.say("report.family.decision." + code), {}, true, ""};
  if (m.result.guide && m.result.guide->plan)
    box.lines.push_back(
        m.plain(w.say("report.plan.starts", {{"date", w.day(m.result.guide->plan->start)}})));
  if (m.result.guide && m.result.guide->interim && m.result.guide->valid_until)
    box.lines.push_back(m.plain(w.say("report.programme.interim_until",
                                      {{"date", w.day(*m.result.guide->valid_until)}})));
  m.add(std::move(box));
  std::vector<Line> steps = first_steps(m);
  if (steps.empty()) return;
  m.heading("report.family.arrange", 3);
  m.add(List{Marker::number, std::move(steps)});
}

// Days and minutes of the first week, so that somebody can be there.
std::string days_text(Words& w, const PlanWeek& week) {
  std::vector<std::string> days;
  for (const PlanSession& s : week.sessions)
    days.push_back(w.say(
        "report.family.day",
        {{"day", w.day(s.date)}, {"minutes", w.count(s.minutes, "report.minutes", 0)}}));
  return w.list(days);
}

void add_help(Maker& m) {
  if (!m.result.guide || !m.result.guide->plan) return;
  const Prescription& p = *m.result.guide;
  Words& w = m.words;
  List list{Marker::yes, {}};
  const auto add = [&](std::string text) { list.items.push_back(m.plain(std::move(text))); };
  add(w.say("report.family.beside." + std::string(supervision_name(p.envelope.supervision))));
  const auto& weeks = p.plan->weeks;
  const auto first = std::find_if(weeks.begin(), weeks.end(),
                                  [](const PlanWeek& x) { return !x.sessions.empty(); });
  if (first != weeks.end())
    add(w.say("report.family.days", {{"days", days_text(w, *first)}}));
  add(w.say("report.family.room"));
  add(w.say("report.family.pace." +
            std::string(intensity_name(p.envelope.intensity.max_class))));
  add(w.say("report.family.bad_day"));
  add(w.say("report.family.write_down"));
  m.heading("report.heading.family_help");
  m.add(std::move(list));
}

// Whom to call, the most urgent first; it stands on every sheet, with or without a plan.
void add_calls(Maker& m) {
  Words& w = m.words;
  m.heading("report.heading.family_calls");
  Panels panels;
  const auto panel = [&](Tone tone, const char* who, std::initializer_list<const char*> what) {
    Panel one{tone, Marker::dot, w.say(std::string("report.family.call.") + who), {}};
    for (const char* x : what)
      one.items.push_back(m.plain(w.say(std::string("report.family.when.") + x)));
    panels.panels.push_back(std::move(one));
  };
  panel(Tone::stop, "emergency", {"chest", "faint", "stroke", "head"});
  panel(Tone::warn, "doctor", {"fall", "new_symptom", "new_medicine"});
  panel(Tone::note, "centre", {"pain_next_day", "missed", "too_hard"});
  m.add(std::move(panels));
}

}  // namespace

Document build_family(const KnowledgeBase& kb, const ResultView& result, std::string locale,
                      const ReportContext& context) {
  Words words(kb, locale, false);
  Sources sources(words);
  Document doc;
  doc.locale = std::move(locale);
  doc.kind = "family";
  Maker m{words, sources, result, context, doc, false};
  doc.signs = signs_of(words);
  sources.quiet(true);  // what stands behind it is on the other sheets
  add_masthead(m);
  add_family_decision(m);
  add_help(m);
  add_dos_and_donts(m);
  add_stop_signs(m);
  add_calls(m);
  add_week(m);
  add_minimum_and_dates(m);
  if (result.guide && result.guide->plan) add_care(m, distinct_items(*result.guide));
  add_footer(m);
  doc.missing = words.missing();
  return doc;
}

}  // namespace celian::report
