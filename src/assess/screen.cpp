#include "assess/screen.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "assess/ask.hpp"
#include "catalog/fired.hpp"

namespace celian::assess {

namespace {

int today_rank(std::string_view decision) {
  static constexpr std::array<std::string_view, 4> kOrder = {"go", "light_only", "indoors",
                                                             "defer"};
  return static_cast<int>(std::find(kOrder.begin(), kOrder.end(), decision) - kOrder.begin());
}

int urgency_rank(std::string_view urgency) {
  static constexpr std::array<std::string_view, 4> kOrder = {"routine", "soon", "today",
                                                             "emergency"};
  return static_cast<int>(std::find(kOrder.begin(), kOrder.end(), urgency) - kOrder.begin());
}

void add_once(std::vector<std::string>& list, const std::string& code) {
  if (!code.empty() && std::find(list.begin(), list.end(), code) == list.end())
    list.push_back(code);
}

// Collects effects; each method is a join on its own ordered set, so the order of rules cannot
// matter.
class Outcome {
 public:
  explicit Outcome(RiskReport& report) : r_(report) {}

  void apply(const Effect& e, std::uint32_t why) {
    switch (e.kind) {
      case EffectKind::triage:
        gates_.insert(e.triage);
        r_.triage = std::max(r_.triage, e.triage);
        break;
      case EffectKind::today: today(e, why); break;
      case EffectKind::programme: programme(e, why); break;
      case EffectKind::refer: refer(e, why); break;
      case EffectKind::clearance: clearance(e, why); break;
      case EffectKind::supervise: r_.supervision = std::max(r_.supervision, e.supervision); break;
      default: break;  // limits belong to the envelope, which runs the same rules
    }
  }

  void finish() {
    gates_.erase(Triage::T0);
    r_.gates.assign(gates_.begin(), gates_.end());
    for (auto& [to, referral] : referrals_) r_.referral.push_back(std::move(referral));
    std::sort(r_.today.recheck.begin(), r_.today.recheck.end());
    std::sort(r_.today.causes.begin(), r_.today.causes.end());
    if (r_.programme.clearance)
      std::sort(r_.programme.clearance->bring.begin(), r_.programme.clearance->bring.end());
    if (r_.triage >= Triage::T6) r_.programme.decision = "stop";
    // Bad air sends a session indoors; it does not bring back one that something worse has stopped.
    if (r_.triage >= Triage::T6 || (r_.triage >= Triage::T5 && r_.today.decision != "indoors"))
      r_.today.decision = "defer";
    const bool needs_clearance =
        gates_.count(Triage::T3) != 0 ||
        (r_.programme.clearance && r_.programme.clearance->before == "any");
    if (r_.programme.decision == "go" && needs_clearance) r_.programme.decision = "interim";
  }

 private:
  void today(const Effect& e, std::uint32_t why) {
    if (today_rank(e.decision) > today_rank(r_.today.decision)) r_.today.decision = e.decision;
    add_once(r_.today.recheck, e.recheck);
    add_once(r_.today.causes, e.cause);
    r_.today.why.push_back(why);
  }

  void programme(const Effect& e, std::uint32_t why) {
    if (e.decision == "stop" || r_.programme.decision == "go") r_.programme.decision = e.decision;
    r_.programme.why.push_back(why);
  }

  void refer(const Effect& e, std::uint32_t why) {
    Referral& referral = referrals_[e.to];
    referral.to = e.to;
    if (urgency_rank(e.urgency) > urgency_rank(referral.urgency) && !e.urgency.empty())
      referral.urgency = e.urgency;
    referral.why.push_back(why);
  }

  // "any" is wider than "vigorous"; of two physicians the centre's own comes first, because he can
  // settle most.
  void clearance(const Effect& e, std::uint32_t why) {
    auto& c = r_.programme.clearance;
    if (!c) {
      c = ClearanceNeeded{e.before, e.from, {}};
    } else {
      if (e.before == "any") c->before = "any";
      if (e.from == "centre_physician" || (c->from != "centre_physician" && e.from < c->from))
        c->from = e.from;
    }
    for (const std::string& b : e.bring) add_once(c->bring, b);
    r_.programme.why.push_back(why);
  }

