#include "facts/build.hpp"

#include <algorithm>

#include "base/partial_date.hpp"
#include "facts/health.hpp"

namespace celian {

namespace {

void set_code(const KnowledgeBase& kb, FactVector& v, std::string_view fact,
              std::string_view value) {
  if (value.empty()) return;
  const Slot s = kb.facts().find(fact);
  if (const auto index = kb.facts().value_index(s, value)) v.set(s, *index);
}

void set_number(const KnowledgeBase& kb, FactVector& v, std::string_view fact,
                const std::optional<double>& value) {
  if (value) v.set(kb.facts().find(fact), *value);
}

void set_flag(const KnowledgeBase& kb, FactVector& v, std::string_view fact,
              const std::optional<bool>& value) {
  if (value) v.set_flag(kb.facts().find(fact), *value);
}

void add_person(const KnowledgeBase& kb, const PersonDocument& doc, const Subject& who,
                FactVector& v) {
  if (who.age_years != kUnknownKey) v.set(kb.facts().find("age_years"), who.age_years);
  if (who.age_months != kUnknownKey) v.set(kb.facts().find("age_months"), who.age_months);
  if (doc.person.sex != Sex::unknown)
    set_code(kb, v, "sex", doc.person.sex == Sex::male ? "male" : "female");
  set_code(kb, v, "school_grade", doc.person.school_grade);
  set_code(kb, v, "occupation", doc.person.occupation);
  set_code(kb, v, "setting", doc.policy.setting);
  set_code(kb, v, "screen_path", doc.policy.screen);
}

// A reading older than its kind may hold says nothing about today.
void add_measurements(const KnowledgeBase& kb, const PersonDocument& doc, const MeasurementSet& set,
                      Facts& out) {
  const double by_default = kb.policy_number("holds.measurement", 365);
  for (const Measurement& m : set.values) {
    const Slot s = kb.facts().find(m.test);
    if (s == kNoSlot || m.outcome != Outcome::scored) continue;
    const double holds = kb.policy_number("holds." + m.test, by_default);
    const Date on = m.date.value_or(doc.as_of);
    if (doc.as_of.days_since_epoch() - on.days_since_epoch() > holds) {
      out.stale.push_back(m.test);
      continue;
    }
    out.vector.set(s, m.value);
  }
}

// One high reading asks for a recheck and does not refer: rules need to know how many readings
// today's value rests on.
void add_readings_today(const KnowledgeBase& kb, const PersonDocument& doc,
                        const MeasurementSet& set, const char* test, const char* fact,
                        FactVector& v) {
  const Measurement* m = set.find(test);
  if (m == nullptr || m->outcome != Outcome::scored || m->date.value_or(doc.as_of) != doc.as_of)
    return;
  const auto n =
      std::max<std::ptrdiff_t>(1, std::count_if(m->readings.begin(), m->readings.end(),
                                                [](const Reading& r) { return r.used; }));
  const Slot s = kb.facts().find(fact);
  v.set(s, std::max(static_cast<double>(n), v.known(s) ? v.value(s) : 0));
}

void add_bmi_class(const KnowledgeBase& kb, const Subject& who, const MeasurementSet& set,
                   FactVector& v) {
  const Measurement* bmi = set.find("bmi");
  if (bmi == nullptr || bmi->outcome != Outcome::scored || !v.known(kb.facts().find("bmi"))) return;
  SheetValue value{.test = "bmi",
                   .outcome = Outcome::scored,
                   .value = bmi->value,
                   .height_cm = {},
                   .weight_kg = {}};
  if (const Measurement* h = set.find("height"); h && h->outcome == Outcome::scored)
    value.height_cm = h->value;
  if (const Measurement* w = set.find("weight"); w && w->outcome == Outcome::scored)
    value.weight_kg = w->value;
  if (!bmi->derived) value.height_cm.reset(), value.weight_kg.reset();
  set_code(kb, v, "bmi_class", bmi_class_of(bmi_norms(kb), who, value));
}

// A child's pressure that reaches the 95th percentile of either table; of a child whose sex nobody
// told, of either sex. That none is reached is not said here: it needs readings on several days.
void add_child_pressure(const KnowledgeBase& kb, const Subject& child, const MeasurementSet& set,
                        FactVector& v) {
  const Measurement* height = set.find("height");
  if (height == nullptr || height->outcome != Outcome::scored) return;
  for (const Sex sex : {Sex::female, Sex::male}) {
    if (child.sex != Sex::unknown && child.sex != sex) continue;
    Subject who = child;
    who.sex = sex;
    for (const std::string& id : kb.policy_codes("norms.child_pressure")) {
      const auto norm = kb.norm(id);
      if (!norm || !(*norm)->covers(who)) continue;
      const Measurement* m = set.find((*norm)->measure());
      if (m == nullptr || m->outcome != Outcome::scored || !v.known(kb.facts().find(m->test)))
        continue;
      const NormValue got =
          (*norm)->evaluate(who, {m->test, Outcome::scored, m->value, height->value, {}});
      if (!got.finding.empty()) v.set_flag(kb.facts().find("child_bp_p95"), true);
    }
  }
}

void add_activity(const KnowledgeBase& kb, const ActivityAnswer& a, FactVector& v) {
  set_flag(kb, v, "regular_3_months", a.regular_3_months);
  set_number(kb, v, "sessions_week", a.sessions_week);
  set_number(kb, v, "minutes_per_session", a.minutes_per_session);
  set_code(kb, v, "usual_intensity", a.usual_intensity);
  set_number(kb, v, "moderate_minutes_week", a.moderate_minutes_week);
  set_number(kb, v, "vigorous_minutes_week", a.vigorous_minutes_week);
  set_number(kb, v, "strength_days_week", a.strength_days_week);
  set_number(kb, v, "sitting_hours_day", a.sitting_hours_day);
}

void add_environment(const KnowledgeBase& kb, const Environment& e, FactVector& v) {
  set_number(kb, v, "aqi", e.aqi);
  set_number(kb, v, "air_temperature", e.air_temperature);
  set_number(kb, v, "wbgt", e.wbgt);
  set_number(kb, v, "heat_index", e.heat_index);
  set_number(kb, v, "wind_chill", e.wind_chill);
  set_number(kb, v, "altitude_m", e.altitude_m);
  set_flag(kb, v, "ice", e.ice);
}

// The written opinion knew of whatever is listed: nothing that began or happened is younger than
// it.
bool covers_all_events(const PersonDocument& doc, Date clearance) {
  const auto& list = doc.health.conditions;
  return !list || std::none_of(list->begin(), list->end(), [&](const ConditionAnswer& c) {
    const auto last = last_day_of(c.since);
    return last && std::min(*last, doc.as_of) > clearance;
  });
}

// A written opinion counts while it is valid and nothing new has happened; without an end date it
// counts for a year (policy). One that nobody handed in is not there.
void add_clearance(const KnowledgeBase& kb, const PersonDocument& doc, FactVector& v) {
  const FactIndex& facts = kb.facts();
  v.set_flag(facts.find("clearance_valid"), false);
  const auto& c = doc.health.clearance;
  if (!c || !c->date) return;
  const int age = doc.as_of.days_since_epoch() - c->date->days_since_epoch();
  const bool in_time = c->valid_until ? doc.as_of <= *c->valid_until
                                      : age <= kb.policy_number("holds.clearance", 365);
  v.set_flag(facts.find("clearance_valid"),
             age >= 0 && in_time && covers_all_events(doc, *c->date));
  v.set(facts.find("clearance_age_days"), age);
  set_code(kb, v, "clearance_up_to", c->up_to);
  set_code(kb, v, "clearance_from", c->from);
}

// Goals that were asked and are not named are not wanted; without goals nobody knows.
void add_goals(const KnowledgeBase& kb, const PersonDocument& doc, FactVector& v) {
  const auto& goals = doc.goals.codes;
  if (goals.empty()) return;
  v.set_flag(kb.facts().find("goal_lose_weight"),
             std::find(goals.begin(), goals.end(), "lose_weight") != goals.end());
}

}  // namespace

std::vector<const Norm*> bmi_norms(const KnowledgeBase& kb) {
  std::vector<const Norm*> out;
  for (const std::string& id : kb.policy_codes("norms.bmi_class")) {
    if (const auto norm = kb.norm(id)) out.push_back(*norm);
  }
  return out;
}

std::string bmi_class_of(const std::vector<const Norm*>& norms, const Subject& who,
                         const SheetValue& bmi) {
  for (const Norm* norm : norms) {
    if (!norm->covers(who)) continue;
    // The first norm that covers the person decides, also when it cannot tell.
    const NormValue got = norm->evaluate(who, bmi);
    return got.outcome == Outcome::scored ? got.norm_class : std::string();
  }
  return {};
}

Subject subject_of(const Person& p, Date as_of) {
  Subject s;
  s.sex = p.reference_sex != Sex::unknown ? p.reference_sex : p.sex;
  if (p.birth_date) {
    s.age_months = completed_months(*p.birth_date, as_of);
    s.age_years = completed_years(*p.birth_date, as_of);
  } else if (p.age_months) {
    s.age_months = *p.age_months;
    s.age_years = *p.age_months / 12;
  } else if (p.age_years) {
    s.age_years = *p.age_years;
  }
  return s;
}

Facts build_facts(const KnowledgeBase& kb, const PersonDocument& doc, const MeasurementSet& set,
                  std::string_view intensity_wanted) {
  Facts out{FactVector(kb.facts().size(), doc.as_of), {}, {}};
  FactVector& v = out.vector;
  const Subject who = subject_of(doc.person, doc.as_of);
  add_person(kb, doc, who, v);
  set_code(kb, v, "intensity_wanted", intensity_wanted);
  add_measurements(kb, doc, set, out);
  // Either half of the pressure confirms itself: a missing half must not undo what the other says.
  add_readings_today(kb, doc, set, "bp_systolic", "bp_readings_today", v);
  add_readings_today(kb, doc, set, "bp_diastolic", "bp_readings_today", v);
  add_readings_today(kb, doc, set, "resting_heart_rate", "heart_rate_readings_today", v);
  add_bmi_class(kb, who, set, v);
  add_child_pressure(kb, who, set, v);
  add_activity(kb, doc.health.activity, v);
  add_environment(kb, doc.environment, v);
  add_clearance(kb, doc, v);
  add_goals(kb, doc, v);
  add_health(kb, doc, out);
  kb.derive(v);
  return out;
}

}  // namespace celian
