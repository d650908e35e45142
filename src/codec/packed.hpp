// codec::Value <-> a compact sequence of bytes, in which the knowledge is compiled into the
// library: reading it costs a small part of what reading the same JSON text costs. Not an exchange
// format; only this build reads what it wrote.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "codec/json.hpp"

namespace celian::codec {

// The same value always gives the same bytes. unpack(pack(v)) has the types, members and order of
// v.
std::string pack(const Value& value);

// Error: Status::internal if the bytes are not what pack() wrote.
Result<Value> unpack(std::string_view bytes);

// Of an object only the members before the first whose name `wanted` refuses; what follows is not
// read. Anything else than an object is an error.
Result<Value> unpack_first_members(std::string_view bytes,
                                   const std::function<bool(std::string_view)>& wanted);

}  // namespace celian::codec
