// guide.prescribe and guide.verify: the envelope, the plan inside it, what surrounds it.
#include "report/result.hpp"

namespace celian::report {

namespace {

using codec::Choice;
using codec::Reader;

constexpr Choice<IntensityClass> kClasses[] = {{"very_light", IntensityClass::very_light},
                                               {"light", IntensityClass::light},
                                               {"moderate", IntensityClass::moderate},
                                               {"vigorous", IntensityClass::vigorous},
                                               {"near_max", IntensityClass::near_max}};
constexpr const char* kScales[] = {"hrr_percent", "hrmax_percent", "vo2r_percent", "mets",
                                   "rpe_6_20",    "rpe_0_10",      "rm_percent"};
constexpr const char* kForbidKinds[] = {"tag", "exercise", "component", "posture", "place"};

std::vector<Limit> read_scales(Reader& r) {
  std::vector<Limit> out;
  for (const char* scale : kScales) {
    if (auto range = read_interval(r, scale)) out.push_back({scale, "", *range, true, {}});
  }
  return out;
}

std::vector<Limit> read_scales_in(Reader& r, std::string_view field) {
  std::vector<Limit> out;
  r.optional_child(field, [&](Reader& x) {
    out = read_scales(x);
    x.ignore_rest();
  });
  return out;
}

std::vector<Coded> read_coded(Reader& r, std::string_view field) {
  std::vector<Coded> out;
  r.for_each(field, [&](Reader& x) {
    Coded c;
    c.code = x.required_string("code");
    c.detail = x.string_or("when", "");
    c.why = read_why(x);
    x.ignore_rest();
    out.push_back(std::move(c));
  });
  return out;
}

PlanItem read_item(Reader& r) {
  PlanItem i;
  i.exercise = r.required_string("exercise");
  i.component = r.string_or("component", "");
  i.minutes = r.optional_double("minutes");
  i.sets = r.optional_double("sets");
  i.reps = r.optional_double("reps");
  i.rest_s = r.optional_double("rest_s");
  i.hold_s = r.optional_double("hold_s");
  i.intensity_class = r.choice_or("intensity_class", kClasses, IntensityClass::light);
  i.intensity = read_scales_in(r, "intensity");
  i.load = r.string_or("load", "");
  i.load_kg = r.optional_double("load_kg");
  i.easier = r.string_or("easier", "");
  i.harder = r.string_or("harder", "");
  i.why = read_why(r);
  r.ignore_rest();
  return i;
}

std::vector<PlanPart> read_parts(Reader& r) {
  std::vector<PlanPart> out;
  r.for_each("parts", [&](Reader& p) {
    PlanPart part;
    part.part = p.string_or("part", "main");
    p.for_each("items", [&](Reader& i) { part.items.push_back(read_item(i)); });
    p.ignore_rest();
    out.push_back(std::move(part));
  });
  return out;
}

Plan read_plan(Reader& r) {
  Plan plan;
  plan.start = r.required_date("start");
  r.for_each("weeks", [&](Reader& w) {
    PlanWeek week;
    week.week = static_cast<int>(w.int_or("week", 1, {1, 520}));
    week.deload = w.bool_or("deload", false);
    w.for_each("sessions", [&](Reader& s) {
      PlanSession session;
      session.date = s.required_date("date");
      session.place = s.string_or("place", "");
      session.minutes = s.double_or("minutes", 0);
      session.parts = read_parts(s);
      session.indoor_twin = s.optional_child("indoor_twin", [&](Reader& t) {
        session.indoor = read_parts(t);
        t.ignore_rest();
      });
      session.timing = s.strings("timing");
      s.ignore_rest();
      week.sessions.push_back(std::move(session));
    });
    w.ignore_rest();
    plan.weeks.push_back(std::move(week));
  });
  r.for_each("daily", [&](Reader& x) {
    DailyItem d;
    d.days_week = x.double_or("days_week", 7);
    d.when = x.string_or("when", "");
    d.item = read_item(x);
    plan.daily.push_back(std::move(d));
  });
  r.ignore_rest();
  return plan;
}

void read_forbid(Reader& r, Envelope& out) {
  r.for_each("forbid", [&](Reader& x) {
    Forbid f;
    for (const char* kind : kForbidKinds) {
      if (auto code = x.optional_string(kind)) f.kind = kind, f.code = *code;
    }
    f.hard = x.string_or("hardness", "hard") == "hard";
    f.why = read_why(x);
    x.ignore_rest();
    if (!f.kind.empty()) out.forbid.push_back(std::move(f));
  });
}

void read_require(Reader& r, Envelope& out) {
  r.for_each("require", [&](Reader& x) {
    Require q;
    q.component = x.required_string("component");
    q.days_week = x.optional_double("days_week");
    q.minutes_week = x.optional_double("minutes_week");
    q.minutes = x.optional_double("minutes");
    q.sets = x.optional_double("sets");
    q.reps = x.optional_double("reps");
    q.why = read_why(x);
    x.ignore_rest();
    out.require.push_back(std::move(q));
  });
}

void read_doubts(Reader& r, Envelope& out) {
  r.for_each("unmet", [&](Reader& x) {
    Unmet u;
    u.component = x.string_or("component", "");
    u.dimension = x.string_or("dimension", "");
    u.wanted = x.optional_double("wanted");
    u.allowed = x.optional_double("allowed");
    u.why = read_why(x);
    x.ignore_rest();
    out.unmet.push_back(std::move(u));
  });
  r.for_each("conflicts", [&](Reader& x) {
    Conflict c;
    c.dimension = x.string_or("dimension", "");
    c.component = x.string_or("component", "");
    c.kept = read_interval(x, "kept").value_or(Interval{});
    c.why = read_why(x);
    x.ignore_rest();
    out.conflicts.push_back(std::move(c));
  });
}

void read_envelope(Reader& r, Envelope& out) {
  r.optional_child("intensity", [&](Reader& i) {
    out.intensity.max_class = i.choice_or("class", kClasses, IntensityClass::light);
    out.intensity.scales = read_scales(i);
    out.intensity.methods = i.strings("methods");
    out.intensity.heart_rate_max_bpm = i.optional_double("heart_rate_max_bpm");
    out.intensity.why = read_why(i);
    i.ignore_rest();
  });
  r.for_each("limits", [&](Reader& x) {
    Limit l;
    l.dimension = x.required_string("dimension");
    l.component = x.string_or("component", "");
    l.range = read_interval(x, "range").value_or(Interval{});
    l.hard = x.string_or("hardness", "hard") == "hard";
    l.why = read_why(x);
    x.ignore_rest();
    out.limits.push_back(std::move(l));
  });
  read_forbid(r, out);
  read_require(r, out);
  read_doubts(r, out);
  out.supervision = read_supervision(r, "supervision");
  out.monitor = read_coded(r, "monitor");
  out.timing = read_coded(r, "timing");
  out.progress_percent_week = r.optional_double("progress_percent_week");
  out.progress_weeks_step = r.optional_double("progress_weeks_step");
  out.progress_variables = r.optional_double("progress_variables");
  r.ignore_rest();
}

void read_components(Reader& r, Prescription& p) {
  r.for_each("components", [&](Reader& x) {
    ComponentDose c;
    c.component = x.required_string("component");
    c.days_week = x.double_or("days_week", 0);
    c.minutes = read_interval(x, "minutes").value_or(Interval{});
    c.minutes_week = read_interval(x, "minutes_week").value_or(Interval{});
    c.target_week = read_interval(x, "target_minutes_week").value_or(Interval{});
    c.intensity = read_scales_in(x, "intensity");
    c.type = x.strings("type");
    c.met_minutes_week = x.optional_double("met_minutes_week");
    c.sets = x.optional_double("sets");
    c.reps = x.optional_double("reps");
    c.progression = x.string_or("progression", "");
    c.why = read_why(x);
    x.ignore_rest();
    p.components.push_back(std::move(c));
  });
}

void read_dates(Reader& r, Prescription& p) {
  r.for_each("later", [&](Reader& x) {
    Later l;
    l.component = x.required_string("component");
    l.from_week = static_cast<int>(x.int_or("from_week", 0, {0, 520}));
    l.why = read_why(x);
    x.ignore_rest();
    p.later.push_back(std::move(l));
  });
  r.for_each("likes", [&](Reader& x) {
    LikeAnswer l;
    l.code = x.required_string("code");
    l.used = x.bool_or("used", false);
    l.because = x.string_or("because", "");
    l.detail = x.string_or("detail", "");
    l.why = read_why(x);
    x.ignore_rest();
    p.likes.push_back(std::move(l));
  });
  r.for_each("review", [&](Reader& x) {
    const Date date = x.required_date("date");
    p.review.push_back({date, x.string_or("kind", "")});
    x.ignore_rest();
  });
}

}  // namespace

Prescription read_guide(Reader& r) {
  Prescription p;
  p.withheld = r.optional_string("withheld");
  p.prescription_class = r.string_or("class", "fitness");
  p.provisional = r.bool_or("provisional", false);
  p.draft = r.bool_or("draft", false);
  p.interim = r.bool_or("interim", false);
  if (const auto days = r.optional_int("valid_days")) p.valid_days = static_cast<int>(*days);
  p.valid_until = r.optional_date("valid_until");
  r.optional_child("envelope", [&](Reader& e) { read_envelope(e, p.envelope); });
  p.needs = read_needs(r);
  read_components(r, p);
  r.optional_child("plan", [&](Reader& x) { p.plan = read_plan(x); });
  r.optional_child("minimum", [&](Reader& m) {
    MinimumPlan minimum;
    minimum.minutes = m.double_or("minutes", 0);
    m.for_each("items", [&](Reader& i) { minimum.items.push_back(read_item(i)); });
    m.ignore_rest();
    p.minimum = std::move(minimum);
  });
  read_dates(r, p);
  p.stop_signs = read_coded(r, "stop_signs");
  p.monitoring = read_coded(r, "monitoring");
  p.education = read_coded(r, "education");
  p.nutrition = read_coded(r, "nutrition");
  p.group_classes = read_coded(r, "group_classes");
  r.for_each("referral", [&](Reader& x) {
    Referral f;
    f.to = x.required_string("to");
    f.urgency = x.string_or("urgency", "routine");
    x.ignore_rest();
    p.referral.push_back(std::move(f));
  });
  p.unverified_used = r.strings("unverified_used");
  p.reasons = read_reasons(r);
  r.ignore_rest();
  return p;
}

Verification read_verification(Reader& r) {
  Verification out;
  const auto read = [](Reader& x) {
    Violation v;
    v.code = x.required_string("code");
    v.pointer = x.string_or("pointer", "");
    v.args = read_args(x, "args");
    v.rule = x.string_or("rule", "");
    x.ignore_rest();
    return v;
  };
  r.for_each("violations", [&](Reader& x) { out.violations.push_back(read(x)); });
  r.for_each("overridden", [&](Reader& x) { out.overridden.push_back(read(x)); });
  out.reasons = read_reasons(r);
  r.ignore_rest();
  return out;
}

}  // namespace celian::report
