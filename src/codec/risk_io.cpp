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
    one.add("rule", f.rule).add("code", f.code);
    if (f.assumed) one.add("assumed", true);
    one.add("facts", encode_facts(f.facts)).add("why", encode_why(f.why));
    v.push(std::move(one));
  }
  return v;
}

Value encode_today(const TodayDecision& t) {
  Value v = Value::object();
  v.add("decision", t.decision).add("until", t.until ? Value(t.until->iso()) : Value());
  v.add("recheck", encode(t.recheck)).add("causes", encode(t.causes)).add("why", encode_why(t.why));
  return v;
}

Value encode_programme(const ProgrammeDecision& p) {
  Value v = Value::object();
  v.add("decision", p.decision);
  if (p.clearance) {
    v.add("clearance", Value::object()
                           .add("before", p.clearance->before)
                           .add("from", p.clearance->from)
                           .add("bring", encode(p.clearance->bring)));
  } else {
    v.add("clearance", Value());
  }
  v.add("why", encode_why(p.why));
  return v;
}

}  // namespace

Value encode(const RiskReport& r) {
  Value gates = Value::array(), referral = Value::array(), ask = Value::array();
  for (const Triage t : r.gates) gates.push(triage_name(t));
  for (const Referral& x : r.referral)
    referral.push(
        Value::object().add("to", x.to).add("urgency", x.urgency).add("why", encode_why(x.why)));
  for (const Ask& a : r.ask) {
    Value one = Value::object();
    one.add("fact", a.fact).add("level", a.level).add("who", a.who).add("seconds", a.seconds);
    const bool same = a.now == a.worst;
    one.add("could_change", same ? Value()
                                 : Value(std::string(triage_name(a.now)) + " -> " +
                                         std::string(triage_name(a.worst))));
    one.add("why", encode_why(a.why));
    ask.push(std::move(one));
  }
  Value v = Value::object();
  v.add("triage", triage_name(r.triage))
      .add("triage_worst", triage_name(r.triage_worst))
      .add("gates", std::move(gates));
  v.add("provisional", r.provisional)
      .add("today", encode_today(r.today))
      .add("programme", encode_programme(r.programme));
  v.add("referral", std::move(referral)).add("supervision", supervision_name(r.supervision));
  v.add("findings", encode_findings(r.findings))
      .add("ask", std::move(ask))
      .add("ask_more", r.ask_more);
  v.add("other_path", encode_findings(r.other_path)).add("reasons", encode(r.reasons));
  return v;
}

}  // namespace celian::codec
