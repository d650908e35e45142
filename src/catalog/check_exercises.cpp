#include <algorithm>
#include <map>
#include <set>

#include "catalog/check_context.hpp"

namespace celian {

namespace {

using ByCode = std::map<std::string_view, const ExerciseEntry*>;

// Every code that stands in the files. An exercise with a slip is null: whoever links to it has
// made no slip.
ByCode all_codes(const CheckContext& c) {
  ByCode out;
  for (std::size_t i = 0; i < c.files.size(); ++i) {
    const codec::Value* list =
        c.files[i].kind() == "exercises" ? c.json[i].find("exercises") : nullptr;
    for (std::size_t k = 0; list != nullptr && list->is_array() && k < list->size(); ++k) {
      const codec::Value* code = list->items()[k].find("code");
      if (code != nullptr && code->is_string()) out.emplace(code->as_string(), nullptr);
    }
  }
  return out;
}

// Follows one kind of link from an exercise; a walk that comes back to where it began is a cycle.
void check_chain(CheckContext& c, const ByCode& all, const ExerciseEntry& start,
                 std::string Exercise::*link, const std::string& name) {
  const std::string& first = start.exercise.*link;
  if (first.empty()) return;
  const std::string pointer = start.pointer + "/" + name;
  if (all.count(first) == 0) {
    return c.report(start.path, pointer,
                    "expected an exercise of this base, found \"" + first + "\"");
  }
  std::set<std::string_view> seen;
  for (const ExerciseEntry* at = &start; at != nullptr;) {
    const std::string& next = at->exercise.*link;
    if (next == start.exercise.code) {
      return c.report(start.path, pointer, "expected no cycle, found one back to \"" + next + "\"");
    }
    if (next.empty() || !seen.insert(next).second)
      return;  // a cycle elsewhere is reported where it is
    const auto found = all.find(next);
    at = found == all.end() ? nullptr : found->second;
  }
}

}  // namespace

void check_exercises(CheckContext& c) {
  ByCode all = all_codes(c);
  for (const ExerciseEntry& e : c.exercises) {
    const ExerciseEntry*& known = all[e.exercise.code];
    if (known != nullptr) {
      c.report(e.path, e.pointer + "/code",
               "expected a new exercise, found \"" + e.exercise.code + "\", which " + known->path +
                   " has");
    } else {
      known = &e;
    }
  }
  for (const ExerciseEntry& e : c.exercises) {
    check_chain(c, all, e, &Exercise::regress_to, "regress_to");
    check_chain(c, all, e, &Exercise::progress_to, "progress_to");
    for (const auto& [component, share] : e.exercise.credit) {
      const auto& has = e.exercise.components;
      if (std::find(has.begin(), has.end(), component) == has.end()) {
        c.report(e.path, e.pointer + "/credit",
                 "expected a component of this exercise, found \"" + component + "\"");
      }
    }
  }
}

}  // namespace celian
