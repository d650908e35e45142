#include "engine/pipeline.hpp"

#include <algorithm>
#include <string>

#include "assess/score.hpp"
#include "assess/screen.hpp"
#include "base/partial_date.hpp"
#include "engine/check_codes.hpp"
#include "guide/prescribe.hpp"
#include "guide/verify.hpp"
#include "measure/check.hpp"
#include "measure/derive.hpp"
#include "measure/test_safety.hpp"
#include "train/progress.hpp"

namespace celian::engine {

namespace {

// A plan begins on a Monday unless the caller or today's decision says otherwise.
Date first_day(const PersonDocument& doc, const RiskReport& risk, const PrescribeOptions& options) {
  Date start = options.start.value_or(
      Date::from_days(doc.as_of.days_since_epoch() + 8 - doc.as_of.weekday()));
  Date earliest = doc.as_of;
  if (risk.today.decision == "defer") earliest = Date::from_days(doc.as_of.days_since_epoch() + 1);
  if (risk.today.until && *risk.today.until > earliest) earliest = *risk.today.until;
  return std::max(start, earliest);
}

// Our own plan that breaks a rule is our bug: it is withheld, with what was found, and never shown
// as a plan.
void withhold_if_broken(const KnowledgeBase& kb, const PersonDocument& doc,
                        const Prepared& prepared, const RiskReport& risk, Prescription& p) {
  if (!p.plan) return;
  const Verification v = guide::verify({kb, doc, prepared.facts, risk}, *p.plan, {});
  if (v.violations.empty()) return;
  p.withheld = "guide.withheld_verifier";
  p.plan.reset();
  for (const Violation& x : v.violations) {
    Reason r;
    r.code = x.code;
    r.rule = x.rule;
    r.args = x.args;
    r.args.insert(r.args.begin(), {"pointer", x.pointer});
    r.verified = Verified::policy;
    p.reasons.push_back(std::move(r));
  }
}

// Test safety is judged with the verdict of screening: no maximal test before a clearance.
void add_triage(const KnowledgeBase& kb, Triage level, FactVector& v) {
  const Slot triage = kb.facts().find("triage");
  std::string code(triage_name(level));
  code[0] = 't';  // codes of facts are lower case
  if (const auto index = kb.facts().value_index(triage, code)) v.set(triage, *index);
}

Facts screened_facts(const KnowledgeBase& kb, const Prepared& prepared) {
  Facts screened = prepared.facts;
  add_triage(kb, prepared.risk.triage, screened.vector);
  return screened;
}

// All but what screening finds.
Result<Prepared> measure_and_build(const KnowledgeBase& kb, const PersonDocument& doc,
                                   std::string_view intensity_wanted) {
  if (auto known = check_codes(kb, doc); !known) return known.error();
  if (auto known = check_code(kb, "intensity_wanted", intensity_wanted, "/intensity"); !known)
    return known.error();
  MeasureReport report;
  auto set = measure::check(kb, doc, report.reasons);
  if (!set) return set.error();
  report.set = std::move(*set);
  Facts facts = build_facts(kb, doc, report.set, intensity_wanted);
  measure::derive(kb, facts.vector, report.set, report.reasons);
  return Prepared{std::move(report), std::move(facts), {}};
}

// What passes today is looked at again tomorrow.
void hold_today(Date as_of, RiskReport& r) {
  if (r.today.decision != "go" && !r.today.until)
    r.today.until = Date::from_days(as_of.days_since_epoch() + 1);
}

// Without saying why.
void add_test_safety(const KnowledgeBase& kb, Prepared& prepared) {
  MeasureReport& report = prepared.measure;
  const Facts screened = screened_facts(kb, prepared);
  report.not_safe_to_test = measure::not_safe(kb, screened);
  report.not_judged = measure::not_judged(kb, screened, report.reasons);
}

void sort_unique(std::vector<std::string>& v) {
  std::sort(v.begin(), v.end());
  v.erase(std::unique(v.begin(), v.end()), v.end());
}

// A diagnosis of which the plan that is followed cannot have known. A year alone does not tell.
bool has_new_condition(const PersonDocument& doc, const Prescription* followed) {
  if (followed == nullptr || !followed->plan || !doc.health.conditions) return false;
  constexpr std::size_t kMonth = std::char_traits<char>::length("2026-11");
  return std::any_of(doc.health.conditions->begin(), doc.health.conditions->end(),
                     [&](const ConditionAnswer& c) {
                       const auto since = last_day_of(c.since);
                       return since && c.since.size() >= kMonth && *since >= followed->plan->start;
                     });
}

}  // namespace

void add_logged_health(const KnowledgeBase& kb, const std::vector<Session>& sessions,
                       PersonDocument& doc) {
  const auto asked = std::find_if(doc.health.asked_on.begin(), doc.health.asked_on.end(),
                                  [](const auto& a) { return a.first == "symptoms"; });
  const auto days = static_cast<std::int32_t>(kb.policy_number("train.symptom_days", 0));
  std::int32_t falls = 0;
  for (const Session& s : sessions) {
    if (s.date > doc.as_of) continue;
    const bool fell = std::find(s.events.begin(), s.events.end(), "fall") != s.events.end();
    if (fell && doc.as_of - s.date < 365) ++falls;
    const bool answered = asked != doc.health.asked_on.end() && asked->second > s.date;
    if (answered || doc.as_of - s.date >= days) continue;
    for (const std::string& symptom : s.symptoms) {
      if (!doc.health.symptoms) doc.health.symptoms.emplace();
      const bool known = std::any_of(
          doc.health.symptoms->begin(), doc.health.symptoms->end(),
          [&](const SymptomAnswer& a) { return a.code == symptom || a.text == symptom; });
      if (!known) doc.health.symptoms->push_back({"", symptom});
    }
  }
  if (falls > doc.health.falls.count_12_months.value_or(0))
    doc.health.falls.count_12_months = falls;
}

void add_used(const KnowledgeBase& kb, const std::vector<Reason>& reasons, Provenance& out) {
  for (const Reason& r : reasons) {
    if (const Rule* rule = kb.rules().find(r.rule)) out.used.push_back(rule->file);
  }
  out.data_version = std::string(kb.version());
  sort_unique(out.used);
}

Result<Prepared> prepare_screening(const KnowledgeBase& kb, const PersonDocument& doc,
                                   std::string_view intensity_wanted) {
  auto prepared = measure_and_build(kb, doc, intensity_wanted);
  if (prepared) prepared->risk = assess::screen(kb, prepared->facts);
  return prepared;
}

Result<Prepared> prepare(const KnowledgeBase& kb, const PersonDocument& doc,
                         std::string_view intensity_wanted) {
  auto prepared = prepare_screening(kb, doc, intensity_wanted);
  if (!prepared) return prepared;
  MeasureReport& report = prepared->measure;
  const Facts screened = screened_facts(kb, *prepared);
  report.not_safe_to_test = measure::not_safe(kb, screened, report.reasons);
  report.not_judged = measure::not_judged(kb, screened, report.reasons);
  report.recommended_tests = measure::recommended(kb, screened, report.set, report.not_safe_to_test,
                                                  report.not_judged, report.reasons);
  return prepared;
}

Result<Prepared> prepare_guide(const KnowledgeBase& kb, const PersonDocument& doc) {
  auto prepared = measure_and_build(kb, doc, {});
  if (!prepared) return prepared;
  prepared->risk = assess::screen(kb, prepared->facts, assess::ScreenDetail::decisions);
  hold_today(doc.as_of, prepared->risk);
  add_test_safety(kb, *prepared);
  return prepared;
}

Result<Prepared> prepare_training(const KnowledgeBase& kb, const PersonDocument& doc) {
  auto prepared = measure_and_build(kb, doc, {});
  if (!prepared) return prepared;
  prepared->risk.triage = assess::triage(kb, prepared->facts.vector);
  add_test_safety(kb, *prepared);
  return prepared;
}

RiskReport screen(const KnowledgeBase& kb, const Prepared& prepared) {
  RiskReport r = prepared.risk;
  hold_today(prepared.facts.vector.as_of(), r);
  add_used(kb, r.reasons, r.provenance);
  return r;
}

Result<Assessment> score(const KnowledgeBase& kb, const PersonDocument& doc,
                         const Prepared& prepared, std::string_view standard) {
  auto a =
      assess::score(kb, doc.person, doc.as_of, prepared.measure.set, prepared.facts.vector,
                    standard, {&prepared.measure.not_safe_to_test, &prepared.measure.not_judged});
  if (a) a->provenance.data_version = std::string(kb.version());
  return a;
}

Prescription prescribe(const KnowledgeBase& kb, const PersonDocument& doc, const Prepared& prepared,
                       const RiskReport& risk, const Assessment* assessment,
                       const PrescribeOptions& options) {
  guide::Input in{kb, doc, prepared.facts, risk};
  in.assessment = assessment;
  in.unsafe_tests = &prepared.measure.not_safe_to_test;
  in.start = first_day(doc, risk, options);
  in.weeks = std::clamp(options.weeks, 1, 12);
  in.prior = options.prior;
  in.decisions = options.decisions.empty() ? nullptr : &options.decisions;
  Prescription p = guide::prescribe(in);
  withhold_if_broken(kb, doc, prepared, risk, p);
  add_used(kb, p.reasons, p.provenance);
  return p;
}

Progress progress(const KnowledgeBase& kb, const PersonDocument& doc, const Prepared& prepared,
                  const Prescription* prescription, const std::vector<Session>& sessions,
                  const Assessment* sheet) {
  // How careful a step must be depends on what screening said.
  Facts screened = screened_facts(kb, prepared);
  if (has_new_condition(doc, prescription))
    screened.vector.set_flag(kb.facts().find("new_condition"), true);
  Progress p =
      train::progress(kb, screened, prescription, sessions, prepared.measure.set,
                      sheet ? std::span<const Need>(sheet->needs) : std::span<const Need>(),
                      doc.resources.unavailable, doc.as_of);
  add_used(kb, p.reasons, p.provenance);
  return p;
}

Progress progress(const KnowledgeBase& kb, const PersonDocument& doc, const Prepared& prepared,
                  const Prescription* prescription, const std::vector<Session>& sessions) {
  // Without a standard for this person there is no forecast, and all the rest.
  const auto sheet = score(kb, doc, prepared, "auto");
  return progress(kb, doc, prepared, prescription, sessions, sheet ? &*sheet : nullptr);
}

}  // namespace celian::engine
