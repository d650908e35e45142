// Figures of a million scored people: counting, withholding, and the part of withholding that grows
// with small groups.
#include <benchmark/benchmark.h>

#include <limits>

#include "catalog/knowledge_base.hpp"
#include "celian/catalog.hpp"
#include "cohort/summary.hpp"

namespace {

using namespace celian;

std::uint64_t mixed(std::uint64_t x) {
  x = (x + 1) * 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  return x ^ (x >> 27);
}

// Every shipped indicator, with each of its fields known of nearly everybody.
struct People {
  std::shared_ptr<const Catalog> catalog = *Catalog::builtin();
  const IndicatorBase& base = catalog->internals().indicators();
  cohort::Rows rows;
  std::vector<const Indicator*> indicators;

  People(std::size_t size, std::size_t centres, std::size_t classes) {
    rows.size = size;
    for (Slot s = 0; s < base.fields.size(); ++s) {
      cohort::FieldColumn column{s, std::vector<double>(size)};
      const FactDef& def = base.index[s];
      const std::size_t values = def.type == FactType::code   ? def.values.size()
                                 : def.type == FactType::flag ? 2
                                                              : 90;
      if (values == 0) continue;
      for (std::size_t i = 0; i < size; ++i) {
        const std::uint64_t x = mixed(i * 64 + s);
        column.values[i] = x % 50 == 0 ? std::numeric_limits<double>::quiet_NaN()
                                       : static_cast<double>(x / 64 % values);
      }
      rows.fields.push_back(std::move(column));
    }
    for (const Indicator& i : base.indicators) indicators.push_back(&i);
    const auto split = [&](const char* code, std::size_t labels, auto&& label) {
      cohort::Split s{code, std::vector<std::string>(labels, "x"), {}, {}};
      for (std::size_t i = 0; i < size; ++i) s.at.push_back(static_cast<std::int32_t>(label(i)));
      return s;
    };
    rows.by.push_back(split("sex", 2, [](std::size_t i) { return mixed(i) % 2; }));
    rows.by.push_back(split("age", 11, [](std::size_t i) { return mixed(i * 3) % 11; }));
    rows.by.push_back(split("class", classes, [&](std::size_t i) { return i % classes; }));
    rows.by.push_back(
        split("centre", centres, [&](std::size_t i) { return i % classes % centres; }));
    rows.mixes.push_back(split("grade", 8, [](std::size_t i) { return mixed(i * 5) % 8; }));
    rows.mixes.push_back(split("need", 10, [](std::size_t i) { return mixed(i * 7) % 10; }));
  }
};

void BM_Summary(benchmark::State& state) {
  const People people(static_cast<std::size_t>(state.range(0)),
                      static_cast<std::size_t>(state.range(1)),
                      static_cast<std::size_t>(state.range(2)));
  for (auto _ : state) {
    auto summary = cohort::summarize(people.rows, people.base, people.indicators, {});
    benchmark::DoNotOptimize(summary);
  }
  state.counters["people/s"] = benchmark::Counter(static_cast<double>(state.range(0)),
                                                  benchmark::Counter::kIsIterationInvariantRate);
}
// People, centres, classes.
BENCHMARK(BM_Summary)
    ->Args({1000000, 50, 300})
    ->Args({1000000, 100, 2000})
    ->Args({20000, 10, 500})
    ->Args({80000, 40, 2000})
    ->Unit(benchmark::kMillisecond);

}  // namespace
