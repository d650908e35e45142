// BarredTests remembers an answer for all readings that nothing can tell apart. Here every answer
// of one that remembers is compared with that of one that has seen nothing before.
#include "engine/plain_points.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "celian/engine.hpp"

namespace celian::engine {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct Who {
  const char* name;
  Sex sex;
  int age;
  std::vector<const char*> conditions;
  const char* pregnancy = "";
};

PersonDocument document(const Who& who) {
  PersonDocument doc;
  doc.as_of = *Date::parse("2026-11-21");
  doc.person.sex = who.sex;
  doc.person.age_years = who.age;
  doc.health.pregnancy.status = who.pregnancy;
  if (!who.conditions.empty()) {
    doc.health.conditions.emplace();
    for (const char* code : who.conditions)
      doc.health.conditions->push_back({code, {}, {}, {}, {}});
    doc.health.asked_on.emplace_back("conditions", doc.as_of);
  }
  return doc;
}

// Numbers that rules, derived facts and tests compare the fact with, and a step beside each.
std::vector<double> telling_values(const KnowledgeBase& kb, const TestDef& test) {
  const Slot slot = kb.facts().find(test.code);
  std::vector<double> limits;
  for (const Rule& r : kb.rules().screen) r.when.limits(slot, limits);
  for (const Derivation& d : kb.dictionary().derivations()) {
    for (const auto& [value, when] : d.cases) when.limits(slot, limits);
  }
  std::vector<double> out = {test.plausible_min, test.plausible_max,
                             (test.plausible_min + test.plausible_max) / 2};
  for (const double limit : limits) {
    for (const double step : {-1.0, -0.01, 0.0, 0.01, 1.0}) out.push_back(limit + step);
  }
  // Build that people have, so that the index falls into every class.
  if (test.code == "height") out = {130, 140, 150, 158, 165, 172, 180, 190};
  if (test.code == "weight") out = {30, 38, 45, 52, 60, 68, 75, 83, 95, 110, 130, 160};
  std::erase_if(out, [&](double v) { return v < test.plausible_min || v > test.plausible_max; });
  return out;
}

std::string shown(const std::vector<std::string>& tests, const std::vector<double>& values) {
  std::string out;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    if (!std::isnan(values[i])) out += " " + tests[i] + " " + std::to_string(values[i]);
  }
  return out;
}

const Who kPeople[] = {
    {"a man", Sex::male, 45, {}},
    {"a man with high pressure", Sex::male, 45, {"hypertension"}},
    {"a woman who is pregnant", Sex::female, 29, {}, "pregnant"},
    {"a woman who is not", Sex::female, 29, {}, "not_pregnant"},
    {"a woman", Sex::female, 50, {}},
    {"an old woman", Sex::female, 68, {}},
    {"an old man who broke a hip", Sex::male, 66, {"osteoporosis", "hip_fracture"}},
};

TEST(BarredTests, RememberWhatTheyWouldFindAgain) {
  const Engine engine(*Catalog::builtin());
  const KnowledgeBase& kb = engine.catalog().internals();
  const std::vector<std::string> more = {"height",
                                         "weight",
                                         "bmi",
                                         "waist",
                                         "spo2",
                                         "timed_up_and_go",
                                         "gait_speed",
                                         "blood_glucose",
                                         "body_temperature",
                                         "bp_systolic",
                                         "bp_diastolic",
                                         "side_by_side_stand",
                                         "semi_tandem_stand",
                                         "tandem_stand",
                                         "walk_4m_time",
                                         "five_times_sit_to_stand"};
  std::mt19937 random(20261122);
  const auto next = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  int barred = 0, free = 0;
  for (const char* const name : {"cn.gas.physique.adult@2023", "cn.gas.physique.older@2003"}) {
    const Standard& standard = **kb.standard(name);
    std::vector<std::string> tests = standard.inputs();
    for (const std::string& code : more) {
      if (std::find(tests.begin(), tests.end(), code) == tests.end()) tests.push_back(code);
    }
    // A sheet has no column for some of them.
    std::erase_if(tests, [](const std::string& t) { return t == "vo2max_relative" || t == "bmi"; });
    if (tests.size() % 2 == 0) tests.push_back("bmi");
    std::vector<std::vector<double>> choices;
    for (const std::string& code : tests) {
      const TestDef* const test = kb.test(code);
      choices.push_back(test == nullptr ? std::vector<double>{kNone} : telling_values(kb, *test));
    }
    const auto place = [&](std::string_view code) {
      return static_cast<std::size_t>(std::find(tests.begin(), tests.end(), code) - tests.begin());
    };
    BarredTests remembers(kb, standard, tests);
    for (int round = 0; round < 3000; ++round) {
      const std::size_t profile = next(std::size(kPeople));
      const PersonDocument doc = document(kPeople[profile]);
      std::vector<double> values(tests.size(), kNone);
      const auto take = [&](std::size_t i) {
        if (!choices[i].empty()) values[i] = choices[i][next(choices[i].size())];
      };
      // Now nearly all that a sheet has; now a reading or two, so that much is missing, every test
      // may be barred, and many rows share an answer.
      if (round % 4 == 0) {
        for (std::size_t i = 0; i < tests.size(); ++i) {
          if (next(6) != 0) take(i);
        }
      } else {
        if (next(2) == 0) take(place("height")), take(place("weight"));
        if (next(2) == 0) take(next(tests.size()));
        if (next(4) == 0) take(next(tests.size()));
      }
      BarredTests fresh(kb, standard, tests);
      const bool expected = fresh.any(profile, doc, doc.as_of, values);
      ASSERT_EQ(remembers.any(profile, doc, doc.as_of, values), expected)
          << name << ", " << kPeople[profile].name << ":" << shown(tests, values);
      ++(expected ? barred : free);
    }
  }
  EXPECT_GT(barred, 100) << "nearly nobody was barred: the comparison says little";
  EXPECT_GT(free, 100) << "nearly everybody was barred: the comparison says little";
}

}  // namespace
}  // namespace celian::engine
