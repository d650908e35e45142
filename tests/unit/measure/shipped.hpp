// The knowledge that is compiled in, and a day, for the tests of measure.
#pragma once

#include <memory>
#include <stdexcept>

#include "catalog/knowledge_base.hpp"
#include "celian/catalog.hpp"

namespace celian::measure {

inline const KnowledgeBase& knowledge() {
  static const std::shared_ptr<const Catalog> catalog = [] {
    auto built = Catalog::builtin();
    if (!built) throw std::runtime_error(built.error().message);
    return *built;
  }();
  return catalog->internals();
}

inline const Date kToday = Date::parse("2026-11-21").value();

}  // namespace celian::measure
