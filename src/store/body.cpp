#include "store/body.hpp"

#include <sodium.h>

#include <array>

namespace celian::store {

namespace {

constexpr char kBodyVersion = 1;
constexpr std::string_view kEventContext = "celian.event.1";
constexpr std::string_view kLinkContext = "celian.link.1";
constexpr std::string_view kChainContext = "celian.chain.1";
constexpr std::string_view kKeyContext = "celian.key.1";
constexpr std::string_view kKeyText = "the key of this store";

void add_number(std::string& out, std::uint64_t n) {
  for (int shift = 0; shift < 64; shift += 8) out += static_cast<char>((n >> shift) & 0xff);
}

// With its length before it, so that no two lists of texts have the same bytes.
void add_text(std::string& out, std::string_view text) {
  add_number(out, text.size());
  out += text;
}

std::optional<std::string> take_text(std::string_view& from) {
  if (from.size() < 8) return std::nullopt;
  std::uint64_t size = 0;
  for (std::size_t i = 8; i-- > 0;) size = size << 8 | static_cast<unsigned char>(from[i]);
  from.remove_prefix(8);
  if (size > from.size()) return std::nullopt;
  std::string out(from.substr(0, size));
  from.remove_prefix(size);
  return out;
}

std::string encode(const Body& body) {
  std::string out;
  out.reserve(1 + kHashBytes + 48 + body.author.size() + body.source.size() + body.payload.size());
  out += kBodyVersion;
  for (const std::string* text : {&body.salt, &body.author, &body.source, &body.engine_version,
                                  &body.data_version, &body.payload})
    add_text(out, *text);
  return out;
}

Result<Body> decode(std::string_view bytes) {
  const Error damaged{Status::io, "", "its content is damaged"};
  if (bytes.empty() || bytes[0] != kBodyVersion) return damaged;
  bytes.remove_prefix(1);
  Body body;
  for (std::string* text : {&body.salt, &body.author, &body.source, &body.engine_version,
                            &body.data_version, &body.payload}) {
    auto taken = take_text(bytes);
    if (!taken) return damaged;
    *text = std::move(*taken);
  }
  if (!bytes.empty() || body.salt.size() != kHashBytes) return damaged;
  return body;
}

// A sealed body belongs to its event: exchanged with another one it does not open.
std::string context_of(const Row& row) { return std::string(kEventContext) + row.id; }

}  // namespace

Sealer::Sealer(const Crypto& crypto, std::string key, std::string store_id)
    : crypto_(crypto), key_(std::move(key)), store_id_(std::move(store_id)) {
  // A part of its own for the chain: who has no key cannot compute a chain that holds.
  if (!key_.empty()) chain_key_ = crypto_.hash(std::string(kChainContext) + key_);
}

Sealer::~Sealer() {
  sodium_memzero(key_.data(), key_.size());
  sodium_memzero(chain_key_.data(), chain_key_.size());
}

std::string Sealer::random(std::size_t size) const {
  std::string out(size, '\0');
  crypto_.random({reinterpret_cast<unsigned char*>(out.data()), size});
  return out;
}

Result<void> Sealer::finish(Row& row, Body body, std::string_view link_before) const {
  body.salt = random(kHashBytes);
  row.digest = digest(row, body);
  row.link = link(link_before, row.sequence, row.digest);
  row.body = encode(body);
  if (key_.empty()) return {};
  auto sealed = crypto_.seal(key_, context_of(row), row.body);
  if (!sealed) return sealed.error();
  row.body = std::move(*sealed);
  return {};
}

Result<Body> Sealer::open(const Row& row) const {
  if (key_.empty()) return decode(row.body);
  auto plain = crypto_.open(key_, context_of(row), row.body);
  if (!plain) return plain.error();
  return decode(*plain);
}

std::string Sealer::digest(const Row& row, const Body& body) const {
  std::string text(kEventContext);
  text.reserve(256 + body.payload.size());
  add_text(text, body.salt);
  add_text(text, row.id);
  add_text(text, row.person);
  add_number(text, static_cast<std::uint64_t>(row.kind));
  add_number(text, static_cast<std::uint64_t>(row.date));
  add_number(text, static_cast<std::uint64_t>(row.recorded_at));
  add_number(text, row.corrects.value_or(0));
  for (const std::string* part :
       {&body.author, &body.source, &body.engine_version, &body.data_version, &body.payload})
    add_text(text, *part);
  return crypto_.hash(text);
}

std::string Sealer::link(std::string_view before, Sequence sequence,
                         std::string_view digest) const {
  std::string text = chain_key_;
  text += kLinkContext;
  text += before;
  add_number(text, sequence);
  text += digest;
  // Twice, because of a hash of which the end can be continued without knowing the key.
  return crypto_.hash(chain_key_ + crypto_.hash(text));
}

std::string Sealer::first_link() const { return crypto_.hash(chain_key_ + store_id_); }

Result<std::string> Sealer::key_check() const {
  if (key_.empty()) return std::string();
  return crypto_.seal(key_, kKeyContext, kKeyText);
}

Result<void> Sealer::check_key(const Crypto& crypto, std::string_view key, const Meta& meta) {
  if (meta.crypto != crypto.name()) {
    return Error{
        Status::conflict, "",
        "the store was made with " + meta.crypto + ", not with " + std::string(crypto.name())};
  }
  if (meta.key_check.empty()) {
    if (key.empty()) return {};
    return Error{Status::conflict, "", "the contents of this store are not sealed; it has no key"};
  }
  if (key.empty())
    return Error{Status::argument, "", "the contents of this store are sealed; its key is needed"};
  if (key.size() != crypto.key_bytes()) {
    return Error{Status::argument, "",
                 "a key has " + std::to_string(crypto.key_bytes()) + " bytes, not " +
                     std::to_string(key.size())};
  }
  auto text = crypto.open(key, kKeyContext, meta.key_check);
  if (text && *text == kKeyText) return {};
  return Error{Status::conflict, "", "wrong key: the store was sealed with another one"};
}

std::string to_hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out(2 * bytes.size(), '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    out[2 * i] = kDigits[byte >> 4];
    out[2 * i + 1] = kDigits[byte & 15];
  }
  return out;
}

std::optional<std::string> from_hex(std::string_view hex, std::size_t size) {
  if (hex.size() != 2 * size) return std::nullopt;
  std::string out(size, '\0');
  for (std::size_t i = 0; i < hex.size(); ++i) {
    const char c = hex[i];
    int digit = 0;
    if (c >= '0' && c <= '9') {
      digit = c - '0';
    } else if (c >= 'a' && c <= 'f') {
      digit = c - 'a' + 10;
    } else {
      return std::nullopt;
    }
    const auto before = static_cast<unsigned char>(out[i / 2]);
    out[i / 2] = static_cast<char>(before << 4 | digit);
  }
  return out;
}

}  // namespace celian::store
