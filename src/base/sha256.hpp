// SHA-256 (FIPS 180-4), to name the exact bytes of a knowledge file. Not for secrets.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace celian {

class Sha256 {
 public:
  void update(std::string_view bytes) noexcept;
  // The digest of all bytes so far, as 64 lower-case hex digits. More may be added afterwards.
  std::string hex() const;

 private:
  void compress(const unsigned char* block) noexcept;

  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> block_{};
  std::uint64_t length_ = 0;
};

// The digest of `bytes`, as 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace celian
