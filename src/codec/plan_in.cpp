// A plan, an earlier prescription, overrides and decisions, as they come back in requests.
#include "codec/closed_text.hpp"
#include "codec/model_io.hpp"

namespace celian::codec {

namespace {

constexpr Choice<IntensityClass> kClasses[] = {{"very_light", IntensityClass::very_light},
                                               {"light", IntensityClass::light},
                                               {"moderate", IntensityClass::moderate},
                                               {"vigorous", IntensityClass::vigorous},
                                               {"near_max", IntensityClass::near_max}};
constexpr std::string_view kDecisions[] = {"progress", "hold",  "regress", "deload",
                                           "stop",     "refer", "rescreen"};

Interval decode_interval(Reader& r) {
  Interval out;
  std::size_t n = 0;
  r.for_each_item([&](Reader& side) {
    if (n < 2 && !side.value().is_null()) (n == 0 ? out.lo : out.hi) = side.as_double();
    ++n;
  });
  r.require(n == 2, "", "expected [low, high]");
  return out;
}

PlanItem decode_item(Reader& r) {
  PlanItem i;
  i.exercise = r.required_string("exercise");
  i.component = r.string_or("component", "");
  i.minutes = r.optional_double("minutes", {0, 600});
  i.sets = r.optional_double("sets", {0, 50});
  i.reps = r.optional_double("reps", {0, 500});
  i.rest_s = r.optional_double("rest_s", {0, 3600});
  i.hold_s = r.optional_double("hold_s", {0, 3600});
  i.intensity_class = r.choice_or("intensity_class", kClasses, IntensityClass::light);
  r.for_each_member("intensity", [&](const std::string& scale, Reader& range) {
    i.intensity.push_back(
        {scale, scale == "rm_percent" ? "resistance" : "", decode_interval(range), false, {}});
  });
  i.load = r.string_or("load", "");
  i.load_kg = r.optional_double("load_kg", {0, 1000});
  i.easier = r.string_or("easier", "");
  i.harder = r.string_or("harder", "");
  r.ignore({"why"});
  return i;
}

std::vector<PlanPart> decode_parts(Reader& r) {
  std::vector<PlanPart> parts;
  r.for_each("parts", [&](Reader& p) {
    PlanPart part;
    part.part = p.required_string("part");
    p.for_each("items", [&](Reader& i) { part.items.push_back(decode_item(i)); });
    parts.push_back(std::move(part));
  });
  return parts;
}

PlanSession decode_session(Reader& r) {
  PlanSession s;
  s.date = r.required_date("date");
  s.place = r.string_or("place", "");
  s.minutes = r.double_or("minutes", 0, {0, 1440});
  s.parts = decode_parts(r);
  s.indoor_twin = r.optional_child("indoor_twin", [&](Reader& t) { s.indoor = decode_parts(t); });
  s.timing = r.strings("timing");
  return s;
}

}  // namespace

Plan decode_plan(Reader& r) {
  Plan p;
  p.start = r.required_date("start");
  r.for_each("weeks", [&](Reader& w) {
    PlanWeek week;
    week.week = static_cast<int>(w.required_int("week", {1, 52}));
    week.deload = w.bool_or("deload", false);
    w.for_each("sessions", [&](Reader& s) { week.sessions.push_back(decode_session(s)); });
    p.weeks.push_back(std::move(week));
  });
  r.for_each("daily", [&](Reader& x) {
    DailyItem d;
    d.days_week = x.double_or("days_week", 7, {0, 7});
    d.when = x.string_or("when", "");
    d.item = decode_item(x);
    p.daily.push_back(std::move(d));
  });
  return p;
}

std::vector<AnsweredEvent> decode_answered(Reader& r, std::string_view field) {
  std::vector<AnsweredEvent> out;
  r.for_each(field, [&](Reader& x) {
    const Date until = x.required_date("until");
    out.push_back({x.required_string("event"), until});
  });
  return out;
}

Prescription decode_prescription(Reader& r) {
  Prescription p;
  r.require(
      r.value().find("plan") != nullptr || r.value().find("withheld") != nullptr, "",
      r.has("guide")
          ? "expected the result of guide.prescribe; of loop.run it is what stands under \"guide\""
          : "expected the result of guide.prescribe, with a \"plan\" or with the reason why it is "
            "\"withheld\"");
  p.interim = r.bool_or("interim", false);
  p.provisional = r.bool_or("provisional", false);
  p.valid_until = r.optional_date("valid_until");
  r.optional_child("plan", [&](Reader& plan) { p.plan = decode_plan(plan); });
  r.optional_child("minimum", [&](Reader& m) {
    MinimumPlan minimum;
    minimum.minutes = m.double_or("minutes", 0, {0, 600});
    m.for_each("items", [&](Reader& i) { minimum.items.push_back(decode_item(i)); });
    p.minimum = std::move(minimum);
  });
  p.answered = decode_answered(r, "answered");
  r.for_each("review", [&](Reader& x) {
    const Date date = x.required_date("date");
    p.review.push_back({date, x.required_string("kind")});
  });
  r.for_each("components", [&](Reader& c) {
    ComponentDose d;
    d.component = c.required_string("component");
    d.days_week = c.double_or("days_week", 0, {0, 7});
    c.ignore_rest();
    p.components.push_back(std::move(d));
  });
  r.optional_child("envelope", [&](Reader& e) {
    p.envelope.progress_percent_week = e.optional_double("progress_percent_week", {0, 100});
    e.ignore_rest();
  });
  r.ignore_rest();
  return p;
}

std::vector<Override> decode_overrides(Reader& r, std::string_view field) {
  std::vector<Override> out;
  r.for_each(field, [&](Reader& o) {
    Override x;
    x.rule = o.required_string("rule");
    x.by = o.required_string("by");
    x.role = o.required_string("role");
    x.licence = o.string_or("licence", "");
    x.reason = o.required_string("reason");
    x.at = o.optional_date("at");
    out.push_back(std::move(x));
  });
  return out;
}

std::vector<Decision> decode_decisions(Reader& r, std::string_view field) {
  std::vector<Decision> out;
  r.for_each(field, [&](Reader& d) {
    Decision x;
    x.component = d.required_string("component");
    x.action = d.required_string("do");
    (void)closed_text(d, "do", kDecisions);
    x.what = d.string_or("what", "");
    x.by = d.optional_double("by");
    x.answers = decode_answered(d, "answers");
    d.ignore({"why"});
    out.push_back(std::move(x));
  });
  return out;
}

}  // namespace celian::codec
