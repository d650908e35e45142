#include "cli/cohort/splits.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "codec/json.hpp"

namespace celian::cli {

namespace {

using cohort::kNobodyKnows;
using cohort::Split;

struct Band {
  double from, to;
};

std::vector<Band> age_bands(const KnowledgeBase& kb) {
  std::vector<Band> out;
  const codec::Value* bands = kb.policy("cohort.age_bands");
  for (std::size_t i = 0; bands != nullptr && i < bands->size(); ++i) {
    const codec::Value& b = bands->items()[i];
    if (b.is_array() && b.size() == 2)
      out.push_back({b.items()[0].as_double(), b.items()[1].as_double()});
  }
  return out;
}

Split by_age(const KnowledgeBase& kb, const CohortInput& input, Slot slot) {
  Split out;
  out.code = "age";
  const std::vector<Band> bands = age_bands(kb);
  for (const Band& b : bands) {
    const std::string from = std::to_string(static_cast<int>(b.from));
    out.labels.push_back(b.to >= 130 ? from + "+"
                                     : from + "–" + std::to_string(static_cast<int>(b.to)));
  }
  for (std::size_t row = 0; row < input.size; ++row) {
    const double age = input.fields[slot][row];
    const auto at = std::find_if(bands.begin(), bands.end(),
                                 [&](const Band& b) { return age >= b.from && age < b.to + 1; });
    out.at.push_back(at == bands.end() ? kNobodyKnows
                                       : static_cast<std::int32_t>(at - bands.begin()));
  }
  return out;
}

// Labels in the order of their texts.
Split sorted_names(std::string code, const std::vector<std::string>& names,
                   const std::vector<std::int32_t>& at) {
  Split out;
  out.code = std::move(code);
  std::vector<std::int32_t> order(names.size()), place(names.size());
  std::iota(order.begin(), order.end(), 0);
  const auto name = [&](std::int32_t i) -> const std::string& {
    return names[static_cast<std::size_t>(i)];
  };
  std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
    return std::pair(name(a).size(), std::string_view(name(a))) <
           std::pair(name(b).size(), std::string_view(name(b)));
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    place[static_cast<std::size_t>(order[i])] = static_cast<std::int32_t>(i);
    out.labels.push_back(name(order[i]));
  }
  for (const std::int32_t a : at)
    out.at.push_back(a == kNobodyKnows ? a : place[static_cast<std::size_t>(a)]);
  return out;
}

class SplitMaker {
 public:
  SplitMaker(const KnowledgeBase& kb, const CohortInput& input, const std::string& locale)
      : kb_(kb), input_(input), locale_(locale) {}

  bool has(std::string_view name) const {
    const Slot s = kb_.indicators().index.find(name == "age" ? "age_years" : name);
    if (s == kNoSlot) return false;
    return name == "scored_by" ? !input_.editions.names().empty()
                               : input_.has(s) || input_.names.find(s) != input_.names.end();
  }

  Result<Split> one(std::string name) const {
    if (name == "grade") name = "school_grade";
    if (name == "center") name = "centre";
    const Slot s = kb_.indicators().index.find(name == "age" ? "age_years" : name);
    if (s == kNoSlot || (name != "age" && !kb_.indicators().fields[s].groups)) {
      return Error{Status::unknown_id, "",
                   "people cannot be grouped by '" + name + "'; there are: " + known()};
    }
    if (!has(name)) {
      return Error{
          Status::argument, "",
          "nobody has '" + name + "'; give --people SHEET.csv with a column '" + header(s) + "'"};
    }
    if (name == "age") return by_age(kb_, input_, s);
    if (name == "scored_by") return sorted_names(name, input_.editions.names(), input_.edition);
    if (const auto at = input_.names.find(s); at != input_.names.end())
      return sorted_names(name, input_.tables.at(s).names(), at->second);
    Split out;
    out.code = name;
    for (const std::string& value : kb_.indicators().index[s].values) {
      const std::string_view text = kb_.text("value." + name + "." + value, locale_);
      out.labels.push_back(text.empty() ? value : std::string(text));
    }
    for (const double v : input_.fields[s]) {
      out.at.push_back(std::isnan(v) || v >= static_cast<double>(out.labels.size())
                           ? kNobodyKnows
                           : static_cast<std::int32_t>(v));
    }
    return out;
  }

