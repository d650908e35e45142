// Which numbers of people occur twice in a sheet of millions.
#pragma once

#include <algorithm>
#include <cstddef>
#include <unordered_set>
#include <vector>

namespace celian::exchange {

// Numbers that were put in; open addressing, because a district has millions. Each waits a little
// until the memory where it belongs has come near.
class HashSet {
 public:
  using Again = std::unordered_set<std::size_t>;  // told of numbers that were there before

  void insert(std::size_t hash, Again& again) {
    if (2 * (size_ + kWaiting) > slots_.size()) flush(again), grow();
    __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
    waiting_[count_++] = hash;
    if (count_ == kWaiting) flush(again);
  }
  void flush(Again& again) {
    for (std::size_t i = 0; i < count_; ++i) {
      if (!put(waiting_[i])) again.insert(waiting_[i]);
    }
    count_ = 0;
  }

 private:
  static constexpr std::size_t kWaiting = 32;

  bool put(std::size_t wanted) {
    for (std::size_t at = wanted & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at] == wanted) return false;
      if (slots_[at] != 0) continue;
      slots_[at] = wanted;
      ++size_;
      return true;
    }
  }
  void grow() {
    std::vector<std::size_t> old(std::max<std::size_t>(1024, 2 * slots_.size()));
    old.swap(slots_);
    size_ = 0;
    for (const std::size_t hash : old) {
      if (hash != 0) put(hash);
    }
  }
  std::vector<std::size_t> slots_;
  std::size_t size_ = 0, count_ = 0;
  std::size_t waiting_[kWaiting] = {};
};

}  // namespace celian::exchange
