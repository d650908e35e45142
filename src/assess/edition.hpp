// Which edition of which standard scores a person.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/date.hpp"
#include "celian/person.hpp"

namespace celian::assess {

// The subject of a standard: sex (or the reference sex), ages, and the grade by the codes of that
// standard.
Subject subject_for(const Standard&, const Person&, Date as_of);

// Whether an edition is in force. Its first day is `in_force_from`; where that is not known, 1
// January of the year that names the edition: a later first day is possible, an earlier one is not.
// A draft never is.
bool in_force(const FileHeader&, Date as_of) noexcept;

struct Choice {
  const Standard* standard = nullptr;  // null: no standard scores this person
  std::vector<std::string> missing;    // facts without which that cannot be told
};

// "auto": of the editions in force whose population the person belongs to, the latest of its id;
// one by school grade before one by age, then the smallest id.
Choice choose_standard(const KnowledgeBase&, const Person&, Date as_of);

// The edition that stands in where `of` has no tables: the one that it names, or that it
// supersedes; null if that one has no tables either or was not made for this person.
const Standard* fallback_for(const KnowledgeBase&, const Standard& of, const Person&, Date as_of);

// Current norms made for this person, by id.
std::vector<const Norm*> norms_for(const KnowledgeBase&, const Person&, Date as_of);

}  // namespace celian::assess
