#include <algorithm>
#include <set>

#include "catalog/check_context.hpp"

namespace celian {

namespace {

using Locales = std::set<std::string>;

Locales all_locales(const CheckContext& c) {
  Locales out = {"en", "zh-CN"};
  for (const auto& [key, entry] : c.texts) {
    for (const auto& [locale, words] : entry.plain) out.insert(locale);
  }
  return out;
}

std::set<std::string> names_in(std::string_view text) {
  const std::vector<std::string> names = placeholders(text);
  return {names.begin(), names.end()};
}

// Every language says the same: the same keys, with the same values in the sentence.
void check_languages(CheckContext& c, const Locales& locales) {
  for (const auto& [key, entry] : c.texts) {
    for (const bool professional : {false, true}) {
      const LocalText& texts = professional ? entry.professional : entry.plain;
      const std::string pointer = entry.pointer + (professional ? "/professional" : "");
      if (professional && texts.empty()) continue;
      for (const std::string& locale : locales) {
        const bool there = std::any_of(texts.begin(), texts.end(),
                                       [&](const auto& text) { return text.first == locale; });
        if (!there) c.report(entry.path, pointer, "expected a text in " + locale + ", found none");
      }
      for (std::size_t i = 1; i < texts.size(); ++i) {
        if (names_in(texts[i].second) != names_in(texts[0].second)) {
          c.report(entry.path, pointer + "/" + texts[i].first,
                   "expected the same placeholders as in " + texts[0].first + ", found others");
        }
      }
    }
  }
}

void need(CheckContext& c, const std::string& key, const std::string& path,
          const std::string& pointer) {
  if (!key.empty() && c.texts.find(key) == c.texts.end()) {
    c.report(path, pointer, "expected a text key of data/texts, found \"" + key + "\"");
  }
}

void check_rule_texts(CheckContext& c) {
  for (const RuleEntry& e : c.rules) {
    need(c, e.rule.say, e.path, e.pointer + "/say");
    const auto at = c.texts.find(e.rule.say);
    if (at == c.texts.end()) continue;
    for (const LocalText* texts : {&at->second.plain, &at->second.professional}) {
      for (const auto& [locale, words] : *texts) {
        for (const std::string& name : placeholders(words)) {
          if (c.facts().find(name) != kNoSlot || name == "missing") continue;
          c.report(at->second.path, at->second.pointer,
                   "expected the code of a fact between braces, found {" + name + "}");
        }
      }
    }
  }
}

// Codes that effects carry into a document.
void check_effect_texts(CheckContext& c) {
  for (const RuleEntry& entry : c.rules) {
    for (std::size_t i = 0; i < entry.rule.then.size(); ++i) {
      const Effect& e = entry.rule.then[i];
      const auto say = [&](const std::string& topic, const std::string& code) {
        if (!code.empty())
          need(c, topic + "." + code, entry.path, codec::join(entry.pointer + "/then", i));
      };
      switch (e.kind) {
        case EffectKind::today: say("recheck", e.recheck); break;
        case EffectKind::refer: say("refer", e.to); break;
        case EffectKind::clearance:
          say("refer", e.from);
          for (const std::string& b : e.bring) say("bring", b);
          break;
        case EffectKind::forbid:
          if (e.target != "exercise") say(e.target, e.code);
          break;
        case EffectKind::require: say("component", e.component); break;
        case EffectKind::limit: say("dimension", e.dimension); break;
        case EffectKind::monitor: say("monitor", e.what); break;
        case EffectKind::timing: say("timing", e.code); break;
        case EffectKind::advise: say(e.topic, e.code); break;
        case EffectKind::note: say("note", e.code); break;
        case EffectKind::need: say("need", e.code); break;
        case EffectKind::decide:
          say("decision", e.action);
          say("decision_what", e.what);
          break;
        default: break;
      }
    }
  }
}

// A question for every fact that somebody may be asked for, and a word for every value that may be
// shown.
void check_fact_texts(CheckContext& c) {
  for (std::size_t i = 0; i < c.files.size(); ++i) {
    if (c.files[i].kind() != "facts") continue;
    Issues said_before;
    std::vector<FactEntry> entries;
    decode_facts(FileScope{c.json[i], c.headers[i], said_before}, entries);
    for (const FactEntry& e : entries) {
      if (!e.def.ask_who.empty()) need(c, "ask." + e.def.code, e.path, e.pointer + "/ask");
      const std::string last = e.def.code.substr(e.def.code.rfind('.') + 1);
      for (const std::string& value : e.def.values)
        need(c, "value." + last + "." + value, e.path, e.pointer + "/values");
    }
  }
  for (const TestDef& t : c.tests) {
    const FactDef& def = c.facts()[c.facts().find(t.code)];
    if (!def.ask_who.empty()) need(c, "ask." + t.code, "data/tests", "/" + t.code);
  }
}

void check_care_texts(CheckContext& c, const ExerciseCare& care, const std::string& path,
                      const std::string& pointer) {
  for (const std::string& code : care.footwear)
    need(c, "footwear." + code, path, pointer + "/footwear");
  for (const std::string& code : care.surface)
    need(c, "surface." + code, path, pointer + "/surface");
}

void check_exercise_texts(CheckContext& c) {
  for (const ExerciseEntry& entry : c.exercises) {
    const Exercise& e = entry.exercise;
    const auto say = [&](const std::string& topic, const std::string& code) {
      std::string field = topic;
      if (topic == "component" || topic == "tag" || topic == "muscle") field += "s";  // lists
      if (!code.empty()) need(c, topic + "." + code, entry.path, entry.pointer + "/" + field);
    };
    say("family", e.family);
    say("pattern", e.pattern);
    say("posture", e.posture);
    for (const std::string& code : e.components) say("component", code);
    for (const std::string& code : e.equipment) say("equipment", code);
    for (const std::string& code : e.place) say("place", code);
    for (const std::string& code : e.tags) say("tag", code);
    for (const std::string& code : e.muscles) say("muscle", code);
    for (const auto& [what, others] : e.substitutes) {
      for (const std::string& other : others) say("equipment", other);
    }
    check_care_texts(c, e.care, entry.path, entry.pointer);
  }
  for (const FamilyEntry& f : c.families) check_care_texts(c, f.family.care, f.path, f.pointer);
}

void check_test_texts(CheckContext& c) {
  for (std::size_t i = 0; i < c.files.size(); ++i) {
    if (c.files[i].kind() != "tests") continue;
    const codec::Value* tests = c.json[i].find("tests");
    for (std::size_t k = 0; tests != nullptr && k < tests->size(); ++k) {
      for (const char* const field : {"not_for", "not_judged"}) {
        const codec::Value* list = tests->items()[k].find(field);
        for (std::size_t n = 0; list != nullptr && n < list->size(); ++n) {
          const codec::Value* say = list->items()[n].find("say");
          if (say == nullptr || !say->is_string()) continue;
          need(c, say->as_string(), c.files[i].shown(),
               codec::join(codec::join("/tests", k) + "/" + field, n) + "/say");
        }
      }
    }
  }
}

}  // namespace

void check_texts(CheckContext& c) {
  check_languages(c, all_locales(c));
  check_rule_texts(c);
  check_test_texts(c);
  check_effect_texts(c);
  check_fact_texts(c);
  check_exercise_texts(c);
  for (const Preset& p : c.presets) need(c, p.say, p.header.path, "/say");
}

}  // namespace celian
