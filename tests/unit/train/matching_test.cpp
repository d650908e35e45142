// What became of a planned session, entry by entry: only what can be read in one way is final.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "../shipped.hpp"
#include "train/adherence.hpp"

namespace celian::train {
namespace {

using test::knowledge;

const Date kMonday = Date::parse("2026-11-23").value();

struct Planned {
  int day;
  const char* component;
};

Plan plan_of(const std::vector<Planned>& days) {
  Plan p;
  p.start = kMonday;
  PlanWeek week;
  for (const Planned& d : days) {
    PlanSession s;
    s.date = kMonday + d.day;
    s.minutes = 30;
    PlanItem item;
    item.exercise = "chair_sit_to_stand";
    item.component = d.component;
    s.parts.push_back({"main", {item}});
    week.sessions.push_back(std::move(s));
  }
  p.weeks.push_back(std::move(week));
  return p;
}

struct Logged {
  int day;
  const char* status = "";
  const char* component = "";
  double minutes = 30;
  const char* event = "";
  const char* exercise = "";
};

std::vector<Session> log_of(const std::vector<Logged>& entries) {
  std::vector<Session> out;
  for (const Logged& e : entries) {
    Session s;
    s.date = kMonday + e.day;
    s.status = e.status;
    s.component = e.component;
    s.exercise = e.exercise;
    s.minutes = e.minutes;
    if (*e.event != '\0') s.events = {e.event};
    out.push_back(std::move(s));
  }
  return out;
}

// One word a planned session, and how many entries were extra: "matched missed +1".
std::string said(const std::vector<Planned>& plan, const std::vector<Logged>& log, int today,
                 const std::vector<Period>& unavailable = {}) {
  const AdherenceResult r =
      adherence(knowledge(), plan_of(plan), log_of(log), unavailable, kMonday + today);
  const Adherence& a = r.adherence;
  EXPECT_EQ(a.planned, a.matched + a.partial + a.missed + a.held + a.unknown);
  EXPECT_EQ(a.sessions.size(), static_cast<std::size_t>(a.planned));
  std::string out;
  for (const PlannedOutcome& s : a.sessions)
    out += (out.empty() ? "" : " ") + s.outcome + (s.because.empty() ? "" : ":" + s.because);
  return out + (a.extra > 0 ? " +" + std::to_string(a.extra) : "");
}

const std::vector<Planned> kMonWed = {{0, "aerobic"}, {2, "aerobic"}};

TEST(Matching, TheDayItselfCompletesIt) {
  EXPECT_EQ(said(kMonWed, {{0, "done"}, {2, "done"}}, 7), "matched matched");
  EXPECT_EQ(said(kMonWed, {{0, "done", "aerobic"}, {2, ""}}, 7), "matched matched");
}

TEST(Matching, HalfOfItOrTheMinimumIsPartial) {
  EXPECT_EQ(said(kMonWed, {{0, "partial"}, {2, "done", "", 14}}, 7), "partial partial");
  std::vector<Session> log = log_of({{0, "done", "balance", 8}});
  log[0].minimum = true;
  EXPECT_EQ(adherence(knowledge(), plan_of({{0, "aerobic"}}), log, {}, kMonday + 3).adherence.partial,
            1)
      << "the minimum plan stands for any session";
}

TEST(Matching, OneActivityNeverCompletesTwoSessions) {
  EXPECT_EQ(said({{0, "aerobic"}, {0, "aerobic"}}, {{0, "done"}}, 7),
            "unknown:several_entries unknown:several_entries +1");
  EXPECT_EQ(said({{0, "aerobic"}, {0, "balance"}}, {{0, "done", "balance"}}, 7), "missed matched");
  EXPECT_EQ(said({{0, "aerobic"}, {0, "balance"}},
                 {{0, "done", "balance"}, {0, "done", "aerobic"}}, 7),
            "matched matched");
  // On Tuesday: late for Monday or early for Wednesday.
  EXPECT_EQ(said(kMonWed, {{1, "done"}, {6, "extra"}}, 7),
            "unknown:several_days unknown:several_days +2");
}

TEST(Matching, ADayLateOrEarlyCountsWhereItIsTheOnlyReading) {
  EXPECT_EQ(said(kMonWed, {{1, "done"}, {2, "done"}}, 7), "matched matched");
  EXPECT_EQ(said(kMonWed, {{0, "done"}, {1, "done"}}, 7), "matched matched") << "a day early";
  EXPECT_EQ(said(kMonWed, {{0, "done"}, {3, "done"}}, 7), "matched matched");
  EXPECT_EQ(said(kMonWed, {{0, "done"}, {4, "done"}}, 7), "matched missed +1") << "two days late";
  // Sunday after: the day of another session is that session's.
  EXPECT_EQ(said({{0, "aerobic"}, {1, "aerobic"}}, {{1, "done"}}, 7), "missed matched");
  EXPECT_EQ(said({{0, "aerobic"}, {1, "aerobic"}}, {{1, "done"}, {1, "done"}}, 7),
            "missed matched +1");
}

TEST(Matching, WednesdayIsNotSettledOnTuesday) {
  EXPECT_EQ(said(kMonWed, {{1, "done"}}, 1), "unknown:several_days +1");
  EXPECT_EQ(said(kMonWed, {{1, "done"}, {2, "done"}}, 2), "matched matched");
}

TEST(Matching, ExtraCountsForLoadOnly) {
  EXPECT_EQ(said(kMonWed, {{0, "extra"}, {2, "done"}, {5, "done"}}, 7), "missed matched +2");
  EXPECT_EQ(said(kMonWed, {{0, "done"}, {0, "extra"}, {2, "done"}}, 7), "matched matched +1");
}

TEST(Matching, AnotherKindOfWorkDoesNotCompleteIt) {
  EXPECT_EQ(said({{0, "resistance"}}, {{0, "", "aerobic"}, {3, "extra"}}, 7), "missed +2")
      << "a walk that a watch saw";
  EXPECT_EQ(said({{0, "resistance"}}, {{0, "done", "aerobic"}, {3, "extra"}}, 7),
            "unknown:other_work +2")
      << "somebody calls it the session";
  EXPECT_EQ(said({{0, "aerobic"}}, {{0, "", "", 30, "", "walk_brisk"}}, 7), "matched")
      << "another exercise of that kind";
}

TEST(Matching, TwoEntriesOfOneDay) {
  EXPECT_EQ(said({{0, "aerobic"}}, {{0, ""}, {0, ""}}, 7), "matched +1") << "both say the same";
  EXPECT_EQ(said({{0, "aerobic"}}, {{0, "", "", 10}, {0, "", "", 30}}, 7),
            "unknown:several_entries +2");
  EXPECT_EQ(said({{0, "aerobic"}}, {{0, "", "", 10}, {0, "done", "", 30}}, 7), "matched +1")
      << "one is called the session";
  EXPECT_EQ(said({{0, "aerobic"}}, {{0, "missed"}, {0, "done"}}, 7), "unknown:contradiction +1");
}

TEST(Matching, MissedNeedsAClosedWindowAndALogThatWasKept) {
  EXPECT_EQ(said(kMonWed, {{0, "done"}}, 2), "matched unknown:window_open");
  EXPECT_EQ(said(kMonWed, {{0, "done"}}, 3), "matched unknown:window_open");
  EXPECT_EQ(said(kMonWed, {{0, "done"}}, 4), "matched unknown:log_silent");
  EXPECT_EQ(said(kMonWed, {{0, "done"}, {6, "extra"}}, 7), "matched missed +1");
  EXPECT_EQ(said(kMonWed, {{0, "done"}, {17, "extra"}}, 20), "matched unknown:log_silent")
      << "an entry two weeks later says nothing of that day";
  EXPECT_EQ(said(kMonWed, {{0, "done"}, {3, "day_total"}, {6, "day_total"}}, 7),
            "matched unknown:log_silent")
      << "a watch that is worn is no log";
  EXPECT_EQ(said(kMonWed, {{0, "missed"}}, 0), "missed") << "the person's own word needs nothing";
}

TEST(Matching, WhatCouldNotBeIsHeld) {
  const std::vector<Period> away = {{kMonday, kMonday}};
  EXPECT_EQ(said(kMonWed, {{2, "done"}}, 7, away), "held:unavailable matched");
  EXPECT_EQ(said(kMonWed, {{0, "missed"}, {2, "done"}}, 7, away), "held:unavailable matched");
  EXPECT_EQ(said(kMonWed, {{0, "done"}, {2, "done"}}, 7, away), "matched matched")
      << "done all the same";
  EXPECT_EQ(said(kMonWed, {{0, "missed", "", 0, "illness"}, {2, "done"}}, 7),
            "held:health_event matched");
  EXPECT_EQ(said(kMonWed, {{0, "missed", "", 0, "near_fall"}, {2, "done"}}, 7), "missed matched");
}

TEST(Matching, WhatWasDoneBeforeThePlanIsNoneOfIt) {
  EXPECT_EQ(said(kMonWed, {{-20, "done"}, {-3, "done"}, {0, "done"}, {2, "done"}}, 7),
            "matched matched");
  EXPECT_EQ(said(kMonWed, {{0, "done"}, {2, "done"}, {6, "done"}, {8, "done"}, {20, "done"}}, 30),
            "matched matched +1")
      << "after the plan";
  EXPECT_EQ(said(kMonWed, {{-1, "done"}, {2, "done"}}, 7), "matched matched") << "a day early";
}

TEST(Matching, TheShareLeavesOutWhatIsNotKnown) {
  const AdherenceResult r = adherence(
      knowledge(), plan_of({{0, "aerobic"}, {2, "aerobic"}, {4, "aerobic"}, {7, "aerobic"}}),
      log_of({{0, "done"}, {2, "missed"}, {4, "partial"}}), {}, kMonday + 8);
  EXPECT_DOUBLE_EQ(*r.adherence.ratio, 0.5);
  EXPECT_EQ(r.adherence.unknown, 1);
  EXPECT_FALSE(share_done(r.adherence, kMonday + 7, kMonday + 13)) << "nothing can be told of it";
}

}  // namespace
}  // namespace celian::train
