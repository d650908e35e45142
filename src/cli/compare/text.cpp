#include <algorithm>

#include "base/number_text.hpp"
#include "cli/compare/compare.hpp"
#include "cli/shown_text.hpp"
#include "cli/table.hpp"

namespace celian::cli {

namespace {

class ComparisonText {
 public:
  ComparisonText(const KnowledgeBase& kb, const Comparison& c, const std::string& locale)
      : kb_(kb), c_(c), locale_(locale) {}

  std::string run(const std::array<std::string, 2>& files) {
    std::string out = text("title") + "\n\n";
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < 2; ++i) {
      rows.push_back({std::to_string(i + 1), shown(files[i]), standards(i),
                      std::to_string(c_.rows + c_.only[i]), std::to_string(c_.only[i])});
    }
    out += table({"", text("file"), text("standard"), text("rows"), text("only")}, rows) + "\n";
    out += text("both") + colon() + std::to_string(c_.rows) + "\n";
    out += text("differ") + colon() + std::to_string(c_.differ) + "\n\n";
    out += text("grades") + "\n" + grades() + "\n" + text("points") + "\n" + tests() + "\n";
    return out + std::string(kb_.text("label.intended_use", locale_)) + "\n";
  }

 private:
  std::string text(const std::string& key) const {
    return std::string(kb_.text("compare." + key, locale_));
  }
  std::string colon() const { return locale_ == "zh-CN" ? "：" : ": "; }

  std::string standards(std::size_t side) const {
    std::string out;
    for (const auto& [name, rows] : c_.standards[side]) {
      const std::string shown_name = name.empty() ? text("none") : name;
      out += (out.empty() ? "" : ", ") + shown_name +
             (c_.standards[side].size() > 1 ? " (" + std::to_string(rows) + ")" : "");
    }
    return out;
  }

  std::string grade_name(const std::string& code) const {
    if (code.empty()) return text("none");
    const std::string_view name = kb_.text("cohort.grade." + code, locale_);
    return name.empty() ? code : std::string(name);
  }

  // The best first, as the field `grade` of data/indicators lists them; what it does not list, then
  // none, at the end.
  std::vector<std::string> grades_of(std::size_t side) const {
    std::vector<std::string> out;
    for (const auto& [pair, rows] : c_.grades) {
      const std::string& code = side == 0 ? pair.first : pair.second;
      if (std::find(out.begin(), out.end(), code) == out.end()) out.push_back(code);
    }
    const FactIndex& index = kb_.indicators().index;
    const Slot grade = index.find("grade");
    const auto rank = [&](const std::string& code) {
      const auto at = code.empty() || grade == kNoSlot ? std::nullopt
                                                       : index.value_index(grade, code);
      return std::pair(code.empty() ? 2 : at ? 0 : 1, at.value_or(0));
    };
    std::stable_sort(out.begin(), out.end(),
                     [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    return out;
  }

  std::string grades() const {
    const std::vector<std::string> down = grades_of(0), across = grades_of(1);
    std::vector<std::string> head = {"1 \\ 2"};
    for (const std::string& g : across) head.push_back(grade_name(g));
    std::vector<std::vector<std::string>> rows;
    for (const std::string& g : down) {
      rows.push_back({grade_name(g)});
      for (const std::string& h : across) {
        const auto at = c_.grades.find({g, h});
        rows.back().push_back(at == c_.grades.end() ? "–" : std::to_string(at->second));
      }
    }
    return table(head, rows, kWide);
  }

  std::string tests() const {
    std::vector<std::vector<std::string>> rows;
    for (const TestComparison& t : c_.tests) {
      if (t.both + t.only[0] + t.only[1] == 0) continue;
      const auto mean = [&](std::size_t side) {
        return t.both == 0 ? std::string("–")
                           : format_fixed(t.sum[side] / static_cast<double>(t.both), 1);
      };
      rows.push_back({test_name(t.test), std::to_string(t.both), std::to_string(t.differ), mean(0),
                      mean(1), std::to_string(t.only[0]), std::to_string(t.only[1])});
    }
    return table({text("test"), text("in_both"), text("other_points"), text("mean") + " 1",
                  text("mean") + " 2", text("only") + " 1", text("only") + " 2"},
                 rows, kWide);
  }

  std::string test_name(const std::string& code) const {
    const TestDef* test = kb_.test(code);
    if (test == nullptr) return code;
    for (const auto& [language, name] : test->name) {
      if (language == locale_) return name;
    }
    return code;
  }

  static constexpr std::size_t kWide = 160;
  const KnowledgeBase& kb_;
  const Comparison& c_;
  const std::string& locale_;
};

}  // namespace

std::string comparison_text(const KnowledgeBase& kb, const Comparison& c,
                            const std::array<std::string, 2>& files, const std::string& locale) {
  return ComparisonText(kb, c, locale).run(files);
}

}  // namespace celian::cli
