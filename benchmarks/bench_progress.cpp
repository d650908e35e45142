// What it costs to look at a person's training: 200 sessions, ten tests measured four times, a plan
// of four weeks.
//   bench_progress --benchmark_min_time=2
#include <benchmark/benchmark.h>

#include <celian/celian.hpp>

#include <iterator>
#include <string>
#include <vector>

#include "codec/json.hpp"
#include "codec/model_io.hpp"
#include "facts/build.hpp"
#include "measure/check.hpp"
#include "train/progress.hpp"

namespace {

using celian::Date;

constexpr int kSessions = 200, kReadings = 4;
constexpr const char* kTests[] = {"five_times_sit_to_stand", "chair_stand_30s", "timed_up_and_go",
                                  "six_minute_walk",         "grip_strength",   "sit_and_reach",
                                  "vital_capacity",          "waist",           "weight",
                                  "choice_reaction_time"};
constexpr double kValues[] = {15, 11, 10.4, 430, 20, 2, 1850, 86, 63, 0.86};

const Date kStart = Date::parse("2026-01-05").value();
const Date kToday = kStart + 7 * 64;

celian::PersonDocument person() {
  celian::PersonDocument doc;
  doc.as_of = kToday;
  doc.person.age_years = 66;
  doc.person.sex = celian::Sex::female;
  for (int i = 0; i < kReadings; ++i) {
    for (std::size_t t = 0; t < std::size(kTests); ++t) {
      celian::RawMeasurement m;
      m.test = kTests[t];
      m.value = kValues[t] * (1 + 0.02 * i);
      m.date = kToday - 28 * (kReadings - 1 - i);
      doc.measurements.push_back(m);
    }
  }
  return doc;
}

celian::Prescription prescription() {
  celian::Prescription p;
  p.plan.emplace();
  p.plan->start = kToday - 28;
  for (int w = 0; w < 4; ++w) {
    celian::PlanWeek week;
    week.week = w + 1;
    for (const int day : {0, 2, 4}) {
      celian::PlanSession s;
      s.date = p.plan->start + 7 * w + day;
      s.minutes = 40;
      celian::PlanItem walk;
      walk.exercise = "walk_moderate";
      walk.component = "aerobic";
      walk.minutes = 30;
      s.parts.push_back({"main", {walk}});
      week.sessions.push_back(s);
    }
    p.plan->weeks.push_back(week);
  }
  return p;
}

std::vector<celian::Session> log() {
  std::vector<celian::Session> out;
  for (int i = 0; i < kSessions; ++i) {
    celian::Session s;
    s.date = kToday - (kSessions - i) * 2;
    s.status = "done";
    s.minutes = 30 + i % 7;
    s.rpe_6_20 = 11 + i % 3;
    s.rpe_cr10 = 3 + i % 3;
    s.heart_rate_mean = 100 + i % 20;
    s.pain = i % 3;
    out.push_back(s);
  }
  return out;
}

void progress(benchmark::State& state) {
  const celian::Engine engine(*celian::Catalog::builtin());
  const celian::PersonDocument doc = person();
  const celian::Prescription plan = prescription();
  celian::ProgressInput input;
  input.prescription = &plan;
  input.sessions = log();
  for (auto _ : state) {
    auto result = engine.progress(doc, input);
    if (!result || result->changes.size() != std::size(kTests) ||
        result->load.session_rpe.size() != kSessions)
      return state.SkipWithError("not what was asked for");
    benchmark::DoNotOptimize(result);
  }
}

// The operation `train.progress`, from the bytes of a request to the bytes of the answer.
std::string request() {
  std::string sessions = "[";
  for (const celian::Session& s : log()) {
    if (sessions.size() > 1) sessions += ",";
    sessions += R"({"date":")" + s.date.iso() + R"(","status":"done","minutes":)" +
                std::to_string(static_cast<int>(*s.minutes)) + R"(,"rpe_6_20":)" +
                std::to_string(static_cast<int>(*s.rpe_6_20)) + R"(,"rpe_cr10":)" +
                std::to_string(static_cast<int>(*s.rpe_cr10)) + R"(,"heart_rate_mean":)" +
                std::to_string(static_cast<int>(*s.heart_rate_mean)) + R"(,"pain":)" +
                std::to_string(static_cast<int>(*s.pain)) + "}";
  }
  std::string json = celian::codec::write(celian::codec::encode(person()));
  json.pop_back();  // the closing brace
  return json + R"(,"prescription":)" +
         celian::codec::write(celian::codec::encode(prescription())) + R"(,"sessions":)" +
         sessions + "]}";
}

void progress_json(benchmark::State& state) {
  const celian::Engine engine(*celian::Catalog::builtin());
  const std::string json = request();
  std::size_t bytes = 0;
  for (auto _ : state) {
    auto answer = engine.call("train.progress", json);
    if (!answer) return state.SkipWithError(answer.error().message.c_str());
    bytes = answer->size();
  }
  state.counters["bytes_in"] = static_cast<double>(json.size());
  state.counters["bytes_out"] = static_cast<double>(bytes);
}

// 练 alone: what was measured and screened is there already.
void train_alone(benchmark::State& state) {
  const auto catalog = *celian::Catalog::builtin();
  const celian::KnowledgeBase& kb = catalog->internals();
  const celian::PersonDocument doc = person();
  const celian::Prescription plan = prescription();
  const std::vector<celian::Session> sessions = log();
  std::vector<celian::Reason> reasons;
  const auto set = celian::measure::check(kb, doc, reasons);
  const celian::Facts facts = celian::build_facts(kb, doc, *set);
  for (auto _ : state) {
    auto result = celian::train::progress(kb, facts, &plan, sessions, *set, {}, {}, doc.as_of);
    benchmark::DoNotOptimize(result);
  }
}
BENCHMARK(train_alone)->Unit(benchmark::kMicrosecond);
BENCHMARK(progress)->Unit(benchmark::kMicrosecond);
BENCHMARK(progress_json)->Unit(benchmark::kMicrosecond);

}  // namespace
