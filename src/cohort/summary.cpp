#include "cohort/summary.hpp"

#include <algorithm>

#include "cohort/count.hpp"
#include "cohort/withhold.hpp"

namespace celian::cohort {

namespace {

void add_value(const Indicator& indicator, const Counted::Sums& sums, Figure& f) {
  const Count &with = f.count(State::with), &without = f.count(State::without);
  if (with.withheld) return;
  if (indicator.form == IndicatorForm::share) {
    const std::int64_t of = with.n + without.n;
    if (without.withheld || of == 0) return;
    f.value = static_cast<double>(with.n) / static_cast<double>(of);
    f.interval = wilson(with.n, of);
  } else if (indicator.form == IndicatorForm::ratio) {
    if (with.n > 0 && sums.second > 0) f.value = sums.first / sums.second;
  } else if (with.n > 0) {
    f.value = sums.change / static_cast<double>(with.n);
    if (with.n > 1) f.interval = of_mean(sums.change, sums.squares, with.n);
  }
}

class Builder {
 public:
  Builder(const Counted& c, const Layout& layout, const std::vector<bool>& withheld,
          const std::vector<const Indicator*>& indicators)
      : c_(c), layout_(layout), withheld_(withheld), indicators_(indicators) {}

  Group group(std::size_t table, std::size_t g, std::int32_t label) const {
    Group out;
    out.label = label;
    out.people = cell(table, g, 0);
    for (std::size_t i = 0; i < indicators_.size(); ++i) {
      Figure f;
      for (std::size_t s = 0; s < kStates; ++s)
        f.states[s] = cell(table, g, 1 + c_.partitions[i].begin + s);
      add_value(*indicators_[i], c_.sums[table][g * indicators_.size() + i], f);
      out.figures.push_back(std::move(f));
    }
    for (std::size_t p = indicators_.size(); p < c_.partitions.size(); ++p) {
      std::vector<Count>& mix = out.mixes.emplace_back();
      for (std::size_t k = 0; k < c_.partitions[p].size; ++k)
        mix.push_back(cell(table, g, 1 + c_.partitions[p].begin + k));
    }
    return out;
  }

 private:
  Count cell(std::size_t table, std::size_t g, std::size_t at) const {
    const std::uint32_t i = layout_.at(table, g, at);
    return {withheld_[i] ? 0 : layout_.cells.counts[i], withheld_[i]};
  }

  const Counted& c_;
  const Layout& layout_;
  const std::vector<bool>& withheld_;
  const std::vector<const Indicator*>& indicators_;
};

}  // namespace

Result<Summary> summarize(const Rows& rows, const IndicatorBase& base,
                          const std::vector<const Indicator*>& indicators,
                          const SummaryOptions& options) {
  if (options.least < 1)
    return Error{Status::range, "", "the least number of people of a figure is 1 or more"};
  const auto counted = count(rows, base, indicators, options);
  if (!counted) return counted.error();
  const Layout layout = lay_out(*counted);
  const std::vector<bool> withheld = withhold(layout.cells, options.least);
  const Builder builder(*counted, layout, withheld, indicators);
  Summary out;
  out.all = builder.group(rows.by.size(), 0, kNobodyKnows);
  out.is_withheld = std::find(withheld.begin(), withheld.end(), true) != withheld.end();
  for (std::size_t t = 0; t < rows.by.size(); ++t) {
    Table& table = out.tables.emplace_back();
    table.by = rows.by[t].code;
    const std::size_t labels = rows.by[t].labels.size();
    for (std::size_t g = 0; g <= labels; ++g) {
      if (counted->people[t][g] == 0) continue;
      table.groups.push_back(
          builder.group(t, g, g < labels ? static_cast<std::int32_t>(g) : kNobodyKnows));
    }
  }
  return out;
}

}  // namespace celian::cohort
