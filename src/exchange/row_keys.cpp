#include "exchange/row_keys.hpp"

#include <algorithm>
#include <cstring>
#include <functional>

namespace celian::exchange {

namespace {

template <class T>
std::uint64_t word_at(const char* from) {
  T word = 0;
  std::memcpy(&word, from, sizeof word);
  return word;
}

constexpr std::size_t kLong = 16;
// So few of the slots are taken that the first one asked is nearly always the right one.
constexpr std::size_t kSparse = 8;

}  // namespace

RowKeys::Word RowKeys::Word::of(std::string_view text) {
  const std::size_t n = text.size();
  const char* const at = text.data();
  if (n >= 8) return {word_at<std::uint64_t>(at), word_at<std::uint64_t>(at + n - 8), n};
  if (n >= 4) return {word_at<std::uint32_t>(at), word_at<std::uint32_t>(at + n - 4), n};
  if (n == 0) return {};
  const auto byte = [&](std::size_t i) -> std::uint64_t {
    return static_cast<unsigned char>(at[i]);
  };
  return {byte(0), byte(n / 2) << 8 | byte(n - 1), n};
}

std::uint64_t RowKeys::hash_of(Fields fields) const {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15u;
  std::uint64_t hash = 0;
  for (const std::size_t at : at_) {
    const std::string_view text = fields[at];
    hash = (hash ^ (hash >> 29)) * kOdd;
    if (text.size() > kLong) {
      hash ^= std::hash<std::string_view>()(text);
    } else {
      const Word word = Word::of(text);
      hash ^= (word.first * kOdd ^ word.last ^ word.size) * kOdd;
    }
  }
  return hash ^ (hash >> 32);
}

// The words of the row are made again: they are quicker from the text than from where they were
// put a moment ago.
bool RowKeys::is_of(const Kind& kind, Fields fields) const {
  for (std::size_t i = 0; i < at_.size(); ++i) {
    const std::string_view text = fields[at_[i]];
    const Word word = Word::of(text), &known = kind.words[i];
    if (((word.first ^ known.first) | (word.last ^ known.last) | (word.size ^ known.size)) != 0)
      return false;
    if (text.size() > kLong && kind.texts[i] != text) return false;
  }
  return true;
}

std::size_t RowKeys::slot_of(std::uint64_t hash, Fields fields) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    if (slots_[slot] == kFree) return slot;
    const Kind& kind = kinds_[slots_[slot]];
    if (kind.hash == hash && is_of(kind, fields)) return slot;
  }
}

std::optional<std::size_t> RowKeys::find(Fields fields) const {
  if (slots_.empty()) return std::nullopt;
  const std::uint32_t kind = slots_[slot_of(hash_of(fields), fields)];
  return kind == kFree ? std::nullopt : std::optional<std::size_t>(kind);
}

std::size_t RowKeys::add(Fields fields) {
  if (kSparse * (kinds_.size() + 1) > slots_.size()) grow();
  const std::uint64_t hash = hash_of(fields);
  std::uint32_t& kind = slots_[slot_of(hash, fields)];
  if (kind != kFree) return kind;
  kind = static_cast<std::uint32_t>(kinds_.size());
  Kind& added = kinds_.emplace_back();
  added.hash = hash;
  for (const std::size_t at : at_) {
    added.words.push_back(Word::of(fields[at]));
    added.texts.emplace_back(fields[at]);
  }
  return kind;
}

void RowKeys::grow() {
  slots_.assign(std::max<std::size_t>(1024, 2 * slots_.size()), kFree);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    std::size_t slot = kinds_[i].hash & mask;
    while (slots_[slot] != kFree) slot = (slot + 1) & mask;
    slots_[slot] = static_cast<std::uint32_t>(i);
  }
}

}  // namespace celian::exchange
