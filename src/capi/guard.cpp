#include "capi/guard.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace celian::capi {

namespace {

// Cuts between characters, not inside one.
template <std::size_t N>
void copy_text(char (&to)[N], std::string_view text) noexcept {
  std::size_t size = std::min(text.size(), N - 1);
  if (size < text.size()) {
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  }
  std::memset(to, 0, N);
  if (size > 0) std::memcpy(to, text.data(), size);
}

}  // namespace

void report(celian_error* error, Status status, std::string_view pointer,
            std::string_view message) noexcept {
  if (error == nullptr || error->struct_size < offsetof(celian_error, pointer)) return;
  celian_error full;
  std::memset(&full, 0, sizeof full);
  full.struct_size = error->struct_size;
  full.status = static_cast<celian_status>(status);
  copy_text(full.pointer, pointer);
  copy_text(full.message, message);
  const std::size_t size = std::min(error->struct_size, sizeof full);
  std::memcpy(error, &full, size);
  // A shorter struct of an older header ends in a text that must still end.
  if (size < sizeof full && size > offsetof(celian_error, pointer))
    reinterpret_cast<char*>(error)[size - 1] = '\0';
}

celian_bytes to_bytes(const std::string& text) {
  auto* copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy == nullptr) throw std::bad_alloc();
  std::memcpy(copy, text.c_str(), text.size() + 1);
  return {copy, text.size()};
}

}  // namespace celian::capi
