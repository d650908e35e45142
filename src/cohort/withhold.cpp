#include "cohort/withhold.hpp"

#include <limits>
#include <tuple>

namespace celian::cohort {

namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
using Side = std::vector<std::uint32_t>;

class Withholder {
 public:
  Withholder(const Cells& cells, std::int64_t least)
      : cells_(cells), least_(least), withheld_(cells.counts.size()) {
    for (std::uint32_t i = 0; i < cells.counts.size(); ++i) {
      if (cells.sensitive[i] && cells.counts[i] > 0 && cells.counts[i] < least) take(i);
    }
    balances_of_.resize(cells.counts.size());
    for (std::uint32_t b = 0; b < cells.balances.size(); ++b) {
      for (const Side* side : {&cells.balances[b].left, &cells.balances[b].right}) {
        for (const std::uint32_t c : *side) balances_of_[c].push_back(b);
      }
    }
  }

  std::vector<bool> run() {
    do cover_sums();
    while (cover_given_away());
    return std::move(withheld_);
  }

 private:
  // A group with a withheld number of people shows nothing, not even that nobody has something.
  void take(std::uint32_t cell) {
    withheld_[cell] = true;
    if (cells_.width == 0 || cell % cells_.width != 0) return;
    for (std::size_t i = 1; i < cells_.width; ++i) withheld_[cell + i] = true;
  }

  bool is_shown(const Side& side) const {
    for (const std::uint32_t c : side) {
      if (withheld_[c]) return false;
    }
    return true;
  }

  // The shown cell to take next: cheap before dear, above 0 before 0, small before large.
  std::uint32_t better(std::uint32_t a, std::uint32_t b) const {
    if (a == kNone || b == kNone) return a == kNone ? b : a;
    const auto rank = [&](std::uint32_t c) {
      return std::tuple(cells_.cost[c], cells_.counts[c] == 0, cells_.counts[c]);
    };
    return rank(b) < rank(a) ? b : a;
  }
  std::uint32_t next_of(const Side& side, std::uint32_t best = kNone) const {
    for (const std::uint32_t c : side) {
      if (!withheld_[c]) best = better(best, c);
    }
    return best;
  }
  bool is_free(std::uint32_t cell) const { return cell != kNone && cells_.cost[cell] < kDearest; }

  // The sum of what is withheld on `side` can be told, if `other` is shown.
  bool cover_side(const Side& side, const Side& other) {
    bool changed = false;
    while (!is_shown(side) && is_shown(other)) {
      std::int64_t sum = 0;
      int many = 0;
      bool matters = false;
      for (const std::uint32_t c : side) {
        if (!withheld_[c]) continue;
        ++many;
        matters = matters || cells_.sensitive[c];
        sum += cells_.counts[c];
      }
      if (!matters || sum == 0 || (many >= 2 && sum >= least_)) break;
      std::uint32_t next = next_of(side);
      if (!is_free(next) || (cells_.counts[next] == 0 && sum < least_)) {
        const std::uint32_t beyond = next_of(other);
        if (is_free(beyond) && cells_.counts[beyond] > 0) {
          next = beyond;
        } else if (!is_free(next) || many >= 2) {
          break;
        }
      }
      take(next);
      changed = true;
    }
    return changed;
  }

  void cover_sums() {
    for (bool changed = true; changed;) {
      changed = false;
      for (const Balance& b : cells_.balances) {
        if (cover_side(b.left, b.right)) changed = true;
        if (cover_side(b.right, b.left)) changed = true;
      }
    }
  }

  // False if nothing that matters is given away, or nothing is left that could be withheld.
  bool cover_given_away() {
    const std::vector<bool> given = determined(withheld_.size(), cells_.balances, withheld_);
    bool changed = false;
    for (std::size_t i = 0; i < given.size(); ++i) {
      if (!given[i] || !cells_.sensitive[i]) continue;
      std::uint32_t next = kNone;
      for (const std::uint32_t b : balances_of_[i]) {
        next = next_of(cells_.balances[b].left, next);
        next = next_of(cells_.balances[b].right, next);
      }
      if (next == kNone) continue;
      take(next);
      changed = true;
    }
    return changed;
  }

  const Cells& cells_;
  std::int64_t least_;
  std::vector<bool> withheld_;
  std::vector<Side> balances_of_;
};

}  // namespace

std::vector<bool> withhold(const Cells& cells, std::int64_t least) {
  return Withholder(cells, least).run();
}

}  // namespace celian::cohort
