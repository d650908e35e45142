// The border of C: no exception passes, nothing prints, an error becomes a status and, if the
// caller wants it, a text.
#pragma once

#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#include "celian/celian.h"
#include "celian/result.hpp"

namespace celian::capi {

// Fills as much of `error` as the caller has; allocates nothing.
void report(celian_error* error, Status status, std::string_view pointer,
            std::string_view message) noexcept;

// A copy that celian_bytes_free() frees. Throws std::bad_alloc.
celian_bytes to_bytes(const std::string& text);

// Runs `body`, which returns a Result<void>.
template <class F>
celian_status guard(celian_error* error, F&& body) noexcept {
  const auto failed = [&](Status status, std::string_view message) {
    report(error, status, {}, message);
    return static_cast<celian_status>(status);
  };
  try {
    const Result<void> done = std::forward<F>(body)();
    if (done) return CELIAN_STATUS_OK;
    report(error, done.error().status, done.error().pointer, done.error().message);
    return static_cast<celian_status>(done.error().status);
  } catch (const std::bad_alloc&) {
    return failed(Status::memory, "out of memory");
  } catch (const std::exception& e) {
    return failed(Status::internal, e.what());
  } catch (...) {
    return failed(Status::internal, "an exception of unknown type");
  }
}

}  // namespace celian::capi
