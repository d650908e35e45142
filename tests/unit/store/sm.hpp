// SM3 (GB/T 32905-2016) and SM4 (GB/T 32907-2016), plain and slow, for tests: a host that must use
// them brings a certified module.
#pragma once

#include <array>
#include <bit>
#include <celian/store.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace celian {

inline std::uint32_t word_at(std::string_view bytes, std::size_t at) {
  std::uint32_t w = 0;
  for (std::size_t i = 0; i < 4; ++i) w = w << 8 | static_cast<unsigned char>(bytes[at + i]);
  return w;
}

inline void add_word(std::string& out, std::uint32_t w) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(w >> shift & 0xff);
}

inline std::string sm3(std::string_view text) {
  using std::rotl;
  std::array<std::uint32_t, 8> v = {0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600,
                                    0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e};
  std::string m(text);
  m += '\x80';
  while (m.size() % 64 != 56) m += '\0';
  add_word(m, static_cast<std::uint32_t>(std::uint64_t{text.size()} * 8 >> 32));
  add_word(m, static_cast<std::uint32_t>(text.size() * 8));
  const auto p1 = [](std::uint32_t x) { return x ^ rotl(x, 15) ^ rotl(x, 23); };
  for (std::size_t block = 0; block < m.size(); block += 64) {
    std::array<std::uint32_t, 68> w{};
    for (std::size_t j = 0; j < 16; ++j) w[j] = word_at(m, block + 4 * j);
    for (std::size_t j = 16; j < 68; ++j)
      w[j] = p1(w[j - 16] ^ w[j - 9] ^ rotl(w[j - 3], 15)) ^ rotl(w[j - 13], 7) ^ w[j - 6];
    auto [a, b, c, d, e, f, g, h] = v;
    for (std::size_t j = 0; j < 64; ++j) {
      const bool is_early = j < 16;
      const std::uint32_t t = is_early ? 0x79cc4519 : 0x7a879d8a;
      const std::uint32_t ss1 = rotl(rotl(a, 12) + e + rotl(t, static_cast<int>(j % 32)), 7);
      const std::uint32_t ss2 = ss1 ^ rotl(a, 12);
      const std::uint32_t ff = is_early ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
      const std::uint32_t gg = is_early ? e ^ f ^ g : (e & f) | (~e & g);
      const std::uint32_t tt1 = ff + d + ss2 + (w[j] ^ w[j + 4]);
      const std::uint32_t tt2 = gg + h + ss1 + w[j];
      d = c, c = rotl(b, 9), b = a, a = tt1;
      h = g, g = rotl(f, 19), f = e, e = tt2 ^ rotl(tt2, 9) ^ rotl(tt2, 17);
    }
    const std::array<std::uint32_t, 8> now = {a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; ++i) v[i] ^= now[i];
  }
  std::string out;
  for (const std::uint32_t word : v) add_word(out, word);
  return out;
}

inline std::string hmac_sm3(std::string_view key, std::string_view text) {
  std::string inner(64, '\x36'), outer(64, '\x5c');
  for (std::size_t i = 0; i < key.size(); ++i) {
    inner[i] = static_cast<char>(inner[i] ^ key[i]);
    outer[i] = static_cast<char>(outer[i] ^ key[i]);
  }
  return sm3(outer + sm3(inner + std::string(text)));
}

// clang-format off
inline constexpr std::array<std::uint8_t, 256> kSm4Box = {
    0xd6, 0x90, 0xe9, 0xfe, 0xcc, 0xe1, 0x3d, 0xb7, 0x16, 0xb6, 0x14, 0xc2, 0x28, 0xfb, 0x2c, 0x05,
    0x2b, 0x67, 0x9a, 0x76, 0x2a, 0xbe, 0x04, 0xc3, 0xaa, 0x44, 0x13, 0x26, 0x49, 0x86, 0x06, 0x99,
    0x9c, 0x42, 0x50, 0xf4, 0x91, 0xef, 0x98, 0x7a, 0x33, 0x54, 0x0b, 0x43, 0xed, 0xcf, 0xac, 0x62,
    0xe4, 0xb3, 0x1c, 0xa9, 0xc9, 0x08, 0xe8, 0x95, 0x80, 0xdf, 0x94, 0xfa, 0x75, 0x8f, 0x3f, 0xa6,
    0x47, 0x07, 0xa7, 0xfc, 0xf3, 0x73, 0x17, 0xba, 0x83, 0x59, 0x3c, 0x19, 0xe6, 0x85, 0x4f, 0xa8,
    0x68, 0x6b, 0x81, 0xb2, 0x71, 0x64, 0xda, 0x8b, 0xf8, 0xeb, 0x0f, 0x4b, 0x70, 0x56, 0x9d, 0x35,
    0x1e, 0x24, 0x0e, 0x5e, 0x63, 0x58, 0xd1, 0xa2, 0x25, 0x22, 0x7c, 0x3b, 0x01, 0x21, 0x78, 0x87,
    0xd4, 0x00, 0x46, 0x57, 0x9f, 0xd3, 0x27, 0x52, 0x4c, 0x36, 0x02, 0xe7, 0xa0, 0xc4, 0xc8, 0x9e,
    0xea, 0xbf, 0x8a, 0xd2, 0x40, 0xc7, 0x38, 0xb5, 0xa3, 0xf7, 0xf2, 0xce, 0xf9, 0x61, 0x15, 0xa1,
    0xe0, 0xae, 0x5d, 0xa4, 0x9b, 0x34, 0x1a, 0x55, 0xad, 0x93, 0x32, 0x30, 0xf5, 0x8c, 0xb1, 0xe3,
    0x1d, 0xf6, 0xe2, 0x2e, 0x82, 0x66, 0xca, 0x60, 0xc0, 0x29, 0x23, 0xab, 0x0d, 0x53, 0x4e, 0x6f,
    0xd5, 0xdb, 0x37, 0x45, 0xde, 0xfd, 0x8e, 0x2f, 0x03, 0xff, 0x6a, 0x72, 0x6d, 0x6c, 0x5b, 0x51,
    0x8d, 0x1b, 0xaf, 0x92, 0xbb, 0xdd, 0xbc, 0x7f, 0x11, 0xd9, 0x5c, 0x41, 0x1f, 0x10, 0x5a, 0xd8,
    0x0a, 0xc1, 0x31, 0x88, 0xa5, 0xcd, 0x7b, 0xbd, 0x2d, 0x74, 0xd0, 0x12, 0xb8, 0xe5, 0xb4, 0xb0,
    0x89, 0x69, 0x97, 0x4a, 0x0c, 0x96, 0x77, 0x7e, 0x65, 0xb9, 0xf1, 0x09, 0xc5, 0x6e, 0xc6, 0x84,
    0x18, 0xf0, 0x7d, 0xec, 0x3a, 0xdc, 0x4d, 0x20, 0x79, 0xee, 0x5f, 0x3e, 0xd7, 0xcb, 0x39, 0x48};
