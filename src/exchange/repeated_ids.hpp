// Which ids of people occur twice in a sheet of millions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
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
  void flush(Again& again);

 private:
  static constexpr std::size_t kWaiting = 32;

  bool put(std::size_t wanted);
  void grow();

  std::vector<std::size_t> slots_;
  std::size_t size_ = 0, count_ = 0;
  std::size_t waiting_[kWaiting] = {};
};

// Ids that may occur twice, from one reading of all of them: those whose hashes meet. While each id
// is greater than the one before, as in most lists, no hash is needed.
class RepeatedIds {
 public:
  // In the order of the sheet; not empty.
  void add(std::string_view id);
  // After the last one. False: the order broke so late that the ids before are not known any more;
  // then add() wants all of them once again.
  bool finish();

  bool any() const noexcept { return !suspects_.empty(); }
  // Of an id or its folded form.
  bool may_contain(std::string_view id) const { return suspects_.count(hash_of(id)) != 0; }

 private:
  static constexpr std::size_t kMostKept = std::size_t{1} << 16;

  static std::size_t hash_of(std::string_view id);
  bool is_ascending(std::string_view id);

  bool ascends_ = true, must_repeat_ = false;
  std::string last_;
  std::vector<std::size_t> kept_;  // hashes while the ids ascend; the first kMostKept
  std::size_t count_ = 0;
  HashSet seen_;
  HashSet::Again suspects_;
};

}  // namespace celian::exchange
