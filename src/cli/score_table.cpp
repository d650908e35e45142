#include "cli/score_table.hpp"

#include <algorithm>

#include "base/number_text.hpp"

namespace celian::cli {

namespace {

void add_note(std::string& notes, const std::string& note) {
  if (note.empty()) return;
  if (!notes.empty()) notes += "；";
  notes += note;
}

std::string join(const std::vector<Candidate>& candidates) {
  std::string out;
  for (const Candidate& c : candidates)
    out += (out.empty() ? "" : " | ") +
           (c.no_score ? std::string("no_score") : format_shortest(c.points));
  return out;
}

// Words that were typed in place of a reading (免试, 缓考): somebody has to follow them up.
void add_typed_words(const exchange::SheetRow& row, std::string& notes) {
  for (const RawMeasurement& m : row.document.measurements) {
    if (m.status != "exempt") continue;
    if (const std::string* word = std::get_if<std::string>(&m.value))
      add_note(notes, m.test + ": " + *word);
  }
}

csv::Writer& number(csv::Writer& w, const std::optional<double>& value) {
  return value ? w.field(*value) : w.empty();
}

std::string name_of(const KnowledgeBase& kb, const std::string& test, const std::string& locale) {
  const TestDef* def = kb.test(test);
  if (def == nullptr) return test;
  for (const auto& [language, name] : def->name) {
    if (language == locale) return name;
  }
  return test;
}

}  // namespace

std::string label_of(const std::vector<Label>& labels, const std::string& code,
                     std::string_view locale) {
  for (const Label& l : labels) {
    if (l.locale == locale) return l.text;
  }
  return code;
}

ScoredRow scored_row(const exchange::SheetRow& row, const Assessment& a, std::string_view locale,
                     const std::vector<std::string>& flags) {
  const Assessment& shown = a.fallback.empty() ? a : a.fallback.front();
  ScoredRow out;
  out.row = row.number;
  out.id = row.document.person.id;
  out.name = row.name;
  out.standard = a.standard;
  out.outcome = completeness_name(a.outcome);
  out.scored_by = shown.standard;
  out.scored_outcome = completeness_name(shown.outcome);
  out.score = shown.score;
  out.bonus = shown.bonus_total;
  out.total = shown.total;
  if (shown.grade) {
    out.grade = shown.grade->code;
    out.grade_label = label_of(shown.grade->label, shown.grade->code, locale);
  }
  for (const Grade& g : shown.grade_candidates) {
    out.grade += (out.grade.empty() ? "" : " | ") + g.code;
    out.grade_label += (out.grade_label.empty() ? "" : " | ") + label_of(g.label, g.code, locale);
  }
  for (const ItemScore& i : shown.items)
    out.items.push_back({i.test, i.outcome, i.points, join(i.candidates)});
  for (const std::string& flag : flags) add_note(out.notes, flag);
  add_typed_words(row, out.notes);
  for (const exchange::SheetIssue& issue : row.issues)
    add_note(out.notes, issue.header + ": " + issue.value + " ?");
  for (const exchange::SheetNote& note : row.notes) add_note(out.notes, note.text);
  return out;
}

void ScoreColumns::add(const std::vector<std::string>& tests) {
  std::size_t at = 0;
  for (const std::string& test : tests) {
    const auto known = std::find(tests_.begin(), tests_.end(), test);
    if (known != tests_.end()) {
      at = static_cast<std::size_t>(known - tests_.begin()) + 1;
    } else {
      tests_.insert(tests_.begin() + static_cast<std::ptrdiff_t>(at), test);
      ++at;
    }
  }
}

void ScoreColumns::add_behind(const std::vector<std::string>& tests) {
  for (const std::string& test : tests) {
    if (std::find(tests_.begin(), tests_.end(), test) == tests_.end()) tests_.push_back(test);
  }
}

void ScoreColumns::write_header(csv::Writer& w) const {
  const bool is_zh = header_locale_ == "zh-CN";
  const auto name = [&](const char* code, const char* zh) { return is_zh ? zh : code; };
  w.field(name("row", "行"))
      .field(name("id", "编号"))
      .field(name("name", "姓名"))
      .field(name("standard", "标准"))
      .field(name("outcome", "结果"));
  w.field(name("scored_by", "实际所用标准")).field(name("scored_outcome", "所用标准的结果"));
  w.field(name("score", "标准分")).field(name("bonus", "附加分")).field(name("total", "总分"));
  w.field(name("grade", "等级代码")).field(name("grade_label", "等级"));
  for (const std::string& test : tests_) {
    const std::string shown = header_locale_.empty() ? test : name_of(kb_, test, header_locale_);
    w.field(is_zh ? shown + " 得分" : shown + ".points")
        .field(is_zh ? shown + " 结果" : shown + ".outcome");
  }
  w.field(name("notes", "备注")).end_row();
}

void ScoreColumns::write_row(csv::Writer& w, const ScoredRow& r) const {
  w.field(std::to_string(r.row)).field(r.id).field(r.name).field(r.standard).field(r.outcome);
  w.field(r.scored_by).field(r.scored_outcome);
  number(number(number(w, r.score), r.bonus), r.total).field(r.grade).field(r.grade_label);
  for (const std::string& test : tests_) {
    const auto item = std::find_if(r.items.begin(), r.items.end(),
                                   [&](const ScoredRow::Item& i) { return i.test == test; });
    write_item(w, item == r.items.end() ? nullptr : &*item);
  }
  std::string notes = r.notes;
  for (const ScoredRow::Item& i : r.items) {
    if (std::find(tests_.begin(), tests_.end(), i.test) != tests_.end()) continue;
    add_note(notes,
             i.test + ": " +
                 (i.points ? format_shortest(*i.points) : std::string(outcome_name(i.outcome))));
  }
  w.field(notes).end_row();
}

void ScoreColumns::write_item(csv::Writer& w, const ScoredRow::Item* item) const {
  if (item == nullptr) {
    w.empty().empty();
    return;
  }
  if (item->points) {
    w.field(*item->points);
  } else {
    w.field(item->candidates);
  }
  w.field(outcome_word(item->outcome));
}

std::string ScoreColumns::outcome_word(Outcome outcome) const {
  const std::string code(outcome_name(outcome));
  return header_locale_.empty() ? code : std::string(kb_.text("outcome." + code, header_locale_));
}

void ScoreCount::add(const ScoredRow& r) { add(r.scored_outcome, r.grade); }

void ScoreCount::add(std::string_view outcome, std::string_view grade, std::size_t rows) {
  size_ += rows;
  const auto count = [rows](auto& counts, std::string_view name) {
    const auto known = counts.find(name);
    (known != counts.end() ? known->second : counts[std::string(name)]) += rows;
  };
  count(outcomes_, outcome);
  if (!grade.empty()) count(grades_, grade);
}

std::string ScoreCount::summary() const {
  const auto list = [](const auto& counts) {
    std::string out;
    for (const auto& [name, n] : counts)
      out += (out.empty() ? "" : ", ") + name + " " + std::to_string(n);
    return out;
  };
  return list(outcomes_) + (grades_.empty() ? "" : "; " + list(grades_));
}

}  // namespace celian::cli
