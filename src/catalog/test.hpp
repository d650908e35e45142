// Test definitions (docs/data-format.md section 4).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/common.hpp"
#include "catalog/condition.hpp"

namespace celian {

enum class Better : std::uint8_t { none, higher, lower, range };
enum class TrialTake : std::uint8_t { max, min, mean, last, mean_last_2, median };

struct ChangeStatistic {
  // mdc95, sem, mcid, mdc95_percent, substantial; learning: so many first readings of a person are
  // practice
  std::string statistic;
  double value = 0;
  std::string unit, population;
  Condition when;
  std::vector<Citation> cites;
  Verified verified = Verified::unverified;
};

struct TestNotFor {
  Condition when;
  std::string say;
  std::vector<Citation> cites;
  Verified verified = Verified::unverified;
};

struct TestDef {
  std::string code;
  LocalText name, protocol;
  std::string unit, component, loinc;
  double resolution = 1;
  int decimals = 0;
  Better better = Better::none;
  double plausible_min = 0, plausible_max = 0;
  bool time_notation = false;
  int trials = 1;
  TrialTake take = TrialTake::last;
  bool by_side = false;
  std::vector<std::string> needs, mistaken_units;
  std::vector<std::string> units;  // the only units accepted; empty = every unit of the dimension
  std::vector<std::string>
      derived_from;  // tests from which this one is computed; not empty = not measured itself
  int seconds = 0;
  std::vector<ChangeStatistic> change;
  std::vector<TestNotFor> not_for;
  std::vector<TestNotFor> not_judged;  // a reading says nothing about such a person
  std::optional<Condition> recommend;
  int recommend_priority = 100;
  std::vector<Citation> cites;
  Verified verified = Verified::unverified;
};

}  // namespace celian
