// The solutions of the homogeneous system are a space; a cell is given away if all of them are zero
// there. One solution with arbitrary values in the free places shows that: where it is not zero the
// cell is open for certain, and where it is zero the cell is given away (or, once in 10^18, only
// treated as if). Exact arithmetic modulo a prime.
#include "cohort/determined.hpp"

#include <algorithm>

namespace celian::cohort {

namespace {

using Number = std::uint64_t;
constexpr Number kPrime = (Number{1} << 61) - 1;

Number reduced(Number x) noexcept {
  x = (x & kPrime) + (x >> 61);
  return x >= kPrime ? x - kPrime : x;
}
Number plus(Number a, Number b) noexcept { return reduced(a + b); }
Number negative(Number a) noexcept { return a == 0 ? 0 : kPrime - a; }

Number times(Number a, Number b) noexcept {
  // 61 x 61 bits in halves, so that no wider type is needed.
  const Number ah = a >> 31, al = a & 0x7fffffff, bh = b >> 31, bl = b & 0x7fffffff;
  const Number middle = reduced(ah * bl + al * bh);
  // a b = ah bh 2^62 + middle 2^31 + al bl, and 2^61 = 1.
  const Number shifted = reduced((middle >> 30) + ((middle & 0x3fffffff) << 31));
  return reduced(reduced(2 * ah * bh) + plus(shifted, reduced(al * bl)));
}

Number inverse(Number a) noexcept {
  Number out = 1;
  for (Number e = kPrime - 2; e != 0; e >>= 1) {
    if ((e & 1) != 0) out = times(out, a);
    a = times(a, a);
  }
  return out;
}

// Arbitrary, always the same.
Number arbitrary(std::uint64_t i) noexcept {
  std::uint64_t x = (i + 1) * 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return reduced((x ^ (x >> 31)) & kPrime) | 1;
}

struct Term {
  std::uint32_t place;
  Number factor;
};

// Rows in echelon form: the row of a place begins there, with factor 1.
class Echelon {
 public:
  explicit Echelon(std::size_t places) : rows_(places), work_(places, 0) {}

  void add(const std::vector<Term>& terms) {
    std::size_t from = work_.size(), to = 0;
    const auto put = [&](const Term& t, Number by) {
      work_[t.place] = plus(work_[t.place], times(t.factor, by));
      from = std::min<std::size_t>(from, t.place);
      to = std::max<std::size_t>(to, t.place + 1);
    };
    for (const Term& t : terms) put(t, 1);
    std::size_t pivot = work_.size();
    for (std::size_t i = from; i < to; ++i) {
      if (work_[i] == 0) continue;
      if (rows_[i].empty()) {
        if (pivot == work_.size()) pivot = i;
        continue;
      }
      const Number by = negative(work_[i]);
      for (const Term& t : rows_[i]) put(t, by);
    }
    if (pivot != work_.size()) {
      const Number scale = inverse(work_[pivot]);
      for (std::size_t i = pivot; i < to; ++i) {
        if (work_[i] != 0)
          rows_[pivot].push_back({static_cast<std::uint32_t>(i), times(work_[i], scale)});
      }
    }
    std::fill(work_.begin() + static_cast<std::ptrdiff_t>(std::min(from, to)),
              work_.begin() + static_cast<std::ptrdiff_t>(to), Number{0});
  }

  std::vector<Number> solution() const {
    std::vector<Number> out(rows_.size());
    for (std::size_t i = rows_.size(); i-- > 0;) {
      if (rows_[i].empty()) {
        out[i] = arbitrary(i);
        continue;
      }
      Number sum = 0;
      for (std::size_t k = 1; k < rows_[i].size(); ++k)
        sum = plus(sum, times(rows_[i][k].factor, out[rows_[i][k].place]));
      out[i] = negative(sum);
    }
    return out;
  }

 private:
  std::vector<std::vector<Term>> rows_;
  std::vector<Number> work_;
};

}  // namespace

std::vector<bool> determined(std::size_t cells, const std::vector<Balance>& balances,
                             const std::vector<bool>& unknown) {
  std::vector<std::uint32_t> place(cells, 0);
  std::uint32_t places = 0;
  for (std::size_t i = 0; i < cells; ++i) {
    if (unknown[i]) place[i] = places++;
  }
  Echelon echelon(places);
  std::vector<Term> terms;
  for (const Balance& b : balances) {
    terms.clear();
    for (const std::uint32_t c : b.left) {
      if (unknown[c]) terms.push_back({place[c], 1});
    }
    for (const std::uint32_t c : b.right) {
      if (unknown[c]) terms.push_back({place[c], kPrime - 1});
    }
    if (!terms.empty()) echelon.add(terms);
  }
  const std::vector<Number> open = echelon.solution();
  std::vector<bool> out(cells);
  for (std::size_t i = 0; i < cells; ++i) out[i] = unknown[i] && open[place[i]] == 0;
  return out;
}

}  // namespace celian::cohort
