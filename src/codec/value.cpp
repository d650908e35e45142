#include <algorithm>

#include "codec/json.hpp"

namespace celian::codec {

namespace {

// Few objects have fewer fields; without this the first few are moved three times.
void room_for_members(std::vector<Member>& members) {
  if (members.capacity() == 0) members.reserve(8);
}

}  // namespace

Value Value::array() { return std::vector<Value>{}; }

Value Value::object() {
  Value value;
  value.data_.emplace<std::vector<Member>>();
  return value;
}

Value Value::array(std::size_t room) {
  Value value = array();
  value.items().reserve(room);
  return value;
}

Value Value::object(std::size_t room) {
  Value value = object();
  value.members().reserve(room);
  return value;
}

double Value::as_double() const {
  return is_int() ? static_cast<double>(as_int()) : std::get<double>(data_);
}

const Value* Value::find(std::string_view name) const noexcept {
  const auto* members = std::get_if<std::vector<Member>>(&data_);
  if (members == nullptr) return nullptr;
  for (const Member& member : *members) {
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

Value* Value::find(std::string_view name) noexcept {
  return const_cast<Value*>(std::as_const(*this).find(name));
}

Value& Value::set(std::string name, Value value) & {
  if (is_null()) data_.emplace<std::vector<Member>>();
  if (Value* old = find(name)) {
    *old = std::move(value);
  } else {
    room_for_members(members());
    members().push_back({std::move(name), std::move(value)});
  }
  return *this;
}

Value& Value::add(std::string_view name, Value value) & {
  if (is_null()) data_.emplace<std::vector<Member>>();
  std::vector<Member>& all = members();
  room_for_members(all);
  all.push_back({std::string(name), std::move(value)});
  return *this;
}

Value& Value::push(Value value) & {
  if (is_null()) data_.emplace<std::vector<Value>>();
  items().push_back(std::move(value));
  return *this;
}

std::size_t Value::size() const noexcept {
  if (const auto* items = std::get_if<std::vector<Value>>(&data_)) return items->size();
  if (const auto* members = std::get_if<std::vector<Member>>(&data_)) return members->size();
  return 0;
}

bool operator==(const Value& a, const Value& b) {
  if (a.is_object() && b.is_object()) {
    return a.size() == b.size() && std::ranges::all_of(a.members(), [&](const Member& member) {
             const Value* other = b.find(member.name);
             return other != nullptr && member.value == *other;
           });
  }
  if (a.type() != b.type()) {
    return a.is_number() && b.is_number() && a.as_double() == b.as_double();
  }
  if (a.is_array()) return std::ranges::equal(a.items(), b.items());
  switch (a.type()) {
    case Type::boolean: return a.as_bool() == b.as_bool();
    case Type::integer: return a.as_int() == b.as_int();
    case Type::number: return a.as_double() == b.as_double();
    case Type::string: return a.as_string() == b.as_string();
    default: return true;  // null
  }
}

std::string join(std::string_view pointer, std::string_view token) {
  std::string out(pointer);
  out += '/';
  for (const char c : token) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

std::string join(std::string_view pointer, std::size_t index) {
  return std::string(pointer) + '/' + std::to_string(index);
}

std::string_view type_name(Type type) noexcept {
  switch (type) {
    case Type::null: return "null";
    case Type::boolean: return "true or false";
    case Type::integer: return "an integer";
    case Type::number: return "a number";
    case Type::string: return "a string";
    case Type::array: return "an array";
    case Type::object: return "an object";
  }
  return "null";
}

}  // namespace celian::codec
