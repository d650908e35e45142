// The lists of a test day: who may be tested, who is to be asked or measured again first, who not
// today, and why.
#pragma once

#include <string>
#include <vector>

#include "celian/engine.hpp"
#include "cli/people.hpp"
#include "report/index.hpp"
#include "report/result.hpp"

namespace celian::cli {

// In the order in which the lists are shown.
enum class DayGroup { not_today, check_first, may_be_tested, not_usable };

struct DayEntry {
  std::size_t row = 0;
  DayGroup group = DayGroup::not_usable;
  IndexEntry index;  // decision, why, what comes first, in sentences
  std::string sex, age;
  std::string triage_worst, today, programme;
  std::vector<std::string> asks;          // what must be asked, by name
  std::vector<std::string> left_out;      // tests that are not safe, by name
  std::vector<std::string> odd_readings;  // in sentences
  std::string standard, score, plan;
};

// `tests`: those that were to be done; of others it is not said that they are left out. Empty =
// all.
DayEntry day_entry(const KnowledgeBase&, const PersonInput&, const report::ResultView&,
                   const std::string& locale, const std::vector<std::string>& tests);
// Somebody of whom nothing could be made.
DayEntry unusable_entry(const KnowledgeBase&, const PersonInput&, const std::string& locale);

// What decides the day. A person with a symptom or a passing illness waits; one odd reading is
// measured again first; an essential question that nobody asked is asked first.
DayGroup group_of(const report::ResultView&);
std::string group_name(DayGroup, const std::string& locale);

// "may be tested 23; …", the lists as aligned text, as a sheet, as a page.
std::string lists_summary(const std::vector<DayEntry>&, const std::string& locale);
std::string lists_text(const std::vector<DayEntry>&, const std::string& locale);
std::string lists_csv(const std::vector<DayEntry>&);
Result<std::string> lists_html(const Catalog&, const std::vector<DayEntry>&,
                               const std::string& locale, const IndexContext&);

}  // namespace celian::cli
