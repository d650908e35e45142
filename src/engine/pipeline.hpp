// The order of the loop, once: 测 measure -> facts -> 评 score, screen -> 导 guide -> verify -> 练
// train -> screen and guide again.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/engine.hpp"
#include "celian/session.hpp"
#include "facts/build.hpp"

namespace celian::engine {

// What every operation after 测 measure starts from. Borrows the knowledge base.
struct Prepared {
  MeasureReport measure;
  Facts facts;
  RiskReport
      risk;  // screening comes before test safety: nobody is tested to the limit before a clearance
};

// What the log says about health goes into the questions about it, where it is newer than the
// answers: symptoms of the last days (policy train.symptom_days) unless they were asked about
// since, and falls of the last twelve months as the least that there were.
void add_logged_health(const KnowledgeBase&, const std::vector<Session>&, PersonDocument&);

// Readings checked, facts built, screened, test safety known. Errors as measure::check, and
// `unknown_id` for codes that no dictionary has (answers, goals, occupation …), with a JSON
// pointer.
Result<Prepared> prepare(const KnowledgeBase&, const PersonDocument&,
                         std::string_view intensity_wanted = {});
// The same without the safety of tests, which screening does not look at.
Result<Prepared> prepare_screening(const KnowledgeBase&, const PersonDocument&,
                                   std::string_view intensity_wanted = {});

// What 导 guide needs of it: the decisions of screening and which tests are not safe; without what
// is only told.
Result<Prepared> prepare_guide(const KnowledgeBase&, const PersonDocument&);

// What 练 train needs of it: readings, facts, the triage of screening and which tests are not safe;
// nothing that says why, nothing to ask, no test to recommend.
Result<Prepared> prepare_training(const KnowledgeBase&, const PersonDocument&);

RiskReport screen(const KnowledgeBase&, const Prepared&);
Result<Assessment> score(const KnowledgeBase&, const PersonDocument&, const Prepared&,
                         std::string_view standard);
Prescription prescribe(const KnowledgeBase&, const PersonDocument&, const Prepared&,
                       const RiskReport&, const Assessment*, const PrescribeOptions&);

// 练 train, with the needs of the person's sheet (standard "auto") for the forecast.
Progress progress(const KnowledgeBase&, const PersonDocument&, const Prepared&, const Prescription*,
                  const std::vector<Session>&, const Assessment* sheet);
// The same with the sheet of the standard in force.
Progress progress(const KnowledgeBase&, const PersonDocument&, const Prepared&, const Prescription*,
                  const std::vector<Session>&);

// Files that took part, from the rules behind the reasons; sorted.
void add_used(const KnowledgeBase&, const std::vector<Reason>&, Provenance&);

}  // namespace celian::engine
