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
        const bool there =
            std::any_of(texts.begin(), texts.end(), [&](const auto& text) { return text.first == locale; });
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

void need(CheckContext& c, const std::string& key, const std::string& path, const std::string& pointer) {
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
          c.report(at->second.path, at->second.pointer, "expected the code of a fact between braces, found {" + name + "}");
        }
      }
    }
  }
}

void check_test_texts(CheckContext& c) {
  for (std::size_t i = 0; i < c.files.size(); ++i) {
    if (c.files[i].kind() != "tests") continue;
    const codec::Value* tests = c.json[i].find("tests");
    for (std::size_t k = 0; tests != nullptr && k < tests->size(); ++k) {
      const codec::Value* not_for = tests->items()[k].find("not_for");
      for (std::size_t n = 0; not_for != nullptr && n < not_for->size(); ++n) {
        const codec::Value* say = not_for->items()[n].find("say");
        if (say == nullptr || !say->is_string()) continue;
        need(c, say->as_string(), c.files[i].shown(),
             codec::join(codec::join("/tests", k) + "/not_for", n) + "/say");
      }
    }
  }
}

}  // namespace

void check_texts(CheckContext& c) {
  check_languages(c, all_locales(c));
  check_rule_texts(c);
  check_test_texts(c);
  for (const Preset& p : c.presets) need(c, p.say, p.header.path, "/say");
}

}  // namespace celian
