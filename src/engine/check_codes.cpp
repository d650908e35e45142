#include "engine/check_codes.hpp"

#include <algorithm>
#include <string>

#include "catalog/vocabulary.hpp"
#include "engine/unknown_word.hpp"

namespace celian::engine {

namespace {

// Groups of questions of which facts/health.cpp reads the day.
const std::vector<std::string> kAskedGroups = {"aha", "conditions", "medications", "pregnancy",
                                               "symptoms"};

bool contains(const std::vector<std::string>& list, std::string_view code) {
  return std::find(list.begin(), list.end(), code) != list.end();
}

std::string list(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& v : values) out += (out.empty() ? "" : ", ") + v;
  return out;
}

Result<void> check_asked(const PersonDocument& doc) {
  for (const auto& [group, on] : doc.health.asked_on) {
    if (!contains(kAskedGroups, group))
      return unknown_word("group of questions", group, kAskedGroups, "",
                          "/health/asked_on/" + group);
  }
  return {};
}

// What kind of thing an answer is follows from the question.
Result<void> check_answer(const KnowledgeBase& kb, const CodedAnswer& a) {
  const std::string pointer = "/health/answers/" + a.code;
  Slot s = kb.facts().find("answer." + a.code);
  if (s == kNoSlot) s = kb.facts().find(a.code);
  if (s == kNoSlot) {
    std::vector<std::string> codes;
    for (std::size_t i = 0; i < kb.facts().size(); ++i) {
      const std::string& code = kb.facts()[static_cast<Slot>(i)].code;
      codes.push_back(code.starts_with("answer.") ? code.substr(7) : code);
    }
    return unknown_word("code of a question", a.code, codes, "facts", pointer);
  }
  const FactDef& fact = kb.facts()[s];
  const std::string* text = std::get_if<std::string>(&a.value);
  if (fact.type == FactType::code) {
    if (text == nullptr)
      return Error{Status::schema, pointer, "expected one of: " + list(fact.values)};
    if (!kb.facts().value_index(s, *text))
      return Error{Status::unknown_id, pointer,
                   "'" + *text + "' is not one of: " + list(fact.values)};
  } else if (fact.type == FactType::flag && text != nullptr) {
    return Error{Status::schema, pointer, "expected true or false, found \"" + *text + "\""};
  } else if (fact.type == FactType::number && std::get_if<double>(&a.value) == nullptr) {
    return Error{Status::schema, pointer,
                 "expected a number" + (fact.unit.empty() ? "" : " in " + fact.unit)};
  }
  return {};
}

const CodedAnswer* answered(const PersonDocument& doc, std::string_view code) {
  for (const CodedAnswer& a : doc.health.answers) {
    if (a.code == code) return &a;
  }
  return nullptr;
}

// What is said about a pregnancy must fit together: which part is the slip nobody can tell.
Result<void> check_pregnancy(const PersonDocument& doc) {
  const PregnancyAnswer& p = doc.health.pregnancy;
  const CodedAnswer* own = answered(doc, "pregnancy_status");
  const std::string* text = own != nullptr ? std::get_if<std::string>(&own->value) : nullptr;
  const std::string status = !p.status.empty() ? p.status : text != nullptr ? *text : "";
  const std::string at = "/health/pregnancy";
  const bool dated = p.weeks || p.due_date || answered(doc, "gestation_weeks") != nullptr;
  const bool after = p.postpartum_weeks || answered(doc, "postpartum_weeks") != nullptr;
  if (doc.person.sex == Sex::male &&
      (dated || after || !p.complications.empty() || (!status.empty() && status != "not_pregnant")))
    return Error{Status::conflict, at, "a male person is neither pregnant nor has given birth"};
  if (!p.status.empty() && text != nullptr && *text != p.status)
    return Error{Status::conflict, at + "/status",
                 "'" + p.status + "' here and '" + *text + "' in /health/answers"};
  if (dated && (status == "not_pregnant" || status == "postpartum"))
    return Error{Status::conflict, at,
                 "a week of pregnancy or a due date contradicts status '" + status + "'"};
  if (dated && after && status.empty())
    return Error{Status::conflict, at,
                 "a week of pregnancy and weeks since a birth: expected a \"status\""};
  if (!p.complications.empty() && status == "not_pregnant")
    return Error{Status::conflict, at + "/complications",
                 "complications of a pregnancy contradict status 'not_pregnant'"};
  return {};
}

std::string disease_of(const KnowledgeBase& kb, const ConditionAnswer& c) {
  const bool by_text = c.code.empty() || c.code == "other";
  return kb.recognise_condition(by_text && !c.text.empty() ? c.text : c.code).code;
}

// A control or stage that this disease does not have would be passed over.
Result<void> check_condition(const KnowledgeBase& kb, const ConditionAnswer& c,
                             const std::string& pointer) {
  if (c.control.empty() && c.stage.empty()) return {};
  const std::string disease = disease_of(kb, c);
  const std::string fact = "condition." + disease;
  if (auto ok = check_code(kb, fact + ".control", c.control, pointer + "/control"); !ok) return ok;
  if (!c.stage.empty() && kb.facts().find(fact) != kNoSlot &&
      kb.facts().find(fact + ".stage") == kNoSlot)
    return Error{Status::unknown_id, pointer + "/stage",
                 "no stage of " + disease + " is known; found '" + c.stage + "'"};
  return check_code(kb, fact + ".stage", c.stage, pointer + "/stage");
}

// A disease has one stage and one control: of two that differ, nobody can tell which holds, and
// the milder one must not win.
Result<void> check_listed_once(const KnowledgeBase& kb, const std::vector<ConditionAnswer>& all) {
  const auto at = [](std::size_t i) { return "/health/conditions/" + std::to_string(i); };
  for (std::size_t i = 1; i < all.size(); ++i) {
    const std::string code = disease_of(kb, all[i]);
    if (code.empty() || code == "other") continue;
    for (std::size_t k = 0; k < i; ++k) {
      if (disease_of(kb, all[k]) != code) continue;
      for (const auto& [name, part] : {std::pair{"control", &ConditionAnswer::control},
                                       std::pair{"stage", &ConditionAnswer::stage}}) {
        const std::string &here = all[i].*part, &before = all[k].*part;
        if (!here.empty() && !before.empty() && here != before)
          return Error{Status::conflict, at(i) + "/" + name,
                       "'" + here + "' here and '" + before + "' in " + at(k) +
                           " for the same disease; keep what holds now"};
      }
    }
  }
  return {};
}

Result<void> check_health(const KnowledgeBase& kb, const PersonDocument& doc) {
  if (auto ok = check_asked(doc); !ok) return ok;
  if (doc.health.clearance) {
    const Clearance& c = *doc.health.clearance;
    if (auto ok = check_code(kb, "clearance_up_to", c.up_to, "/health/clearance/up_to"); !ok)
      return ok;
    if (auto ok = check_code(kb, "clearance_from", c.from, "/health/clearance/from"); !ok)
      return ok;
  }
  for (const CodedAnswer& a : doc.health.answers) {
    if (auto ok = check_answer(kb, a); !ok) return ok;
  }
  if (doc.health.conditions) {
    for (std::size_t i = 0; i < doc.health.conditions->size(); ++i) {
      if (auto ok = check_condition(kb, (*doc.health.conditions)[i],
                                    "/health/conditions/" + std::to_string(i));
          !ok)
        return ok;
    }
    if (auto ok = check_listed_once(kb, *doc.health.conditions); !ok) return ok;
  }
  if (auto ok = check_pregnancy(doc); !ok) return ok;
  for (std::size_t i = 0; i < doc.health.pregnancy.complications.size(); ++i) {
    if (kb.facts().find("pregnancy_" + doc.health.pregnancy.complications[i]) != kNoSlot) continue;
    return Error{Status::unknown_id, "/health/pregnancy/complications/" + std::to_string(i),
                 "no complication has this code; see catalog.list facts"};
  }
  return {};
}

Result<void> check_words(const KnowledgeBase& kb, const std::vector<std::string>& typed,
                         std::string_view kind, std::string_view what, const std::string& pointer) {
  if (typed.empty()) return {};
  const std::vector<std::string>& words = kb.vocabulary(kind);
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const std::string key = std::string(vocabulary_kinds()[vocabulary_index(kind)].text) + "." +
                            typed[i];  // has a name, and waits for an exercise
    if (contains(words, typed[i]) || !kb.text(key, "en").empty()) continue;
    return unknown_word(what, typed[i], words, kind, pointer + "/" + std::to_string(i));
  }
  return {};
}

