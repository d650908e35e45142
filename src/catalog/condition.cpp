// Evaluation of compiled conditions. The program is a tree in preorder: a composite is followed by
// its parts, and `end` says where the next sibling begins, so that a walk needs no pointers and
// allocates nothing.
#include "catalog/condition.hpp"

#include <algorithm>

namespace celian {

namespace {

Truth truth(bool yes) noexcept { return yes ? Truth::yes : Truth::no; }

Truth negate(Truth t) noexcept { return t == Truth::unknown ? t : truth(t == Truth::no); }

// Appends the slots of `found` that `out` does not have yet, ascending.
void merge(std::vector<Slot>& found, std::vector<Slot>& out) {
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  const std::size_t before = out.size();
  for (const Slot s : found) {
    const auto end = out.begin() + static_cast<std::ptrdiff_t>(before);
    if (std::find(out.begin(), end, s) == end) out.push_back(s);
  }
}

}  // namespace

Truth Condition::eval(const FactVector& facts) const noexcept {
  return nodes_.empty() ? Truth::yes : eval_at(0, facts);
}

void Condition::open_facts(const FactVector& facts, std::vector<Slot>& out) const {
  if (nodes_.empty()) return;
  std::vector<Slot> found;
  open_at(0, facts, found);
  merge(found, out);
}

void Condition::facts(std::vector<Slot>& out) const {
  std::vector<Slot> found;
  for (const Node& n : nodes_) {
    if (!is_composite(n) && n.slot != kNoSlot) found.push_back(n.slot);
  }
  merge(found, out);
}

void Condition::deciding_facts(const FactVector& facts, std::vector<Slot>& out) const {
  if (nodes_.empty()) return;
  std::vector<Slot> found;
  deciding_at(0, facts, found);
  merge(found, out);
}

Truth Condition::eval_at(std::size_t i, const FactVector& facts) const noexcept {
  const Node& n = nodes_[i];
  switch (n.op) {
    case Op::all: return until(Truth::no, i, facts);
    case Op::any: return until(Truth::yes, i, facts);
    case Op::none_of: return negate(until(Truth::yes, i, facts));
    case Op::at_least: return count(i, facts);
    default: return leaf(n, facts);
  }
}

// The first part that decides; else unknown if any part is, else the opposite.
Truth Condition::until(Truth decides, std::size_t i, const FactVector& facts) const noexcept {
  Truth out = negate(decides);
  for (std::size_t c = i + 1; c < nodes_[i].end; c = next(c)) {
    const Truth t = is_composite(nodes_[c]) ? eval_at(c, facts) : leaf(nodes_[c], facts);
    if (t == decides) return t;
    if (t == Truth::unknown) out = t;
  }
  return out;
}

Truth Condition::count(std::size_t i, const FactVector& facts) const noexcept {
  unsigned yes = 0, unknown = 0;
  for (std::size_t c = i + 1; c < nodes_[i].end; c = next(c)) {
    const Truth t = eval_at(c, facts);
    if (t == Truth::yes) ++yes;
    if (t == Truth::unknown) ++unknown;
  }
  return yes >= nodes_[i].n             ? Truth::yes
         : yes + unknown >= nodes_[i].n ? Truth::unknown
                                        : Truth::no;
}

Truth Condition::leaf(const Node& n, const FactVector& facts) const noexcept {
  const bool known = facts.known(n.slot);
  if (n.op == Op::missing) return truth(!known);
  if (n.op == Op::changed) {
    const std::optional<bool> changed = facts.changed(n.slot);
    return changed ? truth(*changed) : Truth::unknown;
  }
  if (!known) return Truth::unknown;
  const double v = facts.value(n.slot);
  switch (n.op) {
    case Op::eq: return truth(v == n.a);
    case Op::ne: return truth(v != n.a);
    case Op::lt: return truth(v < n.a);
    case Op::le: return truth(v <= n.a);
    case Op::gt: return truth(v > n.a);
    case Op::ge: return truth(v >= n.a);
    case Op::between: return truth(v >= n.a && v <= n.b);
    case Op::has: return truth(v != 0);
    case Op::within: return truth(facts.as_of().days_since_epoch() - v <= n.a);
    case Op::in:
      return truth(std::find(sets_.begin() + n.set_begin, sets_.begin() + n.set_end, v) !=
                   sets_.begin() + n.set_end);
    default: return Truth::unknown;
  }
}

bool Condition::limits(Slot slot, std::vector<double>& out) const {
  bool mentioned = false;
  for (const Node& n : nodes_) {
    if (is_composite(n) || n.slot != slot) continue;
    mentioned = true;
    if (n.op == Op::in) {
      out.insert(out.end(), sets_.begin() + n.set_begin, sets_.begin() + n.set_end);
    } else {
      out.insert(out.end(), {n.a, n.b});
    }
  }
  return mentioned;
}

// While a composite is undecided, each of its undecided parts can still tip it (Kleene logic): the
// decided parts leave room for the undecided ones, and all of these but one may come out either
// way.
void Condition::open_at(std::size_t i, const FactVector& facts, std::vector<Slot>& found) const {
  if (eval_at(i, facts) != Truth::unknown) return;
  const Node& n = nodes_[i];
  if (!is_composite(n)) {
    if (n.op != Op::changed)
      found.push_back(n.slot);  // a change is known from the record, not by asking
    return;
  }
  for (std::size_t c = i + 1; c < n.end; c = next(c)) {
    open_at(c, facts, found);
  }
}

void Condition::deciding_at(std::size_t i, const FactVector& facts,
                            std::vector<Slot>& found) const {
  const Node& n = nodes_[i];
  if (!is_composite(n)) {
    if (facts.known(n.slot)) found.push_back(n.slot);
    return;
  }
  // What decides a negation is what decides the thing negated; an undecided node rests on all that
  // is known below it.
  const Truth t = n.op == Op::none_of ? negate(eval_at(i, facts)) : eval_at(i, facts);
  for (std::size_t c = i + 1; c < n.end; c = next(c)) {
    const Truth part = eval_at(c, facts);
    if (t == Truth::unknown ? part != Truth::unknown || is_composite(nodes_[c]) : part == t) {
      deciding_at(c, facts, found);
    }
  }
}

}  // namespace celian
