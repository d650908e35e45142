// Small person documents and readings, and a look at the facts that come of them.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "../shipped.hpp"
#include "facts/build.hpp"

namespace celian::test {

inline Date day(const std::string& iso) { return Date::parse(iso).value(); }
inline const Date kToday = day("2026-11-21");

inline PersonDocument person(int age = 50, Sex sex = Sex::female) {
  PersonDocument d;
  d.as_of = kToday;
  d.person.age_years = age;
  d.person.sex = sex;
  return d;
}

inline void asked(PersonDocument& d, const std::string& group, Date on = kToday) {
  d.health.asked_on.emplace_back(group, on);
}

// A usable value of a test, as 测 measure would leave it.
inline Measurement measured(const std::string& test, double value, Date on = kToday,
                            int readings = 1) {
  Measurement m;
  m.test = test;
  m.value = value;
  m.date = on;
  for (int i = 0; i < readings; ++i) m.readings.push_back({value, i + 1, "", on, true});
  return m;
}

inline MeasurementSet set_of(std::vector<Measurement> values) {
  MeasurementSet set;
  set.values = std::move(values);
  return set;
}

// "yes", "no", "unknown" for flags.
inline std::string state(const Facts& facts, const std::string& code) {
  const Slot s = knowledge().facts().find(code);
  if (s == kNoSlot) return "no such fact";
  if (!facts.vector.known(s)) return "unknown";
  return facts.vector.value(s) != 0 ? "yes" : "no";
}

inline std::optional<double> number(const Facts& facts, const std::string& code) {
  const Slot s = knowledge().facts().find(code);
  if (s == kNoSlot || !facts.vector.known(s)) return std::nullopt;
  return facts.vector.value(s);
}

// The value of a code fact by name, or "unknown".
inline std::string value(const Facts& facts, const std::string& code) {
  const Slot s = knowledge().facts().find(code);
  if (s == kNoSlot || !facts.vector.known(s)) return "unknown";
  const auto i = static_cast<std::size_t>(facts.vector.value(s));
  const auto& values = knowledge().facts()[s].values;
  return i < values.size() ? values[i] : "out of range";
}

}  // namespace celian::test
