// The JSON reader and writer: whatever the reader accepts, the writer writes so that it reads
// back as the same value and is written again as the same bytes.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "codec/json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace celian;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Result<codec::Value> value = codec::parse(text);
  if (!value) {
    if (value.error().message.empty() || !is_valid_utf8(value.error().message)) std::abort();
    return 0;
  }
  const std::string written = codec::write(*value);
  const Result<codec::Value> again = codec::parse(written);
  if (!again || *again != *value || codec::write(*again) != written) std::abort();
  const Result<codec::Value> indented = codec::parse(codec::write(*value, 2));
  if (!indented || *indented != *value) std::abort();
  return 0;
}
