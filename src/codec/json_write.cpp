#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "base/number_text.hpp"
#include "base/utf8.hpp"
#include "codec/json.hpp"

namespace celian::codec {
namespace {

// Characters that stand in a text as they are.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < 0x7F; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}();

class Writer {
 public:
  explicit Writer(int indent) : indent_(indent) {}

  void write(const Value& value) {
    switch (value.type()) {
      case Type::null: out_ += "null"; break;
      case Type::boolean: out_ += value.as_bool() ? "true" : "false"; break;
      case Type::integer: write_integer(value.as_int()); break;
      case Type::number: write_number(value.as_double()); break;
      case Type::string: write_string(value.as_string()); break;
      case Type::array: write_array(value.items()); break;
      case Type::object: write_object(value.members()); break;
    }
  }

  std::string take() { return std::move(out_); }

 private:
  void write_integer(std::int64_t number) {
    char text[24];
    out_.append(text, std::to_chars(text, text + sizeof text, number).ptr);
  }

  void write_number(double number) {
    out_ += std::isfinite(number) ? format_shortest(number) : "null";
  }

  void write_string(std::string_view text) {
    constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    out_ += '"';
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t begin = at;
      while (at + kBlock <= text.size() && is_plain_block(text.data() + at)) at += kBlock;
      while (at < text.size() && is_plain(text[at])) ++at;
      out_.append(text, begin, at - begin);
      if (at == text.size()) break;
      const std::size_t step = utf8_step(text.substr(at));
      if (step == 1) {
        write_ascii(text[at]);
      } else {
        out_ += step == 0 ? kReplacement : text.substr(at, step);
      }
      at += step == 0 ? 1 : step;
    }
    out_ += '"';
  }

  static constexpr std::size_t kBlock = 8;

  // Eight characters at once, each in its byte: below the space, a quote, a backslash, or with the
  // highest bit; 0x7F is looked at by itself.
  static bool is_plain_block(const char* text) {
    constexpr std::uint64_t kOnes = 0x0101010101010101, kHigh = 0x8080808080808080;
    std::uint64_t x;
    std::memcpy(&x, text, sizeof x);
    const auto has_zero = [](std::uint64_t y) { return (y - kOnes) & ~y & kHigh; };
    const std::uint64_t odd = x | (x + kOnes) | (x - 0x20 * kOnes) | has_zero(x ^ '"' * kOnes) |
                              has_zero(x ^ '\\' * kOnes);
    return (odd & kHigh) == 0;
  }

  static bool is_plain(char c) { return kPlain[static_cast<unsigned char>(c)]; }

  void write_ascii(char c) {
    switch (c) {
      case '"': out_ += "\\\""; return;
      case '\\': out_ += "\\\\"; return;
      case '\b': out_ += "\\b"; return;
      case '\f': out_ += "\\f"; return;
      case '\n': out_ += "\\n"; return;
      case '\r': out_ += "\\r"; return;
      case '\t': out_ += "\\t"; return;
      default: break;
    }
    if (c >= 0x20) {
      out_ += c;
      return;
    }
    constexpr char kHex[] = "0123456789abcdef";
    out_ += "\\u00";
    out_ += kHex[c >> 4];
    out_ += kHex[c & 0xF];
  }

  void write_array(const std::vector<Value>& items) {
    open('[');
    for (const Value& item : items) {
      begin_entry();
      write(item);
    }
    close(']', items.empty());
  }

  void write_object(const std::vector<Member>& members) {
    open('{');
    for (const Member& member : members) {
      begin_entry();
      write_string(member.name);
      out_ += indent_ > 0 ? ": " : ":";
      write(member.value);
    }
    close('}', members.empty());
  }

  void open(char bracket) {
    out_ += bracket;
    ++depth_;
  }

  void begin_entry() {
    // Only a bracket can come before the first entry; a value never ends in an opening one,
    // since a string ends in a quote.
    if (out_.back() != '[' && out_.back() != '{') out_ += ',';
    break_line();
  }

  void close(char bracket, bool is_empty) {
    --depth_;
    if (!is_empty) break_line();
    out_ += bracket;
  }

  void break_line() {
    if (indent_ > 0) (out_ += '\n').append(static_cast<std::size_t>(depth_ * indent_), ' ');
  }

  std::string out_;
  int indent_;
  int depth_ = 0;
};

}  // namespace

std::string write(const Value& value, int indent) {
  Writer writer(indent);
  writer.write(value);
  return writer.take();
}

}  // namespace celian::codec
