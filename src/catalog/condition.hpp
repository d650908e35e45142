// Three-valued conditions (docs/data-format.md section 8), compiled to a flat program over fact
// slots.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "catalog/fact.hpp"
#include "celian/result.hpp"

namespace celian {

namespace codec {
class Value;
}

enum class Truth : std::uint8_t { no = 0, unknown = 1, yes = 2 };

class Condition {
 public:
  Condition() = default;  // always yes

  // Compiles JSON. Errors: `schema` with a pointer below `pointer`, unknown facts, wrong operators
  // for the fact's type, a value that a code fact does not have, nesting over 8.
  static Result<Condition> compile(const codec::Value&, const FactIndex&,
                                   const std::string& pointer);
  static constexpr int kMaxNesting = 8;

  // Kleene logic; a comparison on an unknown fact is unknown. No allocation.
  Truth eval(const FactVector&) const noexcept;

  // Unknown facts which, were they known, could still change the result; appended ascending,
  // without repeats. Empty as soon as the known facts decide alone. A fact that stands twice in one
  // condition is treated as two; `missing` is never unknown and opens nothing: that is how a rule
  // says that a fact counts if it is there and is not asked for.
  void open_facts(const FactVector&, std::vector<Slot>& out) const;

  // Every fact mentioned, ascending, appended without repeats.
  void facts(std::vector<Slot>& out) const;

  // The numbers that the condition compares a fact with, appended: between two neighbours of them
  // it cannot tell one value of the fact from another. False if the fact is not mentioned.
  bool limits(Slot, std::vector<double>& out) const;

  // The known facts that make the result what it is (for the trace): of a true `any` only its true
  // parts, of a false `all` only its false ones. Appended ascending, without repeats.
  void deciding_facts(const FactVector&, std::vector<Slot>& out) const;

  bool always() const noexcept { return nodes_.empty(); }

 private:
  enum class Op : std::uint8_t {
    all,
    any,
    none_of,
    at_least,
    eq,
    ne,
    lt,
    le,
    gt,
    ge,
    in,
    between,
    has,
    missing,
    within,
    changed
  };
  struct Node {
    Op op;
    Slot slot = kNoSlot;
    std::uint16_t n = 0;  // at_least: how many
    std::uint32_t end =
        0;  // composite: index one past the last descendant (children follow their parent)
    double a = 0, b = 0;                       // comparison values
    std::uint32_t set_begin = 0, set_end = 0;  // in: range of sets_
  };
  std::vector<Node> nodes_;
  std::vector<double> sets_;
  friend class ConditionCompiler;

  Truth eval_at(std::size_t i, const FactVector&) const noexcept;
  Truth until(Truth decides, std::size_t i, const FactVector&) const noexcept;
  Truth count(std::size_t i, const FactVector&) const noexcept;
  Truth leaf(const Node&, const FactVector&) const noexcept;
  void open_at(std::size_t i, const FactVector&, std::vector<Slot>& found) const;
  void deciding_at(std::size_t i, const FactVector&, std::vector<Slot>& found) const;
  // The next part of the same composite.
  std::size_t next(std::size_t i) const noexcept {
    return is_composite(nodes_[i]) ? nodes_[i].end : i + 1;
  }
  static bool is_composite(const Node& n) noexcept { return n.op <= Op::at_least; }
};

}  // namespace celian
