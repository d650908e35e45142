// Everything that is said in the reader's language: sentences by key, names of the catalog, numbers
// with units, dates. What is not found is noted, so that a test can fail; a person then reads a
// general word, never a code.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/date.hpp"
#include "celian/prescription.hpp"
#include "celian/reason.hpp"

namespace celian::report {

// What stands for {name} in a sentence.
using Fill = std::vector<std::pair<std::string_view, std::string>>;

class Words {
 public:
  Words(const KnowledgeBase& kb, std::string locale, bool professional);

  const KnowledgeBase& kb() const noexcept { return kb_; }
  const std::string& locale() const noexcept { return locale_; }
  bool professional() const noexcept { return professional_; }

  // --- Sentences
  // The text of a key, filled. Missing: see above.
  std::string say(std::string_view key, const Fill& fill = {});
  // The same; nullopt (and no note) if there is none.
  std::optional<std::string> find(std::string_view key, const Fill& fill = {});
  // The text of `prefix.code`, for codes of data.
  std::string coded(std::string_view prefix, std::string_view code);
  // A fragment as it stands at the head of a line: with a capital letter, where the script has
  // them.
  static std::string sentence(std::string text);
  // A whole sentence: capital letter, and an end mark if the text has none, so that sentences can
  // follow each other.
  std::string ended(std::string text);
  // The same inside a line; a word in capitals stays.
  static std::string inside(std::string text);
  // The sentence of a reason with its facts.
  std::string reason(const Reason&);

  // --- Names
  std::string test(std::string_view code);
  std::string exercise(std::string_view code);
  std::string component(std::string_view code);
  std::string fact(std::string_view code);
  std::string value(std::string_view fact, std::string_view code);  // of a fact that is a code
  std::string local(const LocalText&, std::string_view code);
  std::string label(const std::vector<Label>&, std::string_view code);
  std::string file(std::string_view reference);  // title of a standard or norm
  // `more` after `text`: a space between them where the script has spaces.
  static void append(std::string& text, std::string_view more);
  // The names joined as in a list; longer phrases, which may hold commas themselves, by semicolons.
  std::string list(const std::vector<std::string>& names);
  std::string phrases(std::vector<std::string> texts);
  // Parts of one statement: "a total of 21 points, overall grade: good".
  std::string clauses(const std::vector<std::string>& texts);
  // A limit within a line: "RPE 9-11", "at most 40% of 1RM".
  std::string scale(const Limit&);

  // --- Numbers
  // No more decimals than `most`, no trailing zeros.
  std::string number(double value, int most = 1);
  std::string test_value(std::string_view test,
                         double value);  // with unit; times as minutes and seconds
  std::string test_number(std::string_view test, double value);
  std::string quantity(double value, std::string_view unit, int most = 1);
  // "3-5 days", "at most 5 days"; `unit` is a text key with {n}.
  std::string range(const Interval&, std::string_view unit_key, int most = 0);
  std::string count(double n, std::string_view unit_key, int most = 1);

  // --- Dates
  std::string date(Date);       // with year
  std::string day(Date);        // weekday, month and day
  std::string short_day(Date);  // month and day

  // Keys and names that were asked for and not found, sorted.
  std::vector<std::string> missing() const { return {missing_.begin(), missing_.end()}; }

 private:
  std::string miss(std::string note, std::string_view code, std::string_view general_key);
  std::string arg_text(const Arg&);
  Fill fill_of(const std::vector<Arg>&);

  const KnowledgeBase& kb_;
  std::string locale_;
  bool professional_;
  std::set<std::string> missing_;
};

}  // namespace celian::report
