// The decision, first on the page: may this person exercise today, may the programme begin, what
// comes first, and why.
#include "report/maker.hpp"

namespace celian::report {

namespace {

std::string lower(std::string_view t) {
  std::string out(t);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

// A date; what must come before it, if there is a sentence for that ("once the doctor agrees").
std::string dated(Maker& m, const std::string& key, Date date) {
  for (const std::string& recheck : m.result.screen->today.recheck) {
    if (auto text = m.words.find(key + "." + recheck, {{"date", m.words.day(date)}})) return *text;
  }
  return m.words.say(key, {{"date", m.words.day(date)}});
}

void add_outlook(Maker& m, const std::string& decision, Callout& box) {
  Words& w = m.words;
  const ResultView& r = m.result;
  box.lines.push_back(m.plain(w.say("report.decision." + decision + ".say")));
  if (!r.screen) return;
  const RiskReport& s = *r.screen;
  if (decision == "emergency" || decision == "stop") return;
  const bool has_plan = r.guide && r.guide->plan;
  if (decision == "interim" && s.today.decision != "go")
    box.lines.push_back(m.plain(w.ended(w.say("today." + s.today.decision))));
  if (s.today.decision != "go" && s.today.until) {
    box.lines.push_back(m.plain(dated(m, "report.today.until", *s.today.until)));
  }
  if (has_plan) box.lines.push_back(m.plain(dated(m, "report.plan.starts", r.guide->plan->start)));
  if (decision == "defer" && s.programme.decision == "interim" && has_plan)
    box.lines.push_back(m.plain(w.ended(w.say("programme.interim"))));
  if (s.programme.clearance && s.programme.clearance->before == "vigorous")
    box.lines.push_back(m.plain(w.say("report.programme.no_vigorous")));
  if (r.guide && r.guide->interim && r.guide->valid_until) {
    box.lines.push_back(
        m.plain(w.say("report.programme.interim_until", {{"date", w.day(*r.guide->valid_until)}})));
  }
  if (s.provisional && has_plan) box.lines.push_back(m.plain(w.say("report.decision.provisional")));
}

// The step on the ladder with its meaning; what it would be if everything unknown turned out badly.
void add_ladder(Maker& m) {
  if (!m.result.screen) return;
  Words& w = m.words;
  const RiskReport& s = *m.result.screen;
  Table t;
  t.caption = w.say("report.ladder");
  t.head = {w.say("report.column.item"), w.say("report.column.result"), w.say("report.column.why")};
  t.widths = {22, 38, 40};
  const auto step = [&](Triage x) { return w.sentence(w.say("triage." + lower(triage_name(x)))); };
  const auto row = [&](const char* key, std::string text, const Why& why) {
    const std::vector<Line> said = sentences(m, why, s.reasons, 6);
    Line all = m.sources.line("", why, s.reasons);
    for (const Line& l : said) Words::append(all.text, l.text);
    all.code.clear();
    t.rows.push_back({m.plain(w.say(key)), m.plain(std::move(text)), std::move(all)});
  };
  row("report.ladder.triage", step(s.triage), {});
  if (s.triage_worst != s.triage) row("report.ladder.worst", step(s.triage_worst), {});
  if (s.gates.size() > 1) {
    std::vector<std::string> gates;
    for (const Triage g : s.gates) gates.emplace_back(triage_name(g));
    row("report.ladder.gates", w.list(gates), {});
  }
  std::string today = w.sentence(w.say("today." + s.today.decision));
  if (s.today.until) today = w.ended(std::move(today));
  if (s.today.until) Words::append(today, dated(m, "report.today.until", *s.today.until));
  row("report.ladder.today", std::move(today), s.today.why);
  row("report.ladder.programme", w.sentence(w.say("programme." + s.programme.decision)),
      s.programme.why);
  row("report.ladder.supervision",
      w.sentence(w.say("supervision." + std::string(supervision_name(s.supervision)))), {});
  m.add(std::move(t));
}

}  // namespace

std::vector<Line> causes(Maker& m) {
  if (!m.result.screen) return {};
  const RiskReport& s = *m.result.screen;
  Why why = s.today.why;
  why.insert(why.end(), s.programme.why.begin(), s.programme.why.end());
  // A disease, medicine or complaint that nobody knows is named as it was typed.
  Why named;
  for (const std::uint32_t i : why) {
    const std::string_view code =
        i < s.reasons.size() ? std::string_view(s.reasons[i].code) : std::string_view();
    constexpr std::string_view kUnknown = "screen.unknown_";
    const std::string typed =
        code.starts_with(kUnknown)
            ? "screen.unrecognised_" + std::string(code.substr(kUnknown.size()))
            : "";
    const std::size_t before = named.size();
    for (std::uint32_t j = 0; j < s.reasons.size() && !typed.empty(); ++j) {
      if (s.reasons[j].code == typed) named.push_back(j);
    }
    if (named.size() == before) named.push_back(i);
  }
  return sentences(m, named, s.reasons, 4);
}

void add_decision(Maker& m) {
  const ResultView& r = m.result;
  if (!r.screen && !r.guide) return;
  Words& w = m.words;
  const std::string decision = decision_code(r);
  Callout box;
  box.lead = true;
  box.tone = decision_tone(decision);
  box.title = w.say("report.decision." + decision);
  add_outlook(m, decision, box);
  const bool why_none = m.professional || decision == "withheld";
  if (r.guide && r.guide->withheld && why_none)
    box.lines.push_back(m.plain(w.say(*r.guide->withheld)));
  m.add(std::move(box));

  std::vector<Line> steps = first_steps(m);
  if (m.professional) {
    if (!steps.empty()) {
      m.heading("report.heading.first", 3);
      m.add(List{Marker::number, std::move(steps)});
    }
    return add_ladder(m);
  }
  Panels beside;
  if (!steps.empty())
    beside.panels.push_back(
        {Tone::warn, Marker::number, w.say("report.heading.first"), std::move(steps)});
  if (std::vector<Line> said = causes(m); !said.empty()) {
    beside.panels.push_back(
        {Tone::neutral, Marker::dot, w.say("report.heading.why"), std::move(said)});
  }
  if (!beside.panels.empty()) m.add(std::move(beside));
}

}  // namespace celian::report
