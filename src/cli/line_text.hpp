// The text of many lines in one piece of memory, put together from parts that are known beforehand.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

namespace celian::cli {

// A short text that is copied as one block of fixed size, which takes a quarter of the time of a
// copy by length. A longer one is copied by its length.
class TextPart {
 public:
  TextPart() = default;
  explicit TextPart(std::string_view text) : size_(text.size()) {
    if (size_ <= kBlock) {
      std::copy(text.begin(), text.end(), block_);
    } else {
      long_ = text;
    }
  }
  static constexpr std::size_t kBlock = 32;
  // What copy_to() may write.
  std::size_t room() const noexcept { return std::max(size_, kBlock); }
  // Returns the place behind it.
  char* copy_to(char* to) const noexcept {
    if (size_ <= kBlock) {
      std::memcpy(to, block_, kBlock);
    } else {
      std::memcpy(to, long_.data(), size_);
    }
    return to + size_;
  }

 private:
  char block_[kBlock] = {};
  std::size_t size_ = 0;
  std::string long_;
};

class LineText {
 public:
  void clear() noexcept { size_ = 0; }
  std::size_t size() const noexcept { return size_; }
  std::string_view text(std::size_t from, std::size_t to) const noexcept {
    return {bytes_.get() + from, to - from};
  }

  void put(std::string_view text) {
    if (text.empty()) return;  // no text has no address
    std::memcpy(begin(text.size()), text.data(), text.size());
    size_ += text.size();
  }
  // To write at most `most` bytes by hand; end() takes the place behind the last one.
  char* begin(std::size_t most) {
    if (room_ - size_ < most) grow(most);
    return bytes_.get() + size_;
  }
  void end(const char* at) noexcept { size_ = static_cast<std::size_t>(at - bytes_.get()); }

 private:
  void grow(std::size_t more) {
    std::size_t room = room_ == 0 ? std::size_t{1} << 16 : 2 * room_;
    while (room - size_ < more) room *= 2;
    auto bytes = std::make_unique_for_overwrite<char[]>(room);
    if (size_ > 0) std::memcpy(bytes.get(), bytes_.get(), size_);
    bytes_ = std::move(bytes);
    room_ = room;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0, room_ = 0;
};

}  // namespace celian::cli
