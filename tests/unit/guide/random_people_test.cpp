// Properties of our own plans over random people: nothing that the verifier would withhold, nothing
// listed that is never done, nothing at a place that nobody offered, no way out shorter than
// demanded, and no disease that makes a plan harder.
#include <random>
#include <set>

#include "guide/prescribe.hpp"
#include "verify_fixture.hpp"

namespace celian::guide::test {
namespace {

constexpr unsigned kSeed = 20261122;
constexpr int kPeople = 220;

class People {
 public:
  explicit People(unsigned seed) : engine_(seed) {}

  PersonDocument next() {
    static const std::vector<int> ages = {7, 12, 16, 24, 35, 52, 61, 66, 74, 83, 91};
    PersonDocument d = healthy(pick(ages), chance(50) ? Sex::male : Sex::female);
    d.health.activity.regular_3_months = chance(40);
    d.health.activity.moderate_minutes_week = pick(std::vector<double>{0, 30, 75, 150, 240});
    d.health.activity.strength_days_week = pick(std::vector<double>{0, 1, 2});
    if (chance(60)) d.health.clearance.reset();
    if (chance(5)) d.person.age_years.reset();
    for (int n = pick(std::vector<int>{0, 0, 1, 2, 3}); n > 0; --n)
      d = with_condition(std::move(d), pick(diseases()), chance(80) ? "controlled" : "");
    if (chance(35))
      d = with_medicine(std::move(d), pick(std::vector<std::string>{"nitrate", "alpha_blocker",
                                                                    "ccb_dhp", "beta_blocker",
                                                                    "insulin", "glucocorticoid"}));
    const auto age = d.person.age_years.value_or(0);
    if (d.person.sex == Sex::female && age >= 16 && age < 46 && chance(40)) {
      d.health.pregnancy.status = "pregnant";
      d.health.pregnancy.weeks = pick(std::vector<double>{8, 20, 33});
    }
    if (age >= 60) d.health.falls.count_12_months = pick(std::vector<std::int32_t>{0, 0, 1, 2});
    if (chance(90)) d.resources.days_per_week = pick(std::vector<int>{1, 2, 3, 4, 5, 7});
    if (chance(90))
      d.resources.minutes_per_session = pick(std::vector<int>{10, 15, 20, 25, 30, 45, 60});
    if (chance(20))
      d.resources.unavailable.push_back(
          {kMonday + pick(std::vector<int>{0, 1, 3}), kMonday + pick(std::vector<int>{5, 9, 14})});
    d.resources.equipment = {"chair", "elastic_band"};
    d.resources.place = pick(std::vector<std::vector<std::string>>{
        {"home"}, {"park"}, {"gym"}, {"office"}, {"home", "park"}, {"gym", "park"}});
    return d;
  }

  template <class T>
  T pick(const std::vector<T>& list) {
    return list[engine_() % list.size()];
  }
  bool chance(unsigned percent) { return engine_() % 100 < percent; }

  static const std::vector<std::string>& diseases() {
    static const std::vector<std::string> codes = {"hypertension",
                                                   "type_2_diabetes",
                                                   "type_1_diabetes",
                                                   "coronary_artery_disease",
                                                   "knee_osteoarthritis",
                                                   "osteoporosis",
                                                   "copd",
                                                   "asthma",
                                                   "stroke",
                                                   "obesity",
                                                   "dyslipidaemia",
                                                   "heart_failure",
                                                   "sarcopenia",
                                                   "frailty",
                                                   "chronic_kidney_disease",
                                                   "parkinson",
                                                   "spinal_cord_injury",
                                                   "fragility_fracture",
                                                   "depression",
                                                   "low_back_pain",
                                                   "cancer",
                                                   "hyperuricaemia"};
    return codes;
  }

