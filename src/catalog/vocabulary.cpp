#include "catalog/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace celian {

namespace {

using Words = std::set<std::string>;
using Collect = void (*)(const KnowledgeBase&, Words&);

void add(const std::vector<std::string>& from, Words& to) { to.insert(from.begin(), from.end()); }

void components(const KnowledgeBase& kb, Words& to) {
  for (const Exercise& e : kb.exercises()) add(e.components, to);
  for (const Preset& p : kb.presets()) {
    for (const PresetComponent& c : p.components) to.insert(c.component);
  }
}

// What an exercise needs, and what may stand in for that.
void equipment(const KnowledgeBase& kb, Words& to) {
  for (const Exercise& e : kb.exercises()) {
    add(e.equipment, to);
    for (const auto& [thing, others] : e.substitutes) {
      to.insert(thing);
      add(others, to);
    }
  }
  add(kb.policy_codes("defaults.equipment"), to);
}

void families(const KnowledgeBase& kb, Words& to) {
  for (const Exercise& e : kb.exercises()) to.insert(e.family);
}

void footwear(const KnowledgeBase& kb, Words& to) {
  for (const Exercise& e : kb.exercises()) add(e.care.footwear, to);
}

void goals(const KnowledgeBase& kb, Words& to) { add(kb.policy_codes("goal.codes"), to); }

void muscles(const KnowledgeBase& kb, Words& to) {
  for (const Exercise& e : kb.exercises()) add(e.muscles, to);
}

void patterns(const KnowledgeBase& kb, Words& to) {
  for (const Exercise& e : kb.exercises()) to.insert(e.pattern);
}

void places(const KnowledgeBase& kb, Words& to) {
  for (const Exercise& e : kb.exercises()) add(e.place, to);
  add(kb.policy_codes("defaults.place"), to);
}

void surfaces(const KnowledgeBase& kb, Words& to) {
  for (const Exercise& e : kb.exercises()) add(e.care.surface, to);
}

void tags(const KnowledgeBase& kb, Words& to) {
  for (const Exercise& e : kb.exercises()) add(e.tags, to);
}

constexpr std::array<VocabularyKind, 10> kKinds = {{{"components", "component"},
                                                    {"equipment", "equipment"},
                                                    {"families", "family"},
                                                    {"footwear", "footwear"},
                                                    {"goals", "goal"},
                                                    {"muscles", "muscle"},
                                                    {"patterns", "pattern"},
                                                    {"places", "place"},
                                                    {"surfaces", "surface"},
                                                    {"tags", "tag"}}};
constexpr std::array<Collect, kKinds.size()> kCollect = {
    components, equipment, families, footwear, goals, muscles, patterns, places, surfaces, tags};

}  // namespace

std::span<const VocabularyKind> vocabulary_kinds() noexcept { return kKinds; }

std::size_t vocabulary_index(std::string_view name) noexcept {
  const auto at = std::find_if(kKinds.begin(), kKinds.end(),
                               [&](const VocabularyKind& k) { return k.name == name; });
  return static_cast<std::size_t>(at - kKinds.begin());
}

std::vector<std::string> collect_vocabulary(const KnowledgeBase& kb, std::string_view name) {
  Words words;
  if (const std::size_t i = vocabulary_index(name); i < kCollect.size()) kCollect[i](kb, words);
  words.erase("");
  return {words.begin(), words.end()};
}

}  // namespace celian
