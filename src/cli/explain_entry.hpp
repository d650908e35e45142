// What the catalog says about one thing, in lines: a test, exercise, formula, norm, standard, class
// of medicines, disease, symptom or other fact.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/knowledge_base.hpp"

namespace celian::cli {

// `id` with or without its kind in front ("test.grip_strength", "grip_strength"). nullopt if
// nothing has this name.
std::optional<std::string> explain_entry(const KnowledgeBase&, const std::string& id,
                                         const std::string& locale);

// Every name that explain_entry knows, for what somebody may have meant.
std::vector<std::string> entry_names(const KnowledgeBase&);

}  // namespace celian::cli
