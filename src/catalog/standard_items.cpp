#include "catalog/standard_items.hpp"

#include <algorithm>

#include "base/number_text.hpp"
#include "catalog/decode.hpp"
#include "catalog/table_decode.hpp"

namespace celian {

using codec::Reader;
using codec::Value;

namespace {

bool is_test(const std::vector<TestDef>& tests, std::string_view code) {
  return std::any_of(tests.begin(), tests.end(), [&](const TestDef& t) { return t.code == code; });
}

EndSpec read_end(Reader& r, std::string_view name) {
  EndSpec end;
  const Value* value = r.raw(name);
  if (value == nullptr) return end;
  if (value->is_string() && value->as_string() == "end") {
    end.kind = EndSpec::Kind::end;
  } else if (value->is_string() && value->as_string() == "no_score") {
    end.kind = EndSpec::Kind::no_score;
  } else if (const std::optional<Points100> points = read_score(*value);
             points && *points != kNoPoints) {
    end.kind = EndSpec::Kind::points;
    end.points = *points;
  } else {
    r.fail(name, "expected \"no_score\", \"end\" or a score");
  }
  return end;
}

void read_beyond(Reader& r, StandardItem& item, TableBuilder& builder) {
  r.optional_child("beyond", [&](Reader& beyond) {
    const EndSpec worse = read_end(beyond, "worse"), better = read_end(beyond, "better");
    builder.set_ends(worse, better);
    item.beyond_verified = read_verified(beyond);
    beyond.require(item.beyond_verified.has_value(), "verified",
                   "expected primary, secondary, unverified or policy");
    item.beyond_cites = read_cites(beyond);
    beyond.ignore({"notes"});
  });
}

void read_boundary(Reader& r, StandardItem& item) {
  r.optional_child("boundary", [&](Reader& boundary) {
    item.boundary_verified = read_verified(boundary);
    boundary.ignore({"inferred", "note", "notes", "cites"});
  });
}

std::vector<BandSpec> read_bands(Reader& r, TableBuilder& builder) {
  std::vector<BandSpec> bands;
  r.for_each("bands", [&](Reader& item) {
    const std::optional<BandEnds> ends = read_band_ends(item, builder);
    if (!ends) return;
    const std::optional<Points100> points = read_score(item.value().items()[0]);
    if (!points) {
      item.fail("", "expected a score that is a multiple of 0.01, or \"no_score\"");
      return;
    }
    BandSpec band{ends->range, {}};
    band.cell.outcome = *points == kNoPoints ? Outcome::no_score : Outcome::scored;
    band.cell.points = *points;
    if (!ends->item_class.empty()) band.cell.item_class = builder.item_class(ends->item_class);
    bands.push_back(band);
  });
  return bands;
}

std::vector<BandSpec> read_thresholds(Reader& r, const std::vector<Points100>& scores, bool higher,
                                      const TableBuilder& builder) {
  const Value* at = r.raw("at");
  if (at == nullptr || !at->is_array() || at->size() != scores.size()) {
    r.fail("at", "expected one bound for each of the " + std::to_string(scores.size()) + " scores");
    return {};
  }
  std::vector<std::optional<std::int64_t>> bounds;
  for (std::size_t i = 0; i < at->size(); ++i) {
    const Value& bound = at->items()[i];
    bounds.emplace_back();
    if (bound.is_null()) continue;
    if (bound.is_number()) bounds.back() = builder.bound(bound.as_double());
    if (!bounds.back())
      r.fail("at", "expected multiples of the resolution or null, found " + codec::write(bound));
  }
  std::string error;
  std::vector<BandSpec> bands = threshold_bands(scores, bounds, higher, error);
  if (!error.empty()) r.fail("at", error);
  return bands;
}

// The item's scores, best first.
std::vector<Points100> read_scores(Reader& r) {
  std::vector<Points100> scores;
  r.for_each("scores", [&](Reader& score) {
    const std::optional<Points100> points = read_score(score.value());
    if (!points || *points == kNoPoints || (!scores.empty() && *points >= scores.back())) {
      score.fail("", "expected scores that fall from one to the next");
      return;
    }
    scores.push_back(*points);
  });
  return scores;
}

// A candidate of a doubt must be a score that some row of the table gives.
void check_candidates(Reader& r, const ItemTable& table) {
  for (const PointSet& candidates : table.candidates()) {
    for (const Points100 points : candidates) {
      const bool known =
          points == kNoPoints ||
          std::any_of(table.cells().begin(), table.cells().end(), [&](const TableCell& c) {
            return c.outcome == Outcome::scored && c.points == points;
          });
      if (!known)
        r.fail("rows", "a doubt names " + format_shortest(from_points100(points)) +
                           ", which no row is worth");
    }
  }
}

}  // namespace

StandardItem read_standard_item(Reader& r, const KeyCodes& grades,
                                const std::vector<TestDef>& tests, bool available) {
  StandardItem item;
  item.test = read_code(r, "test");
  r.require(is_test(tests, item.test), "test", "unknown test \"" + item.test + "\"");
  const std::string value_test = r.string_or("value", item.test);
  r.require(is_test(tests, value_test), "value", "unknown test \"" + value_test + "\"");
  item.cites = read_cites(r);
  item.verified = read_verified(r);
  r.ignore({"notes"});
  const double resolution = r.required_double("resolution", {.min = 0});
  const Better better = read_better(r);
  if (!available) return item;

  const RoundSpec round = read_round(r);
  item.round_verified = round.verified;
  TableBuilder builder(item.test, value_test, resolution, round.how, better);
  if (!builder.valid()) {
    r.fail("resolution", "expected a positive number with at most six decimals");
    return item;
  }
  const std::string form = r.required_string("form");
  r.require(form == "bands" || form == "thresholds", "form",
            "expected bands or thresholds, found \"" + form + "\"");
  const bool thresholds = form == "thresholds";
  const bool is_ordered = better == Better::higher || better == Better::lower;
  r.require(!thresholds || is_ordered, "better", "expected higher or lower for thresholds");
  const std::vector<Points100> scores = read_scores(r);
  r.require(!thresholds || !scores.empty(), "scores",
            "expected the scores of the thresholds, best first");
  read_beyond(r, item, builder);
  read_boundary(r, item);
  read_keys(r, grades, builder);
  r.require((builder.measure() != nullptr) == (value_test != item.test), "value",
            "expected the test that is read where a key is measured, and only there");
  if (!r.ok()) return item;

  read_none(r, builder);
  r.for_each("rows", [&](Reader& row) {
    const auto index = read_row_key(row, builder);
    if (!index) return;
    RowSpec spec;
    spec.bands = thresholds ? read_thresholds(row, scores, better == Better::higher, builder)
                            : read_bands(row, builder);
    spec.doubts = read_doubts(row, builder, false);
    spec.info.cites = read_cites(row);
    spec.info.verified = read_verified(row);
    row.ignore({"notes"});
    if (!row.ok()) return;
    if (const std::string error = builder.add_row(*index, std::move(spec)); !error.empty())
      row.fail("", error);
  });
  if (!r.ok()) return item;
  const std::vector<std::string> missing = builder.missing_keys(3);
  if (!missing.empty()) {
    std::string keys;
    for (const std::string& key : missing) keys += (keys.empty() ? "" : "; ") + key;
    r.fail("rows", "no row, and not listed in none: " + keys);
    return item;
  }
  item.table = std::move(builder).finish();
  check_candidates(r, *item.table);
  return item;
}

}  // namespace celian
