// The plan: the sessions of each week with what to do, the exercises explained, the smallest
// version, what comes later.
#include <algorithm>
#include <set>

#include "report/maker.hpp"

namespace celian::report {

namespace {

DayItem day_item(Words& w, const PlanItem& i, bool professional) {
  DayItem out{w.exercise(i.exercise), dose_text(w, i), ""};
  if (!professional) return out;
  std::vector<std::string> notes;
  notes.push_back(intensity_word(w, i.intensity_class));
  for (const Limit& l : i.intensity) notes.push_back(w.scale(l));
  out.note = w.list(notes);
  return out;
}

// Only what differs from the outdoor session.
std::string indoor_text(Words& w, const PlanSession& s) {
  std::set<std::string> outside;
  for (const PlanPart& p : s.parts) {
    for (const PlanItem& i : p.items) outside.insert(i.exercise);
  }
  std::vector<std::string> changed;
  for (const PlanPart& p : s.indoor) {
    for (const PlanItem& i : p.items) {
      if (outside.count(i.exercise) != 0) continue;
      const std::string said = w.exercise(i.exercise) + " " + dose_text(w, i);
      if (std::find(changed.begin(), changed.end(), said) == changed.end()) changed.push_back(said);
    }
  }
  return changed.empty() ? w.say("report.indoor.same") : w.list(changed);
}

Day day_of(Maker& m, const PlanSession& s) {
  Words& w = m.words;
  Day d;
  d.date = w.day(s.date);
  if (!s.place.empty()) d.place = w.coded("place", s.place);
  if (s.minutes > 0) d.total = w.count(s.minutes, "report.minutes", 0);
  for (const PlanPart& p : s.parts) {
    if (p.items.empty()) continue;
    DayPart part{w.say("part." + p.part), {}};
    for (const PlanItem& i : p.items) part.items.push_back(day_item(w, i, m.professional));
    d.parts.push_back(std::move(part));
  }
  if (s.indoor_twin) d.indoor = indoor_text(w, s);
  return d;
}

std::set<std::string> exercises_of(const PlanWeek& week) {
  std::set<std::string> out;
  for (const PlanSession& s : week.sessions) {
    for (const PlanPart& p : s.parts) {
      for (const PlanItem& i : p.items) out.insert(i.exercise);
    }
  }
  return out;
}

WeekGrid grid_of(Maker& m, const PlanWeek& week) {
  Words& w = m.words;
  WeekGrid grid;
  grid.caption = w.say("report.week", {{"n", std::to_string(week.week)}});
  if (week.deload) grid.caption += w.say("report.deload");
  for (const PlanSession& s : week.sessions) grid.days.push_back(day_of(m, s));
  return grid;
}

// The weeks after the first, a line each: days, minutes, and what is new.
void weeks_ahead(Maker& m, const Plan& plan) {
  if (plan.weeks.size() < 2) return;
  Words& w = m.words;
  Table t;
  t.caption = w.say("report.weeks_ahead");
  t.head = {w.say("report.column.week"), w.say("report.column.days"),
            w.say("report.column.minutes"), w.say("report.column.new")};
  t.widths = {26, 26, 20, 28};
  std::set<std::string> known = exercises_of(plan.weeks.front());
  for (std::size_t i = 1; i < plan.weeks.size(); ++i) {
    const PlanWeek& week = plan.weeks[i];
    std::vector<std::string> days, fresh;
    Interval minutes;
    for (const PlanSession& s : week.sessions) {
      days.push_back(w.say("report.weekday." + std::to_string(s.date.weekday())));
      minutes.lo = std::min(minutes.lo.value_or(s.minutes), s.minutes);
      minutes.hi = std::max(minutes.hi.value_or(s.minutes), s.minutes);
    }
    for (const std::string& e : exercises_of(week)) {
      if (known.insert(e).second) fresh.push_back(w.exercise(e));
    }
    std::string name = w.say("report.week", {{"n", std::to_string(week.week)}});
    if (!week.sessions.empty())
      name = w.say("report.week_from",
                   {{"week", name}, {"date", w.short_day(week.sessions.front().date)}});
    if (week.deload) name += w.say("report.deload");
    t.rows.push_back({m.plain(std::move(name)), m.plain(w.list(days)),
                      m.plain(week.sessions.empty() ? "" : w.range(minutes, "report.minutes", 0)),
                      m.plain(w.list(fresh))});
  }
  m.add(std::move(t));
}

// "0-5 minutes": not in every week yet.
Interval some(Interval i) {
  if (i.lo && *i.lo <= 0 && i.hi && *i.hi > 0) i.lo.reset();
  return i;
}

std::string steps_text(Words& w, const Exercise& e) {
  std::string out;
  for (std::size_t i = 0; i < e.first_steps.size(); ++i) {
    const std::string text = w.ended(w.local(e.first_steps[i], e.code));
    Words::append(out, w.say("report.card.step", {{"n", std::to_string(i + 1)}, {"text", text}}));
  }
  return out;
}

Card card_of(Maker& m, const PlanItem& i) {
  Words& w = m.words;
  Card card;
  card.title = w.exercise(i.exercise);
  const Exercise* e = w.kb().exercise(i.exercise);
  if (e == nullptr) return card;
  std::vector<std::string> components;
  for (const std::string& c : e->components) components.push_back(w.component(c));
  card.subtitle = w.list(components);
  const auto row = [&](const char* key, std::string text) {
    if (!text.empty()) card.rows.emplace_back(w.say(key), std::move(text));
  };
  if (!e->how.empty()) row("report.card.how", w.local(e->how, e->code));
  if (!e->watch.empty()) row("report.card.watch", w.local(e->watch, e->code));
  // A skill is learnt in steps; a person reads them only where there is something to learn.
  if (m.professional || e->skill > 1) row("report.card.first_steps", steps_text(w, *e));
  if (!i.easier.empty()) row("report.card.easier", w.exercise(i.easier));
  if (!m.professional) return card;
  if (!i.harder.empty()) row("report.card.harder", w.exercise(i.harder));
  std::vector<std::string> equipment;
  for (const std::string& q : e->equipment) equipment.push_back(w.coded("equipment", q));
  row("report.card.equipment", w.list(equipment));
  if (e->met.value)
    row("report.card.met",
        w.number(*e->met.value) + (e->met.ref.empty() ? "" : " (" + e->met.ref + ")"));
  card.code = e->code;
  return card;
}

}  // namespace

void add_week(Maker& m) {
  if (!m.result.guide || !m.result.guide->plan) return;
  const Plan& plan = *m.result.guide->plan;
  if (plan.weeks.empty()) return;
  if (!m.professional) {
    WeekGrid first = grid_of(m, plan.weeks.front());
    m.add(Heading{2, m.words.say("report.heading.first_week", {{"week", first.caption}})});
    first.caption.clear();
    return m.add(std::move(first));
  }
  m.heading("report.heading.week");
  for (const PlanWeek& week : plan.weeks) m.add(grid_of(m, week));
}

void add_weeks_ahead(Maker& m) {
  if (m.result.guide && m.result.guide->plan) weeks_ahead(m, *m.result.guide->plan);
}

void add_exercises(Maker& m) {
  if (!m.result.guide) return;
  const std::vector<const PlanItem*> items = distinct_items(*m.result.guide);
  if (items.empty()) return;
  m.heading("report.heading.exercises");
  Cards cards;
  for (const PlanItem* i : items) cards.cards.push_back(card_of(m, *i));
  m.add(std::move(cards));
  add_care(m, items);
}

std::vector<Line> minimum_lines(Maker& m, std::string& title) {
  std::vector<Line> out;
  if (!m.result.guide || !m.result.guide->minimum) return out;
  const MinimumPlan& p = *m.result.guide->minimum;
  Words& w = m.words;
  title = w.say("report.heading.minimum", {{"minutes", w.count(p.minutes, "report.minutes", 0)}});
  for (const PlanItem& i : p.items)
    out.push_back(m.plain(w.say("report.name_and_dose",
                                {{"name", w.exercise(i.exercise)}, {"dose", dose_text(w, i)}})));
  return out;
}

void add_minimum(Maker& m) {
  std::string title;
  std::vector<Line> lines = minimum_lines(m, title);
  if (!lines.empty()) m.add(Callout{Tone::neutral, std::move(title), std::move(lines)});
}

std::vector<Line> later_lines(Maker& m) {
  std::vector<Line> out;
  if (!m.result.guide) return out;
  for (const Later& l : m.result.guide->later) {
    out.push_back(
        m.sources.line(m.words.say("report.later", {{"component", m.words.component(l.component)},
                                                    {"week", std::to_string(l.from_week)}}),
                       l.why, m.result.guide->reasons));
  }
  return out;
}

void add_later(Maker& m) {
  std::vector<Line> lines = later_lines(m);
  if (lines.empty()) return;
  m.heading("report.heading.later");
  m.add(List{Marker::dot, std::move(lines)});
}

void add_components(Maker& m) {
  if (!m.result.guide || m.result.guide->components.empty()) return;
  Words& w = m.words;
  const Prescription& p = *m.result.guide;
  m.heading("report.heading.components");
  Table t;
  t.head = {w.say("report.column.component"), w.say("report.column.frequency"),
            w.say("report.column.amount"), w.say("report.column.intensity"),
            w.say("report.column.progression")};
  t.widths = {18, 14, 24, 20, 24};
  for (const ComponentDose& c : p.components) {
    std::vector<std::string> amount;
    if (c.minutes.lo || c.minutes.hi)
      amount.push_back(
          w.say("report.per_session", {{"x", w.range(some(c.minutes), "report.minutes", 0)}}));
    if (c.minutes_week.lo || c.minutes_week.hi)
      amount.push_back(
          w.say("report.per_week", {{"x", w.range(some(c.minutes_week), "report.minutes", 0)}}));
    if (c.sets && c.reps)
      amount.push_back(w.say("report.dose.sets_reps",
                             {{"sets", w.number(*c.sets, 0)}, {"reps", w.number(*c.reps, 0)}}));
    if (c.target_week.lo || c.target_week.hi)
      amount.push_back(
          w.say("report.target_week", {{"x", w.range(c.target_week, "report.minutes", 0)}}));
    if (c.met_minutes_week && *c.met_minutes_week >= 1)
      amount.push_back(w.say("report.met_minutes", {{"n", w.number(*c.met_minutes_week, 0)}}));
    std::vector<std::string> scales;
    for (const Limit& l : c.intensity) scales.push_back(w.scale(l));
    Line name = m.sources.line(w.component(c.component), c.why, p.reasons);
    name.code.clear();
    const std::string days = c.days_week > 0
                                 ? w.count(c.days_week, "report.dimension_unit.days_week", 1)
                                 : w.say("report.every_day_habit");
    t.rows.push_back({std::move(name), m.plain(days), m.plain(w.list(amount)),
                      m.plain(w.list(scales)),
                      m.plain(c.progression.empty() ? "" : w.say(c.progression))});
  }
  m.add(std::move(t));
}

}  // namespace celian::report
