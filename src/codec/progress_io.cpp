// Sessions in; the result of train.progress out.
#include <algorithm>

#include "codec/closed_text.hpp"
#include "codec/model_io.hpp"

namespace celian::codec {

namespace {

constexpr std::string_view kStatus[] = {"done", "partial", "missed", "extra", "day_total"};
constexpr std::string_view kEvents[] = {"near_fall", "fall",    "hypoglycaemia", "bp_stop",
                                        "dizziness", "illness", "hospital_stay"};

// Minutes in each zone, all of them: a device that tells one knows the others.
std::vector<double> zones(Reader& s, std::string_view field, std::size_t count) {
  std::vector<double> out = s.doubles(field);
  const bool in_range =
      std::all_of(out.begin(), out.end(), [](double m) { return m >= 0 && m <= 1440; });
  if (!out.empty() && (out.size() != count || !in_range))
    s.fail(field, "expected " + std::to_string(count) + " numbers of minutes, 0 to 1440");
  return out;
}

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
    x.zone_minutes = zones(s, "zone_minutes", 5);
    x.threshold_minutes = zones(s, "threshold_minutes", 3);
    x.sets = s.optional_double("sets", {0, 100});
    x.reps = s.optional_double("reps", {0, 1000});
    x.load_kg = s.optional_double("load_kg", {0, 500});
    x.pain = s.optional_double("pain", {0, 10});
    x.pain_next_day = s.optional_double("pain_next_day", {0, 10});
    x.pain_settled_24h = s.optional_bool("pain_settled_24h");
    x.fatigue_next_day = s.optional_double("fatigue_next_day", {0, 10});
    x.technique_good = s.optional_bool("technique_good");
    x.morning_heart_rate_rise = s.optional_double("morning_heart_rate_rise", {-100, 150});
    x.hrv_low = s.optional_bool("hrv_low");
    x.poor_sleep = s.optional_bool("poor_sleep");
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

namespace {

Value encode_adherence(const Adherence& a) {
  Value sessions = Value::array();
  for (const PlannedOutcome& s : a.sessions)
    sessions.push(Value::object()
                      .set("date", s.date.iso())
                      .set("outcome", s.outcome)
                      .set("because", text_or_null(s.because))
                      .set("done", s.done ? Value(s.done->iso()) : Value()));
  Value v = Value::object();
  v.set("planned", a.planned).set("matched", a.matched).set("partial", a.partial);
  v.set("missed", a.missed).set("held", a.held).set("unknown", a.unknown).set("extra", a.extra);
  return v.set("ratio", encode(a.ratio)).set("sessions", std::move(sessions));
}

Value encode_load(const Load& l) {
  Value rpe = Value::array(), trimp = Value::array();
  for (const DayLoad& d : l.session_rpe)
    rpe.push(Value::object().set("date", d.date.iso()).set("load", d.load));
  for (const DayImpulse& d : l.trimp)
    trimp.push(Value::object()
                   .set("date", d.date.iso())
                   .set("banister", encode(d.banister))
                   .set("edwards", encode(d.edwards))
                   .set("lucia", encode(d.lucia)));
  Value v = Value::object();
  v.set("session_rpe", std::move(rpe))
      .set("acute", encode(l.acute))
      .set("chronic", encode(l.chronic));
  v.set("ratio", encode(l.ratio))
      .set("ratio_uncoupled", encode(l.ratio_uncoupled))
      .set("ratio_ewma", encode(l.ratio_ewma))
      .set("monotony", encode(l.monotony))
      .set("strain", encode(l.strain));
  v.set("fitness", encode(l.fitness))
      .set("fatigue", encode(l.fatigue))
      .set("form", encode(l.form))
      .set("flags", encode(l.flags));
  return v.set("why", encode_why(l.why))
      .set("trimp", std::move(trimp))
      .set("trimp_why", encode_why(l.trimp_why));
}

}  // namespace

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
  Value changes = Value::array(), decisions = Value::array(), retest = Value::array();
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
                       .set("answers", encode(d.answers))
                       .set("why", encode_why(d.why)));
  }
  for (const RetestRequest& t : p.retest)
    retest.push(
        Value::object().set("test", t.test).set("due", t.due.iso()).set("why", encode_why(t.why)));
  Value v = Value::object();
  v.set("adherence", encode_adherence(p.adherence))
      .set("activity", Value::object()
                           .set("days", p.activity.days)
                           .set("steps", encode(p.activity.steps))
                           .set("minutes", encode(p.activity.minutes)))
      .set("load", encode_load(p.load))
      .set("changes", std::move(changes));
  v.set("decisions", std::move(decisions))
      .set("retest", std::move(retest))
      .set("reasons", encode(p.reasons));
  return v;
}

}  // namespace celian::codec
