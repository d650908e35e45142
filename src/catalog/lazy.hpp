// A value that is made on first use, once, by whichever thread comes first.
#pragma once

#include <mutex>
#include <optional>
#include <utility>

namespace celian {

// If making it throws (memory), nothing is kept and the next caller tries again.
template <class T>
class Lazy {
 public:
  template <class F>
  const T& get(F&& make) const {
    std::call_once(once_, [&] { value_.emplace(std::forward<F>(make)()); });
    return *value_;
  }

 private:
  mutable std::once_flag once_;
  mutable std::optional<T> value_;
};

}  // namespace celian
