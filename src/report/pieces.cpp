// Pieces that several sections use.
#include <algorithm>
#include <set>

#include "report/maker.hpp"

namespace celian::report {

namespace {

Line referral_line(Maker& m, const Referral& r, const std::vector<Reason>& reasons) {
  if (r.to == "emergency")
    return m.sources.line(m.words.say("report.refer.emergency"), r.why, reasons);
  const std::string text =
      m.words.say("report.refer." + r.urgency, {{"to", m.words.coded("refer", r.to)}});
  return m.sources.line(text, r.why, reasons);
}

Line clearance_line(Maker& m, const ProgrammeDecision& p, const std::vector<Reason>& reasons) {
  const ClearanceNeeded& c = *p.clearance;
  std::vector<std::string> bring;
  for (const std::string& b : c.bring) bring.push_back(m.words.coded("bring", b));
  const std::string who = m.words.coded("refer", c.from);
  std::string text =
      m.words.say(c.before == "vigorous" ? "report.clearance.vigorous" : "report.clearance.any",
                  {{"from", who}});
  if (!bring.empty())
    text += m.words.say("report.clearance.bring", {{"bring", m.words.phrases(bring)}});
  return m.sources.line(std::move(text), p.why, reasons);
}

}  // namespace

std::string decision_code(const ResultView& r) {
  if (!r.screen) return r.guide && r.guide->withheld ? "withheld" : "go";
  const RiskReport& s = *r.screen;
  const bool stop = s.triage == Triage::T6 || s.programme.decision == "stop";
  if (s.triage == Triage::T7) return "emergency";
  if (stop) return "stop";
  if (s.today.decision == "defer") return "defer";
  if (r.guide && r.guide->withheld) return "withheld";
  if (s.programme.decision == "interim") return "interim";
  if (s.today.decision != "go") return s.today.decision;
  return "go";
}

Tone decision_tone(std::string_view d) {
  if (d == "go") return Tone::good;
  if (d == "emergency" || d == "stop") return Tone::stop;
  if (d == "indoors") return Tone::note;
  return Tone::warn;
}

std::vector<Line> first_steps(Maker& m, bool in_index) {
  std::vector<Line> out;
  if (!m.result.screen) return out;
  const RiskReport& s = *m.result.screen;
  const auto add_referrals = [&](bool urgent) {
    for (const Referral& r : s.referral) {
      const bool now = r.urgency == "emergency" || r.urgency == "today";
      if (now == urgent) out.push_back(referral_line(m, r, s.reasons));
    }
  };
  add_referrals(true);
  if (s.triage < Triage::T7) {
    for (const std::string& code : s.today.recheck)
      out.push_back(
          m.sources.line(m.words.ended(m.words.coded("recheck", code)), s.today.why, s.reasons));
    if (s.programme.clearance) out.push_back(clearance_line(m, s.programme, s.reasons));
    add_referrals(false);
  }
  if (m.result.guide && m.result.guide->draft)
    out.push_back(m.plain(m.words.say("report.first.consent")));
  const auto must =
      std::count_if(s.ask.begin(), s.ask.end(), [](const Ask& a) { return a.level == "must"; });
  if (must > 0 && !in_index)
    out.push_back(m.plain(m.words.count(static_cast<double>(must), "report.first.questions")));
  return out;
}

std::vector<Line> sentences(Maker& m, const Why& why, const std::vector<Reason>& reasons,
                            std::size_t most) {
  std::vector<Line> out;
  std::set<std::string> seen;
  for (const std::uint32_t i : why) {
    if (i >= reasons.size()) continue;
    Line line = m.sources.line(m.words.reason(reasons[i]), reasons[i]);
    if (out.size() < most && seen.insert(line.text).second) out.push_back(std::move(line));
  }
  return out;
}

bool is_assumed(const Reason& r) {
  return std::any_of(r.args.begin(), r.args.end(),
                     [](const Arg& a) { return a.name == "missing"; });
}

bool many_assumed(const ResultView& r) {
  return r.guide &&
         std::count_if(r.guide->reasons.begin(), r.guide->reasons.end(), is_assumed) > 20;
}

std::string_view way_down(const Words& w, std::string_view test) {
  const TestDef* t = w.kb().test(test);
  if (t == nullptr || t->better != Better::lower) return "";
  return t->unit == "s" ? ".faster" : ".lower";
}

std::string intensity_word(Words& w, IntensityClass c) {
  return w.say("intensity." + std::string(intensity_name(c)));
}

std::string dose_text(Words& w, const PlanItem& i) {
  const Exercise* e = w.kb().exercise(i.exercise);
  const std::string side = e != nullptr && e->per_side ? w.say("report.dose.per_side") : "";
  std::vector<std::string> parts;
  const bool strength = i.reps.has_value();
  if (strength && i.sets && *i.sets > 1) {
    parts.push_back(w.say("report.dose.sets_reps",
                          {{"sets", w.number(*i.sets, 0)}, {"reps", w.number(*i.reps, 0)}}) +
                    side);
  } else if (strength) {
    parts.push_back(w.count(*i.reps, "report.dose.reps", 0) + side);
  }
  if (i.hold_s)
    parts.push_back(w.say("report.dose.hold", {{"n", w.number(*i.hold_s, 0)}}) +
                    (strength ? "" : side));
  if (strength && i.rest_s && i.sets && *i.sets > 1)
    parts.push_back(w.say("report.dose.rest", {{"n", w.number(*i.rest_s, 0)}}));
  if (i.minutes && *i.minutes > 0 && !strength) {
    std::string minutes = w.count(*i.minutes, "report.minutes", 0);
    if (i.sets && *i.sets > 1) minutes += w.say("report.dose.bouts", {{"n", w.number(*i.sets, 0)}});
    parts.insert(parts.begin(), std::move(minutes));
  }
  if (i.load_kg) {
    parts.push_back(w.say("report.dose.kg", {{"n", w.number(*i.load_kg)}}));
  } else if (!i.load.empty()) {
    parts.push_back(w.coded("load", i.load));
  }
  return w.list(parts);
}

std::vector<const PlanItem*> distinct_items(const Prescription& p) {
  std::vector<const PlanItem*> out;
  std::set<std::string> seen;
  const auto add = [&](const PlanItem& i) {
    if (seen.insert(i.exercise).second) out.push_back(&i);
  };
  const auto add_parts = [&](const std::vector<PlanPart>& parts, bool main) {
    for (const PlanPart& part : parts) {
      if ((part.part == "main") != main) continue;
      for (const PlanItem& i : part.items) add(i);
    }
  };
  for (const bool main : {true, false}) {
    if (!p.plan) break;
    for (const PlanWeek& w : p.plan->weeks) {
      for (const PlanSession& s : w.sessions) add_parts(s.parts, main);
    }
  }
  if (p.plan) {
    for (const DailyItem& d : p.plan->daily) add(d.item);
    for (const PlanWeek& w : p.plan->weeks) {
      for (const PlanSession& s : w.sessions) add_parts(s.indoor, true), add_parts(s.indoor, false);
    }
  }
  if (p.minimum) {
    for (const PlanItem& i : p.minimum->items) add(i);
  }
  return out;
}

}  // namespace celian::report
