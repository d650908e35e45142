// The typed helpers over policy values, so that no stage reads JSON.
#include "catalog/knowledge_base.hpp"

#include "codec/json.hpp"

namespace celian {

double KnowledgeBase::policy_number(std::string_view code, double otherwise) const {
  const codec::Value* v = policy(code);
  return v != nullptr && v->is_number() ? v->as_double() : otherwise;
}

std::string KnowledgeBase::policy_text(std::string_view code) const {
  const codec::Value* v = policy(code);
  return v != nullptr && v->is_string() ? v->as_string() : std::string();
}

std::optional<Interval> KnowledgeBase::policy_interval(std::string_view code) const {
  const codec::Value* v = policy(code);
  if (v == nullptr || !v->is_array() || v->size() != 2) return std::nullopt;
  const auto side = [](const codec::Value& s) {
    return s.is_number() ? std::optional(s.as_double()) : std::nullopt;
  };
  return Interval{side(v->items()[0]), side(v->items()[1])};
}

}  // namespace celian