 private:
  std::mt19937 engine_;
};

struct Case {
  PersonDocument doc;
  Facts facts;
  RiskReport risk;
  Prescription out;
};

Case made_for(PersonDocument doc) {
  Facts facts = facts_of(doc);
  RiskReport risk = screened(doc, facts);
  Input in{knowledge(), doc, facts, risk};
  in.start = kMonday;
  Prescription p = prescribe(in);
  return {std::move(doc), std::move(facts), std::move(risk), std::move(p)};
}

std::string who(int i, const Case& c) {
  std::string s =
      "person " + std::to_string(i) + " age " +
      (c.doc.person.age_years ? std::to_string(*c.doc.person.age_years) : std::string("?"));
  for (const ConditionAnswer& x : *c.doc.health.conditions) s += " " + x.code;
  for (const MedicineAnswer& x : *c.doc.health.medications) s += " +" + x.code;
  s += ", " + std::to_string(c.doc.resources.days_per_week.value_or(0)) + " x " +
       std::to_string(c.doc.resources.minutes_per_session.value_or(0));
  for (const std::string& p : *c.doc.resources.place) s += " " + p;
  return s;
}

bool unmet(const Case& c, const std::string& component) {
  const auto& list = c.out.envelope.unmet;
  return std::any_of(list.begin(), list.end(),
                     [&](const Unmet& u) { return u.component == component; });
}

int days_of(const PlanWeek& week, const std::string& component) {
  return static_cast<int>(
      std::count_if(week.sessions.begin(), week.sessions.end(), [&](const PlanSession& s) {
        return std::any_of(s.parts.begin(), s.parts.end(), [&](const PlanPart& p) {
          return std::any_of(p.items.begin(), p.items.end(),
                             [&](const PlanItem& i) { return i.component == component; });
        });
      }));
}

void expect_said(int i, const Case& c) {
  for (const ComponentDose& d : c.out.components) {
    if (d.component == "break_sitting" || d.component == "outdoor_time") continue;
    const auto& daily = c.out.plan->daily;
    const bool done = std::any_of(c.out.plan->weeks.begin(), c.out.plan->weeks.end(),
                                  [&](const PlanWeek& w) { return days_of(w, d.component) > 0; }) ||
                      std::any_of(daily.begin(), daily.end(), [&](const DailyItem& x) {
                        return x.item.component == d.component;
                      });
    EXPECT_TRUE(done) << who(i, c) << ": " << d.component << " is listed and never done";
  }
  for (const auto& [component, rule] : {std::pair("aerobic", 1), std::pair("resistance", 2)}) {
    if (c.doc.person.age_years.value_or(0) < 18 || c.out.interim) continue;
    int most = 0;
    for (const PlanWeek& w : c.out.plan->weeks) most = std::max(most, days_of(w, component));
    EXPECT_TRUE(most >= rule || unmet(c, component))
        << who(i, c) << ": " << component << " on " << most << " days and nothing said";
  }
  const std::set<std::string> offered(c.doc.resources.place->begin(), c.doc.resources.place->end());
  const bool long_way_out = std::any_of(c.out.envelope.timing.begin(), c.out.envelope.timing.end(),
                                        [](const Coded& t) { return t.code == "long_cool_down"; });
  for (const PlanWeek& w : c.out.plan->weeks) {
    for (const PlanSession& s : w.sessions) {
      EXPECT_EQ(offered.count(s.place), 1u) << who(i, c) << ": trained at " << s.place;
      double out = 0;
      for (const PlanItem& x : s.parts.back().items) out += x.minutes.value_or(0);
      EXPECT_TRUE(!long_way_out || out >= 10 || unmet(c, "cool_down"))
          << who(i, c) << ": " << out << " minutes of cool-down on " << s.date.iso();
    }
  }
}

TEST(RandomPeople, NoPlanIsWithheldByOurOwnVerifier) {
  People people(kSeed);
  int plans = 0;
  for (int i = 0; i < kPeople; ++i) {
    const Case c = made_for(people.next());
    if (!c.out.plan) {
      EXPECT_TRUE(c.out.withheld) << who(i, c) << ": neither a plan nor a reason";
      continue;
    }
    ++plans;
    const Verification v = verify({knowledge(), c.doc, c.facts, c.risk}, *c.out.plan, {});
    EXPECT_TRUE(v.violations.empty()) << who(i, c) << ": found" << shown(v.violations);
    expect_said(i, c);
  }
  EXPECT_GT(plans, kPeople / 2) << "too few people get a plan for the test to say anything";
}

TEST(RandomPeople, ADiseaseMoreMakesNothingHarder) {
  People people(kSeed + 1);
  for (int i = 0; i < kPeople; ++i) {
    const Case a = made_for(people.next());
    const Case b = made_for(with_condition(a.doc, people.pick(People::diseases())));
    EXPECT_LE(b.out.envelope.intensity.max_class, a.out.envelope.intensity.max_class)
        << who(i, b) << ": " << intensity_name(a.out.envelope.intensity.max_class) << " became "
        << intensity_name(b.out.envelope.intensity.max_class);
  }
}

// No plan is no reason to write down less than the interim plan of somebody better off.
TEST(RandomPeople, AStoppedProgrammeCarriesTheLimitsOfTheInterimPlan) {
  const Case c = made_for(with_condition(healthy(), "aortic_dissection"));
  ASSERT_FALSE(c.out.plan);
  EXPECT_FALSE(c.out.interim) << "it is no interim plan";
  EXPECT_LE(c.out.envelope.intensity.max_class, IntensityClass::light);
  EXPECT_EQ(c.out.envelope.progress_percent_week.value_or(99), 0);
  for (const char* component : {"aerobic", "balance", "resistance"}) {
    EXPECT_TRUE(std::any_of(
        c.out.envelope.forbid.begin(), c.out.envelope.forbid.end(),
        [&](const Forbid& f) { return f.hard && f.kind == "component" && f.code == component; }))
        << component;
  }
}

// What a preset sets is left to the time after clearance; whose eyes it wants is not.
TEST(RandomPeople, AnInterimPlanKeepsTheEyesOfThePresets) {
  PersonDocument d = healthy(60);
  d.health.clearance.reset();
  d.health.activity.regular_3_months = false;
  const Case stroke = made_for(with_condition(d, "stroke", "controlled"));
  ASSERT_TRUE(stroke.out.interim);
  EXPECT_GE(stroke.out.envelope.supervision, Supervision::therapist);
  for (const std::string& used : stroke.out.provenance.used)
    EXPECT_EQ(used.find("preset.stroke"), std::string::npos) << "its dose is not used";
}

// Three times half an hour is enough for endurance and strength in the first week.
TEST(RandomPeople, ThreeHalfHoursHoldBothFromTheFirstWeek) {
  for (const bool regular : {false, true}) {
    PersonDocument d = healthy(30);
    d.health.activity.regular_3_months = regular;
    d.resources.days_per_week = 3;
    d.resources.minutes_per_session = 30;
    const Case c = made_for(d);
    ASSERT_TRUE(c.out.plan) << "regular " << regular;
    const PlanWeek& week = c.out.plan->weeks.front();
    EXPECT_EQ(days_of(week, "aerobic"), 3) << "regular " << regular;
    EXPECT_GE(days_of(week, "resistance"), 2) << "regular " << regular;
    for (const PlanSession& s : week.sessions) {
      double edges = 0;
      for (const PlanPart& p : s.parts) {
        for (const PlanItem& x : p.items)
          edges +=
              x.component == "warm_up" || x.component == "cool_down" ? x.minutes.value_or(0) : 0;
      }
      EXPECT_LT(2 * edges, s.minutes) << "regular " << regular << " " << s.date.iso();
    }
  }
}

TEST(RandomPeople, UnknownAgeIsCarefulNotEmpty) {
  PersonDocument d = healthy();
  d.person.age_years.reset();
  const Case c = made_for(d);
  ASSERT_TRUE(c.out.plan) << c.out.withheld.value_or("no reason");
  EXPECT_LE(c.out.envelope.intensity.max_class, IntensityClass::light);
  EXPECT_TRUE(c.out.provisional);
}

TEST(RandomPeople, BelowSixThereIsPlayAndNoPlan) {
  const Case c = made_for(healthy(5));
  EXPECT_FALSE(c.out.plan);
  EXPECT_EQ(c.out.withheld.value_or(""), "guide.withheld_young_child");
}

}  // namespace
}  // namespace celian::guide::test
