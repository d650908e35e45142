// A pregnant woman. Shows: that unknown is not the same as "no": while nobody has asked about
// complications there is no firm answer; what pregnancy forbids and demands; and the sentence
// behind one prohibition with its sources.
#include "show.hpp"

namespace {

celian::PersonDocument in_week_24() {
  celian::PersonDocument doc;
  doc.as_of = show::day("2026-11-21");
  doc.person.age_years = 29;
  doc.person.sex = celian::Sex::female;
  doc.measurements = {
      show::reading("height", 163, doc.as_of), show::reading("weight", 65.4, doc.as_of),
      show::reading("bp_systolic", 112, doc.as_of), show::reading("bp_diastolic", 70, doc.as_of)};
  doc.health.conditions.emplace();
  doc.health.medications.emplace();
  doc.health.symptoms.emplace();
  for (const char* group : {"conditions", "medications", "symptoms"})
    doc.health.asked_on.emplace_back(group, doc.as_of);
  doc.health.activity.regular_3_months = true;
  doc.health.activity.usual_intensity = "moderate";
  doc.health.pregnancy.status = "pregnant";
  doc.health.pregnancy.weeks = 24;
  doc.resources.days_per_week = 4;
  doc.resources.minutes_per_session = 30;
  doc.resources.equipment = {"chair", "elastic_band", "mat"};
  doc.resources.place = {"home", "park"};
  doc.consent = {.id = "c-3", .covers = {"exercise", "data"}};
  return doc;
}

void sources_of(const celian::Prescription& p, const celian::Forbid& f) {
  for (const std::uint32_t i : f.why) {
    const celian::Reason& r = p.reasons.at(i);
    std::printf("  never %s %s: rule %s, %s, %s\n", f.kind.c_str(), f.code.c_str(), r.rule.c_str(),
                show::text(celian::evidence_name(r.evidence)).c_str(),
                show::text(celian::verified_name(r.verified)).c_str());
    for (const celian::Citation& c : r.cites)
      std::printf("    %s, %s\n", c.source.c_str(), c.where.c_str());
  }
}

}  // namespace

int main() {
  const celian::Engine engine(show::or_exit(celian::Catalog::builtin()));
  celian::PersonDocument doc = in_week_24();

  std::printf("-- complications not asked about\n");
  show::screening(show::or_exit(engine.screen(doc)));

  std::printf("-- asked: none\n");
  doc.health.asked_on.emplace_back("pregnancy", doc.as_of);
  show::screening(show::or_exit(engine.screen(doc)));
  const celian::Prescription p = show::or_exit(engine.prescribe(doc));
  show::envelope(p.envelope);
  if (!p.envelope.forbid.empty()) sources_of(p, p.envelope.forbid.front());
  show::prescription(p);

  std::printf("-- the same woman with bleeding\n");
  doc.health.symptoms = std::vector<celian::SymptomAnswer>{celian::SymptomAnswer{"", "阴道出血"}};
  const celian::Prescription stopped = show::or_exit(engine.prescribe(doc));
  show::screening(show::or_exit(engine.screen(doc)));
  show::prescription(stopped);
  return 0;
}
