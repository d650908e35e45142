#include "catalog/kb_impl.hpp"

#include <algorithm>
#include <set>

#include "catalog/nearest.hpp"
#include "catalog/reference.hpp"
#include "catalog/vocabulary.hpp"

namespace celian {

namespace {

// What was compiled in, and what a pack brought, has passed every check; so nobody is there to be
// told.
template <class F>
auto quietly(F&& load) {
  Issues nobody_asks;
  return load(nobody_asks);
}

template <class T, class Key>
const T* find_sorted(const std::vector<T>& items, std::string_view wanted, Key&& key) {
  const auto at =
      std::lower_bound(items.begin(), items.end(), wanted,
                       [&](const T& item, std::string_view w) { return key(item) < w; });
  return at != items.end() && key(*at) == wanted ? &*at : nullptr;
}

}  // namespace

FileKnowledge::FileKnowledge(BaseFiles files, std::string version)
    : files_(std::move(files)),
      version_(std::move(version)),
      states_(std::make_unique<State[]>(files_.size())),
      vocabulary_(std::make_unique<Lazy<std::vector<std::string>>[]>(vocabulary_kinds().size())) {}

const std::vector<FileHeader>& FileKnowledge::headers() const {
  return headers_.get(
      [&] { return quietly([&](Issues& issues) { return load_headers(files_, issues); }); });
}

const std::vector<FileHeader>& FileKnowledge::files() const {
  return sorted_headers_.get([&] {
    std::vector<FileHeader> out = headers();
    std::stable_sort(out.begin(), out.end(), [](const FileHeader& a, const FileHeader& b) {
      return std::tie(a.id, a.edition, a.revision) < std::tie(b.id, b.edition, b.revision);
    });
    return out;
  });
}

const DictionaryUnit& FileKnowledge::words() const {
  return words_.get(
      [&] { return quietly([&](Issues& issues) { return load_dictionary(files_, issues); }); });
}

const UnitTable& FileKnowledge::units() const {
  return units_.get(
      [&] { return quietly([&](Issues& issues) { return load_units(files_, issues); }); });
}

const std::vector<TestDef>& FileKnowledge::tests() const {
  const FactIndex& index = facts();
  return tests_.get(
      [&] { return quietly([&](Issues& issues) { return load_tests(files_, index, issues); }); });
}

const TestDef* FileKnowledge::test(std::string_view code) const {
  return find_sorted(tests(), code, [](const TestDef& t) -> std::string_view { return t.code; });
}

const RuleBase& FileKnowledge::rules() const {
  const Dictionary& d = dictionary();
  return rules_.get([&] {
    return quietly([&](Issues& issues) { return load_rules(files_, d, false, issues); });
  });
}

const std::vector<Preset>& FileKnowledge::presets() const {
  const FactIndex& index = facts();
  return presets_.get(
      [&] { return quietly([&](Issues& issues) { return load_presets(files_, index, issues); }); });
}

const std::vector<Exercise>& FileKnowledge::exercises() const {
  return exercises_.get(
      [&] { return quietly([&](Issues& issues) { return load_exercises(files_, issues); }); });
}

const ExerciseIndex& FileKnowledge::exercise_index() const {
  return exercise_index_.get([&] { return ExerciseIndex(exercises()); });
}

const std::vector<SourceRecord>& FileKnowledge::sources() const {
  return sources_.get(
      [&] { return quietly([&](Issues& issues) { return load_sources(files_, issues); }); });
}

const SourceRecord* FileKnowledge::source(std::string_view id) const {
  return find_sorted(sources(), id, [](const SourceRecord& s) -> std::string_view { return s.id; });
}

const std::vector<Sheet>& FileKnowledge::sheets() const {
  return sheets_.get(
      [&] { return quietly([&](Issues& issues) { return load_sheets(files_, issues); }); });
}

const std::vector<Formula>& FileKnowledge::formulas() const {
  return formulas_.get(
      [&] { return quietly([&](Issues& issues) { return load_formulas(files_, issues); }); });
}

const Formula* FileKnowledge::formula(std::string_view id) const {
  return find_sorted(formulas(), id, [](const Formula& f) -> std::string_view { return f.id; });
}

const std::vector<Scale>& FileKnowledge::scales() const {
  const FactIndex& index = facts();
  return scales_.get(
      [&] { return quietly([&](Issues& issues) { return load_scales(files_, index, issues); }); });
}

const IndicatorBase& FileKnowledge::indicators() const {
  return indicators_.get(
      [&] { return quietly([&](Issues& issues) { return load_indicators(files_, issues); }); });
}

const PolicyIndex& FileKnowledge::policies() const {
  return policy_.get([&] {
    return PolicyIndex(quietly([&](Issues& issues) { return load_policy(files_, issues); }));
  });
}

const codec::Value* FileKnowledge::policy(std::string_view code) const {
  return policies().find(code);
}

const std::vector<std::string>& FileKnowledge::policy_codes(std::string_view code) const {
  return policies().codes(code);
}

const FileKnowledge::TextUnit& FileKnowledge::text_unit() const {
  return texts_.get([&] {
    TextUnit unit;
    unit.texts = quietly([&](Issues& issues) { return load_texts(files_, issues); });
    std::set<std::string> locales;
    for (const auto& [key, entry] : unit.texts) {
      for (const auto& [locale, words] : entry.plain) locales.insert(locale);
    }
    unit.locales.assign(locales.begin(), locales.end());
    return unit;
  });
}

std::string_view FileKnowledge::text(std::string_view key, std::string_view locale,
                                     bool professional) const {
  const Texts& all = texts();
  const auto at = all.find(key);
  if (at == all.end()) return {};
  const auto in = [&](const LocalText& texts) -> std::string_view {
    for (const auto& [name, words] : texts) {
      if (name == locale) return words;
    }
    return {};
  };
  if (professional) {
    if (const std::string_view words = in(at->second.professional); !words.empty()) return words;
  }
  return in(at->second.plain);
}

const std::vector<std::string>& FileKnowledge::vocabulary(std::string_view kind) const {
  static const std::vector<std::string> none;
  const std::size_t i = vocabulary_index(kind);
  return i == vocabulary_kinds().size()
             ? none
             : vocabulary_[i].get([&] { return collect_vocabulary(*this, kind); });
}

const Names& FileKnowledge::names() const {
  const DictionaryUnit& unit = words();
  return names_.get([&] { return collect_names(unit.dictionary.facts(), unit.medicines); });
}

// --- Files by reference

std::size_t FileKnowledge::resolve(std::string_view kind, std::string_view text) const {
  const Reference wanted = parse_reference(text);
  std::size_t best = files_.size();
  for (std::size_t i = 0; i < files_.size(); ++i) {
    const BaseFile& f = files_[i];
    if (f.kind().empty() || (!kind.empty() && f.kind() != kind) || !wanted.names(f)) continue;
    if (best == files_.size() || is_preferred(headers()[i], headers()[best])) best = i;
  }
  return best;
}

const codec::Value* FileKnowledge::raw(std::string_view reference) const {
  const std::size_t i = resolve("", reference);
  if (i == files_.size()) return nullptr;
  const codec::Value& v = states_[i].json.get([&] {
    Result<codec::Value> json = files_[i].parse();
    return json ? *std::move(json) : codec::Value();
  });
  return v.is_null() ? nullptr : &v;
}

const std::vector<std::size_t>& FileKnowledge::scored_by() const {
  return scored_by_.get([&] {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (files_[i].kind() == "standard" || files_[i].kind() == "norm") out.push_back(i);
    }
    std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
      const auto key = [&](std::size_t i) { return std::tie(files_[i].id(), files_[i].edition()); };
      return key(a) != key(b) ? key(a) < key(b) : files_[a].revision() < files_[b].revision();
    });
    return out;
  });
}

