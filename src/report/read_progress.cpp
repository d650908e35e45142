// train.progress: what was done, what really changed, what was decided.
#include "report/result.hpp"

namespace celian::report {

namespace {

using codec::Reader;

int count(Reader& r, std::string_view field) {
  return static_cast<int>(r.int_or(field, 0, {0, 1000000}));
}

}  // namespace

Progress read_progress(Reader& r) {
  Progress p;
  r.optional_child("adherence", [&](Reader& a) {
    Adherence& x = p.adherence;
    x.planned = count(a, "planned");
    x.matched = count(a, "matched");
    x.partial = count(a, "partial");
    x.missed = count(a, "missed");
    x.held = count(a, "held");
    x.unknown = count(a, "unknown");
    x.extra = count(a, "extra");
    x.ratio = a.optional_double("ratio");
    a.for_each("sessions", [&](Reader& s) {
      PlannedOutcome o;
      o.date = s.required_date("date");
      o.outcome = s.string_or("outcome", "");
      o.because = s.string_or("because", "");
      o.done = s.optional_date("done");
      s.ignore_rest();
      x.sessions.push_back(std::move(o));
    });
    a.ignore_rest();
  });
  r.optional_child("activity", [&](Reader& a) {
    p.activity.days = count(a, "days");
    p.activity.steps = a.optional_double("steps");
    p.activity.minutes = a.optional_double("minutes");
    a.ignore_rest();
  });
  r.optional_child("load", [&](Reader& l) {
    l.for_each("session_rpe", [&](Reader& d) {
      const Date date = d.required_date("date");
      p.load.session_rpe.push_back({date, d.double_or("load", 0)});
      d.ignore_rest();
    });
    p.load.acute = l.optional_double("acute");
    p.load.chronic = l.optional_double("chronic");
    p.load.ratio = l.optional_double("ratio");
    p.load.ratio_uncoupled = l.optional_double("ratio_uncoupled");
    p.load.ratio_ewma = l.optional_double("ratio_ewma");
    p.load.monotony = l.optional_double("monotony");
    p.load.strain = l.optional_double("strain");
    p.load.fitness = l.optional_double("fitness");
    p.load.fatigue = l.optional_double("fatigue");
    p.load.form = l.optional_double("form");
    p.load.flags = l.strings("flags");
    l.for_each("trimp", [&](Reader& d) {
      const Date date = d.required_date("date");
      p.load.trimp.push_back({date, d.optional_double("banister"), d.optional_double("edwards"),
                              d.optional_double("lucia")});
      d.ignore_rest();
    });
    p.load.why = read_why(l);
    p.load.trimp_why = read_why(l, "trimp_why");
    l.ignore_rest();
  });
  r.for_each("changes", [&](Reader& x) {
    Change c;
    c.test = x.required_string("test");
    c.unit = x.string_or("unit", "");
    c.from_date = x.required_date("from_date");
    c.to_date = x.required_date("to_date");
    c.from = x.double_or("from", 0);
    c.to = x.double_or("to", 0);
    c.estimate = x.double_or("estimate", 0);
    c.readings = static_cast<int>(x.int_or("readings", 2));
    if (const std::vector<double> ci95 = x.doubles("ci95"); ci95.size() == 2)
      c.low = ci95[0], c.high = ci95[1];
    c.p_real = x.optional_double("p_real");
    c.mdc95 = x.optional_double("mdc95");
    c.mcid = x.optional_double("mcid");
    c.p_mcid = x.optional_double("p_mcid");
    c.per_28_days = x.optional_double("per_28_days");
    x.optional_child("forecast", [&](Reader& f) {
      Forecast to;
      to.target = f.required_double("target");
      to.points = f.optional_double("points");
      to.lifts_grade = f.bool_or("lifts_grade", false);
      to.likely = f.required_date("likely");
      to.soonest = f.required_date("soonest");
      to.latest = f.optional_date("latest");
      c.forecast = to;
    });
    c.verdict = x.string_or("verdict", "");
    c.why = read_why(x);
    x.ignore_rest();
    p.changes.push_back(std::move(c));
  });
  r.for_each("decisions", [&](Reader& x) {
    Decision d;
    d.component = x.required_string("component");
    d.action = x.required_string("do");
    d.what = x.string_or("what", "");
    d.by = x.optional_double("by");
    d.why = read_why(x);
    x.ignore_rest();
    p.decisions.push_back(std::move(d));
  });
  r.for_each("retest", [&](Reader& x) {
    RetestRequest t;
    t.test = x.required_string("test");
    t.due = x.required_date("due");
    t.why = read_why(x);
    x.ignore_rest();
    p.retest.push_back(std::move(t));
  });
  p.reasons = read_reasons(r);
  r.ignore_rest();
  return p;
}

}  // namespace celian::report
