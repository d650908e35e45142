// The person document as JSON: what decode_person_document reads back into the same value. What is
// unknown is left out.
#include "codec/model_io.hpp"

namespace celian::codec {

namespace {

void add(Value& v, const char* name, const std::string& text) {
  if (!text.empty()) v.set(name, text);
}
void add(Value& v, const char* name, const std::optional<Date>& date) {
  if (date) v.set(name, date->iso());
}
template <class T>
void add(Value& v, const char* name, const std::optional<T>& value) {
  if (value) v.set(name, *value);
}
void add(Value& v, const char* name, const std::vector<std::string>& codes) {
  if (!codes.empty()) v.set(name, encode(codes));
}
void add(Value& v, const char* name, Value child) {
  if (child.size() > 0) v.set(name, std::move(child));
}
void add(Value& v, const char* name, Sex sex) {
  if (sex != Sex::unknown) v.set(name, sex == Sex::male ? "male" : "female");
}

Value encode_person(const Person& p) {
  Value v = Value::object();
  add(v, "id", p.id);
  add(v, "birth_date", p.birth_date);
  add(v, "age_years", p.age_years);
  add(v, "age_months", p.age_months);
  add(v, "sex", p.sex);
  add(v, "reference_sex", p.reference_sex);
  add(v, "occupation", p.occupation);
  add(v, "school_grade", p.school_grade);
  return v;
}

Value encode_reading(const RawMeasurement& m) {
  Value v = Value::object().set("test", m.test);
  const bool measured = m.status.empty();
  if (const double* number = std::get_if<double>(&m.value)) {
    v.set("value", measured ? Value(*number) : Value());
  } else {
    v.set("value", std::get<std::string>(m.value));
  }
  add(v, "unit", m.unit);
  add(v, "status", m.status);
  add(v, "trial", m.trial);
  add(v, "side", m.side);
  add(v, "date", m.date);
  add(v, "device", m.device);
  add(v, "posture", m.posture);
  return v;
}

Value encode_condition(const ConditionAnswer& c) {
  Value v = Value::object();
  add(v, "code", c.code);
  add(v, "text", c.text);
  add(v, "control", c.control);
  add(v, "stage", c.stage);
  add(v, "since", c.since);
  return v;
}

Value encode_medicine(const MedicineAnswer& m) {
  Value v = Value::object();
  add(v, "code", m.code);
  add(v, "name", m.name);
  return v;
}

Value encode_symptom(const SymptomAnswer& s) {
  Value v = Value::object();
  add(v, "code", s.code);
  add(v, "text", s.text);
  return v;
}

Value encode_activity(const ActivityAnswer& a) {
  Value v = Value::object();
  add(v, "regular_3_months", a.regular_3_months);
  add(v, "sessions_week", a.sessions_week);
  add(v, "minutes_per_session", a.minutes_per_session);
  add(v, "usual_intensity", a.usual_intensity);
  add(v, "moderate_minutes_week", a.moderate_minutes_week);
  add(v, "vigorous_minutes_week", a.vigorous_minutes_week);
  add(v, "strength_days_week", a.strength_days_week);
  add(v, "sitting_hours_day", a.sitting_hours_day);
  return v;
}

Value encode_clearance(const Clearance& c) {
  Value v = Value::object();
  add(v, "date", c.date);
  add(v, "up_to", c.up_to);
  add(v, "from", c.from);
  add(v, "valid_until", c.valid_until);
  return v;
}

Value encode_pregnancy(const PregnancyAnswer& p) {
  Value v = Value::object();
  add(v, "status", p.status);
  add(v, "weeks", p.weeks);
  add(v, "due_date", p.due_date);
  add(v, "postpartum_weeks", p.postpartum_weeks);
  add(v, "complications", p.complications);
  return v;
}

Value encode_falls(const FallsAnswer& f) {
  Value v = Value::object();
  add(v, "count_12_months", f.count_12_months);
  add(v, "injury", f.injury);
  add(v, "fear", f.fear);
  add(v, "unsteady", f.unsteady);
  return v;
}

// An empty list is kept: with asked_on it says "none".
template <class T, class F>
void add_list(Value& v, const char* name, const std::optional<std::vector<T>>& list, F encode_one) {
  if (!list) return;
  Value items = Value::array();
  for (const T& one : *list) items.push(encode_one(one));
  v.set(name, std::move(items));
}

Value encode_health(const HealthAnswers& h) {
  Value v = Value::object(), asked = Value::object(), function = Value::object(),
        answers = Value::object();
  for (const auto& [group, day] : h.asked_on) asked.set(group, day.iso());
  add(v, "asked_on", std::move(asked));
  add_list(v, "conditions", h.conditions, encode_condition);
  add_list(v, "medications", h.medications, encode_medicine);
  add_list(v, "symptoms", h.symptoms, encode_symptom);
  add(v, "activity", encode_activity(h.activity));
  if (h.clearance) v.set("clearance", encode_clearance(*h.clearance));
  add(v, "pregnancy", encode_pregnancy(h.pregnancy));
  add(v, "falls", encode_falls(h.falls));
  add(function, "adl", h.function.adl);
  add(function, "aid", h.function.aid);
  add(v, "function", std::move(function));
  for (const CodedAnswer& a : h.answers) {
    std::visit([&](const auto& value) { answers.set(a.code, value); }, a.value);
  }
  add(v, "answers", std::move(answers));
  return v;
}

Value encode_resources(const Resources& x) {
  Value v = Value::object(), unavailable = Value::array();
  add(v, "days_per_week", x.days_per_week);
  add(v, "minutes_per_session", x.minutes_per_session);
  for (const Period& p : x.unavailable) unavailable.push(p.iso());
  add(v, "unavailable", std::move(unavailable));
  if (x.equipment) v.set("equipment", encode(*x.equipment));
  if (x.place) v.set("place", encode(*x.place));
  add(v, "likes", x.likes);
  add(v, "dislikes", x.dislikes);
  return v;
}

Value encode_environment(const Environment& e) {
  Value v = Value::object();
  add(v, "aqi", e.aqi);
  add(v, "air_temperature", e.air_temperature);
  add(v, "wbgt", e.wbgt);
  add(v, "heat_index", e.heat_index);
  add(v, "wind_chill", e.wind_chill);
  add(v, "altitude_m", e.altitude_m);
  add(v, "ice", e.ice);
  return v;
}

}  // namespace

Value encode(const PersonDocument& doc) {
  Value v = Value::object(), readings = Value::array(), goals = Value::array(),
        consent = Value::object();
  v.set("v", 1).set("as_of", doc.as_of.iso());
  v.set("policy",
        Value::object().set("setting", doc.policy.setting).set("screen", doc.policy.screen));
  v.set("person", encode_person(doc.person));
  for (const RawMeasurement& m : doc.measurements) readings.push(encode_reading(m));
  v.set("measurements", std::move(readings));
  v.set("health", encode_health(doc.health));
  for (const std::string& code : doc.goals.codes) goals.push(Value::object().set("code", code));
  add(v, "goals", std::move(goals));
  add(v, "resources", encode_resources(doc.resources));
  add(v, "environment", encode_environment(doc.environment));
  add(consent, "id", doc.consent.id);
  add(consent, "covers", doc.consent.covers);
  add(v, "consent", std::move(consent));
  return v;
}

}  // namespace celian::codec
