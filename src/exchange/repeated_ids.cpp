#include "exchange/repeated_ids.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/utf8.hpp"

namespace celian::exchange {

void HashSet::flush(Again& again) {
  for (std::size_t i = 0; i < count_; ++i) {
    if (!put(waiting_[i])) again.insert(waiting_[i]);
  }
  count_ = 0;
}

bool HashSet::put(std::size_t wanted) {
  for (std::size_t at = wanted & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at] == wanted) return false;
    if (slots_[at] != 0) continue;
    slots_[at] = wanted;
    ++size_;
    return true;
  }
}

void HashSet::grow() {
  std::vector<std::size_t> old(std::max<std::size_t>(1024, 2 * slots_.size()));
  old.swap(slots_);
  size_ = 0;
  for (const std::size_t hash : old) {
    if (hash != 0) put(hash);
  }
}

// The same for all that fold to the same; never 0.
std::size_t RepeatedIds::hash_of(std::string_view id) {
  const std::size_t hash =
      is_folded(id) ? std::hash<std::string_view>()(id) : std::hash<std::string_view>()(fold(id));
  return hash == 0 ? 1 : hash;
}

bool RepeatedIds::is_ascending(std::string_view id) {
  if (!is_folded(id) || id <= last_) return false;
  last_ = id;
  return true;
}

void RepeatedIds::add(std::string_view id) {
  if (must_repeat_) return;
  if (ascends_ && is_ascending(id)) {
    if (count_++ < kMostKept) kept_.push_back(hash_of(id));
    return;
  }
  if (ascends_) {
    ascends_ = false;
    must_repeat_ = count_ > kMostKept;
    if (must_repeat_) return;
    for (const std::size_t hash : kept_) seen_.insert(hash, suspects_);
    kept_ = {};
  }
  seen_.insert(hash_of(id), suspects_);
}

bool RepeatedIds::finish() {
  seen_.flush(suspects_);
  return !std::exchange(must_repeat_, false);
}

}  // namespace celian::exchange
