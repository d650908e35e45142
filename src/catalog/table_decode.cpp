#include "catalog/table_decode.hpp"

#include <algorithm>
#include <cmath>

#include "base/number_text.hpp"

namespace celian {

using codec::Reader;
using codec::Value;

namespace {

constexpr std::int32_t kOldest = 130;  // years; the upper end of an open age band

constexpr std::pair<std::string_view, KeyFact> kKeyFacts[] = {
    {"sex", KeyFact::sex},
    {"age_years", KeyFact::age_years},
    {"age_months", KeyFact::age_months},
    {"school_grade", KeyFact::school_grade},
    {"age_days", KeyFact::age_days},
    {"group", KeyFact::group}};

constexpr codec::Choice<RoundHow> kRoundHow[] = {{"half_up", RoundHow::half_up},
                                                 {"floor", RoundHow::floor},
                                                 {"ceil", RoundHow::ceil},
                                                 {"exact", RoundHow::exact},
                                                 {"not_printed", RoundHow::not_printed}};

constexpr codec::Choice<Verified> kVerified[] = {{"primary", Verified::primary},
                                                 {"secondary", Verified::secondary},
                                                 {"unverified", Verified::unverified},
                                                 {"policy", Verified::policy}};

constexpr codec::Choice<Better> kBetter[] = {{"higher", Better::higher},
                                             {"lower", Better::lower},
                                             {"range", Better::range},
                                             {"none", Better::none}};

std::optional<std::int32_t> whole(const Value& value) noexcept {
  if (!value.is_int() || std::abs(value.as_int()) > 1'000'000) return std::nullopt;
  return static_cast<std::int32_t>(value.as_int());
}

// The code of a named value: a sex, a school grade, a group.
std::optional<std::int32_t> code_of(KeyFact fact, std::string_view name,
                                    const KeyCodes& grades) noexcept {
  if (fact == KeyFact::sex) {
    if (name == "male") return static_cast<std::int32_t>(Sex::male);
    if (name == "female") return static_cast<std::int32_t>(Sex::female);
    return std::nullopt;
  }
  const auto at =
      std::find_if(grades.begin(), grades.end(), [&](const auto& g) { return g.first == name; });
  const bool named = fact == KeyFact::school_grade || fact == KeyFact::group;
  if (!named || at == grades.end()) return std::nullopt;
  return at->second;
}

std::int32_t oldest(KeyFact fact) noexcept {
  return fact == KeyFact::age_months ? kOldest * 12 : kOldest;
}

void read_fact_axis(Reader& key, const std::string& name, const KeyCodes& grades, KeyFact named,
                    TableBuilder& builder) {
  const std::optional<KeyFact> fact = key_fact(name);
  if (!fact || *fact == KeyFact::age_days || (*fact == KeyFact::group && named != *fact)) {
    key.fail("fact", "expected sex, age_years, age_months or school_grade, found \"" + name + "\"");
    return;
  }
  KeyAxis axis(*fact, name);
  const bool is_age = *fact == KeyFact::age_years || *fact == KeyFact::age_months;
  if (is_age) {
    key.for_each("bands", [&](Reader& band) {
      const Value& v = band.value();
      if (!v.is_array() || v.size() != 2 || !whole(v.items()[0]) ||
          !(v.items()[1].is_null() || whole(v.items()[1]))) {
        band.fail("", "expected [from, to] in whole numbers");
        return;
      }
      const std::int32_t from = *whole(v.items()[0]);
      const bool open = v.items()[1].is_null();
      const std::int32_t to = open ? oldest(*fact) : *whole(v.items()[1]);
      std::string label = std::to_string(from) + (open ? "+" : "-" + std::to_string(to));
      band.require(axis.add(from, to, std::move(label)), "",
                   "expected a band that overlaps no other");
    });
  } else {
    std::vector<std::string> values = key.strings("values");
    if (*fact == KeyFact::sex && values.empty()) values = {"male", "female"};
    if (*fact == KeyFact::group && values.empty()) {
      for (const auto& [group, code] : grades) values.push_back(group);
    }
    for (std::string& value : values) {
      const std::optional<std::int32_t> code = code_of(*fact, value, grades);
      if (!code) {
        key.fail("values", "unknown " + name + " \"" + value + "\"");
      } else if (!axis.add(*code, *code, value)) {
        key.fail("values", "\"" + value + "\" stands here twice");
      }
    }
  }
  key.require(axis.size() > 0, "", "expected at least one value or band");
  builder.add_axis(std::move(axis));
}

void read_measure_axis(Reader& key, TableBuilder& builder) {
  MeasureAxis axis(key.required_string("test"), key.required_double("resolution"));
  if (!axis.valid()) {
    key.fail("resolution", "expected a positive number with at most six decimals");
    return;
  }
  key.require(axis.test() == "height", "test",
              "expected height, the only measured key that this version reads");
  key.for_each("bands", [&](Reader& band) {
    const Value& v = band.value();
    const bool is_pair =
        v.is_array() && v.size() == 2 && v.items()[0].is_number() && v.items()[1].is_number();
    if (!is_pair || !axis.add(v.items()[0].as_double(), v.items()[1].as_double())) {
      band.fail("", "expected [from, to] on the resolution, apart from every other band");
    }
  });
  builder.set_measure(std::move(axis));
}

}  // namespace

std::optional<KeyFact> key_fact(std::string_view name) noexcept {
  for (const auto& [text, fact] : kKeyFacts) {
    if (text == name) return fact;
  }
  return std::nullopt;
}

std::string_view key_fact_name(KeyFact fact) noexcept {
  return kKeyFacts[static_cast<std::size_t>(fact)].first;
}

RoundHow read_round_how(Reader& r, std::string_view name) {
  return r.required_choice(name, kRoundHow);
}

RoundSpec read_round(Reader& r) {
  RoundSpec round;
  r.child("round", [&](Reader& child) {
    round.how = read_round_how(child, "how");
    round.verified = child.required_choice("verified", kVerified);
    child.ignore({"notes", "cites"});
  });
  return round;
}

Better read_better(Reader& r) { return r.required_choice("better", kBetter); }

Applies read_applies(Reader& r, const KeyCodes& grades) {
  Applies applies;
  r.for_each_member("applies", [&](const std::string& name, Reader& value) {
    const std::optional<KeyFact> fact = key_fact(name);
    if (!fact || *fact >= KeyFact::age_days) {
      value.fail("", "expected sex, age_years, age_months or school_grade, found \"" + name + "\"");
      return;
    }
    KeyCondition condition;
    condition.fact = *fact;
    if (*fact == KeyFact::age_years || *fact == KeyFact::age_months) {
      const Value& v = value.value();
      if (!v.is_array() || v.size() != 2 || !whole(v.items()[0]) ||
          !(v.items()[1].is_null() || whole(v.items()[1]))) {
        value.fail("", "expected [from, to] in whole numbers");
        return;
      }
      condition.ranges.emplace_back(*whole(v.items()[0]),
                                    v.items()[1].is_null() ? oldest(*fact) : *whole(v.items()[1]));
    } else {
      value.for_each_item([&](Reader& item) {
        const std::string text = item.as_string();
        const std::optional<std::int32_t> code = code_of(*fact, text, grades);
        if (code) {
          condition.ranges.emplace_back(*code, *code);
        } else {
          item.fail("", "unknown " + name + " \"" + text + "\"");
        }
      });
    }
    applies.all.push_back(std::move(condition));
  });
  return applies;
}

void read_keys(Reader& r, const KeyCodes& codes, TableBuilder& builder, KeyFact named) {
  int facts = 0, tests = 0;
  r.for_each("keys", [&](Reader& key) {
    if (key.has("test")) {
      key.require(++tests == 1, "", "expected one measured key at most");
      read_measure_axis(key, builder);
    } else {
      key.require(tests == 0, "", "expected the measured key last");
      const std::string fact = key.required_string("fact");
      if (fact != "group") key.require(++facts <= 2, "", "expected two key facts at most");
      read_fact_axis(key, fact, codes, named, builder);
    }
  });
  if (r.ok()) builder.begin_rows();
}

std::vector<std::int32_t> read_key(Reader& r, const std::vector<Value>& parts,
                                   const TableBuilder& builder, bool allow_all) {
  const std::vector<KeyAxis>& axes = builder.axes();
  const std::size_t expected = axes.size() + (builder.measure() ? 1 : 0);
  std::vector<std::int32_t> key;
  if (parts.size() != expected) {
    r.fail("", "expected a key of " + std::to_string(expected) + " parts, found " +
                   std::to_string(parts.size()));
    return std::vector<std::int32_t>(expected, 0);
  }
  for (std::size_t i = 0; i < expected; ++i) {
    const Value& part = parts[i];
    const std::int32_t size = i < axes.size() ? axes[i].size() : builder.measure()->size();
    std::int32_t index = kNoRow;
    if (allow_all && part.is_string() && part.as_string() == "*") {
      key.push_back(-1);
      continue;
    }
    if (part.is_string() && i < axes.size()) index = axes[i].find_label(part.as_string());
    if (part.is_int() && part.as_int() >= 0 && part.as_int() < size)
      index = static_cast<std::int32_t>(part.as_int());
    if (index < 0) r.fail("", "no such key: " + codec::write(part));
    key.push_back(std::max(index, 0));
  }
  return key;
}

std::optional<std::vector<std::int32_t>> read_row_key(Reader& row, const TableBuilder& builder) {
  const Value* key = row.raw("key");
  if (key != nullptr && key->is_array()) return read_key(row, key->items(), builder, false);
  row.fail("key", "expected a key");
  return std::nullopt;
}

KeyCondition read_sexes(Reader& r) {
  KeyCondition sex{KeyFact::sex, {}};
  for (const std::string& name : r.strings("sex")) {
    r.require(name == "male" || name == "female", "sex", "expected male or female");
    const auto code = static_cast<std::int32_t>(name == "male" ? Sex::male : Sex::female);
    sex.ranges.emplace_back(code, code);
  }
  r.require(!sex.ranges.empty(), "sex", "expected male, female or both");
  return sex;
}

void read_none(Reader& r, TableBuilder& builder) {
  r.for_each("none", [&](Reader& item) {
    if (!item.value().is_array()) {
      item.fail("", "expected a key");
      return;
    }
    const std::vector<std::int32_t> key = read_key(item, item.value().items(), builder, true);
    if (!item.ok()) return;
    if (const std::string error = builder.declare_none(key); !error.empty()) item.fail("", error);
  });
}

std::optional<Points100> read_score(const Value& value) noexcept {
  if (value.is_string() && value.as_string() == "no_score") return kNoPoints;
  return value.is_number() ? to_points100(value.as_double()) : std::nullopt;
}

std::vector<DoubtSpec> read_doubts(Reader& r, TableBuilder& builder, bool classes) {
  std::vector<DoubtSpec> doubts;
  r.for_each("doubt", [&](Reader& item) {
    DoubtSpec doubt;
    const std::optional<double> min = item.optional_double("min"),
                                max = item.optional_double("max");
    const std::optional<TickRange> range = builder.range(min, max, "[]");
    if (range) {
      doubt.range = *range;
    } else {
      item.fail("", "expected bounds that are multiples of the resolution");
    }
    item.for_each("candidates", [&](Reader& candidate) {
      if (classes) {
        doubt.candidates.add(builder.item_class(candidate.as_string()));
      } else if (const std::optional<Points100> points = read_score(candidate.value())) {
        doubt.candidates.add(*points);
      } else {
        candidate.fail("", "expected a score or \"no_score\"");
      }
    });
    item.require(doubt.candidates.size >= 2, "candidates", "expected at least two");
    item.required_string("why");
    item.ignore({"cites"});
    doubts.push_back(doubt);
  });
  return doubts;
}

std::optional<BandEnds> read_band_ends(Reader& r, const TableBuilder& builder) {
  const Value& band = r.value();
  const auto is_bound = [](const Value& v) { return v.is_null() || v.is_number(); };
  if (!band.is_array() || (band.size() != 4 && band.size() != 5) || !is_bound(band.items()[1]) ||
      !is_bound(band.items()[2]) || !band.items()[3].is_string() ||
      (band.size() == 5 && !band.items()[4].is_string())) {
    const bool has_text_bound = band.is_array() && band.size() >= 3 &&
                                (band.items()[1].is_string() || band.items()[2].is_string());
    r.fail("", has_text_bound ? "expected numbers without quotes as bounds, found text in " +
                                    codec::write(band)
                              : "expected [score, min, max, openness, class?]");
    return std::nullopt;
  }
  const auto number = [](const Value& v) {
    return v.is_null() ? std::nullopt : std::optional<double>(v.as_double());
  };
  const std::string& openness = band.items()[3].as_string();
  if (openness != "[]" && openness != "[)" && openness != "(]" && openness != "()") {
    r.fail("", "expected the openness [], [), (] or (), found \"" + openness + "\"");
    return std::nullopt;
  }
  const std::optional<TickRange> range =
      builder.range(number(band.items()[1]), number(band.items()[2]), openness);
  if (!range) {
    r.fail("", "expected bounds that are multiples of the resolution");
    return std::nullopt;
  }
  return BandEnds{*range, band.size() == 5 ? band.items()[4].as_string() : std::string()};
}

}  // namespace celian
