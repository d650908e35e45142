// Rules, presets and the person's time -> the envelope: what is allowed, each limit with its
// reasons.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "catalog/fired.hpp"
#include "guide/input.hpp"
#include "guide/limits.hpp"
#include "guide/reasons.hpp"

namespace celian::guide {

// What a preset or several merged presets ask of one component: where to begin and where to go.
struct Target {
  std::string component;
  Interval days_week, minutes_start, minutes_target, minutes_week_target, minutes, hold_s, sets,
      reps, rm_percent_start;
  std::optional<double> rm_percent_max;
  std::set<std::uint32_t> why;
};

struct Advice {
  std::string topic, code;
  std::set<std::uint32_t> why;
};

struct Preference {
  std::string target, code;  // "exercise" | "family" | "tag"
  double weight = 0;
  std::uint32_t why = 0;
};

struct Working {
  FactVector facts;  // with triage, interim and provisional set
  LimitSet limits;
  std::map<std::string, Target> targets;
  std::vector<Advice> advice;  // by topic, code
  std::vector<Preference> preferences;
  std::vector<Need> needs;           // from rules: findings
  std::vector<std::string> presets;  // ids used
  std::vector<std::string> unverified_used;
  bool interim = false;
};

Working build_envelope(const Input&, Reasons&);

// The public form. Fills `unmet` and `conflicts` for empty intervals: the safer side is kept.
Envelope publish(const Input&, Working&, Reasons&);

// Intensity classes and scales: the one table of data/policy (policy.intensity).
Interval class_interval(const KnowledgeBase&, IntensityClass, const std::string& dimension);
IntensityClass class_of(const KnowledgeBase&, const std::string& dimension, double value);

}  // namespace celian::guide
