// The meet of everything that rules, presets and the person's own time say: intervals intersect,
// forbids unite, the highest supervision and the slowest progression win. The operation is
// commutative, associative and idempotent, so the order of rules, presets and repeats cannot matter
// (property-tested).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "celian/prescription.hpp"

namespace celian::guide {

// One side of an interval: the bound, how strong the strongest rule behind it is, and all reasons
// that say the same.
struct Bound {
  double value = 0;
  int level = 0;  // 5 legal or emergency … 1 preference
  bool hard = false;
  std::set<std::uint32_t> why;
  friend bool operator==(const Bound&, const Bound&) = default;
};

struct Range {
  std::optional<Bound> lo, hi;
  friend bool operator==(const Range&, const Range&) = default;
};

using LimitKey =
    std::pair<std::string, std::string>;  // dimension, component ("" = whole programme)

struct Requirement {
  std::optional<double> days_week, minutes_week, minutes, sets, reps;
  std::set<std::uint32_t> why;
  friend bool operator==(const Requirement&, const Requirement&) = default;
};

class LimitSet {
 public:
  void at_most(const LimitKey&, double value, int level, bool hard, std::uint32_t why);
  void at_least(const LimitKey&, double value, int level, bool hard, std::uint32_t why);
  void cap_class(IntensityClass, std::uint32_t why);
  void allow_methods(const std::vector<std::string>&, std::uint32_t why);
  void forbid(const std::string& kind, const std::string& code, bool hard, std::uint32_t why);
  void require(const std::string& component, const Requirement&, std::uint32_t why);
  void supervise(Supervision, std::uint32_t why);
  void monitor(const std::string& what, const std::string& when, std::uint32_t why);
  void timing(const std::string& code, std::uint32_t why);
  void progress(std::optional<double> percent_week, std::optional<double> weeks_step,
                std::optional<double> variables, std::uint32_t why);

  // This and the other, both obeyed.
  void meet(const LimitSet& other);

  const Range* find(const LimitKey&) const;
  std::optional<double> hi(const std::string& dimension, const std::string& component = {}) const;
  std::optional<double> lo(const std::string& dimension, const std::string& component = {}) const;
  bool forbids(const std::string& kind, const std::string& code) const;
  bool forbids_hard(const std::string& kind, const std::string& code) const;
  bool method_allowed(const std::string& method) const;

  struct Forbidden {
    bool hard = false;
    std::set<std::uint32_t> why;
    friend bool operator==(const Forbidden&, const Forbidden&) = default;
  };

  std::map<LimitKey, Range> ranges;
  IntensityClass max_class = IntensityClass::near_max;
  std::set<std::uint32_t> class_why;
  std::optional<std::set<std::string>> methods;  // absent = all
  std::set<std::uint32_t> method_why;
  // Kind and code, which may be asked for without making strings of them.
  struct ByKindAndCode {
    using is_transparent = void;
    template <class A, class B>
    bool operator()(const A& a, const B& b) const {
      const int kind = std::string_view(a.first).compare(b.first);
      return kind != 0 ? kind < 0 : std::string_view(a.second) < std::string_view(b.second);
    }
  };
  using Target = std::pair<std::string_view, std::string_view>;
  std::map<std::pair<std::string, std::string>, Forbidden, ByKindAndCode> forbidden;
  std::map<std::string, Requirement> required;
  Supervision supervision = Supervision::none;
  std::map<std::pair<std::string, std::string>, std::set<std::uint32_t>> monitors;
  std::map<std::string, std::set<std::uint32_t>> timings;
  std::optional<double> percent_week, weeks_step, variables;
  std::set<std::uint32_t> progress_why;

  friend bool operator==(const LimitSet&, const LimitSet&) = default;
};

}  // namespace celian::guide
