#include "train/progress.hpp"

#include <algorithm>
#include <set>

#include "catalog/fired.hpp"
#include "train/adherence.hpp"
#include "train/answered.hpp"
#include "train/change.hpp"
#include "train/load.hpp"
#include "train/retest.hpp"
#include "train/training_facts.hpp"
#include "train/trimp.hpp"

namespace celian::train {

namespace {

// Two ladders: how much is done (progress < hold < deload < regress), and what else must happen
// (rescreen < refer < stop). On each the more careful decision on a component holds. They do not
// replace each other: who must be screened again after a fall still steps back.
struct Rung {
  bool is_dose;
  int care;
};
Rung rung(const std::string& action) {
  static const std::vector<std::string> kDose = {"progress", "hold", "deload", "regress"},
                                        kBeside = {"rescreen", "refer", "stop"};
  const auto at = [&](const std::vector<std::string>& ladder) {
    return static_cast<int>(std::find(ladder.begin(), ladder.end(), action) - ladder.begin());
  };
  const int dose = at(kDose);
  return dose < static_cast<int>(kDose.size()) ? Rung{true, dose} : Rung{false, at(kBeside)};
}

// How hard, not how much: it holds beside whatever is decided on the dose.
bool is_light(const Decision& d) { return d.what == "light"; }

void merge(std::vector<Decision>& all, Decision d) {
  const Rung own = rung(d.action);
  const auto it = std::find_if(all.begin(), all.end(), [&](const Decision& x) {
    return x.component == d.component && rung(x.action).is_dose == own.is_dose &&
           is_light(x) == is_light(d);
  });
  if (it == all.end()) {
    all.push_back(std::move(d));
  } else if (own.care > rung(it->action).care) {
    *it = std::move(d);
  } else if (own.care == rung(it->action).care) {
    it->why.insert(it->why.end(), d.why.begin(), d.why.end());
    it->answers.insert(it->answers.end(), d.answers.begin(), d.answers.end());
    // Of two of the same kind the larger step back, the smaller step ahead.
    if (d.by && it->by)
      it->by = d.action == "progress" ? std::min(*d.by, *it->by) : std::max(*d.by, *it->by);
  }
}

// What holds for all components holds for each: a component may only be decided more carefully than
// "all". Whatever must happen beside the dose holds it anyway, so a step ahead or a hold is not
// said as well.
std::vector<Decision> settle(std::vector<Decision> all) {
  int dose = -1, beside = -1;
  for (const Decision& d : all) {
    if (d.component != "all") continue;
    const Rung r = rung(d.action);
    int& most = r.is_dose ? dose : beside;
    most = std::max(most, r.care);
  }
  const int hold = rung("hold").care;
  std::erase_if(all, [&](const Decision& d) {
    const Rung r = rung(d.action);
    if (is_light(d)) return false;
    if (r.is_dose && beside >= 0 && r.care <= hold) return true;
    return d.component != "all" && r.care <= (r.is_dose ? dose : beside);
  });
  std::sort(all.begin(), all.end(), [](const Decision& a, const Decision& b) {
    return a.component != b.component ? a.component < b.component
                                      : rung(a.action).is_dose > rung(b.action).is_dose;
  });
  return all;
}

}  // namespace

Progress progress(const KnowledgeBase& kb, const Facts& facts, const Prescription* prescription,
                  const std::vector<Session>& sessions, const MeasurementSet& set,
                  std::span<const Need> needs, const std::vector<Period>& unavailable, Date as_of) {
  Progress out;
  AdherenceResult matched;
  if (prescription != nullptr && prescription->plan) {
    matched = adherence(kb, *prescription->plan, sessions, unavailable, as_of);
    out.adherence = matched.adherence;
  }
  out.activity = daily_activity(sessions, as_of);
  out.load = session_load(kb, prescription, sessions, as_of, out.reasons);
  add_trimp(kb, facts, sessions, set, as_of, out.load, out.reasons);
  out.changes = changes(kb, facts, set, needs, out.reasons);
  out.retest = retests(kb, facts, prescription, set, as_of, out.reasons);
  const FactVector v = training_facts(kb, facts, prescription, matched, sessions, out, as_of);
  std::vector<Decision> decisions;
  for (const FiredRule& f : run_rules(kb, kb.rules().progress, v).fired) {
    const auto why = static_cast<std::uint32_t>(out.reasons.size());
    out.reasons.push_back(reason_of(kb, *f.rule, v, f.assumed));
    for (const Effect& e : f.rule->then) {
      if (e.kind != EffectKind::decide) continue;
      Decision d{e.component.empty() ? "all" : e.component, e.action, e.what, e.by, {}, {why}};
      if (const auto day = last_event(sessions, e.answers, as_of))
        d.answers.push_back({e.answers, *day});
      merge(decisions, std::move(d));
    }
  }
  out.decisions = settle(std::move(decisions));
  return out;
}

}  // namespace celian::train
