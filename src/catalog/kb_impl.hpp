// The knowledge base over a set of files. Cheap to make: a file is parsed when somebody asks for
// what it holds.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/base_files.hpp"
#include "catalog/knowledge_base.hpp"
#include "catalog/lazy.hpp"
#include "catalog/load.hpp"
#include "catalog/names.hpp"

namespace celian {

class FileKnowledge final : public KnowledgeBase {
 public:
  FileKnowledge(BaseFiles files, std::string version);

  const BaseFiles& base_files() const noexcept { return files_; }
  const Dictionary& dictionary() const override { return words().dictionary; }

  std::string_view version() const noexcept override { return version_; }
  const std::vector<FileHeader>& files() const override;
  const codec::Value* raw(std::string_view reference) const override;
  const UnitTable& units() const override;
  const FactIndex& facts() const override { return dictionary().facts(); }
  void derive(FactVector& v) const override { dictionary().derive(v); }
  void expand_open(Slot s, const FactVector& v, std::vector<Slot>& out) const override {
    dictionary().expand_open(s, v, out);
  }
  const std::vector<TestDef>& tests() const override;
  const TestDef* test(std::string_view code) const override;
  const RuleBase& rules() const override;
  const std::vector<Preset>& presets() const override;
  const std::vector<Exercise>& exercises() const override;
  const ExerciseIndex& exercise_index() const override;
  const std::vector<MedicineClass>& medicines() const override { return words().medicines; }
  const std::vector<SourceRecord>& sources() const override;
  const SourceRecord* source(std::string_view id) const override;
  const std::vector<Sheet>& sheets() const override;
  const std::vector<Formula>& formulas() const override;
  const Formula* formula(std::string_view id) const override;
  const std::vector<Scale>& scales() const override;
  const IndicatorBase& indicators() const override;
  Result<const Standard*> standard(std::string_view reference) const override;
  std::vector<const Standard*> standards(HeaderQuestion wanted) const override;
  Result<const Norm*> norm(std::string_view reference) const override;
  std::vector<const Norm*> norms(HeaderQuestion wanted) const override;
  const codec::Value* policy(std::string_view code) const override;
  const std::vector<std::string>& policy_codes(std::string_view code) const override;
  std::string_view text(std::string_view key, std::string_view locale,
                        bool professional) const override;
  const std::vector<std::string>& locales() const override { return text_unit().locales; }
  const std::vector<std::string>& vocabulary(std::string_view kind) const override;
  Recognised recognise_condition(std::string_view text) const override {
    return names().conditions.find(text);
  }
  Recognised recognise_symptom(std::string_view text) const override {
    return names().symptoms.find(text);
  }
  Recognised recognise_medicine(std::string_view text) const override {
    return names().medicines.find(text);
  }

  const Names& names() const;
  const Texts& texts() const { return text_unit().texts; }

 private:
  struct TextUnit {
    Texts texts;
    std::vector<std::string> locales;
  };
  // What is known of one file beyond its text.
  struct State {
    Lazy<codec::Value> json;
    Lazy<Result<std::shared_ptr<const Standard>>> standard;
    Lazy<Result<std::shared_ptr<const Norm>>> norm;
  };

  const std::vector<FileHeader>& headers() const;  // one for one with files_
  const DictionaryUnit& words() const;
  const TextUnit& text_unit() const;
  const PolicyIndex& policies() const;
  // Index of the file that a reference names, of any kind if `kind` is empty; files_.size() if
  // there is none.
  std::size_t resolve(std::string_view kind, std::string_view reference) const;
  // Indices of the standards and norms, by id, edition, revision.
  const std::vector<std::size_t>& scored_by() const;
  Result<const Standard*> standard_at(std::size_t i) const;
  Result<const Norm*> norm_at(std::size_t i) const;

  BaseFiles files_;
  std::string version_;
  std::unique_ptr<State[]> states_;
  Lazy<std::vector<FileHeader>> headers_, sorted_headers_;
  Lazy<UnitTable> units_;
  Lazy<DictionaryUnit> words_;
  Lazy<std::vector<TestDef>> tests_;
  Lazy<RuleBase> rules_;
  Lazy<std::vector<Preset>> presets_;
  Lazy<std::vector<Exercise>> exercises_;
  Lazy<ExerciseIndex> exercise_index_;
  Lazy<std::vector<SourceRecord>> sources_;
  Lazy<std::vector<Sheet>> sheets_;
  Lazy<std::vector<Formula>> formulas_;
  Lazy<std::vector<Scale>> scales_;
  Lazy<IndicatorBase> indicators_;
  Lazy<TextUnit> texts_;
  Lazy<PolicyIndex> policy_;
  Lazy<Names> names_;
  Lazy<std::vector<std::size_t>> scored_by_;
  std::unique_ptr<Lazy<std::vector<std::string>>[]>
      vocabulary_;  // one for one with vocabulary_kinds()
};

}  // namespace celian
