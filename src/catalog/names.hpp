// Names of diseases, symptoms and medicines as people type them.
//
// A wrong guess would be dangerous, so nothing resembling is ever accepted: a text is a name, or a
// name followed by nothing but words about dose, form or duration ("倍他乐克 25mg bid"). Everything
// else is `other`, with the nearest names.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/knowledge_base.hpp"

namespace celian {

enum class NameKind { condition, symptom, medicine };

// Width, case, hyphens and spaces do not matter: "　Beta-Blocker" and "beta blocker" are one.
std::string normal_name(std::string_view text);

class NameIndex {
 public:
  explicit NameIndex(NameKind kind) : kind_(kind) {}

  // A second code for the same name makes it ambiguous, and so never recognised. Says the first
  // code then, else "".
  std::string add(std::string_view code, std::string_view name);
  Recognised find(std::string_view text) const;

 private:
  // The code of a text that is a name and words that add nothing; empty if it is none.
  std::string find_with_words(std::string_view normal) const;

  NameKind kind_;
  std::map<std::string, std::string, std::less<>> codes_;  // normal name -> code; empty = ambiguous
  std::vector<std::string> shown_;                         // names as written, for the nearest
};

struct Names {
  NameIndex conditions{NameKind::condition}, symptoms{NameKind::symptom},
      medicines{NameKind::medicine};
  // "name: code and code", of names that stand for two things.
  std::vector<std::string> ambiguous;
};

Names collect_names(const FactIndex&, const std::vector<MedicineClass>&);

}  // namespace celian
