// All facts of a catalog and how the derived ones come from the others.
#pragma once

#include <utility>
#include <vector>

#include "catalog/condition.hpp"
#include "catalog/fact.hpp"
#include "catalog/fact_decode.hpp"
#include "catalog/issues.hpp"

namespace celian {

// A derived fact: the value of the first case that holds; unknown if an earlier case is unknown. A
// derived flag has one case and is false where that is.
struct Derivation {
  Slot slot = kNoSlot;
  bool is_flag = true;
  std::vector<std::pair<double, Condition>> cases;
};

class Dictionary {
 public:
  // Entries in their final order (files by path). Reports duplicates, unknown facts in
  // `settled_by`, derivations that use a fact standing below them in their own file, and cycles
  // between files.
  static Dictionary build(std::vector<FactEntry> entries, Issues& issues);

  const FactIndex& facts() const noexcept { return facts_; }
  const std::vector<Derivation>& derivations() const noexcept { return derivations_; }

  // Computes every derived fact; `given`, if not empty, marks slots that keep the value they have.
  void derive(FactVector&, const std::vector<bool>& given = {}) const;
  void expand_open(Slot, const FactVector&, std::vector<Slot>& out) const;

 private:
  void compile(const std::vector<FactEntry>& entries, Issues& issues);
  void sort_by_use(const std::vector<FactEntry>& entries, Issues& issues);
  void expand(Slot, const FactVector&, int depth, std::vector<Slot>& out) const;

  FactIndex facts_;
  std::vector<Derivation> derivations_;     // in an order in which each uses only earlier ones
  std::vector<std::size_t> derivation_of_;  // by slot; derivations_.size() = not derived
};

}  // namespace celian
