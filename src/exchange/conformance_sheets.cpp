#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "exchange/conformance.hpp"
#include "exchange/conformance_subjects.hpp"

namespace celian::exchange {

namespace {

// A reading of a slot that is worth these points for certain.
struct Option {
  std::int64_t ticks = 0;
  Points100 points = 0;
};

struct Slot {
  const SetEntry* entry = nullptr;
  const ItemTable* table = nullptr;
  std::int64_t height = 0;
  std::vector<Option> options;  // one for each score, fewest points first; the poorest such reading
  std::optional<std::int64_t> no_score, undetermined;

  const Option& middle() const { return options[options.size() / 2]; }
};

// Numbers that are the same on every machine.
class Dice {
 public:
  std::size_t below(std::size_t n) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state_ >> 33) % n;
  }

 private:
  std::uint64_t state_ = 20240801;
};

std::optional<Slot> slot_of(const KnowledgeBase& kb, const Standard& standard,
                            const SetEntry& entry, const Subject& who) {
  Slot out;
  out.entry = &entry;
  out.table = standard.table(entry.text.test);
  if (out.table == nullptr) return std::nullopt;
  const std::vector<std::int32_t> bands = bands_of(*out.table, who);
  if (bands.empty()) return std::nullopt;
  const std::int32_t band = bands[bands.size() / 2], row = out.table->row(who, band);
  if (out.table->measure() != nullptr) out.height = out.table->measure()->band(band).first;
  std::vector<std::int64_t> readings = readings_of(kb, *out.table, row);
  if (out.table->better() == Better::lower) std::reverse(readings.begin(), readings.end());
  std::set<Points100> seen;
  for (const std::int64_t r : readings) {
    if (r % out.table->step() != 0) continue;
    const SheetValue v = sheet_value(*out.table, r, out.height);
    const Cell cell = standard.score_item(who, v.test, v);
    if (cell.outcome == Outcome::no_score) out.no_score = r;
    if (cell.outcome == Outcome::undetermined) out.undetermined = r;
    if (cell.outcome != Outcome::scored) continue;
    const Points100 points = to_points100(cell.points).value_or(0);
    if (seen.insert(points).second) out.options.push_back({r, points});
  }
  std::sort(out.options.begin(), out.options.end(),
            [](const Option& a, const Option& b) { return a.points < b.points; });
  if (out.options.empty()) return std::nullopt;
  return out;
}

class Sheets {
 public:
  Sheets(const KnowledgeBase& kb, const Standard& standard) : kb_(kb), standard_(standard) {}

  void person(const Subject& who) {
    const ItemSet* set = standard_.item_set(who);
    if (set == nullptr) return;
    who_ = who;
    slots_.clear();
    for (const SetEntry& e : set->entries) {
      auto slot = slot_of(kb_, standard_, e, who);
      if (!slot) return;  // nobody of this sort has a whole sheet
      slots_.push_back(*std::move(slot));
    }
    if (slots_.empty()) return;
    plain();
    one_by_one();
    for (std::size_t i = 0; i < set->from.size(); ++i) {
      const std::string& code = set->grades[i].code;
      grade_line("below " + code, "reaches " + code, set->from[i]);
      // Totals are rounded before they are compared with the line.
      const Total half = set->from[i] - standard_.impl().total_step / 2;
      grade_line("rounds below " + code, "rounds up to " + code, half);
    }
    bonuses();
  }

  std::vector<ConformanceSheet> take() { return std::move(out_); }

 private:
  using Ticks = std::vector<std::int64_t>;

  template <class Choose>
  Ticks choose(Choose&& ticks) const {
    Ticks out;
    for (const Slot& s : slots_) out.push_back(ticks(s));
    return out;
  }
  Ticks middle() const {
    return choose([](const Slot& s) { return s.middle().ticks; });
  }
  Ticks best() const {
    return choose([](const Slot& s) { return s.options.back().ticks; });
  }

  // What is typed for a slot: a table of weights by height has two readings.
  void put(const Slot& s, std::int64_t ticks, std::vector<SheetValue>& to) const {
    SheetValue v = sheet_value(*s.table, ticks, s.height);
    if (s.table->measure() == nullptr) return to.push_back(v);
    to.push_back({s.table->measure()->test(), Outcome::scored, *v.height_cm, {}, {}});
    to.push_back({s.table->value_test(), Outcome::scored, v.value, {}, {}});
  }

