// measure.check: readings after units, trials and plausibility.
#include "report/result.hpp"

namespace celian::report {

namespace {

using codec::Choice;
using codec::Reader;

constexpr Choice<Outcome> kOutcome[] = {{"scored", Outcome::scored},
                                        {"missing_value", Outcome::missing_value},
                                        {"outside_population", Outcome::outside_population},
                                        {"implausible", Outcome::implausible},
                                        {"not_in_standard", Outcome::not_in_standard},
                                        {"exempt", Outcome::exempt},
                                        {"no_score", Outcome::no_score},
                                        {"undetermined", Outcome::undetermined},
                                        {"unsupported", Outcome::unsupported},
                                        {"withheld_for_safety", Outcome::withheld_for_safety}};

Measurement read_one(Reader& r) {
  Measurement m;
  m.test = r.required_string("test");
  m.outcome = r.choice_or("outcome", kOutcome, Outcome::scored);
  m.value = r.double_or("value", 0);
  m.unit = r.string_or("unit", "");
  m.date = r.optional_date("date");
  m.derived = r.bool_or("derived", false);
  r.for_each("readings", [&](Reader& x) {
    Reading reading;
    reading.value = x.double_or("value", 0);
    reading.used = x.bool_or("used", true);
    x.ignore_rest();
    m.readings.push_back(reading);
  });
  r.ignore_rest();
  return m;
}

std::vector<TestAdvice> read_advice(Reader& r, std::string_view field) {
  std::vector<TestAdvice> out;
  r.for_each(field, [&](Reader& x) {
    TestAdvice a;
    a.test = x.required_string("test");
    a.priority = static_cast<std::int32_t>(x.int_or("priority", 0, {-1000, 1000}));
    a.code = x.string_or("code", "");
    a.provisional = x.bool_or("provisional", false);
    a.why = read_why(x);
    x.ignore_rest();
    out.push_back(std::move(a));
  });
  return out;
}

}  // namespace

MeasureReport read_measure(Reader& r) {
  MeasureReport out;
  r.for_each("measurements", [&](Reader& m) { out.set.values.push_back(read_one(m)); });
  r.for_each("derived", [&](Reader& m) {
    out.set.values.push_back(read_one(m));
    out.set.values.back().derived = true;
  });
  r.for_each("earlier", [&](Reader& m) { out.set.earlier.push_back(read_one(m)); });
  r.for_each("flags", [&](Reader& f) {
    MeasureFlag flag;
    flag.code = f.required_string("code");
    flag.test = f.string_or("test", "");
    flag.pointer = f.string_or("pointer", "");
    flag.why = read_why(f);
    f.ignore_rest();
    out.set.flags.push_back(std::move(flag));
  });
  out.recommended_tests = read_advice(r, "recommended_tests");
  out.not_safe_to_test = read_advice(r, "not_safe_to_test");
  out.not_judged = read_advice(r, "not_judged");
  out.reasons = read_reasons(r);
  r.ignore_rest();
  return out;
}

}  // namespace celian::report
