#include "catalog/units.hpp"

#include "base/utf8.hpp"
#include "celian/quantity.hpp"

namespace celian {

namespace {

UnitDef definition(const UnitEntry& e) { return UnitDef{e.code, e.dimension, e.factor, e.offset}; }

}  // namespace

void UnitTable::add(UnitEntry e) {
  for (const std::string& name : e.names) by_name_.emplace_back(fold(name), entries_.size());
  entries_.push_back(std::move(e));
}

// Names are what people write: width and case do not matter there. In codes they do (mg and Mg).
const UnitEntry* UnitTable::find(std::string_view code_or_name) const {
  for (const UnitEntry& e : entries_) {
    if (e.code == code_or_name) return &e;
  }
  const std::string folded = fold(code_or_name);
  for (const auto& [name, index] : by_name_) {
    if (name == folded) return &entries_[index];
  }
  return nullptr;
}

Result<double> UnitTable::convert(double value, std::string_view from, std::string_view to) const {
  const UnitEntry* a = find(from);
  const UnitEntry* b = find(to);
  if (a == nullptr || b == nullptr) {
    return Error{Status::unit, "",
                 "expected a known unit, found \"" + std::string(a == nullptr ? from : to) + "\""};
  }
  return celian::convert(value, definition(*a), definition(*b));
}

}  // namespace celian
