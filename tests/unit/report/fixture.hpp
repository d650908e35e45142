// Results made by hand, in the shape of the encoders in src/codec.
#pragma once

#include <memory>
#include <string>

#include "catalog/knowledge_base.hpp"
#include "celian/catalog.hpp"
#include "celian/report.hpp"
#include "report/maker.hpp"

namespace celian::report::test {

inline const Catalog& catalog() {
  static const std::shared_ptr<const Catalog> base = Catalog::builtin().value();
  return *base;
}

// A person of T0 with one session; `guide` holds further fields of the prescription, `screen` of
// the screening.
inline std::string result(const std::string& guide = "", const std::string& screen = "") {
  return R"({"v": 1, "data_version": "test", "used": ["rules.x"], "as_of": "2026-11-21",
    "person": {"id": "p-1", "sex": "female", "age_years": 30},
    "measure": null, "score": null, "progress": null,
    "screen": {"triage": "T0", "triage_worst": "T0", "gates": [], "provisional": false,
      "today": {"decision": "go", "until": null, "recheck": [], "causes": [], "why": []},
      "programme": {"decision": "go", "clearance": null, "why": []}, "referral": [], "supervision": "none",
      "findings": [], "ask": [], "ask_more": 0, "other_path": [], "reasons": [])" +
         screen + R"(},
    "guide": {"withheld": null, "class": "fitness", "valid_until": "2027-02-15",
      "envelope": {"intensity": {"class": "moderate", "rpe_6_20": [11, 13], "methods": ["rpe", "talk_test"], "why": [0]},
        "limits": [{"dimension": "session_minutes", "component": null, "range": [10, 45], "hardness": "hard", "why": [0]}],
        "forbid": [{"tag": "supine", "hardness": "hard", "why": [1]}], "require": [{"component": "balance", "days_week": 3, "why": [0]}],
        "supervision": "none", "monitor": [], "timing": [], "unmet": [], "conflicts": []},
      "plan": {"start": "2026-11-23", "weeks": [{"week": 1, "deload": false, "sessions": [{"date": "2026-11-23", "place": "home", "minutes": 20,
        "parts": [{"part": "main", "items": [{"exercise": "walk_moderate", "component": "aerobic", "minutes": 20, "sets": null, "reps": null,
          "intensity_class": "moderate", "intensity": {"rpe_6_20": [12, 13]}, "easier": "walk_slow", "why": []}]}], "indoor_twin": null, "timing": []}]}]},
      "stop_signs": [{"code": "chest_pain", "why": [0]}],
      "reasons": [{"code": "guide.minimum", "rule": "r_firm", "args": {}, "cites": [{"source": "src.who_pa_2020", "where": "table 1"}], "evidence": "guideline", "verified": "primary"},
                  {"code": "guide.later", "rule": "r_doubt", "args": {}, "cites": [{"source": "src.general_knowledge", "where": "somewhere"}], "evidence": "convention", "verified": "unverified"}])" +
         guide + "}}";
}

inline Document document(const std::string& json, const std::string& kind = "person",
                         const std::string& locale = "zh-CN", const ReportContext& context = {}) {
  const auto result = read_result(json);
  EXPECT_TRUE(result.has_value()) << (result ? "" : result.error().message);
  if (!result) return {};
  auto d = build_document(catalog().internals(), *result, kind, locale, context);
  EXPECT_TRUE(d.has_value()) << (d ? "" : d.error().pointer + " " + d.error().message);
  return d ? *d : Document{};
}

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace celian::report::test
