// What every result carries beside its own fields.
#pragma once

#include "catalog/knowledge_base.hpp"
#include "celian/person.hpp"
#include "celian/reason.hpp"
#include "codec/json.hpp"

namespace celian::engine {

// {"v": 1, "data_version", "used", "label", …fields}. `used` and who it is about are taken from the
// fields if there.
codec::Value frame(const KnowledgeBase&, codec::Value fields);

// "as_of" and "person" of a result: enough for a report, nothing that identifies beyond the id
// given.
void add_subject(const PersonDocument&, codec::Value& fields);

void add_used(const Provenance&, codec::Value& fields);

}  // namespace celian::engine
