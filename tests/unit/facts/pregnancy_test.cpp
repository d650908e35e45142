// What follows from what was said about a pregnancy: never "not known" where a week was told.
#include "fact_case.hpp"

namespace celian::test {
namespace {

TEST(Facts, AWeekOfPregnancySaysPregnant) {
  struct Case {
    const char* what;
    Sex sex;
    PregnancyAnswer said;
    const char* pregnant;
  };
  const Case cases[] = {
      {"a week", Sex::female, {"", 20, std::nullopt, std::nullopt, {}}, "yes"},
      {"a week and possible", Sex::female, {"possible", 20, std::nullopt, std::nullopt, {}}, "yes"},
      {"a due date", Sex::female, {"", std::nullopt, kToday + 100, std::nullopt, {}}, "yes"},
      {"a complication",
       Sex::female,
       {"", std::nullopt, std::nullopt, std::nullopt, {"twins"}},
       "yes"},
      {"weeks since birth", Sex::female, {"", std::nullopt, std::nullopt, 8, {}}, "no"},
      {"nothing", Sex::female, {}, "unknown"},
      {"a man", Sex::male, {"", 20, std::nullopt, std::nullopt, {}}, "no"},
  };
  for (const Case& c : cases) {
    PersonDocument d = person(30, c.sex);
    d.health.pregnancy = c.said;
    EXPECT_EQ(state(build_facts(knowledge(), d, {}), "pregnant"), c.pregnant) << c.what;
  }
  PersonDocument answered = person(30);
  answered.health.answers = {{"gestation_weeks", 20.0}};
  EXPECT_EQ(state(build_facts(knowledge(), answered, {}), "pregnant"), "yes");
}

}  // namespace
}  // namespace celian::test
