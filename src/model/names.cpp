// The texts of the public enumerations, as JSON, Arrow dictionaries and reports spell them.
#include <array>
#include <cstddef>

#include "celian/assessment.hpp"
#include "celian/measurement.hpp"
#include "celian/prescription.hpp"
#include "celian/reason.hpp"
#include "celian/risk.hpp"

namespace celian {

namespace {

// A number that is no enumerator can only come from a damaged caller; it reads "unknown" rather
// than out of bounds.
template <class E, std::size_t N>
std::string_view name_of(E value, const std::array<std::string_view, N>& names) noexcept {
  const auto i = static_cast<std::size_t>(value);
  return i < N ? names[i] : std::string_view("unknown");
}

constexpr std::array<std::string_view, 5> kEvidence = {"regulation", "guideline", "trial",
                                                       "consensus", "convention"};
constexpr std::array<std::string_view, 4> kVerified = {"primary", "secondary", "unverified",
                                                       "policy"};
constexpr std::array<std::string_view, 10> kOutcome = {
    "scored", "missing_value", "outside_population", "implausible", "not_in_standard",
    "exempt", "no_score",      "undetermined",       "unsupported", "withheld_for_safety"};
constexpr std::array<std::string_view, 5> kCompleteness = {"complete", "incomplete", "undetermined",
                                                           "unsupported", "blocked"};
constexpr std::array<std::string_view, 8> kTriage = {"T0", "T1", "T2", "T3",
                                                     "T4", "T5", "T6", "T7"};
constexpr std::array<std::string_view, 5> kSupervision = {"none", "family", "instructor",
                                                          "therapist", "medical"};
constexpr std::array<std::string_view, 5> kIntensity = {"very_light", "light", "moderate",
                                                        "vigorous", "near_max"};

}  // namespace

std::string_view evidence_name(Evidence e) noexcept { return name_of(e, kEvidence); }
std::string_view verified_name(Verified v) noexcept { return name_of(v, kVerified); }
std::string_view outcome_name(Outcome o) noexcept { return name_of(o, kOutcome); }
std::string_view completeness_name(Completeness c) noexcept { return name_of(c, kCompleteness); }
std::string_view triage_name(Triage t) noexcept { return name_of(t, kTriage); }
std::string_view supervision_name(Supervision s) noexcept { return name_of(s, kSupervision); }
std::string_view intensity_name(IntensityClass i) noexcept { return name_of(i, kIntensity); }

}  // namespace celian
