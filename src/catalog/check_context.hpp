// What the parts of the check share: everything decoded once, and where findings go. Private to
// check*.cpp.
#pragma once

#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/check.hpp"
#include "catalog/load.hpp"

namespace celian {

struct CheckContext {
  CheckContext(const CheckScope& checked, CheckResult& out)
      : scope(checked), issues(out.issues), warnings(out.warnings), counts(out.counts) {}

  const CheckScope& scope;
  BaseFiles files;  // those that are JSON and say what they are
  std::vector<FileHeader> headers;
  std::deque<codec::Value> json;  // one for one with files
  UnitTable units;
  DictionaryUnit words;
  std::vector<TestDef> tests;
  std::vector<RuleEntry> rules;
  std::vector<Preset> presets;
  std::vector<ExerciseEntry> exercises;
  std::vector<FamilyEntry> families;
  std::vector<SourceRecord> sources;
  std::vector<Sheet> sheets;
  std::vector<Formula> formulas;
  std::vector<Scale> scales;
  IndicatorBase indicators;
  Texts texts;
  PolicyValues policy;
  Issues& issues;
  Issues& warnings;
  BaseCounts& counts;

  const FactIndex& facts() const { return words.dictionary.facts(); }
  bool in_scope(const BaseFile& f) const { return scope.pack.empty() || f.pack() == scope.pack; }
  bool has_test(std::string_view code) const;
  bool has_file(std::string_view reference) const;
  void report(std::string path, std::string pointer, std::string message) {
    issues.push_back({std::move(path), std::move(pointer), std::move(message)});
  }
};

void check_files(CheckContext&);       // ids, licences, sources, what supersedes what
void check_tables(CheckContext&);      // standards and norms with their examples
void check_dictionary(CheckContext&);  // facts, tests, units, names
void check_rules(CheckContext&);       // cases; what effects name must exist
void check_exercises(CheckContext&);   // links, families
void check_texts(CheckContext&);       // every key in every language
void check_sheets(CheckContext&);
void check_formulas(CheckContext&);  // units; decoding says the rest
void check_scales(CheckContext&);    // tests that they give, worked cases
void check_tests(CheckContext&);     // when a reading means nothing

}  // namespace celian