  std::vector<SheetValue> values(const Ticks& ticks, std::size_t without = SIZE_MAX) const {
    std::vector<SheetValue> out;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (i != without) put(slots_[i], ticks[i], out);
    }
    return out;
  }

  void add(std::string what, std::vector<SheetValue> v) {
    SheetScore score = standard_.score_sheet(who_, v);
    out_.push_back({std::move(what), who_, std::move(v), std::move(score)});
  }

  void plain() {
    add("all best", values(best()));
    add("all middle", values(middle()));
    add("all worst", values(choose([](const Slot& s) { return s.options.front().ticks; })));
    add("nothing", {});
  }

  void one_by_one() {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      const Slot& slot = slots_[i];
      const std::string& test = slot.entry->text.test;
      add("without " + test, values(middle(), i));
      auto exempt = values(middle(), i);
      const auto exempted = [&](std::string_view name) {
        exempt.push_back({name, Outcome::exempt, 0, {}, {}});
      };
      if (slot.table->measure() == nullptr) {
        exempted(test);
      } else {
        exempted(slot.table->value_test());
      }
      add("exempt from " + test, std::move(exempt));
      for (const auto& [what, ticks] : {std::pair("no score in ", slot.no_score),
                                        std::pair("undetermined ", slot.undetermined)}) {
        if (!ticks) continue;
        Ticks all = best();
        all[i] = *ticks;
        add(what + test, values(all));
      }
      for (const std::string& other : slot.entry->text.alternatives) {
        auto v = values(middle(), i);
        v.push_back({other,
                     Outcome::scored,
                     sheet_value(*slot.table, slot.middle().ticks, 0).value,
                     {},
                     {}});
        add(other + " for " + test, std::move(v));
      }
    }
  }

  // The nearest sheets on both sides of a line: all but the last two slots at random, the last two
  // tried in full.
  void grade_line(const std::string& short_of_it, const std::string& on_it, Total line) {
    constexpr int kTries = 200;
    std::optional<std::pair<Total, Ticks>> below, above;
    const std::size_t n = slots_.size(), first_of_pair = n < 2 ? 0 : n - 2;
    const auto share = [&](std::size_t slot, const Option& o) {
      return weighted(o.points, slots_[slot].entry->percent100);
    };
    for (int k = 0; k < kTries; ++k) {
      Ticks ticks(n);
      Total sum = 0;
      for (std::size_t i = 0; i < first_of_pair; ++i) {
        const Option& o = slots_[i].options[dice_.below(slots_[i].options.size())];
        ticks[i] = o.ticks;
        sum += share(i, o);
      }
      const std::vector<Option> alone{{}};
      for (const Option& a : n < 2 ? alone : slots_[n - 2].options) {
        for (const Option& b : slots_[n - 1].options) {
          const Total total = sum + (n < 2 ? 0 : share(n - 2, a)) + share(n - 1, b);
          auto& side = total < line ? below : above;
          if (side && (total < line ? total <= side->first : total >= side->first)) continue;
          if (n >= 2) ticks[n - 2] = a.ticks;
          ticks[n - 1] = b.ticks;
          side = {total, ticks};
        }
      }
    }
    if (below) add(short_of_it, values(below->second));
    if (above) add(on_it, values(above->second));
  }

  // Each step of the extra points just missed and just reached, and all of them at once.
  void bonuses() {
    Ticks all = best();
    bool any = false;
    for (const BonusTable& bonus : standard_.impl().bonus) {
      if (!bonus.applies.matches(who_)) continue;
      for (std::size_t i = 0; i < slots_.size(); ++i) {
        const ItemTable& table = *slots_[i].table;
        if (slots_[i].entry->item != bonus.item) continue;
        const auto bound = table.bound_of(table.row(who_), bonus.base);
        if (!bound) continue;
        const std::int64_t way = table.better() == Better::lower ? -1 : 1;
        for (const auto& [delta, points] : bonus.steps) {
          for (const std::int64_t more : {delta - table.step(), delta}) {
            Ticks ticks = best();
            ticks[i] = all[i] = *bound + way * more;
            if (!is_possible(table, ticks[i])) continue;
            add("bonus in " + table.test(), values(ticks));
            any = true;
          }
        }
      }
    }
    if (any) add("every bonus", values(all));
  }

  bool is_possible(const ItemTable& table, std::int64_t ticks) const {
    const TestDef* test = kb_.test(table.value_test());
    const double value = sheet_value(table, ticks, 0).value;
    return test == nullptr || (value >= test->plausible_min && value <= test->plausible_max);
  }

  const KnowledgeBase& kb_;
  const Standard& standard_;
  Subject who_;
  std::vector<Slot> slots_;
  Dice dice_;
  std::vector<ConformanceSheet> out_;
};

}  // namespace

std::vector<ConformanceSheet> conformance_sheets(const KnowledgeBase& kb,
                                                 const Standard& standard) {
  // The first of each row of any table: between two of them nothing changes.
  const std::vector<Subject> subjects = subjects_of(standard);
  const auto key = [](const Subject& s) {
    return std::tuple(s.sex, s.school_grade, s.age_months, s.age_years);
  };
  std::map<decltype(key(Subject())), Subject> chosen;
  for (const std::string& test : standard.tests()) {
    const ItemTable* const table = standard.table(test);
    if (table == nullptr) continue;
    for (const auto& [row, who] : subjects_by_row(*table, subjects))
      chosen.emplace(key(who.first), who.first);
  }
  Sheets sheets(kb, standard);
  for (const auto& [unused, who] : chosen) sheets.person(who);
  return sheets.take();
}

}  // namespace celian::exchange
