// One page about many people: who may be tested, who is to be measured again, who waits or is
// referred, and why.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "celian/catalog.hpp"
#include "celian/report.hpp"
#include "celian/result.hpp"
#include "report/document.hpp"
#include "report/result.hpp"

namespace celian {

// A list that the caller makes up, in place of those by decision.
struct IndexList {
  std::string title;
  report::Tone tone = report::Tone::neutral;
};

// One person of the list. The caller adds name and links; the rest comes from index_entry.
struct IndexEntry {
  std::string id, name, who;  // `who`: "female, 72 years"
  std::string decision;       // go, light_only, indoors, interim, defer, withheld, stop, emergency;
                              // empty = no screening
  std::string triage;         // "T3"
  bool recheck = false;       // something is to be measured again today
  bool referred = false;      // somebody has to see this person first
  bool provisional = false;   // essential answers are missing
  std::vector<std::string> why, todo;  // sentences in the reader's language
  std::string problem;  // what could not be processed, and the remedy; then nothing else counts
  std::string person_link, professional_link;  // relative addresses, or empty
  std::size_t list = 0;  // where the context has lists: the one that this person stands in
};

struct IndexContext {
  std::string title, centre, date;  // `date` ISO; title empty = the default
  std::vector<IndexList> lists;     // empty = by decision; a list without anybody is left out
};

// The line of one person from a result of loop.run (or assess.screen).
IndexEntry index_entry(const KnowledgeBase&, const report::ResultView&, std::string_view locale);

// The page, in the order of the entries. Errors: `unknown_id` (locale).
Result<std::string> render_index(const Catalog&, const std::vector<IndexEntry>&, ReportFormat,
                                 std::string_view locale, const IndexContext& = {});

}  // namespace celian
