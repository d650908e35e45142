// The one place where a person document becomes facts. Every stage reads the vector made here and
// nothing else, so that no two stages can disagree about what is known.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/fact.hpp"
#include "catalog/knowledge_base.hpp"
#include "celian/measurement.hpp"
#include "celian/person.hpp"

namespace celian {

// A disease, medicine or symptom that nobody could place. It is kept, treated carefully, and
// reported.
struct Unrecognised {
  std::string kind;  // "condition", "medicine", "symptom"
  std::string text;
  std::vector<std::string> nearest;
};

struct Facts {
  FactVector vector;
  std::vector<Unrecognised> unrecognised;  // in the order of the document
  std::vector<std::string> stale;  // groups and facts whose answer is too old to hold, by name
};

// The norms of policy `norms.bmi_class`, and the class of a body mass index by the first of them
// that covers the person; empty if none does or it cannot tell.
std::vector<const Norm*> bmi_norms(const KnowledgeBase&);
std::string bmi_class_of(const std::vector<const Norm*>&, const Subject&, const SheetValue& bmi);

// Ages at `as_of` from birth date, months or years; kUnknownKey where it cannot be told.
Subject subject_of(const Person&, Date as_of);

// Facts at `doc.as_of`, derived facts included. `intensity_wanted`: light, moderate, vigorous or
// empty = unknown.
Facts build_facts(const KnowledgeBase&, const PersonDocument&, const MeasurementSet&,
                  std::string_view intensity_wanted = {});

}  // namespace celian
