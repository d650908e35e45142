// Strength work from week to week: more repetitions, then more sets, then a heavier load; and the
// easy weeks between.
#pragma once

#include <utility>
#include <vector>

#include "guide/dose.hpp"

namespace celian::guide {

// An easy week: after so many harder ones, and at the beginning where training asked for one. The
// last week of a plan is none: what follows it is decided anew.
bool is_deload(const Input&, const Working&, int week);
// The share of the usual volume that an easy week keeps.
double deload_share(const KnowledgeBase&);

// May this component grow at all (no interim plan, no hold, no rate of zero)?
bool may_grow(const Input&, const Working&, const std::string& component);

class Ladder {
 public:
  Ladder(const Input&, const Working&, const Dose&);

  // One step, of one thing; the load only where something is lifted. False = there is nothing left
  // to raise.
  bool advance(int week, int exercises, bool lifts);

  struct Load {
    double sets = 0, reps = 0;
    Interval rm_percent;
  };
  // As trained in a week that is not easy.
  const Load& usual() const { return at_.now; }
  // Where the person stands on it; a step that finds no room is taken back by it.
  struct Rung {
    Load now;
    int last_sets = 1;        // week in which a set was added
    std::vector<int> raises;  // weeks in which repetitions rose since they last began anew
  };
  const Rung& rung() const { return at_; }
  void back_to(Rung rung) { at_ = std::move(rung); }

  // In that week, of an exercise that came on paper in week `since`: a new one begins with the
  // fewest repetitions.
  Load of(int week, int since) const;

 private:
  const Input& in_;
  const Working& w_;
  const Dose& d_;
  Rung at_;
  double start_reps_ = 0;
  std::optional<double> most_reps_, most_sets_, most_rm_;
  double reps_step_ = 1;
};

}  // namespace celian::guide
