#include "batch/score_batch.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <new>
#include <system_error>
#include <thread>

#include "batch/block.hpp"

namespace celian::batch {

namespace {

// What one thread has to say. Of several errors that of the first row counts.
struct Report {
  std::int64_t block = 0;
  std::optional<Error> error;
  bool is_out_of_memory = false;
};

// Blocks first, first + 1 ... of one thread; none after an error.
void run_blocks(Worker& worker, std::int64_t rows, std::int64_t begin, std::int64_t end,
                Report& report) noexcept {
  constexpr auto kRows = static_cast<std::int64_t>(kBlock);
  try {
    for (std::int64_t block = begin; block < end; ++block) {
      const std::int64_t first = block * kRows;
      Result<void> done =
          worker.run(first, static_cast<std::size_t>(std::min(kRows, rows - first)));
      if (done) continue;
      report.block = block;
      report.error = done.error();
      return;
    }
  } catch (const std::bad_alloc&) {
    report.is_out_of_memory = true;
  }
}

std::size_t thread_count(const Options& options, std::int64_t blocks) {
  std::int64_t count = options.threads;
  if (count == 0) count = std::max(1u, std::thread::hardware_concurrency());
  return static_cast<std::size_t>(
      std::clamp<std::int64_t>(count, 1, std::max<std::int64_t>(blocks, 1)));
}

// Contiguous blocks for each thread: nothing that two of them write is in one byte.
Result<void> run_all(const Plan& plan, const Inputs& in, const Outputs& out, const Kernels& kernels,
                     const Options& options, Counts& counts) {
  constexpr auto kRows = static_cast<std::int64_t>(kBlock);
  const std::int64_t blocks = (in.rows + kRows - 1) / kRows;
  const std::size_t count = thread_count(options, blocks);
  std::vector<Worker> workers;
  workers.reserve(count);
  for (std::size_t t = 0; t < count; ++t)
    workers.emplace_back(plan, in, out, kernels, options.is_slow);
  std::vector<Report> reports(count);
  const auto part = [&](std::size_t t) {
    return blocks * static_cast<std::int64_t>(t) / static_cast<std::int64_t>(count);
  };
  const auto run = [&](std::size_t t) {
    run_blocks(workers[t], in.rows, part(t), part(t + 1), reports[t]);
  };
  std::vector<std::thread> team;
  team.reserve(count);
  for (std::size_t t = 1; t < count; ++t) {
    try {
      team.emplace_back(run, t);
    } catch (const std::system_error&) {  // no more threads to be had: this one does it
      run(t);
    }
  }
  run(0);
  for (std::thread& thread : team) thread.join();

  for (const Report& report : reports) {
    if (report.is_out_of_memory) throw std::bad_alloc();
    if (report.error) return *report.error;
  }
  for (const Worker& worker : workers) counts.add(worker.counts());
  return {};
}

// No result column may have the name of one that is handed on.
Result<void> check_names(const std::vector<columns::OutColumn>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (columns[i].name == columns[k].name) {
        return Error{Status::conflict, "/passthrough",
                     "\"" + columns[i].name + "\" is the name of a result column"};
      }
    }
  }
  return {};
}

}  // namespace

Result<void> score_batch(const KnowledgeBase& kb, PlanCache& plans, const Options& options,
                         const ArrowSchema& in_schema, const ArrowArray& in,
                         ArrowSchema& out_schema, ArrowArray& out) {
  if (options.standard == "auto") {
    return Error{Status::unsupported, "/standard",
                 "columns are scored by one named standard; \"auto\" chooses one for each person"};
  }
  if (options.threads < 0)
    return Error{Status::range, "/threads", "expected 0 or more, found a negative number"};
  const Result<const Standard*> standard = kb.standard(options.standard);
  if (!standard) return Error{standard.error().status, "/standard", standard.error().message};
  const Kernels* const kernels = find_kernels(options.kernels.c_str());
  if (kernels == nullptr)
    return Error{Status::unsupported, "", "no kernels \"" + options.kernels + "\" on this machine"};
  const Result<columns::Table> table = columns::import_table(in_schema, in);
  if (!table) return table.error();
  const Result<Inputs> inputs = bind(**standard, *table, options.passthrough, options.as_of);
  if (!inputs) return inputs.error();

  std::vector<columns::OutColumn> passthrough;
  for (const columns::Column* const column : inputs->passthrough) {
    Result<columns::OutColumn> copy = copy_column(*column);
    if (!copy) return copy.error();
    passthrough.push_back(std::move(*copy));
  }
  const std::shared_ptr<const Plan> plan = plans.get(**standard);
  const Outputs outputs(*plan, inputs->rows);
  Counts counts(plan->items.size());
  if (Result<void> done = run_all(*plan, *inputs, outputs, *kernels, options, counts); !done)
    return done;
  std::vector<columns::OutColumn> columns = finish(*plan, outputs, counts, std::move(passthrough));
  if (Result<void> done = check_names(columns); !done) return done;
  columns::export_table(std::move(columns), inputs->rows, out_schema, out);
  return {};
}

}  // namespace celian::batch