// An exercise or a family of exercises.
Result<void> check_liked(const KnowledgeBase& kb, const std::vector<std::string>& typed,
                         const std::string& pointer) {
  if (typed.empty()) return {};
  const std::vector<std::string>& families = kb.vocabulary("families");
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (kb.exercise(typed[i]) != nullptr || contains(families, typed[i])) continue;
    std::vector<std::string> words = families;
    for (const Exercise& e : kb.exercises()) words.push_back(e.code);
    return unknown_word("exercise and no family of exercises", typed[i], words, "exercises",
                        pointer + "/" + std::to_string(i));
  }
  return {};
}

Result<void> check_resources(const KnowledgeBase& kb, const Resources& r) {
  if (r.equipment) {
    if (auto ok = check_words(kb, *r.equipment, "equipment", "equipment", "/resources/equipment");
        !ok)
      return ok;
  }
  if (r.place) {
    if (auto ok = check_words(kb, *r.place, "places", "place", "/resources/place"); !ok) return ok;
  }
  if (auto ok = check_liked(kb, r.likes, "/resources/likes"); !ok) return ok;
  return check_liked(kb, r.dislikes, "/resources/dislikes");
}

Result<void> check_goals(const KnowledgeBase& kb, const Goals& goals) {
  if (goals.codes.empty()) return {};
  const std::vector<std::string>& words = kb.vocabulary("goals");
  for (std::size_t i = 0; i < goals.codes.size(); ++i) {
    if (!contains(words, goals.codes[i]))
      return unknown_word("goal", goals.codes[i], words, "goals",
                          "/goals/" + std::to_string(i) + "/code");
  }
  return {};
}

}  // namespace

