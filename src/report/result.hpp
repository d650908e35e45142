// The result of an operation, read back from its JSON text into the public values of the stages.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "celian/assessment.hpp"
#include "celian/measurement.hpp"
#include "celian/prescription.hpp"
#include "celian/progress.hpp"
#include "celian/result.hpp"
#include "celian/risk.hpp"
#include "codec/reader.hpp"

namespace celian::report {

struct Who {
  std::string id, sex, school_grade;
  std::optional<int> age_years;
};

struct ResultView {
  std::string data_version;
  std::vector<std::string> used;
  std::optional<Date> as_of;
  Who person;
  std::optional<MeasureReport> measure;
  std::optional<Assessment> score;
  std::optional<RiskReport> screen;
  std::optional<Prescription> guide;
  std::optional<Progress> progress;
  std::optional<NormReport> norm;
  std::optional<Verification> verification;
};

// A result of `loop.run`, or of measure.check, assess.*, guide.*, train.progress. Fields that are
// not known here are passed over: results grow. Errors: `syntax` (of the text); `schema` with a
// JSON pointer, also if it is no such result.
Result<ResultView> view_of(const codec::Value& result);
Result<ResultView> read_result(std::string_view json);

// One file each (read_*.cpp).
MeasureReport read_measure(codec::Reader&);
Assessment read_score(codec::Reader&);
NormReport read_norm(codec::Reader&);
RiskReport read_screen(codec::Reader&);
Prescription read_guide(codec::Reader&);
Verification read_verification(codec::Reader&);
Progress read_progress(codec::Reader&);

// Shapes that several share (read_shapes.cpp).
Why read_why(codec::Reader&, std::string_view field = "why");
std::vector<Reason> read_reasons(codec::Reader&);
std::vector<Arg> read_args(codec::Reader&, std::string_view field);
std::vector<Need> read_needs(codec::Reader&);
std::vector<celian::Label> read_label(codec::Reader&, std::string_view field);
std::optional<Interval> read_interval(codec::Reader&, std::string_view field);
Supervision read_supervision(codec::Reader&, std::string_view field);

}  // namespace celian::report
