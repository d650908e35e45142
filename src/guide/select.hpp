// Which exercises: candidates that the envelope allows, ranked by what the person needs and likes; ties by code.
#pragma once

#include <string>
#include <vector>

#include "guide/burden.hpp"
#include "guide/envelope.hpp"

namespace celian::guide {

class Selector {
 public:
  Selector(const Input&, const Working&, const Burden&);

  // May this person do it at all? Hard and soft forbids, age, intensity class, skill, equipment, place.
  // `indoors`: only places under a roof.
  bool allowed(const Exercise&, bool indoors = false) const;

  // At most `count` exercises of a component, of different patterns where possible; empty if there is none.
  std::vector<const Exercise*> choose(const std::string& component, int count, bool indoors = false) const;

  // The first easy movement of the usual list that is allowed, or null.
  const Exercise* warm_up() const;

  // The nearest allowed neighbour along the links, or empty.
  std::string easier(const Exercise&) const;
  std::string harder(const Exercise&) const;

 private:
  bool equipped(const Exercise&) const;
  bool placed(const Exercise&, bool indoors) const;
  double liking(const Exercise&) const;
  std::vector<std::string> usual(const std::string& component) const;

  const Input& in_;
  const Working& w_;
  const Burden& burden_;
  std::vector<std::string> equipment_, places_;
};

}  // namespace celian::guide
