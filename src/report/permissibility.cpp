// 运动许可与限制说明: what is allowed, how hard, what is not, what must be in it, under whose eyes;
// each with its reasons.
#include <algorithm>
#include <set>

#include "report/maker.hpp"

namespace celian::report {

namespace {

bool has(const std::vector<std::string>& list, std::string_view x) {
  return std::find(list.begin(), list.end(), x) != list.end();
}

// Said only because something is not known about this person.
bool all_assumed(const Why& why, const Prescription& p) {
  return !why.empty() && std::all_of(why.begin(), why.end(), [&](std::uint32_t i) {
    return i < p.reasons.size() && is_assumed(p.reasons[i]);
  });
}

std::string scale_text(Words& w, const Limit& l) {
  return w.range(l.range, "report.scale_unit." + l.dimension, 1);
}

std::string forbidden_name(Words& w, const Forbid& f) {
  if (f.kind == "exercise") return w.exercise(f.code);
  if (f.kind == "component") return w.component(f.code);
  return w.coded(f.kind, f.code);
}

std::string required_text(Words& w, const Require& q) {
  std::vector<std::string> parts;
  const auto add = [&](const std::optional<double>& x, const char* key) {
    if (x) parts.push_back(w.count(*x, key, 0));
  };
  const bool daily = q.days_week && *q.days_week >= 7;
  if (!daily) add(q.days_week, "report.dimension_unit.days_week");
  add(q.minutes_week, "report.dimension_unit.minutes_week");
  add(q.minutes, "report.dimension_unit.session_minutes");
  add(q.sets, "report.dimension_unit.sets");
  add(q.reps, "report.dimension_unit.reps");
  if (parts.empty()) return w.say(daily ? "report.every_day" : "report.required.any");
  const std::string least = w.say("report.at_least", {{"x", w.list(parts)}});
  return daily ? w.clauses({w.say("report.every_day"), least}) : least;
}

std::string limit_name(Words& w, const Limit& l) {
  const std::string name = w.say("dimension." + l.dimension);
  return l.component.empty() ? name
                             : w.say("report.of_component",
                                     {{"what", name}, {"component", w.component(l.component)}});
}

// The table for professionals, a row at a time.
class Rows {
 public:
  Rows(Maker& m, Table& t, const Prescription& p) : m_(m), table_(t), p_(p) {}

  void part(const char* key) { part_ = key; }
  void add(std::string what, std::string result, const Why& why, std::string note = "") {
    if (part_ != nullptr) table_.rows.push_back({m_.plain(m_.words.say(part_))});
    part_ = nullptr;
    Line reasons = m_.sources.line("", why, p_.reasons);
    // A sentence that stands further up in the table is not said again; its rule is named.
    bool again = false;
    const bool in_short = many_assumed(m_.result) && all_assumed(why, p_);
    if (in_short) Words::append(note, m_.words.say("report.assumed_only"));
    for (const Line& l : in_short ? std::vector<Line>{} : sentences(m_, why, p_.reasons, 3)) {
      if (said_.insert(l.text).second) {
        Words::append(note, l.text);
      } else {
        again = true;
      }
    }
    if (again && note.empty()) note = m_.words.say("report.as_above");
    reasons.text = std::move(note);
    table_.rows.push_back(
        {m_.plain(std::move(what)), m_.plain(std::move(result)), std::move(reasons)});
  }

