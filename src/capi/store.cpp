// celian_store_…: the record of people over store::call. In a build without the store the functions
// are there all the same and say so.
#include <memory>
#include <string>

#include "capi/guard.hpp"
#include "capi/handles.hpp"
#ifdef CELIAN_HAS_STORE
#include "store/call.hpp"
#endif

#ifdef CELIAN_HAS_STORE
struct celian_store {
  std::unique_ptr<celian::Store> store;
};
#else
struct celian_store {};
#endif

namespace {

using celian::Error;
using celian::Result;
using celian::Status;
using celian::capi::guard;

Error bad_argument(const char* message) { return {Status::argument, "", message}; }

#ifndef CELIAN_HAS_STORE
Error no_store() {
  return {Status::unsupported, "", "this celian was built without the store (CELIAN_BUILD_STORE)"};
}
#endif

}  // namespace

extern "C" {

celian_status celian_store_open(const char* path, const char* options_json, celian_store** store,
                                celian_error* error) noexcept {
  if (store != nullptr) *store = nullptr;
  return guard(error, [&]() -> Result<void> {
    if (store == nullptr) return bad_argument("store is NULL");
#ifdef CELIAN_HAS_STORE
    auto opened = celian::store::open_by_options(path, options_json == nullptr ? "" : options_json);
    if (!opened) return opened.error();
    *store = new celian_store{std::move(*opened)};
    return {};
#else
    (void)path, (void)options_json;
    return no_store();
#endif
  });
}

celian_status celian_store_call(celian_store* store, const char* operation, const char* json,
                                size_t size, celian_bytes* result, celian_error* error) noexcept {
  if (result != nullptr) *result = {nullptr, 0};
  return guard(error, [&]() -> Result<void> {
    if (store == nullptr) return bad_argument("store is NULL");
    if (operation == nullptr) return bad_argument("operation is NULL");
    if (json == nullptr) return bad_argument("json is NULL");
    if (result == nullptr) return bad_argument("result is NULL");
#ifdef CELIAN_HAS_STORE
    const auto answer = celian::store::call(*store->store, operation, {json, size});
    if (!answer) return answer.error();
    *result = celian::capi::to_bytes(*answer);
    return {};
#else
    (void)size;
    return no_store();
#endif
  });
}

void celian_store_close(celian_store* store) noexcept { delete store; }

}  // extern "C"
