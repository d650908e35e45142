#include "guide/edges.hpp"

#include <algorithm>
#include <cmath>

namespace celian::guide {

namespace {

double demanded(const Input& in, const Working& w, const std::string& edge) {
  const std::string code = in.kb.policy_text("session." + edge + "_long_code");
  return w.limits.timings.count(code) != 0
             ? in.kb.policy_number("session." + edge + "_minutes_long", 10)
             : 0;
}

}  // namespace

double warm_up_demanded(const Input& in, const Working& w) { return demanded(in, w, "warm_up"); }
double cool_down_demanded(const Input& in, const Working& w) {
  return demanded(in, w, "cool_down");
}

Edges edges_of(const Input& in, const Working& w, double day) {
  const double fifth = std::floor(day / 5);
  const double warm = std::min(in.kb.policy_number("session.warm_up_minutes", 5), fifth);
  const double cool = std::min(in.kb.policy_number("session.cool_down_minutes", 5), fifth);
  const double long_warm = warm_up_demanded(in, w);
  const double long_cool = cool_down_demanded(in, w);
  const double least_walk = in.kb.policy_number("session.cool_down_walk_minutes", 2);
  Edges e;
  e.light_only = long_cool > 0 && day < 2 * long_cool;
  double whole_cool = cool;
  if (long_cool > 0)
    whole_cool =
        std::max(cool, std::min(long_cool, day - in.kb.policy_number("plan.least_minutes", 5)));
  e.cool_walk = long_cool > 0
                    ? std::min(in.kb.policy_number("session.cool_down_minutes", 5), whole_cool)
                    : std::min(least_walk, whole_cool);
  e.cool_gap = whole_cool - e.cool_walk;
  if (e.light_only) return e;  // all of it is as easy as a warm-up
  double whole_warm = warm;
  if (long_warm > 0)
    whole_warm = std::max(warm, std::min(long_warm, std::floor(day / 2) - whole_cool));
  e.warm_walk = warm;
  e.warm_gap = whole_warm - warm;
  return e;
}

double main_room(const Input& in, const Working& w, double day) {
  const Edges e = edges_of(in, w, day);
  return std::max(1.0, day - e.walks() - e.warm_gap - e.cool_gap);
}

}  // namespace celian::guide