  RiskReport& r_;
  std::set<Triage> gates_;
  std::map<std::string, Referral> referrals_;
};

// One pre-participation path decides; rules of the other one are those whose condition names it.
std::vector<Finding> other_path(const KnowledgeBase& kb, const Facts& facts, RiskReport& report) {
  const Slot path = kb.facts().find("screen_path");
  if (path == kNoSlot || !facts.vector.known(path)) return {};
  const auto& values = kb.facts()[path].values;
  FactVector other = facts.vector;
  const bool was_acsm =
      values.size() > 1 && values[static_cast<std::size_t>(other.value(path))] == "acsm";
  const auto index = kb.facts().value_index(path, was_acsm ? "parq" : "acsm");
  if (!index) return {};
  other.set(path, *index);
  kb.derive(other);
  std::vector<Finding> out;
  std::set<std::string> mine;
  for (const Finding& f : report.findings) mine.insert(f.rule);
  for (const FiredRule& f : run_rules(kb, kb.rules().screen, other).fired) {
    if (f.assumed || mine.count(f.rule->id) != 0) continue;
    const auto why = static_cast<std::uint32_t>(report.reasons.size());
    report.reasons.push_back(reason_of(kb, *f.rule, other, false));
    out.push_back({f.rule->id, f.rule->say, false, report.reasons.back().args, {why}});
  }
  return out;
}

void add_unrecognised(const Facts& facts, RiskReport& report) {
  for (const Unrecognised& u : facts.unrecognised) {
    Reason r;
    r.code = "screen.unrecognised_" + u.kind;
    r.rule = "policy.unrecognised";
    r.args.push_back({"text", u.text});
    for (const std::string& n : u.nearest) r.args.push_back({"nearest", n});
    r.verified = Verified::policy;
    r.cites.push_back({"src.celian_policy", "unrecognised entries"});
    const auto why = static_cast<std::uint32_t>(report.reasons.size());
    report.findings.push_back({"unrecognised_" + u.kind, r.code, false, r.args, {why}});
    report.reasons.push_back(std::move(r));
  }
}

// What the rules decide together; `tell` is called for each that fired and gives the index of its
// reason.
template <class Tell>
void decide(const RuleRun& run, RiskReport& report, Tell&& tell) {
  Outcome outcome(report);
  for (const FiredRule& f : run.fired) {
    const std::uint32_t why = tell(f);
    for (const Effect& e : f.rule->then) outcome.apply(e, why);
  }
  outcome.finish();
  report.triage_worst = report.triage;
  for (const Rule* rule : run.open)
    report.triage_worst = std::max(report.triage_worst, highest_triage(*rule));
}

RiskReport decisions(const KnowledgeBase& kb, const FactVector& facts, const RuleRun& run) {
  RiskReport report;
  decide(run, report, [](const FiredRule&) { return std::uint32_t{0}; });
  report.today.why.clear();
  report.programme.why.clear();
  for (Referral& r : report.referral) r.why.clear();
  report.provisional = report.triage_worst >= Triage::T3 && is_must_asked(kb, facts, run, report);
  return report;
}

}  // namespace

RiskReport screen(const KnowledgeBase& kb, const Facts& facts, ScreenDetail detail) {
  const RuleRun run = run_rules(kb, kb.rules().screen, facts.vector);
  if (detail == ScreenDetail::decisions) return decisions(kb, facts.vector, run);
  RiskReport report;
  decide(run, report, [&](const FiredRule& f) {
    const auto why = static_cast<std::uint32_t>(report.reasons.size());
    report.reasons.push_back(reason_of(kb, *f.rule, facts.vector, f.assumed));
    report.findings.push_back(
        {f.rule->id, f.rule->say, f.assumed, report.reasons.back().args, {why}});
    return why;
  });
  add_asks(kb, facts, run, report);
  const bool open_must = std::any_of(report.ask.begin(), report.ask.end(),
                                     [](const Ask& a) { return a.level == "must"; });
  report.provisional = open_must && report.triage_worst >= Triage::T3;
  add_unrecognised(facts, report);
  report.other_path = other_path(kb, facts, report);
  return report;
}

Triage triage(const KnowledgeBase& kb, const FactVector& facts) {
  Triage level = Triage::T0;
  for (const FiredRule& f : run_rules(kb, kb.rules().screen, facts).fired)
    level = std::max(level, highest_triage(*f.rule));
  return level;
}

}  // namespace celian::assess
