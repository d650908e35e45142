// A student. Shows: scoring by the national student standard, what one more second or jump would be
// worth, a result that is incomplete rather than guessed, and how an exempt item is told apart from
// one that was not measured.
#include "show.hpp"

namespace {

void print(const celian::Assessment& a) {
  std::printf("%s: ", a.standard.c_str());
  if (a.total) {
    std::printf("%g points", *a.total);
    if (a.grade) std::printf(", %s", a.grade->code.c_str());
    std::printf("\n");
  } else {
    std::printf("no total, %s", show::text(celian::completeness_name(a.outcome)).c_str());
    for (const std::string& test : a.missing) std::printf(", missing %s", test.c_str());
    std::printf("\n");
  }
  for (const celian::ItemScore& i : a.items) {
    std::printf("  %-20s %s", i.test.c_str(), show::text(celian::outcome_name(i.outcome)).c_str());
    if (i.value && i.points)
      std::printf(", %g %s = %g points of weight %g", *i.value, i.unit.c_str(), *i.points,
                  i.weight.value_or(0));
    if (i.next) std::printf("; %g at %g", i.next->points, i.next->value);
    std::printf("\n");
  }
  for (const celian::Need& n : a.needs) {
    if (n.rank <= 2 && n.lift_to_total) {
      std::printf("  worth most, %d: %s, +%g on the total%s\n", n.rank, n.test.c_str(),
                  *n.lift_to_total, n.lifts_grade ? ", a better grade" : "");
    }
  }
}

}  // namespace

int main() {
  const celian::Engine engine(show::or_exit(celian::Catalog::builtin()));
  celian::PersonDocument doc;
  doc.as_of = show::day("2026-11-21");
  doc.person.age_years = 13;
  doc.person.sex = celian::Sex::female;
  doc.person.school_grade = "junior_2";
  doc.policy.setting = "school";
  doc.measurements = {show::reading("height", 158.0, doc.as_of),
                      show::reading("weight", 50.2, doc.as_of),
                      show::reading("vital_capacity", 2350, doc.as_of),
                      show::reading("run_50m", 9.1, doc.as_of),
                      show::reading("sit_and_reach", 12.5, doc.as_of),
                      show::reading("standing_long_jump", 158, doc.as_of),
                      show::reading("sit_up_1min", 33, doc.as_of)};

  std::printf("-- before the 800 m run\n");
  print(show::or_exit(engine.score(doc, "auto")));

  std::printf("-- with the run, as the stopwatch shows it\n");
  celian::RawMeasurement run = show::reading("run_800m", 0, doc.as_of);
  run.value = std::string("4'22\"");
  doc.measurements.push_back(run);
  print(show::or_exit(engine.score(doc, "auto")));
  return 0;
}
