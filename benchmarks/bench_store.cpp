// The record: what appending, reading and checking cost, beside what the disk itself can do.
//   bench_store [--benchmark_filter=…]
// TMPDIR names the disk. A durable commit waits for the disk once; `disk_sync` is that alone.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <unistd.h>

#include <celian/store.hpp>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace {

using celian::NewEvent;
using celian::OpenMode;
using celian::Store;

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "bench-store-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const char* name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

NewEvent event(const std::string& person, celian::EventKind kind, celian::Date date,
               std::string payload) {
  NewEvent e;
  e.person = person;
  e.kind = kind;
  e.date = date;
  e.recorded_at = 1795253400000;
  e.author = "nurse-3";
  e.source = "village.csv row 12";
  e.payload = std::move(payload);
  return e;
}

celian::Date day(int n) { return *celian::Date::from_ymd(2016, 11, 21) + n; }

NewEvent consent(const std::string& person) {
  return event(person, celian::EventKind::consent, day(0),
               R"({"id":"c-1","covers":["test","exercise","data"]})");
}

NewEvent reading(const std::string& person, int n) {
  return event(person, celian::EventKind::measurement, day(n),
               R"({"test":"grip_strength","value":21.4,"unit":"kg","trial":1,"side":"right"})");
}

std::unique_ptr<Store> open(const std::string& path, bool sealed,
                            OpenMode mode = OpenMode::create) {
  celian::StoreOptions options;
  options.mode = mode;
  if (sealed) options.key = std::string(32, 'k');
  auto store = Store::open_sqlite(path, options);
  if (!store) std::abort();
  return std::move(*store);
}

