// Codes in a request that must exist: a misspelt code is an error, not an unknown fact.
#pragma once

#include <string_view>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/person.hpp"
#include "celian/progress.hpp"
#include "celian/result.hpp"
#include "celian/session.hpp"

namespace celian::engine {

// Answers, goals, occupation, school grade, coded states, what was asked, equipment, places, likes.
// Names of diseases, medicines and symptoms are exempt: an unrecognised one is kept and treated
// carefully. Errors: `unknown_id` or `schema` with a JSON pointer and the allowed values.
Result<void> check_codes(const KnowledgeBase&, const PersonDocument&);

// A value of a coded fact; an empty one says nothing. Errors: `unknown_id` at `pointer`.
Result<void> check_code(const KnowledgeBase&, std::string_view fact, std::string_view value,
                        const std::string& pointer);

// Sessions that stand in the array `pointer`: none lies in the future, names exist. Errors:
// `range`, `unknown_id`.
Result<void> check_sessions(const KnowledgeBase&, const std::vector<Session>&, Date as_of,
                            const std::string& pointer);

Result<void> check_decisions(const KnowledgeBase&, const std::vector<Decision>&,
                             const std::string& pointer);

}  // namespace celian::engine
