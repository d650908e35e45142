// What a service pays: making an engine, the first answer (knowledge is parsed then), and each
// answer after it.
//   bench_engine --benchmark_min_time=2
// The person is examples/people/older_adult.json.
#include <benchmark/benchmark.h>

#include <celian/celian.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "codec/json.hpp"
#include "codec/model_io.hpp"
#include "codec/reader.hpp"

namespace {

const std::string& person() {
  static const std::string text = [] {
    std::ifstream in(CELIAN_SOURCE_DIR "/examples/people/older_adult.json", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }();
  return text;
}

std::shared_ptr<const celian::Catalog> catalog() { return *celian::Catalog::builtin(); }

void call(benchmark::State& state, const celian::Engine& engine, const char* operation) {
  auto result = engine.call(operation, person());
  if (!result) state.SkipWithError(result.error().message.c_str());
  benchmark::DoNotOptimize(result);
}

void create(benchmark::State& state) {
  for (auto _ : state) {
    const celian::Engine engine(catalog());
    benchmark::DoNotOptimize(&engine);
  }
}
BENCHMARK(create)->Unit(benchmark::kMicrosecond);

// A fresh engine each time: everything that the operation needs is parsed.
void first(benchmark::State& state, const char* operation) {
  for (auto _ : state) {
    const celian::Engine engine(catalog());
    call(state, engine, operation);
  }
}
BENCHMARK_CAPTURE(first, assess_score, "assess.score")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(first, assess_screen, "assess.screen")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(first, loop_run, "loop.run")->Unit(benchmark::kMillisecond);

// One person after the other on one engine.
void again(benchmark::State& state, const char* operation) {
  const celian::Engine engine(catalog());
  call(state, engine, operation);
  for (auto _ : state) call(state, engine, operation);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(again, measure_check, "measure.check")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(again, assess_score, "assess.score")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(again, assess_screen, "assess.screen")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(again, guide_prescribe, "guide.prescribe")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(again, loop_run, "loop.run")->Unit(benchmark::kMicrosecond);

// The same from C++, without text in or out.
void prescribe(benchmark::State& state) {
  const celian::Engine engine(catalog());
  const auto json = celian::codec::parse(person());
  celian::codec::Reader reader(*json);
  const celian::PersonDocument doc = celian::codec::decode_person_document(reader);
  for (auto _ : state) {
    auto plan = engine.prescribe(doc, {});
    if (!plan) state.SkipWithError(plan.error().message.c_str());
    benchmark::DoNotOptimize(plan);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(prescribe)->Unit(benchmark::kMicrosecond);

// How long one call takes, the usual one and one in a hundred: wall time, so on an idle machine.
void waits(benchmark::State& state, const char* operation) {
  using Clock = std::chrono::steady_clock;
  const celian::Engine engine(catalog());
  call(state, engine, operation);
  std::vector<double> us;
  for (auto _ : state) {
    const auto begun = Clock::now();
    call(state, engine, operation);
    us.push_back(std::chrono::duration<double, std::micro>(Clock::now() - begun).count());
  }
  std::sort(us.begin(), us.end());
  state.counters["p50_us"] = us[us.size() / 2];
  state.counters["p99_us"] = us[us.size() * 99 / 100];
}
BENCHMARK_CAPTURE(waits, guide_prescribe, "guide.prescribe")->Unit(benchmark::kMicrosecond);

}  // namespace
