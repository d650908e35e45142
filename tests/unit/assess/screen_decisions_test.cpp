// Screening without its words decides what screening with them decides.
#include <gtest/gtest.h>

#include <random>

#include "screened_people.hpp"

namespace celian::assess {
namespace {

// Everything that a plan is made by, as a text.
std::string decided(const RiskReport& r) {
  std::string out =
      std::string(triage_name(r.triage)) + "/" + std::string(triage_name(r.triage_worst));
  for (const Triage t : r.gates) out += " " + std::string(triage_name(t));
  out += r.provisional ? " provisional" : " settled";
  out += " today " + r.today.decision + " until " + (r.today.until ? r.today.until->iso() : "-");
  for (const std::string& x : r.today.recheck) out += " recheck " + x;
  for (const std::string& x : r.today.causes) out += " cause " + x;
  out += " programme " + r.programme.decision;
  if (r.programme.clearance)
    out += " clearance " + r.programme.clearance->before + " " + r.programme.clearance->from;
  for (const Referral& x : r.referral) out += " to " + x.to + " " + x.urgency;
  return out + " " + std::string(supervision_name(r.supervision));
}

class People {
 public:
  Someone next() {
    Someone s = well(static_cast<int>(6 + below(90)), below(2) == 0 ? Sex::male : Sex::female);
    for (auto n = below(4); n > 0; --n)
      s.has(of("condition"), below(3) == 0 ? "" : below(2) == 0 ? "controlled" : "uncontrolled");
    for (auto n = below(3); n > 0; --n) s.takes(of("medicine"));
    if (below(6) == 0) s.feels(of("symptom"));
    for (const char* group : {"conditions", "medications", "symptoms"})
      if (below(8) == 0) s.never_asked(group);
    if (below(8) == 0) s.doc.person.age_years.reset();
    if (below(8) == 0) s.doc.person.sex = Sex::unknown;
    if (below(4) == 0) s.doc.health.activity = {};
    if (below(4) == 0) s.without("bp_systolic").without("bp_diastolic");
    if (below(6) == 0) s.pressure(static_cast<double>(80 + below(130)), 95, 1);
    if (below(8) == 0) s.doc.health.pregnancy.status.clear();
    if (below(5) == 0) s.doc.policy.screen = "parq";
    return s;
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }
  std::string of(const char* group) {
    const auto& all = knowledge().facts().group(group);
    return short_code(all[below(all.size())]);
  }

  std::mt19937 random_{20261123};
};

TEST(ScreenDecisions, AreThoseOfTheWholeReport) {
  People people;
  int provisional = 0, settled = 0;
  for (int i = 0; i < 3000; ++i) {
    const Facts facts = people.next().facts();
    const RiskReport whole = screen(knowledge(), facts);
    ASSERT_EQ(decided(screen(knowledge(), facts, ScreenDetail::decisions)), decided(whole))
        << "person " << i;
    ++(whole.provisional ? provisional : settled);
  }
  EXPECT_GT(provisional, 100) << "both kinds must occur, or nothing is compared";
  EXPECT_GT(settled, 100);
}

TEST(ScreenDecisions, SayNothingInWords) {
  const RiskReport r =
      screen(knowledge(), well(60).has("hypertension").facts(), ScreenDetail::decisions);
  EXPECT_TRUE(r.findings.empty());
  EXPECT_TRUE(r.reasons.empty());
  EXPECT_TRUE(r.ask.empty());
  EXPECT_TRUE(r.other_path.empty());
}

}  // namespace
}  // namespace celian::assess
