#include "tally.hpp"

#include <algorithm>
#include <cstdio>
#include <set>

namespace celian::sweep {

namespace {

constexpr std::size_t kMostExamples = 20;

void add_all(Counts& to, const Counts& from) {
  for (const auto& [key, n] : from) to[key] += n;
}

const char* age_band(const PersonDocument& d) {
  if (!d.person.age_years) return "unknown";
  const int age = *d.person.age_years;
  return age < 18 ? "6-17" : age < 65 ? "18-64" : "65+";
}

double minutes_of(const PlanWeek& week, const std::string& component) {
  double sum = 0;
  for (const PlanSession& s : week.sessions) {
    for (const PlanPart& p : s.parts) {
      if (p.part != "main") continue;
      for (const PlanItem& i : p.items)
        if (i.component == component) sum += i.minutes.value_or(0);
    }
  }
  return sum;
}

double days_of(const Plan& plan, const PlanWeek& week, const std::string& component) {
  double days = 0;
  for (const PlanSession& s : week.sessions) {
    days += std::any_of(s.parts.begin(), s.parts.end(), [&](const PlanPart& p) {
      return std::any_of(p.items.begin(), p.items.end(),
                         [&](const PlanItem& i) { return i.component == component; });
    });
  }
  for (const DailyItem& d : plan.daily)
    if (d.item.component == component) days += d.days_week;
  return days;
}

// By component: the guideline's amount is reached in one of the last two weeks, or it is said that
// it is not.
void count_usefulness(const PersonDocument& d, const Prescription& p, Tally& tally) {
  const Plan& plan = *p.plan;
  std::vector<const PlanWeek*> last;
  for (std::size_t i = plan.weeks.size() > 2 ? plan.weeks.size() - 2 : 0; i < plan.weeks.size();
       ++i)
    if (!plan.weeks[i].deload) last.push_back(&plan.weeks[i]);
  if (last.empty()) last.push_back(&plan.weeks.back());
  const auto most = [&](auto&& amount) {
    double best = 0;
    for (const PlanWeek* w : last) best = std::max(best, amount(*w));
    return best;
  };
  double aerobic = 150;
  for (const ComponentDose& c : p.components)
    if (c.component == "aerobic" && c.target_week.lo.value_or(0) > 0)
      aerobic = std::min(aerobic, *c.target_week.lo);
  std::vector<std::pair<std::string, bool>> reached = {
      {"aerobic", most([&](const PlanWeek& w) { return minutes_of(w, "aerobic"); }) >= aerobic},
      {"resistance", most([&](const PlanWeek& w) { return days_of(plan, w, "resistance"); }) >= 2}};
  if (d.person.age_years.value_or(0) >= 65)
    reached.emplace_back("balance",
                         most([&](const PlanWeek& w) { return days_of(plan, w, "balance"); }) >= 3);
  const auto is_named = [&](const std::string& component) {
    const auto is_it = [&](const auto& x) { return x.component.starts_with(component); };
    return std::any_of(p.envelope.unmet.begin(), p.envelope.unmet.end(), is_it) ||
           std::any_of(p.later.begin(), p.later.end(), is_it);
  };
  bool all_said = true, all_reached = true;
  for (const auto& [component, is_reached] : reached) {
    const bool named = is_named(component);
    all_said = all_said && (is_reached || named), all_reached = all_reached && is_reached;
    ++tally.useful[component + (is_reached ? " reached" : named ? " named" : " neither")];
  }
  ++tally.useful_people["all"];
  if (all_said) ++tally.useful_people["reached or named"];
  if (all_reached) ++tally.useful_people["reached everything"];
}

void count_items(const KnowledgeBase& kb, const std::string& who, const Plan& plan, Tally& tally) {
  std::set<std::string> used;
  const auto take = [&](const PlanItem& i) {
    used.insert(i.exercise);
    if (i.why.empty()) tally.breaks("an item without a reason", who, i.exercise);
  };
  for (const PlanWeek& w : plan.weeks) {
    for (const PlanSession& s : w.sessions) {
      for (const auto* parts : {&s.parts, &s.indoor}) {
        for (const PlanPart& p : *parts) std::for_each(p.items.begin(), p.items.end(), take);
      }
    }
  }
  for (const DailyItem& d : plan.daily) take(d.item);
  for (const std::string& code : used) {
    ++tally.exercises[code];
    if (const Exercise* e = kb.exercise(code))
      for (const std::string& tag : e->tags) ++tally.tags[tag];
  }
}

// What the verifier said of a plan that it took back.
std::string what_failed(const Prescription& p) {
  std::set<std::string> codes;
  for (const Reason& r : p.reasons)
    if (r.code.starts_with("verify.") || r.code.starts_with("never.")) codes.insert(r.code);
  std::string out;
  for (const std::string& code : codes) out += code + " ";
  return out;
}

std::size_t seen(const Counts& counts, const std::set<std::string>& known) {
  std::size_t n = 0;
  for (const auto& [key, count] : counts) n += known.count(key);
  return n;
}

void line(const char* what, const Counts& counts) {
  std::printf("%s:", what);
  for (const auto& [key, n] : counts) std::printf(" %s %zu;", key.c_str(), n);
  std::puts(counts.empty() ? " none" : "");
}

std::size_t at(const Counts& counts, const std::string& key) {
  const auto found = counts.find(key);
  return found == counts.end() ? 0 : found->second;
}

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

void Tally::breaks(const std::string& kind, const std::string& who, const std::string& what) {
  ++broken[kind];
  if (examples.size() < kMostExamples)
    examples.push_back("person " + who + ": " + kind + ": " + what);
}

void Tally::add(const Tally& t) {
  people += t.people, refused += t.refused, plans += t.plans;
  add_all(broken, t.broken);
  for (const std::string& e : t.examples)
    if (examples.size() < kMostExamples) examples.push_back(e);
  add_all(refusals, t.refusals), add_all(without_plan, t.without_plan), add_all(triage, t.triage);
  add_all(rules, t.rules), add_all(presets, t.presets), add_all(tags, t.tags);
  add_all(exercises, t.exercises), add_all(age_people, t.age_people);
  add_all(age_physician, t.age_physician), add_all(age_must, t.age_must);
  add_all(useful, t.useful), add_all(useful_people, t.useful_people);
}

void count(const KnowledgeBase& kb, const PersonDocument& d, const RiskReport& risk,
           const Prescription& p, bool is_ordinary, Tally& tally) {
  const std::string band = age_band(d);
  ++tally.triage[std::string(triage_name(risk.triage))], ++tally.age_people[band];
  const bool to_doctor =
      std::any_of(risk.referral.begin(), risk.referral.end(), [](const Referral& r) {
        return r.to.find("physician") != std::string::npos || r.to == "emergency" ||
               r.to == "cardiologist" || r.to == "specialist";
      });
  if (to_doctor) ++tally.age_physician[band];
  tally.age_must[band] += static_cast<std::size_t>(std::count_if(
      risk.ask.begin(), risk.ask.end(), [](const Ask& a) { return a.level == "must"; }));
  std::set<std::string> acted;
  for (const Finding& f : risk.findings) acted.insert(f.rule);
  for (const Reason& r : p.reasons) acted.insert(r.rule);
  for (const std::string& rule : acted) {
    ++tally.rules[rule];
    if (rule.starts_with("preset.")) ++tally.presets[rule];
  }
  const std::string withheld = p.withheld.value_or("");
  if (withheld == "guide.withheld_verifier")
    tally.breaks("withheld by our own verifier", d.person.id, what_failed(p));
  // Not asked again before it is done: a child under six, an emergency, a reading to repeat.
  const bool must_wait = withheld.starts_with("guide.withheld_young") ||
                         withheld.starts_with("guide.withheld_stop") ||
                         withheld.starts_with("guide.withheld_remeasure") ||
                         withheld.starts_with("guide.withheld_recovery");
  if (risk.triage <= Triage::T4 && !p.minimum && !must_wait)
    tally.breaks("no minimum plan", d.person.id, withheld);
  if (risk.triage >= Triage::T6 && p.plan)
    tally.breaks("a plan in spite of T6", d.person.id, std::string(triage_name(risk.triage)));
  if (!p.plan) {
    ++tally.without_plan[withheld.empty() ? "no plan" : withheld];
    return;
  }
  ++tally.plans;
  count_items(kb, d.person.id, *p.plan, tally);
  if (is_ordinary && risk.triage <= Triage::T2 && !p.interim) count_usefulness(d, p, tally);
}

bool print(const KnowledgeBase& kb, const Tally& t, double seconds) {
  std::printf(
      "people %zu, plans %zu, refused as contradictory %zu, %.0f s (%.0f people a second)\n",
      t.people, t.plans, t.refused, seconds, static_cast<double>(t.people) / seconds);
  line("broken", t.broken);
  for (const std::string& e : t.examples) std::printf("    %s\n", e.c_str());
  line("refused", t.refusals);
  line("without a plan", t.without_plan);
  std::set<std::string> rules, presets, tags, exercises;
  for (const auto* list : {&kb.rules().screen, &kb.rules().guide})
    for (const Rule& r : *list) rules.insert(r.id);
  for (const Preset& p : kb.presets()) presets.insert(p.header.id);
  for (const Exercise& e : kb.exercises()) {
    exercises.insert(e.code);
    tags.insert(e.tags.begin(), e.tags.end());
  }
  std::printf(
      "acted: rules %zu of %zu, presets %zu of %zu, tags %zu of %zu, exercises %zu of %zu\n",
      seen(t.rules, rules), rules.size(), seen(t.presets, presets), presets.size(),
      seen(t.tags, tags), tags.size(), seen(t.exercises, exercises), exercises.size());
  std::printf("rules that never acted:");
  for (const std::string& rule : rules)
    if (t.rules.count(rule) == 0) std::printf(" %s", rule.c_str());
  std::printf("\ntriage:");
  for (const auto& [triage, n] : t.triage)
    std::printf(" %s %.1f %%;", triage.c_str(), percent(n, t.people - t.refused));
  std::puts("");
  for (const auto& [band, n] : t.age_people)
    std::printf(
        "age %s: %zu people, to a physician %.1f %%, questions that must be asked %.2f a person\n",
        band.c_str(), n, percent(at(t.age_physician, band), n),
        static_cast<double>(at(t.age_must, band)) / static_cast<double>(n));
  const std::size_t all = at(t.useful_people, "all"),
                    said = at(t.useful_people, "reached or named");
  line("adults of T0-T2 with three days and more, by component", t.useful);
  std::printf("    reached or named %.1f %%, reached everything %.1f %% of %zu\n",
              percent(said, all), percent(at(t.useful_people, "reached everything"), all), all);
  return t.broken.empty() && 20 * said >= 19 * all;
}

}  // namespace celian::sweep
