#include "catalog/case_facts.hpp"

#include <string_view>

namespace celian {

using codec::Value;

namespace {

// Cases need a day for dated events; which one does not matter, as long as it never changes.
constexpr std::string_view kAsOf = "2026-06-01";

// "condition.*" or a single code: every flag among them that the case does not state is absent.
bool covers(const std::string& pattern, const std::string& code) {
  if (pattern.size() >= 2 && pattern.substr(pattern.size() - 2) == ".*") {
    return code.compare(0, pattern.size() - 1, pattern, 0, pattern.size() - 1) == 0;
  }
  return pattern == code;
}

std::string set_fact(const FactIndex& facts, const std::string& code, const Value& v,
                     CaseFacts& out) {
  const Slot s = facts.find(code);
  if (s == kNoSlot) return "expected a fact of the dictionary, found \"" + code + "\"";
  const FactDef& def = facts[s];
  out.given[s] = true;
  switch (def.type) {
    case FactType::flag:
      if (!v.is_bool()) return "expected true or false, found " + codec::write(v);
      out.vector.set_flag(s, v.as_bool());
      return {};
    case FactType::number:
      if (!v.is_number()) return "expected a number, found " + codec::write(v);
      out.vector.set(s, v.as_double());
      return {};
    case FactType::code: {
      const auto index = v.is_string() ? facts.value_index(s, v.as_string()) : std::nullopt;
      if (!index) return "expected a code of the fact " + code + ", found " + codec::write(v);
      out.vector.set(s, *index);
      return {};
    }
    case FactType::date: {
      const Result<Date> date = v.is_string() ? Date::parse(v.as_string()) : Error{};
      if (!date) return "expected a date, found " + codec::write(v);
      out.vector.set(s, date->days_since_epoch());
      return {};
    }
  }
  return {};
}

std::string assume_none(const FactIndex& facts, const Value& patterns, CaseFacts& out) {
  if (!patterns.is_array()) return "expected a list such as [\"condition.*\"]";
  for (const Value& p : patterns.items()) {
    bool used = false;
    for (std::size_t i = 0; p.is_string() && i < facts.size(); ++i) {
      const Slot s = static_cast<Slot>(i);
      const FactDef& def = facts[s];
      if (def.type != FactType::flag || def.derived || !covers(p.as_string(), def.code)) continue;
      used = true;
      if (!out.given[s]) out.vector.set_flag(s, false);
    }
    if (!used) return "expected the name of flags, found " + codec::write(p);
  }
  return {};
}

}  // namespace

CaseFacts::CaseFacts(const FactIndex& facts)
    : vector(facts.size(), *Date::parse(kAsOf)), given(facts.size(), false) {}

// What the vector lacks is unknown, as everywhere.
std::string fill_facts(const FactIndex& facts, const Value& values, CaseFacts& out) {
  for (const codec::Member& m : values.members()) {
    if (m.name == "assume_none" || m.name == "changed") continue;
    if (std::string wrong = set_fact(facts, m.name, m.value, out); !wrong.empty()) return wrong;
  }
  if (const Value* changed = values.find("changed"); changed != nullptr) {
    if (!changed->is_object()) return "expected {fact: true or false} in \"changed\"";
    for (const codec::Member& m : changed->members()) {
      const Slot s = facts.find(m.name);
      if (s == kNoSlot || !m.value.is_bool())
        return "expected {fact: true or false}, found \"" + m.name + "\"";
      out.vector.set_changed(s, m.value.as_bool());
    }
  }
  if (const Value* none = values.find("assume_none"); none != nullptr)
    return assume_none(facts, *none, out);
  return {};
}

}  // namespace celian
