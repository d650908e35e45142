#include "catalog/check.hpp"

#include <algorithm>

#include "catalog/check_context.hpp"
#include "catalog/reference.hpp"
#include "catalog/test_decode.hpp"

namespace celian {

namespace {

constexpr std::string_view kKinds[] = {
    "source", "units",     "tests", "standard", "norm",   "facts",    "medicines", "rules",
    "preset", "exercises", "sheet", "texts",    "policy", "formulas", "scale",     "indicators"};

bool is_kind(std::string_view kind) {
  return std::find(std::begin(kKinds), std::end(kKinds), kind) != std::end(kKinds);
}

// Files that cannot be read at all are said here and left out of everything else.
void keep_readable(const BaseFiles& files, CheckContext& c) {
  for (const BaseFile& f : files) {
    Result<codec::Value> json = f.parse();
    if (!json) {
      c.report(f.shown(), json.error().pointer, json.error().message);
    } else if (!json->is_object() || f.kind().empty() || f.id().empty()) {
      c.report(f.shown(), "", "expected an object with kind, format and id");
    } else if (!is_kind(f.kind())) {
      c.report(f.shown(), "/kind",
               "expected a kind of docs/data-format.md, found \"" + f.kind() + "\"");
    } else {
      c.files.push_back(f);
      c.json.push_back(*std::move(json));
    }
  }
}

// A test with a slip is still a test: whoever names it has made no slip.
void add_broken_tests(CheckContext& c) {
  for (std::size_t i = 0; i < c.files.size(); ++i) {
    if (c.files[i].kind() != "tests") continue;
    Issues said_before;
    std::vector<FactEntry> facts;
    facts_of_tests(FileScope{c.json[i], c.headers[i], said_before}, facts);
    for (const FactEntry& e : facts) {
      if (c.has_test(e.def.code)) continue;
      TestDef stub;
      stub.code = e.def.code;
      c.tests.push_back(std::move(stub));
    }
  }
  std::sort(c.tests.begin(), c.tests.end(),
            [](const TestDef& a, const TestDef& b) { return a.code < b.code; });
}

void load_all(CheckContext& c) {
  c.headers = load_headers(c.files, c.issues);
  c.units = load_units(c.files, c.issues);
  c.words = load_dictionary(c.files, c.issues);
  c.tests = load_tests(c.files, c.facts(), c.issues);
  add_broken_tests(c);
  c.presets = load_presets(c.files, c.facts(), c.issues);
  c.sources = load_sources(c.files, c.issues);
  c.sheets = load_sheets(c.files, c.issues);
  c.formulas = load_formulas(c.files, c.issues);
  c.scales = load_scales(c.files, c.facts(), c.issues);
  c.indicators = load_indicators(c.files, c.issues);
  c.texts = load_texts(c.files, c.issues);
  c.policy = load_policy(c.files, c.issues);
}

void count(CheckContext& c) {
  BaseCounts& n = c.counts;
  for (const BaseFile& f : c.files) ++n.files[f.kind()];
  n.facts = c.facts().size();
  n.derived = c.words.dictionary.derivations().size();
  n.tests = c.tests.size();
  n.units = c.units.entries().size();
  n.rules = c.rules.size();
  n.cases = 2 * c.rules.size();
  n.presets = c.presets.size();
  n.exercises = c.exercises.size();
  n.medicine_classes = c.words.medicines.size();
  for (const MedicineClass& m : c.words.medicines) n.medicine_names += m.names.size();
  n.sources = c.sources.size();
  n.texts = c.texts.size();
  n.policies = c.policy.size();
  n.sheets = c.sheets.size();
  n.formulas = c.formulas.size();
  n.indicators = c.indicators.indicators.size();
  const auto state = [&](Verified v) { ++n.verified[std::string(verified_name(v))]; };
  for (const RuleEntry& e : c.rules) state(e.rule.verified);
  for (const TestDef& t : c.tests) state(t.verified);
  for (const ExerciseEntry& e : c.exercises) state(e.exercise.verified);
  for (const Formula& f : c.formulas) state(f.verified);
  for (const Indicator& i : c.indicators.indicators) state(i.verified);
  for (std::size_t i = 0; i < c.files.size(); ++i) {
    const std::string& kind = c.files[i].kind();
    if (kind == "standard" || kind == "norm" || kind == "preset" || kind == "scale")
      state(c.headers[i].verified);
  }
}

// By file; inside a file in the order of finding. What two checks say alike is said once.
void tidy(Issues& issues, const BaseFiles& files, const std::string& pack) {
  if (!pack.empty()) {
    const auto elsewhere = [&](const Issue& issue) {
      return std::none_of(files.begin(), files.end(), [&](const BaseFile& f) {
        return f.pack() == pack && f.shown() == issue.path;
      });
    };
    std::erase_if(issues, elsewhere);
  }
  std::stable_sort(issues.begin(), issues.end(),
                   [](const Issue& a, const Issue& b) { return a.path < b.path; });
  Issues once;
  for (Issue& issue : issues) {
    if (std::find(once.begin(), once.end(), issue) == once.end()) once.push_back(std::move(issue));
  }
  issues = std::move(once);
}

}  // namespace

bool CheckContext::has_test(std::string_view code) const {
  return std::any_of(tests.begin(), tests.end(), [&](const TestDef& t) { return t.code == code; });
}

bool CheckContext::has_file(std::string_view reference) const {
  const Reference wanted = parse_reference(reference);
  return std::any_of(files.begin(), files.end(),
                     [&](const BaseFile& f) { return wanted.names(f); });
}

CheckResult check_base(const BaseFiles& files, const CheckScope& scope) {
  CheckResult out;
  CheckContext c(scope, out);
  keep_readable(files, c);
  load_all(c);
  check_files(c);
  check_tables(c);
  check_dictionary(c);
  check_rules(c);
  check_exercises(c);
  check_texts(c);
  check_sheets(c);
  check_formulas(c);
  check_scales(c);
  check_tests(c);
  count(c);
  tidy(out.issues, files, scope.pack);
  tidy(out.warnings, files, scope.pack);
  return out;
}

std::string describe(const BaseCounts& n) {
  const auto number = [](std::size_t x) { return std::to_string(x); };
  std::size_t files = 0;
  std::string kinds, verified, cells;
  for (const auto& [kind, many] : n.files) {
    files += many;
    kinds += " " + kind + " " + number(many);
  }
  for (const auto& [state, many] : n.verified) verified += " " + state + " " + number(many);
  for (const auto& [state, many] : n.cells_verified) cells += " " + state + " " + number(many);
  return "files " + number(files) + ":" + kinds + "\n" +  //
         "tables " + number(n.tables) + ", cells " + number(n.cells) + ", doubts " +
         number(n.doubts) +                           //
         ", examples " + number(n.examples) + "\n" +  //
         "facts " + number(n.facts) + " (derived " + number(n.derived) + "), tests " +
         number(n.tests) +  //
         ", units " + number(n.units) + ", rules " + number(n.rules) + ", cases " +
         number(n.cases) + "\n" +  //
         "presets " + number(n.presets) + ", exercises " + number(n.exercises) +
         ", medicine classes " +                                                       //
         number(n.medicine_classes) + " (names " + number(n.medicine_names) + ")\n" +  //
         "sources " + number(n.sources) + ", texts " + number(n.texts) + ", policy values " +
         number(n.policies) +  //
         ", sheets " + number(n.sheets) + ", formulas " + number(n.formulas) + ", indicators " +
         number(n.indicators) + "\n" +    //
         "verified:" + verified + "\n" +  //
         "cells by verified:" + cells + "\n";
}

}  // namespace celian
