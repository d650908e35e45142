// JSON conditions to programs. Everything that a rule's author can get wrong is said here, with the
// place.
#include <array>
#include <cstddef>
#include <string_view>

#include "catalog/condition.hpp"
#include "codec/json.hpp"

namespace celian {

using codec::Value;

class ConditionCompiler {
 public:
  explicit ConditionCompiler(const FactIndex& facts) : facts_(facts) {}

  Result<Condition> run(const Value& v, const std::string& pointer) {
    if (v.is_bool() && v.as_bool()) return Condition();
    if (Result<void> r = node(v, pointer, 1); !r) return r.error();
    return std::move(out_);
  }

 private:
  using Op = Condition::Op;
  using Node = Condition::Node;

  static Error wrong(const std::string& pointer, std::string message) {
    return Error{Status::schema, pointer, std::move(message)};
  }

  static std::string found(const Value& v) {
    return ", found " + std::string(codec::type_name(v.type()));
  }

  Result<void> node(const Value& v, const std::string& pointer, int depth) {
    if (depth > Condition::kMaxNesting) {
      return wrong(pointer, "expected at most " + std::to_string(Condition::kMaxNesting) +
                                " levels of nesting");
    }
    if (!v.is_object()) return wrong(pointer, "expected a condition (an object)" + found(v));
    if (v.find("fact") != nullptr) return comparison(v, pointer);
    if (v.find("within") != nullptr) return within(v, pointer);
    if (v.find("at_least") != nullptr) return at_least(v, pointer, depth);
    if (v.size() != 1)
      return wrong(pointer, "expected one of " + std::string(kForms) + ", and nothing beside it");
    const codec::Member& m = v.members().front();
    const std::string below = codec::join(pointer, m.name);
    if (m.name == "all") return composite(Op::all, m.value, below, depth);
    if (m.name == "any") return composite(Op::any, m.value, below, depth);
    if (m.name == "not") return negation(m.value, below, depth);
    if (m.name == "has") return bare(Op::has, m.value, below);
    if (m.name == "missing") return bare(Op::missing, m.value, below);
    if (m.name == "changed") return bare(Op::changed, m.value, below);
    return wrong(below, "unknown field; expected one of " + std::string(kForms));
  }

  Result<void> composite(Op op, const Value& list, const std::string& pointer, int depth,
                         std::uint16_t n = 0) {
    if (!list.is_array()) return wrong(pointer, "expected a list of conditions" + found(list));
    if (list.size() == 0)
      return wrong(pointer, "expected at least one condition, found an empty list");
    const std::size_t at = push(op, kNoSlot);
    out_.nodes_[at].n = n;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (Result<void> r = node(list.items()[i], codec::join(pointer, i), depth + 1); !r) return r;
    }
    out_.nodes_[at].end = static_cast<std::uint32_t>(out_.nodes_.size());
    return {};
  }

  Result<void> negation(const Value& v, const std::string& pointer, int depth) {
    const std::size_t at = push(Op::none_of, kNoSlot);
    if (Result<void> r = node(v, pointer, depth + 1); !r) return r;
    out_.nodes_[at].end = static_cast<std::uint32_t>(out_.nodes_.size());
    return {};
  }

  Result<void> at_least(const Value& v, const std::string& pointer, int depth) {
    const Value* of = v.find("of");
    if (of == nullptr || v.size() != 2)
      return wrong(pointer, "expected {\"at_least\": n, \"of\": [conditions]}");
    const Value& n = *v.find("at_least");
    const std::int64_t parts = static_cast<std::int64_t>(of->size());
    if (!n.is_int() || n.as_int() < 1 || n.as_int() > parts) {
      return wrong(codec::join(pointer, "at_least"),
                   "expected a whole number from 1 to " + std::to_string(parts) +
                       ", the number of conditions in \"of\", found " + codec::write(n));
    }
    return composite(Op::at_least, *of, codec::join(pointer, "of"), depth,
                     static_cast<std::uint16_t>(n.as_int()));
  }

  // {"has": f}, {"missing": f}, {"changed": f}
  Result<void> bare(Op op, const Value& v, const std::string& pointer) {
    const Result<Slot> slot = fact(v, pointer);
    if (!slot) return slot.error();
    if (op == Op::has && facts_[*slot].type != FactType::flag) {
      return wrong(pointer, "expected a flag, found the " + describe(*slot));
    }
    push(op, *slot);
    return {};
  }

  Result<void> within(const Value& v, const std::string& pointer) {
    const Value* days = v.find("days");
    if (days == nullptr || v.size() != 2)
      return wrong(pointer, "expected {\"within\": fact, \"days\": n}");
    const Result<Slot> slot = fact(*v.find("within"), codec::join(pointer, "within"));
    if (!slot) return slot.error();
    if (facts_[*slot].type != FactType::date) {
      return wrong(codec::join(pointer, "within"), "expected a date, found the " + describe(*slot));
    }
    if (!days->is_int() || days->as_int() < 0) {
      return wrong(codec::join(pointer, "days"),
                   "expected a whole number of days, found " + codec::write(*days));
    }
    out_.nodes_[push(Op::within, *slot)].a = days->as_double();
    return {};
  }

