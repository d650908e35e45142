#include "cohort/count.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <unordered_set>

namespace celian::cohort {

namespace {

constexpr std::size_t kPause = 65536;  // rows between two questions whether to go on

// Which labels are joined by somebody.
class Joined {
 public:
  Joined(std::size_t first, std::size_t second) : first_(first), parent_(first + second) {
    std::iota(parent_.begin(), parent_.end(), 0u);
  }
  void join(std::size_t a, std::size_t b) {
    const std::uint32_t x = root(static_cast<std::uint32_t>(a)),
                        y = root(static_cast<std::uint32_t>(first_ + b));
    if (x != y) parent_[y] = x;
  }
  // Empty if everything hangs together: that says no more than the sum over all.
  std::vector<Balance> parts() {
    std::vector<Balance> by_root(parent_.size()), out;
    for (std::uint32_t i = 0; i < parent_.size(); ++i) {
      Balance& b = by_root[root(i)];
      if (i < first_) {
        b.left.push_back(i);
      } else {
        b.right.push_back(static_cast<std::uint32_t>(i - first_));
      }
    }
    for (Balance& b : by_root) {
      if (!b.left.empty() && !b.right.empty()) out.push_back(std::move(b));
    }
    if (out.size() < 2) out.clear();
    return out;
  }

 private:
  std::uint32_t root(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  std::size_t first_;
  std::vector<std::uint32_t> parent_;
};

Error wrong_column(const std::string& what) { return {Status::argument, "", what}; }

Result<void> check(const Rows& rows, const IndicatorBase& base) {
  for (const FieldColumn& f : rows.fields) {
    if (f.slot >= base.fields.size()) return wrong_column("a field that no indicator file has");
    if (f.values.size() != rows.size)
      return wrong_column("the field " + base.fields[f.slot].code + " has another length");
  }
  for (const std::vector<Split>* splits : {&rows.by, &rows.mixes}) {
    for (const Split& s : *splits) {
      if (s.at.size() != rows.size)
        return wrong_column("the split " + s.code + " has another length");
      for (const std::int32_t label : s.at) {
        if (label != kNobodyKnows &&
            (label < 0 || static_cast<std::size_t>(label) >= s.labels.size()))
          return wrong_column("a label of " + s.code + " does not exist");
      }
    }
  }
  return {};
}

std::size_t group_of(const Split& s, std::size_t row) {
  return s.at[row] == kNobodyKnows ? s.labels.size() : static_cast<std::size_t>(s.at[row]);
}

State state_of(const Indicator& i, const FactVector& facts) {
  if (i.of.eval(facts) != Truth::yes) return State::outside;
  for (const IndicatorExclusion& e : i.without) {
    if (e.when.eval(facts) == Truth::yes) return State::excluded;
  }
  if (i.form != IndicatorForm::share)
    return facts.known(i.first) && facts.known(i.second) ? State::with : State::unknown;
  const Truth with = i.with.eval(facts);
  return with == Truth::yes ? State::with : with == Truth::no ? State::without : State::unknown;
}

struct Hash {
  std::size_t operator()(const std::vector<std::uint16_t>& v) const noexcept {
    std::uint64_t h = 0xcbf29ce484222325u;
    for (const std::uint16_t x : v) h = (h ^ x) * 0x100000001b3u;
    return static_cast<std::size_t>(h ^ (h >> 29));
  }
};
using Pattern = std::vector<std::uint16_t>;  // of a person: the label in each partition

// What people have in common by chance is no knowledge of a reader: only what follows from the same
// field counts.
bool share_a_field(const std::vector<Slot>& a, const std::vector<Slot>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](Slot s) { return std::find(b.begin(), b.end(), s) != b.end(); });
}

std::vector<Connection> connect_partitions(const std::unordered_set<Pattern, Hash>& patterns,
                                           const std::vector<Partition>& partitions,
                                           const std::vector<std::vector<Slot>>& reads) {
  std::vector<Connection> out;
  for (std::size_t a = 0; a < partitions.size(); ++a) {
    for (std::size_t b = a + 1; b < partitions.size(); ++b) {
      if (!share_a_field(reads[a], reads[b])) continue;
      Joined joined(partitions[a].size, partitions[b].size);
      for (const Pattern& p : patterns) joined.join(p[a], p[b]);
      if (auto parts = joined.parts(); !parts.empty()) out.push_back({a, b, std::move(parts)});
    }
  }
  return out;
}

}  // namespace

