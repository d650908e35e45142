// Who is compared with whom, and how a group is made up.
#pragma once

#include "cli/cohort/input.hpp"

namespace celian::cli {

// What --by names: fields that group, "age" (bands of policy), and several joined by '+'
// ("school_grade+class"). Without names: those of sex, age, centre and school year that the people
// have. A class is one of its school year and centre, where these are known.
// Errors: `unknown_id`; `argument` for what nobody has; `range` for more groups than policy allows.
Result<std::vector<cohort::Split>> splits_by(const KnowledgeBase& kb, const CohortInput& input,
                                             const std::vector<std::string>& names,
                                             const std::string& locale);

// A label of the mix of grades.
struct GradeLabel {
  std::string edition, grade;
};
// Grades by edition, in the order of the field `grade`, and which grade each label is.
cohort::Split grade_mix(const KnowledgeBase& kb, const CohortInput& input,
                        std::vector<GradeLabel>& labels);

// The poorest item of each person; labels are codes of tests.
cohort::Split need_mix(const CohortInput& input);

}  // namespace celian::cli