// clang-format on

inline std::uint32_t sm4_box(std::uint32_t x) {
  std::uint32_t out = 0;
  for (int shift = 24; shift >= 0; shift -= 8) out = out << 8 | kSm4Box[x >> shift & 0xff];
  return out;
}

// One block of 16 bytes under a key of 16 bytes.
inline std::string sm4(std::string_view key, std::string_view block) {
  using std::rotl;
  constexpr std::uint32_t kFixed[] = {0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc};
  std::array<std::uint32_t, 36> k{}, x{};
  for (std::size_t i = 0; i < 4; ++i) {
    k[i] = word_at(key, 4 * i) ^ kFixed[i];
    x[i] = word_at(block, 4 * i);
  }
  for (std::uint32_t i = 0; i < 32; ++i) {
    std::uint32_t c = 0;
    for (std::uint32_t j = 0; j < 4; ++j) c = c << 8 | ((4 * i + j) * 7 & 0xff);
    const std::uint32_t b = sm4_box(k[i + 1] ^ k[i + 2] ^ k[i + 3] ^ c);
    k[i + 4] = k[i] ^ b ^ rotl(b, 13) ^ rotl(b, 23);
  }
  for (std::size_t i = 0; i < 32; ++i) {
    const std::uint32_t b = sm4_box(x[i + 1] ^ x[i + 2] ^ x[i + 3] ^ k[i + 4]);
    x[i + 4] = x[i] ^ b ^ rotl(b, 2) ^ rotl(b, 10) ^ rotl(b, 18) ^ rotl(b, 24);
  }
  std::string out;
  for (std::size_t i = 36; i-- > 32;) add_word(out, x[i]);
  return out;
}

// SM3 for the chain; SM4 in counter mode with an HMAC-SM3 for the seals.
class SmCrypto final : public Crypto {
 public:
  explicit SmCrypto(std::string name = "sm3+sm4ctr-hmacsm3") : name_(std::move(name)) {}
  std::string_view name() const noexcept override { return name_; }
  std::size_t key_bytes() const noexcept override { return 16; }
  void random(std::span<unsigned char> out) const override { default_crypto().random(out); }
  std::string hash(std::string_view bytes) const override {
    ++hashes;
    return sm3(bytes);
  }
  Result<std::string> seal(std::string_view key, std::string_view context,
                           std::string_view plain) const override {
    ++seals;
    std::string nonce(kNonce, '\0');
    random({reinterpret_cast<unsigned char*>(nonce.data()), nonce.size()});
    const std::string body = crypted(key, nonce, plain);
    return nonce + body + mark(key, context, nonce, body);
  }
  Result<std::string> open(std::string_view key, std::string_view context,
                           std::string_view sealed) const override {
    const Error wrong{Status::conflict, "", "does not open"};
    if (sealed.size() < kNonce + kMark) return wrong;
    const std::string nonce(sealed.substr(0, kNonce));
    const std::string body(sealed.substr(kNonce, sealed.size() - kNonce - kMark));
    if (mark(key, context, nonce, body) != sealed.substr(sealed.size() - kMark)) return wrong;
    return crypted(key, nonce, body);
  }

  mutable int hashes = 0, seals = 0;

 private:
  static constexpr std::size_t kNonce = 12, kMark = 32;

  static std::string mark(std::string_view key, std::string_view context, const std::string& nonce,
                          const std::string& body) {
    return hmac_sm3(sm3("mark" + std::string(key)),
                    std::to_string(context.size()) + ":" + std::string(context) + nonce + body);
  }
  static std::string crypted(std::string_view key, const std::string& nonce,
                             std::string_view text) {
    const std::string own_key = sm3("seal" + std::string(key)).substr(0, 16);
    std::string out(text), stream;
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (i % 16 == 0) {
        std::string counter = nonce;
        add_word(counter, static_cast<std::uint32_t>(i / 16));
        stream = sm4(own_key, counter);
      }
      out[i] = static_cast<char>(out[i] ^ stream[i % 16]);
    }
    return out;
  }
  std::string name_;
};

}  // namespace celian
