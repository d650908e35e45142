// The way into a session and out of it: easy movement whose minutes stand before everything else is
// planned.
#pragma once

#include "guide/envelope.hpp"

namespace celian::guide {

struct Edges {
  double warm_walk = 0;  // easy movement that opens every session
  double warm_gap =
      0;  // more easy minutes before anything harder; light components of the day may fill them
  double cool_walk = 0;  // easy movement after the main part
  double cool_gap = 0;   // more minutes at the end; stretching may fill them
  bool light_only =
      false;  // the day is too short for a demanded way out of anything harder than that way itself

  double walks() const { return warm_walk + cool_walk; }
};

// Demanded minutes (`long_warm_up`, `long_cool_down`); 0 = no rule asks for more than usual.
double warm_up_demanded(const Input&, const Working&);
double cool_down_demanded(const Input&, const Working&);

// For a day of `day_minutes`. The way out is kept in full, for the sake of pressure and rhythm; the
// way in takes at most what leaves half of the day. Without a demand neither takes more than a
// fifth of the day.
Edges edges_of(const Input&, const Working&, double day_minutes);

// The minutes of components that a day holds, the gaps of its edges apart.
double main_room(const Input&, const Working&, double day_minutes);

}  // namespace celian::guide
