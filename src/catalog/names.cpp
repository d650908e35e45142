#include "catalog/names.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "catalog/name_words.hpp"
#include "catalog/nearest.hpp"

namespace celian {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

constexpr std::pair<std::string_view, std::string_view> kRoman[] = {
    {"Ⅰ", "i"}, {"Ⅱ", "ii"}, {"Ⅲ", "iii"}, {"Ⅳ", "iv"}, {"Ⅴ", "v"}};

void add_all(NameIndex& index, const std::string& code, const LocalText& names,
             const std::vector<std::string>& more, std::vector<std::string>& ambiguous) {
  const auto add = [&](const std::string& name) {
    const std::string other = index.add(code, name);
    if (!other.empty()) ambiguous.push_back(name + ": " + other + " and " + code);
  };
  add(code);
  for (const auto& [locale, name] : names) add(name);
  for (const std::string& name : more) add(name);
}

}  // namespace

std::string normal_name(std::string_view text) {
  std::string plain = fold(text);
  for (const auto& [roman, letters] : kRoman) {
    for (std::size_t at = plain.find(roman); at != std::string::npos; at = plain.find(roman, at)) {
      plain.replace(at, roman.size(), letters);
    }
  }
  std::replace(plain.begin(), plain.end(), '-', ' ');
  std::replace(plain.begin(), plain.end(), '_', ' ');
  std::string out;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (plain[i] != ' ') {
      out += plain[i];
      continue;
    }
    // A space counts only between two Latin words.
    while (i + 1 < plain.size() && plain[i + 1] == ' ') ++i;
    const bool between = !out.empty() && i + 1 < plain.size() && is_ascii_word(out.back()) &&
                         is_ascii_word(plain[i + 1]);
    if (between) out += ' ';
  }
  return out;
}

std::string NameIndex::add(std::string_view code, std::string_view name) {
  std::string normal = normal_name(name);
  if (normal.empty()) return {};
  const auto [at, is_new] = codes_.emplace(std::move(normal), code);
  if (is_new) {
    shown_.emplace_back(name);
    return {};
  }
  if (at->second == code) return {};
  return std::exchange(at->second, std::string());
}

Recognised NameIndex::find(std::string_view text) const {
  Recognised out;
  const std::string normal = normal_name(text);
  if (const auto at = codes_.find(normal); at != codes_.end()) out.code = at->second;
  out.exact = !out.code.empty();
  if (!out.exact) out.code = find_with_words(normal);
  if (out.code.empty()) {
    const std::string_view bare = without_prefix(normal, kind_);
    if (bare.size() != normal.size()) out.code = find_with_words(bare);
  }
  if (out.code.empty()) {
    out.code = "other";
    out.nearest = nearest_names(text, shown_);
  }
  return out;
}

std::string NameIndex::find_with_words(std::string_view normal) const {
  for (std::size_t end = normal.size(); end > 0; --end) {
    const bool inside_character =
        end < normal.size() && (static_cast<unsigned char>(normal[end]) & 0xC0) == 0x80;
    // A dose may follow a name at once ("metoprolol25mg"), but 维生素b1 is not the beginning of
    // 维生素b12.
    const bool inside_word = end < normal.size() && is_ascii_word(normal[end - 1]) &&
                             is_ascii_word(normal[end]) &&
                             (is_digit(normal[end - 1]) || !is_digit(normal[end]));
    if (inside_character || inside_word) continue;
    const auto at = codes_.find(normal.substr(0, end));
    if (at != codes_.end() && !at->second.empty() && is_only_words(normal.substr(end), kind_))
      return at->second;
  }
  return {};
}

Names collect_names(const FactIndex& facts, const std::vector<MedicineClass>& medicines) {
  Names out;
  for (auto& [space, index] :
       {std::pair{"condition", &out.conditions}, std::pair{"symptom", &out.symptoms}}) {
    for (const Slot s : facts.group(space)) {
      const FactDef& def = facts[s];
      if (def.derived) continue;
      add_all(*index, def.code.substr(def.code.find('.') + 1), def.name, def.aliases,
              out.ambiguous);
    }
  }
  for (const MedicineClass& c : medicines) {
    std::vector<std::string> names = c.aliases;
    for (const MedicineName& n : c.names) {
      if (!n.generic.empty()) names.push_back(n.generic);
      if (!n.zh.empty()) names.push_back(n.zh);
      names.insert(names.end(), n.brands.begin(), n.brands.end());
    }
    add_all(out.medicines, c.code, c.name, names, out.ambiguous);
  }
  return out;
}

}  // namespace celian
