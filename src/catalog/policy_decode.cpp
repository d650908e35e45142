#include "catalog/policy_decode.hpp"

#include <algorithm>
#include <utility>
#include <vector>

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

PolicyIndex::PolicyIndex(PolicyValues values) : values_(std::move(values)) {
  std::vector<const PolicyValues::value_type*> longest_first;
  for (const auto& entry : values_) {
    add(entry.first, entry.second);
    longest_first.push_back(&entry);
  }
  std::stable_sort(longest_first.begin(), longest_first.end(),
                   [](const auto* a, const auto* b) { return a->first.size() > b->first.size(); });
  for (const auto* entry : longest_first) add_inside(entry->first, entry->second);
}

void PolicyIndex::add(std::string code, const codec::Value& value) {
  const auto [at, is_new] = at_.try_emplace(std::move(code), Entry{&value, {}});
  if (!is_new || !value.is_array()) return;
  for (const codec::Value& item : value.items()) {
    if (item.is_string()) at->second.codes.push_back(item.as_string());
  }
}

void PolicyIndex::add_inside(const std::string& code, const codec::Value& table) {
  if (!table.is_object()) return;
  for (const codec::Member& m : table.members()) {
    const std::string inner = code + "." + m.name;
    add(inner, m.value);
    add_inside(inner, m.value);
  }
}

const codec::Value* PolicyIndex::find(std::string_view code) const {
  const auto at = at_.find(code);
  return at == at_.end() ? nullptr : at->second.value;
}

const std::vector<std::string>& PolicyIndex::codes(std::string_view code) const {
  static const std::vector<std::string> kNone;
  const auto at = at_.find(code);
  return at == at_.end() ? kNone : at->second.codes;
}

}  // namespace celian
