// Operations of a store as JSON in and out: what celian_store_call() is made of (docs/store.md).
// Translates only; what an event means is in Store.
#pragma once

#include <string>
#include <string_view>

#include "celian/store.hpp"
#include "codec/json.hpp"

namespace celian::store {

// Errors: `unknown_id` for an operation that there is not; `schema`, `syntax` with a pointer into
// the request; those of Store.
Result<std::string> call(Store& store, std::string_view operation, std::string_view json);

// A store at `path`, or in memory if it is nullptr. `options`: JSON, or empty for the defaults.
Result<std::unique_ptr<Store>> open_by_options(const char* path, std::string_view options);

// An event as `history` and `celian record log --json` show it.
Result<codec::Value> event_value(const Event& event);

}  // namespace celian::store