  // {"fact": f, "<operator>": value}
  Result<void> comparison(const Value& v, const std::string& pointer) {
    const Result<Slot> slot = fact(*v.find("fact"), codec::join(pointer, "fact"));
    if (!slot) return slot.error();
    const codec::Member* op = nullptr;
    for (const codec::Member& m : v.members()) {
      if (m.name == "fact") continue;
      if (op != nullptr)
        return wrong(codec::join(pointer, m.name),
                     "expected one operator only, found a second one");
      op = &m;
    }
    if (op == nullptr)
      return wrong(pointer, "expected an operator beside \"fact\": " + std::string(kOperators));
    const std::string below = codec::join(pointer, op->name);
    for (const auto& [name, code] : kComparisons) {
      if (op->name == name) return compare(code, *slot, op->value, below);
    }
    if (op->name == "between") return between(*slot, op->value, below);
    if (op->name == "in") return in(*slot, op->value, below);
    return wrong(below, "unknown operator; expected one of " + std::string(kOperators));
  }

  Result<void> compare(Op op, Slot slot, const Value& v, const std::string& pointer) {
    const FactType type = facts_[slot].type;
    if (type == FactType::date || (type != FactType::number && op != Op::eq && op != Op::ne)) {
      return wrong(pointer, "expected an operator that suits the " + describe(slot));
    }
    const Result<double> a = value(slot, v, pointer);
    if (!a) return a.error();
    out_.nodes_[push(op, slot)].a = *a;
    return {};
  }

  Result<void> between(Slot slot, const Value& v, const std::string& pointer) {
    if (facts_[slot].type != FactType::number)
      return wrong(pointer, "expected a number, found the " + describe(slot));
    if (!v.is_array() || v.size() != 2 || !v.items()[0].is_number() || !v.items()[1].is_number() ||
        v.items()[0].as_double() > v.items()[1].as_double()) {
      return wrong(pointer, "expected [from, to] with from <= to, found " + codec::write(v));
    }
    const std::size_t at = push(Op::between, slot);
    out_.nodes_[at].a = v.items()[0].as_double();
    out_.nodes_[at].b = v.items()[1].as_double();
    return {};
  }

  Result<void> in(Slot slot, const Value& v, const std::string& pointer) {
    if (facts_[slot].type != FactType::code)
      return wrong(pointer, "expected a code, found the " + describe(slot));
    if (!v.is_array() || v.size() == 0)
      return wrong(pointer, "expected a list of codes" + found(v));
    const std::size_t at = push(Op::in, slot);
    out_.nodes_[at].set_begin = static_cast<std::uint32_t>(out_.sets_.size());
    for (std::size_t i = 0; i < v.size(); ++i) {
      const Result<double> code = value(slot, v.items()[i], codec::join(pointer, i));
      if (!code) return code.error();
      out_.sets_.push_back(*code);
    }
    out_.nodes_[at].set_end = static_cast<std::uint32_t>(out_.sets_.size());
    return {};
  }

  // What the fact's slot holds for this value.
  Result<double> value(Slot slot, const Value& v, const std::string& pointer) const {
    const FactDef& def = facts_[slot];
    if (def.type == FactType::flag) {
      if (!v.is_bool())
        return wrong(pointer, "expected true or false for the " + describe(slot) + found(v));
      return v.as_bool() ? 1.0 : 0.0;
    }
    if (def.type == FactType::number) {
      if (!v.is_number())
        return wrong(pointer, "expected a number for the " + describe(slot) + found(v));
      return v.as_double();
    }
    if (!v.is_string())
      return wrong(pointer, "expected a code of the " + describe(slot) + found(v));
    const std::optional<double> index = facts_.value_index(slot, v.as_string());
    if (index) return *index;
    std::string known;
    for (const std::string& code : def.values) known += (known.empty() ? "" : ", ") + code;
    return wrong(pointer, "expected one of " + known + " for the fact " + def.code + ", found \"" +
                              v.as_string() + "\"");
  }

  Result<Slot> fact(const Value& v, const std::string& pointer) const {
    if (!v.is_string()) return wrong(pointer, "expected the code of a fact" + found(v));
    const Slot slot = facts_.find(v.as_string());
    if (slot == kNoSlot) {
      return wrong(pointer, "expected a fact of the dictionary, found \"" + v.as_string() + "\"");
    }
    return slot;
  }

  std::string describe(Slot slot) const {
    static constexpr std::array<std::string_view, 4> kTypes = {"flag ", "number ", "code ",
                                                               "date "};
    return std::string(kTypes[static_cast<std::size_t>(facts_[slot].type)]) + facts_[slot].code;
  }

  std::size_t push(Op op, Slot slot) {
    Node n;
    n.op = op;
    n.slot = slot;
    out_.nodes_.push_back(n);
    return out_.nodes_.size() - 1;
  }

  static constexpr std::string_view kForms =
      "all, any, not, at_least, fact, has, missing, within, changed";
  static constexpr std::string_view kOperators = "eq, ne, lt, le, gt, ge, in, between";
  static constexpr std::pair<std::string_view, Op> kComparisons[] = {
      {"eq", Op::eq}, {"ne", Op::ne}, {"lt", Op::lt},
      {"le", Op::le}, {"gt", Op::gt}, {"ge", Op::ge}};

  const FactIndex& facts_;
  Condition out_;
};

Result<Condition> Condition::compile(const Value& v, const FactIndex& facts,
                                     const std::string& pointer) {
  return ConditionCompiler(facts).run(v, pointer);
}

}  // namespace celian
