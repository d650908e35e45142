// Training impulse from heart rate: the worked cases of data/formulas/load.json, and when there is
// none.
#include "train/trimp.hpp"

#include <gtest/gtest.h>

#include <string>

#include "../shipped.hpp"
#include "facts/build.hpp"
#include "measure/check.hpp"
#include "train/load.hpp"

namespace celian::train {
namespace {

using test::knowledge;

const Date kDay = Date::parse("2026-03-02").value();

// A man of 33 without disease or medicine, at rest 55 a minute.
PersonDocument healthy() {
  PersonDocument doc;
  doc.as_of = kDay;
  doc.person.sex = Sex::male;
  doc.person.age_years = 33;
  for (const char* group : {"conditions", "medications", "symptoms"})
    doc.health.asked_on.emplace_back(group, kDay);
  doc.health.conditions.emplace();
  doc.health.medications.emplace();
  doc.health.symptoms.emplace();
  RawMeasurement rest;
  rest.test = "resting_heart_rate";
  rest.value = 55.0;
  rest.date = kDay;
  doc.measurements.push_back(rest);
  return doc;
}

void measured_max(PersonDocument& doc, double rate) {
  RawMeasurement max;
  max.test = "max_heart_rate";
  max.value = rate;
  max.date = kDay;
  doc.measurements.push_back(max);
}

Session at(double minutes, double rate) {
  Session s;
  s.date = kDay;
  s.minutes = minutes;
  s.heart_rate_mean = rate;
  return s;
}

struct Told {
  Load load;
  std::string codes;  // of the reasons, in order
};

Told told(const PersonDocument& doc, const std::vector<Session>& sessions) {
  const KnowledgeBase& kb = knowledge();
  std::vector<Reason> reasons;
  const auto set = measure::check(kb, doc, reasons);
  reasons.clear();
  Told out;
  add_trimp(kb, build_facts(kb, doc, *set), sessions, *set, doc.as_of, out.load, reasons);
  for (const std::uint32_t i : out.load.trimp_why)
    out.codes += (out.codes.empty() ? "" : " ") + reasons.at(i).code;
  return out;
}

TEST(Trimp, BanisterWithAMeasuredMaximum) {
  PersonDocument doc = healthy();
  measured_max(doc, 185);
  const Told t = told(doc, {at(50, 145)});
  ASSERT_EQ(t.load.trimp.size(), 1u);
  EXPECT_EQ(t.load.trimp[0].banister, 83.7);
  EXPECT_FALSE(t.load.trimp[0].edwards);
  EXPECT_EQ(t.codes, "train.trimp_measured_max");
  doc.person.sex = Sex::female;
  EXPECT_EQ(told(doc, {at(50, 145)}).codes, "train.trimp_not_known") << "she may be pregnant";
  doc.health.pregnancy.status = "not_pregnant";
  const Told woman = told(doc, {at(50, 145)});
  ASSERT_EQ(woman.load.trimp.size(), 1u);
  EXPECT_EQ(woman.load.trimp[0].banister, 94.6);
}

TEST(Trimp, AMaximumFromTheAgeIsSaid) {
  const Told t = told(healthy(), {at(50, 145)});
  ASSERT_EQ(t.load.trimp.size(), 1u);
  // 208 - 0.7 x 33 = 184.9
  EXPECT_NEAR(*t.load.trimp[0].banister, 83.8, 0.2);
  EXPECT_EQ(t.codes, "train.trimp_estimated_max");
}

TEST(Trimp, ZonesOfEdwardsAndLucia) {
  Session s;
  s.date = kDay;
  s.zone_minutes = {10, 20, 15, 5, 0};
  s.threshold_minutes = {40, 12, 6};
  const Told t = told(healthy(), {s, s});
  ASSERT_EQ(t.load.trimp.size(), 1u) << "a day is one line";
  EXPECT_EQ(t.load.trimp[0].edwards, 230);
  EXPECT_EQ(t.load.trimp[0].lucia, 164);
  EXPECT_FALSE(t.load.trimp[0].banister);
  EXPECT_EQ(t.codes, "train.trimp_zones train.trimp_thresholds");
}

TEST(Trimp, NoneWhereHeartRateIsNoGuide) {
  PersonDocument doc = healthy();
  MedicineAnswer medicine;
  medicine.name = "metoprolol";
  doc.health.medications->push_back(medicine);
  const Told t = told(doc, {at(50, 145)});
  EXPECT_TRUE(t.load.trimp.empty());
  EXPECT_EQ(t.codes, "train.trimp_not_valid");
}

TEST(Trimp, NoneWhereNobodyAskedAboutMedicines) {
  PersonDocument doc = healthy();
  std::erase_if(doc.health.asked_on,
                [](const auto& asked) { return asked.first == "medications"; });
  doc.health.medications.reset();
  const Told t = told(doc, {at(50, 145)});
  EXPECT_TRUE(t.load.trimp.empty());
  EXPECT_EQ(t.codes, "train.trimp_not_known");
}

TEST(Trimp, SaysWhatIsMissing) {
  PersonDocument doc = healthy();
  doc.measurements.clear();
  EXPECT_EQ(told(doc, {at(50, 145)}).codes, "train.trimp_missing");
  doc = healthy();
  doc.person.age_years = 15;
  const Told child = told(doc, {at(50, 145)});
  EXPECT_TRUE(child.load.trimp.empty());
  EXPECT_EQ(child.codes, "train.trimp_adults");
}

TEST(Trimp, NothingToSayWithoutHeartRate) {
  Session walk;
  walk.date = kDay;
  walk.minutes = 30;
  Session total = at(1440, 80);
  total.status = "day_total";
  Session missed = at(50, 145);
  missed.status = "missed";
  const Told t = told(healthy(), {walk, total, missed});
  EXPECT_TRUE(t.load.trimp.empty());
  EXPECT_EQ(t.codes, "");
}

TEST(DailyActivity, MeansOfTheDaysThatTell) {
  const auto total = [](int days_ago, std::optional<double> steps, std::optional<double> minutes) {
    Session s;
    s.date = kDay - days_ago;
    s.status = "day_total";
    s.steps = steps;
    s.minutes = minutes;
    return s;
  };
  const DailyActivity a = daily_activity(
      {total(0, 4000, 20), total(1, 6000, {}), total(1, 7000, {}), total(28, 90000, 900)}, kDay);
  EXPECT_EQ(a.days, 2) << "the later total of a day counts, and nothing older than 28 days";
  EXPECT_EQ(a.steps, 5500);
  EXPECT_EQ(a.minutes, 20);
  Session rated = total(0, 4000, 60);
  rated.rpe_cr10 = 5;
  std::vector<Reason> reasons;
  EXPECT_TRUE(session_load(knowledge(), nullptr, {rated}, kDay, reasons).session_rpe.empty())
      << "no session";
}

}  // namespace
}  // namespace celian::train
