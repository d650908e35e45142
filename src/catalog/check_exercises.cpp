#include <algorithm>
#include <map>
#include <set>
#include <vector>

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

using Harder = std::map<std::string_view, std::vector<std::string_view>>;

// Both kinds of link as one relation, from the easier exercise to the harder one.
Harder collect_harder(const CheckContext& c) {
  Harder out;
  for (const ExerciseEntry& e : c.exercises) {
    const Exercise& x = e.exercise;
    if (!x.regress_to.empty()) out[x.regress_to].push_back(x.code);
    if (!x.progress_to.empty()) out[x.code].push_back(x.progress_to);
  }
  return out;
}

bool leads_to(const Harder& harder, std::string_view from, std::string_view to) {
  std::vector<std::string_view> left = {from};
  std::set<std::string_view> seen;
  while (!left.empty()) {
    const std::string_view at = left.back();
    left.pop_back();
    if (at == to) return true;
    if (!seen.insert(at).second) continue;
    if (const auto next = harder.find(at); next != harder.end()) {
      left.insert(left.end(), next->second.begin(), next->second.end());
    }
  }
  return false;
}

void check_link(CheckContext& c, const ByCode& all, const Harder& harder, const ExerciseEntry& e,
                const std::string& other, bool is_harder) {
  if (other.empty()) return;
  const std::string pointer = e.pointer + (is_harder ? "/progress_to" : "/regress_to");
  const std::string& code = e.exercise.code;
  if (all.count(other) == 0) {
    c.report(e.path, pointer, "expected an exercise of this base, found \"" + other + "\"");
  } else if (is_harder ? leads_to(harder, other, code) : leads_to(harder, code, other)) {
    c.report(e.path, pointer,
             "expected no cycle, found that \"" + other + "\" is both easier and harder");
  }
}

// Every exercise can be told what to wear and where to stand; nothing is said of a family that
// no exercise has.
void check_families(CheckContext& c) {
  std::set<std::string_view> used;
  std::map<std::string_view, const FamilyEntry*> known;
  for (const ExerciseEntry& e : c.exercises) used.insert(e.exercise.family);
  for (const FamilyEntry& f : c.families) {
    const std::string& code = f.family.code;
    const auto [at, is_new] = known.emplace(code, &f);
    if (!is_new) {
      c.report(f.path, f.pointer + "/code",
               "expected a new family, found \"" + code + "\", which " + at->second->path + " has");
    } else if (used.count(code) == 0) {
      c.report(f.path, f.pointer + "/code",
               "expected a family that some exercise has, found \"" + code + "\"");
    }
  }
  for (const ExerciseEntry& e : c.exercises) {
    const ExerciseCare& own = e.exercise.care;
    const bool has_all = !own.footwear.empty() && !own.surface.empty() && !own.injuries.empty();
    if (has_all || known.count(e.exercise.family) != 0) continue;
    c.report(e.path, e.pointer + "/family",
             "expected a family with footwear, surface and injuries under \"families\", found \"" +
                 e.exercise.family + "\"");
  }
}

}  // namespace

void check_exercises(CheckContext& c) {
  check_families(c);
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
  const Harder harder = collect_harder(c);
  for (const ExerciseEntry& e : c.exercises) {
    check_link(c, all, harder, e, e.exercise.regress_to, false);
    check_link(c, all, harder, e, e.exercise.progress_to, true);
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
