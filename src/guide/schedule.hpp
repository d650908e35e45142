// Which components on which days of one week. Small and exact: every subset of the person's days is
// tried, in order of need.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "celian/date.hpp"

namespace celian::guide {

// Which part of a session a component may belong to: light work may be part of the way in or out.
enum class Fills : std::uint8_t { main, warm_up, cool_down };

struct WeekDemand {
  std::string component;
  int days = 0;
  int asked = 0;          // as many days as this if days would stand empty otherwise
  double least = 0;       // a session, at least
  double useful = 0;      // a session, once every component has its least
  double minutes = 0;     // a session, as wished; the day's room decides
  double block = 1;       // minutes come in multiples of this
  bool rest_48h = false;  // same muscles not within 48 hours
  Fills fills = Fills::main;
  unsigned places = ~0u;  // where its exercises can be done: one bit a place of the person
};

struct WeekInput {
  Date first;           // first day of the week
  int days = 3;         // how many days the person gives
  double minutes = 30;  // of a day, the least walks in and out apart
  double warm_gap = 0,
         cool_gap = 0;  // of these minutes, what only Fills::warm_up and Fills::cool_down may use
  std::vector<bool> blocked;         // 7 entries
  std::vector<WeekDemand> demand;    // most needed first
  std::map<std::string, Date> last;  // last day of each component before this week
};

struct WeekSchedule {
  std::map<int, std::map<std::string, double>> days;  // offset 0-6 -> component -> minutes
  std::map<int, double> spare;                        // minutes that are still free on those days
  std::vector<std::string> left_out;                  // no room for at least one session
};

// Lexicographic: most needed component first; each as often as asked, then evenly spread, then on
// the emptier days, then early. A day of the person that still stands empty takes what was asked
// for more often. Every component gets its least minutes first, then its useful ones; the rest of
// each day goes to the most needed.
WeekSchedule schedule_week(const WeekInput&);

}  // namespace celian::guide