Result<Counted> count(const Rows& rows, const IndicatorBase& base,
                      const std::vector<const Indicator*>& indicators,
                      const SummaryOptions& options) {
  if (const auto ok = check(rows, base); !ok) return ok.error();
  Counted out;
  std::vector<std::vector<Slot>> reads;
  const auto add_partition = [&](std::size_t size, bool is_mix, std::vector<Slot> fields) {
    out.partitions.push_back({out.categories, size, is_mix});
    out.categories += size;
    reads.push_back(std::move(fields));
  };
  for (const Indicator* i : indicators) add_partition(kStates, false, i->fields());
  for (const Split& m : rows.mixes) add_partition(groups_of(m), true, m.reads);
  const std::size_t tables = rows.by.size();
  const auto groups = [&](std::size_t t) { return t < tables ? groups_of(rows.by[t]) : 1; };
  for (std::size_t t = 0; t <= tables; ++t) {
    out.people.emplace_back(groups(t));
    out.counts.emplace_back(groups(t) * out.categories);
    out.sums.emplace_back(groups(t) * indicators.size());
  }
  std::vector<Joined> joined;
  for (std::size_t a = 0; a < tables; ++a) {
    for (std::size_t b = a + 1; b < tables; ++b) joined.emplace_back(groups(a), groups(b));
  }

  FactVector facts(base.fields.size(), Date());
  Pattern pattern(out.partitions.size());
  std::unordered_set<Pattern, Hash> patterns;
  std::vector<std::size_t> group(tables + 1, 0);
  for (std::size_t row = 0; row < rows.size; ++row) {
    if (row % kPause == 0 && options.go_on && !options.go_on(row))
      return Error{Status::unsupported, "", "interrupted"};
    for (const FieldColumn& f : rows.fields) {
      if (std::isnan(f.values[row])) {
        facts.forget(f.slot);
      } else {
        facts.set(f.slot, f.values[row]);
      }
    }
    for (std::size_t i = 0; i < indicators.size(); ++i)
      pattern[i] = static_cast<std::uint16_t>(state_of(*indicators[i], facts));
    for (std::size_t m = 0; m < rows.mixes.size(); ++m)
      pattern[indicators.size() + m] = static_cast<std::uint16_t>(group_of(rows.mixes[m], row));
    if (patterns.find(pattern) == patterns.end()) patterns.insert(pattern);
    for (std::size_t t = 0; t < tables; ++t) group[t] = group_of(rows.by[t], row);
    for (std::size_t t = 0; t <= tables; ++t) {
      ++out.people[t][group[t]];
      std::int64_t* const counts = &out.counts[t][group[t] * out.categories];
      for (std::size_t p = 0; p < pattern.size(); ++p)
        ++counts[out.partitions[p].begin + pattern[p]];
    }
    for (std::size_t i = 0; i < indicators.size(); ++i) {
      const Indicator& indicator = *indicators[i];
      if (indicator.form == IndicatorForm::share || pattern[i] != 0) continue;
      const double first = facts.value(indicator.first), second = facts.value(indicator.second),
                   change = first - second;
      for (std::size_t t = 0; t <= tables; ++t) {
        Counted::Sums& s = out.sums[t][group[t] * indicators.size() + i];
        s.first += first, s.second += second, s.change += change, s.squares += change * change;
      }
    }
    for (std::size_t a = 0, pair = 0; a < tables; ++a) {
      for (std::size_t b = a + 1; b < tables; ++b) joined[pair++].join(group[a], group[b]);
    }
  }
  for (std::size_t a = 0, pair = 0; a < tables; ++a) {
    for (std::size_t b = a + 1; b < tables; ++b, ++pair) {
      if (auto parts = joined[pair].parts(); !parts.empty())
        out.of_tables.push_back({a, b, std::move(parts)});
    }
  }
  out.of_partitions = connect_partitions(patterns, out.partitions, reads);
  return out;
}

}  // namespace celian::cohort
