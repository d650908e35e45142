// assess.screen: the decisions about today and the programme, and what must be asked.
#include "report/result.hpp"

namespace celian::report {

namespace {

using codec::Choice;
using codec::Reader;

constexpr Choice<Triage> kTriage[] = {{"T0", Triage::T0}, {"T1", Triage::T1}, {"T2", Triage::T2},
                                      {"T3", Triage::T3}, {"T4", Triage::T4}, {"T5", Triage::T5},
                                      {"T6", Triage::T6}, {"T7", Triage::T7}};

Triage triage_of(std::string_view text) {
  for (const Choice<Triage>& c : kTriage) {
    if (c.text == text) return c.value;
  }
  return Triage::T0;
}

std::vector<Finding> read_findings(Reader& r, std::string_view field) {
  std::vector<Finding> out;
  r.for_each(field, [&](Reader& x) {
    Finding f;
    f.rule = x.string_or("rule", "");
    f.code = x.required_string("code");
    f.assumed = x.bool_or("assumed", false);
    f.facts = read_args(x, "facts");
    f.why = read_why(x);
    x.ignore_rest();
    out.push_back(std::move(f));
  });
  return out;
}

void read_today(Reader& t, TodayDecision& out) {
  out.decision = t.string_or("decision", "go");
  out.until = t.optional_date("until");
  out.recheck = t.strings("recheck");
  out.causes = t.strings("causes");
  out.why = read_why(t);
  t.ignore_rest();
}

void read_programme(Reader& p, ProgrammeDecision& out) {
  out.decision = p.string_or("decision", "go");
  p.optional_child("clearance", [&](Reader& c) {
    ClearanceNeeded need;
    need.before = c.string_or("before", "");
    need.from = c.string_or("from", "");
    need.bring = c.strings("bring");
    c.ignore_rest();
    out.clearance = std::move(need);
  });
  out.why = read_why(p);
  p.ignore_rest();
}

Ask read_ask(Reader& x) {
  Ask a;
  a.fact = x.required_string("fact");
  a.level = x.string_or("level", "may");
  a.who = x.string_or("who", "");
  a.seconds = static_cast<int>(x.int_or("seconds", 0, {0, 86400}));
  const std::string change = x.string_or("could_change", "");  // "T3 -> T5"
  if (change.size() >= 8) {
    a.now = triage_of(std::string_view(change).substr(0, 2));
    a.worst = triage_of(std::string_view(change).substr(change.size() - 2));
  }
  a.why = read_why(x);
  x.ignore_rest();
  return a;
}

}  // namespace

RiskReport read_screen(Reader& r) {
  RiskReport out;
  out.triage = r.required_choice("triage", kTriage);
  out.triage_worst = r.choice_or("triage_worst", kTriage, out.triage);
  for (const std::string& g : r.strings("gates")) out.gates.push_back(triage_of(g));
  out.provisional = r.bool_or("provisional", false);
  r.optional_child("today", [&](Reader& t) { read_today(t, out.today); });
  r.optional_child("programme", [&](Reader& p) { read_programme(p, out.programme); });
  r.for_each("referral", [&](Reader& x) {
    Referral f;
    f.to = x.required_string("to");
    f.urgency = x.string_or("urgency", "routine");
    f.why = read_why(x);
    x.ignore_rest();
    out.referral.push_back(std::move(f));
  });
  out.supervision = read_supervision(r, "supervision");
  out.findings = read_findings(r, "findings");
  r.for_each("ask", [&](Reader& x) { out.ask.push_back(read_ask(x)); });
  out.ask_more = static_cast<int>(r.int_or("ask_more", 0, {0, 100000}));
  out.other_path = read_findings(r, "other_path");
  out.reasons = read_reasons(r);
  r.ignore_rest();
  return out;
}

}  // namespace celian::report
