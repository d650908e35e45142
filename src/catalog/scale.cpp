#include "catalog/scale.hpp"

#include <algorithm>

namespace celian {

namespace {

struct ItemPoints {
  Outcome outcome = Outcome::missing_value;
  double points = 0;
};

bool holds(const ScaleRow& row, double value) {
  if (row.is) return value == *row.is;
  return (!row.from || value >= *row.from) && (!row.below || value < *row.below);
}

ItemPoints points_of(const ScaleItem& item, const FactVector& facts) {
  if (item.kind == ScaleItem::Kind::met) {
    const Truth truth = item.when.eval(facts);
    if (truth == Truth::unknown) return {};
    return {Outcome::scored, truth == Truth::yes ? item.points : 0};
  }
  if (!facts.known(item.fact)) return {};
  const double value = facts.value(item.fact);
  if (item.kind == ScaleItem::Kind::answered) {
    const bool possible =
        std::find(item.answers.begin(), item.answers.end(), value) != item.answers.end();
    return possible ? ItemPoints{Outcome::scored, value}
                    : ItemPoints{Outcome::outside_population, 0};
  }
  for (const ScaleRow& row : item.rows) {
    if (!holds(row, value)) continue;
    const Truth truth = row.when.eval(facts);
    if (truth == Truth::unknown) return {};
    if (truth == Truth::yes) return {Outcome::scored, row.points};
  }
  return {Outcome::outside_population, 0};
}

}  // namespace

ScaleValue evaluate(const Scale& scale, const FactVector& facts) {
  ScaleValue out;
  const Truth applies = scale.applies.eval(facts);
  if (applies != Truth::yes) {
    out.outcome = applies == Truth::no ? Outcome::outside_population : Outcome::missing_value;
    return out;
  }
  double total = 0;
  bool outside = false;
  for (const ScaleItem& item : scale.items) {
    const ItemPoints p = points_of(item, facts);
    total += p.points;
    outside = outside || p.outcome == Outcome::outside_population;
    if (p.outcome == Outcome::missing_value) out.missing.push_back(item.code);
  }
  if (outside) {
    out.outcome = Outcome::outside_population;
  } else if (!out.missing.empty()) {
    out.outcome = Outcome::missing_value;
  } else {
    out.total = total;
  }
  return out;
}

}  // namespace celian
