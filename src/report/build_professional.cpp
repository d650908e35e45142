// Everything: rule ids, what was checked, evidence, facts used, what is open.
#include "report/maker.hpp"
#include "report/signs.hpp"

namespace celian::report {

Document build_professional(const KnowledgeBase& kb, const ResultView& result, std::string locale,
                            const ReportContext& context) {
  Words words(kb, locale, true);
  Sources sources(words);
  Document doc;
  doc.locale = std::move(locale);
  doc.kind = "professional";
  Maker m{words, sources, result, context, doc, true};
  doc.signs = signs_of(words);
  add_masthead(m);
  add_decision(m);
  add_violations(m);
  add_permissibility(m);
  add_scores(m);
  add_measured(m);
  add_needs(m);
  add_components(m);
  add_week(m);
  add_daily(m);
  add_minimum(m);
  add_later(m);
  add_likes(m);
  add_exercises(m);
  add_stop_signs(m);
  add_advice(m);
  add_questions(m);
  add_dates(m);
  add_progress(m);
  add_findings(m);
  add_gaps(m);
  add_reasons(m);
  add_references(m);
  add_footer(m);
  doc.missing = words.missing();
  return doc;
}

}  // namespace celian::report
