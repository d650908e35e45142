#include "guide/prescribe.hpp"

#include <algorithm>

#include "guide/burden.hpp"
#include "guide/dose.hpp"
#include "guide/envelope.hpp"
#include "guide/likes.hpp"
#include "guide/needs.hpp"
#include "guide/plan.hpp"
#include "guide/prior.hpp"
#include "guide/select.hpp"

namespace celian::guide {

namespace {

Date plus(Date d, double days) {
  return Date::from_days(d.days_since_epoch() + static_cast<std::int32_t>(days));
}

// T6 and above have no plan, nor has whom training said to stop; nor has a programme that must wait
// for one value to be measured again, be today closed or only kept light for it; nor a child too
// young for anything but play.
std::optional<std::string> withheld(const Input& in) {
  if (in.risk.triage >= Triage::T7) return "guide.withheld_emergency";
  if (in.risk.triage >= Triage::T6 || in.risk.programme.decision == "stop" || is_stopped(in))
    return "guide.withheld_stop";
  const auto& causes = in.risk.today.causes;
  const bool measure = std::find(causes.begin(), causes.end(), "measure") != causes.end();
  if (in.risk.today.decision != "go" && measure) return "guide.withheld_remeasure";
  const auto& open = in.kb.policy_codes("plan.open_rechecks");
  const auto& again = in.risk.today.recheck;
  const bool ill = std::any_of(again.begin(), again.end(), [&](const std::string& r) {
    return std::find(open.begin(), open.end(), r) != open.end();
  });
  if (in.risk.today.decision == "defer" && ill) return "guide.withheld_recovery";
  const Slot age = in.kb.facts().find("age_years");
  const bool too_young = in.facts.vector.known(age) &&
                         in.facts.vector.value(age) < in.kb.policy_number("plan.from_age", 6);
  if (too_young) return "guide.withheld_young_child";
  return std::nullopt;
}

// Brittle bones and weak muscles: a programme of endurance alone is none (N10). An interim plan
// that may hold neither strength nor balance is no programme: it ends with the medical opinion.
bool endurance_alone(const Input& in, const Working& w, const Plan& plan) {
  const auto is = [&](const char* code) { return w.facts.flag(in.kb.facts().find(code)); };
  const auto banned = [&](const char* c) { return w.limits.forbids_hard("component", c); };
  if (w.interim && banned("resistance") && banned("balance")) return false;
  if (!(is("condition.osteoporosis") || is("condition.vertebral_fracture") ||
        is("condition.fragility_fracture") || is("condition.sarcopenia")))
    return false;
  for (const char* component : {"resistance", "bone_impact", "posture_back_extensor", "balance"}) {
    for (const PlanWeek& week : plan.weeks) {
      for (const PlanSession& s : week.sessions) {
        for (const PlanPart& part : s.parts) {
          if (std::any_of(part.items.begin(), part.items.end(),
                          [&](const PlanItem& i) { return i.component == component; }))
            return false;
        }
      }
    }
  }
  return true;
}

// What must be looked at again before there can be dates.
void add_rechecks(const Input& in, const Prescription& out, Reasons& reasons) {
  if (out.withheld != "guide.withheld_remeasure" && out.withheld != "guide.withheld_recovery")
    return;
  for (const std::string& again : in.risk.today.recheck)
    reasons.add(policy_reason("recheck." + again, "policy.today." + again));
}

void add_advice(const Working& w, Prescription& out) {
  for (const Advice& a : w.advice) {
    const Coded c{a.code, "", to_why(a.why)};
    if (a.topic == "stop_sign") out.stop_signs.push_back(c);
    if (a.topic == "education") out.education.push_back(c);
    if (a.topic == "nutrition") out.nutrition.push_back(c);
    if (a.topic == "group_class") out.group_classes.push_back(c);
  }
  for (const auto& [key, why] : w.limits.monitors)
    out.monitoring.push_back({key.first, key.second, to_why(why)});
}

void add_dates(const Input& in, Prescription& out) {
  const KnowledgeBase& kb = in.kb;
  const double last_day = 7.0 * in.weeks;
  const std::optional<Date> again = look_again(in);
  if (again) out.review.push_back({*again, "adjust"});
  if (out.interim) {
    out.valid_days = static_cast<int>(kb.policy_number("interim.valid_days", 28));
    out.valid_until = plus(in.start, *out.valid_days);
    out.review.push_back({plus(in.start, kb.policy_number("interim.contact_day", 14)), "call"});
    out.review.push_back({*out.valid_until, "adjust"});
    return;
  }
  out.valid_until = plus(in.start, std::max(last_day, kb.policy_number("review.retest_day", 84)));
  const Date call = plus(in.start, kb.policy_number("review.call_day", 7));
  if (again != call) out.review.push_back({call, "call"});
  out.review.push_back({plus(in.start, kb.policy_number("review.adjust_day", 28)), "adjust"});
  out.review.push_back({plus(in.start, kb.policy_number("review.retest_day", 84)), "retest"});
}

void add_cause_of_provisional(const Input& in, Prescription& out) {
  out.provisional = in.risk.provisional || !in.facts.vector.known(in.kb.facts().find("age_years"));
  out.draft = in.doc.consent.id.empty();
  const auto& c = in.doc.consent.covers;
  if (std::find(c.begin(), c.end(), "exercise") == c.end()) out.draft = true;
}

void add_provenance(const Working& w, Prescription& out) {
  out.provenance.used.insert(out.provenance.used.end(), w.presets.begin(), w.presets.end());
  std::sort(out.provenance.used.begin(), out.provenance.used.end());
}

}  // namespace

Prescription prescribe(const Input& asked) {
  Prescription out;
  Reasons reasons;
  Input in = asked;
  Working w = build_envelope(in, reasons);
  // An interim plan ends; what follows needs a new screening.
  if (w.interim)
    in.weeks =
        std::min(in.weeks, static_cast<int>(in.kb.policy_number("interim.valid_days", 28) / 7));
  out.interim = w.interim;
  out.prescription_class = w.facts.flag(in.kb.facts().find("diagnosis_any")) ||
                                   in.doc.policy.setting == "clinic" ||
                                   in.doc.policy.setting == "rehab"
                               ? "medical"
                               : "fitness";
  add_cause_of_provisional(in, out);
  out.unverified_used = w.unverified_used;
  out.needs = order_needs(in, w, reasons);
  out.referral = in.risk.referral;
  for (Referral& r : out.referral) r.why.clear();  // the reasons stand in the screening result
  out.withheld = withheld(in);
  add_rechecks(in, out, reasons);
  add_advice(w, out);
  add_provenance(w, out);
  out.envelope = publish(in, w, reasons);
  if (!out.withheld) {
    const Burden burden = burden_of(in, w);
    const Selector select(in, w, burden, out.needs);
    const std::vector<Dose> dose = doses(in, w, burden, out.needs, select, out.envelope);
    PlanResult plan = make_plan(in, w, burden, select, dose, out.envelope, reasons);
    const bool any = std::any_of(plan.plan.weeks.begin(), plan.plan.weeks.end(),
                                 [](const PlanWeek& x) { return !x.sessions.empty(); });
    if (any && !endurance_alone(in, w, plan.plan)) {
      out.likes = answer_likes(in, select, dose, plan.plan);
      out.plan = std::move(plan.plan);
      out.answered = answered_events(in);
    } else {
      out.withheld = "guide.withheld_no_room";  // `unmet` says what is missing
    }
    out.components = std::move(plan.components);
    out.later = std::move(plan.later);
    if (in.risk.triage <= Triage::T4 || in.risk.triage == Triage::T5)
      out.minimum = minimum_plan(in, w, select, reasons);
    if (out.plan) add_dates(in, out);
  } else if (out.withheld == "guide.withheld_remeasure" && in.risk.triage <= Triage::T4) {
    // Until the value has been taken again there are no dates; for bad days there is light movement
    // all the same. A value that forbids even that has its own level, T5.
    out.minimum = minimum_plan(in, w, Selector(in, w, burden_of(in, w), out.needs), reasons);
  }
  out.reasons = reasons.take();
  return out;
}

}  // namespace celian::guide
