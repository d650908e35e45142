// Two results of celian score of the same sheet, side by side: by two editions, or of two versions
// of the knowledge. Both are read row by row, so that they may be of any size.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "csv/writer.hpp"

namespace celian::cli {

// What the two say of one test.
struct TestComparison {
  std::string test;
  std::size_t both = 0, differ = 0;          // rows with points in both; and of these, other points
  std::array<std::size_t, 2> only{};         // rows with points in one of them
  std::array<double, 2> sum{};               // of the points where both have some
};

struct Comparison {
  std::size_t rows = 0;                      // that stand in both
  std::array<std::size_t, 2> only{};         // rows of one of them
  std::size_t differ = 0;                    // outcome, total, grade or points of any test
  std::array<std::map<std::string, std::size_t>, 2> standards;  // what was scored by, with rows
  std::map<std::pair<std::string, std::string>, std::size_t> grades;  // codes; empty = none
  std::vector<TestComparison> tests;
};

struct CompareOptions {
  std::array<std::string, 2> files;
  bool only_differing = false;
  csv::Writer* to = nullptr;  // one line a row, or nowhere
  std::function<bool(std::size_t)> go_on;  // rows so far; false stops
};

// Errors: `io`, `syntax`, `schema` with file and line; `conflict` where a row has another id in the
// other file, or rows do not ascend.
Result<Comparison> compare_results(const KnowledgeBase&, const CompareOptions&);

// As a page of text in a language.
std::string comparison_text(const KnowledgeBase&, const Comparison&,
                            const std::array<std::string, 2>& files, const std::string& locale);

}  // namespace celian::cli
