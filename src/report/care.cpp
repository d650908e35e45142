// What to wear and where to stand, once for the whole plan; for a professional also what commonly
// gets hurt.
#include <algorithm>

#include "report/maker.hpp"

namespace celian::report {

namespace {

// A text and the families for which it holds, in the order of the plan.
struct Said {
  std::string text;
  std::vector<std::string> families;
  bool confirm = false;
};

void say(std::vector<Said>& all, std::string text, const std::string& family,
         bool confirm = false) {
  const auto same = [&](const Said& s) { return s.text == text; };
  auto at = std::find_if(all.begin(), all.end(), same);
  if (at == all.end()) at = all.insert(all.end(), {std::move(text), {}, confirm});
  if (std::find(at->families.begin(), at->families.end(), family) == at->families.end())
    at->families.push_back(family);
}

// "Sports shoes: walking, dance". Where all families want the same, they are not named.
void add_lines(Maker& m, const std::vector<Said>& all, List& list, const char* key) {
  Words& w = m.words;
  for (const Said& s : all) {
    std::string text = s.text;
    if (all.size() > 1)
      text = w.say("report.care.for", {{"what", text}, {"families", w.list(s.families)}});
    list.items.push_back(m.plain(w.say(key, {{"x", text}})));
  }
}

}  // namespace

void add_care(Maker& m, const std::vector<const PlanItem*>& items) {
  Words& w = m.words;
  std::vector<Said> footwear, surface, injuries;
  for (const PlanItem* i : items) {
    const Exercise* e = w.kb().exercise(i->exercise);
    if (e == nullptr) continue;
    const std::string family = Words::inside(w.coded("family", e->family));
    for (const std::string& c : e->care.footwear) say(footwear, w.coded("footwear", c), family);
    for (const std::string& c : e->care.surface) say(surface, w.coded("surface", c), family);
    if (m.professional && !e->care.injuries.empty())
      say(injuries, w.local(e->care.injuries, e->code), family,
          e->care.verified == Verified::unverified);
  }
  List list{Marker::dot, {}};
  add_lines(m, footwear, list, "report.care.footwear");
  add_lines(m, surface, list, "report.care.surface");
  for (const Said& s : injuries) {
    Line line =
        m.plain(w.say("report.care.injuries", {{"family", w.list(s.families)}, {"x", s.text}}));
    line.confirm = s.confirm;
    list.items.push_back(std::move(line));
  }
  if (list.items.empty()) return;
  m.heading("report.heading.care", m.professional ? 3 : 2);
  m.add(std::move(list));
}

}  // namespace celian::report
