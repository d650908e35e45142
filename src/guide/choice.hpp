// Which exercises stand on this person's paper, from which week on, and in which of the person's
// places.
#pragma once

#include <vector>

#include "guide/dose.hpp"
#include "guide/select.hpp"

namespace celian::guide {

// One exercise in its place on paper; the next of the same slot takes over from it.
struct Chosen {
  const Dose* dose = nullptr;
  const Exercise* exercise = nullptr;
  int from_week = 1;
  unsigned places = 0;  // bits of Selector::places()
  int slot = 0;
  unsigned home = 0;  // the bit of the place that serves most of the plan
};

// Slot by slot, most needed first, until the paper is full; a few new ones a week. Whatever the
// place that serves most components has is done there; what it does not have, and a second or third
// kind of endurance work, in the others. After some weeks a slot goes on to a harder link of its
// movement or, where variety counts, to another one of its kind.
std::vector<Chosen> choose_exercises(const Input&, const Working&, const Burden&, const Selector&,
                                     const std::vector<Dose>&);

// Is something lifted that can be made heavier?
bool lifts(const KnowledgeBase&, const Exercise&);

// What a plan is built around: everything that a rule requires, endurance, strength and balance.
bool is_core(const Working&, const std::string& component);

}  // namespace celian::guide
