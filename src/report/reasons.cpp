// For professionals: what was found, what every statement rests on, what could not be met, what is not known.
#include <algorithm>
#include <set>

#include "report/maker.hpp"

namespace celian::report {

namespace {

std::string fact_text(Words& w, const Arg& a) {
  const FactIndex& facts = w.kb().facts();
  const std::string* code = std::get_if<std::string>(&a.value);
  // "condition": "type_2_diabetes" stands for the flag condition.type_2_diabetes.
  if (code != nullptr && facts.find(a.name + "." + *code) != kNoSlot) return w.fact(a.name + "." + *code);
  if (a.name == "missing" && code != nullptr) return w.say("report.fact_missing", {{"fact", w.fact(*code)}});
  if (a.name == "text" && code != nullptr) return "“" + *code + "”";
  if (a.name == "nearest" && code != nullptr) return w.say("report.fact_nearest", {{"name", *code}});
  if (facts.find(a.name) == kNoSlot && w.kb().test(a.name) == nullptr) return a.name;
  const std::string name = w.fact(a.name);
  if (const bool* b = std::get_if<bool>(&a.value)) return w.say(*b ? "report.fact_yes" : "report.fact_no", {{"fact", name}});
  if (code != nullptr) return name + " = " + w.value(a.name, *code);
  const double value = std::get<double>(a.value);
  return name + " = " + (w.kb().test(a.name) != nullptr ? w.test_value(a.name, value) : w.number(value));
}

Table findings_table(Maker& m, const std::vector<Finding>& findings, const std::vector<Reason>& reasons) {
  Words& w = m.words;
  Table t;
  t.head = {w.say("report.column.finding"), w.say("report.column.facts")};
  t.widths = {64, 36};
  for (const Finding& f : findings) {
    Line what = m.sources.line("", f.why, reasons);
    for (const Line& l : sentences(m, f.why, reasons, 1)) what.text = l.text;
    if (what.text.empty()) what.text = w.say(f.code);
    if (f.assumed) what.text += w.say("report.assumed_mark");
    what.code = f.rule;
    std::vector<std::string> facts;
    for (const Arg& a : f.facts) facts.push_back(fact_text(w, a));
    t.rows.push_back({std::move(what), m.plain(w.list(facts))});
  }
  return t;
}

void add_unmet(Maker& m, const Prescription& p) {
  Words& w = m.words;
  List list;
  const auto name = [&](const std::string& dimension, const std::string& component) {
    const std::string what = w.say("dimension." + dimension);
    return component.empty() ? what : w.say("report.of_component", {{"what", what}, {"component", w.component(component)}});
  };
  for (const Unmet& u : p.envelope.unmet) {
    const std::string unit = "report.dimension_unit." + u.dimension;
    std::string text = w.say("report.unmet", {{"what", name(u.dimension, u.component)},
                                              {"wanted", u.wanted ? w.count(*u.wanted, unit, 0) : w.say("report.unknown_value")},
                                              {"allowed", u.allowed ? w.count(*u.allowed, unit, 0) : w.say("report.unknown_value")}});
    list.items.push_back(m.sources.line(std::move(text), u.why, p.reasons));
  }
  for (const Conflict& c : p.envelope.conflicts) {
    std::string text = w.say("report.conflict", {{"what", name(c.dimension, c.component)}, {"kept", w.range(c.kept, "report.dimension_unit." + c.dimension, 0)}});
    list.items.push_back(m.sources.line(std::move(text), c.why, p.reasons));
  }
  if (list.items.empty()) return;
  m.heading("report.heading.unmet", 3);
  m.add(std::move(list));
}

void add_reason_rows(Maker& m, const std::vector<Reason>& reasons, std::set<std::string>& seen, Table& t) {
  Words& w = m.words;
  for (const Reason& r : reasons) {
    if (!seen.insert(r.rule + "\n" + r.code).second) continue;
    Line said = m.sources.line(w.reason(r), r);
    said.code = r.rule;
    Line basis = m.plain(w.say("report.evidence." + std::string(evidence_name(r.evidence))) + w.say("report.comma") + w.say("report.verified." + std::string(verified_name(r.verified))));
    std::string where;
    for (const Citation& c : r.cites) {
      where += (where.empty() ? "" : "; ") + std::string("[") + std::to_string(m.sources.number(c.source)) + "]" + (c.where.empty() ? "" : " " + c.where);
    }
    t.rows.push_back({std::move(said), std::move(basis), m.plain(std::move(where))});
  }
}

}  // namespace

void add_findings(Maker& m) {
  if (!m.result.screen) return;
  const RiskReport& s = *m.result.screen;
  if (!s.findings.empty()) {
    m.heading("report.heading.findings");
    m.add(findings_table(m, s.findings, s.reasons));
  }
  if (!s.other_path.empty()) {
    m.heading("report.heading.other_path", 3);
    m.small(m.words.say("report.other_path_note"));
    m.add(findings_table(m, s.other_path, s.reasons));
  }
}

void add_gaps(Maker& m) {
  const ResultView& r = m.result;
  Words& w = m.words;
  std::vector<Line> missing;
  if (r.screen && r.screen->provisional) missing.push_back(m.plain(w.say("report.gaps.provisional", {{"now", std::string(triage_name(r.screen->triage))}, {"worst", std::string(triage_name(r.screen->triage_worst))}})));
  if (r.score && !r.score->missing.empty()) {
    std::vector<std::string> names;
    for (const std::string& t : r.score->missing) names.push_back(w.test(t));
    missing.push_back(m.plain(w.say("report.gaps.tests", {{"list", w.list(names)}})));
  }
  const bool unmet = r.guide && (!r.guide->envelope.unmet.empty() || !r.guide->envelope.conflicts.empty());
  const bool unverified = r.guide && !r.guide->unverified_used.empty();
  if (missing.empty() && !unmet && !unverified) return;
  m.heading("report.heading.gaps");
  if (!missing.empty()) m.add(List{Marker::dot, std::move(missing)});
  if (unmet) add_unmet(m, *r.guide);
  if (unverified) {
    Callout box{Tone::note, w.say("report.heading.unverified"), {}};
    box.lines.push_back(m.plain(w.say("report.unverified_note")));
    for (const std::string& rule : r.guide->unverified_used) {
      Line line;
      line.code = rule;
      if (const Rule* known = w.kb().rules().find(rule)) line.text = w.find(known->say).value_or("");
      if (line.text.find('{') != std::string::npos) line.text.clear();
      box.lines.push_back(std::move(line));
    }
    m.add(std::move(box));
  }
}

void add_violations(Maker& m) {
  if (!m.result.verification) return;
  const Verification& v = *m.result.verification;
  Words& w = m.words;
  Callout box{v.violations.empty() ? Tone::good : Tone::stop, w.count(static_cast<double>(v.violations.size()), v.violations.empty() ? "report.verify.none" : "report.verify.some", 0), {}};
  for (const Violation& x : v.violations) {
    Reason r;
    r.code = x.code;
    r.args = x.args;
    Line line = m.plain(w.reason(r));
    if (m.professional) line.code = (x.rule.empty() ? "" : x.rule + " ") + x.pointer;
    box.lines.push_back(std::move(line));
  }
  m.add(std::move(box));
}

void add_reasons(Maker& m) {
  const ResultView& r = m.result;
  Words& w = m.words;
  Table t;
  t.head = {w.say("report.column.reason"), w.say("report.column.basis"), w.say("report.column.where")};
  t.widths = {52, 18, 30};
  std::set<std::string> seen;
  if (r.screen) add_reason_rows(m, r.screen->reasons, seen, t);
  if (r.guide) add_reason_rows(m, r.guide->reasons, seen, t);
  if (r.progress) add_reason_rows(m, r.progress->reasons, seen, t);
  if (r.score) add_reason_rows(m, r.score->reasons, seen, t);
  if (r.measure) add_reason_rows(m, r.measure->reasons, seen, t);
  if (t.rows.empty()) return;
  m.heading("report.heading.reasons");
  m.add(std::move(t));
}

void add_references(Maker& m) {
  if (!m.professional && m.sources.any_confirm()) m.small(m.words.say("report.confirm_note"));
  if (m.sources.empty()) return;
  m.heading("report.heading.references", m.professional ? 2 : 3);
  m.add(m.sources.references());
  if (m.professional && !m.result.used.empty()) {
    std::string list;
    for (const std::string& u : m.result.used) list += (list.empty() ? "" : ", ") + u;
    m.small(m.words.say("report.used", {{"list", list}, {"version", m.result.data_version}}));
  }
}

}  // namespace celian::report
