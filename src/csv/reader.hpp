// Comma-separated text to fields, as RFC 4180 has it and as people's programs write it.
//
//   csv::Reader reader(source);
//   while (const csv::Row* row = reader.next()) use(row->fields);
//
// Accepted: LF, CRLF and CR, also mixed; a byte order mark; quoted fields with separators, quotes
// ("") and line ends in them; a last line without an end. A quote inside an unquoted field is a
// character like any other (3'58"). Nothing is ever dropped: a row that cannot be read comes with
// its `problem` and its text, and reading goes on behind it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace celian::csv {

// Fills at most `size` bytes and returns how many; 0 is the end.
using Source = std::function<std::size_t(char* to, std::size_t size)>;

// Text that outlives the reader.
Source from_text(std::string_view text);

enum class Problem : std::uint8_t {
  none,
  too_long,          // longer than Options::row_bytes
  unclosed_quote,    // a quote that nothing closes
  text_after_quote,  // "abc"def
};

// Valid until the next call of Reader::next.
struct Row {
  std::uint64_t line = 0;  // the line on which it begins, from 1
  std::span<const std::string_view> fields;
  std::string_view text;  // as it stands in the file, without its line end; of a `too_long` row
                          // only the beginning
  Problem problem = Problem::none;  // then there are no fields
};

struct Options {
  char separator = ',';
  std::size_t row_bytes = std::size_t{1} << 20;  // of a row, its line end not counted
};

// Holds one row and one chunk of the source in memory, however long the text is. One thread at a
// time.
class Reader {
 public:
  explicit Reader(Source source, const Options& options = {});

  // The next row; null at the end. Lines without any character are passed over.
  const Row* next();

  // Lines passed over because nothing stands in them.
  std::uint64_t empty_lines() const noexcept { return empty_lines_; }

  // For the first row only: the separator that a header most likely uses. A tab or semicolon counts
  // only where there is no comma at all.
  char guess_separator();
  // From now on a line without quotes comes with at most its first `fields` fields: for who only
  // wants those. The text is whole.
  void only_first(std::size_t fields) noexcept { wanted_ = fields; }
  void set_separator(char separator) noexcept { options_.separator = separator; }

 private:
  struct Piece {
    std::size_t from, size;
    bool unescaped;  // in scratch_, not in buffer_
  };

  void add_piece(const Piece& piece) {
    if (piece_count_ == pieces_.size()) pieces_.resize(2 * piece_count_ + 16);
    pieces_[piece_count_++] = piece;
  }
  bool fill();               // more bytes behind end_; false at the end of the source
  bool has(std::size_t at);  // whether a byte stands at `at` of the buffer, filling as needed
  bool scan_row();           // pieces of the row at begin_; false if it is malformed
  bool scan_plain_line();    // the row at once, if it is a line without quotes in the buffer
  bool scan_quoted(std::size_t& at);
  void end_row(std::size_t at);
  void
  take_first_line();  // a malformed row is one line, so that the next ones are not lost with it
  void skip_long_line();
  void publish();

  Source source_;
  Options options_;
  std::size_t wanted_ = static_cast<std::size_t>(-1);
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;  // unread bytes
  std::size_t next_ = 0;             // where the following row begins
  bool is_done_ = false;
  bool may_quote_ = false, may_return_ = false;  // whether such a character has been read
  std::uint64_t line_ = 1, lines_in_row_ = 1, empty_lines_ = 0;
  std::size_t row_size_ = 0;
  std::vector<Piece> pieces_;  // the first piece_count_ are of this row
  std::size_t piece_count_ = 0;
  std::string scratch_;
  std::vector<std::string_view> fields_;  // the first ones are those of row_
  Row row_;
};

}  // namespace celian::csv
