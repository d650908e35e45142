// What a payload must look like, and what a person must have agreed to before it is kept.
#pragma once

#include <string>

#include "celian/store.hpp"
#include "codec/json.hpp"

namespace celian::store {

// An event whose form is right; what depends on other events is still to be asked.
struct Checked {
  NewEvent event;  // payload in canonical form, data_version filled
  bool is_draft = false;
};

// Errors: `argument`, `syntax`, `schema`, `range`, `conflict` with a pointer into the event
// ("/payload/value").
Result<Checked> check_event(const NewEvent& event);
// The same of a payload that is already read.
Result<Checked> check_event(const NewEvent& event, const codec::Value& payload);

// The same for what erase() is told.
Result<void> check_erasure(std::string_view person, std::string_view author,
                           std::int64_t recorded_at);

// Reads the payload of a consent event that is in a store.
Result<Consent> read_consent(std::string_view payload);

// Whether `consent` allows to keep it. Errors: `conflict`, which says what is missing.
Result<void> check_consent(const Checked& event, const Consent& consent);

}  // namespace celian::store
