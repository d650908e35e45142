#include <algorithm>

#include "guide/envelope.hpp"

namespace celian::guide {

namespace {

bool is_scale(const std::string& dimension) {
  return dimension == "hrr_percent" || dimension == "hrmax_percent" ||
         dimension == "vo2r_percent" || dimension == "rpe_6_20" || dimension == "rpe_0_10" ||
         dimension == "mets" || dimension == "heart_rate_bpm";
}

Why both(const Range& r) {
  std::set<std::uint32_t> all;
  if (r.lo) all.insert(r.lo->why.begin(), r.lo->why.end());
  if (r.hi) all.insert(r.hi->why.begin(), r.hi->why.end());
  return to_why(all);
}

// An empty interval: the upper bound is the safer side. Two hard limits are a conflict; a floor
// lost to a cap is `unmet`.
void settle(const LimitKey& key, Range& r, Envelope& out) {
  if (!r.lo || !r.hi || r.lo->value <= r.hi->value) return;
  if (r.lo->hard && r.hi->hard) {
    out.conflicts.push_back({key.first, key.second, {std::nullopt, r.hi->value}, both(r)});
  } else {
    out.unmet.push_back({key.second, key.first, r.lo->value, r.hi->value, both(r)});
  }
  r.lo.reset();
}

Limit to_limit(const LimitKey& key, const Range& r) {
  Limit l;
  l.dimension = key.first;
  l.component = key.second;
  if (r.lo) l.range.lo = r.lo->value;
  if (r.hi) l.range.hi = r.hi->value;
  l.hard = (r.hi && r.hi->hard) || (r.lo && r.lo->hard);
  l.why = both(r);
  return l;
}

void publish_intensity(const Input& in, const Working& w, Envelope& out) {
  IntensityEnvelope& e = out.intensity;
  e.max_class = w.limits.max_class;
  e.why = to_why(w.limits.class_why);
  static const std::vector<std::string> kShown = {"hrr_percent", "hrmax_percent", "rpe_0_10",
                                                  "rpe_6_20"};
  for (const std::string& scale : kShown) {
    const bool by_heart_rate = scale == "hrr_percent" || scale == "hrmax_percent";
    if (by_heart_rate && !w.limits.method_allowed("hrr")) continue;
    Limit l;
    l.dimension = scale;
    const Interval top = class_interval(in.kb, w.limits.max_class, scale);
    l.range.hi = top.hi;
    l.why = e.why;
    if (const Range* r = w.limits.find({scale, ""})) {
      if (r->hi && (!l.range.hi || r->hi->value < *l.range.hi)) l.range.hi = r->hi->value;
      if (r->lo && (!l.range.hi || r->lo->value <= *l.range.hi)) l.range.lo = r->lo->value;
      l.hard = (r->hi && r->hi->hard);
      l.why = both(*r);
    }
    if (l.range.lo || l.range.hi) e.scales.push_back(std::move(l));
  }
  for (const char* method : {"hrr", "rpe", "talk_test", "power", "pace"}) {
    if (w.limits.method_allowed(method)) e.methods.push_back(method);
  }
  if (const Range* r = w.limits.find({"heart_rate_bpm", ""}); r && r->hi)
    e.heart_rate_max_bpm = r->hi->value;
}

}  // namespace

Envelope publish(const Input& in, Working& w, Reasons&) {
  Envelope out;
  for (auto& [key, range] : w.limits.ranges) settle(key, range, out);
  publish_intensity(in, w, out);
  for (const auto& [key, range] : w.limits.ranges) {
    if (!is_scale(key.first) && (range.lo || range.hi)) out.limits.push_back(to_limit(key, range));
  }
  for (const auto& [key, f] : w.limits.forbidden)
    out.forbid.push_back({key.first, key.second, f.hard, to_why(f.why)});
  for (const auto& [component, r] : w.limits.required) {
    out.require.push_back(
        {component, r.days_week, r.minutes_week, r.minutes, r.sets, r.reps, to_why(r.why)});
  }
  out.supervision = w.limits.supervision;
  for (const auto& [key, why] : w.limits.monitors)
    out.monitor.push_back({key.first, key.second, to_why(why)});
  for (const auto& [code, why] : w.limits.timings) out.timing.push_back({code, "", to_why(why)});
  out.progress_percent_week = w.limits.percent_week;
  out.progress_weeks_step = w.limits.weeks_step;
  out.progress_variables = w.limits.variables;
  out.progress_why = to_why(w.limits.progress_why);
  return out;
}

}  // namespace celian::guide
