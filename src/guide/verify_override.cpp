#include "guide/verify_override.hpp"

#include <algorithm>
#include <array>

namespace celian::guide::verifying {

namespace {

constexpr std::array<std::string_view, 3> kPhysician = {"physician", "执业医师", "医师"};
constexpr std::array<std::string_view, 8> kProfessional = {
    "instructor", "therapist",  "社会体育指导员", "运动处方师",
    "康复治疗师", "康复治疗士", "体育教师",       "exercise_specialist"};

template <class List>
bool contains(const List& list, std::string_view x) {
  return std::find(list.begin(), list.end(), x) != list.end();
}

bool is_physician(const Override& o) { return contains(kPhysician, o.role) && !o.licence.empty(); }

// Somebody who gives his name and his reason, and is who the violation asks for.
bool may(const Override& o, Waiver waiver) {
  if (waiver == Waiver::nobody || o.by.empty() || o.reason.empty()) return false;
  if (is_physician(o)) return true;
  return waiver == Waiver::professional &&
         (contains(kProfessional, o.role) || contains(kPhysician, o.role));
}

void note(const std::string& code, const Override& o, Verification& out) {
  Reason r;
  r.code = code;
  r.rule = o.rule;
  r.args = {{"rule", o.rule}, {"by", o.by}, {"role", o.role}};
  r.cites.push_back({"src.celian_policy", "overrides"});
  r.verified = Verified::policy;
  if (std::find(out.reasons.begin(), out.reasons.end(), r) == out.reasons.end())
    out.reasons.push_back(std::move(r));
}

}  // namespace

void apply_overrides(std::vector<Found> found, const std::vector<Override>& overrides,
                     Verification& out) {
  std::vector<bool> covers(overrides.size(), false);  // an override that let something stand
  std::vector<bool> meant(overrides.size(), false);   // its rule was violated at all
  for (Found& f : found) {
    const Override* by = nullptr;
    for (std::size_t i = 0; i < overrides.size(); ++i) {
      if (overrides[i].rule != f.violation.rule) continue;
      meant[i] = true;
      if (by != nullptr || !may(overrides[i], f.waiver)) continue;
      by = &overrides[i];
      covers[i] = true;
    }
    if (by == nullptr) {
      out.violations.push_back(std::move(f.violation));
      continue;
    }
    f.violation.overridden = true;
    f.violation.by = *by;
    out.overridden.push_back(std::move(f.violation));
  }
  for (std::size_t i = 0; i < overrides.size(); ++i) {
    if (!meant[i]) note("verify.override_unused", overrides[i], out);
    if (meant[i] && !covers[i]) note("verify.override_refused", overrides[i], out);
  }
}

}  // namespace celian::guide::verifying
