// One sheet in plain words: only what the person needs, the decision first.
#include "report/maker.hpp"
#include "report/signs.hpp"

namespace celian::report {

Document build_person(const KnowledgeBase& kb, const ResultView& result, std::string locale,
                      const ReportContext& context) {
  Words words(kb, locale, false);
  Sources sources(words);
  Document doc;
  doc.locale = std::move(locale);
  doc.kind = "person";
  Maker m{words, sources, result, context, doc, false};
  doc.signs = signs_of(words);
  // The front of the sheet: what is decided, what to mind, what to do this week.
  add_masthead(m);
  add_decision(m);
  add_violations(m);
  add_dos_and_donts(m);
  sources.quiet(true);
  add_stop_signs(m);
  add_week(m);
  add_daily(m);
  add_minimum_and_dates(m);
  // The back: how, and why.
  add_exercises(m);
  add_weeks_ahead(m);
  add_progress(m);
  add_scores(m);
  add_measured(m);
  add_needs_and_later(m);
  add_likes(m);
  add_advice(m);
  add_questions(m);
  add_references(m);
  add_footer(m);
  doc.missing = words.missing();
  return doc;
}

}  // namespace celian::report
