// A value is a byte that tells its kind, then its content:
//   integer    zigzag, then seven bits a byte, lowest first, the eighth bit set on all but the last
//   number     the eight bytes of the IEEE 754 double, lowest first
//   string     length, bytes; it gets the next number, from 0 in each text
//   again      the number of a string that came before; keys and codes recur in every file
//   array      length, items
//   object     length, and for each member its name (string or again) and its value
#include "codec/packed.hpp"

#include <bit>
#include <cstdint>
#include <map>
#include <vector>

namespace celian::codec {
namespace {

enum Tag : unsigned char {
  kNull,
  kFalse,
  kTrue,
  kInteger,
  kNumber,
  kString,
  kAgain,
  kArray,
  kObject
};

class Packer {
 public:
  void value(const Value& v) {
    switch (v.type()) {
      case Type::null: return tag(kNull);
      case Type::boolean: return tag(v.as_bool() ? kTrue : kFalse);
      case Type::integer: {
        const auto i = static_cast<std::uint64_t>(v.as_int());
        tag(kInteger);
        return count((i << 1) ^ (v.as_int() < 0 ? ~std::uint64_t{0} : 0));
      }
      case Type::number: {
        const auto bits = std::bit_cast<std::uint64_t>(v.as_double());
        tag(kNumber);
        for (int shift = 0; shift < 64; shift += 8) out_ += static_cast<char>(bits >> shift & 0xFF);
        return;
      }
      case Type::string: return string(v.as_string());
      case Type::array:
        tag(kArray);
        count(v.size());
        for (const Value& item : v.items()) value(item);
        return;
      case Type::object:
        tag(kObject);
        count(v.size());
        for (const Member& m : v.members()) {
          string(m.name);
          value(m.value);
        }
        return;
    }
  }
  std::string take() { return std::move(out_); }

 private:
  void tag(Tag t) { out_ += static_cast<char>(t); }
  void count(std::uint64_t n) {
    for (; n >= 0x80; n >>= 7) out_ += static_cast<char>((n & 0x7F) | 0x80);
    out_ += static_cast<char>(n);
  }
  void string(const std::string& s) {
    const auto [at, is_new] = numbers_.try_emplace(s, numbers_.size());
    tag(is_new ? kString : kAgain);
    count(is_new ? s.size() : at->second);
    if (is_new) out_ += s;
  }

  std::string out_;
  std::map<std::string, std::size_t> numbers_;
};

class Unpacker {
 public:
  using Wanted = std::function<bool(std::string_view)>;

  explicit Unpacker(std::string_view bytes) : at_(bytes.data()), end_(at_ + bytes.size()) {}

  // Each of these is false at the first byte that pack() would not have written.
  bool value(Value& out, int depth) {
    if (at_ == end_ || depth > Limits().depth) return false;
    std::uint64_t n = 0;
    switch (const char tag = *at_++; tag) {
      case kNull: return true;
      case kFalse: out = false; return true;
      case kTrue: out = true; return true;
      case kInteger:
        if (!count(n)) return false;
        out = static_cast<std::int64_t>((n >> 1) ^ (~(n & 1) + 1));
        return true;
      case kNumber: return number(out);
      case kString:
      case kAgain: {
        std::string_view text;
        if (!string(tag, text)) return false;
        out = text;
        return true;
      }
      case kArray: return array(out, depth);
      case kObject: return object(out, depth, nullptr);
      default: return false;
    }
  }

  bool first_members(Value& out, const Wanted& wanted) {
    return at_ != end_ && *at_++ == kObject && object(out, 0, &wanted);
  }

  bool at_end() const { return at_ == end_; }

 private:
  std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }

  bool count(std::uint64_t& n) {
    for (int shift = 0; at_ != end_ && shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(*at_++);
      n |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return true;
    }
    return false;
  }

  // Of something of which each takes at least a byte.
  bool length(std::size_t& n) {
    std::uint64_t wide = 0;
    if (!count(wide) || wide > left()) return false;
    n = static_cast<std::size_t>(wide);
    return true;
  }

  bool number(Value& out) {
    if (left() < 8) return false;
    std::uint64_t bits = 0;
    for (int shift = 0; shift < 64; shift += 8) {
      bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(*at_++)) << shift;
    }
    out = std::bit_cast<double>(bits);
    return true;
  }

  bool string(char tag, std::string_view& out) {
    if (tag == kAgain) {
      std::uint64_t n = 0;
      if (!count(n) || n >= strings_.size()) return false;
      out = strings_[static_cast<std::size_t>(n)];
      return true;
    }
    std::size_t size = 0;
    if (tag != kString || !length(size)) return false;
    out = {at_, size};
    at_ += size;
    strings_.push_back(out);
    return true;
  }

  bool array(Value& out, int depth) {
    std::size_t size = 0;
    if (!length(size)) return false;
    std::vector<Value> items(size);
    for (Value& item : items) {
      if (!value(item, depth + 1)) return false;
    }
    out = std::move(items);
    return true;
  }

  bool object(Value& out, int depth, const Wanted* wanted) {
    std::size_t size = 0;
    if (!length(size)) return false;
    out = Value::object();
    std::vector<Member>& members = out.members();
    members.reserve(wanted == nullptr ? size : 0);
    for (std::size_t i = 0; i < size; ++i) {
      std::string_view name;
      if (at_ == end_ || !string(*at_++, name)) return false;
      if (wanted != nullptr && !(*wanted)(name)) return true;
      Member& m = members.emplace_back();
      m.name = name;
      if (!value(m.value, depth + 1)) return false;
    }
    return true;
  }

  const char* at_;
  const char* end_;
  std::vector<std::string_view> strings_;
};

Error damaged() { return {Status::internal, "", "packed values are damaged"}; }

}  // namespace

std::string pack(const Value& value) {
  Packer packer;
  packer.value(value);
  return packer.take();
}

Result<Value> unpack(std::string_view bytes) {
  Unpacker unpacker(bytes);
  Value out;
  if (!unpacker.value(out, 0) || !unpacker.at_end()) return damaged();
  return out;
}

Result<Value> unpack_first_members(std::string_view bytes,
                                   const std::function<bool(std::string_view)>& wanted) {
  Value out;
  if (!Unpacker(bytes).first_members(out, wanted)) return damaged();
  return out;
}

}  // namespace celian::codec
