// Many pieces of work on all processors, results in their order.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace celian::cli {

// f(i) for each i below `count`, on `threads` threads (0 = one a processor). An exception of f is
// thrown again here.
template <class F>
void for_all(std::size_t count, std::size_t threads, F&& f) {
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  threads = std::min(threads, count);
  if (threads <= 1) {
    for (std::size_t i = 0; i < count; ++i) f(i);
    return;
  }
  std::atomic<std::size_t> next{0};
  std::exception_ptr problem;
  std::mutex guard;
  const auto work = [&] {
    try {
      for (std::size_t i = next++; i < count; i = next++) f(i);
    } catch (...) {
      const std::lock_guard lock(guard);
      problem = std::current_exception();
      next = count;
    }
  };
  std::vector<std::thread> team;
  for (std::size_t t = 1; t < threads; ++t) team.emplace_back(work);
  work();
  for (std::thread& t : team) t.join();
  if (problem) std::rethrow_exception(problem);
}

}  // namespace celian::cli
