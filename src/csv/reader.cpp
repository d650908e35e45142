#include "csv/reader.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace celian::csv {

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;
constexpr std::size_t kShownOfLongRow = 1000;  // what a row beyond the limit still shows of itself
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool ends_line(char c) { return c == '\n' || c == '\r'; }

constexpr std::size_t kMaskBits = 64;

// Bit i: whether text[i] is the character; of at most kMaskBits. Many characters at a time, so
// that nothing depends on where the separators are.
std::uint64_t places_of(char c, const char* text, std::size_t size) {
  std::uint64_t mask = 0;
  std::size_t at = 0;
#if defined(__SSE2__)
  const __m128i wanted = _mm_set1_epi8(c);
  for (; at + 16 <= size; at += 16) {
    const __m128i word = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + at));
    const auto found = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(word, wanted)));
    mask |= std::uint64_t{found} << at;
  }
#endif
  if constexpr (std::endian::native == std::endian::little) {
    constexpr std::uint64_t kOnes = 0x0101010101010101u, kLow = 0x7F7F7F7F7F7F7F7Fu;
    constexpr std::uint64_t kGather =
        0x0102040810204080u;  // the lowest bits of all bytes to the top
    for (; at + 8 <= size; at += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, text + at, 8);
      word ^= kOnes * static_cast<unsigned char>(c);
      const std::uint64_t found = ~(((word & kLow) + kLow) | word | kLow) >> 7;
      mask |= (found * kGather >> 56) << at;
    }
  }
  for (; at < size; ++at) mask |= static_cast<std::uint64_t>(text[at] == c) << at;
  return mask;
}

}  // namespace

Source from_text(std::string_view text) {
  auto left = std::make_shared<std::string_view>(text);
  return [left](char* to, std::size_t size) {
    const std::size_t taken = std::min(size, left->size());
    std::memcpy(to, left->data(), taken);
    left->remove_prefix(taken);
    return taken;
  };
}

Reader::Reader(Source source, const Options& options)
    : source_(std::move(source)), options_(options) {
  while (end_ < kByteOrderMark.size() && fill()) {
  }
  const std::string_view start(buffer_.data(), std::min(end_, kByteOrderMark.size()));
  if (start == kByteOrderMark) begin_ = kByteOrderMark.size();
}

const Row* Reader::next() {
  while (has(0) && ends_line(buffer_[begin_])) {  // nothing stands in this line
    ++line_;
    ++empty_lines_;
    const bool pair = buffer_[begin_] == '\r' && has(1) && buffer_[begin_ + 1] == '\n';
    begin_ += pair ? 2 : 1;
  }
  if (!has(0)) return nullptr;
  piece_count_ = 0;
  scratch_.clear();
  lines_in_row_ = 1;
  row_ = {};
  row_.line = line_;
  if (!scan_plain_line()) {
    if (!scan_row()) take_first_line();
    publish();
  }
  begin_ += next_;
  line_ += lines_in_row_;
  return &row_;
}

bool Reader::fill() {
  if (is_done_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < end_ + kChunk) buffer_.resize(std::max(end_ + kChunk, buffer_.size() * 2));
  const std::size_t got = source_(buffer_.data() + end_, kChunk);
  const char* const piece = buffer_.data() + end_;
  may_quote_ = may_quote_ || std::memchr(piece, '"', got) != nullptr;
  may_return_ = may_return_ || std::memchr(piece, '\r', got) != nullptr;
  end_ += got;
  is_done_ = got == 0;
  return !is_done_;
}

// Positions count from the beginning of the row, so that they survive a fill.
bool Reader::has(std::size_t at) { return begin_ + at < end_ || (fill() && has(at)); }

bool Reader::scan_plain_line() {
  const char* const first = buffer_.data() + begin_;
  const auto* const end = static_cast<const char*>(std::memchr(first, '\n', end_ - begin_));
  if (end == nullptr) return false;
  const auto whole = static_cast<std::size_t>(end - first);
  const std::size_t size = whole - (whole > 0 && first[whole - 1] == '\r' ? 1 : 0);
  if (whole > options_.row_bytes || (may_quote_ && std::memchr(first, '"', size) != nullptr) ||
      (may_return_ && std::memchr(first, '\r', size) != nullptr))
    return false;
  std::size_t from = 0, count = 0;
  // The buffer stands still, so that fields can be text at once.
  for (std::size_t at = 0; at < size && count < wanted_; at += kMaskBits) {
    std::uint64_t found = places_of(options_.separator, first + at, std::min(kMaskBits, size - at));
    if (fields_.size() < count + kMaskBits + 1) fields_.resize(2 * count + 2 * kMaskBits);
    std::string_view* const fields = fields_.data();
    for (; found != 0; found &= found - 1) {
      const std::size_t to = at + static_cast<std::size_t>(std::countr_zero(found));
      fields[count++] = {first + from, to - from};
      from = to + 1;
    }
  }
  if (count < wanted_) {
    if (fields_.size() == count) fields_.resize(count + 1);
    fields_[count++] = {first + from, size - from};
  }
  count = std::min(count, wanted_);  // a mask may have ended several
  row_.fields = std::span(fields_.data(), count);
  row_.text = {first, size};
  next_ = whole + 1;
  return true;
}

