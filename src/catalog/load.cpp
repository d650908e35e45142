#include "catalog/load.hpp"

#include <algorithm>

#include "catalog/formula_decode.hpp"
#include "catalog/indicator_decode.hpp"
#include "catalog/medicine_decode.hpp"
#include "catalog/preset_decode.hpp"
#include "catalog/scale_decode.hpp"
#include "catalog/sheet_decode.hpp"
#include "catalog/source_decode.hpp"
#include "catalog/test_decode.hpp"
#include "catalog/units_decode.hpp"

namespace celian {

namespace {

// Runs `decode(FileScope)` over the files of a kind.
template <class F>
void each_file(const BaseFiles& files, std::string_view kind, Issues& issues, F&& decode) {
  for (const LoadedFile& f : load_kind(files, kind, issues))
    decode(FileScope{f.json, f.header, issues});
}

// Sorts by the text that `key` names; of two equal ones the first is kept and the other reported.
template <class T, class Key, class Report>
void sort_unique(std::vector<T>& items, Key&& key, Report&& report) {
  std::stable_sort(items.begin(), items.end(),
                   [&](const T& a, const T& b) { return key(a) < key(b); });
  const auto same = [&](const T& a, const T& b) {
    if (key(a) != key(b)) return false;
    report(b);
    return true;
  };
  items.erase(std::unique(items.begin(), items.end(), same), items.end());
}

}  // namespace

std::deque<LoadedFile> load_kind(const BaseFiles& files, std::string_view kind, Issues& issues) {
  std::deque<LoadedFile> out;
  for (const BaseFile& f : files) {
    if (f.kind() != kind) continue;
    Result<codec::Value> json = f.parse();
    if (!json) {
      issues.push_back({f.shown(), json.error().pointer, json.error().message});
      continue;
    }
    out.push_back({&f, {}, *std::move(json)});
    codec::Reader r(out.back().json);
    out.back().header = read_header(r, f.shown());
  }
  return out;
}

std::vector<FileHeader> load_headers(const BaseFiles& files, Issues& issues) {
  std::vector<FileHeader> out;
  out.reserve(files.size());
  for (const BaseFile& f : files) {
    FileHeader header;
    const Result<codec::Value> json = f.parse_header();
    if (json) {
      codec::Reader r(*json);
      header = read_header(r, f.shown());
      if (Result<void> done = r.finish(); !done)
        issues.push_back({f.shown(), done.error().pointer, done.error().message});
    } else {
      header.path = f.shown();
    }
    out.push_back(std::move(header));
  }
  return out;
}

UnitTable load_units(const BaseFiles& files, Issues& issues) {
  UnitTable out;
  each_file(files, "units", issues, [&](const FileScope& f) { decode_units(f, out); });
  return out;
}

DictionaryUnit load_dictionary(const BaseFiles& files, Issues& issues) {
  DictionaryUnit out;
  std::vector<FactEntry> entries;
  // Derivations point into the JSON until they are compiled, so the files stay.
  const std::deque<LoadedFile> fact_files = load_kind(files, "facts", issues);
  for (const LoadedFile& f : fact_files) decode_facts(FileScope{f.json, f.header, issues}, entries);
  Issues said_by_tests;
  const std::deque<LoadedFile> test_files = load_kind(files, "tests", said_by_tests);
  for (const LoadedFile& f : test_files)
    facts_of_tests(FileScope{f.json, f.header, said_by_tests}, entries);

  const auto has = [&](std::string_view code) {
    return std::any_of(entries.begin(), entries.end(),
                       [&](const FactEntry& e) { return e.def.code == code; });
  };
  const bool asks = has("medications_asked");
  const auto add_medicine = [&](const std::string& code, LocalText name, const std::string& path,
                                const std::string& at) {
    FactEntry e;
    e.path = path;
    e.pointer = at;
    e.def.code = "medicine." + code;
    e.def.name = std::move(name);
    if (asks) e.def.settled_by.push_back("medications_asked");
    entries.push_back(std::move(e));
  };
  each_file(files, "medicines", issues, [&](const FileScope& f) {
    const std::size_t before = out.medicines.size();
    decode_medicines(f, out.medicines);
    for (std::size_t i = before; i < out.medicines.size(); ++i) {
      add_medicine(out.medicines[i].code, out.medicines[i].name, f.header.path,
                   codec::join("/classes", i - before));
    }
  });
  // A medicine that nobody can place is a fact, too.
  if (!has("medicine.other"))
    add_medicine("other", {{"en", "Another medicine"}, {"zh-CN", "其他药物"}}, "", "");
  out.dictionary = Dictionary::build(std::move(entries), issues);
  // Duplicate classes are duplicate facts and have been reported.
  sort_unique(
      out.medicines, [](const MedicineClass& c) -> const std::string& { return c.code; },
      [](const auto&) {});
  return out;
}

std::vector<TestDef> load_tests(const BaseFiles& files, const FactIndex& facts, Issues& issues) {
  std::vector<TestDef> out;
  each_file(files, "tests", issues, [&](const FileScope& f) { decode_tests(f, facts, out); });
  sort_unique(
      out, [](const TestDef& t) -> const std::string& { return t.code; }, [](const auto&) {});
  return out;
}

RuleBase load_rules(const BaseFiles& files, const Dictionary& dictionary, bool cases,
                    Issues& issues) {
  std::vector<RuleEntry> entries;
  each_file(files, "rules", issues, [&](const FileScope& f) {
    decode_rules(f, dictionary.facts(), entries);
    if (cases) run_rule_cases(f, dictionary, entries);
  });
  sort_unique(
      entries, [](const RuleEntry& e) -> const std::string& { return e.rule.id; },
      [&](const RuleEntry& e) {
        issues.push_back({e.path, e.pointer + "/id",
                          "expected a new rule, found \"" + e.rule.id + "\" a second time"});
      });
  RuleBase out;
  for (RuleEntry& e : entries) {
    auto& stage = e.rule.stage == RuleStage::screen  ? out.screen
                  : e.rule.stage == RuleStage::guide ? out.guide
                                                     : out.progress;
    stage.push_back(std::move(e.rule));
  }
  return out;
}

std::vector<Preset> load_presets(const BaseFiles& files, const FactIndex& facts, Issues& issues) {
  std::vector<Preset> out;
  each_file(files, "preset", issues, [&](const FileScope& f) { decode_preset(f, facts, out); });
  sort_unique(
      out, [](const Preset& p) -> const std::string& { return p.header.id; }, [](const auto&) {});
  return out;
}

std::vector<Exercise> load_exercises(const BaseFiles& files, Issues& issues) {
  std::vector<ExerciseEntry> entries;
  std::vector<FamilyEntry> families;
  each_file(files, "exercises", issues,
            [&](const FileScope& f) { decode_exercises(f, entries, families); });
  sort_unique(
      entries, [](const ExerciseEntry& e) -> const std::string& { return e.exercise.code; },
      [&](const ExerciseEntry& e) {
        issues.push_back(
            {e.path, e.pointer + "/code",
             "expected a new exercise, found \"" + e.exercise.code + "\" a second time"});
      });
  take_from_families(families, entries);
  std::vector<Exercise> out;
  out.reserve(entries.size());
  for (ExerciseEntry& e : entries) out.push_back(std::move(e.exercise));
  return out;
}

std::vector<SourceRecord> load_sources(const BaseFiles& files, Issues& issues) {
  std::vector<SourceRecord> out;
  each_file(files, "source", issues, [&](const FileScope& f) { decode_source(f, out); });
  sort_unique(
      out, [](const SourceRecord& s) -> const std::string& { return s.id; }, [](const auto&) {});
  return out;
}

std::vector<Sheet> load_sheets(const BaseFiles& files, Issues& issues) {
  std::vector<Sheet> out;
  each_file(files, "sheet", issues, [&](const FileScope& f) { decode_sheet(f, out); });
  sort_unique(
      out, [](const Sheet& s) -> const std::string& { return s.header.id; }, [](const auto&) {});
  return out;
}

std::vector<Formula> load_formulas(const BaseFiles& files, Issues& issues) {
  std::vector<Formula> out;
  each_file(files, "formulas", issues, [&](const FileScope& f) { decode_formulas(f, out); });
  sort_unique(
      out, [](const Formula& f) -> const std::string& { return f.id; },
      [&](const Formula& f) {
        issues.push_back(
            {f.file, "", "expected a new formula, found \"" + f.id + "\" a second time"});
      });
  return out;
}

std::vector<Scale> load_scales(const BaseFiles& files, const FactIndex& facts, Issues& issues) {
  std::vector<Scale> out;
  each_file(files, "scale", issues, [&](const FileScope& f) { decode_scale(f, facts, out); });
  std::stable_sort(out.begin(), out.end(), [](const Scale& a, const Scale& b) {
    return a.header.reference() < b.header.reference();
  });
  return out;
}

IndicatorBase load_indicators(const BaseFiles& files, Issues& issues) {
  IndicatorBase out;
  const std::deque<LoadedFile> loaded = load_kind(files, "indicators", issues);
  for (const LoadedFile& f : loaded) decode_cohort_fields(FileScope{f.json, f.header, issues}, out);
  for (const LoadedFile& f : loaded) decode_indicators(FileScope{f.json, f.header, issues}, out);
  return out;
}

Texts load_texts(const BaseFiles& files, Issues& issues) {
  Texts out;
  each_file(files, "texts", issues, [&](const FileScope& f) { decode_texts(f, out); });
  return out;
}

PolicyValues load_policy(const BaseFiles& files, Issues& issues) {
  PolicyValues out;
  each_file(files, "policy", issues, [&](const FileScope& f) { decode_policy(f, out); });
  return out;
}

}  // namespace celian
