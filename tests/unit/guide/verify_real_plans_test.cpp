// Real prescriptions, changed by hand as a hurried colleague might: the verifier must see what
// became wrong, and must have seen nothing of the kind before. The planner is a black box here.
#include "guide/prescribe.hpp"

#include "verify_fixture.hpp"

namespace celian::guide::test {
namespace {

struct Made {
  PersonDocument doc;
  Facts facts;
  RiskReport risk;
  Plan plan;
};

Made made_for(PersonDocument doc) {
  Facts facts = facts_of(doc);
  RiskReport risk = screened(doc, facts);
  Input in{knowledge(), doc, facts, risk};
  in.start = kMonday;
  in.weeks = 4;
  Prescription p = prescribe(in);
  if (!p.plan) throw std::runtime_error("no plan: " + p.withheld.value_or(""));
  Plan plan = *p.plan;
  return {std::move(doc), std::move(facts), std::move(risk), std::move(plan)};
}

PersonDocument with_time(PersonDocument d) {
  d.resources.days_per_week = 4;
  d.resources.minutes_per_session = 60;
  d.resources.equipment = {"chair", "elastic_band", "mat", "dumbbell"};
  d.resources.place = {"home", "park"};
  return d;
}

// The first item of the plan that f likes.
PlanItem* find_item(Plan& plan, const std::function<bool(const PlanItem&)>& f) {
  for (PlanWeek& w : plan.weeks) {
    for (PlanSession& s : w.sessions) {
      for (PlanPart& part : s.parts) {
        if (part.part != "main") continue;
        for (PlanItem& i : part.items) {
          if (f(i)) return &i;
        }
      }
    }
  }
  return nullptr;
}

PlanItem& first_aerobic(Plan& plan) {
  PlanItem* i = find_item(plan, [](const PlanItem& x) { return x.component == "aerobic"; });
  if (i == nullptr) throw std::runtime_error("the plan has no aerobic item");
  return *i;
}

// All aerobic minutes of a week times a factor.
void grow(Plan& plan, std::size_t week, double factor) {
  for (PlanSession& s : plan.weeks[week].sessions) {
    for (PlanPart& part : s.parts) {
      for (PlanItem& i : part.items) {
        if (part.part == "main" && i.component == "aerobic") i.minutes = *i.minutes * factor;
      }
    }
  }
  retotal(plan);
}

std::size_t count(const Made& m, const Plan& plan, const std::string& code) {
  const Verification v = verify({knowledge(), m.doc, m.facts, m.risk}, plan, {});
  return static_cast<std::size_t>(
      std::count_if(v.violations.begin(), v.violations.end(),
                    [&](const Violation& x) { return x.code == code; }));
}

struct Change {
  const char* what;
  PersonDocument who;
  std::function<void(Plan&)> breaks;
  const char* code;
};

TEST(RealPlans, SeesEveryChangeForTheWorse) {
  const PersonDocument adult = with_time(healthy());
  const PersonDocument beta =
      with_time(with_medicine(with_condition(healthy(55), "hypertension"), "beta_blocker"));
  const PersonDocument old = with_time(healthy(70));
  const PersonDocument spine =
      with_time(with_condition(healthy(66, Sex::female), "vertebral_fracture"));
  const Change changes[] = {
      {"supine at 26 weeks", with_time(pregnant(26)),
       [](Plan& p) { first_aerobic(p).exercise = "glute_bridge"; }, "never.n6"},
      {"supine tag at 26 weeks", with_time(pregnant(26)),
       [](Plan& p) { first_aerobic(p).exercise = "glute_bridge"; }, "verify.forbidden_tag"},
      {"crunch with a broken vertebra", spine,
       [](Plan& p) { find_item(p, [](const PlanItem&) { return true; })->exercise = "curl_up"; },
       "never.n5"},
      {"heart-rate target under a beta-blocker", beta,
       [](Plan& p) { first_aerobic(p).intensity.push_back(scale("hrr_percent", 40, 59)); },
       "never.n2"},
      {"method under a beta-blocker", beta,
       [](Plan& p) { first_aerobic(p).intensity.push_back(scale("hrr_percent", 40, 59)); },
       "verify.method"},
      {"a week that is 30 % longer", adult, [](Plan& p) { grow(p, p.weeks.size() - 1, 1.3); },
       "verify.progress_percent"},
      {"a wrong sum", adult, [](Plan& p) { p.weeks[1].sessions[0].minutes += 3; },
       "verify.session_total"},
      {"a session moved to its neighbour's day", adult,
       [](Plan& p) { p.weeks[0].sessions[1].date = p.weeks[0].sessions[0].date; },
       "verify.two_sessions_one_day"},
      {"a session moved out of its week", adult,
       [](Plan& p) { p.weeks[0].sessions.back().date = p.weeks[0].sessions.back().date + 7; },
       "verify.date_outside_week"},
      {"all strength taken out", old,
       [](Plan& p) {
         for (PlanWeek& w : p.weeks) {
           for (PlanSession& s : w.sessions) {
             for (PlanPart& part : s.parts)
               std::erase_if(part.items,
                             [](const PlanItem& i) { return i.component == "resistance"; });
           }
         }
         retotal(p);
       },
       "verify.required_missing"},
      {"strength every day", old,
       [](Plan& p) {
         for (PlanWeek& w : p.weeks) {
           w.sessions = {session(p.start + 7 * (w.week - 1), light_main()),
                         session(p.start + 7 * (w.week - 1) + 1, light_main())};
         }
       },
       "verify.gap_hours"},
      {"an hour more than there is", adult,
       [](Plan& p) { first_aerobic(p).minutes = 70, retotal(p); }, "verify.person_minutes"},
      {"running for somebody who may do moderate work", beta,
       [](Plan& p) { first_aerobic(p).intensity_class = IntensityClass::near_max; },
       "verify.intensity_class"},
  };
  for (const Change& c : changes) {
    const Made m = made_for(c.who);
    Plan broken = m.plan;
    c.breaks(broken);
    EXPECT_GT(count(m, broken, c.code), count(m, m.plan, c.code))
        << c.what << ": expected one more " << c.code;
  }
}

// Our own plans hold before our own verifier.
TEST(RealPlans, AreClean) {
  const std::pair<const char*, PersonDocument> people[] = {
      {"a healthy adult", healthy()},
      {"a healthy adult with things", with_time(healthy())},
      {"70", with_time(healthy(70))},
      {"pregnant", with_time(pregnant(20))},
      {"hypertension and beta-blocker",
       with_time(with_medicine(with_condition(healthy(55), "hypertension"), "beta_blocker"))},
      {"vertebral fracture",
       with_time(with_condition(healthy(66, Sex::female), "vertebral_fracture"))},
      {"a schoolchild", with_time(healthy(12))},
  };
  for (const auto& [what, doc] : people) {
    const Made m = made_for(doc);
    const Verification v = verify({knowledge(), m.doc, m.facts, m.risk}, m.plan, {});
    EXPECT_TRUE(v.violations.empty()) << what << ": found" << shown(v.violations);
  }
}

}  // namespace
}  // namespace celian::guide::test
