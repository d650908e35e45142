// Words that requests and rules share and that no file lists: they stand in the exercises, presets and policies that use them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/knowledge_base.hpp"

namespace celian::engine {

// Names of the lists below, sorted: "components", "equipment", "families", "goals", "muscles", "patterns", "places", "tags".
const std::vector<std::string_view>& vocabulary_kinds();

// The codes of one list, sorted; empty if there is no such list.
std::vector<std::string> vocabulary(const KnowledgeBase&, std::string_view kind);

// Prefix of the texts that name them ("tag" of "tags"); empty if there is no such list.
std::string_view vocabulary_text(std::string_view kind);

// "'moon' is no place; there are: …", or the nearest words where there are many and `kind` is one of catalog.list.
Error unknown_word(std::string_view what, std::string_view typed, const std::vector<std::string>& words, std::string_view kind, std::string pointer);

}  // namespace celian::engine
