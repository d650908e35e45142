// What a plan is checked against: the rules as they run on these facts, nothing merged, nothing
// tidied. Every check asks every rule by itself, so that no merge can lose one. Shared by the
// verify_*.cpp files and by nothing else.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/fired.hpp"
#include "guide/verify.hpp"

namespace celian::guide::verifying {

// One effect of one rule that acts: it fired, or an unknown leaves it open and it protects.
struct Said {
  const Rule* rule = nullptr;
  const Effect* effect = nullptr;
};

// Who may let a violation stand.
enum class Waiver : std::uint8_t { nobody, physician, professional };

// The highest intensity class for items of `component` (empty = all), and who says so.
struct ClassCap {
  IntensityClass max = IntensityClass::near_max;
  std::string component;
  std::string rule;
  Waiver waiver = Waiver::physician;
};

// What each class of effort means on each scale, as far as it was asked for so often that the table
// of data/policy is read once; the others are read when they are asked for.
class Scales {
 public:
  explicit Scales(const KnowledgeBase&);
  std::optional<Interval> of(std::string_view dimension, IntensityClass) const;

 private:
  using Classes = std::array<std::optional<Interval>, 5>;

  const KnowledgeBase& kb_;
  std::vector<std::pair<std::string_view, Classes>> known_;
};

struct Ground {
  explicit Ground(const VerifyInput&);

  const VerifyInput& in;
  const KnowledgeBase& kb;
  Scales scales;
  FactVector facts;  // with `triage`, `interim` and `provisional` declared
  std::vector<FiredRule> fired;
  std::vector<const Rule*>
      open;  // of the guide stage; what they protect from counts as if they had fired

  std::vector<Said> forbids, limits, methods, demands, rates, todays, timings, stops;
  std::vector<ClassCap> classes;
  Triage triage = Triage::T0;
  bool interim = false;
  bool provisional = false;
  Supervision supervision = Supervision::none;
  // The effort at which the presets for this person begin at most. No cap on a plan, but an excuse
  // for what it lacks.
  IntensityClass begins_within = IntensityClass::near_max;

  bool is(std::string_view fact) const;             // known and true
  bool is_or_unknown(std::string_view fact) const;  // not known to be false
  std::optional<double> number(std::string_view fact) const;
  bool is_value(std::string_view fact, std::string_view value) const;  // a code fact has this value

  std::optional<double> age() const { return number("age_years"); }
  // Of somebody whose age is not known: whatever the age may be.
  bool is_for_age(const Exercise&) const;
  // 65 and over, or not known to be regularly active: the small programme of design "burden".
  bool light_burden() const;

 private:
  void declare();
  void collect(const Rule&, bool only_protection);
  void project_limits();
  void read_presets();
};

// A violation and who may override it.
struct Found {
  Violation violation;
  Waiver waiver = Waiver::nobody;
};

class Findings {
 public:
  void add(std::string code, std::string pointer, std::vector<Arg> args, const Rule&);
  void add(std::string code, std::string pointer, std::vector<Arg> args, std::string rule, Waiver);
  std::vector<Found> list;
};

// Whether a preset speaks to this person; before a medical opinion only the interim preset does.
bool speaks_to(const Ground&, const Preset&);

// The MET value that counts for this person; nullopt = the compendia have none.
std::optional<double> met_of(const Ground&, const Exercise&);

// JSON pointers into the plan.
std::string at(std::string_view base, std::string_view name, std::size_t index);

// The checks, each in the file of its name.
void check_structure(const Ground&, const Plan&, Findings&);
void check_items(const Ground&, const Plan&, Findings&);
void check_weeks(const Ground&, const Plan&, Findings&);
void check_demands(const Ground&, const Plan&, Findings&);
void check_progress(const Ground&, const Plan&, Findings&);
void check_never(const Ground&, const Plan&, Findings&);

}  // namespace celian::guide::verifying
