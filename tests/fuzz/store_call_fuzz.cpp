// Requests to a store: an answer that is JSON, or an error; never a crash, and the chain holds.
// The first line is the name of the operation, the rest the request.
#include <celian/store.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "codec/json.hpp"
#include "store/call.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return 0;
  const std::string_view operation = text.substr(0, end);
  if (operation == "backup") return 0;  // writes where it is told to
  const auto store = *celian::Store::open_memory();
  const auto answer = celian::store::call(*store, operation, text.substr(end + 1));
  if (answer && !celian::codec::parse(*answer)) std::abort();
  if (!answer && store->head()->sequence != 0) std::abort();  // what failed has recorded nothing
  if (!store->verify()->findings.empty()) std::abort();
  return 0;
}
