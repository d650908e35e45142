// What is done every day apart from the sessions, and what the person likes and the plan cannot
// hold.
#include "report/maker.hpp"

namespace celian::report {

namespace {

// What a refusal is about, in words: the tag, thing, place or kind of exercise.
std::string detail_text(Words& w, const LikeAnswer& l) {
  if (l.detail.empty()) return {};
  if (l.because == "forbidden_component" || l.because == "no_component")
    return w.component(l.detail);
  if (l.because == "intensity") return {};
  const std::string kind = l.because.rfind("forbidden_", 0) == 0 ? l.because.substr(10) : l.because;
  return kind == "supervision" ? std::string() : w.coded(kind, l.detail);
}

}  // namespace

void add_daily(Maker& m) {
  if (!m.result.guide || !m.result.guide->plan || m.result.guide->plan->daily.empty()) return;
  Words& w = m.words;
  m.heading("report.heading.daily");
  std::vector<Line> lines;
  for (const DailyItem& d : m.result.guide->plan->daily) {
    lines.push_back(m.sources.line(w.say("report.daily", {{"name", w.exercise(d.item.exercise)},
                                                          {"dose", dose_text(w, d.item)},
                                                          {"days", w.number(d.days_week, 0)},
                                                          {"when", w.say(d.when)}}),
                                   d.item.why, m.result.guide->reasons));
  }
  m.add(List{Marker::dot, std::move(lines)});
}

void add_likes(Maker& m) {
  if (!m.result.guide) return;
  Words& w = m.words;
  std::vector<Line> lines;
  for (const LikeAnswer& l : m.result.guide->likes) {
    if (l.used) continue;
    const std::string name =
        w.kb().exercise(l.code) != nullptr ? w.exercise(l.code) : w.coded("family", l.code);
    lines.push_back(
        m.sources.line(w.say("like." + l.because, {{"name", name}, {"detail", detail_text(w, l)}}),
                       l.why, m.result.guide->reasons));
  }
  if (lines.empty()) return;
  m.heading("report.heading.likes");
  m.add(List{Marker::dot, std::move(lines)});
}

}  // namespace celian::report
