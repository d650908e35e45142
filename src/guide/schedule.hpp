// Which components on which days of one week. Small and exact: every subset of the person's days is tried, in order of need.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "celian/date.hpp"

namespace celian::guide {

struct WeekDemand {
  std::string component;
  int days = 0;
  double minutes = 0;       // a session, as wished
  double least = 0;         // a session, at least; between the two the day's room decides
  bool rest_48h = false;    // same muscles not within 48 hours
};

struct WeekInput {
  Date first;                      // first day of the week
  int days = 3;                    // how many days the person gives
  double minutes = 30;             // main part of a day, warm-up and cool-down apart
  std::vector<bool> blocked;       // 7 entries
  std::vector<WeekDemand> demand;  // most needed first
  std::map<std::string, Date> last;  // last day of each component before this week
};

struct WeekSchedule {
  std::map<int, std::map<std::string, double>> days;  // offset 0-6 -> component -> minutes
  std::vector<std::string> left_out;             // no room for at least one session
};

// Lexicographic: most needed component first; each as often as asked, then evenly spread, then on the emptier days, then
// early. Every component gets its least minutes first; the rest of each day goes to the most needed ones.
WeekSchedule schedule_week(const WeekInput&);

}  // namespace celian::guide
