// What every section gets: the result, the words, the references, and the document that it adds to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "celian/report.hpp"
#include "report/document.hpp"
#include "report/result.hpp"
#include "report/sources.hpp"
#include "report/words.hpp"

namespace celian::report {

struct Maker {
  Words& words;
  Sources& sources;
  const ResultView& result;
  const ReportContext& context;
  Document& document;
  bool professional = false;

  void add(Block block) { document.blocks.push_back(std::move(block)); }
  void heading(std::string_view key, int level = 2) { add(Heading{level, words.say(key)}); }
  void small(std::string text) { add(Paragraph{{std::move(text), {}, false, ""}, true}); }
  Line plain(std::string text) { return {std::move(text), {}, false, ""}; }
};

// Sections, in the order of a document. Each adds nothing where its part of the result is absent.
void add_masthead(Maker&);
void add_decision(Maker&);
void add_permissibility(Maker&);  // professional: the whole table
void add_dos_and_donts(Maker&);   // person: the same in panels
void add_scores(Maker&);
void add_measured(Maker&);
void add_needs(Maker&);
void add_components(Maker&);
void add_week(Maker&);         // person: the first week
void add_weeks_ahead(Maker&);  // person: the weeks after it, a line each
void add_exercises(Maker&);
void add_daily(Maker&);  // apart from the sessions
void add_likes(Maker&);  // those that the plan cannot hold
void add_care(Maker&, const std::vector<const PlanItem*>&);  // shoes, ground; once for all of them
void add_minimum(Maker&);
void add_later(Maker&);
void add_stop_signs(Maker&);
void add_advice(Maker&);
void add_questions(Maker&);
void add_dates(Maker&);
void add_minimum_and_dates(Maker&);  // person: both beside each other
void add_needs_and_later(Maker&);    // likewise
void add_progress(Maker&);
void add_done_and_decided(Maker&);   // of progress: adherence, decisions, days to measure again
void add_findings(Maker&);
void add_violations(Maker&);
void add_gaps(Maker&);  // what is missing, what was held back, what rests on unverified rules
void add_reasons(Maker&);
void add_references(Maker&);
void add_footer(Maker&);

// --- Pieces that several sections use (pieces.cpp)

// "go", "light_only", "indoors", "interim", "defer", "stop", "emergency": the one word of the
// decision.
std::string decision_code(const ResultView&);
Tone decision_tone(std::string_view decision);
// What must be done first: recheck, clearance, referral, consent.
std::vector<Line> first_steps(Maker&,
                              bool in_index = false);  // a list of people has no questions below
// Sentences of reasons, without repeats, those of higher weight first.
std::vector<Line> sentences(Maker&, const Why&, const std::vector<Reason>&, std::size_t most);
// Whether a reason holds only because something is not known; and whether so many do that they are
// named in short.
bool is_assumed(const Reason&);
bool many_assumed(const ResultView&);
// "2 sets × 8", "15 min", "3 × 20 s on each side": what one exercise asks for.
std::string dose_text(Words&, const PlanItem&);
std::string intensity_word(Words&, IntensityClass);
// ".lower", ".faster" or "": which way a value has to go, as the end of a text key.
std::string_view way_down(const Words&, std::string_view test);
// Why it was decided so, in a few sentences.
std::vector<Line> causes(Maker&);
// "female, 72 years".
std::string who_text(Words&, const Who&);
// The minimum plan, and the days to come back, as lines.
std::vector<Line> minimum_lines(Maker&, std::string& title);
std::vector<Line> date_lines(Maker&);
std::vector<Line> later_lines(Maker&);
std::vector<Line> need_lines(Maker&);
// The best points that any row of the item's table gives; 100 or 5, as the standard says. 0 = unknown.
double most_points(const Standard*, const std::string& test);
// Exercises of a plan in the order in which they first occur, warm-up and minimum plan included.
std::vector<const PlanItem*> distinct_items(const Prescription&);

// What render_report renders. Errors: `unknown_id` (kind, locale), `syntax` (days of the context).
Result<Document> build_document(const KnowledgeBase&, const ResultView&, std::string_view kind,
                                std::string_view locale, const ReportContext&);
std::string rendered(const Document&, ReportFormat);
Document build_person(const KnowledgeBase&, const ResultView&, std::string locale,
                      const ReportContext&);
Document build_family(const KnowledgeBase&, const ResultView&, std::string locale,
                      const ReportContext&);
Result<Document> build_before_after(const KnowledgeBase&, const ResultView&, std::string locale,
                                    const ReportContext&);
Document build_professional(const KnowledgeBase&, const ResultView&, std::string locale,
                            const ReportContext&);

}  // namespace celian::report
