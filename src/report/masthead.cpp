// Who, when, by whom; and the marks that say what this paper is not: not reviewed, expired, a
// draft.
#include "report/maker.hpp"

namespace celian::report {

namespace {

bool is_signed(const ReportContext& c) { return !c.prescriber.empty() && !c.signed_on.empty(); }

std::string date_text(Maker& m, const std::string& iso) {
  const auto d = Date::parse(iso);
  return d ? m.words.date(*d) : iso;
}

void add_marks(Maker& m, Masthead& head) {
  Words& w = m.words;
  const auto& guide = m.result.guide;
  const bool is_plan = m.document.kind != "before_after";
  if (is_plan && guide && guide->draft) head.marks.emplace_back(Tone::warn, w.say("report.mark.draft"));
  if (!is_signed(m.context)) head.marks.emplace_back(Tone::warn, w.say("report.mark.unsigned"));
  const auto today = Date::parse(m.context.today);
  if (is_plan && guide && guide->valid_until && today && *today > *guide->valid_until) {
    head.marks.emplace_back(Tone::stop,
                            w.say("report.mark.expired", {{"date", w.date(*guide->valid_until)}}));
  }
  if (is_plan && guide && guide->interim && guide->plan)
    head.marks.emplace_back(Tone::note, w.say("report.mark.interim"));
  if (m.professional && m.result.screen && m.result.screen->provisional)
    head.marks.emplace_back(Tone::note, w.say("report.mark.provisional"));
}

std::string title_key(const Maker& m) {
  const ResultView& r = m.result;
  if (m.document.kind == "family") return "report.title.family";
  if (m.document.kind == "before_after") return "report.title.before_after";
  if (m.professional && r.guide) return "prescription_class." + r.guide->prescription_class;
  if (!r.guide && r.progress) return "report.title.progress";
  if (!r.guide && r.screen) return "report.title.screen";
  if (!r.guide && (r.score || r.measure || r.norm)) return "report.title.assess";
  if (!r.guide) return "report.title.verify";
  if (!r.guide->plan && !m.professional) return "report.title.no_plan";
  return "report.title.person";
}

}  // namespace

std::string who_text(Words& w, const Who& p) {
  std::vector<std::string> parts;
  if (!p.sex.empty()) parts.push_back(w.say("value.sex." + p.sex));
  if (p.age_years) parts.push_back(w.count(*p.age_years, "report.age", 0));
  if (!p.school_grade.empty()) parts.push_back(w.say("value.school_grade." + p.school_grade));
  return w.clauses(parts);
}

void add_masthead(Maker& m) {
  Words& w = m.words;
  Masthead head;
  head.title = w.say(title_key(m));
  head.subtitle = m.context.centre;
  const std::string who = who_text(w, m.result.person);
  const std::string name = !m.context.name.empty() ? m.context.name : m.result.person.id;
  if (!name.empty()) head.fields.emplace_back(w.say("report.field.name"), name);
  if (m.professional && !m.context.name.empty() && !m.result.person.id.empty())
    head.fields.emplace_back(w.say("report.field.id"), m.result.person.id);
  if (!who.empty()) head.fields.emplace_back(w.say("report.field.who"), who);
  if (m.result.as_of) head.fields.emplace_back(w.say("report.field.date"), w.date(*m.result.as_of));
  if (m.result.guide && m.result.guide->valid_until && m.document.kind != "before_after")
    head.fields.emplace_back(w.say("report.field.valid_until"),
                             w.date(*m.result.guide->valid_until));
  if (m.professional && !m.result.data_version.empty())
    head.fields.emplace_back(w.say("report.field.data"), m.result.data_version);
  add_marks(m, head);
  m.document.title = head.title + (name.empty() ? "" : " · " + name);
  m.add(std::move(head));
}

void add_footer(Maker& m) {
  Words& w = m.words;
  Footer out;
  out.text = w.say("label.intended_use");
  const std::string by =
      m.context.prescriber + (m.context.role.empty() || m.context.prescriber.empty()
                                  ? ""
                                  : w.say("report.comma") + m.context.role);
  if (m.result.guide || m.result.screen) {
    out.fields.emplace_back(w.say("report.field.prescriber"), by);
    out.fields.emplace_back(w.say("report.field.signed_on"),
                            m.context.signed_on.empty() ? "" : date_text(m, m.context.signed_on));
  }
  m.add(std::move(out));
}

}  // namespace celian::report
