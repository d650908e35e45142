#include "engine/plain_points.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "assess/edition.hpp"
#include "assess/score.hpp"
#include "engine/barred.hpp"
#include "facts/build.hpp"
#include "measure/check.hpp"

namespace celian::engine {

namespace {

// What a key of 64 bits has room for: profiles, times places on all axes, times classes of the body
// mass index.
constexpr std::uint64_t kMostProfiles = std::uint64_t{1} << 16;
constexpr std::uint64_t kMostKeys = ~std::uint64_t{0} / kMostProfiles;
constexpr std::size_t kMostBmiClasses = 32;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// Their readings say more than their value: how many there are today, whether two are swapped, how
// they stand among other children.
constexpr std::string_view kOfTheDay[] = {"bp_systolic", "bp_diastolic", "resting_heart_rate"};

}  // namespace

ScoredAs scored_as(const KnowledgeBase& kb, const Person& person, Date as_of,
                   std::string_view standard) {
  ScoredAs out;
  const auto a = assess::score(kb, person, as_of, {}, FactVector(0, as_of), standard, {},
                               assess::Detail::points);
  if (!a || !a->fallback.empty() || a->standard.empty()) return out;
  const auto found = kb.standard(a->standard);
  if (!found) return out;
  const Standard& s = **found;
  out.subject = assess::subject_for(s, person, as_of);
  const SheetScore sheet = s.score_sheet(out.subject, {});
  if (sheet.outside_population || sheet.items.empty() || sheet.grades == nullptr) return out;
  for (const SheetScore::Item& item : sheet.items) out.items.push_back(item.test);
  for (const std::string& input : s.inputs()) {
    if (std::find(out.items.begin(), out.items.end(), input) != out.items.end()) continue;
    const SheetScore one = s.score_sheet(out.subject, {{input, Outcome::scored, 1, {}, {}}});
    const bool taken =
        std::any_of(one.items.begin(), one.items.end(),
                    [&](const SheetScore::Item& i) { return i.taken_from == input; });
    if (taken) out.stand_ins.push_back(input);
  }
  out.grades = sheet.grades;
  out.standard = &s;
  return out;
}

BarredTests::BarredTests(const KnowledgeBase& kb, const Standard& standard,
                         std::vector<std::string> tests)
    : kb_(kb), standard_(standard), tests_(std::move(tests)) {
  const auto index = [&](std::string_view code) {
    return static_cast<std::size_t>(std::find(tests_.begin(), tests_.end(), code) - tests_.begin());
  };
  height_ = index("height"), weight_ = index("weight"), bmi_ = index("bmi");
  const auto look_each_time = [&](std::string_view code) {
    if (index(code) < tests_.size()) each_time_.push_back(index(code));
  };
  gather_conditions();
  for (const std::string_view code : kOfTheDay) look_each_time(code);
  for (const std::string& code : feeders()) look_each_time(code);
  bmi_norms_ = bmi_norms(kb);
  make_axes();
}

// Everything that may compare a fact with something: rules of screening, derived facts, and the
// tests' own conditions.
void BarredTests::gather_conditions() {
  for (const Rule& r : kb_.rules().screen) conditions_.push_back(&r.when);
  for (const Derivation& d : kb_.dictionary().derivations()) {
    for (const auto& [value, when] : d.cases) conditions_.push_back(&when);
  }
  for (const std::string& code : standard_.inputs()) {
    if (const TestDef* test = kb_.test(code)) {
      for (const TestNotFor& n : test->not_for) conditions_.push_back(&n.when);
      for (const TestNotFor& n : test->not_judged) conditions_.push_back(&n.when);
    }
  }
  is_deciding_.assign(kb_.facts().size(), false);
  std::vector<Slot> used;
  for (const Condition* const c : conditions_) {
    used.clear();
    c->facts(used);
    for (const Slot slot : used) is_deciding_[slot] = true;
  }
}

// Every number that anything compares the fact with, ascending.
std::vector<double> BarredTests::limits_of(Slot slot) const {
  std::vector<double> limits;
  for (const Condition* const c : conditions_) c->limits(slot, limits);
  std::sort(limits.begin(), limits.end());
  limits.erase(std::unique(limits.begin(), limits.end()), limits.end());
  return limits;
}

// A test that was done is not barred any more.
bool BarredTests::may_be_barred(std::string_view code) const {
  const std::vector<std::string>& inputs = standard_.inputs();
  const TestDef* const test = kb_.test(code);
  return test != nullptr && !test->not_for.empty() &&
         std::find(inputs.begin(), inputs.end(), code) != inputs.end();
}

// Tests from which another value follows that something compares, or that may be barred.
std::vector<std::string> BarredTests::feeders() const {
  const FactIndex& facts = kb_.facts();
  std::vector<std::string> out;
  for (const Formula& f : kb_.formulas()) {
    if (f.gives.empty() || !(is_deciding(facts.find(f.gives)) || may_be_barred(f.gives))) continue;
    for (const FormulaSource& s : f.from) out.push_back(s.fact);
  }
  for (const Scale& s : kb_.scales()) {
    if (!s.asked.empty()) continue;  // without answers there is no total
    if (!is_deciding(facts.find(s.gives)) && !may_be_barred(s.gives)) continue;
    std::vector<Slot> used;
    for (const ScaleItem& item : s.items) {
      if (item.fact != kNoSlot) used.push_back(item.fact);
      item.when.facts(used);
    }
    for (const Slot slot : used) out.push_back(facts[slot].code);
  }
  return out;
}

std::size_t BarredTests::Axis::place_of(double value) const {
  if (std::isnan(value)) return 2 * limits.size() + 1;
  const auto at = std::lower_bound(limits.begin(), limits.end(), value);
  const bool on = at != limits.end() && *at == value;
  return 2 * static_cast<std::size_t>(at - limits.begin()) + (on ? 1 : 0);
}

// As many axes as a key has room for, the shortest first: a test without one is looked at each
// time.
void BarredTests::make_axes() {
  derived_bmi_.limits = limits_of(kb_.facts().find("bmi"));
  for (std::size_t i = 0; i < tests_.size(); ++i) {
    const Slot slot = kb_.facts().find(tests_[i]);
    if (is_deciding(slot)) axes_.push_back({i, limits_of(slot)});
  }
  std::stable_sort(axes_.begin(), axes_.end(),
                   [](const Axis& a, const Axis& b) { return a.places() < b.places(); });
  std::uint64_t keys = kMostBmiClasses * derived_bmi_.places();
  std::size_t fit = 0;
  while (fit < axes_.size() && axes_[fit].places() <= kMostKeys / keys)
    keys *= axes_[fit++].places();
  for (std::size_t i = fit; i < axes_.size(); ++i) each_time_.push_back(axes_[i].test);
  axes_.resize(fit);
}

// Exact: a number of its own for all that can be told from each other.
std::optional<std::uint64_t> BarredTests::key_of(std::size_t profile, const PersonDocument& doc,
                                                 std::span<const double> values) {
  const auto value = [&](std::size_t i) { return i < values.size() ? values[i] : kNone; };
  const auto given = [&](std::size_t i) { return !std::isnan(value(i)); };
  if (profile >= kMostProfiles || !doc.health.answers.empty() ||
      std::any_of(each_time_.begin(), each_time_.end(), given))
    return std::nullopt;
  std::uint64_t key = profile;
  for (const Axis& axis : axes_) key = key * axis.places() + axis.place_of(values[axis.test]);

  SheetValue bmi{"bmi", Outcome::scored, kNone, {}, {}};
  double derived = kNone;
  if (given(bmi_)) {
    // Both ways to the index: whether they differ is a matter for points().
    if (given(height_) && given(weight_)) return std::nullopt;
    bmi.value = value(bmi_);
  } else if (given(height_) && given(weight_)) {
    const double h = value(height_), w = value(weight_);
    bmi.value = derived = w / (h * h / 1e4);
    bmi.height_cm = h, bmi.weight_kg = w;
    // An index that nobody has is said and not used: no limit tells it from a high one.
    const TestDef* const test = kb_.test("bmi");
    if (test != nullptr && (derived < test->plausible_min || derived > test->plausible_max))
      return std::nullopt;
  }
  key = key * derived_bmi_.places() + derived_bmi_.place_of(derived);
  if (std::isnan(bmi.value)) return key * kMostBmiClasses;
  const auto bmi_class =
      bmi_class_number(bmi_class_of(bmi_norms_, subject_of(doc.person, doc.as_of), bmi));
  if (!bmi_class) return std::nullopt;
  return key * kMostBmiClasses + *bmi_class;
}

// From 1; 0 is no index at all.
std::optional<std::size_t> BarredTests::bmi_class_number(const std::string& name) {
  const auto at = std::find(bmi_classes_.begin(), bmi_classes_.end(), name);
  const auto number = static_cast<std::size_t>(at - bmi_classes_.begin()) + 1;
  if (number >= kMostBmiClasses) return std::nullopt;
  if (at == bmi_classes_.end()) bmi_classes_.push_back(name);
  return number;
}

BarredTests::Found BarredTests::find(const PersonDocument& person, std::optional<Date> day,
                                     std::span<const double> values) const {
  PersonDocument doc = person;
  for (std::size_t i = 0; i < tests_.size(); ++i) {
    if (std::isnan(values[i])) continue;
    RawMeasurement m;
    m.test = tests_[i];
    m.value = values[i];
    m.date = day;
    doc.measurements.push_back(std::move(m));
  }
  Found found;
  std::vector<Reason> reasons;
  const auto set = measure::check(kb_, doc, reasons);
  if (!set || !set->flags.empty()) {
    found.always = true;
    return found;
  }
  const Barred limits = barred(kb_, doc, *set, standard_, Done::counts_too);
  found.always = !limits.not_judged.empty();
  for (const TestAdvice& advice : limits.not_safe) {
    if (advice.test == "bmi" && set->find("bmi") != nullptr) continue;  // the key says so
    const auto at = std::find(tests_.begin(), tests_.end(), advice.test);
    found.unless_done.push_back(static_cast<std::size_t>(at - tests_.begin()));
  }
  return found;
}

bool BarredTests::holds(const Found& found, std::span<const double> values) const {
  const auto given = [&](std::size_t i) { return i < values.size() && !std::isnan(values[i]); };
  return found.always || !std::all_of(found.unless_done.begin(), found.unless_done.end(), given);
}

bool BarredTests::any(std::size_t profile, const PersonDocument& doc, std::optional<Date> day,
                      std::span<const double> values) {
  const std::optional<std::uint64_t> key = key_of(profile, doc, values);
  if (!key) return holds(find(doc, day, values), values);
  auto known = known_.find(*key);
  if (known == known_.end()) known = known_.emplace(*key, find(doc, day, values)).first;
  return holds(known->second, values);
}

}  // namespace celian::engine
