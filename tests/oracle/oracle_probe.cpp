// Answers questions of oracle.py on standard input, one a line, by the C++ interfaces. See
// oracle.py for the questions.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "assess/scorer.hpp"
#include "base/number_text.hpp"
#include "catalog/base_files.hpp"
#include "catalog/knowledge_base.hpp"

namespace {

using namespace celian;

std::shared_ptr<const Catalog> load(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files[entry.path().lexically_relative(folder).generic_string()] = {
        std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  Issues issues;  // of other files: not what is tested here
  auto made = catalog_from_files(std::move(files), "oracle", &issues);
  if (made) return *made;
  std::cerr << made.error().message << '\n';
  std::exit(2);
}

// "male" "school_grade" "junior_2"; age_years, age_months, age_days as numbers; "-" = unknown.
Subject subject_of(std::istream& in, const Standard* standard) {
  Subject s;
  std::string sex, key, value;
  in >> sex >> key >> value;
  if (sex == "male") s.sex = Sex::male;
  if (sex == "female") s.sex = Sex::female;
  if (value == "-") return s;
  if (key == "school_grade" && standard != nullptr)
    s.school_grade = standard->school_grade_code(value);
  if (key == "age_years") s.age_years = std::atoi(value.c_str());
  if (key == "age_months") s.age_months = std::atoi(value.c_str());
  if (key == "age_days") {
    s.age_days = std::atoi(value.c_str());
    // No question is near the end of a month.
    s.age_months = static_cast<std::int32_t>(s.age_days / 30.4375);
    s.age_years = s.age_months / 12;
  }
  return s;
}

void print(const Candidate& c) {
  std::cout << ' ' << (c.no_score ? "none" : format_shortest(c.points));
}

class Probe {
 public:
  explicit Probe(const KnowledgeBase& kb) : kb_(kb) {}

  // item STANDARD TEST SEX KEY VALUE NUMBER… -> outcome candidates… (points if scored) / class
  void item(std::istream& in) {
    std::string standard, test;
    in >> standard >> test;
    auto& scorer = scorers_[standard + ' ' + test];
    if (!scorer) {
      auto made = assess::Scorer::bind(kb_, standard, test);
      if (!made) {
        std::cout << "error " << made.error().message << '\n';
        return;
      }
      scorer.emplace(*std::move(made));
    }
    const Subject subject = subject_of(in, &scorer->standard());
    std::vector<double> values;
    for (std::string word; in >> word;) values.push_back(std::strtod(word.c_str(), nullptr));
    const assess::ScorerResult found = scorer->eval(subject, values);
    std::cout << outcome_name(found.outcome);
    if (found.outcome == Outcome::scored) print({found.points, false});
    for (std::uint32_t i = 0; i < found.candidate_count; ++i) print(found.candidates[i]);
    std::cout << " / " << scorer->class_name(found.item_class) << '\n';
  }

  // sheet STANDARD SEX KEY VALUE TEST=NUMBER… -> outcome score bonus total grade  ("-" = none)
  void sheet(std::istream& in) {
    std::string standard;
    in >> standard;
    const Result<const Standard*> found = kb_.standard(standard);
    if (!found) {
      std::cout << "error " << found.error().message << '\n';
      return;
    }
    const Subject subject = subject_of(in, *found);
    std::vector<std::string> names;
    std::vector<double> numbers;
    for (std::string word; in >> word;) {
      const std::size_t at = word.find('=');
      names.push_back(word.substr(0, at));
      numbers.push_back(std::strtod(word.c_str() + at + 1, nullptr));
    }
    std::vector<SheetValue> values;
    for (std::size_t i = 0; i < names.size(); ++i)
      values.push_back({names[i], Outcome::scored, numbers[i], {}, {}});
    const SheetScore s = (*found)->score_sheet(subject, values);
    const auto number = [](const std::optional<double>& n) {
      return n ? format_shortest(*n) : "-";
    };
    std::cout << completeness_name(s.outcome) << ' ' << number(s.score) << ' '
              << number(s.bonus_total) << ' ' << number(s.total) << ' '
              << (s.grade ? (*s.grades)[*s.grade].code : "-") << '\n';
  }

  // norm NORM SEX KEY VALUE NUMBER [HEIGHT] -> outcome z class percentile candidates…
  void norm(std::istream& in) {
    std::string name;
    in >> name;
    const Result<const Norm*> found = kb_.norm(name);
    if (!found) {
      std::cout << "error " << found.error().message << '\n';
      return;
    }
    const Subject subject = subject_of(in, nullptr);
    std::string word, height;
    in >> word;
    SheetValue value{
        (*found)->measure(), Outcome::scored, std::strtod(word.c_str(), nullptr), {}, {}};
    if (in >> height) value.height_cm = std::strtod(height.c_str(), nullptr);
    const NormValue v = (*found)->evaluate(subject, value);
    std::cout << outcome_name(v.outcome) << ' ' << (v.z ? format_fixed(*v.z, 2) : "-") << ' '
              << (v.norm_class.empty() ? "-" : v.norm_class) << ' '
              << (v.percentile ? format_shortest(*v.percentile) : "-");
    for (const std::string& c : v.candidates) std::cout << ' ' << c;
    std::cout << '\n';
  }

 private:
  const KnowledgeBase& kb_;
  std::map<std::string, std::optional<assess::Scorer>> scorers_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: oracle_probe DATA_FOLDER\n";
    return 2;
  }
  std::ios::sync_with_stdio(false);
  const std::shared_ptr<const Catalog> catalog = load(argv[1]);
  Probe probe(catalog->internals());
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream in(line);
    std::string what;
    in >> what;
    if (what == "item")
      probe.item(in);
    else if (what == "sheet")
      probe.sheet(in);
    else if (what == "norm")
      probe.norm(in);
    else
      std::cout << "error unknown question\n";
  }
}
