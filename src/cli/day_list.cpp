#include "cli/day_list.hpp"

#include <algorithm>

#include "base/number_text.hpp"
#include "report/words.hpp"

namespace celian::cli {

namespace {

using report::Words;

bool has(const std::vector<std::string>& list, std::string_view code) {
  return std::find(list.begin(), list.end(), code) != list.end();
}

// Rechecks that take minutes and decide the same day.
bool is_soon(const std::string& recheck) {
  return recheck == "rest_5_min" || recheck == "rest_10_min" || recheck == "glucose" ||
         recheck == "glucose_15_min" || recheck == "temperature";
}

bool is_symptom(const Finding& f) {
  return std::any_of(f.facts.begin(), f.facts.end(), [](const Arg& a) {
    const bool* yes = std::get_if<bool>(&a.value);
    const bool listed = std::holds_alternative<std::string>(a.value) && a.name == "symptom";
    return listed || (a.name == "symptom_any" && yes != nullptr && *yes);
  });
}

bool is_vital(const std::string& test) {
  return test == "bp_systolic" || test == "bp_diastolic" || test == "resting_heart_rate";
}

void add_sentences(Words& w, const Why& why, const std::vector<Reason>& reasons,
                   std::vector<std::string>& out) {
  for (const std::uint32_t i : why) {
    if (i >= reasons.size()) continue;
    std::string text = w.reason(reasons[i]);
    if (!has(out, text)) out.push_back(std::move(text));
  }
}

std::string score_text(Words& w, const Assessment& a) {
  std::string out;
  if (a.total) out = format_shortest(*a.total);
  if (a.grade) out += (out.empty() ? "" : " ") + w.label(a.grade->label, a.grade->code);
  return out.empty() ? w.say("report.completeness." + std::string(completeness_name(a.outcome)))
                     : out;
}

std::string plan_text(Words& w, const Prescription& p) {
  if (p.withheld) return w.say(*p.withheld);
  if (!p.plan) return w.say("programme.stop");
  return w.say(p.interim ? "label.interim" : "programme.go");
}

void add_measured(Words& w, const report::ResultView& r, const std::vector<std::string>& tests,
                  DayEntry& e) {
  if (!r.measure) return;
  for (const MeasureFlag& f : r.measure->set.flags)
    add_sentences(w, f.why, r.measure->reasons, e.odd_readings);
  std::vector<std::string> wanted = tests;
  if (r.score) {
    const Assessment& shown = r.score->fallback.empty() ? *r.score : r.score->fallback.front();
    for (const ItemScore& i : shown.items) wanted.push_back(i.test);
  }
  for (const TestAdvice& t : r.measure->not_safe_to_test) {
    if (!t.provisional && (wanted.empty() || has(wanted, t.test)))
      e.left_out.push_back(w.test(t.test));
  }
}

}  // namespace

DayGroup group_of(const report::ResultView& r) {
  if (!r.screen) return DayGroup::not_usable;
  const RiskReport& s = *r.screen;
  const auto is_urgent = [](const Referral& x) {
    return x.urgency == "emergency" || x.urgency == "today";
  };
  if (s.triage >= Triage::T6 || s.programme.decision == "stop") return DayGroup::not_today;
  if (std::any_of(s.referral.begin(), s.referral.end(), is_urgent)) return DayGroup::not_today;
  if (!s.referral.empty() && std::any_of(s.findings.begin(), s.findings.end(), is_symptom))
    return DayGroup::not_today;
  if (s.today.decision == "defer") {
    const bool decides_today = !s.today.recheck.empty() &&
                               std::all_of(s.today.recheck.begin(), s.today.recheck.end(), is_soon);
    return decides_today && !has(s.today.causes, "passing") ? DayGroup::check_first
                                                            : DayGroup::not_today;
  }
  if (s.today.decision == "light_only") return DayGroup::check_first;
  const bool must_ask =
      std::any_of(s.ask.begin(), s.ask.end(), [](const Ask& a) { return a.level == "must"; });
  if ((s.provisional && must_ask) || !r.person.age_years) return DayGroup::check_first;
  if (s.supervision == Supervision::therapist || s.supervision == Supervision::medical)
    return DayGroup::check_first;
  if (r.measure) {
    const auto& flags = r.measure->set.flags;
    if (std::any_of(flags.begin(), flags.end(),
                    [](const MeasureFlag& f) { return is_vital(f.test); }))
      return DayGroup::check_first;
  }
  return DayGroup::may_be_tested;
}

DayEntry day_entry(const KnowledgeBase& kb, const PersonInput& person, const report::ResultView& r,
                   const std::string& locale, const std::vector<std::string>& tests) {
  Words w(kb, locale, false);
  DayEntry e;
  e.row = person.row.number;
  e.group = group_of(r);
  e.index = index_entry(kb, r, locale);
  e.index.id = person.id;
  e.index.name = person.row.name;
  if (!r.person.sex.empty()) e.sex = w.value("sex", r.person.sex);
  if (r.person.age_years) e.age = std::to_string(*r.person.age_years);
  if (r.screen) {
    e.triage_worst = triage_name(r.screen->triage_worst);
    e.today = r.screen->today.decision;
    e.programme = r.screen->programme.decision;
    for (const Ask& a : r.screen->ask) {
      if (a.level == "must") e.asks.push_back(w.fact(a.fact));
    }
  }
  add_measured(w, r, tests, e);
  if (r.score) {
    const Assessment& shown = r.score->fallback.empty() ? *r.score : r.score->fallback.front();
    e.score = score_text(w, shown);
    e.standard = shown.standard;
  }
  if (r.guide) e.plan = plan_text(w, *r.guide);
  return e;
}

DayEntry unusable_entry(const KnowledgeBase& kb, const PersonInput& person,
                        const std::string& locale) {
  DayEntry e;
  e.row = person.row.number;
  e.index.id = person.id;
  e.index.name = person.row.name;
  for (const exchange::SheetIssue& issue : person.row.issues)
    Words::append(e.index.problem, exchange::remedy(kb, issue, locale));
  if (person.error)
    Words::append(e.index.problem,
                  (person.error->pointer.empty() ? "" : person.error->pointer + ": ") +
                      person.error->message);
  return e;
}

}  // namespace celian::cli
