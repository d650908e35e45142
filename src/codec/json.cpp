#include "codec/json.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/utf8.hpp"

namespace celian::codec {
namespace {

using Json = nlohmann::json;

// "line 3, column 14": both from 1, columns in characters.
std::string line_and_column(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t line = 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
  const std::size_t start = before.rfind('\n') + 1;  // npos + 1 == 0
  return "line " + std::to_string(line) + ", column " +
         std::to_string(utf8_length(before.substr(start)) + 1);
}

// Reads the text and leaves word of how far it came, because the parser's events carry no
// position.
struct Cursor {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at = nullptr;
  const char** reached = nullptr;

  reference operator*() const { return *at; }
  Cursor& operator++() {
    *reached = ++at;
    return *this;
  }
  Cursor operator++(int) {
    Cursor old = *this;
    ++*this;
    return old;
  }
  friend bool operator==(const Cursor& a, const Cursor& b) { return a.at == b.at; }
};

// Builds a Value from the parser's events. An event returns false to stop.
class Builder : public nlohmann::json_sax<Json> {
 public:
  Builder(std::string_view text, const char** reached, const Limits& limits)
      : text_(text), reached_(reached), limits_(limits) {}

  bool null() override { return add({}); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(std::int64_t value) override { return add(value); }
  bool number_unsigned(std::uint64_t value) override {
    // Every integer without a minus sign comes here. One that needs the 64th bit becomes a number,
    // as the parser itself does with those that need a 65th.
    if (value > static_cast<std::uint64_t>(INT64_MAX)) return add(static_cast<double>(value));
    return add(static_cast<std::int64_t>(value));
  }
  bool number_float(double value, const std::string&) override { return add(value); }
  bool string(std::string& value) override { return add(std::move(value)); }
  bool binary(Json::binary_t&) override { return false; }  // not part of JSON text

  bool start_object(std::size_t) override { return open(Value::object()); }
  bool key(std::string& name) override {
    open_.back().name = std::move(name);
    return true;
  }
  bool end_object() override { return check_names(open_.back().value.members()) && close(); }
  bool start_array(std::size_t) override { return open(Value::array()); }
  bool end_array() override { return close(); }

  // `read` counts the bytes up to and including the one that was wrong; the end of the text
  // counts as a byte.
  bool parse_error(std::size_t read, const std::string& token, const Json::exception& ex) override {
    constexpr int kNumberOutOfRange = 406;
    std::size_t offset = read == 0 ? 0 : read - 1;
    while (offset < text_.size() && offset > 0 && (text_[offset] & 0xC0) == 0x80) --offset;
    if (ex.id == kNumberOutOfRange) {
      return stop(Status::syntax, token + " is too large a number", offset);
    }
    if (offset >= text_.size()) return stop(Status::syntax, "the text ends too early", offset);
    return stop(Status::syntax, "unexpected " + shown(text_.substr(offset)), offset);
  }

  Result<Value> take() {
    if (error_) return *std::move(error_);
    return std::move(root_);
  }

 private:
  struct Frame {
    Value value;
    std::string name;  // of the member being read
  };

  bool add(Value value) {
    if (++count_ > limits_.values) {
      return stop(Status::range,
                  "more than " + std::to_string(limits_.values) + " values in one text");
    }
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (Frame& frame = open_.back(); frame.value.is_array()) {
      frame.value.items().push_back(std::move(value));
    } else {
      // Not set(): it would look for the name each time; check_names does so once.
      frame.value.members().push_back({std::move(frame.name), std::move(value)});
      frame.name.clear();
    }
    return true;
  }

  bool open(Value container) {
    if (open_.size() >= static_cast<std::size_t>(limits_.depth)) {
      return stop(Status::range,
                  "more than " + std::to_string(limits_.depth) + " levels of brackets");
    }
    if (container.is_object()) container.members().reserve(8);  // few have fewer
    open_.push_back({std::move(container), {}});
    return true;
  }

  bool close() {
    Value value = std::move(open_.back().value);
    open_.pop_back();
    return add(std::move(value));
  }

  bool check_names(const std::vector<Member>& members) {
    names_.clear();
    for (const Member& member : members) names_.push_back(member.name);
    std::ranges::sort(names_);
    const auto twice = std::ranges::adjacent_find(names_);
    if (twice == names_.end()) return true;
    open_.back().name = std::string(*twice);
    return stop(Status::syntax, "the name \"" + std::string(*twice) + "\" is there twice");
  }

  bool stop(Status status, const std::string& what) {
    const auto read = static_cast<std::size_t>(*reached_ - text_.data());
    return stop(status, what, read == 0 ? 0 : read - 1);
  }

  bool stop(Status status, const std::string& what, std::size_t offset) {
    error_ = Error{status, pointer(),
                   line_and_column(text_, std::min(offset, text_.size())) + ": " + what};
    return false;
  }

  std::string pointer() const {
    std::string out;
    for (const Frame& frame : open_) {
      if (frame.value.is_array()) {
        out = join(out, frame.value.size());
      } else if (!frame.name.empty()) {
        out = join(out, frame.name);
      }
    }
    return out;
  }

  // The first character of `text`, as a message can show it.
  static std::string shown(std::string_view text) {
    const auto c = static_cast<unsigned char>(text.front());
    if (c < 0x20) return "control character " + std::to_string(c);
    return '"' + std::string(text.substr(0, std::max<std::size_t>(1, utf8_step(text)))) + '"';
  }

  std::string_view text_;
  const char** reached_;
  Limits limits_;
  Value root_;
  std::vector<Frame> open_;
  std::vector<std::string_view> names_;
  std::size_t count_ = 0;
  std::optional<Error> error_;
};

}  // namespace

Result<Value> parse(std::string_view text, const Limits& limits) {
  if (text.size() > limits.bytes) {
    return Error{Status::range, "",
                 "the text has " + std::to_string(text.size()) + " bytes; at most " +
                     std::to_string(limits.bytes) + " are read"};
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (const std::size_t at = find_invalid_utf8(text); at != std::string_view::npos) {
    return Error{Status::syntax, "", line_and_column(text, at) + ": not UTF-8"};
  }
  // The parser takes a NUL for the end of the text, and would not look at what follows it.
  if (const std::size_t at = text.find('\0'); at != std::string_view::npos) {
    return Error{Status::syntax, "", line_and_column(text, at) + ": a NUL byte"};
  }
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return Error{Status::syntax, "", "line 1, column 1: the text is empty"};
  }
  const char* reached = text.data();
  Builder builder(text, &reached, limits);
  const Cursor first{text.data(), &reached};
  const Cursor last{text.data() + text.size(), &reached};
  (void)Json::sax_parse(first, last, static_cast<nlohmann::json_sax<Json>*>(&builder));
  return builder.take();
}

}  // namespace celian::codec
