// Result of guide.prescribe and guide.verify.
#include <algorithm>

#include "codec/model_io.hpp"

namespace celian::codec {

namespace {

Value encode_limits(const std::vector<Limit>& limits) {
  Value v = Value::array();
  for (const Limit& l : limits) {
    Value one = Value::object();
    one.set("dimension", l.dimension)
        .set("component", text_or_null(l.component))
        .set("range", encode(l.range));
    one.set("hardness", l.hard ? "hard" : "soft").set("why", encode_why(l.why));
    v.push(std::move(one));
  }
  return v;
}

Value encode_scales(const std::vector<Limit>& limits) {
  Value v = Value::object();
  for (const Limit& l : limits) v.set(l.dimension, encode(l.range));
  return v;
}

const Limit* find(const std::vector<Limit>& limits, std::string_view dimension,
                  std::string_view component) {
  const auto it = std::find_if(limits.begin(), limits.end(), [&](const Limit& l) {
    return l.dimension == dimension && l.component == component;
  });
  return it == limits.end() ? nullptr : &*it;
}

Value encode_coded(const std::vector<Coded>& list, const char* detail) {
  Value v = Value::array();
  for (const Coded& c : list) {
    Value one = Value::object();
    one.set("code", c.code);
    if (detail != nullptr) one.set(detail, text_or_null(c.detail));
    one.set("why", encode_why(c.why));
    v.push(std::move(one));
  }
  return v;
}

Value encode_envelope(const Envelope& e) {
  Value intensity = Value::object().set("class", intensity_name(e.intensity.max_class));
  for (const Limit& l : e.intensity.scales) intensity.set(l.dimension, encode(l.range));
  intensity.set("methods", encode(e.intensity.methods))
      .set("heart_rate_max_bpm", encode(e.intensity.heart_rate_max_bpm));
  intensity.set("why", encode_why(e.intensity.why));
  const auto range = [&](const char* dimension, const char* component) {
    const Limit* l = find(e.limits, dimension, component);
    return l == nullptr ? Value() : encode(l->range);
  };
  Value forbid = Value::array(), require = Value::array(), unmet = Value::array(),
        conflicts = Value::array();
  for (const Forbid& f : e.forbid)
    forbid.push(Value::object()
                    .set(f.kind, f.code)
                    .set("hardness", f.hard ? "hard" : "soft")
                    .set("why", encode_why(f.why)));
  for (const Require& r : e.require) {
    Value one = Value::object().set("component", r.component);
    const auto add = [&](const char* name, const std::optional<double>& x) {
      if (x) one.set(name, *x);
    };
    add("days_week", r.days_week), add("minutes_week", r.minutes_week), add("minutes", r.minutes),
        add("sets", r.sets), add("reps", r.reps);
    require.push(std::move(one.set("why", encode_why(r.why))));
  }
  for (const Unmet& u : e.unmet) {
    unmet.push(Value::object()
                   .set("component", text_or_null(u.component))
                   .set("dimension", u.dimension)
                   .set("wanted", encode(u.wanted))
                   .set("allowed", encode(u.allowed))
                   .set("why", encode_why(u.why)));
  }
  for (const Conflict& c : e.conflicts) {
    conflicts.push(Value::object()
                       .set("dimension", c.dimension)
                       .set("component", text_or_null(c.component))
                       .set("kept", encode(c.kept))
                       .set("why", encode_why(c.why)));
  }
  Value v = Value::object();
  v.set("intensity", std::move(intensity))
      .set("minutes_week", range("minutes_week", "aerobic"))
      .set("days_week", range("days_week", ""));
  v.set("session_minutes", range("session_minutes", "")).set("limits", encode_limits(e.limits));
  v.set("forbid", std::move(forbid))
      .set("require", std::move(require))
      .set("supervision", supervision_name(e.supervision));
  v.set("monitor", encode_coded(e.monitor, "when")).set("timing", encode_coded(e.timing, nullptr));
  v.set("progress_percent_week", encode(e.progress_percent_week))
      .set("progress_weeks_step", encode(e.progress_weeks_step));
  v.set("progress_variables", encode(e.progress_variables))
      .set("unmet", std::move(unmet))
      .set("conflicts", std::move(conflicts));
  return v;
}

Value encode_item(const PlanItem& i) {
  Value v = Value::object();
  v.set("exercise", i.exercise)
      .set("component", i.component)
      .set("minutes", encode(i.minutes))
      .set("sets", encode(i.sets))
      .set("reps", encode(i.reps));
  v.set("rest_s", encode(i.rest_s))
      .set("hold_s", encode(i.hold_s))
      .set("intensity_class", intensity_name(i.intensity_class));
  v.set("intensity", encode_scales(i.intensity))
      .set("load", text_or_null(i.load))
      .set("load_kg", encode(i.load_kg))
      .set("easier", text_or_null(i.easier))
      .set("harder", text_or_null(i.harder));
  v.set("why", encode_why(i.why));
  return v;
}

Value encode_items(const std::vector<PlanItem>& items) {
  Value v = Value::array();
  for (const PlanItem& i : items) v.push(encode_item(i));
  return v;
}

Value encode_parts(const std::vector<PlanPart>& parts) {
  Value v = Value::array();
  for (const PlanPart& p : parts)
    v.push(Value::object().set("part", p.part).set("items", encode_items(p.items)));
  return v;
}

Value encode_components(const std::vector<ComponentDose>& list) {
  Value v = Value::array();
  for (const ComponentDose& c : list) {
    Value one = Value::object();
    one.set("component", c.component)
        .set("days_week", c.days_week)
        .set("minutes", encode(c.minutes))
        .set("minutes_week", encode(c.minutes_week));
    one.set("target_minutes_week", encode(c.target_week))
        .set("intensity", encode_scales(c.intensity))
        .set("type", encode(c.type));
    one.set("met_minutes_week", encode(c.met_minutes_week))
        .set("sets", encode(c.sets))
        .set("reps", encode(c.reps))
        .set("progression", text_or_null(c.progression));
    v.push(std::move(one.set("why", encode_why(c.why))));
  }
  return v;
}

Value encode_violations(const std::vector<Violation>& list) {
  Value v = Value::array();
  for (const Violation& x : list) {
    Value one = Value::object();
    one.set("code", x.code)
        .set("pointer", x.pointer)
        .set("args", encode_args(x.args))
        .set("rule", text_or_null(x.rule));
    if (x.by) {
      one.set("override", Value::object()
                              .set("rule", x.by->rule)
                              .set("by", x.by->by)
                              .set("role", x.by->role)
                              .set("licence", x.by->licence)
                              .set("reason", x.by->reason)
                              .set("at", x.by->at ? Value(x.by->at->iso()) : Value()));
    }
    v.push(std::move(one));
  }
  return v;
}

}  // namespace

Value encode(const Plan& p) {
  Value weeks = Value::array();
  for (const PlanWeek& w : p.weeks) {
    Value sessions = Value::array();
    for (const PlanSession& s : w.sessions) {
      Value one = Value::object();
      one.set("date", s.date.iso())
          .set("place", text_or_null(s.place))
          .set("minutes", s.minutes)
          .set("parts", encode_parts(s.parts));
      one.set("indoor_twin",
              s.indoor_twin ? Value::object().set("parts", encode_parts(s.indoor)) : Value())
          .set("timing", encode(s.timing));
      sessions.push(std::move(one));
    }
    weeks.push(Value::object()
                   .set("week", w.week)
                   .set("deload", w.deload)
                   .set("sessions", std::move(sessions)));
  }
  Value daily = Value::array();
  for (const DailyItem& d : p.daily)
    daily.push(encode_item(d.item).set("days_week", d.days_week).set("when", text_or_null(d.when)));
  return Value::object()
      .set("start", p.start.iso())
      .set("weeks", std::move(weeks))
      .set("daily", std::move(daily));
}

Value encode(const std::vector<AnsweredEvent>& answered) {
  Value out = Value::array();
  for (const AnsweredEvent& a : answered)
    out.push(Value::object().set("event", a.event).set("until", a.until.iso()));
  return out;
}

Value encode(const Prescription& p) {
  Value later = Value::array(), review = Value::array(), referral = Value::array();
  for (const Later& l : p.later)
    later.push(Value::object()
                   .set("component", l.component)
                   .set("from_week", l.from_week)
                   .set("why", encode_why(l.why)));
  Value likes = Value::array();
  for (const LikeAnswer& l : p.likes)
    likes.push(Value::object()
                   .set("code", l.code)
                   .set("used", l.used)
                   .set("because", text_or_null(l.because))
                   .set("detail", text_or_null(l.detail))
                   .set("why", encode_why(l.why)));
  for (const Review& r : p.review)
    review.push(Value::object().set("date", r.date.iso()).set("kind", r.kind));
  for (const Referral& r : p.referral)
    referral.push(Value::object().set("to", r.to).set("urgency", r.urgency));
  Value v = Value::object();
  v.set("withheld", p.withheld ? Value(*p.withheld) : Value())
      .set("class", p.prescription_class)
      .set("provisional", p.provisional)
      .set("draft", p.draft);
  v.set("interim", p.interim)
      .set("valid_days", p.valid_days ? Value(*p.valid_days) : Value())
      .set("valid_until", p.valid_until ? Value(p.valid_until->iso()) : Value());
  v.set("envelope", encode_envelope(p.envelope))
      .set("needs", encode(p.needs))
      .set("components", encode_components(p.components));
  v.set("plan", p.plan ? encode(*p.plan) : Value());
  v.set("minimum", p.minimum ? Value::object()
                                   .set("minutes", p.minimum->minutes)
                                   .set("items", encode_items(p.minimum->items))
                             : Value());
  v.set("answered", encode(p.answered));
  v.set("later", std::move(later)).set("likes", std::move(likes)).set("review", std::move(review));
  v.set("stop_signs", encode_coded(p.stop_signs, nullptr))
      .set("monitoring", encode_coded(p.monitoring, "when"));
  v.set("education", encode_coded(p.education, nullptr))
      .set("nutrition", encode_coded(p.nutrition, nullptr))
      .set("group_classes", encode_coded(p.group_classes, nullptr));
  v.set("referral", std::move(referral))
      .set("unverified_used", encode(p.unverified_used))
      .set("reasons", encode(p.reasons));
  return v;
}

Value encode(const Verification& x) {
  return Value::object()
      .set("violations", encode_violations(x.violations))
      .set("overridden", encode_violations(x.overridden))
      .set("reasons", encode(x.reasons));
}

}  // namespace celian::codec
