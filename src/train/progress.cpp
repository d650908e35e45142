#include "train/progress.hpp"

#include <algorithm>
#include <set>

#include "catalog/fired.hpp"
#include "train/adherence.hpp"
#include "train/change.hpp"
#include "train/load.hpp"
#include "train/retest.hpp"
#include "train/training_facts.hpp"
#include "train/trimp.hpp"

namespace celian::train {

namespace {

// The more careful decision on a component holds: stop over refer over rescreen … over progress.
int care(const std::string& action) {
  static const std::vector<std::string> kOrder = {"progress", "hold",  "deload", "regress",
                                                  "rescreen", "refer", "stop"};
  return static_cast<int>(std::find(kOrder.begin(), kOrder.end(), action) - kOrder.begin());
}

void merge(std::vector<Decision>& all, Decision d) {
  const auto it = std::find_if(all.begin(), all.end(),
                               [&](const Decision& x) { return x.component == d.component; });
  if (it == all.end()) {
    all.push_back(std::move(d));
  } else if (care(d.action) > care(it->action)) {
    *it = std::move(d);
  } else if (care(d.action) == care(it->action)) {
    it->why.insert(it->why.end(), d.why.begin(), d.why.end());
    // Of two of the same kind the larger step back, the smaller step ahead.
    if (d.by && it->by)
      it->by = d.action == "progress" ? std::min(*d.by, *it->by) : std::max(*d.by, *it->by);
  }
}

// What holds for all components holds for each: a component may only be decided more carefully than
// "all".
std::vector<Decision> settle(std::vector<Decision> all) {
  const auto general =
      std::find_if(all.begin(), all.end(), [](const Decision& d) { return d.component == "all"; });
  if (general != all.end()) {
    const int floor = care(general->action);
    all.erase(std::remove_if(all.begin(), all.end(),
                             [&](const Decision& d) {
                               return d.component != "all" && care(d.action) <= floor;
                             }),
              all.end());
  }
  std::sort(all.begin(), all.end(),
            [](const Decision& a, const Decision& b) { return a.component < b.component; });
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
  out.load = session_load(kb, sessions, as_of);
  add_trimp(kb, facts, sessions, set, as_of, out.load, out.reasons);
  out.changes = changes(kb, facts, set, needs, out.reasons);
  out.retest = retests(kb, facts, prescription, set, as_of, out.reasons);
  const FactVector v = training_facts(kb, facts, prescription, matched, sessions, out, as_of);
  std::vector<Decision> decisions;
  for (const FiredRule& f : run_rules(kb, kb.rules().progress, v).fired) {
    const auto why = static_cast<std::uint32_t>(out.reasons.size());
    out.reasons.push_back(reason_of(kb, *f.rule, v, f.assumed));
    for (const Effect& e : f.rule->then) {
      if (e.kind == EffectKind::decide)
        merge(decisions,
              {e.component.empty() ? "all" : e.component, e.action, e.what, e.by, {why}});
    }
  }
  out.decisions = settle(std::move(decisions));
  return out;
}

}  // namespace celian::train
