#include "exchange/sheet_row.hpp"

#include <algorithm>
#include <cstdlib>

#include "base/utf8.hpp"
#include "exchange/cell_text.hpp"

namespace celian::exchange {

namespace {

bool starts(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= 0 && c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
  });
}

bool is_list(std::string_view to) {
  return to == "conditions" || to == "medications" || to == "symptoms" || to == "symptoms_today";
}

}  // namespace

SheetWords::SheetWords(const KnowledgeBase& kb, const Sheet& sheet)
    : kb_(kb),
      sheet_(sheet),
      none_(folded(sheet.none_words)),
      missing_(folded(sheet.missing_words)),
      exempt_(folded(sheet.exempt_words)) {
  for (const std::string& word : missing_) {
    if (!word.empty()) missing_sizes_[static_cast<unsigned char>(word.front())] |= size_bit(word);
  }
}

SheetWords::Words SheetWords::folded(const std::vector<std::string>& words) {
  Words out;
  for (const std::string& w : words) out.insert(fold(w));
  return out;
}

// Long ones share a bit.
std::uint32_t SheetWords::size_bit(std::string_view text) {
  return std::uint32_t{1} << std::min<std::size_t>(text.size(), 31);
}

bool SheetWords::is_missing_as_typed(std::string_view text) const {
  if (text.empty() || !is_folded(text)) return is_missing(fold(text));
  const std::uint32_t sizes = missing_sizes_[static_cast<unsigned char>(text.front())];
  return (sizes & size_bit(text)) != 0 && is_missing(text);
}

const std::string& SheetWords::code(std::string_view group, std::string_view text) {
  std::string key = std::string(group) + ':' + std::string(text);
  const auto at = codes_.find(key);
  if (at != codes_.end()) return at->second;
  Recognised found = group == "conditions"    ? kb_.recognise_condition(text)
                     : group == "medications" ? kb_.recognise_medicine(text)
                                              : kb_.recognise_symptom(text);
  if (found.code == "other") found.code.clear();
  return codes_.emplace(std::move(key), std::move(found.code)).first->second;
}

RowBuilder::RowBuilder(SheetWords& words, Date as_of, SheetRow& row)
    : words_(words), kb_(words.kb()), as_of_(as_of), day_(as_of), row_(row) {
  row_.document = {};
  row_.document.as_of = as_of;
  for (const auto& [target, value] : words.sheet().defaults) take_default(target, value);
}

void RowBuilder::take_default(std::string_view target, const std::string& value) {
  PersonDocument& doc = row_.document;
  if (target == "policy.setting") doc.policy.setting = value;
  if (target == "policy.screen") doc.policy.screen = value;
  if (target == "person.school_grade") doc.person.school_grade = value;
  if (target == "person.occupation") doc.person.occupation = value;
  if (target == "person.sex")
    doc.person.sex = value == "male" ? Sex::male : value == "female" ? Sex::female : Sex::unknown;
}

void RowBuilder::take(const BoundColumn& column, std::string_view cell) {
  column_ = &column;
  typed_ = trim(cell);
  const std::string_view to = column.column->to;
  if (to == "ignore") return;
  const std::size_t issues = row_.issues.size();
  if (is_text()) {
    folded_ = fold(typed_);
    const bool says_nothing = folded_.empty() || words_.is_missing(folded_);
    if (column.column->required && says_nothing) {
      refuse("sheet.empty_required");
    } else if (!folded_.empty()) {
      dispatch();
    }
  }
  if (column.column->required && row_.issues.size() > issues) row_.rejected = true;
}

bool RowBuilder::is_text() {
  if (!is_valid_utf8(typed_)) {
    refuse("sheet.not_utf8");
    return false;
  }
  if (has_control_character(typed_)) {
    refuse("sheet.control_character");
    return false;
  }
  return true;
}

void RowBuilder::dispatch() {
  const std::string_view to = column_->column->to;
  if (to == "note") return row_.notes.push_back({column_->header, std::string(typed_)});
  if (to == "person.name") return void(row_.name = typed_);
  if (to == "person.id") return void(row_.document.person.id = typed_);

  value_ = typed_;
  bool mapped = false;
  if (!column_->values.empty() && !is_list(to)) {
    auto word = column_->values.find(folded_);
    if (word == column_->values.end()) word = column_->values.find(before_bracket(folded_));
    mapped = word != column_->values.end();
    if (mapped && word->second.empty()) return;  // known, and says nothing here
    if (mapped) value_ = word->second;
  }
  if (!mapped) {
    if (words_.is_missing(folded_)) return take_word_for_nothing(false);
    if (words_.is_exempt(folded_)) return take_word_for_nothing(true);
    if (!column_->values.empty() && !is_list(to)) {
      std::vector<std::string> expected;
      for (const auto& [typed, code] : column_->column->values) expected.push_back(typed);
      return refuse_word(expected);
    }
  }
  if (to == "date") {
    if (const auto d = past_date()) day_ = *d, has_day_ = true;
  } else if (starts(to, "person.")) {
    take_person(to.substr(7));
  } else if (starts(to, "test.")) {
    if (const TestDef* test = kb_.test(to.substr(5))) take_test(*test);
  } else if (to == "blood_pressure") {
    take_pressure();
  } else if (is_list(to)) {
    take_list(to == "symptoms_today" ? "symptoms" : to, to == "symptoms_today" ? as_of_ : day_);
  } else if (to == "falls" || starts(to, "falls.")) {
    take_falls(to == "falls" ? "count_12_months" : to.substr(6));
  } else if (starts(to, "function.")) {
    take_code(to.substr(9), to == "function.adl" ? row_.document.health.function.adl
                                                 : row_.document.health.function.aid);
  } else if (starts(to, "activity.")) {
    take_activity(to.substr(9));
  } else if (starts(to, "clearance.")) {
    take_clearance(to.substr(10));
  } else if (starts(to, "resources.")) {
    take_resources(to.substr(10));
  } else if (to == "pregnant") {
    take_code("pregnancy_status", row_.document.health.pregnancy.status);
    pregnant_ = seen();
  } else if (to == "pregnancy.weeks") {
    if (const auto weeks = number(0, 44, "wk"))
      row_.document.health.pregnancy.weeks = weeks, weeks_ = seen();
  } else if (starts(to, "fact.")) {
    if (const Slot s = kb_.facts().find(to.substr(5)); s != kNoSlot) take_fact(s);
  }
}

