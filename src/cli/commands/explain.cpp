// celian explain: why. A rule in words with its sources; an entry of the catalog; a source and what
// rests on it; the reasons of a result.
#include <algorithm>
#include <filesystem>
#include <iostream>

#include "catalog/nearest.hpp"
#include "cli/explain_entry.hpp"
#include "cli/files.hpp"
#include "cli/rule_words.hpp"
#include "cli/setting.hpp"
#include "cli/shown_text.hpp"
#include "cli/table.hpp"
#include "report/result.hpp"
#include "report/words.hpp"

namespace celian::cli {

namespace {

using codec::Value;
using report::Words;

std::string title_of(const KnowledgeBase& kb, const std::string& source_id) {
  const SourceRecord* s = kb.source(source_id);
  if (s == nullptr) return source_id;
  return s->title + (s->year.empty() ? "" : " (" + s->year + ")");
}

std::string name_and_state(const KnowledgeBase& kb, const Citation& c) {
  return title_of(kb, c.source) + (c.where.empty() ? "" : ": " + c.where) + " [" + c.source + "]";
}

// The rule as its file has it, where alone the condition can be read.
const Value* raw_rule(const KnowledgeBase& kb, const Rule& rule) {
  const Value* file = kb.raw(rule.file);
  const Value* rules = file == nullptr ? nullptr : file->find("rules");
  for (std::size_t i = 0; rules != nullptr && i < rules->size(); ++i) {
    const Value* id = rules->items()[i].find("id");
    if (id != nullptr && id->is_string() && id->as_string() == rule.id) return &rules->items()[i];
  }
  return nullptr;
}

void print_texts(const KnowledgeBase& kb, const std::string& key) {
  for (const char* locale : {"zh-CN", "en"}) {
    const std::string_view plain = kb.text(key, locale), professional = kb.text(key, locale, true);
    if (plain.empty()) continue;
    std::cout << "  " << pad(locale, 6) << plain << "\n";
    if (professional != plain && !professional.empty())
      std::cout << "  " << pad(locale, 6) << "(" << professional << ")\n";
  }
}

int explain_rule(const KnowledgeBase& kb, const Rule& rule, const std::string& locale) {
  const bool zh = locale == "zh-CN";
  Words w(kb, locale, true);
  static constexpr const char* kStage[] = {"screen", "guide", "progress"};
  std::cout << rule.id << "  (" << rule.file << ", " << kStage[static_cast<int>(rule.stage)]
            << ")\n\n";
  print_texts(kb, rule.say);
  if (const Value* raw = raw_rule(kb, rule)) {
    if (const Value* when = raw->find("when")) {
      std::cout << "\n" << (zh ? "条件" : "When") << "\n";
      for (const std::string& line : condition_lines(w, *when)) std::cout << "  " << line << "\n";
    }
    if (const Value* then = raw->find("then"); then != nullptr && then->is_array()) {
      std::cout << "\n" << (zh ? "结论" : "Then") << "\n";
      for (const Value& effect : then->items())
        std::cout << "  - " << effect_line(w, effect) << "\n";
    }
  }
  static constexpr const char* kUnknown[][2] = {
      {"is asked, and counts as possible until it is answered", "列入询问；回答之前按可能存在处理"},
      {"acts as if it were true, and is asked", "按存在处理，并列入询问"},
      {"does nothing", "不起作用"}};
  std::cout << "\n"
            << (zh ? "信息缺失时：" : "If something is not known: it ")
            << kUnknown[static_cast<int>(rule.unknown)][zh ? 1 : 0] << "\n";
  if (rule.unless_cleared) {
    std::cout << (zh ? "书面医学评估有效时不起作用：不超过"
                     : "Does not act while a written clearance holds: up to ")
              << w.coded("intensity", intensity_name(rule.unless_cleared->up_to))
              << (zh ? "，" : ", at most ") << rule.unless_cleared->max_age_days
              << (zh ? "天内\n" : " days old\n");
  }
  std::cout << (zh ? "证据：" : "Evidence: ") << evidence_name(rule.evidence)
            << (zh ? "；核对程度：" : "; verified: ") << verified_name(rule.verified) << "\n";
  std::cout << (zh ? "来源" : "Sources") << "\n";
  for (const Citation& c : rule.cites) std::cout << "  - " << name_and_state(kb, c) << "\n";
  return kDone;
}

int explain_source(const KnowledgeBase& kb, const SourceRecord& s) {
  std::cout << s.id << "\n\n  " << s.title << "\n";
  const std::pair<const char*, const std::string&> fields[] = {
      {"authors", s.authors}, {"publisher", s.publisher}, {"year", s.year}, {"number", s.number},
      {"doi", s.doi},         {"address", s.address},     {"type", s.type}, {"read", s.read},
      {"licence", s.licence}};
  for (const auto& [name, value] : fields) {
    if (!value.empty()) std::cout << "  " << pad(name, 11) << value << "\n";
  }
  const auto cites = [&](const std::vector<Citation>& list) {
    return std::any_of(list.begin(), list.end(),
                       [&](const Citation& c) { return c.source == s.id; });
  };
  std::string files, rules;
  for (const FileHeader& h : kb.files()) {
    if (cites(h.cites)) files += "  - " + h.reference() + "\n";
  }
  std::size_t count = 0;
  for (const std::vector<Rule>* stage :
       {&kb.rules().screen, &kb.rules().guide, &kb.rules().progress}) {
    for (const Rule& r : *stage) {
      if (!cites(r.cites)) continue;
      rules += (count % 6 == 0 ? "\n  " : ", ") + r.id;
      ++count;
    }
  }
  if (!files.empty()) std::cout << "\nFiles that cite it\n" << files;
  if (count > 0) std::cout << "\nRules that cite it: " << count << rules << "\n";
  return kDone;
}

void print_reasons(const KnowledgeBase& kb, Words& w, const std::string& part,
                   const std::vector<Reason>& reasons, std::size_t& number) {
  if (reasons.empty()) return;
  std::cout << part << "\n";
  for (const Reason& r : reasons) {
    std::cout << pad(std::to_string(++number) + ".", 5) << shown_lines(w.reason(r)) << "\n";
    std::cout << "     " << (r.rule.empty() ? r.code : r.rule) << "; " << evidence_name(r.evidence)
              << "; " << verified_name(r.verified) << "\n";
    for (const Citation& c : r.cites) std::cout << "     - " << name_and_state(kb, c) << "\n";
  }
  std::cout << "\n";
}

int explain_result(const KnowledgeBase& kb, const std::string& path, const std::string& locale) {
  const auto text = read_file(path);
  if (!text) return complain(path, text.error());
  const auto result = report::read_result(*text);
  if (!result) return complain(path, result.error());
  Words w(kb, locale, true);
  std::size_t number = 0;
  if (result->measure) print_reasons(kb, w, "测 measure", result->measure->reasons, number);
  if (result->score) print_reasons(kb, w, "评 score", result->score->reasons, number);
  if (result->norm) print_reasons(kb, w, "评 norm", result->norm->reasons, number);
  if (result->screen) print_reasons(kb, w, "评 screen", result->screen->reasons, number);
  if (result->guide) print_reasons(kb, w, "导 guide", result->guide->reasons, number);
  if (result->verification)
    print_reasons(kb, w, "导 verify", result->verification->reasons, number);
  if (result->progress) print_reasons(kb, w, "练 train", result->progress->reasons, number);
  std::cout << number << (locale == "zh-CN" ? " 条理由" : " reasons") << "\n";
  return kDone;
}

}  // namespace

int run_explain(const Arguments& a) {
  const auto locale = locale_of(a, "explain");
  if (!locale) return kUsage;
  int code = kDone;
  const auto engine = make_engine(a, code);
  if (!engine) return code;
  const KnowledgeBase& kb = engine->catalog().internals();
  const std::string& what = a.positional[0];
  if (const Rule* rule = kb.rules().find(what)) return explain_rule(kb, *rule, *locale);
  for (const std::string& id : {what, "src." + what}) {
    if (const SourceRecord* source = kb.source(id)) return explain_source(kb, *source);
  }
  if (const auto page = explain_entry(kb, what, *locale)) {
    std::cout << *page;
    return kDone;
  }
  std::error_code ignored;
  if (what == "-" || std::filesystem::exists(what, ignored))
    return explain_result(kb, what, *locale);

  std::vector<std::string> names = entry_names(kb);
  for (const std::vector<Rule>* stage :
       {&kb.rules().screen, &kb.rules().guide, &kb.rules().progress}) {
    for (const Rule& r : *stage) names.push_back(r.id);
  }
  for (const SourceRecord& s : kb.sources()) names.push_back(s.id);
  std::string near;
  for (const std::string& name : nearest_names(what, names))
    near += (near.empty() ? "; nearest: " : ", ") + name;
  return complain("",
                  {Status::unknown_id, "",
                   "'" + what +
                       "' is no rule, no test, exercise, formula, norm, scale, standard, medicine, "
                       "disease or source, and no file" +
                       near});
}

}  // namespace celian::cli
