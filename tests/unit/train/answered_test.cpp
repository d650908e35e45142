// One illness makes one step back, whenever the next look is.
#include "train/answered.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "../shipped.hpp"

namespace celian::train {
namespace {

using test::knowledge;

const Date kLook = Date::parse("2026-10-12").value();  // a Monday

// Days are counted from the look: -3 is three days before it.
struct Case {
  const char* what;
  std::vector<int> ill;
  std::optional<int> answered;  // the plan has answered illness up to this day …
  int start;                    // … and begins on this one
  bool fresh, lasts;
};

TEST(Illness, IsAnsweredOnce) {
  const Case cases[] = {
      {"a week ago, no plan knew", {-7}, {}, -28, true, false},
      {"a week ago, the plan of today has answered it", {-7}, -7, -5, false, false},
      {"answered, but that plan has not begun", {-7}, -7, 1, true, false},
      {"two days of one illness, both answered", {-8, -7}, -7, -5, false, false},
      {"goes on after the plan had answered it", {-9, -7, -3}, -7, -5, false, true},
      {"goes on, entry after entry", {-12, -6, -1}, -12, -11, false, true},
      {"another one, more than a week later", {-13, -3}, -13, -10, true, false},
      {"an old one", {-14}, {}, -28, false, false},
      {"an old one that goes on", {-16, -10}, -16, -14, false, true},
      {"no day of it told since", {}, -20, -18, false, false},
  };
  for (const Case& c : cases) {
    std::vector<Session> log;
    for (const int day : c.ill) {
      Session s;
      s.date = kLook + day;
      s.status = "missed";
      s.events = {"illness"};
      log.push_back(s);
    }
    Prescription p;
    p.plan.emplace();
    p.plan->start = kLook + c.start;
    if (c.answered) p.answered.push_back({"illness", kLook + *c.answered});
    p.answered.push_back({"dizziness", kLook});  // another event says nothing about this one
    const Illness found = illness_of(knowledge(), &p, log, kLook);
    EXPECT_EQ(found.fresh, c.fresh) << c.what;
    EXPECT_EQ(found.lasts, c.lasts) << c.what;
  }
}

TEST(Illness, APlanThatWasWithheldHasAnsweredNothing) {
  Session s;
  s.date = kLook - 3;
  s.events = {"illness"};
  Prescription p;
  p.answered.push_back({"illness", kLook - 3});
  EXPECT_TRUE(illness_of(knowledge(), &p, {s}, kLook).fresh);
  EXPECT_TRUE(illness_of(knowledge(), nullptr, {s}, kLook).fresh);
}

TEST(LastEvent, IsTheLatestUpToTheDay) {
  Session early, late, other, total;
  early.date = kLook - 5, early.events = {"illness"};
  late.date = kLook + 1, late.events = {"illness"};
  other.date = kLook - 1, other.events = {"fall"};
  total.date = kLook, total.status = "day_total", total.events = {"illness"};
  EXPECT_EQ(last_event({late, early, other, total}, "illness", kLook), early.date);
  EXPECT_EQ(last_event({other}, "illness", kLook), std::nullopt);
}

}  // namespace
}  // namespace celian::train
