// 测 and 评: points as bars with the standard's own grades and the next step; the values as
// measured, and what was odd.
#include <algorithm>
#include <iterator>

#include "catalog/table.hpp"
#include "report/maker.hpp"

namespace celian::report {

namespace {

std::string points_text(Words& w, const ItemScore& i, double most) {
  if (i.outcome == Outcome::scored && i.points) {
    if (most <= 0) return w.count(*i.points, "report.points");
    return w.say("report.points_of", {{"n", w.number(*i.points)}, {"most", w.number(most)}});
  }
  if (i.outcome == Outcome::undetermined && !i.candidates.empty()) {
    std::vector<std::string> all;
    for (const Candidate& c : i.candidates)
      all.push_back(c.no_score ? w.say("outcome.no_score") : w.number(c.points));
    return w.say("report.points_either", {{"list", w.list(all)}});
  }
  return w.say("outcome." + std::string(outcome_name(i.outcome)));
}

std::string next_text(Words& w, const ItemScore& i) {
  if (!i.next) return "";
  const double shown_now = i.value.value_or(i.next->value + 1);
  if (w.test_number(i.test, i.next->value) == w.test_number(i.test, shown_now)) return "";
  const bool sinks = i.value && i.next->value < *i.value &&
                     way_down(w, i.test).empty();  // BMI: down for some, up for others
  const std::string key = "report.next" + std::string(sinks ? ".lower" : way_down(w, i.test));
  return w.say(
      key, {{"value", w.test_value(i.test, i.next->value)}, {"points", w.number(i.next->points)}});
}

bool pregnant(const Maker& m) {
  const std::vector<std::string>& used = m.result.used;
  return std::find(used.begin(), used.end(), "preset.pregnancy") != used.end();
}

std::string why_not_judged(Words& w, const Assessment& a, const ItemScore& i) {
  for (const std::uint32_t at : i.why) {
    if (at < a.reasons.size() && a.reasons[at].rule.ends_with(".not_judged"))
      return w.say(a.reasons[at].code);
  }
  return "";
}

Bar bar_of(Maker& m, const Assessment& a, const Standard* s, const ItemScore& i) {
  Words& w = m.words;
  Bar b;
  const double most = most_points(s, i.test);
  b.label = w.test(i.test);
  if (!i.taken_from.empty() && i.taken_from != i.test)
    b.label = w.say("report.taken_from", {{"item", b.label}, {"test", w.test(i.taken_from)}});
  if (i.value) b.value = w.test_value(i.test, *i.value);
  b.points = points_text(w, i, most);
  if (i.points && s != nullptr) {
    if (const GradeLine* g = s->item_grade(*i.points)) b.grade = w.label(g->label, g->code);
  }
  if (i.points && most > 0) b.share = *i.points / most;
  if (!(pregnant(m) &&
        (i.test == "bmi" || i.test == "weight"))) {  // no step towards a lower weight in pregnancy
    if (i.next && most > 0 && i.points) b.next_share = i.next->points / most;
    b.next = next_text(w, i);
  }
  if (std::string why = why_not_judged(w, a, i); !why.empty()) b.points = std::move(why);
  if (most > 0 && most <= 10) b.steps = static_cast<int>(most);
  b.refs = m.sources.line("", i.why, a.reasons).refs;
  return b;
}

std::string total_text(Words& w, const Assessment& a) {
  std::vector<std::string> parts;
  if (a.total) parts.push_back(w.say("report.total", {{"n", w.number(*a.total)}}));
  if (a.bonus_total && *a.bonus_total > 0)
    parts.push_back(w.say("report.bonus", {{"n", w.number(*a.bonus_total)}}));
  if (a.grade)
    parts.push_back(
        w.say("report.overall_grade", {{"grade", w.label(a.grade->label, a.grade->code)}}));
  if (!a.grade_candidates.empty()) {
    std::vector<std::string> all;
    for (const Grade& g : a.grade_candidates) all.push_back(w.label(g.label, g.code));
    parts.push_back(w.say("report.grade_either", {{"list", w.list(all)}}));
  }
  if (a.outcome == Completeness::incomplete && !a.missing.empty()) {
    std::vector<std::string> names;
    for (const std::string& t : a.missing) names.push_back(w.test(t));
    parts.push_back(w.say("report.no_total", {{"missing", w.list(names)}}));
  } else if (a.outcome != Completeness::complete) {
    parts.push_back(w.say("report.completeness." + std::string(completeness_name(a.outcome))));
  }
  return w.clauses(parts);
}

void add_sheet(Maker& m, const Assessment& a, bool is_fallback) {
  Words& w = m.words;
  const auto found = m.words.kb().standard(a.standard);
  const Standard* s = found ? *found : nullptr;
  Bars bars;
  bars.caption = s != nullptr         ? w.local(s->header().title, a.standard)
                 : a.standard.empty() ? std::string()
                                      : w.file(a.standard);
  for (const ItemScore& i : a.items) {
    if (a.outcome == Completeness::unsupported) break;
    const bool absent =
        i.outcome == Outcome::missing_value || i.outcome == Outcome::not_in_standard;
    if (absent && !m.professional) continue;
    bars.bars.push_back(bar_of(m, a, s, i));
  }
  if (is_fallback) m.small(w.say("report.fallback"));
  if (std::string total = total_text(w, a); !total.empty())
    m.add(Paragraph{m.plain(w.sentence(std::move(total))), false});
  if (!bars.bars.empty()) m.add(std::move(bars));
}

bool anything_scored(const Assessment& a) {
  return std::any_of(a.items.begin(), a.items.end(), [](const ItemScore& i) {
    return i.outcome == Outcome::scored || i.outcome == Outcome::undetermined ||
           i.outcome == Outcome::no_score;
  });
}

void add_norms(Maker& m, const NormReport& n) {
  Words& w = m.words;
  Table t;
  t.caption = w.say("report.heading.norms");
  t.head = {w.say("report.column.test"), w.say("report.column.value"), w.say("report.column.class"),
            w.say("report.column.norm")};
  for (const NormResult& r : n.results) {
    if (r.outcome != Outcome::scored && r.outcome != Outcome::undetermined) continue;
    std::string said = r.label.empty() ? "" : w.label(r.label, r.norm_class);
    if (r.z) said += (said.empty() ? "" : w.say("report.comma")) + "z " + w.number(*r.z, 2);
    Line norm = m.sources.line(w.file(r.norm), r.why, n.reasons);
    norm.code.clear();
    t.rows.push_back({m.plain(w.test(r.test)),
                      m.plain(r.value ? w.test_value(r.test, *r.value) : ""),
                      m.plain(std::move(said)), std::move(norm)});
  }
  if (!t.rows.empty()) m.add(std::move(t));
}

std::string readings_text(Words& w, const Measurement& x) {
  std::vector<std::string> all;
  for (const Reading& r : x.readings)
    all.push_back(w.test_number(x.test, r.value) + (r.used ? "" : w.say("report.reading_unused")));
  return w.list(all);
}

void add_values(Maker& m, const MeasureReport& r) {
  Words& w = m.words;
  Table t;
  t.head = {w.say("report.column.test"), w.say("report.column.value"),
            w.say("report.column.readings"), w.say("report.column.date")};
  t.widths = {34, 20, 28, 18};
  for (const Measurement& x : r.set.values) {
    const std::string value = x.outcome == Outcome::scored
                                  ? w.test_value(x.test, x.value)
                                  : w.say("outcome." + std::string(outcome_name(x.outcome)));
    const std::string derived = x.derived ? w.say("report.derived") : "";
    t.rows.push_back({m.plain(w.test(x.test)), m.plain(value),
                      m.plain(x.readings.size() > 1 ? readings_text(w, x) : derived),
                      m.plain(x.date ? w.date(*x.date) : "")});
  }
  if (!t.rows.empty()) m.add(std::move(t));
}

void add_advice_on_tests(Maker& m, const MeasureReport& r) {
  Words& w = m.words;
  if (!r.not_safe_to_test.empty()) {
    m.heading("report.heading.not_safe", 3);
    Table t;
    t.head = {w.say("report.column.test"), w.say("report.column.why")};
    t.widths = {50, 50};
    // One row for each reason, with all the tests that it stands against.
    std::vector<std::pair<std::string, std::vector<std::string>>> tests;
    for (const TestAdvice& a : r.not_safe_to_test) {
      Line why = m.sources.line("", a.why, r.reasons);
      for (const Line& l : sentences(m, a.why, r.reasons, a.provisional ? 1 : 3))
        Words::append(why.text, l.text);
      if (why.text.empty() && !a.code.empty()) why.text = w.say(a.code);
      if (a.provisional) Words::append(why.text, w.say("report.provisional_note"));
      why.code.clear();  // one rule a test; they stand under the reasons
      const auto same = std::find_if(tests.begin(), tests.end(),
                                     [&](const auto& x) { return x.first == why.text; });
      if (same != tests.end()) {
        same->second.push_back(w.test(a.test));
        Line& row = t.rows[static_cast<std::size_t>(same - tests.begin())][1];
        std::vector<int> refs;
        std::set_union(row.refs.begin(), row.refs.end(), why.refs.begin(), why.refs.end(),
                       std::back_inserter(refs));
        row.refs = std::move(refs);
        continue;
      }
      tests.push_back({why.text, {w.test(a.test)}});
      t.rows.push_back({Line{}, std::move(why)});
    }
    for (std::size_t i = 0; i < tests.size(); ++i) t.rows[i][0] = m.plain(w.list(tests[i].second));
    m.add(std::move(t));
  }
  std::vector<std::string> names;
  for (const TestAdvice& a : r.recommended_tests) names.push_back(w.test(a.test));
  if (!names.empty() && m.professional)
    m.add(Paragraph{m.plain(w.say("report.recommended", {{"list", w.list(names)}})), false});
}

}  // namespace

double most_points(const Standard* s, const std::string& test) {
  const ItemTable* table = s != nullptr ? s->table(test) : nullptr;
  double most = 0;
  if (table == nullptr) return most;
  for (const TableCell& c : table->cells()) {
    if (c.outcome == Outcome::scored) most = std::max(most, from_points100(c.points));
  }
  return most;
}

void add_scores(Maker& m) {
  const auto& score = m.result.score;
  const bool fallback = score && !score->fallback.empty();
  const bool any =
      score && (anything_scored(*score) || (fallback && anything_scored(score->fallback.front())));
  if (any || (m.professional && score)) {
    m.heading("report.heading.scores");
    if (m.professional || anything_scored(*score)) add_sheet(m, *score, false);
    if (fallback) add_sheet(m, score->fallback.front(), true);
  }
  if (m.result.norm) {
    if (!any) m.heading("report.heading.scores");
    add_norms(m, *m.result.norm);
  }
}

void add_measured(Maker& m) {
  if (!m.result.measure) return;
  const MeasureReport& r = *m.result.measure;
  const bool alone = !m.result.screen && !m.result.guide && !m.result.score;
  Words& w = m.words;
  if (m.professional || alone) {
    m.heading("report.heading.measured");
    add_values(m, r);
  }
  std::vector<Line> odd;
  for (const MeasureFlag& f : r.set.flags) {
    for (const Line& l : sentences(m, f.why, r.reasons, 1)) odd.push_back(l);
    if (f.why.empty()) odd.push_back(m.plain(w.say(f.code)));
  }
  if (!odd.empty()) {
    Callout box{Tone::note, w.say("report.heading.odd"), std::move(odd)};
    m.add(std::move(box));
  }
  if (m.professional || alone) add_advice_on_tests(m, r);
}

}  // namespace celian::report