bool Reader::scan_row() {
  std::size_t at = 0;
  while (true) {
    if (has(at) && buffer_[begin_ + at] == '"') {
      if (!scan_quoted(at)) return false;
    } else {
      const std::size_t from = at;
      while (true) {
        const char* const first = buffer_.data() + begin_ + at;
        const char* const last = buffer_.data() + end_;
        const char* p = first;
        while (p != last && *p != options_.separator && *p != '\n' && *p != '\r') ++p;
        at += static_cast<std::size_t>(p - first);
        if (p != last || at > options_.row_bytes || !has(at)) break;
      }
      add_piece({from, at - from, false});
    }
    if (at > options_.row_bytes) {
      row_.problem = Problem::too_long;
      return false;
    }
    if (!has(at) || buffer_[begin_ + at] != options_.separator) break;
    ++at;
  }
  end_row(at);
  return true;
}

// `at` stands on the opening quote and moves behind the closing one.
bool Reader::scan_quoted(std::size_t& at) {
  const std::size_t from = ++at;
  const std::size_t scratch_from = scratch_.size();
  std::size_t copied = from;  // text before it is in scratch_, if any is
  bool unescaped = false;
  while (true) {
    if (at > options_.row_bytes || !has(at)) {
      row_.problem = Problem::unclosed_quote;
      return false;
    }
    const char c = buffer_[begin_ + at];
    if (c == '\n' || (c == '\r' && !(has(at + 1) && buffer_[begin_ + at + 1] == '\n')))
      ++lines_in_row_;
    if (c != '"') {
      ++at;
      continue;
    }
    if (!has(at + 1) || buffer_[begin_ + at + 1] != '"') break;
    scratch_.append(buffer_.data() + begin_ + copied,
                    at + 1 - copied);  // with one of the two quotes
    unescaped = true;
    at += 2;
    copied = at;
  }
  if (unescaped) {
    scratch_.append(buffer_.data() + begin_ + copied, at - copied);
    add_piece({scratch_from, scratch_.size() - scratch_from, true});
  } else {
    add_piece({from, at - from, false});
  }
  ++at;
  if (has(at) && buffer_[begin_ + at] != options_.separator && !ends_line(buffer_[begin_ + at])) {
    row_.problem = Problem::text_after_quote;
    return false;
  }
  return true;
}

void Reader::end_row(std::size_t at) {
  row_size_ = at;
  next_ = at;
  if (!has(at)) return;
  const bool pair = buffer_[begin_ + at] == '\r' && has(at + 1) && buffer_[begin_ + at + 1] == '\n';
  next_ = at + (pair ? 2 : 1);
}

void Reader::take_first_line() {
  piece_count_ = 0;
  lines_in_row_ = 1;
  std::size_t at = 0;
  while (at <= options_.row_bytes && has(at) && !ends_line(buffer_[begin_ + at])) ++at;
  if (at > options_.row_bytes) return skip_long_line();
  end_row(at);
}

// Keeps the beginning of the line in scratch_ and reads on to its end without holding it.
void Reader::skip_long_line() {
  row_.problem = Problem::too_long;
  scratch_.assign(buffer_.data() + begin_,
                  std::min({kShownOfLongRow, options_.row_bytes + 1, end_ - begin_}));
  while (true) {
    const auto first = buffer_.begin() + static_cast<std::ptrdiff_t>(begin_);
    const auto last = buffer_.begin() + static_cast<std::ptrdiff_t>(end_);
    const auto found = std::find_if(first, last, ends_line);
    begin_ += static_cast<std::size_t>(found - first);
    if (found != last || !has(0)) break;
  }
  end_row(0);
}

// Only now, when the buffer stands still, pieces become text.
void Reader::publish() {
  const char* const start = buffer_.data() + begin_;
  if (fields_.size() < piece_count_) fields_.resize(piece_count_);
  for (std::size_t i = 0; i < piece_count_; ++i) {
    const Piece& p = pieces_[i];
    fields_[i] = {(p.unescaped ? scratch_.data() : start) + p.from, p.size};
  }
  row_.fields = std::span(fields_.data(), piece_count_);
  row_.text = row_.problem == Problem::too_long ? std::string_view(scratch_)
                                                : std::string_view(start, row_size_);
}

char Reader::guess_separator() {
  std::size_t commas = 0, semicolons = 0, tabs = 0;
  for (std::size_t at = 0; at <= options_.row_bytes && has(at) && !ends_line(buffer_[begin_ + at]);
       ++at) {
    const char c = buffer_[begin_ + at];
    commas += c == ',';
    semicolons += c == ';';
    tabs += c == '\t';
  }
  if (commas > 0 || (semicolons == 0 && tabs == 0)) return ',';
  return tabs >= semicolons ? '\t' : ';';
}

}  // namespace celian::csv
