#include "cli/result_diff.hpp"

#include <algorithm>
#include <set>

namespace celian::cli {

namespace {

using codec::Member;
using codec::Value;

constexpr std::string_view kLeftOut[] = {"why", "reasons", "data_version", "used", "label"};
// Members that say which entry of a list this is, the more telling first.
constexpr std::string_view kNames[] = {"test", "rule",     "fact", "standard",  "norm",
                                       "tag",  "exercise", "week", "dimension", "component",
                                       "code", "part",     "date"};

bool is_left_out(std::string_view name) {
  return std::find(std::begin(kLeftOut), std::end(kLeftOut), name) != std::end(kLeftOut);
}

std::string shown_name(const Value& v) { return v.is_string() ? v.as_string() : codec::write(v); }

// The member by which all entries of the list can be told apart, or empty.
std::string_view name_of_entries(const std::vector<Value>& items) {
  for (const std::string_view name : kNames) {
    std::set<std::string> seen;
    const bool tells_apart = std::all_of(items.begin(), items.end(), [&](const Value& v) {
      const Value* const own = v.find(name);
      return own != nullptr && !own->is_null() && seen.insert(shown_name(*own)).second;
    });
    if (tells_apart) return name;
  }
  return {};
}

class Comparison {
 public:
  void compare(const std::string& place, const Value& before, const Value& now) {
    if (before.is_object() && now.is_object()) return objects(place, before, now);
    if (before.is_array() && now.is_array()) return arrays(place, before.items(), now.items());
    if (!(before == now)) changes_.push_back({place, before, now});
  }
  std::vector<ResultChange> take() { return std::move(changes_); }

 private:
  void objects(const std::string& place, const Value& before, const Value& now) {
    const std::string at = place.empty() ? "" : place + "/";
    for (const Member& m : now.members()) {
      if (is_left_out(m.name)) continue;
      const Value* const old = before.find(m.name);
      compare(at + m.name, old != nullptr ? *old : Value(), m.value);
    }
    for (const Member& m : before.members()) {
      if (!is_left_out(m.name) && now.find(m.name) == nullptr)
        compare(at + m.name, m.value, Value());
    }
  }

  void arrays(const std::string& place, const std::vector<Value>& before,
              const std::vector<Value>& now) {
    std::string_view name = name_of_entries(now);
    if (now.empty() || before.empty()) {
      name = name_of_entries(now.empty() ? before : now);
    } else if (name != name_of_entries(before)) {
      name = {};
    }
    if (name.empty()) return by_number(place, before, now);
    const auto find = [&](const std::vector<Value>& in, const Value& entry) {
      return std::find_if(in.begin(), in.end(),
                          [&](const Value& v) { return *v.find(name) == *entry.find(name); });
    };
    const auto at = [&](const Value& v) { return place + "[" + shown_name(*v.find(name)) + "]"; };
    for (const Value& v : now) {
      const auto old = find(before, v);
      compare(at(v), old != before.end() ? *old : Value(), v);
    }
    for (const Value& v : before) {
      if (find(now, v) == now.end()) compare(at(v), v, Value());
    }
  }

  void by_number(const std::string& place, const std::vector<Value>& before,
                 const std::vector<Value>& now) {
    for (std::size_t i = 0; i < std::max(before.size(), now.size()); ++i) {
      compare(place + "[" + std::to_string(i) + "]", i < before.size() ? before[i] : Value(),
              i < now.size() ? now[i] : Value());
    }
  }

  std::vector<ResultChange> changes_;
};

}  // namespace

std::vector<ResultChange> result_changes(const Value& before, const Value& now) {
  Comparison comparison;
  comparison.compare("", before, now);
  return comparison.take();
}

}  // namespace celian::cli
