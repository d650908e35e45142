// Screening: more risk never gives more freedom.
#include <gtest/gtest.h>

#include <random>

#include "screened_people.hpp"

namespace celian::assess {
namespace {

// --- Monotonicity

void expect_no_looser(const Someone& before, const Someone& after, const std::string& what) {
  const RiskReport a = before.screened();
  const RiskReport b = after.screened();
  EXPECT_GE(b.triage, a.triage) << what << ": from " << described(a) << " to " << described(b);
  EXPECT_GE(rank_of_today(b), rank_of_today(a))
      << what << ": from " << described(a) << " to " << described(b);
  EXPECT_GE(rank_of_programme(b), rank_of_programme(a))
      << what << ": from " << described(a) << " to " << described(b);
  EXPECT_GE(b.supervision, a.supervision) << what;
  EXPECT_LE(cap_of(after), cap_of(before))
      << what << ": from " << described(a) << " to " << described(b);
}

TEST(Screen, ADiseaseAMedicineOrASymptomMoreNeverLoosens) {
  Someone cleared = well(62).has("coronary_artery_disease", "controlled");
  cleared.doc.health.clearance = Clearance{kToday - 20, "moderate", "physician", std::nullopt};
  const std::pair<const char*, Someone> people[] = {
      {"well at 40", well()},
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
  const auto pick = [&](const char* group) {
    return short_code(facts.group(group)[random() % facts.group(group).size()]);
  };
  for (int round = 0; round < 400; ++round) {
    Someone base =
        well(static_cast<int>(18 + random() % 70), random() % 2 == 0 ? Sex::male : Sex::female);
    for (auto n = random() % 4; n > 0; --n)
      base.has(pick("condition"), random() % 2 == 0 ? "controlled" : "");
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

}  // namespace
}  // namespace celian::assess
