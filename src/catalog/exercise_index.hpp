// Questions about exercises that every plan asks many times, answered once for the whole catalog.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/guide_data.hpp"

namespace celian {

// Some of the exercises of a catalog: one bit for each, in the order of the knowledge.
class ExerciseSet {
 public:
  ExerciseSet() = default;  // none
  explicit ExerciseSet(std::size_t exercises) : words_((exercises + 63) / 64) {}

  bool has(std::size_t i) const noexcept {
    return i / 64 < words_.size() && (words_[i / 64] >> i % 64 & 1u) != 0;
  }
  void add(std::size_t i) { words_[i / 64] |= std::uint64_t{1} << i % 64; }
  void remove(std::size_t i) { words_[i / 64] &= ~(std::uint64_t{1} << i % 64); }

  // With another of the same catalog; one that was made without a size has none.
  ExerciseSet& operator|=(const ExerciseSet&);
  ExerciseSet& operator&=(const ExerciseSet&);
  ExerciseSet& operator-=(const ExerciseSet&);
  friend ExerciseSet operator&(ExerciseSet a, const ExerciseSet& b) { return std::move(a &= b); }

  // Calls f(index), ascending.
  template <class F>
  void for_each(F&& f) const {
    for (std::size_t w = 0; w < words_.size(); ++w) {
      for (std::uint64_t rest = words_[w]; rest != 0; rest &= rest - 1)
        f(w * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
    }
  }

 private:
  std::vector<std::uint64_t> words_;
};

// What an exercise may have. A main component is the first one.
enum class Trait : std::uint8_t {
  exercise,
  family,
  pattern,
  posture,
  component,
  main_component,
  tag,
  muscle,
  place,
  equipment
};

// By its name in rules and policies ("tag"); nullopt = there is no such trait.
std::optional<Trait> trait_named(std::string_view) noexcept;

// Immutable. Borrows the exercises, which must stay where they are.
class ExerciseIndex {
 public:
  explicit ExerciseIndex(const std::vector<Exercise>&);

  const Exercise* find(std::string_view code) const noexcept;
  // Where an exercise of this catalog stands in it.
  std::size_t of(const Exercise& e) const noexcept { return static_cast<std::size_t>(&e - first_); }
  const Exercise& operator[](std::size_t i) const noexcept { return first_[i]; }
  std::size_t size() const noexcept { return easier_.size(); }

  // Those that have it, for example the tag "impact"; an empty set if there is none.
  const ExerciseSet& with(Trait, std::string_view code) const noexcept;

  // The neighbours along the links; null = the link ends here.
  const Exercise* easier(const Exercise& e) const noexcept { return easier_[of(e)]; }
  const Exercise* harder(const Exercise& e) const noexcept { return harder_[of(e)]; }

 private:
  using ByCode = std::unordered_map<std::string_view, ExerciseSet>;

  void add(Trait, std::string_view code, std::size_t i);

  const Exercise* first_;
  ExerciseSet none_;
  std::unordered_map<std::string_view, const Exercise*> by_code_;
  std::array<ByCode, static_cast<std::size_t>(Trait::equipment) + 1> with_;
  std::vector<const Exercise*> easier_, harder_;
};

}  // namespace celian
