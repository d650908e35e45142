// Result of assess.screen.
#include "codec/model_io.hpp"

namespace celian::codec {

namespace {

// A flag that holds reads better by its kind: "condition": "type_2_diabetes" rather than
// "condition.type_2_diabetes": true.
Value encode_facts(const std::vector<Arg>& facts) {
  std::vector<Arg> shown;
  for (const Arg& a : facts) {
    const bool* flag = std::get_if<bool>(&a.value);
    const std::size_t dot = a.name.find('.');
    const bool named = flag != nullptr && *flag && dot != std::string::npos &&
                       a.name.find('.', dot + 1) == std::string::npos;
    if (named) {
      shown.push_back({a.name.substr(0, dot), a.name.substr(dot + 1)});
    } else {
      shown.push_back(a);
    }
  }
  return encode_args(shown);
}

Value encode_findings(const std::vector<Finding>& list) {
  Value v = Value::array();
  for (const Finding& f : list) {
    Value one = Value::object();
    one.set("rule", f.rule).set("code", f.code);
    if (f.assumed) one.set("assumed", true);
    one.set("facts", encode_facts(f.facts)).set("why", encode_why(f.why));
    v.push(std::move(one));
  }
  return v;
}

Value encode_today(const TodayDecision& t) {
  Value v = Value::object();
  v.set("decision", t.decision).set("until", t.until ? Value(t.until->iso()) : Value());
  v.set("recheck", encode(t.recheck)).set("causes", encode(t.causes)).set("why", encode_why(t.why));
  return v;
}

Value encode_programme(const ProgrammeDecision& p) {
  Value v = Value::object();
  v.set("decision", p.decision);
  if (p.clearance) {
    v.set("clearance", Value::object()
                           .set("before", p.clearance->before)
                           .set("from", p.clearance->from)
                           .set("bring", encode(p.clearance->bring)));
  } else {
    v.set("clearance", Value());
  }
  v.set("why", encode_why(p.why));
  return v;
}

}  // namespace

Value encode(const RiskReport& r) {
  Value gates = Value::array(), referral = Value::array(), ask = Value::array();
  for (const Triage t : r.gates) gates.push(triage_name(t));
  for (const Referral& x : r.referral)
    referral.push(
        Value::object().set("to", x.to).set("urgency", x.urgency).set("why", encode_why(x.why)));
  for (const Ask& a : r.ask) {
    Value one = Value::object();
    one.set("fact", a.fact).set("level", a.level).set("who", a.who).set("seconds", a.seconds);
    const bool same = a.now == a.worst;
    one.set("could_change", same ? Value()
                                 : Value(std::string(triage_name(a.now)) + " -> " +
                                         std::string(triage_name(a.worst))));
    one.set("why", encode_why(a.why));
    ask.push(std::move(one));
  }
  Value v = Value::object();
  v.set("triage", triage_name(r.triage))
      .set("triage_worst", triage_name(r.triage_worst))
      .set("gates", std::move(gates));
  v.set("provisional", r.provisional)
      .set("today", encode_today(r.today))
      .set("programme", encode_programme(r.programme));
  v.set("referral", std::move(referral)).set("supervision", supervision_name(r.supervision));
  v.set("findings", encode_findings(r.findings))
      .set("ask", std::move(ask))
      .set("ask_more", r.ask_more);
  v.set("other_path", encode_findings(r.other_path)).set("reasons", encode(r.reasons));
  return v;
}

}  // namespace celian::codec
