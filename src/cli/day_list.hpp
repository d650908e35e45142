// The lists of a test day: who may be tested, who is to be asked or measured again first, who not today, and why.
#pragma once

#include <string>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "cli/people.hpp"
#include "report/result.hpp"

namespace celian::cli {

enum class DayGroup { may_be_tested, check_first, not_today, not_usable };

struct DayEntry {
  std::size_t row = 0;
  std::string id, name, sex, age;
  DayGroup group = DayGroup::not_usable;
  std::string triage, triage_worst, today, programme;
  bool provisional = false;
  std::vector<std::string> first;     // what comes first: measure again, ask, refer
  std::vector<std::string> why;       // in sentences
  std::vector<std::string> left_out;  // tests that are not done, by name
  std::vector<std::string> asks;      // what must be asked, by name
  std::string score;                  // "24, level_1", or what became of it
  std::string standard;
  std::string plan;                   // "4 weeks", "interim", or why there is none
  std::string report, professional;   // names of files, or empty
};

DayEntry day_entry(const KnowledgeBase&, const PersonInput&, const report::ResultView&, const std::string& locale);
// Somebody of whom nothing could be made.
DayEntry unusable_entry(const KnowledgeBase&, const PersonInput&, const std::string& locale);

std::string group_name(DayGroup, const std::string& locale);

// The lists as text, aligned.
std::string lists_text(const std::vector<DayEntry>&, const std::string& locale);
// The same as a sheet.
std::string lists_csv(const std::vector<DayEntry>&);
// A page with the lists and a link to each report; needs nothing from outside. `note` stands below the title.
std::string lists_html(const std::vector<DayEntry>&, const std::string& locale, const std::string& title, const std::string& note);
// The name of a report as an address beside the page.
std::string report_address(const std::string& file);

}  // namespace celian::cli
