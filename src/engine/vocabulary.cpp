#include "engine/vocabulary.hpp"

#include <algorithm>
#include <set>

#include "catalog/nearest.hpp"

namespace celian::engine {

namespace {

using Words = std::set<std::string>;

void add(const std::vector<std::string>& from, Words& to) { to.insert(from.begin(), from.end()); }

// What an exercise needs, and what may stand in for that.
void add_equipment(const Exercise& e, Words& to) {
  add(e.equipment, to);
  for (const auto& [thing, others] : e.substitutes) {
    to.insert(thing);
    add(others, to);
  }
}

struct Kind {
  std::string_view name, text;
  void (*collect)(const KnowledgeBase&, Words&);
};

template <class F>
void for_exercises(const KnowledgeBase& kb, F f) {
  for (const Exercise& e : kb.exercises()) f(e);
}

constexpr Kind kKinds[] = {
    {"components", "component",
     [](const KnowledgeBase& kb, Words& to) {
       for_exercises(kb, [&](const Exercise& e) { add(e.components, to); });
       for (const Preset& p : kb.presets()) {
         for (const PresetComponent& c : p.components) to.insert(c.component);
       }
     }},
    {"equipment", "equipment",
     [](const KnowledgeBase& kb, Words& to) {
       for_exercises(kb, [&](const Exercise& e) { add_equipment(e, to); });
       add(kb.policy_codes("defaults.equipment"), to);
     }},
    {"families", "family", [](const KnowledgeBase& kb, Words& to) { for_exercises(kb, [&](const Exercise& e) { to.insert(e.family); }); }},
    {"goals", "goal", [](const KnowledgeBase& kb, Words& to) { add(kb.policy_codes("goal.codes"), to); }},
    {"muscles", "muscle", [](const KnowledgeBase& kb, Words& to) { for_exercises(kb, [&](const Exercise& e) { add(e.muscles, to); }); }},
    {"patterns", "pattern", [](const KnowledgeBase& kb, Words& to) { for_exercises(kb, [&](const Exercise& e) { to.insert(e.pattern); }); }},
    {"places", "place",
     [](const KnowledgeBase& kb, Words& to) {
       for_exercises(kb, [&](const Exercise& e) { add(e.place, to); });
       add(kb.policy_codes("defaults.place"), to);
     }},
    {"tags", "tag", [](const KnowledgeBase& kb, Words& to) { for_exercises(kb, [&](const Exercise& e) { add(e.tags, to); }); }},
};

const Kind* find(std::string_view name) {
  const auto at = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const Kind& k) { return k.name == name; });
  return at == std::end(kKinds) ? nullptr : at;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += (out.empty() ? "" : ", ") + w;
  return out;
}

}  // namespace

const std::vector<std::string_view>& vocabulary_kinds() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> out;
    for (const Kind& k : kKinds) out.push_back(k.name);
    return out;
  }();
  return names;
}

std::vector<std::string> vocabulary(const KnowledgeBase& kb, std::string_view kind) {
  Words words;
  if (const Kind* k = find(kind)) k->collect(kb, words);
  words.erase("");
  return {words.begin(), words.end()};
}

std::string_view vocabulary_text(std::string_view kind) {
  const Kind* k = find(kind);
  return k == nullptr ? std::string_view() : k->text;
}

Error unknown_word(std::string_view what, std::string_view typed, const std::vector<std::string>& words, std::string_view kind, std::string pointer) {
  constexpr std::size_t kFew = 16;
  std::string message = "'" + std::string(typed) + "' is no " + std::string(what);
  if (words.size() <= kFew) {
    message += "; there are: " + joined(words);
  } else {
    const std::string near = joined(nearest_names(typed, words));
    message += (near.empty() ? "" : "; nearest: " + near) + "; catalog.list " + std::string(kind) + (kind.empty() ? "names all" : " names all");
  }
  return {Status::unknown_id, std::move(pointer), std::move(message)};
}

}  // namespace celian::engine
