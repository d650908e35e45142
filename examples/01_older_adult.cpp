// An older adult. Shows: a person document built in code; screening with its reasons and the
// questions that are still open; the same person once the open questions are answered; a plan that
// holds what a fall and a painful knee demand.
#include "show.hpp"

namespace {

celian::PersonDocument mrs_wang() {
  celian::PersonDocument doc;
  doc.as_of = show::day("2026-11-21");
  doc.person.birth_date = show::day("1959-03-02");
  doc.person.sex = celian::Sex::female;
  doc.measurements = {show::reading("height", 156, doc.as_of),
                      show::reading("weight", 60.5, doc.as_of),
                      show::reading("bp_systolic", 138, doc.as_of),
                      show::reading("bp_diastolic", 82, doc.as_of),
                      show::reading("grip_strength", 17.4, doc.as_of),
                      show::reading("timed_up_and_go", 12.9, doc.as_of),
                      show::reading("resting_heart_rate", 68, doc.as_of)};
  doc.health.conditions = {
      {.code = "hypertension", .text = "", .control = "controlled", .stage = "", .since = "2018"},
      {.code = "", .text = "膝关节骨性关节炎", .control = "", .stage = "", .since = ""}};
  doc.health.falls.count_12_months = 1;
  doc.health.falls.fear = true;
  doc.goals.codes = {"reduce_fall_risk"};
  doc.resources.days_per_week = 3;
  doc.resources.minutes_per_session = 30;
  doc.resources.equipment = {"chair", "elastic_band"};
  doc.resources.place = {"home", "park"};
  doc.consent = {.id = "c-1", .covers = {"test", "exercise", "data"}};
  return doc;
}

}  // namespace

int main() {
  const celian::Engine engine(show::or_exit(celian::Catalog::builtin()));
  celian::PersonDocument doc = mrs_wang();

  std::printf("-- as she came: medicines and symptoms were not asked about\n");
  show::screening(show::or_exit(engine.screen(doc)));

  std::printf("-- asked: no medicines, no symptoms, not yet active\n");
  for (const char* group : {"conditions", "medications", "symptoms"})
    doc.health.asked_on.emplace_back(group, doc.as_of);
  doc.health.medications.emplace();
  doc.health.symptoms.emplace();
  doc.health.activity.regular_3_months = false;
  doc.health.function = {.adl = "independent", .aid = "none"};
  show::screening(show::or_exit(engine.screen(doc)));

  const celian::Prescription p = show::or_exit(engine.prescribe(doc));
  show::envelope(p.envelope);
  show::prescription(p);
  return 0;
}
