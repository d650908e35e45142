// From files to decoded units. Each function reads the files of its kinds, keeps what decodes and
// reports the rest.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/base_files.hpp"
#include "catalog/decode.hpp"
#include "catalog/dictionary.hpp"
#include "catalog/exercise_decode.hpp"
#include "catalog/indicator.hpp"
#include "catalog/knowledge_base.hpp"
#include "catalog/policy_decode.hpp"
#include "catalog/rule_decode.hpp"
#include "catalog/scale.hpp"
#include "catalog/text_decode.hpp"

namespace celian {

struct LoadedFile {
  const BaseFile* file = nullptr;
  FileHeader header;
  codec::Value json;
};

// The files of one kind, parsed. Reports text that is no JSON; slips in headers are reported by
// load_headers only.
std::deque<LoadedFile> load_kind(const BaseFiles&, std::string_view kind, Issues&);

struct DictionaryUnit {
  Dictionary dictionary;
  std::vector<MedicineClass> medicines;  // by code
};

using Texts = std::map<std::string, TextEntry, std::less<>>;

// In the order of `files`, one for one.
std::vector<FileHeader> load_headers(const BaseFiles&, Issues&);
UnitTable load_units(const BaseFiles&, Issues&);
DictionaryUnit load_dictionary(const BaseFiles&, Issues&);
std::vector<TestDef> load_tests(const BaseFiles&, const FactIndex&, Issues&);
// With `cases` the cases of every rule are run as well.
RuleBase load_rules(const BaseFiles&, const Dictionary&, bool cases, Issues&);
std::vector<Preset> load_presets(const BaseFiles&, const FactIndex&, Issues&);
std::vector<Exercise> load_exercises(const BaseFiles&, Issues&);
std::vector<SourceRecord> load_sources(const BaseFiles&, Issues&);
std::vector<Sheet> load_sheets(const BaseFiles&, Issues&);
std::vector<Formula> load_formulas(const BaseFiles&, Issues&);
// In the order of id and edition.
std::vector<Scale> load_scales(const BaseFiles&, const FactIndex&, Issues&);
IndicatorBase load_indicators(const BaseFiles&, Issues&);
Texts load_texts(const BaseFiles&, Issues&);
PolicyValues load_policy(const BaseFiles&, Issues&);

}  // namespace celian
