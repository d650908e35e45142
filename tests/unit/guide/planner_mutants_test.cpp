// The planner made worse in one way at a time: whatever a mutated planner would write, for anybody,
// the verifier must refuse.
#include <cmath>

#include "made.hpp"

namespace celian::guide::test {
namespace {

// Returns false where the plan has nothing to break in this way.
struct Mutant {
  const char* what;
  std::function<bool(Made&, Plan&)> breaks;
};

bool swap_exercise(Plan& plan, const std::string& component, const std::string& code) {
  bool done = false;
  walk(plan, [&](PlanWeek&, PlanSession&, PlanPart& part, PlanItem& i) {
    if (part.part != "main" || i.component != component || done) return;
    i.exercise = code;
    done = true;
  });
  return done;
}

// An exercise with a tag that this person must not have.
bool forbidden_tag(Made& m, Plan& plan) {
  for (const Forbid& f : m.out.envelope.forbid) {
    if (f.kind != "tag") continue;
    for (const Exercise& e : knowledge().exercises()) {
      if (e.has_tag(f.code) && swap_exercise(plan, e.components.front(), e.code)) return true;
    }
  }
  return false;
}

bool gap_of_a_day(Made&, Plan& plan) {
  for (PlanWeek& w : plan.weeks) {
    for (std::size_t i = 0; i + 1 < w.sessions.size(); ++i) {
      const auto strength = [](const PlanSession& s) {
        for (const PlanPart& p : s.parts) {
          for (const PlanItem& x : p.items) {
            if (x.component == "resistance") return true;
          }
        }
        return false;
      };
      if (!strength(w.sessions[i])) continue;
      w.sessions[i + 1].parts = w.sessions[i].parts;
      w.sessions[i + 1].place = w.sessions[i].place;
      w.sessions[i + 1].minutes = w.sessions[i].minutes;
      if (w.sessions[i + 1].date - w.sessions[i].date != 1)
        w.sessions[i + 1].date = w.sessions[i].date + 1;
      return true;
    }
  }
  return false;
}

bool longer_weeks(Made&, Plan& plan) {
  for (std::size_t w = 1; w < plan.weeks.size(); ++w) {
    walk(plan, [&](PlanWeek& week, PlanSession&, PlanPart& part, PlanItem& i) {
      if (week.week == static_cast<int>(w) + 1 && part.part == "main" && i.component == "aerobic")
        i.minutes = *i.minutes * std::pow(1.3, static_cast<double>(w));
    });
  }
  retotal(plan);
  return true;
}

bool lost_requirement(Made& m, Plan& plan) {
  if (m.out.envelope.require.empty()) return false;
  const std::string gone = m.out.envelope.require.front().component;
  bool any = false;
  for (PlanWeek& w : plan.weeks) {
    for (PlanSession& s : w.sessions) {
      for (PlanPart& p : s.parts)
        any = std::erase_if(
                  p.items,
                  [&](const PlanItem& i) {
                    const Exercise* e = knowledge().exercise(i.exercise);
                    return i.component == gone ||
                           (i.component != "warm_up" && i.component != "cool_down" &&
                            std::count(e->components.begin(), e->components.end(), gone) != 0);
                  }) > 0 ||
              any;
    }
  }
  any =
      std::erase_if(plan.daily, [&](const DailyItem& d) { return d.item.component == gone; }) > 0 ||
      any;
  retotal(plan);
  return any;
}

bool effort_beyond_cap(Made&, Plan& plan) {
  bool done = false;
  walk(plan, [&](PlanWeek&, PlanSession&, PlanPart&, PlanItem& i) {
    if (i.component == "aerobic") i.intensity_class = IntensityClass::near_max, done = true;
  });
  return done;
}

// A rule, not only a preset, says how hard it may be.
bool capped_by_rule(const Made& m) {
  const IntensityEnvelope& e = m.out.envelope.intensity;
  return e.max_class <= IntensityClass::moderate &&
         std::any_of(e.why.begin(), e.why.end(), [&](std::uint32_t i) {
           return m.out.reasons[i].rule.rfind("preset.", 0) != 0;
         });
}

bool scale_beyond_cap(Made& m, Plan& plan) {
  if (!capped_by_rule(m)) return false;
  bool done = false;
  walk(plan, [&](PlanWeek&, PlanSession&, PlanPart&, PlanItem& i) {
    for (Limit& l : i.intensity) {
      if (l.dimension == "rpe_6_20") l.range.hi = *l.range.hi + 3, done = true;
    }
  });
  return done;
}

bool load_beyond_preset(Made&, Plan& plan) {
  bool done = false;
  walk(plan, [&](PlanWeek&, PlanSession&, PlanPart&, PlanItem& i) {
    for (Limit& l : i.intensity) {
      if (l.dimension == "rm_percent") l.range.hi = 95, done = true;
    }
  });
  return done;
}

bool load_in_one_leap(Made&, Plan& plan) {
  bool done = false;
  walk(plan, [&](PlanWeek& w, PlanSession&, PlanPart&, PlanItem& i) {
    for (Limit& l : i.intensity) {
      if (l.dimension == "rm_percent" && w.week >= 10) l.range.hi = *l.range.hi * 1.3, done = true;
    }
  });
  return done;
}

bool kilograms_without_a_maximum(Made&, Plan& plan) {
  bool done = false;
  walk(plan, [&](PlanWeek&, PlanSession&, PlanPart&, PlanItem& i) {
    if (i.component == "resistance") i.load_kg = 200, done = true;
  });
  return done;
}

bool easy_week_that_is_none(Made&, Plan& plan) {
  for (std::size_t w = 2; w < plan.weeks.size(); ++w) {
    if (!plan.weeks[w].deload) continue;
    plan.weeks[w].sessions = plan.weeks[w - 1].sessions;
    for (PlanSession& s : plan.weeks[w].sessions) s.date = s.date + 7;
    walk(plan, [&](PlanWeek& week, PlanSession&, PlanPart& part, PlanItem& i) {
      if (week.week == static_cast<int>(w) + 1 && part.part == "main" && i.component == "aerobic")
        i.minutes = *i.minutes + 1;
    });
    retotal(plan);
    return true;
  }
  return false;
}

bool daily_strength(Made&, Plan& plan) {
  DailyItem d;
  d.item = item("push_up_wall", "resistance", 5);
  d.item.sets = 1, d.item.reps = 8;
  plan.daily.push_back(d);
  return true;
}

bool daily_without_end(Made&, Plan& plan) {
  plan.daily.push_back({7, "", item("breathing_diaphragmatic", "breathing", 25)});
  return true;
}

bool forbidden_daily(Made& m, Plan& plan) {
  for (const Forbid& f : m.out.envelope.forbid) {
    if (f.kind != "tag") continue;
    for (const Exercise& e : knowledge().exercises()) {
      if (!e.has_tag(f.code) || e.components.front() != "flexibility") continue;
      plan.daily.push_back({7, "", item(e.code, "flexibility", 2)});
      return true;
    }
  }
  return false;
}

bool elsewhere(Made&, Plan& plan) {
  plan.weeks.front().sessions.front().place = "pool";
  return true;
}

bool one_day_more(Made& m, Plan& plan) {
  PlanWeek& w = plan.weeks.front();
  for (int d = 0; d < 7; ++d) {
    const Date date = plan.start + d;
    const auto same = [&](const PlanSession& s) { return s.date == date; };
    if (std::any_of(w.sessions.begin(), w.sessions.end(), same)) continue;
    PlanSession extra = session(date, {item("walk_slow", "aerobic", 5)}, w.sessions[0].place);
    w.sessions.push_back(extra);
    std::sort(w.sessions.begin(), w.sessions.end(),
              [](const PlanSession& a, const PlanSession& b) { return a.date < b.date; });
    if (static_cast<int>(w.sessions.size()) > m.doc.resources.days_per_week.value_or(7))
      return true;
  }
  return false;
}

bool harder_neighbour(Made& m, Plan& plan) {
  if (!capped_by_rule(m)) return false;
  bool done = false;
  walk(plan, [&](PlanWeek&, PlanSession&, PlanPart&, PlanItem& i) {
    if (i.component == "aerobic") i.harder = "run_10kmh", done = true;
  });
  return done;
}

// Nobody has cleared this one: light work until somebody does.
PersonDocument interim() {
  PersonDocument d = with_time(with_condition(healthy(50), "hypertension"));
  d.health.clearance.reset();
  d.health.activity.regular_3_months = false;
  return with_pressure(d, 165, 102);
}

TEST(PlannerMutants, NoneGetsPast) {
  const Mutant mutants[] = {
      {"a tag ignored", forbidden_tag},
      {"muscles rest 24 h", gap_of_a_day},
      {"30 % a week", longer_weeks},
      {"a requirement lost", lost_requirement},
      {"effort beyond the cap", effort_beyond_cap},
      {"a scale beyond the cap", scale_beyond_cap},
      {"a load beyond the preset", load_beyond_preset},
      {"a load in one leap", load_in_one_leap},
      {"kilograms from nowhere", kilograms_without_a_maximum},
      {"an easy week that is none", easy_week_that_is_none},
      {"strength every day", daily_strength},
      {"25 minutes a day more", daily_without_end},
      {"a forbidden tag every day", forbidden_daily},
      {"a place that was not offered", elsewhere},
      {"a day too many", one_day_more},
      {"a neighbour beyond the cap", harder_neighbour},
  };
  const std::pair<const char*, PersonDocument> people[] = {
      {"healthy", with_time(healthy(35))},
      {"70", with_time(healthy(70), 3, 45)},
      {"pregnant", with_time(pregnant(24))},
      {"pressure",
       with_time(with_medicine(with_condition(healthy(55), "hypertension"), "beta_blocker"))},
      {"diabetes", with_time(with_condition(healthy(60), "type_2_diabetes"), 5, 60)},
      {"vertebra", with_time(with_condition(healthy(66, Sex::female), "vertebral_fracture"))},
      {"interim", interim()},
      {"knee", with_time(with_condition(healthy(58), "knee_osteoarthritis"))},
  };
  for (const Mutant& mutant : mutants) {
    int tried = 0;
    for (const auto& [who, doc] : people) {
      Made m = made_for(doc);
      ASSERT_TRUE(verified(m, *m.out.plan).violations.empty())
          << who << shown(verified(m, *m.out.plan).violations);
      Plan plan = *m.out.plan;
      if (!mutant.breaks(m, plan)) continue;
      ++tried;
      EXPECT_FALSE(verified(m, plan).violations.empty()) << mutant.what << ", " << who;
    }
    EXPECT_GT(tried, 0) << mutant.what << ": nobody to try it on";
  }
}

}  // namespace
}  // namespace celian::guide::test
