// The planner at work: from week to week in plan.cpp, one week in week.cpp, sessions in
// session.cpp, daily work in daily.cpp, what is said about the plan in summary.cpp.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "guide/choice.hpp"
#include "guide/edges.hpp"
#include "guide/ladder.hpp"
#include "guide/plan.hpp"
#include "guide/schedule.hpp"

namespace celian::guide {

class Planner {
 public:
  Planner(const Input&, const Working&, const Burden&, const Selector&, const std::vector<Dose>&,
          Envelope&, Reasons&);
  PlanResult run();

 private:
  // The most of everything that the plan has asked for so far, and when it last asked for more.
  struct Level {
    int days = 0;
    double session = 0;
    IntensityClass effort = IntensityClass::very_light;
    double sets = 0, reps = 0, load = 0;  // of strength work; load in percent of the maximum
    int last_rise = 1;                    // a plan begins with a step
  };
  using Minutes = std::map<std::string, double>;  // by component
  // Minutes of components that count as part of the way in or out.
  struct Filled {
    double warm = 0, cool = 0;
  };

  // plan.cpp and week.cpp
  PlanWeek week_of(int week);
  void climb(int week);
  int required_days(const WeekSchedule&) const;
  void hold_set(const Ladder::Rung& before, int week, WeekInput&, WeekSchedule&);
  bool more_strength_days(const WeekSchedule&) const;
  WeekInput week_input(int week) const;
  WeekSchedule schedule(WeekInput&) const;
  WeekDemand demand_of(const Dose&, int week, const std::vector<const Chosen*>&, double room) const;
  double wished_week(const Dose&, int week) const;
  void spread_aerobic(const WeekInput&, WeekSchedule&, int week);
  void raise_levels(const PlanWeek&, int number);
  bool may_step(const std::string& component, int week) const;
  bool is_whole(int week) const;
  void see_strength(const PlanWeek&, int number);
  bool unavailable(Date) const;
  std::vector<const Chosen*> active(const Dose&, int week) const;
  IntensityClass asked_effort(const Chosen&) const;
  bool rises(const Dose&, int week, const std::vector<const Chosen*>&) const;
  unsigned places_for(const Dose&, const std::vector<const Chosen*>&) const;
  const Dose* dose_of(const std::string& component) const;

  // session.cpp
  PlanSession session(int week, Date, const Minutes&);
  PlanSession session_at(std::size_t place, int week, Date, const Minutes&);
  std::vector<std::size_t> places_in_turn(int week, const Minutes&) const;
  std::vector<PlanItem> items_of(const Dose&, const std::vector<const Chosen*>&, double minutes);
  PlanItem dosed_item(const Chosen&, const Dose&, double minutes) const;
  Fills fills(const Dose&, const std::vector<const Chosen*>&) const;
  void add_edges(PlanSession&, const Filled&);
  void add_indoor_twin(PlanSession&) const;
  const Exercise* substitute(const PlanItem&, const std::string& place) const;
  bool fill_twin(PlanSession&, const std::string& place) const;
  std::vector<std::string> ordered(std::vector<std::string> components) const;

  // daily.cpp
  PlanItem daily_item(const Dose&, const Exercise&, double minutes) const;
  void add_daily(Plan&);

  // summary.cpp
  std::vector<ComponentDose> components(const Plan&) const;
  std::vector<Later> later(const Plan&);
  void say_unmet(const Plan&);
  void say_days(const Dose&, int most);
  void say_edges(const Plan&);
  int target_week(const Dose&, double minutes) const;

  const Input& in_;
  const Working& w_;
  const Burden& burden_;
  const Selector& select_;
  const std::vector<Dose>& doses_;
  Envelope& env_;
  Reasons& reasons_;
  std::vector<Chosen> chosen_;
  Edges edges_;
  Ladder ladder_;
  int climbed_ = 0;  // the last week in which strength went a step up
  double least_minutes_;
  double aerobic_capacity_ = 0;  // minutes that the fullest week could hold
  std::map<std::string, Level> levels_;
  std::map<std::string, std::vector<double>> done_;  // minutes of each week as planned in the end
  std::map<std::string, Date> last_;
  std::map<std::string, int> seen_;
  std::map<std::string, std::size_t> turn_;  // exercises take turns from session to session
  std::map<std::size_t, int> visits_;        // sessions by place
  int week_ = 1;                             // that is being laid
};

// Sessions a week and minutes a week of a component, week by week, as the finished plan has them.
struct Laid {
  std::vector<int> days;
  std::vector<double> minutes;
};
Laid laid(const Plan&, const std::string& component);

}  // namespace celian::guide
