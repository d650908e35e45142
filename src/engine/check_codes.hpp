// Codes in a request that must exist: a misspelt code is an error, not an unknown fact.
#pragma once

#include "catalog/knowledge_base.hpp"
#include "celian/person.hpp"
#include "celian/result.hpp"

namespace celian::engine {

// Answers, goals, occupation, school grade, coded states. Diseases, medicines and symptoms are exempt: an unrecognised
// one is kept and treated carefully. Errors: `unknown_id` with a JSON pointer and the allowed values.
Result<void> check_codes(const KnowledgeBase&, const PersonDocument&);

}  // namespace celian::engine
