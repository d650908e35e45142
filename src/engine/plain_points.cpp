#include "engine/plain_points.hpp"

#include <algorithm>
#include <cmath>

#include "assess/edition.hpp"
#include "assess/score.hpp"
#include "engine/barred.hpp"
#include "facts/build.hpp"
#include "measure/check.hpp"

namespace celian::engine {

namespace {

// Beyond this many a place on an axis has no character of its own in a key.
constexpr std::size_t kMostLimits = 100;

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

// Tests from which another value follows that something compares.
std::vector<std::string> BarredTests::feeders() const {
  const FactIndex& facts = kb_.facts();
  std::vector<std::string> out;
  for (const Formula& f : kb_.formulas()) {
    if (f.gives.empty() || !is_deciding(facts.find(f.gives))) continue;
    for (const FormulaSource& s : f.from) out.push_back(s.fact);
  }
  for (const Scale& s : kb_.scales()) {
    if (!s.asked.empty()) continue;  // without answers there is no total
    if (!is_deciding(facts.find(s.gives))) continue;
    std::vector<Slot> used;
    for (const ScaleItem& item : s.items) {
      if (item.fact != kNoSlot) used.push_back(item.fact);
      item.when.facts(used);
    }
    for (const Slot slot : used) out.push_back(facts[slot].code);
  }
  return out;
}

void BarredTests::make_axes() {
  for (std::size_t i = 0; i < tests_.size(); ++i) {
    Axis axis;
    axis.test = i;
    const Slot slot = kb_.facts().find(tests_[i]);
    if (!is_deciding(slot)) continue;
    axis.limits = limits_of(slot);
    if (axis.limits.size() > kMostLimits) {
      each_time_.push_back(i);
    } else {
      axes_.push_back(std::move(axis));
    }
  }
  derived_bmi_.limits = limits_of(kb_.facts().find("bmi"));
  if (derived_bmi_.limits.size() > kMostLimits)
    each_time_.insert(each_time_.end(), {height_, weight_});
}

bool BarredTests::make_key(std::size_t profile, const PersonDocument& doc,
                           std::span<const double> values) {
  const auto given = [&](std::size_t i) { return i < values.size() && !std::isnan(values[i]); };
  if (!doc.health.answers.empty() || std::any_of(each_time_.begin(), each_time_.end(), given))
    return false;
  key_.assign(reinterpret_cast<const char*>(&profile), sizeof profile);
  const auto put = [&](const Axis& axis, double value) {
    const auto at = std::lower_bound(axis.limits.begin(), axis.limits.end(), value);
    const bool on = at != axis.limits.end() && *at == value;
    key_ += static_cast<char>(2 * (at - axis.limits.begin()) + (on ? 1 : 0));
  };
  for (const Axis& axis : axes_) {
    if (given(axis.test)) {
      put(axis, values[axis.test]);
    } else {
      key_ += '\xFF';
    }
  }
  SheetValue bmi{"bmi", Outcome::scored, 0, {}, {}};
  if (given(bmi_)) {
    // Both ways to the index: whether they differ is a matter for points().
    if (given(height_) && given(weight_)) return false;
    bmi.value = values[bmi_];
  } else if (given(height_) && given(weight_)) {
    const double h = values[height_], w = values[weight_];
    bmi.value = w / (h * h / 1e4);
    bmi.height_cm = h, bmi.weight_kg = w;
    put(derived_bmi_, bmi.value);
  } else {
    return true;
  }
  key_ += bmi_class_of(bmi_norms_, subject_of(doc.person, doc.as_of), bmi);
  return true;
}

bool BarredTests::find(const PersonDocument& person, std::optional<Date> day,
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
  std::vector<Reason> reasons;
  const auto set = measure::check(kb_, doc, reasons);
  return !set || !set->flags.empty() || !barred(kb_, doc, *set, standard_).empty();
}

bool BarredTests::any(std::size_t profile, const PersonDocument& doc, std::optional<Date> day,
                      std::span<const double> values) {
  if (!make_key(profile, doc, values)) return find(doc, day, values);
  const auto known = known_.find(key_);
  if (known != known_.end()) return known->second;
  const bool found = find(doc, day, values);
  known_.emplace(key_, found);
  return found;
}

}  // namespace celian::engine
