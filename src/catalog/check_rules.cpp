#include <algorithm>
#include <set>

#include "catalog/check_context.hpp"
#include "catalog/nearest.hpp"

namespace celian {

namespace {

// What effects may name: a rule that forbids a tag that no exercise carries protects nobody.
struct Vocabulary {
  std::set<std::string, std::less<>> tag, exercise, family, component, posture, place;
};

Vocabulary collect(const CheckContext& c) {
  Vocabulary v;
  for (const ExerciseEntry& entry : c.exercises) {
    const Exercise& e = entry.exercise;
    v.exercise.insert(e.code);
    v.family.insert(e.family);
    v.posture.insert(e.posture);
    v.tag.insert(e.tags.begin(), e.tags.end());
    v.place.insert(e.place.begin(), e.place.end());
    v.component.insert(e.components.begin(), e.components.end());
  }
  for (const Preset& p : c.presets) {
    for (const PresetComponent& component : p.components) v.component.insert(component.component);
  }
  return v;
}

const std::set<std::string, std::less<>>* set_of(const Vocabulary& v, std::string_view target) {
  if (target == "tag") return &v.tag;
  if (target == "exercise") return &v.exercise;
  if (target == "family") return &v.family;
  if (target == "component") return &v.component;
  if (target == "posture") return &v.posture;
  if (target == "place") return &v.place;
  return nullptr;
}

// All words where there are few, else those that resemble the one that was typed.
std::string some_of(const std::set<std::string, std::less<>>& words, const std::string& typed) {
  constexpr std::size_t kFew = 30;
  std::vector<std::string> shown(words.begin(), words.end());
  const bool is_few = shown.size() <= kFew;
  if (!is_few) shown = nearest_names(typed, shown);
  std::string out;
  for (const std::string& word : shown) out += (out.empty() ? "" : ", ") + word;
  return (is_few ? "there are: " : "nearest: ") + (out.empty() ? "none" : out);
}

void check_effect(CheckContext& c, const Vocabulary& v, const RuleEntry& entry, std::size_t i) {
  const Effect& e = entry.rule.then[i];
  const std::string pointer = codec::join(entry.pointer + "/then", i);
  const auto must_have = [&](std::string_view target, const std::string& code) {
    const auto* set = set_of(v, target);
    if (code.empty() || set == nullptr || set->count(code) != 0) return;
    c.report(entry.path, pointer + "/" + std::string(target),
             "expected a " + std::string(target) + " that some exercise has, found \"" + code +
                 "\"; " + some_of(*set, code));
  };
  if (e.kind == EffectKind::forbid || e.kind == EffectKind::prefer) must_have(e.target, e.code);
  if (e.kind == EffectKind::require || e.kind == EffectKind::limit || e.kind == EffectKind::need) {
    must_have("component", e.component);
  }
  if (e.kind == EffectKind::decide && e.component != "all") must_have("component", e.component);
}

}  // namespace

void check_rules(CheckContext& c) {
  std::set<std::string, std::less<>> ids;
  for (std::size_t i = 0; i < c.files.size(); ++i) {
    if (c.files[i].kind() == "exercises") {
      decode_exercises(FileScope{c.json[i], c.headers[i], c.issues}, c.exercises, c.families);
    }
  }
  for (std::size_t i = 0; i < c.files.size(); ++i) {
    if (c.files[i].kind() != "rules") continue;
    const FileScope file{c.json[i], c.headers[i], c.issues};
    std::vector<RuleEntry> rules;
    decode_rules(file, c.facts(), rules);
    if (c.in_scope(c.files[i])) run_rule_cases(file, c.words.dictionary, rules);
    for (RuleEntry& r : rules) {
      if (!ids.insert(r.rule.id).second) {
        c.report(r.path, r.pointer + "/id",
                 "expected a new rule, found \"" + r.rule.id + "\" a second time");
      }
      c.rules.push_back(std::move(r));
    }
  }
  const Vocabulary v = collect(c);
  if (v.exercise.empty())
    return;  // a base without exercises prescribes none, so there is nothing to name
  for (const RuleEntry& entry : c.rules) {
    for (std::size_t i = 0; i < entry.rule.then.size(); ++i) check_effect(c, v, entry, i);
  }
}

}  // namespace celian
