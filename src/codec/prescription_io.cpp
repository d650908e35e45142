// Result of guide.prescribe and guide.verify.
#include <algorithm>

#include "codec/model_io.hpp"

namespace celian::codec {

namespace {

Value encode_limits(const std::vector<Limit>& limits) {
  Value v = Value::array();
  for (const Limit& l : limits) {
    Value one = Value::object();
    one.add("dimension", l.dimension)
        .add("component", text_or_null(l.component))
        .add("range", encode(l.range));
    one.add("hardness", l.hard ? "hard" : "soft").add("why", encode_why(l.why));
    v.push(std::move(one));
  }
  return v;
}

Value encode_scales(const std::vector<Limit>& limits) {
  Value v = Value::object(limits.size());
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
    one.add("code", c.code);
    if (detail != nullptr) one.set(detail, text_or_null(c.detail));
    one.add("why", encode_why(c.why));
    v.push(std::move(one));
  }
  return v;
}

Value encode_envelope(const Envelope& e) {
  Value intensity = Value::object().add("class", intensity_name(e.intensity.max_class));
  for (const Limit& l : e.intensity.scales) intensity.set(l.dimension, encode(l.range));
  intensity.add("methods", encode(e.intensity.methods))
      .add("heart_rate_max_bpm", encode(e.intensity.heart_rate_max_bpm));
  intensity.add("why", encode_why(e.intensity.why));
  const auto range = [&](const char* dimension, const char* component) {
    const Limit* l = find(e.limits, dimension, component);
    return l == nullptr ? Value() : encode(l->range);
  };
  Value forbid = Value::array(), require = Value::array(), unmet = Value::array(),
        conflicts = Value::array();
  for (const Forbid& f : e.forbid)
    forbid.push(Value::object()
                    .set(f.kind, f.code)
                    .add("hardness", f.hard ? "hard" : "soft")
                    .add("why", encode_why(f.why)));
  for (const Require& r : e.require) {
    Value one = Value::object().add("component", r.component);
    const auto add = [&](const char* name, const std::optional<double>& x) {
      if (x) one.set(name, *x);
    };
    add("days_week", r.days_week), add("minutes_week", r.minutes_week), add("minutes", r.minutes),
        add("sets", r.sets), add("reps", r.reps);
    require.push(std::move(one.add("why", encode_why(r.why))));
  }
  for (const Unmet& u : e.unmet) {
    unmet.push(Value::object()
                   .add("component", text_or_null(u.component))
                   .add("dimension", u.dimension)
                   .add("wanted", encode(u.wanted))
                   .add("allowed", encode(u.allowed))
                   .add("why", encode_why(u.why)));
  }
  for (const Conflict& c : e.conflicts) {
    conflicts.push(Value::object()
                       .add("dimension", c.dimension)
                       .add("component", text_or_null(c.component))
                       .add("kept", encode(c.kept))
                       .add("why", encode_why(c.why)));
  }
  Value v = Value::object();
  v.add("intensity", std::move(intensity))
      .add("minutes_week", range("minutes_week", "aerobic"))
      .add("days_week", range("days_week", ""));
  v.add("session_minutes", range("session_minutes", "")).add("limits", encode_limits(e.limits));
  v.add("forbid", std::move(forbid))
      .add("require", std::move(require))
      .add("supervision", supervision_name(e.supervision));
  v.add("monitor", encode_coded(e.monitor, "when")).add("timing", encode_coded(e.timing, nullptr));
  v.add("progress_percent_week", encode(e.progress_percent_week))
      .add("progress_weeks_step", encode(e.progress_weeks_step));
  v.add("progress_variables", encode(e.progress_variables))
      .add("unmet", std::move(unmet))
      .add("conflicts", std::move(conflicts));
  return v;
}

Value encode_item(const PlanItem& i) {
  Value v = Value::object(16);
  v.add("exercise", i.exercise)
      .add("component", i.component)
      .add("minutes", encode(i.minutes))
      .add("sets", encode(i.sets))
      .add("reps", encode(i.reps));
  v.add("rest_s", encode(i.rest_s))
      .add("hold_s", encode(i.hold_s))
      .add("intensity_class", intensity_name(i.intensity_class));
  v.add("intensity", encode_scales(i.intensity))
      .add("load", text_or_null(i.load))
      .add("load_kg", encode(i.load_kg))
      .add("easier", text_or_null(i.easier))
      .add("harder", text_or_null(i.harder));
  v.add("why", encode_why(i.why));
  return v;
}

Value encode_items(const std::vector<PlanItem>& items) {
  Value v = Value::array(items.size());
  for (const PlanItem& i : items) v.push(encode_item(i));
  return v;
}

Value encode_parts(const std::vector<PlanPart>& parts) {
  Value v = Value::array(parts.size());
  for (const PlanPart& p : parts)
    v.push(Value::object(2).add("part", p.part).add("items", encode_items(p.items)));
  return v;
}

Value encode_components(const std::vector<ComponentDose>& list) {
  Value v = Value::array();
  for (const ComponentDose& c : list) {
    Value one = Value::object();
    one.add("component", c.component)
        .add("days_week", c.days_week)
        .add("minutes", encode(c.minutes))
        .add("minutes_week", encode(c.minutes_week));
    one.add("target_minutes_week", encode(c.target_week))
        .add("intensity", encode_scales(c.intensity))
        .add("type", encode(c.type));
    one.add("met_minutes_week", encode(c.met_minutes_week))
        .add("sets", encode(c.sets))
        .add("reps", encode(c.reps))
        .add("progression", text_or_null(c.progression));
    v.push(std::move(one.add("why", encode_why(c.why))));
  }
  return v;
}

Value encode_violations(const std::vector<Violation>& list) {
  Value v = Value::array();
  for (const Violation& x : list) {
    Value one = Value::object();
    one.add("code", x.code)
        .add("pointer", x.pointer)
        .add("args", encode_args(x.args))
        .add("rule", text_or_null(x.rule));
    if (x.by) {
      one.add("override", Value::object()
                              .add("rule", x.by->rule)
                              .add("by", x.by->by)
                              .add("role", x.by->role)
                              .add("licence", x.by->licence)
                              .add("reason", x.by->reason)
                              .add("at", x.by->at ? Value(x.by->at->iso()) : Value()));
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
      one.add("date", s.date.iso())
          .add("place", text_or_null(s.place))
          .add("minutes", s.minutes)
          .add("parts", encode_parts(s.parts));
      one.add("indoor_twin",
              s.indoor_twin ? Value::object().add("parts", encode_parts(s.indoor)) : Value())
          .add("timing", encode(s.timing));
      sessions.push(std::move(one));
    }
    weeks.push(Value::object()
                   .add("week", w.week)
                   .add("deload", w.deload)
                   .add("sessions", std::move(sessions)));
  }
  Value daily = Value::array();
  for (const DailyItem& d : p.daily)
    daily.push(encode_item(d.item).add("days_week", d.days_week).add("when", text_or_null(d.when)));
  return Value::object()
      .add("start", p.start.iso())
      .add("weeks", std::move(weeks))
      .add("daily", std::move(daily));
}

Value encode(const std::vector<AnsweredEvent>& answered) {
  Value out = Value::array();
  for (const AnsweredEvent& a : answered)
    out.push(Value::object().add("event", a.event).add("until", a.until.iso()));
  return out;
}

Value encode(const Prescription& p) {
  Value later = Value::array(), review = Value::array(), referral = Value::array();
  for (const Later& l : p.later)
    later.push(Value::object()
                   .add("component", l.component)
                   .add("from_week", l.from_week)
                   .add("why", encode_why(l.why)));
  Value likes = Value::array();
  for (const LikeAnswer& l : p.likes)
    likes.push(Value::object()
                   .add("code", l.code)
                   .add("used", l.used)
                   .add("because", text_or_null(l.because))
                   .add("detail", text_or_null(l.detail))
                   .add("why", encode_why(l.why)));
  for (const Review& r : p.review)
    review.push(Value::object().add("date", r.date.iso()).add("kind", r.kind));
  for (const Referral& r : p.referral)
    referral.push(Value::object().add("to", r.to).add("urgency", r.urgency));
  Value v = Value::object();
  v.add("withheld", p.withheld ? Value(*p.withheld) : Value())
      .add("class", p.prescription_class)
      .add("provisional", p.provisional)
      .add("draft", p.draft);
  v.add("interim", p.interim)
      .add("valid_days", p.valid_days ? Value(*p.valid_days) : Value())
      .add("valid_until", p.valid_until ? Value(p.valid_until->iso()) : Value());
  v.add("envelope", encode_envelope(p.envelope))
      .add("needs", encode(p.needs))
      .add("components", encode_components(p.components));
  v.add("plan", p.plan ? encode(*p.plan) : Value());
  v.add("minimum", p.minimum ? Value::object()
                                   .add("minutes", p.minimum->minutes)
                                   .add("items", encode_items(p.minimum->items))
                             : Value());
  v.add("answered", encode(p.answered));
  v.add("later", std::move(later)).add("likes", std::move(likes)).add("review", std::move(review));
  v.add("stop_signs", encode_coded(p.stop_signs, nullptr))
      .add("monitoring", encode_coded(p.monitoring, "when"));
  v.add("education", encode_coded(p.education, nullptr))
      .add("nutrition", encode_coded(p.nutrition, nullptr))
      .add("group_classes", encode_coded(p.group_classes, nullptr));
  v.add("referral", std::move(referral))
      .add("unverified_used", encode(p.unverified_used))
      .add("reasons", encode(p.reasons));
  return v;
}

Value encode(const Verification& x) {
  return Value::object()
      .add("violations", encode_violations(x.violations))
      .add("overridden", encode_violations(x.overridden))
      .add("reasons", encode(x.reasons));
}

}  // namespace celian::codec
