// An office worker. Shows: scoring when the edition in force has no published tables (the
// superseded one answers, and says so); a plan; and what the independent check says to somebody who
// edits the plan beyond what is allowed.
#include "show.hpp"

namespace {

celian::PersonDocument at_the_desk() {
  celian::PersonDocument doc;
  doc.as_of = show::day("2026-11-21");
  doc.person.age_years = 38;
  doc.person.sex = celian::Sex::male;
  doc.person.occupation = "desk";
  doc.policy.setting = "workplace";
  doc.measurements = {show::reading("height", 172, doc.as_of),
                      show::reading("weight", 78.5, doc.as_of),
                      show::reading("bp_systolic", 128, doc.as_of),
                      show::reading("bp_diastolic", 82, doc.as_of),
                      show::reading("resting_heart_rate", 72, doc.as_of),
                      show::reading("grip_strength", 43, doc.as_of),
                      show::reading("sit_and_reach", 1.5, doc.as_of),
                      show::reading("push_up", 18, doc.as_of)};
  doc.health.conditions = {
      {.code = "neck_pain", .text = "", .control = "", .stage = "", .since = "2025"}};
  doc.health.medications.emplace();
  doc.health.symptoms.emplace();
  for (const char* group : {"conditions", "medications", "symptoms"})
    doc.health.asked_on.emplace_back(group, doc.as_of);
  doc.health.activity.regular_3_months = false;
  doc.health.activity.sitting_hours_day = 10;
  doc.goals.codes = {"pain_relief", "endurance"};
  doc.resources.days_per_week = 3;
  doc.resources.minutes_per_session = 30;
  doc.resources.equipment = {"chair", "elastic_band", "stairs"};
  doc.resources.place = {"home", "park", "office"};
  doc.consent = {.id = "c-4", .covers = {"test", "exercise", "data"}};
  return doc;
}

void scores(const celian::Assessment& a) {
  std::printf("%s: %s\n", a.standard.c_str(),
              show::text(celian::completeness_name(a.outcome)).c_str());
  for (const celian::ItemScore& i : a.items) {
    if (i.points) std::printf("  %-16s %g points\n", i.test.c_str(), *i.points);
  }
  for (const celian::Assessment& older : a.fallback) scores(older);
}

}  // namespace

int main() {
  const celian::Engine engine(show::or_exit(celian::Catalog::builtin()));
  const celian::PersonDocument doc = at_the_desk();

  scores(show::or_exit(engine.score(doc, "auto")));
  show::screening(show::or_exit(engine.screen(doc)));
  const celian::Prescription p = show::or_exit(engine.prescribe(doc));
  show::envelope(p.envelope);
  show::prescription(p);
  if (!p.plan) return 0;

  const celian::Verification own = show::or_exit(engine.verify(doc, *p.plan));
  std::printf("the plan as it came: %zu rules broken\n", own.violations.size());

  std::printf("-- somebody makes the first session three hours of running\n");
  celian::Plan edited = *p.plan;
  celian::PlanSession& first = edited.weeks.front().sessions.front();
  first.minutes = 180;
  for (celian::PlanPart& part : first.parts) {
    for (celian::PlanItem& i : part.items) {
      if (part.part != "main" || !i.minutes) continue;
      i.exercise = "run_10kmh";
      i.minutes = 170;
      i.intensity_class = celian::IntensityClass::vigorous;
      break;
    }
  }
  for (const celian::Violation& v : show::or_exit(engine.verify(doc, edited)).violations) {
    std::printf("  %s at %s\n", v.code.c_str(), v.pointer.c_str());
  }
  return 0;
}
