// A small standard of our own, and changed copies of it.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/standard.hpp"
#include "catalog/standard_impl.hpp"
#include "codec/json.hpp"

namespace celian {

// Two scored items and a choice: ages 20-29, weights 50/30/20, bonus on pull-ups of men.
inline constexpr std::string_view kSmall = R"({
  "kind": "standard", "format": 1, "id": "test.small", "edition": "2000", "revision": 1, "status": "current",
  "in_force_from": null, "supersedes": null, "title": {"en": "Small", "zh-CN": "小"}, "cites": [], "licence": "own", "verified": "policy",
  "population": {"sex": ["male", "female"], "by": "age_years", "from": 20, "to": 29, "age_rule": "completed_years"},
  "tables": "available",
  "items": [
    {"test": "grip_strength", "form": "thresholds", "resolution": 0.1, "better": "higher", "scores": [100, 78, 60],
     "round": {"how": "not_printed", "verified": "unverified"}, "beyond": {"worse": 0, "better": "end", "verified": "secondary"},
     "keys": [{"fact": "sex"}], "rows": [{"key": ["male"], "at": [40.0, 30.0, 20.0]}, {"key": ["female"], "at": [30.0, 20.0, 10.0], "verified": "unverified"}]},
    {"test": "bmi", "form": "bands", "resolution": 0.1, "better": "range", "round": {"how": "half_up", "verified": "secondary"}, "keys": [],
     "rows": [{"key": [], "bands": [[80, null, 18.4, "[]", "underweight"], [100, 18.5, 23.9, "[]", "normal"], [80, 24.0, null, "[]", "overweight"]]}]},
    {"test": "pull_up", "form": "bands", "resolution": 1, "better": "higher", "round": {"how": "not_printed", "verified": "unverified"},
     "beyond": {"worse": "no_score", "better": "end", "verified": "secondary"}, "keys": [{"fact": "sex"}],
     "rows": [{"key": ["male"], "bands": [[60, 1, 9, "[]"], [100, 10, null, "[]"]]},
              {"key": ["female"], "bands": [[60, 1, 3, "[]"], [100, 4, null, "[]"]], "doubt": [{"min": 3, "max": 3, "candidates": [60, 100], "why": "two prints"}]}]}
  ],
  "item_sets": [{"applies": {"age_years": [20, 29]}, "aggregate": "weighted", "no_score": "blocks_grade", "missing": "no_total",
    "items": [{"test": "grip_strength", "weight": 50}, {"test": "bmi", "weight": 30}, {"test": "pull_up", "weight": 20, "alternatives": ["push_up"]}],
    "grades": [{"code": "good", "label": {"en": "Good", "zh-CN": "好"}, "from": 90}, {"code": "pass", "label": {"en": "Pass", "zh-CN": "及格"}, "from": 60},
               {"code": "fail", "label": {"en": "Fail", "zh-CN": "不及格"}, "from": null}]}],
  "bonus": {"cap": 5, "tables": [{"test": "pull_up", "applies": {"sex": ["male"]}, "base_score": 100, "delta": [[2, 1], [4, 2], [6, 9]], "cap": 6}]},
  "total": {"resolution": 0.1, "how": "half_up", "verified": "secondary"},
  "examples": []
})";

inline std::vector<TestDef> tests() {
  std::vector<TestDef> out;
  for (const char* code : {"grip_strength", "bmi", "pull_up", "push_up", "height", "weight"}) {
    out.emplace_back();
    out.back().code = code;
  }
  return out;
}

inline FileHeader header() {
  FileHeader h;
  h.id = "test.small";
  h.edition = "2000";
  h.cites = {{"src.small", "file"}};
  h.verified = Verified::secondary;
  return h;
}

// kSmall with every occurrence of `from` replaced by `to`.
inline codec::Value changed(std::string_view from, std::string_view to) {
  std::string text(kSmall);
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  if (!from.empty() && text == kSmall) ADD_FAILURE() << "nothing to replace: " << from;
  Result<codec::Value> value = codec::parse(text);
  if (!value) ADD_FAILURE() << value.error().message;
  return *std::move(value);
}

inline std::shared_ptr<const Standard> small(std::string_view from = "x-nothing",
                                             std::string_view to = "") {
  std::string text(kSmall);
  if (from != "x-nothing") return *Standard::decode(changed(from, to), header(), tests());
  return *Standard::decode(*codec::parse(kSmall), header(), tests());
}

inline Subject person(Sex sex, std::int32_t years) {
  Subject s;
  s.sex = sex;
  s.age_years = years;
  return s;
}

inline SheetValue value(std::string_view test, double v) {
  return {test, Outcome::scored, v, {}, {}};
}

}  // namespace celian
