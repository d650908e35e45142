// Sessions in; the result of train.progress out.
#include "codec/closed_text.hpp"
#include "codec/model_io.hpp"

namespace celian::codec {

namespace {

constexpr std::string_view kStatus[] = {"done", "partial", "missed", "extra"};
constexpr std::string_view kEvents[] = {"near_fall", "fall",      "hypoglycaemia",
                                        "bp_stop",   "dizziness", "illness"};

}  // namespace

std::vector<Session> decode_sessions(Reader& r, std::string_view field) {
  std::vector<Session> out;
  r.for_each(field, [&](Reader& s) {
    Session x;
    x.date = s.required_date("date");
    x.status = closed_text(s, "status", kStatus);
    x.component = s.string_or("component", "");
    x.exercise = s.string_or("exercise", "");
    x.minutes = s.optional_double("minutes", {0, 1440});
    x.rpe_6_20 = s.optional_double("rpe_6_20", {6, 20});
    x.rpe_cr10 = s.optional_double("rpe_cr10", {0, 10});
    x.heart_rate_mean = s.optional_double("heart_rate_mean", {20, 260});
    x.steps = s.optional_double("steps", {0, 200000});
    x.sets = s.optional_double("sets", {0, 100});
    x.reps = s.optional_double("reps", {0, 1000});
    x.load_kg = s.optional_double("load_kg", {0, 500});
    x.pain = s.optional_double("pain", {0, 10});
    x.pain_next_day = s.optional_double("pain_next_day", {0, 10});
    x.glucose_before = s.optional_double("glucose_before", {0, 60});
    x.glucose_after = s.optional_double("glucose_after", {0, 60});
    x.symptoms = s.strings("symptoms");
    x.events = closed_texts(s, "events", kEvents);
    x.minimum = s.bool_or("minimum", false);
    x.notes = s.string_or("notes", "");
    out.push_back(std::move(x));
  });
  return out;
}

Value encode_forecast(const Forecast& f) {
  Value v = Value::object();
  v.set("target", f.target)
      .set("points", encode(f.points))
      .set("lifts_grade", f.lifts_grade)
      .set("likely", f.likely.iso())
      .set("soonest", f.soonest.iso());
  return v.set("latest", f.latest ? Value(f.latest->iso()) : Value());
}

Value encode(const Progress& p) {
  const Adherence& a = p.adherence;
  Value adherence = Value::object();
  adherence.set("planned", a.planned)
      .set("matched", a.matched)
      .set("partial", a.partial)
      .set("missed", a.missed)
      .set("held", a.held);
  adherence.set("unknown", a.unknown).set("extra", a.extra).set("ratio", encode(a.ratio));
  Value rpe = Value::array(), changes = Value::array(), decisions = Value::array(),
        retest = Value::array();
  for (const DayLoad& d : p.load.session_rpe)
    rpe.push(Value::object().set("date", d.date.iso()).set("load", d.load));
  Value load = Value::object();
  load.set("session_rpe", std::move(rpe))
      .set("acute", encode(p.load.acute))
      .set("chronic", encode(p.load.chronic));
  load.set("ratio", encode(p.load.ratio))
      .set("ratio_uncoupled", encode(p.load.ratio_uncoupled))
      .set("ratio_ewma", encode(p.load.ratio_ewma))
      .set("monotony", encode(p.load.monotony))
      .set("strain", encode(p.load.strain));
  load.set("fitness", encode(p.load.fitness))
      .set("fatigue", encode(p.load.fatigue))
      .set("form", encode(p.load.form))
      .set("flags", encode(p.load.flags));
  for (const Change& c : p.changes) {
    Value one = Value::object();
    one.set("test", c.test)
        .set("unit", c.unit)
        .set("from_date", c.from_date.iso())
        .set("to_date", c.to_date.iso())
        .set("from", c.from)
        .set("to", c.to);
    one.set("readings", c.readings)
        .set("estimate", c.estimate)
        .set("ci95", c.low ? Value::array().push(*c.low).push(*c.high) : Value())
        .set("p_real", encode(c.p_real))
        .set("mdc95", encode(c.mdc95))
        .set("mcid", encode(c.mcid))
        .set("p_mcid", encode(c.p_mcid))
        .set("per_28_days", encode(c.per_28_days));
    one.set("verdict", c.verdict)
        .set("forecast", c.forecast ? encode_forecast(*c.forecast) : Value())
        .set("why", encode_why(c.why));
    changes.push(std::move(one));
  }
  for (const Decision& d : p.decisions) {
    decisions.push(Value::object()
                       .set("component", d.component)
                       .set("do", d.action)
                       .set("what", text_or_null(d.what))
                       .set("by", encode(d.by))
                       .set("why", encode_why(d.why)));
  }
  for (const RetestRequest& t : p.retest)
    retest.push(
        Value::object().set("test", t.test).set("due", t.due.iso()).set("why", encode_why(t.why)));
  Value v = Value::object();
  v.set("adherence", std::move(adherence))
      .set("load", std::move(load))
      .set("changes", std::move(changes));
  v.set("decisions", std::move(decisions))
      .set("retest", std::move(retest))
      .set("reasons", encode(p.reasons));
  return v;
}

}  // namespace celian::codec
