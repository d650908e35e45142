// JSON <-> the public values of the stages. One .cpp per value; the shapes are those of
// docs/api.md. decode_*: the Reader collects the first problem with its JSON pointer; the caller
// asks finish(). encode: never fails.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "celian/assessment.hpp"
#include "celian/measurement.hpp"
#include "celian/person.hpp"
#include "celian/prescription.hpp"
#include "celian/progress.hpp"
#include "celian/risk.hpp"
#include "celian/session.hpp"
#include "codec/json.hpp"
#include "codec/reader.hpp"

namespace celian::codec {

// --- requests
// The person document. Fields of the operation itself ("standard", "plan" …) are left for the
// caller to read.
PersonDocument decode_person_document(Reader&);
// The document back as JSON; what is unknown is left out.
Value encode(const PersonDocument&);
std::vector<RawMeasurement> decode_measurements(Reader&, std::string_view field);
std::vector<Session> decode_sessions(Reader&, std::string_view field);
Plan decode_plan(Reader&);
// What train.progress and a re-prescription need of an earlier prescription; the rest is passed
// over.
Prescription decode_prescription(Reader&);
std::vector<Override> decode_overrides(Reader&, std::string_view field);
std::vector<Decision> decode_decisions(Reader&, std::string_view field);

// --- results
Value encode(const std::vector<Reason>&);
Value encode_why(const Why&);
Value encode(const MeasureReport&);
Value encode(const Assessment&);
Value encode(const NormReport&);
Value encode(const RiskReport&);
Value encode(const std::vector<AnsweredEvent>&);
Value encode(const Prescription&);
Value encode(const Plan&);
Value encode(const Verification&);
Value encode(const Progress&);
Value encode(const std::vector<Need>&);

// Small shapes used by several.
Value encode(const Interval&);               // [lo, hi], null = unbounded
Value encode(const std::optional<double>&);  // null when absent
Value encode(const std::vector<std::string>&);
Value encode(const std::vector<Label>&);     // {"zh-CN": "…", "en": "…"}
Value encode_args(const std::vector<Arg>&);  // {"name": value}; repeated names become a list
Value text_or_null(const std::string&);

}  // namespace celian::codec
