// 评 score: one value, one sheet, one person.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "assess/score.hpp"
#include "assess/scorer.hpp"
#include "celian/catalog.hpp"
#include "facts/build.hpp"

namespace celian {
namespace {

const KnowledgeBase& base() {
  static const std::shared_ptr<const Catalog> catalog = [] {
    auto made = Catalog::builtin();
    if (!made) std::abort();
    return *made;
  }();
  return catalog->internals();
}

Subject pupil(const Standard& standard) {
  Subject s;
  s.sex = Sex::male;
  s.school_grade = standard.school_grade_code("senior_2");
  return s;
}

const std::vector<SheetValue>& sheet() {
  static const std::vector<SheetValue> values = [] {
    std::vector<SheetValue> out;
    const std::pair<std::string_view, double> pairs[] = {
        {"height", 172.5},        {"weight", 61.3},
        {"vital_capacity", 4300}, {"run_50m", 7.2},
        {"pull_up", 15},          {"sit_and_reach", 10.5},
        {"run_1000m", 210},       {"standing_long_jump", 255}};
    for (const auto& [test, value] : pairs) out.push_back({test, Outcome::scored, value, {}, {}});
    return out;
  }();
  return values;
}

// Twenty thresholds, value and person changing each time.
void BM_OneValue(benchmark::State& state) {
  const auto scorer = assess::Scorer::bind(base(), "cn.moe.student-fitness@2014", "vital_capacity");
  Subject s = pupil(scorer->standard());
  double value = 1000;
  for (auto _ : state) {
    benchmark::DoNotOptimize(scorer->eval(s, std::array{value}));
    value = value < 6000 ? value + 7 : 1000;
    s.school_grade = s.school_grade < 14 ? s.school_grade + 1 : 1;
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_OneValue);

void BM_BodyMassIndex(benchmark::State& state) {
  const auto scorer = assess::Scorer::bind(base(), "cn.moe.student-fitness@2014", "bmi");
  const Subject s = pupil(scorer->standard());
  double weight = 40;
  for (auto _ : state) {
    benchmark::DoNotOptimize(scorer->eval(s, std::array{172.5, weight}));
    weight = weight < 90 ? weight + 0.1 : 40;
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_BodyMassIndex);

void BM_WeightByHeight(benchmark::State& state) {
  const auto scorer =
      assess::Scorer::bind(base(), "cn.gas.physique.adult@2003", "height_for_weight");
  Subject s;
  s.sex = Sex::female;
  s.age_years = 33;
  double weight = 40;
  for (auto _ : state) {
    benchmark::DoNotOptimize(scorer->eval(s, std::array{160.4, weight}));
    weight = weight < 90 ? weight + 0.1 : 40;
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_WeightByHeight);

// Seven items, weights, bonus, total, grade, next steps.
void BM_Sheet(benchmark::State& state) {
  const Standard& standard = **base().standard("cn.moe.student-fitness@2014");
  const Subject s = pupil(standard);
  for (auto _ : state) benchmark::DoNotOptimize(standard.score_sheet(s, sheet()));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_Sheet);

// The same as an assessment: edition, reasons, needs.
void BM_Assessment(benchmark::State& state) {
  PersonDocument doc;
  doc.as_of = *Date::parse("2026-11-21");
  doc.person.sex = Sex::male;
  doc.person.age_years = 16;
  doc.person.school_grade = "senior_2";
  MeasurementSet set;
  for (const SheetValue& v : sheet()) {
    set.values.emplace_back();
    set.values.back().test = v.test;
    set.values.back().value = v.value;
  }
  const Facts facts = build_facts(base(), doc, set);
  for (auto _ : state)
    benchmark::DoNotOptimize(
        assess::score(base(), doc.person, doc.as_of, set, facts.vector, "auto"));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_Assessment);

// Parsing and compiling the largest standard, as its first use does.
void BM_FirstUse(benchmark::State& state) {
  for (auto _ : state) {
    const auto catalog = Catalog::builtin();
    benchmark::DoNotOptimize((*catalog)->internals().standard("cn.moe.student-fitness@2014"));
  }
}
BENCHMARK(BM_FirstUse)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace celian
