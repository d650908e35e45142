// The figures as a document for people and as a table for programs.
#pragma once

#include "catalog/knowledge_base.hpp"
#include "cli/cohort/splits.hpp"
#include "cohort/summary.hpp"
#include "csv/writer.hpp"
#include "report/document.hpp"

namespace celian::cli {

// An indicator that these people say nothing about.
struct LeftOut {
  const Indicator* indicator;
  std::string header;  // of the column that is missing
};

struct CohortFigures {
  cohort::Summary summary;
  std::vector<cohort::Split> by;             // without people: labels only
  std::vector<const Indicator*> indicators;  // one for one with the figures of a group
  std::vector<LeftOut> left_out;
  std::vector<GradeLabel> grades;  // of mix 0
  std::vector<std::string> tests;  // of mix 1
  std::int64_t least = 10;
  std::string as_of;  // ISO, or empty
  std::string name;   // of the group, or empty
};

// `charts`: bars for the groups of each table as well.
report::Document cohort_document(const KnowledgeBase& kb, const CohortFigures& figures,
                                 const std::string& locale, bool charts);

// One line a figure: table, group, kind, code, edition, people, with, without, unknown, excluded,
// value, low, high, withheld. A withheld count is empty, and the line says `withheld`.
void write_cohort_csv(const CohortFigures& figures, csv::Writer& to);

}  // namespace celian::cli
