/// @file
/// The person document: who it is, what was measured and answered, what the person wants and has.
/// Three states everywhere: a field that is absent (`nullopt`, empty text) is *unknown*; an empty
/// list is *none* only if `HealthAnswers::asked_on` says that the question was asked; everything
/// else is *known*.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "celian/date.hpp"
#include "celian/measurement.hpp"
#include "celian/variant.hpp"

namespace celian {

enum class Sex : std::uint8_t { unknown, male, female };

/// Identity as far as scoring and screening need it. Give `birth_date`, or `age_months`, or
/// `age_years`.
struct Person {
  std::string id;
  std::optional<Date> birth_date;
  std::optional<std::int32_t> age_years;   ///< completed years at `as_of`, 0-130
  std::optional<std::int32_t> age_months;  ///< completed months at `as_of`
  Sex sex = Sex::unknown;
  Sex reference_sex = Sex::unknown;  ///< table to use where the owner of a standard decides so;
                                     ///< recorded in the result
  std::string occupation;            ///< code of fact `occupation`, or empty
  std::string school_grade;          ///< `primary_1` … `university_3_4`, or empty
};

/// Choices of the site, not of the person.
struct Policy {
  std::string setting = "community";
  std::string screen = "acsm";  ///< the one pre-participation path: `acsm` or `parq`
};

/// A diagnosis as given: by `code`, or by `text` (any name in the dictionary, Chinese or English).
/// One that is not recognised is kept as `other` with its text and treated carefully.
struct ConditionAnswer {
  std::string code;
  std::string text;
  std::string control;  ///< `controlled`, `uncontrolled` or empty = unknown
  std::string stage;
  std::string since;  ///< year or date as given
};

/// A medicine as given: class `code`, or generic or brand `name`, Chinese or English.
struct MedicineAnswer {
  std::string code;
  std::string name;
};

struct SymptomAnswer {
  std::string code;
  std::string text;
};

/// Usual activity of the last weeks. Minutes are per week unless the name says otherwise.
struct ActivityAnswer {
  std::optional<bool> regular_3_months;
  std::optional<double> sessions_week, minutes_per_session;
  std::string usual_intensity;  ///< `light`, `moderate`, `vigorous` or empty
  std::optional<double> moderate_minutes_week, vigorous_minutes_week, strength_days_week,
      sitting_hours_day;
};

/// A written medical opinion (医学评估意见).
struct Clearance {
  std::optional<Date> date;
  std::string up_to;  ///< intensity class it covers: `light`, `moderate`, `vigorous`
  std::string from;   ///< who gave it: `physician`, `centre_physician`, …
  std::optional<Date> valid_until;
};

struct PregnancyAnswer {
  std::string status;  ///< `pregnant`, `not_pregnant`, `postpartum`, or empty
  std::optional<double> weeks;
  std::optional<Date> due_date;
  std::optional<double> postpartum_weeks;
  std::vector<std::string> complications;  ///< codes of `pregnancy_…` facts without the prefix
};

struct FallsAnswer {
  std::optional<std::int32_t> count_12_months;
  std::optional<bool> injury, fear, unsteady;
};

struct FunctionAnswer {
  std::string adl;  ///< `independent`, `semi_dependent`, `dependent` or empty
  std::string aid;  ///< `none`, `stick`, `walker`, `wheelchair` or empty
};

/// An answer to one coded question (`par_q.g1`, `sarc_f.strength`).
struct CodedAnswer {
  std::string code;
  Variant<bool, double, std::string> value;
};

struct HealthAnswers {
  std::vector<std::pair<std::string, Date>>
      asked_on;  ///< group (`conditions`, `medications`, `symptoms` …) -> day
  std::optional<std::vector<ConditionAnswer>> conditions;
  std::optional<std::vector<MedicineAnswer>> medications;
  std::optional<std::vector<SymptomAnswer>> symptoms;
  ActivityAnswer activity;
  std::optional<Clearance> clearance;
  PregnancyAnswer pregnancy;
  FallsAnswer falls;
  FunctionAnswer function;
  std::vector<CodedAnswer> answers;
};

/// What the person wants, most wanted first: codes of `data/policy` goals.
struct Goals {
  std::vector<std::string> codes;
};

/// What the person has. Days and minutes are hard limits for the planner.
struct Resources {
  std::optional<std::int32_t> days_per_week;        ///< 1-7
  std::optional<std::int32_t> minutes_per_session;  ///< 5-180
  std::vector<Period> unavailable;
  std::optional<std::vector<std::string>> equipment;
  std::optional<std::vector<std::string>> place;
  std::vector<std::string> likes, dislikes;  ///< exercise or family codes
};

/// Where and in what weather. Absent = unknown.
struct Environment {
  std::optional<double> aqi, air_temperature, wbgt, heat_index, wind_chill, altitude_m;
  std::optional<bool> ice;
};

/// Informed consent: without an `id` a prescription is a draft.
struct Consent {
  std::string id;
  std::vector<std::string> covers;  ///< `test`, `exercise`, `data`
};

/// Everything a caller may know about a person at `as_of`. No stage reads the clock: `as_of` is
/// today.
struct PersonDocument {
  Date as_of;
  Policy policy;
  Person person;
  std::vector<RawMeasurement> measurements;
  HealthAnswers health;
  Goals goals;
  Resources resources;
  Environment environment;
  Consent consent;
};

}  // namespace celian
