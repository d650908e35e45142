// Numbers that are the same on every machine (SplitMix64; the distributions of <random> are not).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace celian::sweep {

class Random {
 public:
  // A stream of its own for each person, so that threads and their number change nothing.
  Random(std::uint64_t seed, std::uint64_t person) : state_(seed * 0x9E3779B97F4A7C15u) {
    state_ = next() ^ (person * 0xD1B54A32D192ED03u);
  }

  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  int between(int low, int high) {
    return low + static_cast<int>(below(static_cast<std::size_t>(high - low + 1)));
  }
  double real(double low, double high) {
    return low + (high - low) * static_cast<double>(next() >> 11) * 0x1p-53;
  }
  bool chance(int percent) { return between(1, 100) <= percent; }
  template <class T>
  const T& of(const std::vector<T>& list) {
    return list[below(list.size())];
  }
  template <class T, std::size_t N>
  T of(const T (&list)[N]) {
    return list[below(N)];
  }

 private:
  std::uint64_t state_;
};

}  // namespace celian::sweep
