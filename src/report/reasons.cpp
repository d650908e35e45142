// For professionals: what was found, what every statement rests on, what could not be met, what is
// not known.
#include <algorithm>
#include <set>

#include "report/maker.hpp"

namespace celian::report {

namespace {

std::string fact_text(Words& w, const Arg& a) {
  const FactIndex& facts = w.kb().facts();
  const std::string* code = std::get_if<std::string>(&a.value);
  // "condition": "type_2_diabetes" stands for the flag condition.type_2_diabetes.
  if (code != nullptr && facts.find(a.name + "." + *code) != kNoSlot)
    return w.fact(a.name + "." + *code);
  if (a.name == "missing" && code != nullptr)
    return w.say("report.fact_missing", {{"fact", w.fact(*code)}});
  if (a.name == "text" && code != nullptr) return "“" + *code + "”";
  if (a.name == "nearest" && code != nullptr)
    return w.say("report.fact_nearest", {{"name", *code}});
  if (facts.find(a.name) == kNoSlot && w.kb().test(a.name) == nullptr) return a.name;
  const std::string name = w.fact(a.name);
  if (const bool* b = std::get_if<bool>(&a.value))
    return w.say(*b ? "report.fact_yes" : "report.fact_no", {{"fact", name}});
  if (code != nullptr) return name + " = " + w.value(a.name, *code);
  const double value = std::get<double>(a.value);
  return name + " = " +
         (w.kb().test(a.name) != nullptr ? w.test_value(a.name, value) : w.number(value));
}

Table findings_table(Maker& m, const std::vector<Finding>& findings,
                     const std::vector<Reason>& reasons) {
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
    return component.empty() ? what
                             : w.say("report.of_component",
                                     {{"what", what}, {"component", w.component(component)}});
  };
  for (const Unmet& u : p.envelope.unmet) {
    const std::string unit = "report.dimension_unit." + u.dimension;
    std::string text = w.say(
        "report.unmet",
        {{"what", name(u.dimension, u.component)},
         {"wanted", u.wanted ? w.count(*u.wanted, unit, 0) : w.say("report.unknown_value")},
         {"allowed", u.allowed ? w.count(*u.allowed, unit, 0) : w.say("report.unknown_value")}});
    list.items.push_back(m.sources.line(std::move(text), u.why, p.reasons));
  }
  for (const Conflict& c : p.envelope.conflicts) {
    std::string text = w.say(
        "report.conflict", {{"what", name(c.dimension, c.component)},
                            {"kept", w.range(c.kept, "report.dimension_unit." + c.dimension, 0)}});
    list.items.push_back(m.sources.line(std::move(text), c.why, p.reasons));
  }
  if (list.items.empty()) return;
  m.heading("report.heading.unmet", 3);
  m.add(std::move(list));
}

// The test of a reason whose sentence names a test and no other fact; null otherwise.
const Arg* only_test(const Words& w, const Reason& r) {
  const std::string_view text = w.kb().text(r.code, w.locale(), w.professional());
  const std::size_t at = text.find('{');
  if (at == std::string_view::npos || text.substr(at, 6) != "{test}" ||
      text.find('{', at + 1) != std::string_view::npos)
    return nullptr;
  const Arg* test = nullptr;
  for (const Arg& a : r.args) {
    if (a.name == "missing") return nullptr;
    if (a.name == "test") test = &a;
  }
  return test;
}

// The same said of several tests is one reason with all their names.
std::vector<Reason> by_tests(const Words& w, const std::vector<Reason>& reasons,
                             std::set<std::string>& seen) {
  std::vector<Reason> out;
  std::vector<std::string> keys;
  for (const Reason& r : reasons) {
    if (!seen.insert(r.rule + "\n" + r.code).second) continue;
    const Arg* test = only_test(w, r);
    std::string key = test == nullptr ? "" : r.code + "\n" + std::string(verified_name(r.verified));
    for (const Citation& c : r.cites) key += test == nullptr ? "" : "\n" + c.source + " " + c.where;
    const auto same = key.empty() ? keys.end() : std::find(keys.begin(), keys.end(), key);
    if (same != keys.end()) {
      Reason& first = out[static_cast<std::size_t>(same - keys.begin())];
      first.args.push_back(*test);
      if (first.args.size() <= 3) first.rule += ", " + r.rule;
      continue;
    }
    const Arg kept = test == nullptr ? Arg{} : *test;
    out.push_back(r);
    if (test != nullptr) out.back().args = {kept};
    keys.push_back(std::move(key));
  }
  for (Reason& r : out) {
    if (r.args.size() > 3 && r.args[3].name == "test")
      r.rule += " +" + std::to_string(r.args.size() - 3);
  }
  return out;
}

void add_reason_rows(Maker& m, const std::vector<Reason>& reasons, std::set<std::string>& seen,
                     std::set<std::string>& assumed, std::vector<int>& rules, Table& t) {
  Words& w = m.words;
  const std::vector<Reason> merged = by_tests(w, reasons, seen);
  const bool in_short = many_assumed(m.result);
  for (const Reason& r : merged) {
    if (in_short && is_assumed(r)) {
      assumed.insert(r.rule);
      continue;
    }
    Line said = m.sources.line(w.reason(r), r);
    said.code = r.rule;
    Line basis = m.plain(w.say("report.evidence." + std::string(evidence_name(r.evidence))) +
                         w.say("report.comma") +
                         w.say("report.verified." + std::string(verified_name(r.verified))));
    std::string where;
    for (const Citation& c : r.cites) {
      where += (where.empty() ? "" : "; ") + std::string("[") +
               std::to_string(m.sources.number(c.source)) + "]" +
               (c.where.empty() ? "" : " " + c.where);
    }
    const auto same = std::find_if(t.rows.begin(), t.rows.end(), [&](const std::vector<Line>& x) {
      return x[0].text == said.text && x[1].text == basis.text && x[2].text == where;
    });
    if (same == t.rows.end()) {
      t.rows.push_back({std::move(said), std::move(basis), m.plain(std::move(where))});
      rules.push_back(1);
      continue;
    }
    // Three rules by name; all of them are in the result itself.
    const std::size_t row = static_cast<std::size_t>(same - t.rows.begin());
    if (++rules[row] <= 3) (*same)[0].code += ", " + r.rule;
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
  if (r.screen && r.screen->provisional)
    missing.push_back(m.plain(w.say(
        "report.gaps.provisional", {{"now", std::string(triage_name(r.screen->triage))},
                                    {"worst", std::string(triage_name(r.screen->triage_worst))}})));
  if (r.score && !r.score->missing.empty()) {
    std::vector<std::string> names;
    for (const std::string& t : r.score->missing) names.push_back(w.test(t));
    missing.push_back(m.plain(w.say("report.gaps.tests", {{"list", w.list(names)}})));
  }
  const bool unmet =
      r.guide && (!r.guide->envelope.unmet.empty() || !r.guide->envelope.conflicts.empty());
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
      if (const Rule* known = w.kb().rules().find(rule))
        line.text = w.find(known->say).value_or("");
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
  Callout box{v.violations.empty() ? Tone::good : Tone::stop,
              w.count(static_cast<double>(v.violations.size()),
                      v.violations.empty() ? "report.verify.none" : "report.verify.some", 0),
              {}};
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
  t.head = {w.say("report.column.reason"), w.say("report.column.basis"),
            w.say("report.column.where")};
  t.widths = {52, 18, 30};
  std::set<std::string> seen, assumed;
  std::vector<int> rules;  // how many stand behind each row
  if (r.screen) add_reason_rows(m, r.screen->reasons, seen, assumed, rules, t);
  if (r.guide) add_reason_rows(m, r.guide->reasons, seen, assumed, rules, t);
  if (r.progress) add_reason_rows(m, r.progress->reasons, seen, assumed, rules, t);
  if (r.score) add_reason_rows(m, r.score->reasons, seen, assumed, rules, t);
  if (r.measure) add_reason_rows(m, r.measure->reasons, seen, assumed, rules, t);
  if (t.rows.empty()) return;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (rules[i] > 3) t.rows[i][0].code += " +" + std::to_string(rules[i] - 3);
  }
  m.heading("report.heading.reasons");
  m.add(std::move(t));
  if (assumed.empty()) return;
  std::string list;
  for (const std::string& rule : assumed) list += (list.empty() ? "" : ", ") + rule;
  m.small(w.say("report.assumed_rules", {{"n", std::to_string(assumed.size())}, {"list", list}}));
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
