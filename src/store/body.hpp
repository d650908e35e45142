// What an event says, as bytes that may be sealed, and its place in the chain.
#pragma once

#include <string>
#include <string_view>

#include "store/log.hpp"
#include "store/row.hpp"

namespace celian::store {

// The part of an event that is sealed. The salt is in it as well: with the salt in the open, a
// digest of a short payload could be found by trying.
struct Body {
  std::string salt;  // kHashBytes
  std::string author, source, engine_version, data_version, payload;
};

// Seals bodies and computes the chain of one store. Keeps its copy of the key, and clears it.
class Sealer {
 public:
  // An empty key: bodies stay as they are.
  Sealer(const Crypto& crypto, std::string key, std::string store_id);
  ~Sealer();
  Sealer(const Sealer&) = delete;
  Sealer& operator=(const Sealer&) = delete;

  const Crypto& crypto() const noexcept { return crypto_; }
  std::string random(std::size_t size) const;

  // Fills body, digest and link of `row`; everything else of it must be set. The body gets its
  // salt.
  Result<void> finish(Row& row, Body body, std::string_view link_before) const;
  // Errors: `conflict` if it cannot be opened, `io` if it is no body.
  Result<Body> open(const Row& row) const;

  std::string digest(const Row& row, const Body& body) const;
  std::string link(std::string_view before, Sequence sequence, std::string_view digest) const;
  // What stands before the first link.
  std::string first_link() const;

  // Of a new store.
  Result<std::string> key_check() const;
  // Whether the key is that of the store. Errors: `argument`, `conflict`.
  static Result<void> check_key(const Crypto& crypto, std::string_view key, const Meta& meta);

 private:
  const Crypto& crypto_;
  std::string key_, chain_key_, store_id_;
};

std::string to_hex(std::string_view bytes);
// Nothing if it is not `size` bytes in lower-case hex digits.
std::optional<std::string> from_hex(std::string_view hex, std::size_t size);

}  // namespace celian::store
