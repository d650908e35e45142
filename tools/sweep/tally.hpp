// What became of many people, counted; the sums of two threads are the sums of both.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/person.hpp"
#include "celian/prescription.hpp"
#include "celian/risk.hpp"

namespace celian::sweep {

using Counts = std::map<std::string, std::size_t>;

struct Tally {
  std::size_t people = 0, refused = 0, plans = 0;
  // Must stay empty: what is broken, by kind; and who shows it.
  Counts broken;
  std::vector<std::string> examples;
  Counts refusals, without_plan, triage, rules, presets, tags, exercises;
  Counts age_people, age_physician, age_must;  // by age band
  Counts useful, useful_people;

  void add(const Tally&);
  void breaks(const std::string& kind, const std::string& who, const std::string& what);
};

// One person's results, counted.
void count(const KnowledgeBase&, const PersonDocument&, const RiskReport&, const Prescription&,
           bool is_ordinary, Tally&);

// The report, and whether all is well.
bool print(const KnowledgeBase&, const Tally&, double seconds);

}  // namespace celian::sweep
