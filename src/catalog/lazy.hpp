// A value that is made on first use, once, by whichever thread comes first.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <utility>

namespace celian {

// If making it throws (memory), nothing is kept and the next caller tries again. Not
// std::call_once, which waits for ever after an exception where pthread_once is replaced, as under
// the thread sanitizer.
template <class T>
class Lazy {
 public:
  template <class F>
  const T& get(F&& make) const {
    if (!is_made_.load(std::memory_order_acquire)) {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (!is_made_.load(std::memory_order_relaxed)) {
        value_.emplace(std::forward<F>(make)());
        is_made_.store(true, std::memory_order_release);
      }
    }
    return *value_;
  }

 private:
  mutable std::mutex mutex_;
  mutable std::atomic<bool> is_made_{false};
  mutable std::optional<T> value_;
};

}  // namespace celian
