// Whole columns: celian's batch scorer, beside copying the same bytes and a plain binary search.
//   bench_batch --benchmark_min_time=1
// Rows are 10^3 to 10^7; `items_per_second` is sheets a second. A full student sheet: height and
// weight (body mass index) and the items of the grade and sex, 5 % missing; all columns come out.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>

#include "base/decimal.hpp"
#include "batch/score_batch.hpp"
#include "batch_data.hpp"
#include "columns/export.hpp"

namespace celian::bench {
namespace {

const Pupils& pupils(std::int64_t rows, SheetOf sheet) {
  static std::map<std::pair<std::int64_t, SheetOf>, Pupils> made;
  auto& out = made[{rows, sheet}];
  if (out.rows == 0) out = make_pupils(rows, sheet);
  return out;
}

// Bytes of all buffers of the result.
std::int64_t bytes_of(const arrow_test::OutTable& out) {
  std::int64_t sum = 0;
  for (std::int64_t c = 0; c < out.array.n_children; ++c) {
    const bool is_float = *out.schema.children[c]->format == 'f';
    sum += out.array.length * (is_float ? 4 : 1);
    if (out.array.children[c]->buffers[0] != nullptr) sum += (out.array.length + 7) / 8;
  }
  return sum;
}

void score_table(benchmark::State& state, const Pupils& p, const PupilTable& table, int threads,
                 const char* kernels) {
  batch::PlanCache plans;
  batch::Options options;
  options.standard = "cn.moe.student-fitness@2014";
  options.threads = threads;
  options.kernels = kernels;
  if (batch::find_kernels(kernels) == nullptr) return state.SkipWithError("not on this machine");
  std::int64_t bytes = 0;
  for (auto _ : state) {
    arrow_test::OutTable out;
    const auto done = batch::score_batch(base(), plans, options, table.schema, table.array,
                                         out.schema, out.array);
    if (!done) return state.SkipWithError(done.error().message.c_str());
    bytes = bytes_of(out);
  }
  state.SetItemsProcessed(state.iterations() * p.rows);
  state.counters["bytes/sheet"] =
      static_cast<double>(p.bytes() + bytes) / static_cast<double>(p.rows);
}

void score(benchmark::State& state, SheetOf sheet, int threads, const char* kernels) {
  const Pupils& p = pupils(state.range(0), sheet);
  score_table(state, p, PupilTable(p), threads, kernels);
}

// 100,000 sheets of which only so many tests are given.
void score_tests(benchmark::State& state) {
  const Pupils& p = pupils(100'000, SheetOf::eight);
  score_table(state, p, PupilTable(p, static_cast<std::size_t>(state.range(0))), 1, "");
}
BENCHMARK(score_tests)->DenseRange(0, 8)->UseRealTime()->Unit(benchmark::kMicrosecond);

void rows(benchmark::internal::Benchmark* b) {
  for (const std::int64_t n : {1'000, 10'000, 100'000, 1'000'000, 10'000'000}) b->Arg(n);
  b->UseRealTime()->Unit(benchmark::kMicrosecond);
}

BENCHMARK_CAPTURE(score, all_grades, SheetOf::all, 1, "")->Apply(rows);
BENCHMARK_CAPTURE(score, all_grades_2_threads, SheetOf::all, 2, "")->Apply(rows);
// Ten gigabytes: only if asked for, by CELIAN_BENCH_HUGE=1 in the environment.
const bool kHasHuge = [] {
  if (std::getenv("CELIAN_BENCH_HUGE") == nullptr) return false;
  for (const int threads : {1, 2}) {
    benchmark::RegisterBenchmark(
        threads == 1 ? "score/eight_columns" : "score/eight_columns_2_threads",
        [threads](benchmark::State& state) { score(state, SheetOf::eight, threads, ""); })
        ->Arg(100'000'000)
        ->UseRealTime()
        ->Unit(benchmark::kMicrosecond);
  }
  return true;
}();
BENCHMARK_CAPTURE(score, secondary, SheetOf::secondary, 1, "")->Apply(rows);
BENCHMARK_CAPTURE(score, eight_columns, SheetOf::eight, 1, "")->Apply(rows);
BENCHMARK_CAPTURE(score, eight_columns_2_threads, SheetOf::eight, 2, "")->Apply(rows);
BENCHMARK_CAPTURE(score, all_grades_avx512, SheetOf::all, 1, "avx512")
    ->Arg(1'000'000)
    ->UseRealTime();
BENCHMARK_CAPTURE(score, all_grades_avx2, SheetOf::all, 1, "avx2")->Arg(1'000'000)->UseRealTime();
BENCHMARK_CAPTURE(score, all_grades_baseline, SheetOf::all, 1, "baseline")
    ->Arg(1'000'000)
    ->UseRealTime();

// As many bytes as the input and the output of the same rows, into memory of its own.
void copy(benchmark::State& state) {
  const auto size = static_cast<std::size_t>(state.range(0)) * 130;
  std::vector<char> from(size / 2, 1);
  for (auto _ : state) {
    const columns::Buffer to = columns::make_buffer(size / 2);
    std::memcpy(to.get(), from.data(), size / 2);
    benchmark::DoNotOptimize(to.get());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(copy)->Apply(rows);

// What anybody would write first: limits as doubles, std::upper_bound, a switch over the items of
// a pupil; points, weighted score and grade of one sheet.
struct PlainTable {
  std::vector<double> limits;
  std::vector<float> points;
};
struct Plain {
  // [item][sex][grade]
  std::vector<std::vector<PlainTable>> tables;
  std::vector<std::string> tests;
};

Plain make_plain() {
  Plain plain;
  const Standard& standard = student();
  for (const StandardItem& item : standard.impl().items) {
    plain.tests.push_back(item.test);
    std::vector<PlainTable> of_people(3 * 16);
    for (int sex = 1; sex <= 2; ++sex) {
      for (int grade = 1; grade <= 14; ++grade) {
        Subject s;
        s.sex = static_cast<Sex>(sex);
        s.school_grade = grade;
        const std::int32_t row = item.table->row(s);
        if (row < 0) continue;
        PlainTable& t = of_people[static_cast<std::size_t>(sex * 16 + grade)];
        for (std::size_t i = 0; i < item.table->stretches(row); ++i) {
          t.points.push_back(static_cast<float>(item.table->cell_at(row, i).points / 100.0));
          if (i + 1 < item.table->stretches(row))
            t.limits.push_back(from_ticks(item.table->limits(row)[i], item.table->decimals()));
        }
      }
    }
    plain.tables.push_back(std::move(of_people));
  }
  return plain;
}

void binary_search(benchmark::State& state) {
  const Pupils& p = pupils(state.range(0), SheetOf::all);
  static const Plain plain = make_plain();
  std::vector<const Column*> sources;
  for (const std::string& test : plain.tests) {
    const auto at = std::find_if(p.columns.begin(), p.columns.end(),
                                 [&](const Column& c) { return c.name == test; });
    sources.push_back(at == p.columns.end() ? nullptr : &*at);
  }
  const std::size_t n = static_cast<std::size_t>(p.rows), items = plain.tests.size();
  const Column &height = p.columns[0], &weight = p.columns[1];
  for (auto _ : state) {
    std::vector<float> points(n * items), total(n);
    for (std::size_t i = 0; i < n; ++i) {
      float sum = 0;
      for (std::size_t k = 0; k < items; ++k) {
        const PlainTable& t = plain.tables[k][static_cast<std::size_t>(p.sex[i] * 16 + p.grade[i])];
        if (t.points.empty()) continue;
        const Column& c = sources[k] == nullptr ? weight : *sources[k];
        if ((c.bits[i / 8] >> (i % 8) & 1) == 0) continue;
        double value = static_cast<double>(c.values[i]);
        if (sources[k] == nullptr) {
          const double metres = static_cast<double>(height.values[i]) / 100;
          value = std::round(value / (metres * metres) * 10) / 10;
        }
        const auto at = std::upper_bound(t.limits.begin(), t.limits.end(), value);
        const float worth = t.points[static_cast<std::size_t>(at - t.limits.begin())];
        points[i * items + k] = worth;
        sum += worth;
      }
      total[i] = sum;
    }
    benchmark::DoNotOptimize(points.data());
    benchmark::DoNotOptimize(total.data());
  }
  state.SetItemsProcessed(state.iterations() * p.rows);
}
BENCHMARK(binary_search)->Apply(rows);

}  // namespace
}  // namespace celian::bench
