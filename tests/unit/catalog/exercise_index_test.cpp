// What the index says of the exercises is what reading all of them says.
#include "catalog/exercise_index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/catalog.hpp"

namespace celian {
namespace {

const KnowledgeBase& knowledge() {
  static const std::shared_ptr<const Catalog> catalog = *Catalog::builtin();
  return catalog->internals();
}

std::vector<std::string> codes_of(const ExerciseSet& set) {
  std::vector<std::string> out;
  set.for_each([&](std::size_t i) { out.push_back(knowledge().exercise_index()[i].code); });
  return out;
}

bool contains(const std::vector<std::string>& list, const std::string& x) {
  return std::find(list.begin(), list.end(), x) != list.end();
}

TEST(ExerciseIndex, FindsEachByItsCodeAndItsLinks) {
  const ExerciseIndex& index = knowledge().exercise_index();
  ASSERT_EQ(index.size(), knowledge().exercises().size());
  for (const Exercise& e : knowledge().exercises()) {
    ASSERT_EQ(index.find(e.code), &e);
    EXPECT_EQ(&index[index.of(e)], &e);
    EXPECT_EQ(index.easier(e) == nullptr ? "" : index.easier(e)->code, e.regress_to) << e.code;
    EXPECT_EQ(index.harder(e) == nullptr ? "" : index.harder(e)->code, e.progress_to) << e.code;
  }
  EXPECT_EQ(index.find("walk_on_water"), nullptr);
  EXPECT_EQ(index.find(""), nullptr);
}

TEST(ExerciseIndex, KnowsWhoHasWhat) {
  struct Kind {
    Trait trait;
    std::vector<std::string> (*of)(const Exercise&);
  };
  const Kind kinds[] = {
      {Trait::tag, [](const Exercise& e) { return e.tags; }},
      {Trait::place, [](const Exercise& e) { return e.place; }},
      {Trait::component, [](const Exercise& e) { return e.components; }},
      {Trait::main_component, [](const Exercise& e) { return std::vector{e.components.front()}; }},
      {Trait::equipment, [](const Exercise& e) { return e.equipment; }},
      {Trait::posture, [](const Exercise& e) { return std::vector{e.posture}; }},
      {Trait::family, [](const Exercise& e) { return std::vector{e.family}; }},
      {Trait::muscle, [](const Exercise& e) { return e.muscles; }}};
  for (const Kind& kind : kinds) {
    std::set<std::string> codes;
    for (const Exercise& e : knowledge().exercises()) {
      for (const std::string& code : kind.of(e)) codes.insert(code);
    }
    ASSERT_GT(codes.size(), 2u);
    for (const std::string& code : codes) {
      std::vector<std::string> expected;
      for (const Exercise& e : knowledge().exercises()) {
        if (contains(kind.of(e), code)) expected.push_back(e.code);
      }
      EXPECT_EQ(codes_of(knowledge().exercise_index().with(kind.trait, code)), expected) << code;
    }
    EXPECT_TRUE(codes_of(knowledge().exercise_index().with(kind.trait, "no such thing")).empty());
  }
}

TEST(ExerciseIndex, SetsAreJoinedCutAndTakenApart) {
  // Around the ends of the words in which a set is kept.
  const std::vector<std::size_t> a = {0, 1, 63, 64, 127, 128, 199}, b = {1, 64, 65, 199};
  ExerciseSet first(200), second(200);
  for (const std::size_t i : a) first.add(i);
  for (const std::size_t i : b) second.add(i);
  const auto list = [](const ExerciseSet& set) {
    std::vector<std::size_t> out;
    set.for_each([&](std::size_t i) { out.push_back(i); });
    return out;
  };
  using List = std::vector<std::size_t>;
  EXPECT_EQ(list(first), a);
  EXPECT_EQ(list(first & second), (List{1, 64, 199}));
  EXPECT_EQ(list(ExerciseSet(first) |= second), (List{0, 1, 63, 64, 65, 127, 128, 199}));
  EXPECT_EQ(list(ExerciseSet(first) -= second), (List{0, 63, 127, 128}));
  EXPECT_EQ(list(ExerciseSet() |= second), b) << "none, and then some";
  EXPECT_EQ(list(ExerciseSet(first) &= ExerciseSet()), List()) << "some, and none";
  EXPECT_EQ(list(ExerciseSet(first) -= ExerciseSet()), a);
  first.remove(64);
  EXPECT_FALSE(first.has(64));
  EXPECT_TRUE(first.has(63));
  EXPECT_FALSE(first.has(5000)) << "no exercise of the catalog";
}

}  // namespace
}  // namespace celian
