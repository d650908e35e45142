// Screening: more risk never gives more freedom, and what nobody asked is never "fine".
#include "assess/screen.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <stdexcept>

#include "catalog/fired.hpp"
#include "celian/catalog.hpp"

namespace celian::assess {
namespace {

const KnowledgeBase& knowledge() {
  static const std::shared_ptr<const Catalog> catalog = [] {
    auto built = Catalog::builtin();
    if (!built) throw std::runtime_error(built.error().message);
    return *built;
  }();
  return catalog->internals();
}

const Date kToday = Date::parse("2026-11-21").value();

struct Someone {
  PersonDocument doc;
  MeasurementSet readings;

  Someone& measured(const std::string& test, double value, int times = 2) {
    std::erase_if(readings.values, [&](const Measurement& m) { return m.test == test; });
    Measurement m;
    m.test = test;
    m.value = value;
    m.date = kToday;
    for (int i = 0; i < times; ++i) m.readings.push_back({value, i + 1, "", kToday, true});
    readings.values.push_back(std::move(m));
    std::sort(readings.values.begin(), readings.values.end(), [](const auto& a, const auto& b) { return a.test < b.test; });
    return *this;
  }
  Someone& pressure(double systolic, double diastolic, int times = 2) {
    return measured("bp_systolic", systolic, times).measured("bp_diastolic", diastolic, times);
  }
  Someone& without(const std::string& test) {
    std::erase_if(readings.values, [&](const Measurement& m) { return m.test == test; });
    return *this;
  }
  Someone& has(const std::string& code, const std::string& control = {}) {
    doc.health.conditions->push_back({code, "", control, "", ""});
    return *this;
  }
  Someone& takes(const std::string& code) {
    doc.health.medications->push_back({code, ""});
    return *this;
  }
  Someone& feels(const std::string& code) {
    doc.health.symptoms->push_back({code, ""});
    return *this;
  }
  // As if nobody had put the question.
  Someone& never_asked(const std::string& group) {
    std::erase_if(doc.health.asked_on, [&](const auto& a) { return a.first == group; });
    return *this;
  }

