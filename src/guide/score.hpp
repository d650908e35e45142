// How well an exercise fits a person: one sum of weights of data/policy/choice. It orders what the
// envelope allows and can widen nothing.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "guide/burden.hpp"
#include "guide/envelope.hpp"

namespace celian::guide {

// Values of choice.weights: what each is for stands where it is used, in score.cpp.
struct Weights {
  explicit Weights(const KnowledgeBase&);
  double need, goal, like, like_family, like_towards, dislike, rule, secondary, off_intensity,
      skill, equipment, usual, places, new_place, prior, by_minutes;
};

class Scorer {
 public:
  Scorer(const Input&, const Working&, const Burden&, const std::vector<Need>&);

  // Of an exercise of the knowledge for a component in which it may serve.
  double of(const Exercise&, const std::string& component) const;
  // The share of needs and goals in it.
  double need(const Exercise&) const;
  const Weights& weights() const { return weights_; }

  // What a need, or a goal that was named, asks for first: more of it where the presets leave it
  // open.
  bool favours(const std::string& component) const;

  // The class of effort that an exercise means to this person: by its energy cost among people of
  // that age, where both are known.
  IntensityClass effort_for(const Exercise&) const;
  // The class that a component is best begun with.
  IntensityClass wanted(const std::string& component) const;

  // Somebody who trains already and is neither old nor limited: begins further up the links.
  bool fit() const { return fit_; }

 private:
  struct Wish {
    ExerciseSet served_by;
    double weight = 0;
  };
  // What is usual for a component, and each score as it was asked for.
  struct OfComponent {
    std::vector<double> usual;  // by the exercise's place in the knowledge, as the scores
    std::vector<std::optional<double>> scores;
  };
  void read_classes();
  void add_wish(const std::string& code, double weight);
  void add_wishes(const std::vector<Need>&);
  void add_favoured(const std::vector<Need>&);
  double liking(const Exercise&) const;
  bool leads_to_liked(const Exercise&) const;
  OfComponent& of_component(const std::string&) const;
  const std::vector<std::string>& usual_list(const std::string& component) const;
  double judge(const Exercise&, const std::string& component, double usual) const;

  const Input& in_;
  const Working& w_;
  const ExerciseIndex& index_;
  Weights weights_;
  bool fit_ = false;
  std::vector<Wish> wishes_;
  std::vector<std::string> favoured_;
  ExerciseSet prior_;  // exercises of the last week of an earlier plan
  std::vector<std::pair<ExerciseSet, double>> preferred_;  // by rules, with the weight of each
  std::optional<double> years_;                            // of age
  std::vector<std::pair<double, IntensityClass>>
      classes_;  // from so many METs; empty = no such age
  // The same questions come for every place, session and neighbour.
  mutable std::map<std::string, OfComponent> components_;
};

}  // namespace celian::guide
