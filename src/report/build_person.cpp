// One page in plain words: only what the person needs, the decision first.
#include "report/maker.hpp"
#include "report/signs.hpp"

namespace celian::report {

Document build_person(const KnowledgeBase& kb, const ResultView& result, std::string locale, const ReportContext& context) {
  Words words(kb, locale, false);
  Sources sources(words);
  Document doc;
  doc.locale = std::move(locale);
  doc.kind = "person";
  Maker m{words, sources, result, context, doc, false};
  doc.signs = signs_of(words);
  add_masthead(m);
  add_decision(m);
  add_violations(m);
  add_dos_and_donts(m);
  add_stop_signs(m);  // beside what is forbidden, where a person looks first
  add_scores(m);
  add_measured(m);
  add_needs(m);
  add_progress(m);
  add_week(m);
  add_minimum(m);
  add_later(m);
  add_exercises(m);
  add_advice(m);
  add_questions(m);
  add_dates(m);
  add_references(m);
  add_footer(m);
  doc.missing = words.missing();
  return doc;
}

}  // namespace celian::report
