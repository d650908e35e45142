// Which exercises: candidates that the envelope allows, ranked by what the person needs, wants and
// likes; ties by code.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "guide/burden.hpp"
#include "guide/envelope.hpp"
#include "guide/score.hpp"

namespace celian::guide {

class Selector {
 public:
  Selector(const Input&, const Working&, const Burden&, const std::vector<Need>&);

  // The person's places that no rule forbids, in the person's order.
  const std::vector<std::string>& places() const { return places_; }
  // One bit for each of them where this exercise can be done; 0 = nowhere, or not allowed.
  unsigned places_of(const Exercise&) const;

  // May this person do it at all, somewhere? Hard and soft forbids, age, intensity class, METs,
  // skill, equipment, place.
  bool allowed(const Exercise& e) const { return allowed_.has(index_.of(e)); }

  // Everything for a component that one of `places` allows, the best fitting first. What mainly
  // loads muscles only where nothing else serves the component.
  const std::vector<const Exercise*>& ranked(const std::string& component,
                                             const std::vector<std::string>& places) const;
  // At most `count` of them, of different groups of muscles or patterns where possible; groups that
  // a need, a goal or a liking asks for come first.
  std::vector<const Exercise*> choose(const std::string& component, int count) const {
    return choose(component, count, places_);
  }
  std::vector<const Exercise*> choose(const std::string& component, int count,
                                      const std::vector<std::string>& places) const;

  // What may stand in for another: the same group of muscles in strength, else the same pattern.
  const std::string& group(const Exercise&, const std::string& component) const;

  // Is there an exercise for it in any place whatever?
  bool anywhere(const std::string& component) const;

  // The first easy movement of the usual list that this place allows, or null.
  const Exercise* warm_up(const std::string& place) const;

  // What is shown beside an exercise: the nearest allowed neighbour along the links; where the
  // links lead nowhere, the nearest movement of the kind that asks for less (or more) and in
  // nothing for more (or less). Empty = there is none.
  std::string easier(const Exercise&, const std::string& component) const;
  std::string harder(const Exercise&, const std::string& component) const;
  // The next link to train with, at one of `places` (bits); null = there is none within reach.
  const Exercise* next_link(const Exercise& e, const std::string& component, unsigned places) const;

  // Light, steady and without load: what can be done alone on any day; null = nothing.
  const Exercise* daily(const std::string& component) const;

  // The effort that is asked for on paper at most.
  IntensityClass effort_cap() const;

  // Why an exercise is not allowed here: a code, what it is about, and the rules behind it. Empty
  // code = it is allowed.
  struct Refusal {
    std::string code, detail;
    std::set<std::uint32_t> why;
  };
  Refusal refusal(const Exercise&) const;

  const Scorer& scorer() const { return score_; }

  // A roof over it.
  static bool indoors(const std::string& place);

 private:
  Refusal forbidden(const Exercise&) const;
  Refusal unfit(const Exercise&) const;
  void find_permitted();
  const ExerciseSet& at(const std::string& place) const;
  ExerciseSet allowed_at(const std::vector<std::string>& places) const;
  const Exercise* find_warm_up(const std::string& place) const;
  std::string missing_equipment(const Exercise&, const std::string& place) const;
  bool fits_age(const Exercise&) const;
  bool carer_for(const Exercise&) const;
  bool within_mets(const Exercise&) const;
  const std::string& neighbour(const Exercise&, const std::string& component, bool harder) const;
  std::string find_neighbour(const Exercise&, const std::string& kind, bool harder) const;

  const Input& in_;
  const Working& w_;
  const Burden& burden_;
  const ExerciseIndex& index_;
  Scorer score_;
  std::optional<double> age_;
  std::optional<Demand> balance_cap_;  // after a near-fall
  bool supine_too_late_ = false;       // in pregnancy, by the end of the plan
  std::vector<std::string> equipment_, places_, groups_;
  std::map<std::string, std::vector<std::string>> at_place_;  // equipment that a place brings
  std::map<std::string, std::string> group_of_;               // pattern of strength work -> group
  ExerciseSet permitted_;                                     // place and equipment apart
  ExerciseSet allowed_;                                       // in one of `places_`
  // The same questions come for every item of every session.
  mutable std::map<std::string, ExerciseSet> at_;  // by place: what has all its equipment there
  mutable std::map<std::string, const Exercise*> warm_ups_;  // likewise
  mutable std::map<std::string, std::vector<const Exercise*>> ranked_;
  // By kind of neighbour and the exercise's place in the knowledge.
  mutable std::map<std::pair<std::string, bool>, std::vector<std::optional<std::string>>>
      neighbours_;
};

}  // namespace celian::guide
