// The two cases that every rule carries. They are run with the derived facts computed, as for a
// person.
#include <string_view>

#include "catalog/case_facts.hpp"
#include "catalog/rule_decode.hpp"

namespace celian {

using codec::Value;

namespace {

std::string_view word(Truth t) {
  return t == Truth::yes ? "true" : t == Truth::no ? "false" : "unknown";
}

std::string open_list(const Condition& when, const FactIndex& facts, const FactVector& v) {
  std::vector<Slot> open;
  when.open_facts(v, open);
  std::string out;
  for (const Slot s : open) out += (out.empty() ? " (unknown: " : ", ") + facts[s].code;
  return out.empty() ? out : out + ")";
}

void run_case(const FileScope& file, const Dictionary& dictionary, const RuleEntry& entry,
              const Value& values, std::string_view name, Truth expected) {
  const FactIndex& facts = dictionary.facts();
  const std::string pointer = entry.pointer + "/cases/" + std::string(name);
  CaseFacts c(facts);
  if (std::string wrong = fill_facts(facts, values, c); !wrong.empty())
    return file.report(pointer, std::move(wrong));
  dictionary.derive(c.vector, c.given);
  const Truth got = entry.rule.when.eval(c.vector);
  if (got == expected) return;
  file.report(pointer, "expected the condition of " + entry.rule.id + " to be " +
                           std::string(word(expected)) + ", found " + std::string(word(got)) +
                           open_list(entry.rule.when, facts, c.vector));
}

}  // namespace

void run_rule_cases(const FileScope& file, const Dictionary& dictionary,
                    const std::vector<RuleEntry>& rules) {
  const Value* list = file.value.find("rules");
  if (list == nullptr || !list->is_array()) return;
  for (const RuleEntry& entry : rules) {
    if (entry.path != file.header.path) continue;
    const std::size_t i = std::stoul(entry.pointer.substr(entry.pointer.rfind('/') + 1));
    const Value* cases = list->items()[i].find("cases");
    run_case(file, dictionary, entry, *cases->find("fires"), "fires", Truth::yes);
    run_case(file, dictionary, entry, *cases->find("nearly"), "nearly", Truth::no);
  }
}

}  // namespace celian
