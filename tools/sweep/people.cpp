#include "people.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "catalog/standard.hpp"

namespace celian::sweep {

namespace {

constexpr int kOldest = 96;

std::string behind_dot(const std::string& code) { return code.substr(code.find('.') + 1); }

RawMeasurement reading(const std::string& test, double value, Date on, int trial = 0) {
  RawMeasurement m;
  m.test = test;
  m.value = value;
  m.date = on;
  if (trial > 0) m.trial = trial;
  return m;
}

double rounded(double value, double step) { return std::round(value / step) * step; }

}  // namespace

People::People(const KnowledgeBase& kb, std::uint64_t seed)
    : kb_(kb), seed_(seed), as_of_(*Date::from_ymd(2026, 11, 21)) {
  for (const auto* list : {&kb.rules().screen, &kb.rules().guide}) {
    for (const Rule& r : *list) rules_.push_back(&r), conditions_.push_back(&r.when);
  }
  for (const Derivation& d : kb.dictionary().derivations()) {
    for (const auto& [value, when] : d.cases) conditions_.push_back(&when);
  }
  for (const Preset& p : kb.presets()) conditions_.push_back(&p.applies);
  gather_words();
  gather_numbers();
}

void People::gather_words() {
  const FactIndex& facts = kb_.facts();
  const auto values_of = [&](const std::string& code) {
    const Slot s = facts.find(code);
    return s == kNoSlot ? std::vector<std::string>() : facts[s].values;
  };
  for (const Slot s : facts.group("condition")) {
    const std::string& code = facts[s].code;
    if (facts[s].derived) continue;
    diseases_.push_back(
        {behind_dot(code), values_of(code + ".control"), values_of(code + ".stage")});
  }
  for (const Slot s : facts.group("symptom")) {
    if (!facts[s].derived) symptoms_.push_back(behind_dot(facts[s].code));
  }
  for (const MedicineClass& m : kb_.medicines()) {
    medicine_classes_.push_back(m.code);
    for (const MedicineName& n : m.names)
      medicine_names_.push_back(n.zh.empty() ? n.generic : n.zh);
  }
  equipment_ = kb_.vocabulary("equipment"), places_ = kb_.vocabulary("places");
  goals_ = kb_.vocabulary("goals");
  for (const Exercise& e : kb_.exercises()) exercises_.push_back(e.code);
  occupations_ = values_of("occupation");
}

void People::gather_numbers() {
  const FactIndex& facts = kb_.facts();
  for (const TestDef& t : kb_.tests()) {
    if (!t.derived_from.empty()) continue;
    tests_.push_back(
        {t.code, t.plausible_min, t.plausible_max, t.resolution, limits_of(facts.find(t.code))});
  }
  // What has a place of its own in a person is not answered a second time.
  const std::set<std::string> own = {"age_years",       "age_months",       "sex",
                                     "occupation",      "school_grade",     "pregnancy_status",
                                     "gestation_weeks", "postpartum_weeks", "triage"};
  for (Slot s = 0; s < facts.size(); ++s) {
    const FactDef& f = facts[s];
    if (f.derived || f.code.ends_with("_asked") || own.count(f.code) != 0 ||
        kb_.test(f.code) != nullptr || f.code.starts_with("condition.") ||
        f.code.starts_with("symptom.") || f.code.starts_with("medicine."))
      continue;
    const std::string code = f.code.starts_with("answer.") ? behind_dot(f.code) : f.code;
    if (f.type == FactType::number) {
      if (auto limits = limits_of(s); !limits.empty()) {
        const auto [low, high] = std::minmax_element(limits.begin(), limits.end());
        numbers_.push_back({code, std::min(0.0, *low), *high * 1.5 + 1, 0.1, std::move(limits)});
      }
    } else if (f.type == FactType::flag || f.type == FactType::code) {
      choices_.push_back({code, f.values});
    }
  }
}

std::vector<double> People::limits_of(Slot slot) const {
  std::vector<double> out;
  if (slot == kNoSlot) return out;
  for (const Condition* c : conditions_) c->limits(slot, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// On a bound, or a step to either side: where rules are wrong, they are wrong there.
double People::near_limit(Random& r, const Number& n) {
  if (n.limits.empty() || r.chance(30)) return rounded(r.real(n.least, n.most), n.step);
  const double value = r.of(n.limits) + n.step * r.between(-1, 1);
  return std::clamp(value, n.least, n.most);
}

PersonDocument People::make(std::uint64_t number) const {
  Random r(seed_, number);
  PersonDocument d = is_ordinary(number) ? ordinary(r) : anybody(r);
  d.as_of = as_of_;
  d.person.id = std::to_string(number);
  return d;
}

PersonDocument People::anybody(Random& r) const {
  PersonDocument d;
  if (!r.chance(3)) d.person.age_years = r.chance(30) ? r.between(3, 17) : r.between(18, kOldest);
  if (!r.chance(3)) d.person.sex = r.chance(50) ? Sex::male : Sex::female;
  if (r.chance(50)) d.person.occupation = r.of(occupations_);
  if (r.chance(20)) d.policy.screen = "parq";
  add_health(r, d);
  add_women(r, d);
  add_answers(r, d);
  add_readings(r, d);
  add_resources(r, d);
  if (r.chance(60)) aim(r, d);
  if (r.chance(80)) d.consent = {"c", {"exercise"}};
  return d;
}

ConditionAnswer People::disease(Random& r) const {
  const Disease& known = r.of(diseases_);
  ConditionAnswer out;
  out.code = known.code;
  if (!known.controls.empty() && r.chance(80))
    out.control = r.chance(70) ? known.controls.front() : r.of(known.controls);
  if (!known.stages.empty() && r.chance(70)) out.stage = r.of(known.stages);
  if (r.chance(20)) out.since = std::to_string(r.between(2020, 2026));
  return out;
}

MedicineAnswer People::medicine(Random& r) const {
  MedicineAnswer out;
  if (r.chance(50)) {
    out.code = r.of(medicine_classes_);
  } else {
    out.name = r.chance(95) ? r.of(medicine_names_) : "a medicine nobody knows";
  }
  return out;
}

void People::add_health(Random& r, PersonDocument& d) const {
  HealthAnswers& h = d.health;
  const auto asked = [&](const char* group) {
    if (!r.chance(90)) return false;
    h.asked_on.emplace_back(group, as_of_ + -r.between(0, r.chance(80) ? 5 : 400));
    return true;
  };
  if (asked("conditions")) {
    h.conditions.emplace();
    for (int n = r.of({0, 0, 0, 0, 1, 1, 1, 2, 2, 3}); n > 0; --n)
      h.conditions->push_back(disease(r));
  }
  if (asked("medications")) {
    h.medications.emplace();
    for (int n = r.of({0, 0, 0, 0, 0, 0, 1, 1, 2, 5}); n > 0; --n)
      h.medications->push_back(medicine(r));
  }
  if (asked("symptoms")) {
    h.symptoms.emplace();
    for (int n = r.chance(10) ? r.between(1, 2) : 0; n > 0; --n)
      h.symptoms->push_back({r.of(symptoms_), ""});
  }
  ActivityAnswer& a = h.activity;
  if (r.chance(90)) a.regular_3_months = r.chance(50);
  if (r.chance(80)) a.sessions_week = r.between(0, 7), a.minutes_per_session = r.between(5, 90);
  if (r.chance(70)) a.usual_intensity = r.of({"light", "moderate", "vigorous"});
  if (r.chance(80)) a.moderate_minutes_week = r.between(0, 40) * 10;
  if (r.chance(60)) a.vigorous_minutes_week = r.of({0, 0, 0, 30, 75, 120});
  if (r.chance(70)) a.strength_days_week = r.between(0, 4);
  if (r.chance(70)) a.sitting_hours_day = r.between(1, 15);
  if (d.person.age_years.value_or(60) >= 60 && r.chance(90)) {
    h.falls = {r.of({0, 0, 0, 1, 2, 3}), r.chance(10), r.chance(30), r.chance(30)};
    h.function = {
        r.of({"independent", "independent", "independent", "semi_dependent", "dependent", ""}),
        r.of({"none", "none", "none", "stick", "walker", "wheelchair", ""})};
  }
  if (r.chance(35)) {
    h.clearance.emplace();
    h.clearance->date = as_of_ + -r.between(0, 500);
    h.clearance->up_to = r.of({"light", "moderate", "vigorous"});
    h.clearance->from = r.of({"physician", "centre_physician"});
  }
}

void People::add_women(Random& r, PersonDocument& d) const {
  const int age = d.person.age_years.value_or(30);
  if (d.person.sex != Sex::female || age < 15 || age > 50) return;
  PregnancyAnswer& p = d.health.pregnancy;
  if (r.chance(85))
    p.status = r.of({"not_pregnant", "not_pregnant", "possible", "pregnant", "postpartum"});
  if (!p.status.empty()) d.health.asked_on.emplace_back("pregnancy", as_of_ + -r.between(0, 5));
  if (p.status == "pregnant" && r.chance(85)) p.weeks = r.between(4, 41);
  if (p.status == "postpartum" && r.chance(85)) p.postpartum_weeks = r.between(0, 55);
}

void People::add_answers(Random& r, PersonDocument& d) const {
  const auto is_new = [&](const std::string& code) {
    const auto& all = d.health.answers;
    return std::none_of(all.begin(), all.end(),
                        [&](const CodedAnswer& a) { return a.code == code; });
  };
  for (int n = r.of({0, 0, 0, 1, 2, 4, 8}); n > 0; --n) {
    const Choice& c = r.of(choices_);
    if (!is_new(c.code)) continue;
    if (c.values.empty()) {
      d.health.answers.push_back({c.code, r.chance(40)});
    } else {
      d.health.answers.push_back({c.code, r.of(c.values)});
    }
  }
  for (int n = r.of({0, 0, 1, 2}); n > 0; --n) {
    const Number& number = r.of(numbers_);
    if (is_new(number.code)) d.health.answers.push_back({number.code, near_limit(r, number)});
  }
  if (r.chance(30)) {
    d.environment.aqi = r.of({40, 80, 99, 100, 101, 150, 151, 200, 201, 320});
    d.environment.air_temperature = r.between(-20, 40);
    if (r.chance(10)) d.environment.ice = true;
    if (r.chance(10)) d.environment.altitude_m = r.of({500, 1500, 1801, 2500, 4000});
    if (r.chance(20)) d.environment.wbgt = r.of({18.0, 22.3, 25.7, 27.9, 30.1, 32.3});
  }
}

void People::add_readings(Random& r, PersonDocument& d) const {
  if (r.chance(92)) {
    const int kind = r.between(1, 8);
    const int top = kind < 7    ? r.between(95, 139)
                    : kind == 7 ? r.between(138, 181)
                                : r.between(178, 215);
    const int low = kind < 7    ? r.between(58, 88)
                    : kind == 7 ? r.between(80, 111)
                                : r.between(95, 125);
    const int trials = r.between(1, 2);
    for (int trial = 1; trial <= trials; ++trial) {
      d.measurements.push_back(reading("bp_systolic", top + trial, as_of_, trial));
      d.measurements.push_back(reading("bp_diastolic", low + trial, as_of_, trial));
    }
  }
  const int age = d.person.age_years.value_or(40);
  const int height = age < 13 ? r.between(108, 150) : r.between(148, 188);
  d.measurements.push_back(reading("height", height, as_of_));
  d.measurements.push_back(
      reading("weight", rounded(r.real(14, 42) * height * height / 1e4, 0.1), as_of_));
  if (r.chance(75))
    d.measurements.push_back(reading("resting_heart_rate", r.between(50, 102), as_of_));
  const std::set<std::string> given = {"bp_systolic", "bp_diastolic", "height", "weight",
                                       "resting_heart_rate"};
  for (const Number& test : tests_) {
    if (given.count(test.code) == 0 && r.chance(4))
      d.measurements.push_back(reading(test.code, near_limit(r, test), as_of_ + -r.between(0, 40)));
  }
}

void People::add_resources(Random& r, PersonDocument& d) const {
  const auto some = [&](const std::vector<std::string>& all, int most) {
    std::vector<std::string> out;
    for (int n = r.between(0, most); n > 0; --n) {
      const std::string& one = r.of(all);
      if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(one);
    }
    return out;
  };
  Resources& have = d.resources;
  if (r.chance(80)) have.days_per_week = r.between(1, 7);
  if (r.chance(80)) have.minutes_per_session = r.of({5, 10, 15, 20, 30, 40, 60, 90, 150});
  if (r.chance(80)) have.equipment = some(equipment_, 8);
  if (r.chance(80)) have.place = some(places_, 4);
  have.likes = some(exercises_, 3), have.dislikes = some(exercises_, 1);
  d.goals.codes = some(goals_, 2);
  if (r.chance(15)) {
    const Date from = as_of_ + r.between(1, 20);
    have.unavailable.push_back({from, from + r.between(0, 14)});
  }
}

PersonDocument People::ordinary(Random& r) const {
  // Diseases that a community centre meets every day, under control.
  static const std::vector<std::string> kCommon = {
      "hypertension", "type_2_diabetes", "knee_osteoarthritis", "obesity",   "dyslipidaemia",
      "osteoporosis", "low_back_pain",   "neck_pain",           "depression"};
  PersonDocument d;
  d.person.age_years = r.chance(67) ? r.between(18, 64) : r.between(65, 88);
  d.person.sex = r.chance(50) ? Sex::male : Sex::female;
  d.person.occupation = r.of(occupations_);
  HealthAnswers& h = d.health;
  for (const char* group : {"symptoms", "conditions", "medications", "pregnancy"})
    h.asked_on.emplace_back(group, as_of_);
  h.conditions.emplace(), h.medications.emplace(), h.symptoms.emplace();
  for (int n = r.of({0, 0, 0, 1, 1, 2}); n > 0; --n) {
    ConditionAnswer c;
    c.code = r.of(kCommon), c.control = "controlled";
    h.conditions->push_back(std::move(c));
  }
  const bool active = r.chance(50);
  h.activity = {active,
                active ? 4.0 : 0.0,
                active ? 40.0 : 0.0,
                active ? "moderate" : "light",
                active ? r.of({90.0, 160.0, 240.0}) : r.of({0.0, 0.0, 40.0}),
                0.0,
                active ? r.between(0, 2) : 0.0,
                static_cast<double>(r.between(2, 11))};
  h.clearance = Clearance{as_of_ + -50, "vigorous", "physician", as_of_ + 300};
  h.falls = {0, false, false, false};
  h.function = {"independent", "none"};
  if (d.person.sex == Sex::female) h.pregnancy.status = "not_pregnant";
  const int height = d.person.sex == Sex::male ? r.between(162, 182) : r.between(150, 170);
  const int top = r.between(104, 138), low = r.between(62, 86);
  for (int trial = 1; trial <= 2; ++trial) {
    d.measurements.push_back(reading("bp_systolic", top, as_of_, trial));
    d.measurements.push_back(reading("bp_diastolic", low, as_of_, trial));
  }
  d.measurements.push_back(reading("resting_heart_rate", r.between(54, 84), as_of_));
  d.measurements.push_back(reading("height", height, as_of_));
  d.measurements.push_back(
      reading("weight", rounded(r.real(19, 27) * height * height / 1e4, 0.1), as_of_));
  d.resources.days_per_week = r.between(3, 7);
  d.resources.minutes_per_session = r.of({30, 45, 60});
  d.resources.equipment.emplace();
  for (const char* thing : {"chair", "elastic_band", "dumbbell", "mat"}) {
    if (r.chance(80)) d.resources.equipment->emplace_back(thing);
  }
  d.resources.place = r.of(std::vector<std::vector<std::string>>{
      {"home"}, {"home", "park"}, {"home", "park", "gym"}, {"gym", "park"}, {"home", "pool"}});
  for (int n = r.between(0, 2); n > 0; --n) d.goals.codes.push_back(r.of(goals_));
  d.consent = {"c", {"exercise"}};
  return d;
}

std::string People::make_worse(PersonDocument& d, std::uint64_t number) const {
  Random r(seed_ + 1, number);
  HealthAnswers& h = d.health;
  const int kind = r.between(1, 3);
  if (kind == 1 && h.conditions) {
    h.conditions->push_back(disease(r));
    const ConditionAnswer& c = h.conditions->back();
    return "disease " + c.code + " " + c.control + " " + c.stage;
  }
  if (kind == 2 && h.medications) {
    h.medications->push_back(medicine(r));
    return "medicine " + h.medications->back().code + h.medications->back().name;
  }
  if (kind == 3 && h.symptoms) {
    h.symptoms->push_back({r.of(symptoms_), ""});
    return "symptom " + h.symptoms->back().code;
  }
  return {};
}

}  // namespace celian::sweep