  Facts facts() const { return build_facts(knowledge(), doc, readings); }
  RiskReport screened() const { return screen(knowledge(), facts()); }
};

// Everything asked, nothing found.
Someone well(int age = 40, Sex sex = Sex::male) {
  Someone s;
  s.doc.as_of = kToday;
  s.doc.person.age_years = age;
  s.doc.person.sex = sex;
  s.doc.health.asked_on = {{"conditions", kToday}, {"medications", kToday}, {"symptoms", kToday}};
  s.doc.health.conditions.emplace();
  s.doc.health.medications.emplace();
  s.doc.health.symptoms.emplace();
  s.doc.health.activity = {.regular_3_months = false, .sessions_week = 1, .minutes_per_session = 20, .usual_intensity = "light", .moderate_minutes_week = 30,
                           .vigorous_minutes_week = 0, .strength_days_week = 0, .sitting_hours_day = 6};
  s.doc.health.falls = {.count_12_months = 0, .injury = false, .fear = false, .unsteady = false};
  s.doc.health.function = {.adl = "independent", .aid = "none"};
  if (sex == Sex::female) s.doc.health.pregnancy.status = "not_pregnant";
  s.pressure(118, 76).measured("resting_heart_rate", 68);
  return s;
}

// The highest intensity that screening rules leave, those of a provisional result included.
IntensityClass cap_of(const Someone& s) {
  IntensityClass cap = IntensityClass::near_max;
  const Facts f = s.facts();
  for (const FiredRule& fired : run_rules(knowledge(), knowledge().rules().screen, f.vector).fired) {
    for (const Effect& e : fired.rule->then) {
      if (e.kind == EffectKind::intensity) cap = std::min(cap, e.max_class);
    }
  }
  return cap;
}

int rank_of_today(const RiskReport& r) {
  return r.today.decision == "defer" ? 3 : r.today.decision == "indoors" ? 2 : r.today.decision == "light_only" ? 1 : 0;
}

int rank_of_programme(const RiskReport& r) { return r.programme.decision == "stop" ? 2 : r.programme.decision == "interim" ? 1 : 0; }

std::string described(const RiskReport& r) {
  std::string out = std::string(triage_name(r.triage)) + "/" + std::string(triage_name(r.triage_worst)) + " today " + r.today.decision + ", programme " + r.programme.decision + ":";
  for (const Finding& f : r.findings) out += " " + f.rule;
  return out;
}

const Ask* asked_for(const RiskReport& r, const std::string& fact) {
  const auto found = std::find_if(r.ask.begin(), r.ask.end(), [&](const Ask& a) { return a.fact == fact; });
  return found == r.ask.end() ? nullptr : &*found;
}

// --- Blood pressure -----------------------------------------------------------------------------------------------------

TEST(Screen, OneHighReadingAsksForAnotherTwoRefer) {
  struct Case {
    double systolic, diastolic;
    int readings;
    const char* today;
    const char* programme;
  };
  // 160/100: medical evaluation before exercise; 180/110: not today (GETP 12 digest; NHC 2024).
  const Case cases[] = {
      {118, 76, 1, "go", "go"},          {118, 76, 2, "go", "go"},
      {159, 99, 2, "go", "go"},          {164, 92, 1, "light_only", "go"},
      {164, 92, 2, "go", "interim"},     {142, 101, 2, "go", "interim"},
      {182, 92, 1, "defer", "go"},       {182, 92, 2, "defer", "interim"},
      {150, 112, 2, "defer", "interim"},
  };
  for (const Case& c : cases) {
    const RiskReport r = well().pressure(c.systolic, c.diastolic, c.readings).screened();
    EXPECT_EQ(r.today.decision, c.today) << c.systolic << "/" << c.diastolic << " x" << c.readings << ": " << described(r);
    EXPECT_EQ(r.programme.decision, c.programme) << c.systolic << "/" << c.diastolic << " x" << c.readings << ": " << described(r);
    const bool high = c.systolic >= 160 || c.diastolic >= 100;
    if (high && c.readings == 1) {
      EXPECT_FALSE(r.today.recheck.empty()) << "one high reading asks for a recheck: " << described(r);
      EXPECT_TRUE(r.referral.empty()) << "and does not refer: " << described(r);
    }
  }
}

TEST(Screen, UnknownPressureIsAskedAndCountsAsHighWithHypertension) {
  const RiskReport known = well().has("hypertension", "controlled").screened();
  const RiskReport unknown = well().has("hypertension", "controlled").without("bp_systolic").without("bp_diastolic").screened();
  EXPECT_GE(unknown.triage, Triage::T3) << "MR-10: " << described(unknown);
  EXPECT_GE(unknown.triage, known.triage);
  EXPECT_EQ(unknown.programme.decision, "interim") << described(unknown);
  const RiskReport nobody_knows = well().without("bp_systolic").without("bp_diastolic").screened();
  EXPECT_NE(asked_for(nobody_knows, "bp_systolic"), nullptr) << described(nobody_knows);
  EXPECT_GT(nobody_knows.triage_worst, nobody_knows.triage) << described(nobody_knows);
}

// --- Unknown --------------------------------------------------------------------------------------------------------------

TEST(Screen, AsksForTheListsThatNobodyWentThrough) {
  struct Case {
    const char* group;
    const char* question;
  };
  for (const Case& c : {Case{"conditions", "conditions_asked"}, {"symptoms", "symptoms_asked"}}) {
    const RiskReport r = well().never_asked(c.group).screened();
    const Ask* ask = asked_for(r, c.question);
    ASSERT_NE(ask, nullptr) << c.group << ": " << described(r);
    EXPECT_EQ(ask->level, "must") << c.group;
    EXPECT_TRUE(r.provisional) << c.group;
    EXPECT_GE(r.triage_worst, Triage::T3) << c.group;
  }
  EXPECT_EQ(asked_for(well().screened(), "conditions_asked"), nullptr) << "nothing is asked twice";
  EXPECT_FALSE(well().screened().provisional);
}

TEST(Screen, UnknownIsNeverLooserThanKnownNone) {
  const Someone people[] = {well(), well(70), well(30, Sex::female), well(12), well(60).has("type_2_diabetes", "controlled"), well(66).has("hypertension", "controlled")};
  for (const Someone& known : people) {
    const RiskReport none = known.screened();
    for (const char* group : {"conditions", "medications", "symptoms"}) {
      Someone open = known;
      open.never_asked(group);
      const RiskReport unknown = open.screened();
      EXPECT_GE(unknown.triage, none.triage) << group << ": " << described(unknown);
      EXPECT_GE(unknown.triage_worst, none.triage_worst) << group << ": " << described(unknown);
      EXPECT_GE(rank_of_programme(unknown), rank_of_programme(none)) << group << ": " << described(unknown);
      EXPECT_GE(rank_of_today(unknown), rank_of_today(none)) << group << ": " << described(unknown);
      EXPECT_LE(cap_of(open), cap_of(known)) << group;
      EXPECT_TRUE(unknown.provisional || !none.provisional) << group;
    }
    for (const char* test : {"bp_systolic", "resting_heart_rate"}) {
      Someone open = known;
      open.without(test);
      EXPECT_GE(open.screened().triage_worst, none.triage_worst) << test << ": " << described(open.screened());
      EXPECT_LE(cap_of(open), cap_of(known)) << test;
    }
  }
}

// --- Monotonicity ---------------------------------------------------------------------------------------------------------

void expect_no_looser(const Someone& before, const Someone& after, const std::string& what) {
  const RiskReport a = before.screened();
  const RiskReport b = after.screened();
  EXPECT_GE(b.triage, a.triage) << what << ": from " << described(a) << " to " << described(b);
  EXPECT_GE(rank_of_today(b), rank_of_today(a)) << what << ": from " << described(a) << " to " << described(b);
  EXPECT_GE(rank_of_programme(b), rank_of_programme(a)) << what << ": from " << described(a) << " to " << described(b);
  EXPECT_GE(b.supervision, a.supervision) << what;
  EXPECT_LE(cap_of(after), cap_of(before)) << what << ": from " << described(a) << " to " << described(b);
}

std::string short_code(Slot s) {
  const std::string& code = knowledge().facts()[s].code;
  return code.substr(code.find('.') + 1);
}

TEST(Screen, ADiseaseAMedicineOrASymptomMoreNeverLoosens) {
  Someone cleared = well(62).has("coronary_artery_disease", "controlled");
  cleared.doc.health.clearance = Clearance{kToday - 20, "moderate", "physician", std::nullopt};
  const std::pair<const char*, Someone> people[] = {{"well at 40", well()},
                                                    {"well at 70", well(70)},
                                                    {"a child", well(12)},
                                                    {"hypertension", well(55).has("hypertension", "controlled")},
                                                    {"cleared heart disease", cleared},
                                                    {"high pressure", well(50).pressure(166, 96)}};
  const FactIndex& facts = knowledge().facts();
  ASSERT_GT(facts.group("condition").size(), 100u);
  ASSERT_GT(facts.group("symptom").size(), 40u);
  ASSERT_GT(facts.group("medicine").size(), 20u);
  for (const auto& [name, base] : people) {
    for (const Slot s : facts.group("condition")) {
      if (facts[s].type != FactType::flag) continue;
      Someone more = base;
      expect_no_looser(base, more.has(short_code(s)), std::string(name) + " + " + facts[s].code);
    }
    for (const Slot s : facts.group("medicine")) {
      Someone more = base;
      expect_no_looser(base, more.takes(short_code(s)), std::string(name) + " + " + facts[s].code);
    }
    for (const Slot s : facts.group("symptom")) {
      Someone more = base;
      expect_no_looser(base, more.feels(short_code(s)), std::string(name) + " + " + facts[s].code);
    }
  }
}

TEST(Screen, NorDoTheyInAnyCompany) {
  std::mt19937 random(20261121);
  const FactIndex& facts = knowledge().facts();
  const auto pick = [&](const char* group) { return short_code(facts.group(group)[random() % facts.group(group).size()]); };
  for (int round = 0; round < 400; ++round) {
    Someone base = well(static_cast<int>(18 + random() % 70), random() % 2 == 0 ? Sex::male : Sex::female);
    for (auto n = random() % 4; n > 0; --n) base.has(pick("condition"), random() % 2 == 0 ? "controlled" : "");
    for (auto n = random() % 3; n > 0; --n) base.takes(pick("medicine"));
    Someone more = base;
    std::string what;
    switch (random() % 3) {
      case 0: more.has(what = pick("condition")); break;
      case 1: more.takes(what = pick("medicine")); break;
      default: more.feels(what = pick("symptom")); break;
    }
    expect_no_looser(base, more, "round " + std::to_string(round) + " + " + what);
  }
}

// --- The result -----------------------------------------------------------------------------------------------------------

TEST(Screen, AHealthyAdultMayBegin) {
  const RiskReport r = well().screened();
  EXPECT_LE(r.triage, Triage::T1) << described(r);
  EXPECT_EQ(r.today.decision, "go") << described(r);
  EXPECT_EQ(r.programme.decision, "go") << described(r);
}

TEST(Screen, StopsTheProgrammeFromT6On) {
  for (const char* code : {"acute_coronary_syndrome", "thyroid_uncontrolled", "mania_acute"}) {
    const RiskReport r = well().has(code).screened();
    EXPECT_GE(r.triage, Triage::T6) << code << ": " << described(r);
    EXPECT_EQ(r.programme.decision, "stop") << code;
    EXPECT_EQ(r.today.decision, "defer") << code;
  }
}

TEST(Screen, KeepsUnrecognisedEntriesAndTreatsThemCarefully) {
  Someone s = well();
  s.doc.health.conditions->push_back({"", "某种从未听过的病", "", "", ""});
  const RiskReport r = s.screened();
  EXPECT_EQ(r.programme.decision, "interim") << described(r);
  EXPECT_TRUE(std::any_of(r.findings.begin(), r.findings.end(), [](const Finding& f) { return f.rule == "unrecognised_condition"; }));
}

TEST(Screen, OnePathDecidesTheOtherIsOnlyReported) {
  Someone acsm = well(50).has("type_2_diabetes", "controlled");
  acsm.doc.policy.screen = "acsm";
  Someone parq = acsm;
  parq.doc.policy.screen = "parq";
  const RiskReport a = acsm.screened(), p = parq.screened();
  for (const Finding& other : a.other_path) {
    EXPECT_FALSE(std::any_of(a.findings.begin(), a.findings.end(), [&](const Finding& f) { return f.rule == other.rule; })) << other.rule;
  }
  EXPECT_TRUE(std::any_of(a.findings.begin(), a.findings.end(), [](const Finding& f) { return f.rule.rfind("acsm_", 0) == 0; })) << described(a);
  EXPECT_FALSE(std::any_of(p.findings.begin(), p.findings.end(), [](const Finding& f) { return f.rule.rfind("acsm_", 0) == 0; }));
}

TEST(Screen, EveryFindingPointsToItsReason) {
  const RiskReport r = well(66).has("heart_failure").feels("chest_pain").pressure(170, 90).screened();
  ASSERT_FALSE(r.findings.empty());
  for (const Finding& f : r.findings) {
    ASSERT_FALSE(f.why.empty()) << f.rule;
    ASSERT_LT(f.why[0], r.reasons.size()) << f.rule;
    EXPECT_FALSE(r.reasons[f.why[0]].cites.empty()) << f.rule << " has no source";
  }
}

TEST(Screen, GatesHoldTheWholeSet) {
  const RiskReport r = well(66).has("heart_failure", "controlled").pressure(166, 92).screened();
  EXPECT_TRUE(std::is_sorted(r.gates.begin(), r.gates.end()));
  ASSERT_FALSE(r.gates.empty());
  EXPECT_EQ(r.gates.back(), r.triage);
  EXPECT_NE(r.gates.front(), Triage::T0);
}

}  // namespace
}  // namespace celian::assess
