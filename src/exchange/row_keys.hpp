// Rows of a sheet told apart by some of their fields: a number for each kind of row, from 0. Asked
// once or twice for each row of a sheet, so the fields are compared where they stand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace celian::exchange {

class RowKeys {
 public:
  using Fields = std::span<const std::string_view>;

  // Two rows are of one kind if they agree in the fields with these indices.
  explicit RowKeys(std::vector<std::size_t> at = {}) : at_(std::move(at)) {}

  std::optional<std::size_t> find(Fields) const;
  // Of the row's kind, which is new if the number is the size() before.
  std::size_t add(Fields);
  std::size_t size() const noexcept { return kinds_.size(); }

 private:
  // A text: its size, and its two ends, which are all of it unless it is long.
  struct Word {
    std::uint64_t first = 0, last = 0;
    std::size_t size = 0;
    static Word of(std::string_view text);
  };
  struct Kind {
    std::uint64_t hash = 0;
    std::vector<Word> words;  // by place in at_
    std::vector<std::string> texts;
  };
  static constexpr std::uint32_t kFree = UINT32_MAX;

  std::uint64_t hash_of(Fields) const;
  bool is_of(const Kind&, Fields) const;
  // Where the kind of the row stands in slots_, or where it would.
  std::size_t slot_of(std::uint64_t hash, Fields) const;
  void grow();

  std::vector<std::size_t> at_;
  std::vector<Kind> kinds_;
  std::vector<std::uint32_t> slots_;  // indices of kinds_; open addressing
};

}  // namespace celian::exchange