// The disk alone: 4 KiB written to the end of a file, and waited for.
void disk_sync(benchmark::State& state) {
  const Folder folder;
  const int file = ::open(folder.file("raw").c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  const std::string page(4096, 'x');
  for (auto _ : state) {
    if (::write(file, page.data(), page.size()) < 0 || ::fdatasync(file) != 0)
      state.SkipWithError("the disk");
  }
  ::close(file);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(disk_sync)->UseRealTime()->Unit(benchmark::kMicrosecond);

void durable_single(benchmark::State& state) {
  const Folder folder;
  const auto store = open(folder.file("store.db"), state.range(0) != 0);
  if (!store->append(consent("p-1"))) state.SkipWithError("append");
  int n = 0;
  for (auto _ : state) {
    if (!store->append(reading("p-1", n++ % 3000))) state.SkipWithError("append");
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(durable_single)
    ->ArgName("sealed")
    ->Arg(0)
    ->Arg(1)
    ->UseRealTime()
    ->Unit(benchmark::kMicrosecond);

// Readings of 500 people, so many in a call.
void batch(benchmark::State& state) {
  const Folder folder;
  const auto store = open(folder.file("store.db"), state.range(1) != 0);
  std::vector<NewEvent> events;
  for (int p = 0; p < 500; ++p) events.push_back(consent("p-" + std::to_string(p)));
  if (!store->append(events)) state.SkipWithError("append");
  events.clear();
  const auto size = static_cast<int>(state.range(0));
  for (int i = 0; i < size; ++i)
    events.push_back(reading("p-" + std::to_string(i % 500), i % 3000));
  for (auto _ : state) {
    if (!store->append(events)) state.SkipWithError("append");
  }
  state.SetItemsProcessed(state.iterations() * size);
}
BENCHMARK(batch)
    ->ArgNames({"events", "sealed"})
    ->Args({100, 0})
    ->Args({1000, 0})
    ->Args({10000, 0})
    ->Args({1000, 1})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

// Ten years: three sessions a week, twelve readings and a score four times a year, and a
// prescription as long as a real one four times a year; among 200 others who came on the same days.
void fill_ten_years(Store& store) {
  const std::string plan =
      R"({"v":1,"data_version":"2026.1","person":{"id":null},"draft":true,"plan":null,"note":")" +
      std::string(40'000, 'x') + "\"}";
  const std::string score =
      R"({"v":1,"data_version":"2026.1","items":[],"note":")" + std::string(4'000, 'x') + "\"}";
  std::vector<NewEvent> events = {consent("p-0")};
  for (int p = 1; p <= 200; ++p) events.push_back(consent("p-" + std::to_string(p)));
  for (int n = 1; n < 3652; ++n) {
    const auto other = "p-" + std::to_string(1 + n % 200);
    events.push_back(reading(other, n));
    if (n % 7 < 3) {
      events.push_back(
          event("p-0", celian::EventKind::session, day(n),
                R"({"date":")" + day(n).iso() +
                    R"(","status":"done","component":"aerobic","minutes":35,"rpe_cr10":4})"));
    }
    if (n % 91 == 0) {
      for (int i = 0; i < 12; ++i) events.push_back(reading("p-0", n));
      events.push_back(event("p-0", celian::EventKind::assessment, day(n), score));
      events.push_back(event("p-0", celian::EventKind::prescription, day(n), plan));
    }
  }
  if (!store.append(events)) std::abort();
}

// What a screen that shows a person waits for: the store is opened, and the whole history read.
void ten_years(benchmark::State& state) {
  const Folder folder;
  const bool sealed = state.range(0) != 0;
  fill_ten_years(*open(folder.file("store.db"), sealed));
  std::size_t events = 0;
  for (auto _ : state) {
    const auto store = open(folder.file("store.db"), sealed, OpenMode::read_only);
    const auto history = store->history("p-0");
    if (!history) state.SkipWithError("history");
    events = history->size();
  }
  state.counters["events"] = static_cast<double>(events);
}
BENCHMARK(ten_years)->ArgName("sealed")->Arg(0)->Arg(1)->UseRealTime()->Unit(
    benchmark::kMillisecond);

// The cipher alone: what no store can be faster than that opens so many seals of these lengths.
void ten_years_of_seals(benchmark::State& state) {
  const celian::Crypto& crypto = celian::default_crypto();
  const std::string key(32, 'k'), context(30, 'c');
  std::vector<std::string> sealed;
  const auto add = [&](int count, std::size_t size) {
    for (int i = 0; i < count; ++i)
      sealed.push_back(*crypto.seal(key, context, std::string(size, 'x')));
  };
  add(2046, 200), add(40, 4'200), add(40, 40'200);
  for (auto _ : state) {
    for (const std::string& s : sealed) benchmark::DoNotOptimize(crypto.open(key, context, s));
  }
}
BENCHMARK(ten_years_of_seals)->UseRealTime()->Unit(benchmark::kMillisecond);

// The same from a store that is open.
void ten_years_again(benchmark::State& state) {
  const Folder folder;
  const bool sealed = state.range(0) != 0;
  const auto store = open(folder.file("store.db"), sealed);
  fill_ten_years(*store);
  for (auto _ : state) {
    if (!store->history("p-0")) state.SkipWithError("history");
  }
}
BENCHMARK(ten_years_again)
    ->ArgName("sealed")
    ->Arg(0)
    ->Arg(1)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void verify(benchmark::State& state) {
  const Folder folder;
  const auto store = open(folder.file("store.db"), false);
  std::vector<NewEvent> events = {consent("p-1")};
  for (int i = 0; i < 20'000; ++i) events.push_back(reading("p-1", i % 3000));
  if (!store->append(events)) state.SkipWithError("append");
  for (auto _ : state) {
    if (!store->verify()) state.SkipWithError("verify");
  }
  state.SetItemsProcessed(state.iterations() * 20'000);
}
BENCHMARK(verify)->UseRealTime()->Unit(benchmark::kMillisecond);

// A person with 100 events among 20 000 others: rows blanked, file written anew.
void erase(benchmark::State& state) {
  const Folder folder;
  const auto store = open(folder.file("store.db"), false);
  std::vector<NewEvent> events = {consent("p-1")};
  for (int i = 0; i < 20'000; ++i) events.push_back(reading("p-1", i % 3000));
  if (!store->append(events)) state.SkipWithError("append");
  for (auto _ : state) {
    state.PauseTiming();
    events = {consent("p-2")};
    for (int i = 0; i < 100; ++i) events.push_back(reading("p-2", i));
    if (!store->append(events)) state.SkipWithError("append");
    state.ResumeTiming();
    if (!store->erase("p-2", "dpo", 1795253400000)) state.SkipWithError("erase");
  }
}
BENCHMARK(erase)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
