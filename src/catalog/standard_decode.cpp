// Standard::decode: the file as a whole.
#include <algorithm>
#include <cmath>

#include "catalog/decode.hpp"
#include "catalog/standard_impl.hpp"
#include "catalog/standard_items.hpp"
#include "catalog/table_decode.hpp"

namespace celian {

using codec::Reader;
using codec::Value;

namespace {

std::vector<Label> read_label(Reader& r) {
  std::vector<Label> out;
  for (auto& [locale, text] : read_local_text(r, "label")) out.push_back({locale, text});
  return out;
}

// 1, 2, 3, 7 as 1-3, 7: fewer comparisons for each person.
void join_ranges(KeyCondition& condition) {
  auto& ranges = condition.ranges;
  std::sort(ranges.begin(), ranges.end());
  std::vector<std::pair<std::int32_t, std::int32_t>> joined;
  for (const auto& range : ranges) {
    if (!joined.empty() && range.first <= joined.back().second + 1) {
      joined.back().second = std::max(joined.back().second, range.second);
    } else {
      joined.push_back(range);
    }
  }
  ranges = std::move(joined);
}

// {"sex": [...], "by": "age_years", "from": 20, "to": 59} or {"sex": [...], "by": "school_grade",
// "values": [...]}
void read_population(Reader& r, StandardImpl& impl) {
  const std::string by = r.required_string("by");
  const std::optional<KeyFact> fact = key_fact(by);
  if (!fact || *fact == KeyFact::sex || *fact >= KeyFact::age_days) {
    r.fail("by", "expected age_years, age_months or school_grade, found \"" + by + "\"");
    return;
  }
  impl.by = *fact;
  KeyCondition sex = read_sexes(r);
  KeyCondition range{*fact, {}};
  if (*fact == KeyFact::school_grade) {
    for (const auto& [name, code] : impl.grade_codes) range.ranges.emplace_back(code, code);
    join_ranges(range);
    r.ignore({"values"});
  } else {
    const auto from = r.required_int("from", {.min = 0, .max = 2000});
    const auto to = r.required_int("to", {.min = static_cast<double>(from), .max = 2000});
    range.ranges.emplace_back(static_cast<std::int32_t>(from), static_cast<std::int32_t>(to));
  }
  r.ignore({"age_rule"});
  impl.population.all = {std::move(sex), std::move(range)};
}

// School grades by name; their codes are those of column_codes, else 1, 2, 3 … in the order of the
// population.
KeyCodes read_grade_codes(Reader& r) {
  KeyCodes codes;
  const Value* population = r.value().find("population");
  const Value* values = population != nullptr ? population->find("values") : nullptr;
  if (values != nullptr && values->is_array()) {
    for (const Value& v : values->items()) {
      if (v.is_string())
        codes.emplace_back(v.as_string(), static_cast<std::int32_t>(codes.size() + 1));
    }
  }
  r.optional_child("column_codes", [&](Reader& columns) {
    columns.for_each_member("school_grade", [&](const std::string& name, Reader& code) {
      const auto at =
          std::find_if(codes.begin(), codes.end(), [&](const auto& c) { return c.first == name; });
      const auto number = static_cast<std::int32_t>(code.as_int({.min = 0, .max = 1000}));
      if (at == codes.end()) {
        code.fail("", "\"" + name + "\" is no value of the population");
      } else {
        at->second = number;
      }
    });
  });
  std::vector<std::int32_t> numbers;
  for (const auto& c : codes) numbers.push_back(c.second);
  std::sort(numbers.begin(), numbers.end());
  r.require(std::adjacent_find(numbers.begin(), numbers.end()) == numbers.end(), "column_codes",
            "expected a code of its own for each grade");
  return codes;
}

std::vector<GradeLine> read_grades(Reader& r, std::string_view name) {
  std::vector<GradeLine> grades;
  r.for_each(name, [&](Reader& item) {
    GradeLine grade{read_code(item, "code"), read_label(item), item.optional_double("from")};
    item.ignore({"from", "verified", "cites", "notes"});
    if (!grades.empty()) {
      const std::optional<double>& before = grades.back().from;
      const bool falls = before && (!grade.from || *grade.from < *before);
      item.require(
          falls, "from",
          "expected grades best first, each from lower than the one before, the last without");
    }
    grades.push_back(std::move(grade));
  });
  if (!grades.empty() && grades.back().from) r.fail(name, "expected a last grade without from");
  return grades;
}

std::optional<std::int32_t> percent100(double weight) noexcept {
  const double scaled = weight * 100;
  if (!(scaled > 0 && scaled <= 10000) || std::abs(scaled - std::round(scaled)) > 1e-6)
    return std::nullopt;
  return static_cast<std::int32_t>(std::lround(scaled));
}

SetEntry read_entry(Reader& r, const StandardImpl& impl, bool weighted) {
  SetEntry entry;
  entry.text.test = read_code(r, "test");
  const std::optional<std::size_t> item = impl.find(entry.text.test);
  r.require(item.has_value(), "test", "\"" + entry.text.test + "\" is no item of this standard");
  entry.item = item.value_or(0);
  entry.text.weight = r.optional_double("weight");
  r.ignore({"weight", "notes"});
  r.require(entry.text.weight.has_value() == weighted, "weight",
            weighted ? "expected a weight in percent" : "expected null where points are summed");
  entry.percent100 = 10000;
  if (weighted && entry.text.weight) {
    const std::optional<std::int32_t> percent = percent100(*entry.text.weight);
    r.require(percent.has_value(), "weight", "expected a multiple of 0.01 from 0 to 100");
    entry.percent100 = percent.value_or(0);
  }
  entry.text.alternatives = r.strings("alternatives");
  return entry;
}

ItemSet read_set(Reader& r, const StandardImpl& impl) {
  enum class Aggregate { weighted, sum };
  enum class NoScore { blocks, zero };
  ItemSet set;
  set.applies = read_applies(r, impl.grade_codes);
  set.weighted = r.required_choice<Aggregate>(
                     "aggregate", {{"weighted", Aggregate::weighted}, {"sum", Aggregate::sum}}) ==
                 Aggregate::weighted;
  set.no_score_blocks =
      r.required_choice<NoScore>("no_score", {{"blocks_grade", NoScore::blocks},
                                              {"zero", NoScore::zero}}) == NoScore::blocks;
  const std::string missing = r.required_string("missing"),
                    exempt = r.string_or("exempt", "no_total");
  r.require(missing == "no_total", "missing", "expected no_total, found \"" + missing + "\"");
  r.require(exempt == "no_total", "exempt", "expected no_total, found \"" + exempt + "\"");
  r.ignore({"verified", "cites", "notes"});
  std::int32_t sum = 0;
  r.for_each("items", [&](Reader& item) {
    set.entries.push_back(read_entry(item, impl, set.weighted));
    sum += set.entries.back().percent100;
  });
  r.require(!set.entries.empty(), "items", "expected at least one item");
  if (set.weighted) r.require(sum == 10000, "items", "expected weights that sum to 100");
  set.grades = read_grades(r, "grades");
  for (const GradeLine& grade : set.grades) {
    if (grade.from) set.from.push_back(std::llround(*grade.from * static_cast<double>(kTotalUnit)));
  }
  return set;
}

void read_bonus(Reader& r, StandardImpl& impl) {
  const auto points = [](Reader& reader, std::string_view name) -> std::optional<Points100> {
    const std::optional<double> value = reader.optional_double(name, {.min = 0, .max = 1000});
    return value ? to_points100(*value) : std::nullopt;
  };
  impl.bonus_cap = points(r, "cap");
  r.ignore({"verified", "cites", "notes"});
  r.for_each("tables", [&](Reader& table) {
    BonusTable bonus;
    const std::string test = read_code(table, "test");
    const std::optional<std::size_t> item = impl.find(test);
    if (!item || !impl.items[*item].table) {
      table.fail("test", "\"" + test + "\" is no item of this standard");
      return;
    }
    bonus.item = *item;
    const ItemTable& of = *impl.items[*item].table;
    table.require(of.better() == Better::higher || of.better() == Better::lower, "test",
                  "expected an item with a better direction");
    bonus.applies = read_applies(table, impl.grade_codes);
    bonus.base = points(table, "base_score").value_or(10000);
    bonus.cap = points(table, "cap");
    table.ignore({"verified", "cites", "notes"});
    table.for_each("delta", [&](Reader& step) {
      const Value& v = step.value();
      const bool is_pair =
          v.is_array() && v.size() == 2 && v.items()[0].is_number() && v.items()[1].is_number();
      const std::optional<std::int64_t> ticks =
          is_pair ? to_ticks(v.items()[0].as_double(), of.decimals()) : std::nullopt;
      const std::optional<Points100> worth =
          is_pair ? to_points100(v.items()[1].as_double()) : std::nullopt;
      const bool rises =
          bonus.steps.empty() || (ticks && worth && *ticks > bonus.steps.back().first &&
                                  *worth > bonus.steps.back().second);
      if (!ticks || !worth || *ticks <= 0 || *ticks % of.step() != 0 || !rises) {
        step.fail("",
                  "expected [difference, points], both rising, the difference a multiple of the "
                  "resolution");
        return;
      }
      bonus.steps.emplace_back(*ticks, *worth);
    });
    impl.bonus.push_back(std::move(bonus));
  });
}

void read_total(Reader& r, StandardImpl& impl) {
  const double resolution = r.required_double("resolution", {.min = 0.001, .max = 100});
  impl.total_step = std::llround(resolution * static_cast<double>(kTotalUnit));
  impl.total_how = read_round_how(r, "how");
  impl.total_verified = read_verified(r).value_or(Verified::unverified);
  r.ignore({"cites", "notes"});
}

// Every reading that may count: own tests, alternatives, and what a body mass index or a weight for
// height is made of.
std::vector<std::string> inputs_of(const StandardImpl& impl) {
  std::vector<std::string> out;
  for (const StandardItem& item : impl.items) {
    const bool by_height = item.table && item.table->measure() != nullptr;
    if (!by_height) out.push_back(item.test);
    if (by_height) out.insert(out.end(), {item.table->value_test(), item.table->measure()->test()});
    if (item.test == "bmi") out.insert(out.end(), {"height", "weight"});
  }
  for (const ItemSet& set : impl.sets) {
    for (const SetEntry& entry : set.entries)
      out.insert(out.end(), entry.text.alternatives.begin(), entry.text.alternatives.end());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

Result<std::shared_ptr<const Standard>> Standard::decode(const Value& file, FileHeader header,
                                                         const std::vector<TestDef>& tests) {
  auto impl = std::make_shared<StandardImpl>();
  impl->header = std::move(header);
  Reader r(file);
  ignore_header(r);
  const std::string tables = r.required_string("tables");
  r.require(tables == "available" || tables == "not_available", "tables",
            "expected available or not_available, found \"" + tables + "\"");
  impl->available = tables == "available";
  impl->fallback = r.string_or("fallback", "");
  r.ignore({"column_names"});
  impl->grade_codes = read_grade_codes(r);
  r.child("population", [&](Reader& population) { read_population(population, *impl); });
  r.for_each("items", [&](Reader& item) {
    impl->items.push_back(read_standard_item(item, impl->grade_codes, tests, impl->available));
    const std::string& test = impl->items.back().test;
    const bool twice = std::find(impl->tests.begin(), impl->tests.end(), test) != impl->tests.end();
    item.require(!twice, "test", "\"" + test + "\" stands here twice");
    impl->tests.push_back(test);
  });
  if (r.ok())
    r.for_each("item_sets", [&](Reader& set) { impl->sets.push_back(read_set(set, *impl)); });
  impl->item_grades = read_grades(r, "item_grades");
  if (r.ok()) r.optional_child("bonus", [&](Reader& bonus) { read_bonus(bonus, *impl); });
  r.child("total", [&](Reader& total) { read_total(total, *impl); });
  if (const Value* examples = file.find("examples"); examples != nullptr)
    impl->examples = examples->size();
  if (Result<void> done = r.finish(); !done)
    return Error{Status::pack, done.error().pointer, done.error().message};
  impl->inputs = inputs_of(*impl);
  if (auto problem = check_standard(*impl))
    return Error{Status::pack, std::move(problem->first), std::move(problem->second)};
  return std::make_shared<const Standard>(std::move(impl));
}

}  // namespace celian
