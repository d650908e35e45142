// The knowledge that is compiled in, for tests of what it says.
#pragma once

#include <memory>
#include <stdexcept>

#include "catalog/knowledge_base.hpp"
#include "celian/catalog.hpp"

namespace celian::test {

inline const std::shared_ptr<const Catalog>& catalog() {
  static const std::shared_ptr<const Catalog> one = [] {
    auto built = Catalog::builtin();
    if (!built) throw std::runtime_error(built.error().message);
    return *built;
  }();
  return one;
}

inline const KnowledgeBase& knowledge() { return catalog()->internals(); }

}  // namespace celian::test
