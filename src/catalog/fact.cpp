#include "catalog/fact.hpp"

namespace celian {

Slot FactIndex::find(std::string_view code) const noexcept {
  const auto it = by_code_.find(code);
  return it == by_code_.end() ? kNoSlot : it->second;
}

const std::vector<Slot>& FactIndex::group(std::string_view name) const noexcept {
  static const std::vector<Slot> kNone;
  const auto it = groups_.find(name);
  return it == groups_.end() ? kNone : it->second;
}

std::optional<double> FactIndex::value_index(Slot s, std::string_view value) const noexcept {
  if (s >= defs_.size()) return std::nullopt;
  const std::vector<std::string>& values = defs_[s].values;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] == value) return static_cast<double>(i);
  }
  return std::nullopt;
}

Slot FactIndex::add(FactDef def) {
  const Slot slot = static_cast<Slot>(defs_.size());
  const std::string code = def.code;
  defs_.push_back(std::move(def));
  by_code_.emplace(code, slot);
  const std::size_t dot = code.find('.');
  if (dot != std::string::npos && code.find('.', dot + 1) == std::string::npos) {
    groups_[code.substr(0, dot)].push_back(slot);
  }
  return slot;
}

}  // namespace celian
