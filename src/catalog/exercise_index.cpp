#include "catalog/exercise_index.hpp"

#include <algorithm>
#include <utility>

namespace celian {

ExerciseSet& ExerciseSet::operator|=(const ExerciseSet& o) {
  if (words_.size() < o.words_.size()) words_.resize(o.words_.size());
  for (std::size_t w = 0; w < o.words_.size(); ++w) words_[w] |= o.words_[w];
  return *this;
}

ExerciseSet& ExerciseSet::operator&=(const ExerciseSet& o) {
  for (std::size_t w = 0; w < words_.size(); ++w)
    words_[w] &= w < o.words_.size() ? o.words_[w] : 0;
  return *this;
}

ExerciseSet& ExerciseSet::operator-=(const ExerciseSet& o) {
  const std::size_t n = std::min(words_.size(), o.words_.size());
  for (std::size_t w = 0; w < n; ++w) words_[w] &= ~o.words_[w];
  return *this;
}

std::optional<Trait> trait_named(std::string_view name) noexcept {
  static constexpr std::pair<std::string_view, Trait> kNames[] = {
      {"exercise", Trait::exercise},   {"family", Trait::family},
      {"pattern", Trait::pattern},     {"posture", Trait::posture},
      {"component", Trait::component}, {"tag", Trait::tag},
      {"muscle", Trait::muscle},       {"place", Trait::place},
      {"equipment", Trait::equipment}};
  for (const auto& [text, trait] : kNames) {
    if (text == name) return trait;
  }
  return std::nullopt;
}

ExerciseIndex::ExerciseIndex(const std::vector<Exercise>& all)
    : first_(all.data()), none_(all.size()) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Exercise& e = all[i];
    by_code_.emplace(e.code, &e);
    add(Trait::exercise, e.code, i);
    add(Trait::family, e.family, i);
    add(Trait::pattern, e.pattern, i);
    add(Trait::posture, e.posture, i);
    if (!e.components.empty()) add(Trait::main_component, e.components.front(), i);
    const auto each = [&](Trait trait, const std::vector<std::string>& codes) {
      for (const std::string& code : codes) add(trait, code, i);
    };
    each(Trait::component, e.components);
    each(Trait::tag, e.tags);
    each(Trait::muscle, e.muscles);
    each(Trait::place, e.place);
    each(Trait::equipment, e.equipment);
  }
  for (const Exercise& e : all) {
    easier_.push_back(find(e.regress_to));
    harder_.push_back(find(e.progress_to));
  }
}

void ExerciseIndex::add(Trait trait, std::string_view code, std::size_t i) {
  with_[static_cast<std::size_t>(trait)].try_emplace(code, none_).first->second.add(i);
}

const Exercise* ExerciseIndex::find(std::string_view code) const noexcept {
  const auto at = by_code_.find(code);
  return at == by_code_.end() ? nullptr : at->second;
}

const ExerciseSet& ExerciseIndex::with(Trait trait, std::string_view code) const noexcept {
  const ByCode& map = with_[static_cast<std::size_t>(trait)];
  const auto at = map.find(code);
  return at == map.end() ? none_ : at->second;
}

}  // namespace celian
