#include "assess/norm.hpp"

#include <algorithm>

#include "assess/edition.hpp"
#include "assess/readings.hpp"
#include "facts/build.hpp"

namespace celian::assess {

namespace {

std::vector<Arg> args_of(const NormResult& result) {
  std::vector<Arg> args{{"norm", result.norm}, {"test", result.test}};
  if (result.value) args.push_back({"value", *result.value});
  if (result.z) args.push_back({"z", *result.z});
  if (result.percentile) args.push_back({"percentile", *result.percentile});
  if (!result.norm_class.empty()) args.push_back({"class", result.norm_class});
  return args;
}

void add(const Norm& norm, const Subject& subject, const SheetValue& value, NormReport& out) {
  NormValue found = norm.evaluate(subject, value);
  NormResult result;
  result.norm = norm.header().reference();
  result.test = norm.measure();
  result.outcome = found.outcome;
  result.value = found.value;
  result.z = found.z;
  result.percentile = found.percentile;
  result.norm_class = found.norm_class;
  result.label = norm.label(found.norm_class);
  result.finding = found.finding;
  result.candidates = std::move(found.candidates);
  result.why.push_back(static_cast<std::uint32_t>(out.reasons.size()));
  Reason reason;
  reason.code = "norm." + std::string(outcome_name(result.outcome));
  reason.rule = result.norm;
  reason.args = args_of(result);
  reason.cites = std::move(found.basis.cites);
  reason.evidence = Evidence::guideline;
  reason.verified = found.basis.verified;
  out.reasons.push_back(std::move(reason));
  out.provenance.used.push_back(result.norm);
  out.results.push_back(std::move(result));
}

}  // namespace

Result<NormReport> norm(const KnowledgeBase& kb, const Person& person, Date as_of,
                        const MeasurementSet& set, std::string_view norm) {
  NormReport out;
  out.provenance.data_version = std::string(kb.version());
  // As old as on the day of the reading.
  const auto subject_at = [&](const std::string& test) {
    const Measurement* m = set.find(test);
    const Date day = m != nullptr && m->date ? std::min(*m->date, as_of) : as_of;
    Subject subject = subject_of(person, person.birth_date ? day : as_of);
    if (person.birth_date && *person.birth_date <= day) subject.age_days = day - *person.birth_date;
    return subject;
  };
  if (norm == "auto") {
    for (const Norm* n : norms_for(kb, person, as_of)) {
      const SheetValue value = reading_of(set, n->measure());
      if (value.outcome == Outcome::scored) add(*n, subject_at(n->measure()), value, out);
    }
  } else {
    const Result<const Norm*> found = kb.norm(norm);
    if (!found) return found.error();
    const std::string& test = (*found)->measure();
    add(**found, subject_at(test), reading_of(set, test), out);
  }
  std::sort(out.provenance.used.begin(), out.provenance.used.end());
  return out;
}

}  // namespace celian::assess
