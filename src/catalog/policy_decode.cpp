#include "catalog/policy_decode.hpp"

#include <algorithm>

namespace celian {

void decode_policy(const FileScope& file, PolicyValues& out) {
  file.only({"values"});
  const codec::Value* values = file.value.find("values");
  if (values == nullptr || !values->is_object())
    return file.report("/values", "expected an object of values by code");
  if (file.value.find("verified") != nullptr && file.header.verified != Verified::policy) {
    file.report("/verified", "expected policy: a policy claims no source outside");
  }
  for (const codec::Member& m : values->members()) {
    const std::string pointer = codec::join("/values", m.name);
    if (!is_dotted_code(m.name)) {
      file.report(pointer, "expected a code of a-z, 0-9, _ and dots");
    } else if (m.value.is_null()) {
      file.report(pointer, "expected a number, a text, a list or a table, found null");
    } else if (!out.emplace(m.name, m.value).second) {
      file.report(pointer, "expected a new code, found one that another file has");
    }
  }
}

const codec::Value* find_policy(const PolicyValues& values, std::string_view code) {
  if (const auto at = values.find(code); at != values.end()) return &at->second;
  for (std::size_t dot = code.rfind('.'); dot != std::string_view::npos && dot > 0;
       dot = code.rfind('.', dot - 1)) {
    const auto at = values.find(code.substr(0, dot));
    if (at == values.end()) continue;
    const codec::Value* v = &at->second;
    for (std::string_view rest = code.substr(dot + 1); v != nullptr && !rest.empty();) {
      const std::string_view name = rest.substr(0, rest.find('.'));
      v = v->is_object() ? v->find(name) : nullptr;
      rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    }
    if (v != nullptr) return v;
  }
  return nullptr;
}

}  // namespace celian