  // Those of whom one part is not known are in no group.
  static Split joined(const Split& a, const Split& b) {
    Split out;
    out.code = a.code + "+" + b.code;
    std::map<std::pair<std::int32_t, std::int32_t>, std::int32_t> index;
    for (std::size_t row = 0; row < a.at.size(); ++row) {
      if (a.at[row] != kNobodyKnows && b.at[row] != kNobodyKnows)
        index.emplace(std::pair(a.at[row], b.at[row]), 0);
    }
    for (auto& [pair, at] : index) {
      at = static_cast<std::int32_t>(out.labels.size());
      out.labels.push_back(a.labels[static_cast<std::size_t>(pair.first)] + " · " +
                           b.labels[static_cast<std::size_t>(pair.second)]);
    }
    for (std::size_t row = 0; row < a.at.size(); ++row) {
      const auto at = index.find(std::pair(a.at[row], b.at[row]));
      out.at.push_back(at == index.end() ? kNobodyKnows : at->second);
    }
    return out;
  }

 private:
  std::string known() const {
    std::string out = "age";
    for (const CohortField& f : kb_.indicators().fields) {
      if (f.groups) out += ", " + f.code;
    }
    return out;
  }
  std::string header(Slot s) const {
    const CohortField& f = kb_.indicators().fields[s];
    return f.headers.empty() ? f.code : f.headers.front();
  }

  const KnowledgeBase& kb_;
  const CohortInput& input_;
  const std::string& locale_;
};

std::vector<std::string> parts_of(const std::string& text, char separator) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find(separator, from), text.size());
    if (to > from) out.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

}  // namespace

Result<std::vector<Split>> splits_by(const KnowledgeBase& kb, const CohortInput& input,
                                     const std::vector<std::string>& names,
                                     const std::string& locale) {
  const SplitMaker maker(kb, input, locale);
  std::vector<std::string> wanted;
  for (const std::string& name : names) {
    for (std::string& part : parts_of(name, ',')) wanted.push_back(std::move(part));
  }
  if (names.empty()) {
    for (const char* name : {"sex", "age", "centre", "school_grade"}) {
      if (maker.has(name)) wanted.emplace_back(name);
    }
  }
  const double most = kb.policy_number("cohort.most_groups", 2000);
  std::vector<Split> out;
  for (const std::string& name : wanted) {
    std::vector<std::string> parts = parts_of(name, '+');
    if (name == "class") {
      parts.clear();
      for (const char* above : {"centre", "school_grade"}) {
        if (maker.has(above)) parts.emplace_back(above);
      }
      parts.emplace_back("class");
    }
    std::optional<Split> split;
    for (const std::string& part : parts) {
      auto next = maker.one(part);
      if (!next) return next.error();
      split = split ? SplitMaker::joined(*split, *next) : std::move(*next);
    }
    if (!split) continue;
    if (name == "class") split->code = "class";
    if (static_cast<double>(split->labels.size()) > most) {
      return Error{Status::range, "",
                   "'" + name + "' makes " + std::to_string(split->labels.size()) +
                       " groups; at most " + std::to_string(static_cast<int>(most)) +
                       " are compared"};
    }
    const bool twice =
        std::any_of(out.begin(), out.end(), [&](const Split& s) { return s.code == split->code; });
    if (!twice) out.push_back(std::move(*split));
  }
  return out;
}

Split grade_mix(const KnowledgeBase& kb, const CohortInput& input,
                std::vector<GradeLabel>& labels) {
  Split out;
  out.code = "grade";
  const Slot slot = kb.indicators().index.find("grade");
  out.at.assign(input.size, kNobodyKnows);
  for (const char* field : {"scored_by", "standard", "outcome", "grade"})
    out.reads.push_back(kb.indicators().index.find(field));
  if (slot == kNoSlot || !input.has(slot)) return out;
  const std::vector<std::string>& grades = kb.indicators().index[slot].values;
  const Split editions = sorted_names("", input.editions.names(), input.edition);
  std::vector<std::int32_t> place(editions.labels.size() * grades.size(), kNobodyKnows);
  const auto at = [&](std::size_t row) -> std::int32_t* {
    const double grade = input.fields[slot][row];
    if (std::isnan(grade) || grade >= static_cast<double>(grades.size()) ||
        editions.at[row] == kNobodyKnows)
      return nullptr;
    return &place[static_cast<std::size_t>(editions.at[row]) * grades.size() +
                  static_cast<std::size_t>(grade)];
  };
  for (std::size_t row = 0; row < input.size; ++row) {
    if (std::int32_t* p = at(row)) *p = 0;
  }
  for (std::size_t i = 0; i < place.size(); ++i) {
    if (place[i] == kNobodyKnows) continue;
    place[i] = static_cast<std::int32_t>(labels.size());
    labels.push_back({editions.labels[i / grades.size()], grades[i % grades.size()]});
    out.labels.push_back(labels.back().edition + " " + labels.back().grade);
  }
  for (std::size_t row = 0; row < input.size; ++row) {
    if (const std::int32_t* p = at(row)) out.at[row] = *p;
  }
  return out;
}

Split need_mix(const CohortInput& input) { return {"need", input.tests, input.need, {}}; }

}  // namespace celian::cli
