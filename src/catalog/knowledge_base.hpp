// Everything a catalog knows, behind one immutable object. Files are indexed when the catalog is
// made (id, kind, edition only) and parsed on first use, once: one standard or norm at a
// time, the rest as units ("facts", "rules", "guide", "texts" …). References stay valid as long as
// the KnowledgeBase lives. All functions: any thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/common.hpp"
#include "catalog/dictionary.hpp"
#include "catalog/exercise_index.hpp"
#include "catalog/fact.hpp"
#include "catalog/formula.hpp"
#include "catalog/guide_data.hpp"
#include "catalog/indicator.hpp"
#include "catalog/norm.hpp"
#include "catalog/rule.hpp"
#include "catalog/scale.hpp"
#include "catalog/standard.hpp"
#include "catalog/test.hpp"
#include "catalog/units.hpp"
#include "celian/result.hpp"

namespace celian {

namespace codec {
class Value;
}

struct SourceRecord {
  std::string id, title, authors, publisher, year, number, doi, address, language, type, read,
      licence, notes;
  bool redistribution = false;
};

struct MedicineName {
  std::string generic, zh;
  std::vector<std::string> brands;
};

struct MedicineClass {
  std::string code;
  LocalText name;
  std::vector<std::string> aliases;
  std::vector<MedicineName> names;
  Verified verified = Verified::unverified;
};

// What a typed disease, symptom or medicine turned out to be.
struct Recognised {
  std::string code;  // without namespace; "other" when not recognised
  bool exact = false;
  std::vector<std::string> nearest;  // names that resemble it, best first, at most three
};

struct SheetColumn {
  std::vector<std::string> headers;
  std::string to;
  std::string unit;
  std::vector<std::pair<std::string, std::string>> values;
  std::vector<double> missing_values;
  std::string split;
  bool required = false;
};

struct Sheet {
  FileHeader header;
  std::vector<SheetColumn> columns;
  std::vector<std::string> none_words, exempt_words, missing_words;
  std::vector<std::pair<std::string, std::string>> defaults;
};

using HeaderQuestion = std::function<bool(const FileHeader&)>;

struct KnowledgeBase {
  virtual ~KnowledgeBase() = default;

  virtual std::string_view version() const noexcept = 0;
  // Headers of all files, by id then edition (parsed from the files' first level only).
  virtual const std::vector<FileHeader>& files() const = 0;
  // The file as JSON (catalog.get); null if there is none. `reference`: id, id@edition or
  // id@edition+rN.
  virtual const codec::Value* raw(std::string_view reference) const = 0;

  virtual const UnitTable& units() const = 0;
  virtual const FactIndex& facts() const = 0;
  virtual const Dictionary& dictionary() const = 0;
  // Derived facts in order: computes them all into the vector.
  virtual void derive(FactVector&) const = 0;
  // The unknown facts that a person or centre could be asked for and that would settle an unknown
  // fact: of a derived fact the open facts of its condition, recursively; of one with `settled_by`
  // those; else itself. Appended without repeats.
  virtual void expand_open(Slot, const FactVector&, std::vector<Slot>& out) const = 0;
  virtual const std::vector<TestDef>& tests() const = 0;  // by code
  virtual const TestDef* test(std::string_view code) const = 0;
  virtual const RuleBase& rules() const = 0;
  virtual const std::vector<Preset>& presets() const = 0;      // by id
  virtual const std::vector<Exercise>& exercises() const = 0;  // by code
  virtual const ExerciseIndex& exercise_index() const = 0;
  const Exercise* exercise(std::string_view code) const { return exercise_index().find(code); }
  virtual const std::vector<MedicineClass>& medicines() const = 0;
  virtual const std::vector<SourceRecord>& sources() const = 0;  // by id
  virtual const SourceRecord* source(std::string_view id) const = 0;
  virtual const std::vector<Sheet>& sheets() const = 0;
  virtual const std::vector<Formula>& formulas() const = 0;  // by id
  virtual const Formula* formula(std::string_view id) const = 0;
  // Fields of a group of people, and what is counted of it, in the order of the files.
  virtual const IndicatorBase& indicators() const = 0;
  virtual const std::vector<Scale>& scales() const = 0;  // by id, then edition

  // id, id@edition, id@edition+rN. Errors: unknown_id with the nearest ids.
  virtual Result<const Standard*> standard(std::string_view reference) const = 0;
  // By id, edition, revision. Only those that are wanted by their header are parsed; without a
  // question all.
  virtual std::vector<const Standard*> standards(HeaderQuestion wanted = nullptr) const = 0;
  virtual Result<const Norm*> norm(std::string_view reference) const = 0;
  virtual std::vector<const Norm*> norms(HeaderQuestion wanted = nullptr) const = 0;

  // A policy value as JSON ("burden.max_exercises_novice"); null if there is none. Typed helpers
  // below.
  virtual const codec::Value* policy(std::string_view code) const = 0;
  double policy_number(std::string_view code, double otherwise) const;
  std::string policy_text(std::string_view code) const;  // a code or text; empty if there is none
  virtual const std::vector<std::string>& policy_codes(
      std::string_view code) const = 0;  // a list of codes; empty if there is none
  std::optional<Interval> policy_interval(
      std::string_view code) const;  // [lo, hi], null = unbounded

  // Text of a key in a locale; `professional` form if asked for and present. Empty view if missing
  // (the build prevents that).
  virtual std::string_view text(std::string_view key, std::string_view locale,
                                bool professional = false) const = 0;
  virtual const std::vector<std::string>& locales() const = 0;
  // Codes that stand in entries of other kinds, sorted ("equipment", see catalog/vocabulary.hpp);
  // empty if there is no such list.
  virtual const std::vector<std::string>& vocabulary(std::string_view kind) const = 0;

  // Names as people type them, Chinese or English, any width and case.
  virtual Recognised recognise_condition(std::string_view text) const = 0;
  virtual Recognised recognise_symptom(std::string_view text) const = 0;
  virtual Recognised recognise_medicine(std::string_view text) const = 0;
};

}  // namespace celian
