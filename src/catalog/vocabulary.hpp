// Words that requests and rules share and that no file lists: they stand in the exercises, presets
// and policies that use them. KnowledgeBase::vocabulary() keeps the lists.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/knowledge_base.hpp"

namespace celian {

struct VocabularyKind {
  std::string_view name;  // of the list
  std::string_view text;  // prefix of the texts that name its words ("tag" of "tags")
};

// "components", "equipment", "families", "goals", "muscles", "patterns", "places", "tags".
std::span<const VocabularyKind> vocabulary_kinds() noexcept;

// Its place among them; their number if there is no such list.
std::size_t vocabulary_index(std::string_view name) noexcept;

// The codes of one list, sorted, without repeats; empty if there is no such list.
std::vector<std::string> collect_vocabulary(const KnowledgeBase&, std::string_view name);

}  // namespace celian