Result<const Standard*> FileKnowledge::standard_at(std::size_t i) const {
  const std::vector<TestDef>& defs = tests();
  const FileHeader& header = headers()[i];
  const auto& decoded = states_[i].standard.get([&]() -> Result<std::shared_ptr<const Standard>> {
    const Result<codec::Value> json = files_[i].parse();
    if (!json) return json.error();
    return Standard::decode(*json, header, defs);
  });
  if (!decoded) return decoded.error();
  return decoded->get();
}

Result<const Norm*> FileKnowledge::norm_at(std::size_t i) const {
  const std::vector<TestDef>& defs = tests();
  const FileHeader& header = headers()[i];
  const auto& decoded = states_[i].norm.get([&]() -> Result<std::shared_ptr<const Norm>> {
    const Result<codec::Value> json = files_[i].parse();
    if (!json) return json.error();
    return Norm::decode(*json, header, defs);
  });
  if (!decoded) return decoded.error();
  return decoded->get();
}

Result<const Standard*> FileKnowledge::standard(std::string_view reference) const {
  const std::size_t i = resolve("standard", reference);
  if (i == files_.size()) return unknown_reference("standard", reference, files_);
  return standard_at(i);
}

Result<const Norm*> FileKnowledge::norm(std::string_view reference) const {
  const std::size_t i = resolve("norm", reference);
  if (i == files_.size()) return unknown_reference("norm", reference, files_);
  return norm_at(i);
}

std::vector<const Standard*> FileKnowledge::standards(HeaderQuestion wanted) const {
  std::vector<const Standard*> out;
  for (const std::size_t i : scored_by()) {
    if (files_[i].kind() != "standard" || (wanted && !wanted(headers()[i]))) continue;
    if (const Result<const Standard*> s = standard_at(i)) out.push_back(*s);
  }
  return out;
}

std::vector<const Norm*> FileKnowledge::norms(HeaderQuestion wanted) const {
  std::vector<const Norm*> out;
  for (const std::size_t i : scored_by()) {
    if (files_[i].kind() != "norm" || (wanted && !wanted(headers()[i]))) continue;
    if (const Result<const Norm*> n = norm_at(i)) out.push_back(*n);
  }
  return out;
}

}  // namespace celian