// A reading that was not taken is a statement; an answer that was not given is none.
void RowBuilder::take_word_for_nothing(bool exempt) {
  const std::string_view to = column_->column->to;
  std::vector<std::string> tests;
  if (starts(to, "test.")) tests.emplace_back(to.substr(5));
  if (to == "blood_pressure") tests = {"bp_systolic", "bp_diastolic"};
  if (exempt && tests.empty()) return refuse("sheet.exempt_here");
  for (const std::string& test : tests) {
    RawMeasurement m = reading(test);
    m.status = exempt ? "exempt" : "not_measured";
    m.value = std::string(typed_);
    row_.document.measurements.push_back(std::move(m));
  }
}

void RowBuilder::take_person(std::string_view field) {
  Person& p = row_.document.person;
  if (field == "sex") {
    const std::string word = fold(value_);
    if (word == "male" || word == "男") p.sex = Sex::male;
    if (word == "female" || word == "女") p.sex = Sex::female;
    if (p.sex == Sex::unknown) return refuse_word({"男", "女", "male", "female"});
    sex_ = seen();
  } else if (field == "birth_date") {
    const auto birth = past_date();
    if (!birth) return;
    if (completed_years(*birth, as_of_) > 130)
      return refuse("sheet.number_range", {{"min", "0"}, {"max", "130"}});
    birth_date_ = birth;
    birth_ = seen();
  } else if (field == "age_years") {
    age_years_ = whole(0, 130, "a");
    age_ = seen();
  } else if (field == "age_months") {
    p.age_months = whole(0, 130 * 12, "mo");
  } else if (field == "school_grade") {
    take_code("school_grade", p.school_grade);
  } else if (field == "occupation") {
    take_code("occupation", p.occupation);
  }
}

void RowBuilder::finish() {
  finish_age();
  finish_pregnancy();
  auto& asked = row_.document.health.asked_on;
  asked.erase(std::remove_if(asked.begin(), asked.end(),
                             [&](const auto& a) { return open_.find(a.first) != open_.end(); }),
              asked.end());
}

// Traditional counting makes people one or two years older; a larger difference is a slip in one of
// the two.
void RowBuilder::finish_age() {
  Person& p = row_.document.person;
  if (birth_date_ && age_years_) {
    const int by_birth = completed_years(*birth_date_, as_of_);
    if (std::abs(by_birth - *age_years_) > 2) {
      const Args args = {{"by_birth", std::to_string(by_birth)},
                         {"by_age", std::to_string(*age_years_)}};
      refuse(birth_, "sheet.birth_age", args);
      refuse(age_, "sheet.birth_age", args);
      return;
    }
  }
  p.birth_date = birth_date_;
  if (!birth_date_) p.age_years = age_years_;
}

void RowBuilder::finish_pregnancy() {
  Person& p = row_.document.person;
  PregnancyAnswer& a = row_.document.health.pregnancy;
  if (a.weeks && (a.status == "not_pregnant" || a.status == "postpartum")) {
    refuse(weeks_, "sheet.weeks_not_pregnant");
    refuse(pregnant_, "sheet.weeks_not_pregnant");
    a = {};
  }
  if (a.weeks && a.status.empty()) a.status = "pregnant";  // a week of pregnancy says it
  if (p.sex == Sex::male && !a.status.empty() && a.status != "not_pregnant") {
    refuse(sex_, "sheet.sex_and_pregnancy");
    refuse(pregnant_.column != nullptr ? pregnant_ : weeks_, "sheet.sex_and_pregnancy");
    p.sex = Sex::unknown;
    a = {};
  }
}

void RowBuilder::refuse(std::string_view code, Args args) { refuse(seen(), code, std::move(args)); }

void RowBuilder::refuse(const Seen& cell, std::string_view code, Args args) {
  if (cell.column == nullptr) return;
  if (cell.column->column->required) row_.rejected = true;
  row_.issues.push_back({row_.number, row_.line, cell.column->at + 1, cell.column->header,
                         cell.typed, std::string(code), std::move(args)});
}

void RowBuilder::refuse_word(const std::vector<std::string>& expected) {
  constexpr std::size_t kShown = 8;
  std::string list;
  for (std::size_t i = 0; i < std::min(expected.size(), kShown); ++i)
    list += (i > 0 ? ", " : "") + expected[i];
  if (expected.size() > kShown) list += " …";
  refuse("sheet.word", {{"expected", list}});
}

}  // namespace celian::exchange