Result<void> check_code(const KnowledgeBase& kb, std::string_view fact, std::string_view value,
                        const std::string& pointer) {
  if (value.empty()) return {};
  const Slot s = kb.facts().find(fact);
  if (s == kNoSlot || kb.facts().value_index(s, value)) return {};
  return Error{Status::unknown_id, pointer,
               "'" + std::string(value) + "' is not one of: " + list(kb.facts()[s].values)};
}

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
  if (auto ok = check_health(kb, doc); !ok) return ok;
  if (auto ok = check_goals(kb, doc.goals); !ok) return ok;
  return check_resources(kb, doc.resources);
}

Result<void> check_sessions(const KnowledgeBase& kb, const std::vector<Session>& sessions,
                            Date as_of, const std::string& pointer) {
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    const Session& s = sessions[i];
    const std::string at = pointer + "/" + std::to_string(i);
    if (s.date > as_of)
      return Error{Status::range, at + "/date",
                   "lies after as_of " + as_of.iso() + "; what is not done yet is no session"};
    if (!s.component.empty()) {
      const std::vector<std::string>& components = kb.vocabulary("components");
      if (!contains(components, s.component))
        return unknown_word("component", s.component, components, "components", at + "/component");
    }
    if (s.exercise.empty() || kb.exercise(s.exercise) != nullptr) continue;
    std::vector<std::string> codes;
    for (const Exercise& e : kb.exercises()) codes.push_back(e.code);
    return unknown_word("exercise", s.exercise, codes, "exercises", at + "/exercise");
  }
  return {};
}

Result<void> check_decisions(const KnowledgeBase& kb, const std::vector<Decision>& decisions,
                             const std::string& pointer) {
  if (decisions.empty()) return {};
  std::vector<std::string> components = kb.vocabulary("components");
  components.push_back("all");
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    const std::string& component = decisions[i].component;
    if (!contains(components, component))
      return unknown_word("component", component, components, "components",
                          pointer + "/" + std::to_string(i) + "/component");
  }
  return {};
}

}  // namespace celian::engine
