// Which exercises: candidates that the envelope allows, ranked by what the person needs and likes;
// ties by code.
#pragma once

#include <string>
#include <vector>

#include "guide/burden.hpp"
#include "guide/envelope.hpp"

namespace celian::guide {

class Selector {
 public:
  Selector(const Input&, const Working&, const Burden&);

  // The person's places that no rule forbids, in the person's order.
  const std::vector<std::string>& places() const { return places_; }

  // May this person do it at all, somewhere? Hard and soft forbids, age, intensity class, METs,
  // skill, equipment, place.
  bool allowed(const Exercise& e) const { return allowed(e, places_); }
  bool allowed(const Exercise&, const std::vector<std::string>& places) const;

  // At most `count` exercises of a component that one of `places` allows, of different patterns
  // where possible; what mainly loads muscles only where nothing else serves the component.
  std::vector<const Exercise*> choose(const std::string& component, int count) const {
    return choose(component, count, places_);
  }
  std::vector<const Exercise*> choose(const std::string& component, int count,
                                      const std::vector<std::string>& places) const;

  // Is there an exercise for it in any place whatever?
  bool anywhere(const std::string& component) const;

  // The first easy movement of the usual list that this place allows, or null.
  const Exercise* warm_up(const std::string& place) const;

  // The nearest allowed neighbour along the links, or empty.
  std::string easier(const Exercise&) const;
  std::string harder(const Exercise&) const;

  // A roof over it.
  static bool indoors(const std::string& place);

 private:
  bool equipped(const Exercise&) const;
  bool fits_age(const Exercise&) const;
  bool carer_for(const Exercise&) const;
  bool within_mets(const Exercise&) const;
  double liking(const Exercise&) const;
  std::vector<std::string> usual(const std::string& component) const;

  const Input& in_;
  const Working& w_;
  const Burden& burden_;
  std::vector<std::string> equipment_, places_;
};

}  // namespace celian::guide
