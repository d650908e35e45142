// The person document of docs/api.md.
#include "base/partial_date.hpp"
#include "codec/closed_text.hpp"
#include "codec/model_io.hpp"

namespace celian::codec {

namespace {

constexpr std::string_view kConsents[] = {"test", "exercise", "data"};

constexpr Choice<Sex> kSex[] = {
    {"male", Sex::male}, {"female", Sex::female}, {"unknown", Sex::unknown}};

template <class T>
std::optional<std::int32_t> narrow(const std::optional<T>& v) {
  return v ? std::optional<std::int32_t>(static_cast<std::int32_t>(*v)) : std::nullopt;
}

Person decode_person(Reader& r) {
  Person p;
  p.id = r.string_or("id", "");
  p.birth_date = r.optional_date("birth_date");
  p.age_years = narrow(r.optional_int("age_years", {0, 130}));
  p.age_months = narrow(r.optional_int("age_months", {0, 130 * 12}));
  p.sex = r.choice_or("sex", kSex, Sex::unknown);
  p.reference_sex = r.choice_or("reference_sex", kSex, Sex::unknown);
  p.occupation = r.string_or("occupation", "");
  p.school_grade = r.string_or("school_grade", "");
  return p;
}

ConditionAnswer decode_condition(Reader& r) {
  ConditionAnswer c;
  if (r.value().is_string()) {
    c.text = r.as_string();
    return c;
  }
  c.code = r.string_or("code", "");
  c.text = r.string_or("text", "");
  c.control = r.string_or("control", "");
  c.stage = r.string_or("stage", "");
  c.since = r.string_or("since", "");
  r.require(c.since.empty() || last_day_of(c.since), "since",
            "expected a year, a month or a day: \"2019\", \"2019-05\" or \"2019-05-31\"");
  r.require(!c.code.empty() || !c.text.empty(), "", "expected a \"code\" or a \"text\"");
  return c;
}

MedicineAnswer decode_medicine(Reader& r) {
  MedicineAnswer m;
  if (r.value().is_string()) {
    m.name = r.as_string();
    return m;
  }
  m.code = r.string_or("code", "");
  m.name = r.string_or("name", "");
  r.require(!m.code.empty() || !m.name.empty(), "", "expected a \"code\" or a \"name\"");
  return m;
}

SymptomAnswer decode_symptom(Reader& r) {
  SymptomAnswer s;
  if (r.value().is_string()) {
    s.text = r.as_string();
    return s;
  }
  s.code = r.string_or("code", "");
  s.text = r.string_or("text", "");
  r.require(!s.code.empty() || !s.text.empty(), "", "expected a \"code\" or a \"text\"");
  return s;
}

ActivityAnswer decode_activity(Reader& r) {
  ActivityAnswer a;
  a.regular_3_months = r.optional_bool("regular_3_months");
  a.sessions_week = r.optional_double("sessions_week", {0, 50});
  a.minutes_per_session = r.optional_double("minutes_per_session", {0, 600});
  a.usual_intensity = r.string_or("usual_intensity", "");
  a.moderate_minutes_week = r.optional_double("moderate_minutes_week", {0, 10080});
  a.vigorous_minutes_week = r.optional_double("vigorous_minutes_week", {0, 10080});
  a.strength_days_week = r.optional_double("strength_days_week", {0, 7});
  a.sitting_hours_day = r.optional_double("sitting_hours_day", {0, 24});
  return a;
}

PregnancyAnswer decode_pregnancy(Reader& r) {
  PregnancyAnswer p;
  p.status = r.string_or("status", "");
  p.weeks = r.optional_double("weeks", {0, 44});
  p.due_date = r.optional_date("due_date");
  p.postpartum_weeks = r.optional_double("postpartum_weeks", {0, 520});
  p.complications = r.strings("complications");
  return p;
}

CodedAnswer decode_answer(const std::string& code, Reader& r) {
  const Value& v = r.value();
  if (v.is_bool()) return {code, v.as_bool()};
  if (v.is_number()) return {code, v.as_double()};
  return {code, r.as_string()};
}

template <class T, class F>
std::optional<std::vector<T>> optional_list(Reader& r, std::string_view field, F decode_one) {
  if (!r.has(field)) return std::nullopt;
  std::vector<T> out;
  r.for_each(field, [&](Reader& item) { out.push_back(decode_one(item)); });
  return out;
}

HealthAnswers decode_health(Reader& r) {
  HealthAnswers h;
  r.for_each_member("asked_on", [&](const std::string& group, Reader& on) {
    h.asked_on.emplace_back(group, on.as_date());
  });
  h.conditions = optional_list<ConditionAnswer>(r, "conditions", decode_condition);
  h.medications = optional_list<MedicineAnswer>(r, "medications", decode_medicine);
  h.symptoms = optional_list<SymptomAnswer>(r, "symptoms", decode_symptom);
  r.optional_child("activity", [&](Reader& a) { h.activity = decode_activity(a); });
  r.optional_child("clearance", [&](Reader& c) {
    Clearance out;
    out.date = c.optional_date("date");
    out.up_to = c.string_or("up_to", "");
    out.from = c.string_or("from", "");
    out.valid_until = c.optional_date("valid_until");
    h.clearance = out;
  });
  r.optional_child("pregnancy", [&](Reader& p) { h.pregnancy = decode_pregnancy(p); });
  r.optional_child("falls", [&](Reader& f) {
    h.falls.count_12_months = narrow(f.optional_int("count_12_months", {0, 365}));
    h.falls.injury = f.optional_bool("injury");
    h.falls.fear = f.optional_bool("fear");
    h.falls.unsteady = f.optional_bool("unsteady");
  });
  r.optional_child("function", [&](Reader& f) {
    h.function.adl = f.string_or("adl", "");
    h.function.aid = f.string_or("aid", "");
  });
  r.for_each_member("answers", [&](const std::string& code, Reader& a) {
    h.answers.push_back(decode_answer(code, a));
  });
  return h;
}

Period decode_period(Reader& r) {
  const std::string text = r.as_string();
  auto period = Period::parse(text);
  if (!period) r.fail("", "expected a period like 2027-01-28/2027-02-04, found '" + text + "'");
  return period ? *period : Period{};
}

Resources decode_resources(Reader& r) {
  Resources out;
  out.days_per_week = narrow(r.optional_int("days_per_week", {1, 7}));
  out.minutes_per_session = narrow(r.optional_int("minutes_per_session", {5, 180}));
  r.for_each("unavailable", [&](Reader& p) { out.unavailable.push_back(decode_period(p)); });
  if (r.has("equipment")) out.equipment = r.strings("equipment");
  if (r.has("place")) out.place = r.strings("place");
  out.likes = r.strings("likes");
  out.dislikes = r.strings("dislikes");
  return out;
}

Environment decode_environment(Reader& r) {
  Environment e;
  e.aqi = r.optional_double("aqi", {0, 1000});
  e.air_temperature = r.optional_double("air_temperature", {-60, 60});
  e.wbgt = r.optional_double("wbgt", {-20, 50});
  e.heat_index = r.optional_double("heat_index", {-20, 80});
  e.wind_chill = r.optional_double("wind_chill", {-90, 40});
  e.altitude_m = r.optional_double("altitude_m", {-500, 9000});
  e.ice = r.optional_bool("ice");
  return e;
}

}  // namespace

PersonDocument decode_person_document(Reader& r) {
  PersonDocument doc;
  r.require(r.int_or("v", 1) == 1, "v", "expected 1, the only version of the request");
  doc.as_of = r.required_date("as_of");
  r.optional_child("policy", [&](Reader& p) {
    doc.policy.setting = p.string_or("setting", "community");
    doc.policy.screen = p.string_or("screen", "acsm");
    p.require(doc.policy.screen == "acsm" || doc.policy.screen == "parq", "screen",
              "expected \"acsm\" or \"parq\"");
  });
  r.optional_child("person", [&](Reader& p) { doc.person = decode_person(p); });
  doc.measurements = decode_measurements(r, "measurements");
  r.optional_child("health", [&](Reader& h) { doc.health = decode_health(h); });
  r.for_each("goals", [&](Reader& g) {
    doc.goals.codes.push_back(g.value().is_string() ? g.as_string() : g.required_string("code"));
  });
  r.optional_child("resources", [&](Reader& x) { doc.resources = decode_resources(x); });
  r.optional_child("environment", [&](Reader& e) { doc.environment = decode_environment(e); });
  r.optional_child("consent", [&](Reader& c) {
    doc.consent.id = c.string_or("id", "");
    doc.consent.covers = closed_texts(c, "covers", kConsents);
  });
  if (doc.person.birth_date)
    r.require(*doc.person.birth_date <= doc.as_of, "person", "birth_date lies after as_of");
  return doc;
}

}  // namespace celian::codec
