#include "guide/schedule.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <tuple>

namespace celian::guide {

namespace {

constexpr int kWeek = 7;

// Sum of the squared gaps between sessions when the week repeats; smaller is more even.
constexpr int gaps_of(unsigned mask) {
  int first = -1, last = -1, sum = 0;
  for (int d = 0; d < kWeek; ++d) {
    if ((mask >> d & 1u) == 0) continue;
    if (last >= 0) sum += (d - last) * (d - last);
    if (first < 0) first = d;
    last = d;
  }
  const int round = first + kWeek - last;
  return first < 0 ? kWeek * kWeek : sum + round * round;
}

int unevenness(unsigned mask) {
  static constexpr auto kGaps = [] {
    std::array<int, 1u << kWeek> gaps{};
    for (unsigned m = 0; m < gaps.size(); ++m) gaps[m] = gaps_of(m);
    return gaps;
  }();
  return kGaps[mask];
}

bool adjacent(unsigned mask) {
  const unsigned next = mask << 1 | (mask >> (kWeek - 1) & 1u);
  return (mask & next) != 0;
}

// The first day of the week, counted from 0, that is not right after one that loaded muscles.
int first_rested_day(const WeekInput& in) {
  int day = 0;
  for (const WeekDemand& d : in.demand) {
    if (!d.rest_48h) continue;
    const auto last = in.last.find(d.component);
    if (last != in.last.end()) day = std::max(day, last->second + 2 - in.first);
  }
  return day;
}

// The person's days: free ones, as many as given, most even first, then earliest.
unsigned choose_days(const WeekInput& in, int rested_from) {
  unsigned best = 0;
  std::tuple<int, bool, int, unsigned> best_rank{-1, false, 0, 0};
  unsigned free = 0;
  for (int d = 0; d < kWeek; ++d) {
    if (!in.blocked[static_cast<std::size_t>(d)]) free |= 1u << d;
  }
  for (unsigned mask = 1; mask < 1u << kWeek; ++mask) {
    if ((mask & ~free) != 0 || std::popcount(mask) > in.days) continue;
    const std::tuple<int, bool, int, unsigned> rank{
        std::popcount(mask), std::countr_zero(mask) >= rested_from, -unevenness(mask), ~mask};
    // ~mask as last key: low offsets (early days) win because a mask with early days is smaller.
    if (rank > best_rank) best_rank = rank, best = mask;
  }
  return best;
}

// `loaded`: days that already hold work on the same muscles; the same day is fine, the day before
// or after is not.
bool rested(const WeekDemand& demand, unsigned mask, unsigned loaded, int rested_from) {
  return !demand.rest_48h || (!adjacent(mask | loaded) && std::countr_zero(mask) >= rested_from);
}

// What one day holds so far.
struct Day {
  double main = 0, warm = 0, cool = 0;
  unsigned places = ~0u;

  void add(Fills f, double minutes) {
    (f == Fills::main ? main : f == Fills::warm_up ? warm : cool) += minutes;
  }
  double total(const WeekInput& in) const {
    return main + std::max(warm, in.warm_gap) + std::max(cool, in.cool_gap);
  }
  bool holds(const WeekInput& in, const WeekDemand& d, double minutes) const {
    if ((places & d.places) == 0) return false;
    Day then = *this;
    then.add(d.fills, minutes);
    return then.total(in) <= in.minutes + 1e-9;
  }
};

using Days = std::array<Day, kWeek>;

// The best days for one component; 0 = there is none.
unsigned place_component(const WeekInput& in, const WeekDemand& demand, const Days& used,
                         unsigned days, unsigned loaded, int rested_from) {
  unsigned best = 0;
  std::tuple<int, int, double, unsigned> best_rank{0, 0, 0, 0};
  for (unsigned mask = 1; mask < 1u << kWeek; ++mask) {
    if ((mask & ~days) != 0 || std::popcount(mask) > demand.days ||
        !rested(demand, mask, loaded, rested_from))
      continue;
    double load = 0;
    bool fits = true;
    for (std::size_t d = 0; d < kWeek; ++d) {
      if ((mask >> d & 1u) == 0) continue;
      fits = fits && used[d].holds(in, demand, demand.least);
      load += used[d].total(in);
    }
    if (!fits) continue;
    const std::tuple<int, int, double, unsigned> rank{std::popcount(mask), -unevenness(mask), -load,
                                                      ~mask};
    if (best == 0 || rank > best_rank) best_rank = rank, best = mask;
  }
  return best;
}

unsigned days_of(const WeekSchedule& s, const std::string& component) {
  unsigned mask = 0;
  for (const auto& [d, components] : s.days) mask |= components.count(component) != 0 ? 1u << d : 0;
  return mask;
}

// The first component that may stand there as well.
void fill_empty(const WeekInput& in, int d, int rested_from, Days& used, unsigned& loaded,
                WeekSchedule& out) {
  Day& day = used[static_cast<std::size_t>(d)];
  for (const WeekDemand& demand : in.demand) {
    const unsigned mask = days_of(out, demand.component);
    if (mask == 0 || std::popcount(mask) >= demand.asked) continue;
    if (!rested(demand, mask | 1u << d, loaded, rested_from) ||
        !day.holds(in, demand, demand.least))
      continue;
    if (demand.rest_48h) loaded |= 1u << d;
    day.add(demand.fills, demand.least);
    day.places &= demand.places;
    out.days[d][demand.component] = demand.least;
    return;
  }
}

// Gives one component more of each of its days, up to `wish`.
void top_up(const WeekInput& in, const WeekDemand& demand, double wish, Days& used,
            WeekSchedule& out) {
  for (auto& [d, components] : out.days) {
    const auto mine = components.find(demand.component);
    if (mine == components.end()) continue;
    Day& day = used[static_cast<std::size_t>(d)];
    while (mine->second + demand.block <= wish + 1e-9 && day.holds(in, demand, demand.block)) {
      mine->second += demand.block;
      day.add(demand.fills, demand.block);
    }
  }
}

}  // namespace

WeekSchedule schedule_week(const WeekInput& in) {
  WeekSchedule out;
  const int rested_from = first_rested_day(in);
  const unsigned days = choose_days(in, rested_from);
  Days used{};
  unsigned loaded = 0;
  for (const WeekDemand& demand : in.demand) {
    const unsigned best = place_component(in, demand, used, days, loaded, rested_from);
    if (demand.rest_48h) loaded |= best;
    if (best == 0) out.left_out.push_back(demand.component);
    for (int d = 0; d < kWeek; ++d) {
      if ((best >> d & 1u) == 0) continue;
      Day& day = used[static_cast<std::size_t>(d)];
      day.add(demand.fills, demand.least);
      day.places &= demand.places;
      out.days[d][demand.component] = demand.least;
    }
  }
  for (int d = 0; d < kWeek; ++d) {
    if ((days >> d & 1u) != 0 && out.days.count(d) == 0)
      fill_empty(in, d, rested_from, used, loaded, out);
  }
  for (const WeekDemand& demand : in.demand) top_up(in, demand, demand.useful, used, out);
  for (const WeekDemand& demand : in.demand) top_up(in, demand, demand.minutes, used, out);
  for (const auto& [d, components] : out.days)
    out.spare[d] = std::max(0.0, in.minutes - used[static_cast<std::size_t>(d)].total(in));
  return out;
}

}  // namespace celian::guide
