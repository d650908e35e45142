// Every formula of data/formulas: its worked cases (the figures stand beside each case in the file,
// most of them worked by hand from the printed equation), and what a caller hears who asks wrongly.
#include "measure/formulas.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "base/number_text.hpp"
#include "catalog/base_files.hpp"
#include "measure/formula_functions.hpp"

namespace celian::measure {
namespace {

using Inputs = std::vector<std::pair<std::string, double>>;

const KnowledgeBase& kb() {
  static const auto catalog = [] {
    std::map<std::string, std::string> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(CELIAN_SOURCE_DIR "/data/formulas")) {
      std::ifstream in(entry.path(), std::ios::binary);
      files["formulas/" + entry.path().filename().string()] = {std::istreambuf_iterator<char>(in),
                                                               {}};
    }
    Issues issues;
    auto made = catalog_from_files(std::move(files), "test", &issues);
    for (const Issue& i : issues) {
      if (i.path.find("formulas/") != std::string::npos)
        ADD_FAILURE() << i.path << i.pointer << ": " << i.message;
    }
    return *made;
  }();
  return catalog->internals();
}

std::string shown(const Inputs& inputs) {
  std::string out;
  for (const auto& [name, value] : inputs) out += name + " " + format_shortest(value) + ", ";
  return out;
}

int decimals_shown(double value) {
  const std::string text = format_shortest(value);
  const std::size_t dot = text.find('.');
  return dot == std::string::npos ? 0 : static_cast<int>(text.size() - dot - 1);
}

TEST(Formulas, DataAndFunctionsAreTheSameSet) {
  std::vector<std::string> in_data, in_code;
  for (const Formula& f : kb().formulas()) in_data.push_back(f.id);
  for (const NamedFunction& f : formula_functions()) in_code.emplace_back(f.id);
  EXPECT_TRUE(std::is_sorted(in_code.begin(), in_code.end()));
  EXPECT_EQ(in_data, in_code);
}

TEST(Formulas, WorkedCases) {
  int cases = 0;
  for (const Formula& f : kb().formulas()) {
    for (const FormulaExample& e : f.examples) {
      SCOPED_TRACE(f.id + ": " + shown(e.inputs));
      ++cases;
      const auto got = formula(kb(), f.id, e.inputs);
      ASSERT_TRUE(got) << got.error().pointer << " " << got.error().message;
      if (!e.value) {
        EXPECT_EQ(got->outcome, Outcome::outside_population);
        EXPECT_FALSE(got->value);
        EXPECT_FALSE(got->valid);
        continue;
      }
      EXPECT_EQ(got->outcome, Outcome::scored);
      ASSERT_TRUE(got->value);
      // The equation itself, to the last digit printed; then the rounding of the result.
      const std::optional<double> raw = find_formula_function(f.id)(FormulaInputs(e.inputs));
      ASSERT_TRUE(raw);
      EXPECT_NEAR(*raw, *e.value, 0.5000001 * std::pow(10, -decimals_shown(*e.value)));
      EXPECT_LE(std::abs(*got->value - *raw), 0.5000001 * f.resolution);
      EXPECT_LE(decimals_shown(*got->value), f.decimals);
    }
  }
  EXPECT_GE(cases, 80);
}

TEST(Formulas, CarryTheirSource) {
  const auto got = formula(kb(), "hrmax.nes", {{"age_years", 40}});
  ASSERT_TRUE(got);
  EXPECT_EQ(got->value, 185.4);
  EXPECT_EQ(got->see, 10.8);
  EXPECT_EQ(got->unit, "/min");
  EXPECT_TRUE(got->valid);
  ASSERT_EQ(got->reasons.size(), 1u);
  EXPECT_EQ(got->reasons[0].rule, "hrmax.nes");
  ASSERT_FALSE(got->reasons[0].cites.empty());
  EXPECT_EQ(got->reasons[0].cites[0].source, "src.nes_2013");
}

// A range printed by the source is given by its larger end.
TEST(Formulas, RangeOfErrorGivesItsUpperEnd) {
  EXPECT_EQ(formula(kb(), "hrmax.fox", {{"age_years", 40}})->see, 12.0);
}

// Where the source prints one for each sex, it is that of the person.
TEST(Formulas, ErrorBySex) {
  const auto see = [](double male) {
    return formula(kb(), "vo2max.stickland", {{"male", male}, {"half_stage", 9.5}})->see;
  };
  EXPECT_EQ(see(1), 4.07);
  EXPECT_EQ(see(0), 3.64);
}

Inputs repeated(const char* name, int times, double value) {
  return Inputs(static_cast<std::size_t>(times), {name, value});
}

TEST(Formulas, SeriesTooShortHasNoValue) {
  const auto got = formula(kb(), "load.acwr_coupled", repeated("load", 27, 60));
  ASSERT_TRUE(got);
  EXPECT_EQ(got->outcome, Outcome::outside_population);
  ASSERT_EQ(got->reasons.size(), 1u);
  EXPECT_EQ(got->reasons[0].code, "measure.formula_too_few");
  EXPECT_EQ(got->reasons[0].args[1], (Arg{"count", 27.0}));
  EXPECT_EQ(formula(kb(), "load.acwr_coupled", repeated("load", 28, 60))->value, 1.0);
}

// Days before the 28 count only where the weights never end.
TEST(Formulas, OldDaysMatterToWeightsOnly) {
  Inputs loads = repeated("load", 28, 60);
  loads.insert(loads.begin(), 100, {"load", 600});
  EXPECT_EQ(formula(kb(), "load.acwr_coupled", loads)->value, 1.0);
  EXPECT_EQ(formula(kb(), "load.acwr_uncoupled", loads)->value, 1.0);
  EXPECT_LT(*formula(kb(), "load.acwr_ewma", loads)->value, 1.0);
}

TEST(Formulas, HalfGoesUp) {
  EXPECT_EQ(formula(kb(), "one_rm.epley", {{"load", 82.5}, {"reps", 3}})->value, 90.8);  // 90.75
}

TEST(Formulas, NamesTheInputOutside) {
  const auto got =
      formula(kb(), "vo2max.cooper", {{"male", 0}, {"age_years", 25}, {"distance", 2400}});
  ASSERT_TRUE(got);
  ASSERT_EQ(got->reasons.size(), 1u);
  ASSERT_EQ(got->reasons[0].args.size(), 2u);
  EXPECT_EQ(got->reasons[0].args[0], (Arg{"input", std::string("male")}));
}

struct Refused {
  const char* id;
  Inputs inputs;
  Status status;
  const char* pointer;
  const char* says;
};

TEST(Formulas, RefuseWrongQuestions) {
  const Refused cases[] = {
      {"hrmax.tanakka", {{"age_years", 40}}, Status::unknown_id, "/formula", "hrmax.tanaka"},
      {"zzzzzzzz", {}, Status::unknown_id, "/formula", "catalog.list"},
      {"hrmax.fox", {}, Status::schema, "/inputs/age_years", "nothing"},
      {"hrmax.fox", {{"age_years", 40}, {"sex", 1}}, Status::schema, "/inputs/sex", "'age_years'"},
      {"energy.mifflin",
       {{"male", 0.5}, {"weight", 60}, {"height", 160}, {"age_years", 40}},
       Status::schema,
       "/inputs/male",
       ""},
      {"hrmax.fox", {{"age_years", NAN}}, Status::schema, "/inputs/age_years", ""},
      {"hrmax.fox",
       {{"age_years", 40}, {"age_years", 41}},
       Status::schema,
       "/inputs/age_years",
       "one number in a, found 2"},
      {"hrv.rmssd", {}, Status::schema, "/inputs/rr_interval", "numbers in ms, found nothing"},
      {"hrv.rmssd",
       {{"rr_interval", 800}, {"rr_interval", NAN}},
       Status::schema,
       "/inputs/rr_interval",
       ""},
      {"change.theil_sen",
       {{"day", 0}, {"day", 7}, {"day", 14}, {"value", 1}, {"value", 2}},
       Status::schema,
       "/inputs/value",
       "as many numbers as in day, 3, found 2"},
  };
  for (const Refused& c : cases) {
    SCOPED_TRACE(std::string(c.id) + ": " + shown(c.inputs));
    const auto got = formula(kb(), c.id, c.inputs);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().status, c.status);
    EXPECT_EQ(got.error().pointer, c.pointer);
    EXPECT_NE(got.error().message.find(c.says), std::string::npos) << got.error().message;
  }
}

}  // namespace
}  // namespace celian::measure
