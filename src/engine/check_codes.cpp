#include "engine/check_codes.hpp"

#include <string>

namespace celian::engine {

namespace {

std::string list(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& v : values) out += (out.empty() ? "" : ", ") + v;
  return out;
}

Result<void> check_code(const KnowledgeBase& kb, const char* fact, const std::string& value, const std::string& pointer) {
  if (value.empty()) return {};
  const Slot s = kb.facts().find(fact);
  if (s == kNoSlot || kb.facts().value_index(s, value)) return {};
  return Error{Status::unknown_id, pointer, "'" + value + "' is not one of: " + list(kb.facts()[s].values)};
}

}  // namespace

Result<void> check_codes(const KnowledgeBase& kb, const PersonDocument& doc) {
  struct Coded {
    const char* fact;
    const std::string& value;
    const char* pointer;
  };
  const Coded coded[] = {
      {"occupation", doc.person.occupation, "/person/occupation"},
      {"school_grade", doc.person.school_grade, "/person/school_grade"},
      {"setting", doc.policy.setting, "/policy/setting"},
      {"usual_intensity", doc.health.activity.usual_intensity, "/health/activity/usual_intensity"},
      {"pregnancy_status", doc.health.pregnancy.status, "/health/pregnancy/status"},
      {"adl", doc.health.function.adl, "/health/function/adl"},
      {"aid", doc.health.function.aid, "/health/function/aid"},
  };
  for (const Coded& c : coded) {
    if (auto ok = check_code(kb, c.fact, c.value, c.pointer); !ok) return ok;
  }
  if (doc.health.clearance) {
    if (auto ok = check_code(kb, "clearance_up_to", doc.health.clearance->up_to, "/health/clearance/up_to"); !ok) return ok;
  }
  for (const CodedAnswer& a : doc.health.answers) {
    if (kb.facts().find("answer." + a.code) != kNoSlot || kb.facts().find(a.code) != kNoSlot) continue;
    return Error{Status::unknown_id, "/health/answers/" + a.code, "no question has this code; see catalog.list facts"};
  }
  for (std::size_t i = 0; i < doc.health.pregnancy.complications.size(); ++i) {
    if (kb.facts().find("pregnancy_" + doc.health.pregnancy.complications[i]) != kNoSlot) continue;
    return Error{Status::unknown_id, "/health/pregnancy/complications/" + std::to_string(i), "no complication has this code; see catalog.list facts"};
  }
  for (std::size_t i = 0; i < doc.goals.codes.size(); ++i) {
    if (kb.policy("goal." + doc.goals.codes[i]) != nullptr) continue;
    return Error{Status::unknown_id, "/goals/" + std::to_string(i) + "/code", "no goal has this code; see catalog.list goals"};
  }
  return {};
}

}  // namespace celian::engine
