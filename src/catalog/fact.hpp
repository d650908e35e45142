// The dictionary of facts and the dense, three-valued vector of one person's facts.
// A slot is an index; conditions are compiled to slots, so that evaluation touches no string.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/common.hpp"

namespace celian {

using Slot = std::uint16_t;
inline constexpr Slot kNoSlot = std::numeric_limits<Slot>::max();

enum class FactType : std::uint8_t { flag, number, code, date };

struct FactDef {
  std::string code;
  FactType type = FactType::flag;
  LocalText name;
  std::string unit;  // number facts: canonical unit
  std::vector<std::string>
      values;  // code facts: allowed values; a fact's number is an index into them
  std::vector<std::string> aliases;  // what people type
  std::vector<std::string> icd10;
  std::string loinc, snomed;
  std::optional<int> holds_days;  // how long an answer holds; absent = does not age
  std::string ask_who;            // "person", "centre" or empty = is not asked
  int ask_seconds = 0;
  bool derived = false;
  std::vector<std::string> settled_by;  // facts to ask for instead (bmi -> height, weight)
  std::vector<std::string> detail_of;   // flags of which this is a detail: a list settles it only
                                        // while none of them holds
};

// All facts of a catalog: those of data/facts, one number fact per test, one flag per medicine
// class.
class FactIndex {
 public:
  // Slot of a code, or kNoSlot.
  Slot find(std::string_view code) const noexcept;
  const FactDef& operator[](Slot s) const noexcept { return defs_[s]; }
  std::size_t size() const noexcept { return defs_.size(); }
  // Slots of a namespace ("condition"), in dictionary order: codes "condition.<x>" without a
  // further dot.
  const std::vector<Slot>& group(std::string_view name) const noexcept;
  // Index of a value of a code fact, or nullopt.
  std::optional<double> value_index(Slot s, std::string_view value) const noexcept;
  // The loader adds; duplicate codes are the loader's error to report.
  Slot add(FactDef def);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const noexcept {
      return std::hash<std::string_view>{}(s);
    }
  };
  std::vector<FactDef> defs_;
  std::unordered_map<std::string, Slot, Hash, std::equal_to<>> by_code_;
  std::unordered_map<std::string, std::vector<Slot>, Hash, std::equal_to<>> groups_;
};

// One person's facts at `as_of`. Unknown is the default. Flags: 0 or 1. Codes: value index. Dates:
// days since epoch.
class FactVector {
 public:
  explicit FactVector(std::size_t slots, Date as_of)
      : as_of_(as_of), value_(slots, 0.0), known_(slots, 0) {}
  bool known(Slot s) const noexcept { return s < known_.size() && known_[s] != 0; }
  double value(Slot s) const noexcept { return value_[s]; }
  bool flag(Slot s) const noexcept {
    return known(s) && value_[s] != 0;
  }  // true only if known and true
  void set(Slot s, double v) noexcept {
    if (s < value_.size()) value_[s] = v, known_[s] = 1;
  }
  void set_flag(Slot s, bool v) noexcept { set(s, v ? 1.0 : 0.0); }
  void forget(Slot s) noexcept {
    if (s < known_.size()) known_[s] = 0;
  }
  // Whether the fact differs from the earlier assessment; nullopt = not known. Only 练 train sets
  // it.
  std::optional<bool> changed(Slot s) const noexcept {
    if (s >= changed_.size() || changed_[s] == 0) return std::nullopt;
    return changed_[s] == 2;
  }
  void set_changed(Slot s, bool differs) {
    if (changed_.empty()) changed_.resize(value_.size());
    if (s < changed_.size()) changed_[s] = differs ? 2 : 1;
  }
  Date as_of() const noexcept { return as_of_; }
  std::size_t size() const noexcept { return value_.size(); }

 private:
  Date as_of_;
  std::vector<double> value_;
  std::vector<std::uint8_t> known_;
  std::vector<std::uint8_t> changed_;  // empty, or one a slot: 0 not known, 1 the same, 2 differs
};

}  // namespace celian
