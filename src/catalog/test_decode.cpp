#include "catalog/test_decode.hpp"

#include <algorithm>

#include "catalog/exact.hpp"

namespace celian {

using codec::Reader;
using codec::Value;

namespace {

constexpr codec::Choice<Better> kBetter[] = {{"higher", Better::higher},
                                             {"lower", Better::lower},
                                             {"range", Better::range},
                                             {"none", Better::none}};
constexpr codec::Choice<bool> kNotation[] = {{"number", false}, {"time", true}};
constexpr codec::Choice<TrialTake> kTake[] = {
    {"max", TrialTake::max},       {"min", TrialTake::min},
    {"mean", TrialTake::mean},     {"last", TrialTake::last},
    {"median", TrialTake::median}, {"mean_last_2", TrialTake::mean_last_2}};
constexpr std::string_view kStatistics[] = {"mdc95",         "sem",      "mcid",
                                            "mdc95_percent", "learning", "substantial"};

std::string text_of(const Value& v, std::string_view name) {
  const Value* field = v.find(name);
  return field != nullptr && field->is_string() ? field->as_string() : "";
}

void read_plausible(Reader& r, TestDef& t) {
  const std::vector<double> range = r.doubles("plausible");
  if (!r.ok()) return;
  if (range.size() != 2 || range[0] >= range[1]) {
    r.fail("plausible", "expected [lowest, highest] with lowest < highest");
    return;
  }
  t.plausible_min = range[0];
  t.plausible_max = range[1];
}

void read_change(Reader& r, const FactIndex& facts, TestDef& t) {
  r.for_each("change", [&](Reader& c) {
    ChangeStatistic s;
    s.statistic = c.required_string("statistic");
    if (std::find(std::begin(kStatistics), std::end(kStatistics), s.statistic) ==
        std::end(kStatistics)) {
      c.fail("statistic",
             "expected mdc95, sem, mcid, mdc95_percent, learning or substantial, found \"" +
                 s.statistic + "\"");
    }
    s.value = c.required_double("value");
    c.require(s.value > 0, "value", "expected a number above 0");
    s.unit = c.string_or("unit", t.unit);
    s.population = c.string_or("population", "");
    if (c.has("when")) s.when = read_condition(c, "when", facts);
    s.cites = read_cites(c);
    s.verified = read_verified(c).value_or(t.verified);
    c.ignore({"notes", "when"});
    t.change.push_back(std::move(s));
  });
}

std::vector<TestNotFor> read_exceptions(Reader& r, std::string_view field, const FactIndex& facts,
                                        const TestDef& t) {
  std::vector<TestNotFor> all;
  r.for_each(field, [&](Reader& n) {
    TestNotFor out;
    out.when = read_condition(n, "when", facts);
    out.say = n.required_string("say");
    out.cites = read_cites(n);
    out.verified = read_verified(n).value_or(t.verified);
    n.ignore({"notes"});
    all.push_back(std::move(out));
  });
  return all;
}

TestDef read_test(Reader& r, const FactIndex& facts, Verified by_default) {
  TestDef t;
  t.code = read_code(r, "code");
  t.name = read_local_text(r, "name");
  t.protocol = read_optional_local_text(r, "protocol");
  t.unit = r.required_string("unit");
  t.component = r.string_or("component", "");
  t.loinc = r.string_or("loinc", "");
  t.resolution = r.required_double("resolution");
  if (const std::optional<int> decimals = decimals_of(t.resolution)) {
    t.decimals = *decimals;
  } else {
    r.fail("resolution", "expected a positive number of at most six decimals");
  }
  t.better = r.required_choice("better", kBetter);
  read_plausible(r, t);
  t.time_notation = r.choice_or("notation", kNotation, false);
  r.optional_child("trials", [&](Reader& trials) {
    t.trials = static_cast<int>(trials.int_or("count", 1, {.min = 1, .max = 20}));
    t.take = trials.choice_or("take", kTake, TrialTake::last);
    t.by_side = trials.bool_or("by_side", false);
  });
  t.by_side = r.bool_or("by_side", t.by_side);
  t.needs = r.strings("needs");
  t.mistaken_units = r.strings("mistaken_units");
  t.units = r.strings("units");
  t.derived_from = r.strings("derived_from");
  t.seconds = static_cast<int>(r.int_or("seconds", 0, {.min = 0, .max = 86400}));
  t.cites = read_cites(r);
  t.verified = read_verified(r).value_or(by_default);
  read_change(r, facts, t);
  t.not_for = read_exceptions(r, "not_for", facts, t);
  t.not_judged = read_exceptions(r, "not_judged", facts, t);
  r.optional_child("recommend", [&](Reader& recommend) {
    t.recommend = read_condition(recommend, "when", facts);
    t.recommend_priority =
        static_cast<int>(recommend.int_or("priority", 100, {.min = 0, .max = 1000}));
    read_cites(recommend);
    read_verified(recommend);
    recommend.ignore({"notes"});
  });
  // The facts of tests read these; they need not be kept here.
  r.ignore({"ask", "settled_by", "aliases", "notes", "plausible_verified", "holds_days", "ref"});
  return t;
}

}  // namespace

void facts_of_tests(const FileScope& file, std::vector<FactEntry>& out) {
  const Value* list = file.value.find("tests");
  if (list == nullptr || !list->is_array()) return;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const Value& v = list->items()[i];
    FactEntry e;
    e.path = file.header.path;
    e.pointer = codec::join("/tests", i);
    e.def.code = text_of(v, "code");
    if (!is_code(e.def.code)) continue;
    e.def.type = FactType::number;
    e.def.unit = text_of(v, "unit");
    e.def.loinc = text_of(v, "loinc");
    e.def.ask_who = "centre";
    if (const Value* name = v.find("name"); name != nullptr && name->is_object()) {
      for (const codec::Member& m : name->members()) {
        if (m.value.is_string()) e.def.name.emplace_back(m.name, m.value.as_string());
      }
    }
    if (const Value* s = v.find("seconds"); s != nullptr && s->is_int())
      e.def.ask_seconds = static_cast<int>(s->as_int());
    if (const Value* ask = v.find("ask"); ask != nullptr && text_of(*ask, "who") == "person")
      e.def.ask_who = "person";
    for (const std::string_view name : {"settled_by", "derived_from"}) {
      const Value* from = v.find(name);
      if (from == nullptr || !from->is_array()) continue;
      e.def.ask_who.clear();  // it is computed: what it comes from is asked
      e.def.settled_by.clear();
      for (const Value& f : from->items()) {
        if (f.is_string()) e.def.settled_by.push_back(f.as_string());
      }
    }
    out.push_back(std::move(e));
  }
}

void decode_tests(const FileScope& file, const FactIndex& facts, std::vector<TestDef>& out) {
  file.only({"tests"});
  file.each(
      "tests", [&](Reader& r) { return read_test(r, facts, file.header.verified); },
      [&](TestDef t, const std::string&) { out.push_back(std::move(t)); });
}

}  // namespace celian
