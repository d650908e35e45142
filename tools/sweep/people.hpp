// Random people over all that the knowledge asks about, unknowns included.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/person.hpp"
#include "random.hpp"

namespace celian::sweep {

class People {
 public:
  People(const KnowledgeBase&, std::uint64_t seed);

  // Of two neighbours one is anybody, the other an adult who was asked everything and has time: by
  // these the plans are judged for their use.
  PersonDocument make(std::uint64_t number) const;
  static bool is_ordinary(std::uint64_t number) { return number % 2 != 0; }

  // The same person with a disease, a medicine or a symptom more; what was added, or empty if there
  // was nothing to add.
  std::string make_worse(PersonDocument&, std::uint64_t number) const;

 private:
  struct Disease {
    std::string code;
    std::vector<std::string> controls, stages;
  };
  // A fact with a number, and every number that a rule compares it with.
  struct Number {
    std::string code;
    double least = 0, most = 0, step = 1;
    std::vector<double> limits;
  };
  struct Choice {
    std::string code;
    std::vector<std::string> values;  // empty: yes or no
  };

  void gather_words();
  void gather_numbers();
  std::vector<double> limits_of(Slot) const;
  static double near_limit(Random&, const Number&);

  PersonDocument anybody(Random&) const;
  PersonDocument ordinary(Random&) const;
  void add_health(Random&, PersonDocument&) const;
  void add_women(Random&, PersonDocument&) const;
  void add_answers(Random&, PersonDocument&) const;
  void add_readings(Random&, PersonDocument&) const;
  void add_resources(Random&, PersonDocument&) const;
  // aim.cpp
  void facts_below(const Condition&, int depth, std::vector<Slot>& out) const;
  void aim(Random&, PersonDocument&) const;
  void give(Random&, Slot, PersonDocument&) const;
  void give_disease(Random&, Slot, PersonDocument&) const;
  void give_answer(Random&, Slot, PersonDocument&) const;
  ConditionAnswer disease(Random&) const;
  MedicineAnswer medicine(Random&) const;

  const KnowledgeBase& kb_;
  std::uint64_t seed_;
  Date as_of_;
  std::vector<const Rule*> rules_;
  std::vector<const Condition*> conditions_;
  std::vector<Disease> diseases_;
  std::vector<std::string> symptoms_, medicine_classes_, medicine_names_, equipment_, places_,
      exercises_, goals_, occupations_;
  std::vector<Number> tests_, numbers_;
  std::vector<Choice> choices_;
};

}  // namespace celian::sweep
