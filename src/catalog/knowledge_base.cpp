// The typed helpers over policy values, so that no stage reads JSON.
#include "catalog/knowledge_base.hpp"

#include "codec/json.hpp"

namespace celian {

namespace {

// "intensity.hrr_percent.light" is the value of that code, or the entry "light" of the table
// "intensity.hrr_percent", which may itself be an entry of one.
const codec::Value* lookup(const KnowledgeBase& kb, std::string_view code) {
  if (const codec::Value* v = kb.policy(code)) return v;
  const std::size_t dot = code.rfind('.');
  if (dot == std::string_view::npos) return nullptr;
  const codec::Value* table = lookup(kb, code.substr(0, dot));
  return table == nullptr || !table->is_object() ? nullptr : table->find(code.substr(dot + 1));
}

}  // namespace

double KnowledgeBase::policy_number(std::string_view code, double otherwise) const {
  const codec::Value* v = lookup(*this, code);
  return v != nullptr && v->is_number() ? v->as_double() : otherwise;
}

std::string KnowledgeBase::policy_text(std::string_view code) const {
  const codec::Value* v = lookup(*this, code);
  return v != nullptr && v->is_string() ? v->as_string() : std::string();
}

std::vector<std::string> KnowledgeBase::policy_codes(std::string_view code) const {
  std::vector<std::string> out;
  const codec::Value* v = lookup(*this, code);
  if (v == nullptr || !v->is_array()) return out;
  for (const codec::Value& item : v->items()) {
    if (item.is_string()) out.push_back(item.as_string());
  }
  return out;
}

std::optional<Interval> KnowledgeBase::policy_interval(std::string_view code) const {
  const codec::Value* v = lookup(*this, code);
  if (v == nullptr || !v->is_array() || v->size() != 2) return std::nullopt;
  const auto side = [](const codec::Value& s) {
    return s.is_number() ? std::optional(s.as_double()) : std::nullopt;
  };
  return Interval{side(v->items()[0]), side(v->items()[1])};
}

}  // namespace celian