 private:
  Maker& m_;
  Table& table_;
  const Prescription& p_;
  std::set<std::string> said_;
  const char* part_ = nullptr;  // the subheading is written with its first row
};

void add_intensity(Maker& m, const Prescription& p, Rows& rows) {
  Words& w = m.words;
  const IntensityEnvelope& e = p.envelope.intensity;
  const std::string top(intensity_name(e.max_class));
  rows.part("report.part_of.intensity");
  rows.add(w.say("report.intensity_top"), intensity_word(w, e.max_class), e.why,
           w.say("report.talk." + top));
  for (const Limit& l : e.scales) rows.add(w.say("dimension." + l.dimension), scale_text(w, l), {});
  if (e.heart_rate_max_bpm)
    rows.add(w.say("dimension.heart_rate_bpm"),
             w.say("report.at_most",
                   {{"x", w.count(*e.heart_rate_max_bpm, "report.scale_unit.heart_rate_bpm", 0)}}),
             {});
  std::vector<std::string> methods;
  for (const std::string& method : e.methods) methods.push_back(w.say("method." + method));
  std::string note = has(e.methods, "hrr") ? "" : w.say("report.no_heart_rate");
  if (!methods.empty()) rows.add(w.say("report.methods"), w.list(methods), {}, std::move(note));
}

void add_amounts(Maker& m, const Prescription& p, Rows& rows) {
  Words& w = m.words;
  rows.part("report.part_of.amounts");
  for (const Limit& l : p.envelope.limits) {
    std::string text = w.range(l.range, "report.dimension_unit." + l.dimension, 0);
    if (!l.hard) text += w.say("report.soft");
    rows.add(limit_name(w, l), std::move(text), l.why);
  }
  const Envelope& e = p.envelope;
  if (e.progress_percent_week)
    rows.add(w.say("report.progress.percent_week"),
             *e.progress_percent_week > 0
                 ? w.say("report.at_most", {{"x", w.number(*e.progress_percent_week) + "%"}})
                 : w.say("report.progress.none"),
             e.progress_why);
  if (e.progress_weeks_step)
    rows.add(w.say("report.progress.weeks_step"),
             w.count(*e.progress_weeks_step, "report.weeks", 0), e.progress_why);
  if (e.progress_variables)
    rows.add(w.say("report.progress.variables"), w.number(*e.progress_variables, 0),
             e.progress_why);
}

void add_forbidden(Maker& m, const Prescription& p, Rows& rows) {
  Words& w = m.words;
  for (const bool hard : {true, false}) {
    rows.part(hard ? "report.part_of.forbidden" : "report.part_of.avoid");
    for (const Forbid& f : p.envelope.forbid) {
      if (f.hard == hard)
        rows.add(forbidden_name(w, f), w.say(hard ? "report.forbidden" : "report.avoid"), f.why);
    }
  }
}

void add_required(Maker& m, const Prescription& p, Rows& rows) {
  Words& w = m.words;
  rows.part("report.part_of.required");
  for (const Require& q : p.envelope.require)
    rows.add(w.component(q.component), required_text(w, q), q.why);
  rows.part("report.part_of.care");
  rows.add(
      w.say("report.ladder.supervision"),
      w.sentence(w.say("supervision." + std::string(supervision_name(p.envelope.supervision)))),
      {});
  for (const Coded& c : p.envelope.monitor)
    rows.add(w.sentence(w.coded("monitor", c.code)),
             c.detail.empty() ? "" : w.say("when." + c.detail), c.why);
  for (const Coded& c : p.envelope.timing)
    rows.add(w.say("report.timing"), w.sentence(w.coded("timing", c.code)), c.why);
}

// --- For the person

Panel effort_panel(Maker& m, const Prescription& p) {
  Words& w = m.words;
  const IntensityEnvelope& e = p.envelope.intensity;
  Panel panel{Tone::note, Marker::dot, w.say("report.panel.effort"), {}};
  panel.items.push_back(m.sources.line(
      w.say("report.effort." + std::string(intensity_name(e.max_class))), e.why, p.reasons));
  for (const Limit& l : e.scales) {
    if (l.dimension == "rpe_6_20" && l.range.hi)
      panel.items.push_back(m.plain(
          w.say("report.effort.rpe", {{"range", w.range(l.range, "report.scale_unit.plain", 0)}})));
  }
  const bool by_pulse = has(e.methods, "hrr");
  if (!by_pulse) panel.items.push_back(m.plain(w.say("report.no_heart_rate")));
  if (e.heart_rate_max_bpm)
    panel.items.push_back(
        m.plain(w.say(by_pulse ? "report.effort.heart_rate" : "report.effort.heart_rate_ceiling",
                      {{"n", w.number(*e.heart_rate_max_bpm, 0)}})));
  const Supervision care = p.envelope.supervision;
  if (care != Supervision::none)
    panel.items.push_back(
        m.plain(w.say("report.supervision_say." + std::string(supervision_name(care)))));
  return panel;
}

Panel do_panel(Maker& m, const Prescription& p) {
  Words& w = m.words;
  const Envelope& e = p.envelope;
  Panel panel{Tone::good, Marker::yes, w.say("report.panel.do"), {}};
  for (const Require& q : e.require) {
    // What a stronger rule forbids is not asked for; professionals see both, with the reasons.
    const auto banned = [&](const Forbid& f) {
      return f.hard && f.kind == "component" && f.code == q.component;
    };
    if (std::any_of(e.forbid.begin(), e.forbid.end(), banned)) continue;
    std::string says =
        w.say("report.of_component_says",
              {{"component", w.component(q.component)}, {"says", required_text(w, q)}});
    // What the plan does not reach yet is a goal, not an order for this week.
    const bool later = std::any_of(e.unmet.begin(), e.unmet.end(), [&](const Unmet& u) {
      return u.component == q.component && u.dimension != "exercise";
    });
    if (later) says = w.say("report.goal_of_later", {{"x", says}});
    panel.items.push_back(m.sources.line(std::move(says), q.why, p.reasons));
  }
  for (const char* when : {"before", "during", "after", "daily", ""}) {
    std::vector<std::string> what;
    Why why;
    for (const Coded& c : e.monitor) {
      if (c.detail != when) continue;
      what.push_back(w.coded("monitor", c.code));
      why.insert(why.end(), c.why.begin(), c.why.end());
    }
    if (what.empty()) continue;
    // "Blood pressure and pulse" says "blood pressure" too.
    const std::vector<std::string> all = what;
    const auto covered = [&](const std::string& x) {
      return std::any_of(all.begin(), all.end(), [&](const std::string& y) {
        return y != x && y.find(x) != std::string::npos;
      });
    };
    what.erase(std::remove_if(what.begin(), what.end(), covered), what.end());
    const std::string list = w.phrases(what);
    panel.items.push_back(m.sources.line(
        *when == '\0'
            ? list
            : w.sentence(w.say("report.monitor",
                               {{"when", w.say(std::string("when.") + when)}, {"what", list}})),
        why, p.reasons));
  }
  for (const Coded& c : e.timing)
    panel.items.push_back(m.sources.line(w.sentence(w.coded("timing", c.code)), c.why, p.reasons));
  return panel;
}

Panel dont_panel(Maker& m, const Prescription& p) {
  Words& w = m.words;
  Panel panel{Tone::stop, Marker::no, w.say("report.panel.dont"), {}};
  std::vector<std::string> soft;
  Why soft_why;
  // Where nobody was asked about diseases, nearly everything is forbidden: the plan keeps to it,
  // and one sentence says so.
  const auto assumed = std::count_if(p.envelope.forbid.begin(), p.envelope.forbid.end(),
                                     [&](const Forbid& f) { return all_assumed(f.why, p); });
  const bool in_short = assumed > 5;
  if (in_short)
    panel.items.push_back(
        m.plain(w.count(static_cast<double>(assumed), "report.forbidden_until_known", 0)));
  for (const Forbid& f : p.envelope.forbid) {
    if (in_short && all_assumed(f.why, p)) continue;
    if (f.hard) {
      panel.items.push_back(m.sources.line(forbidden_name(w, f), f.why, p.reasons));
    } else {
      soft.push_back(forbidden_name(w, f));
      soft_why.insert(soft_why.end(), f.why.begin(), f.why.end());
    }
  }
  if (panel.items.empty() && !soft.empty()) {
    Panel only{Tone::warn, Marker::dot, w.say("report.part_of.avoid"), {}};
    for (const Forbid& f : p.envelope.forbid)
      only.items.push_back(m.sources.line(forbidden_name(w, f), f.why, p.reasons));
    return only;
  }
  if (!soft.empty())
    panel.items.push_back(m.sources.line(w.say("report.avoid_these", {{"list", w.phrases(soft)}}),
                                         soft_why, p.reasons));
  return panel;
}

}  // namespace

void add_permissibility(Maker& m) {
  if (!m.result.guide) return;
  const Prescription& p = *m.result.guide;
  Words& w = m.words;
  m.heading("report.heading.permissibility");
  Table t;
  t.head = {w.say("report.column.item"), w.say("report.column.limit"), w.say("report.column.why")};
  t.widths = {28, 26, 46};
  Rows rows(m, t, p);
  add_intensity(m, p, rows);
  add_amounts(m, p, rows);
  add_forbidden(m, p, rows);
  add_required(m, p, rows);
  m.add(std::move(t));
}

void add_dos_and_donts(Maker& m) {
  if (!m.result.guide || m.result.guide->withheld) return;
  const Prescription& p = *m.result.guide;
  m.heading("report.heading.permissibility_person");
  Panels panels;
  for (Panel panel : {effort_panel(m, p), do_panel(m, p), dont_panel(m, p)}) {
    if (!panel.items.empty()) panels.panels.push_back(std::move(panel));
  }
  m.add(std::move(panels));
}

}  // namespace celian::report
