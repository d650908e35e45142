// Points of people of whom only readings differ: what decides which tests they should not do, and
// by which column of which standard they are scored, is found once for all who are alike in it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/person.hpp"

namespace celian::engine {

// How a person is scored, whatever the readings.
struct ScoredAs {
  const Standard* standard = nullptr;  // null: only points() can tell (a fallback, no standard, an
                                       // age out of the table)
  Subject subject;
  std::vector<std::string> items;      // the person's tests, in the order of the standard
  std::vector<std::string> stand_ins;  // tests that may stand in for one of these: with a reading
                                       // of such a test only points() can tell
  const std::vector<GradeLine>* grades = nullptr;  // of the standard
};

ScoredAs scored_as(const KnowledgeBase&, const Person&, Date as_of, std::string_view standard);

// Whether a test of the standard is one that a person certainly should not do. Between two numbers
// that no rule compares a reading with, readings are alike; so most answers are known before.
class BarredTests {
 public:
  // `tests`: those of which readings will be given.
  BarredTests(const KnowledgeBase&, const Standard&, std::vector<std::string> tests);

  // `profile`: the same number for the same document (which has no readings); `values`: one for
  // each of `tests`, NaN = none; `day`: theirs. Exactly what points() would find.
  bool any(std::size_t profile, const PersonDocument&, std::optional<Date> day,
           std::span<const double> values);

 private:
  // Places on the line of a fact's values that can be told from each other.
  struct Axis {
    std::size_t test = 0;
    std::vector<double> limits;  // ascending

    // On each limit, between two, before the first and behind the last; and no reading at all.
    std::size_t places() const noexcept { return 2 * limits.size() + 2; }
    std::size_t place_of(double) const;  // NaN: none
  };

  // For all readings that are alike. A test that was done is not barred any more, so which of them
  // are missing is looked at each time.
  struct Found {
    bool always = false;                   // something else than a missing test
    std::vector<std::size_t> unless_done;  // by tests_; beyond its end: has no reading ever
  };

  void make_axes();
  std::vector<std::string> feeders() const;
  void gather_conditions();
  bool may_be_barred(std::string_view code) const;
  bool is_deciding(Slot slot) const { return slot != kNoSlot && is_deciding_[slot]; }
  std::vector<double> limits_of(Slot) const;
  std::optional<std::uint64_t> key_of(std::size_t profile, const PersonDocument&,
                                      std::span<const double> values);
  std::optional<std::size_t> bmi_class_number(const std::string& name);
  Found find(const PersonDocument&, std::optional<Date> day, std::span<const double> values) const;
  bool holds(const Found&, std::span<const double> values) const;

  const KnowledgeBase& kb_;
  const Standard& standard_;
  std::vector<std::string> tests_;
  std::vector<const Condition*> conditions_;
  std::vector<bool> is_deciding_;  // by slot
  std::vector<Axis> axes_;
  Axis derived_bmi_;
  std::vector<const Norm*> bmi_norms_;
  std::size_t height_, weight_, bmi_;     // indices of tests_, or tests_.size()
  std::vector<std::size_t> each_time_;    // tests whose readings say more than where they lie
  std::vector<std::string> bmi_classes_;  // seen so far
  std::unordered_map<std::uint64_t, Found> known_;  // by key_of()
};

}  // namespace celian::engine
