// Every operation, through the C interface: the first byte chooses the operation, the rest is the
// request. Whatever comes in, there is a result that is JSON, or an error with a message; and the
// same request gives the same bytes again.

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "celian/celian.h"
#include "codec/json.hpp"
#include "engine.hpp"

namespace {

constexpr const char* kOperations[] = {
    "measure.check", "measure.formula", "assess.score", "assess.screen", "guide.prescribe",
    "guide.verify",  "train.progress",  "loop.run",     "report.render", "catalog.list",
    "catalog.get",   "catalog.cite",    "assess.norm"};
constexpr std::size_t kCount = sizeof kOperations / sizeof *kOperations;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  // Letters first, so that a corpus file can be typed: 'a' is the first operation.
  const char* const operation = kOperations[(data[0] >= 'a' ? data[0] - 'a' : data[0]) % kCount];
  const char* const json = reinterpret_cast<const char*>(data) + 1;
  celian_error error{};
  error.struct_size = sizeof error;
  celian_bytes result{}, again{};
  const celian_status status = celian_call(engine(), operation, json, size - 1, &result, &error);
  if (status == CELIAN_STATUS_INTERNAL) std::abort();
  if (status != CELIAN_STATUS_OK && (error.message[0] == '\0' || result.data != nullptr))
    std::abort();
  if (celian_call(engine(), operation, json, size - 1, &again, nullptr) != status) std::abort();
  if (status == CELIAN_STATUS_OK) {
    if (!celian::codec::parse(std::string_view(result.data, result.size))) std::abort();
    if (result.size != again.size || std::memcmp(result.data, again.data, result.size) != 0)
      std::abort();
  }
  celian_bytes_free(&result);
  celian_bytes_free(&again);
  return 0;
}
