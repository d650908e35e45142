#include "celian/catalog.hpp"

#include "catalog/base_files.hpp"
#include "catalog/kb_impl.hpp"

namespace celian {

std::string_view Catalog::version() const noexcept { return base_->version(); }

Result<std::shared_ptr<const Catalog>> catalog_from_files(std::map<std::string, std::string> files,
                                                          std::string version, Issues* issues) {
  BaseFiles base;
  for (auto& [path, text] : files) base.emplace_back(path, std::move(text));
  Issues found;
  for (const BaseFile& f : base) {
    if (f.kind().empty())
      found.push_back(
          {f.shown(), "", "expected a knowledge file: an object with kind, format and id"});
  }
  load_headers(base, found);
  const UnitTable units = load_units(base, found);
  const DictionaryUnit words = load_dictionary(base, found);
  const std::vector<TestDef> tests = load_tests(base, words.dictionary.facts(), found);
  load_rules(base, words.dictionary, true, found);
  load_presets(base, words.dictionary.facts(), found);
  load_exercises(base, found);
  load_sources(base, found);
  load_sheets(base, found);
  load_formulas(base, found);
  load_indicators(base, found);
  load_texts(base, found);
  load_policy(base, found);
  if (issues == nullptr && !found.empty()) return to_error(found.front());
  if (issues != nullptr) *issues = std::move(found);
  return std::make_shared<const Catalog>(
      std::make_shared<const FileKnowledge>(std::move(base), std::move(version)));
}

}  // namespace celian
