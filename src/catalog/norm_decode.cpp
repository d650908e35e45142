// Norm::decode.
#include <algorithm>
#include <cmath>

#include "base/number_text.hpp"
#include "catalog/decode.hpp"
#include "catalog/norm_impl.hpp"
#include "catalog/table_decode.hpp"

namespace celian {

using codec::Reader;
using codec::Value;

namespace {

// {"sex": […], "by": "age_years", "from": 60, "to": 94}
void read_population(Reader& r, NormImpl& impl) {
  const std::string by = r.required_string("by");
  const std::optional<KeyFact> fact = key_fact(by);
  impl.by_days = fact == KeyFact::age_days;
  r.require(fact == KeyFact::age_years || fact == KeyFact::age_months || impl.by_days, "by",
            "expected age_years, age_months or age_days");
  KeyCondition sex = read_sexes(r);
  const auto from = r.required_int("from", {.min = 0, .max = 2000});
  const auto to = r.required_int("to", {.min = static_cast<double>(from), .max = 2000});
  r.ignore({"age_rule"});
  KeyCondition age{fact.value_or(KeyFact::age_years), {}};
  age.ranges.emplace_back(static_cast<std::int32_t>(from), static_cast<std::int32_t>(to));
  // A norm for both sexes says nothing that needs the sex to be known.
  if (sex.ranges.size() == 1) impl.population.all.push_back(std::move(sex));
  impl.population.all.push_back(std::move(age));
}

void read_classes(Reader& r, NormImpl& impl) {
  const auto hundredths = [](Reader& item, std::string_view name) -> std::optional<int> {
    const std::optional<double> z = item.optional_double(name, {.min = -10, .max = 10});
    return z ? std::optional<int>(static_cast<int>(std::lround(*z * 100))) : std::nullopt;
  };
  r.for_each("classes", [&](Reader& item) {
    NormClass c;
    c.code = read_code(item, "code");
    for (auto& [locale, text] : read_local_text(item, "label")) c.label.push_back({locale, text});
    c.finding = item.string_or("finding", "");
    c.verified = read_verified(item);
    item.ignore({"notes", "cites"});
    if (impl.is_lms) {
      c.z100_above = hundredths(item, "z_above");
      c.z100_from = hundredths(item, "z_from");
      item.require(!(c.z100_above && c.z100_from), "z_above",
                   "expected z_above or z_from, not both");
      const NormClass* const before = impl.classes.empty() ? nullptr : &impl.classes.back();
      const std::optional<int> limit = c.z100_above ? c.z100_above : c.z100_from;
      if (before != nullptr) {
        const std::optional<int> above =
            before->z100_above ? before->z100_above : before->z100_from;
        item.require(above && (!limit || *limit < *above), "",
                     "expected the classes highest first, the last without a limit");
      }
    }
    const bool twice = std::any_of(impl.classes.begin(), impl.classes.end(),
                                   [&](const NormClass& o) { return o.code == c.code; });
    item.require(!twice, "code", "stands here twice");
    impl.classes.push_back(std::move(c));
  });
  if (impl.is_lms && !impl.classes.empty()) {
    const NormClass& last = impl.classes.back();
    r.require(!last.z100_above && !last.z100_from, "classes",
              "expected a last class without a limit");
  }
}

std::vector<BandSpec> read_class_bands(Reader& row, const NormImpl& impl,
                                       const TableBuilder& builder) {
  std::vector<BandSpec> bands;
  row.for_each("bands", [&](Reader& item) {
    const std::optional<BandEnds> ends = read_band_ends(item, builder);
    if (!ends) return;
    const Value& name = item.value().items()[0];
    const auto at = std::find_if(impl.classes.begin(), impl.classes.end(), [&](const NormClass& c) {
      return name.is_string() && c.code == name.as_string();
    });
    if (at == impl.classes.end()) {
      item.fail("", "unknown class " + codec::write(name));
      return;
    }
    BandSpec band{ends->range, {}};
    band.cell.outcome = Outcome::scored;
    band.cell.points = static_cast<Points100>(at - impl.classes.begin());
    band.cell.item_class = static_cast<std::int16_t>(band.cell.points);
    bands.push_back(band);
  });
  return bands;
}

// Values of the percentiles `knots`. Where they fall as the percentiles rise, less is better. The
// stretch before the first knot is class 0, that from the last knot on class knots.size().
std::vector<BandSpec> read_percentile_row(Reader& row, const NormImpl& impl,
                                          const TableBuilder& builder) {
  const std::vector<double> at = row.doubles("at");
  if (at.size() != impl.knots.size()) {
    row.fail("at",
             "expected one value for each of the " + std::to_string(impl.knots.size()) + " knots");
    return {};
  }
  std::vector<std::int64_t> ticks;
  for (const double value : at) {
    const std::optional<std::int64_t> bound = builder.bound(value);
    if (!bound)
      row.fail("at", "expected multiples of the resolution, found " + format_shortest(value));
    ticks.push_back(bound.value_or(0));
  }
  const bool rises = ticks.back() > ticks.front();
  const auto wrong = [&](std::int64_t a, std::int64_t b) { return rises ? a >= b : a <= b; };
  if (std::adjacent_find(ticks.begin(), ticks.end(), wrong) != ticks.end())
    row.fail("at", "expected values that rise, or that fall, from knot to knot");
  std::vector<BandSpec> bands;
  for (std::size_t i = 0; i <= ticks.size(); ++i) {
    BandSpec band;
    if (i > 0) (rises ? band.range.low : band.range.high) = ticks[i - 1];
    if (i < ticks.size()) (rises ? band.range.high : band.range.low) = ticks[i] + (rises ? -1 : 1);
    band.cell.outcome = Outcome::scored;
    band.cell.points = static_cast<Points100>(i);
    band.cell.item_class = static_cast<std::int16_t>(i);
    bands.push_back(band);
  }
  return bands;
}

std::string knot_name(double knot) {
  std::string out = "p" + format_shortest(knot);
  std::replace(out.begin(), out.end(), '.', '_');
  return out;
}

// The names of the stretches between the knots, as classes without a label.
void name_percentiles(Reader& r, NormImpl& impl) {
  impl.knots = r.doubles("knots");
  const bool ordered = std::adjacent_find(impl.knots.begin(), impl.knots.end(),
                                          std::greater_equal<>()) == impl.knots.end();
  const bool valid =
      impl.knots.size() >= 2 && ordered && impl.knots.front() > 0 && impl.knots.back() < 100;
  r.require(valid, "knots", "expected at least two percentiles between 0 and 100, rising");
  r.require(impl.classes.empty(), "classes", "expected none for percentiles");
  if (!r.ok()) return;
  impl.classes.push_back({"below_" + knot_name(impl.knots.front()), {}, {}, {}, {}, {}});
  for (std::size_t i = 0; i + 1 < impl.knots.size(); ++i) {
    impl.classes.push_back(
        {knot_name(impl.knots[i]) + "_to_" + knot_name(impl.knots[i + 1]), {}, {}, {}, {}, {}});
  }
  impl.classes.push_back({"from_" + knot_name(impl.knots.back()), {}, {}, {}, {}, {}});
}

// Where the height of a person stands among people of the same age and sex: percentiles whose
// stretches are a key of the table itself. The names of the groups.
KeyCodes read_group(Reader& r, NormImpl& impl);

void read_rows(Reader& r, NormImpl& impl, RoundHow how, double resolution, bool percentiles,
               const KeyCodes& groups) {
  TableBuilder builder(impl.measure, impl.measure, resolution, how, Better::range);
  if (!builder.valid()) {
    r.fail("resolution", "expected a positive number with at most six decimals");
    return;
  }
  builder.set_classes_only();
  for (const NormClass& c : impl.classes) builder.item_class(c.code);
  read_keys(r, groups, builder, KeyFact::group);
  if (!r.ok()) return;
  if (builder.axes().empty() && builder.measure() == nullptr) builder.begin_rows();
  read_none(r, builder);
  r.for_each("rows", [&](Reader& row) {
    const auto index = read_row_key(row, builder);
    if (!index) return;
    RowSpec spec;
    spec.bands = percentiles ? read_percentile_row(row, impl, builder)
                             : read_class_bands(row, impl, builder);
    const std::size_t known = impl.classes.size();
    spec.doubts = read_doubts(row, builder, true);
    row.require(builder.class_count() == known, "doubt", "expected classes of this file");
    spec.info.cites = read_cites(row);
    spec.info.verified = read_verified(row);
    row.ignore({"notes"});
    if (!row.ok()) return;
    if (const std::string error = builder.add_row(*index, std::move(spec)); !error.empty())
      row.fail("", error);
  });
  if (!r.ok()) return;
  const std::vector<std::string> missing = builder.missing_keys(1);
  if (!missing.empty()) {
    r.fail("rows", "no row, and not listed in none: " + missing.front());
    return;
  }
  impl.table = std::move(builder).finish();
  impl.cells += impl.table->cell_count();
}

KeyCodes read_group(Reader& r, NormImpl& impl) {
  KeyCodes names;
  r.optional_child("group", [&](Reader& g) {
    NormImpl inner;
    inner.measure = g.required_string("test");
    g.require(inner.measure == "height", "test",
              "expected height, the only measured key that this version reads");
    const double resolution = g.required_double("resolution", {.min = 0});
    const RoundSpec round = read_round(g);
    name_percentiles(g, inner);
    if (g.ok()) read_rows(g, inner, round.how, resolution, true, {});
    for (const NormClass& c : inner.classes)
      names.emplace_back(c.code, static_cast<std::int32_t>(names.size()));
    impl.cells += inner.cells;
    impl.group = std::move(inner.table);
  });
  return names;
}

void read_lms(Reader& r, NormImpl& impl) {
  enum class Tails { restricted, none };
  impl.restricted_tails =
      r.required_choice<Tails>("tails", {{"restricted_3sd", Tails::restricted},
                                         {"none", Tails::none}}) == Tails::restricted;
  const std::string interpolate = r.required_string("interpolate");
  r.require(interpolate == (impl.by_days ? "none" : "linear"), "interpolate",
            impl.by_days ? "expected none: there is a row for each day" : "expected linear");
  // The population says the same; the keys are always sex and months, or days.
  r.ignore({"published", "keys"});
  r.for_each("table", [&](Reader& item) {
    const Value& v = item.value();
    const auto number = [&](std::size_t i) { return v.items()[i].is_number(); };
    if (!v.is_array() || v.size() != 5 || !v.items()[0].is_string() || !v.items()[1].is_int() ||
        !number(2) || !number(3) || !number(4)) {
      item.fail("", "expected [sex, months or days, L, M, S]");
      return;
    }
    const std::string& sex = v.items()[0].as_string();
    if (sex != "male" && sex != "female") {
      item.fail("", "expected male or female");
      return;
    }
    LmsColumn& column = impl.lms[sex == "male" ? 0 : 1];
    const std::int64_t month = v.items()[1].as_int();
    if (column.rows.empty()) column.first = static_cast<std::int32_t>(month);
    if (month != column.first + static_cast<std::int64_t>(column.rows.size()) || month < 0 ||
        month > 2000) {
      item.fail("", "expected the months or days of a sex one after the other");
      return;
    }
    const Lms lms{v.items()[2].as_double(), v.items()[3].as_double(), v.items()[4].as_double()};
    item.require(lms.m > 0 && lms.s > 0, "", "expected M and S above 0");
    column.rows.push_back(lms);
    ++impl.cells;
  });
  for (const LmsColumn& column : impl.lms)
    r.require(!column.rows.empty(), "table", "expected rows of both sexes");
}

}  // namespace

Result<std::shared_ptr<const Norm>> Norm::decode(const Value& file, FileHeader header,
                                                 const std::vector<TestDef>& tests) {
  enum class Form { lms, bands, cutoffs, percentiles };
  auto impl = std::make_shared<NormImpl>();
  impl->header = std::move(header);
  Reader r(file);
  ignore_header(r);
  impl->measure = read_code(r, "measure");
  const bool known = std::any_of(tests.begin(), tests.end(),
                                 [&](const TestDef& t) { return t.code == impl->measure; });
  r.require(known, "measure", "unknown test \"" + impl->measure + "\"");
  r.child("population", [&](Reader& population) { read_population(population, *impl); });
  const Form form = r.required_choice<Form>("form", {{"lms", Form::lms},
                                                     {"bands", Form::bands},
                                                     {"cutoffs", Form::cutoffs},
                                                     {"percentiles", Form::percentiles}});
  impl->is_lms = form == Form::lms;
  read_classes(r, *impl);
  const double resolution = r.required_double("resolution", {.min = 0});
  const RoundSpec round = read_round(r);
  impl->round_verified = round.verified;
  if (form == Form::percentiles) name_percentiles(r, *impl);
  if (form == Form::cutoffs) {
    const bool finds = std::any_of(impl->classes.begin(), impl->classes.end(),
                                   [](const NormClass& c) { return !c.finding.empty(); });
    r.require(finds, "classes", "expected a class with a finding");
  }
  if (r.ok() && impl->is_lms) read_lms(r, *impl);
  if (r.ok() && !impl->is_lms) {
    const KeyCodes groups = read_group(r, *impl);
    if (r.ok()) read_rows(r, *impl, round.how, resolution, form == Form::percentiles, groups);
  }
  if (const Value* examples = file.find("examples"); examples != nullptr)
    impl->examples = examples->size();
  if (Result<void> done = r.finish(); !done)
    return Error{Status::pack, done.error().pointer, done.error().message};
  return std::make_shared<const Norm>(std::move(impl));
}

}  // namespace celian
