// The default hash and cipher, both of libsodium.
#include <sodium.h>

#include "celian/store.hpp"

namespace celian {

Crypto::~Crypto() = default;

namespace {

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

class Sodium final : public Crypto {
 public:
  // Harmless to call again; without it random numbers are not safe with threads.
  Sodium() : is_ready_(sodium_init() >= 0) {}

  std::string_view name() const noexcept override { return "sha256+xchacha20poly1305"; }
  std::size_t key_bytes() const noexcept override { return kKey; }

  void random(std::span<unsigned char> out) const override {
    randombytes_buf(out.data(), out.size());
  }

  std::string hash(std::string_view text) const override {
    std::string out(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(bytes(out), bytes(text), text.size());
    return out;
  }

  Result<std::string> seal(std::string_view key, std::string_view context,
                           std::string_view plain) const override {
    if (!is_ready_ || key.size() != kKey) return Error{Status::internal, "", "cannot seal"};
    std::string out(kNonce + plain.size() + kTag, '\0');
    randombytes_buf(out.data(), kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(out) + kNonce, nullptr, bytes(plain),
                                               plain.size(), bytes(context), context.size(),
                                               nullptr, bytes(out), bytes(key));
    return out;
  }

  Result<std::string> open(std::string_view key, std::string_view context,
                           std::string_view sealed) const override {
    if (key.size() != kKey || sealed.size() < kNonce + kTag)
      return Error{Status::conflict, "", "cannot be opened"};
    std::string out(sealed.size() - kNonce - kTag, '\0');
    const int rc = crypto_aead_xchacha20poly1305_ietf_decrypt(
        bytes(out), nullptr, nullptr, bytes(sealed) + kNonce, sealed.size() - kNonce,
        bytes(context), context.size(), bytes(sealed), bytes(key));
    if (rc != 0) return Error{Status::conflict, "", "cannot be opened with this key"};
    return out;
  }

 private:
  static constexpr std::size_t kKey = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
  static constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  static constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
  bool is_ready_;
};

}  // namespace

const Crypto& default_crypto() noexcept {
  static const Sodium crypto;
  return crypto;
}

}  // namespace celian
