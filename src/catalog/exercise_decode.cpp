#include "catalog/exercise_decode.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "catalog/standard.hpp"

namespace celian {

using codec::Choice;
using codec::Reader;

namespace {

constexpr Choice<Demand> kDemand[] = {{"none", Demand::none},
                                      {"low", Demand::low},
                                      {"moderate", Demand::moderate},
                                      {"high", Demand::high}};
constexpr std::string_view kDose[] = {"minutes", "reps", "hold"};

// A value with its own state, or a bare number that has the state of the exercise.
Met read_met(Reader& r, std::string_view name, Verified by_default) {
  Met met;
  met.verified = by_default;
  const codec::Value* v = r.raw(name);
  if (v == nullptr) return met;
  if (v->is_number()) {
    met.value = v->as_double();
  } else {
    r.child(name, [&](Reader& m) {
      met.value = m.required_double("value");
      met.ref = m.string_or("ref", "");
      met.verified = read_verified(m).value_or(by_default);
    });
  }
  r.require(!met.value || (*met.value >= 0.5 && *met.value <= 30), name,
            "expected a MET value from 0.5 to 30");
  return met;
}

std::vector<LocalText> read_steps(Reader& r) {
  std::vector<LocalText> out;
  r.for_each("first_steps", [&](Reader& step) {
    LocalText text;
    step.for_each_member([&](const std::string& locale, Reader& words) {
      text.emplace_back(locale, words.as_string());
    });
    step.require(text.size() >= 2, "", "expected the step in every language");
    out.push_back(std::move(text));
  });
  return out;
}

void read_codes(Reader& r, std::string_view name, std::vector<std::string>& out) {
  out = r.strings(name);
  for (const std::string& code : out) {
    if (!is_code(code)) r.fail(name, "expected codes of a-z, 0-9 and _, found \"" + code + "\"");
  }
}

// Of a family: all of it. Of an exercise: what differs from its family.
ExerciseCare read_care(Reader& r) {
  ExerciseCare care;
  read_codes(r, "footwear", care.footwear);
  read_codes(r, "surface", care.surface);
  care.injuries = read_optional_local_text(r, "injuries");
  return care;
}

ExerciseFamily read_family(Reader& r, const FileHeader& header) {
  ExerciseFamily f;
  f.code = read_code(r, "code");
  f.care = read_care(r);
  r.require(!f.care.footwear.empty(), "footwear", "expected at least one code");
  r.require(!f.care.surface.empty(), "surface", "expected at least one code");
  r.require(!f.care.injuries.empty(), "injuries", "expected a text in every language");
  f.care.verified = read_verified(r).value_or(header.verified);
  f.care.cites = read_cites(r);
  if (f.care.cites.empty()) f.care.cites = header.cites;
  return f;
}

void read_dose(Reader& r, Exercise& e) {
  r.child("dose", [&](Reader& dose) {
    e.dose_by = dose.required_string("by");
    if (dose.ok() && std::find(std::begin(kDose), std::end(kDose), e.dose_by) == std::end(kDose)) {
      dose.fail("by", "expected minutes, reps or hold, found \"" + e.dose_by + "\"");
    }
    e.per_side = dose.bool_or("per_side", false);
  });
}

void read_ages(Reader& r, Exercise& e) {
  const std::vector<double> ages = r.doubles("ages");
  if (ages.empty()) return;
  if (ages.size() != 2 || ages[0] < 0 || ages[0] > ages[1] || ages[1] > 130) {
    r.fail("ages", "expected [from, to] in years");
    return;
  }
  e.age_from = static_cast<int>(ages[0]);
  e.age_to = static_cast<int>(ages[1]);
}

void read_youth_met(Reader& r, Exercise& e) {
  const std::vector<double> values = r.doubles("met_youth");
  if (values.empty()) return;
  if (values.size() != 4) {
    r.fail("met_youth", "expected four values, by age group");
    return;
  }
  std::copy(values.begin(), values.end(), e.met_youth.emplace().begin());
}

Exercise read_exercise(Reader& r, const FileHeader& header) {
  Exercise e;
  e.code = read_code(r, "code");
  e.ref = r.string_or("ref", "");
  e.family = read_code(r, "family");
  e.pattern = read_code(r, "pattern");
  e.name = read_local_text(r, "name");
  e.how = read_local_text(r, "how");
  e.watch = read_optional_local_text(r, "watch");
  e.first_steps = read_steps(r);
  e.verified = read_verified(r).value_or(header.verified);
  e.cites = read_cites(r);
  if (e.cites.empty()) e.cites = header.cites;
  read_codes(r, "components", e.components);
  r.require(!e.components.empty() && e.components.size() <= 3, "components",
            "expected the main component and at most two that get credit");
  r.for_each_member("credit", [&](const std::string& component, Reader& share) {
    e.credit[component] = share.as_double({.min = 0, .max = 1});
  });
  e.met = read_met(r, "met", e.verified);
  e.met_60_plus = read_met(r, "met_60_plus", e.verified);
  read_youth_met(r, e);
  read_codes(r, "muscles", e.muscles);
  read_codes(r, "equipment", e.equipment);
  read_codes(r, "place", e.place);
  read_codes(r, "tags", e.tags);
  r.for_each_member("substitutes", [&](const std::string& what, Reader& others) {
    if (others.value().is_string()) {
      e.substitutes[what].push_back(others.as_string());
    } else {
      others.for_each_item(
          [&](Reader& other) { e.substitutes[what].push_back(other.as_string()); });
    }
  });
  e.posture = read_code(r, "posture");
  e.support = r.string_or("support", "");
  e.impact = r.required_choice("impact", kDemand);
  e.balance_demand = r.required_choice("balance_demand", kDemand);
  const std::optional<IntensityClass> intensity = read_intensity(r, "intensity");
  r.require(intensity && *intensity != IntensityClass::very_light, "intensity",
            "expected light, moderate, vigorous or near_max");
  e.intensity = intensity.value_or(IntensityClass::near_max);
  e.skill = static_cast<int>(r.required_int("skill", {.min = 1, .max = 3}));
  e.regress_to = r.string_or("regress_to", "");
  e.progress_to = r.string_or("progress_to", "");
  read_dose(r, e);
  read_ages(r, e);
  e.care = read_care(r);
  e.care.verified = header.verified;  // what the exercise cites is its energy cost
  r.ignore({"notes", "mistakes", "poses"});
  return e;
}

}  // namespace

void decode_exercises(const FileScope& file, std::vector<ExerciseEntry>& out,
                      std::vector<FamilyEntry>& families) {
  file.only({"exercises", "families"});
  if (file.value.find("families") != nullptr) {
    file.each(
        "families", [&](Reader& r) { return read_family(r, file.header); },
        [&](ExerciseFamily f, const std::string& pointer) {
          families.push_back({std::move(f), file.header.path, pointer});
        });
    if (file.value.find("exercises") == nullptr) return;
  }
  file.each(
      "exercises", [&](Reader& r) { return read_exercise(r, file.header); },
      [&](Exercise e, const std::string& pointer) {
        out.push_back({std::move(e), file.header.path, pointer});
      });
}

void take_from_families(const std::vector<FamilyEntry>& families,
                        std::vector<ExerciseEntry>& exercises) {
  std::map<std::string_view, const ExerciseCare*> by_code;
  for (const FamilyEntry& f : families) by_code.emplace(f.family.code, &f.family.care);
  for (ExerciseEntry& entry : exercises) {
    const auto at = by_code.find(entry.exercise.family);
    ExerciseCare& own = entry.exercise.care;
    if (at == by_code.end()) continue;
    const ExerciseCare& shared = *at->second;
    if (own.footwear.empty()) own.footwear = shared.footwear;
    if (own.surface.empty()) own.surface = shared.surface;
    if (own.injuries.empty()) own.injuries = shared.injuries;
    own.verified = weaker(own.verified, shared.verified);
    own.cites = shared.cites;
  }
}

std::optional<double> Exercise::met_at(std::optional<double> age_years) const noexcept {
  constexpr double kOwnValuesFrom = 60;  // of the field met_60_plus
  if (age_years && *age_years >= kOwnValuesFrom && met_60_plus.value) return met_60_plus.value;
  return met.value;
}

bool Exercise::has_tag(std::string_view tag) const noexcept {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

}  // namespace celian
