// Answers of a row: lists of diseases, medicines and symptoms, activity, function, facts.
#include <algorithm>

#include "base/utf8.hpp"
#include "exchange/cell_text.hpp"
#include "exchange/sheet_row.hpp"

namespace celian::exchange {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string hard_separators(const std::string& split) {
  std::string out;
  for (const char c : split) {
    if (c != ' ') out += c;
  }
  return out;
}

}  // namespace

// Spaces separate too, but stand inside names as well ("type 2 diabetes"): the longest name that is
// known wins.
std::vector<RowBuilder::Entry> RowBuilder::list_entries(std::string_view group, bool& is_open) {
  std::vector<Entry> out;
  const std::string& split = column_->column->split;
  const bool by_space = split.find(' ') != std::string::npos;
  for (const std::string_view chunk : split_outside_brackets(typed_, hard_separators(split))) {
    const std::string folded = fold(chunk);
    if (words_.is_none(folded)) continue;  // beside other entries it adds nothing
    if (words_.is_missing(folded)) {
      is_open = true;
      continue;
    }
    std::vector<std::string_view> words = {chunk};
    if (by_space && known_name(group, chunk).empty()) words = split_outside_brackets(chunk, " ");
    bool joins_last = false;  // the last entry is an unknown word of this chunk
    for (std::size_t i = 0; i < words.size();) {
      std::size_t last = words.size();
      std::string_view phrase;
      for (; last > i; --last) {
        const auto from = static_cast<std::size_t>(words[i].data() - chunk.data());
        phrase =
            chunk.substr(from, static_cast<std::size_t>(words[last - 1].data() - chunk.data()) +
                                   words[last - 1].size() - from);
        if (!known_name(group, phrase).empty()) break;
      }
      if (last == i) phrase = words[i], last = i + 1;
      std::vector<Entry> found = part_entries(group, phrase);
      const bool is_unknown = found.front().code == "other";
      const bool is_dose = is_unknown && is_digit(fold(phrase)[0]);
      if (!out.empty() && (is_dose || (is_unknown && joins_last))) {
        out.back().text += ' ' + std::string(phrase);
      } else {
        joins_last = is_unknown;
        out.insert(out.end(), found.begin(), found.end());
      }
      i = last;
    }
  }
  return out;
}

// The code of a whole part: a word of the column, or a name with nothing behind it but a dose, a
// time or a grade.
std::string RowBuilder::known_name(std::string_view group, std::string_view text) {
  if (const auto word = column_->values.find(fold(text)); word != column_->values.end())
    return word->second;
  return words_.code(group, text);
}

// A part is looked up whole, then up to its first bracket or digit. What a bracket holds explains
// the name; what follows a digit may be another disease (高血压10年糖尿病5年), so it stays as
// `other` beside the name.
std::vector<RowBuilder::Entry> RowBuilder::part_entries(std::string_view group,
                                                        std::string_view text) {
  if (std::string code = known_name(group, text); !code.empty())
    return {{std::move(code), std::string(text)}};
  const std::string_view plain = before_bracket(text);
  if (plain.size() < text.size()) {
    if (std::string code = known_name(group, plain); !code.empty())
      return {{std::move(code), std::string(text)}};
  }
  const std::string folded = fold(plain);
  const std::string_view name = trim(std::string_view(folded).substr(
      0, std::min(folded.find_first_of("0123456789"), folded.size())));
  if (!name.empty() && name.size() < folded.size()) {
    if (std::string code = known_name(group, name); !code.empty())
      return {{std::move(code), std::string(text)}, {"other", std::string(text)}};
  }
  return {{"other", std::string(text)}};
}

void RowBuilder::take_list(std::string_view group, Date asked) {
  HealthAnswers& h = row_.document.health;
  bool is_open = false;
  std::vector<Entry> entries;
  if (!words_.is_none(folded_)) entries = list_entries(group, is_open);
  if (group == "conditions") {
    if (!h.conditions) h.conditions.emplace();
    for (auto& [code, text] : entries) h.conditions->push_back({code, text, {}, {}, {}});
  } else if (group == "medications") {
    if (!h.medications) h.medications.emplace();
    for (auto& [code, text] : entries) h.medications->push_back({code, text});
  } else {
    if (!h.symptoms) h.symptoms.emplace();
    for (auto& [code, text] : entries) h.symptoms->push_back({code, text});
  }
  if (is_open) open_.emplace(group);
  const bool is_new = std::none_of(h.asked_on.begin(), h.asked_on.end(),
                                   [&](const auto& a) { return a.first == group; });
  if (is_new) h.asked_on.emplace_back(group, asked);
}

void RowBuilder::take_falls(std::string_view field) {
  FallsAnswer& f = row_.document.health.falls;
  if (field == "count_12_months") {
    f.count_12_months = words_.is_none(folded_) ? std::optional<std::int32_t>(0) : whole(0, 365);
  } else if (field == "injury") {
    f.injury = yes_no();
  } else if (field == "fear") {
    f.fear = yes_no();
  } else if (field == "unsteady") {
    f.unsteady = yes_no();
  }
}

void RowBuilder::take_activity(std::string_view field) {
  ActivityAnswer& a = row_.document.health.activity;
  constexpr double kWeek = 7 * 24 * 60;
  if (field == "regular_3_months") a.regular_3_months = yes_no();
  if (field == "usual_intensity") take_code("usual_intensity", a.usual_intensity);
  if (field == "sessions_week") a.sessions_week = number(0, 50);
  if (field == "minutes_per_session") a.minutes_per_session = minutes(600);
  if (field == "moderate_minutes_week") a.moderate_minutes_week = minutes(kWeek);
  if (field == "vigorous_minutes_week") a.vigorous_minutes_week = minutes(kWeek);
  if (field == "strength_days_week") a.strength_days_week = number(0, 7);
  if (field == "sitting_hours_day") a.sitting_hours_day = number(0, 24, "h");
}

void RowBuilder::take_clearance(std::string_view field) {
  auto& clearance = row_.document.health.clearance;
  Clearance c = clearance.value_or(Clearance{});
  const std::size_t issues = row_.issues.size();
  if (field == "date") c.date = past_date();
  if (field == "valid_until") c.valid_until = date();
  if (field == "up_to") take_code("clearance_up_to", c.up_to);
  if (field == "from") c.from = value_;
  if (row_.issues.size() == issues) clearance = std::move(c);
}

void RowBuilder::take_resources(std::string_view field) {
  Resources& x = row_.document.resources;
  if (field == "days_per_week") x.days_per_week = whole(1, 7);
  if (field == "minutes_per_session") {
    const auto typed = minutes(180);
    if (typed) x.minutes_per_session = static_cast<std::int32_t>(*typed);
  }
  if (field != "equipment" && field != "place" && field != "likes" && field != "dislikes") return;
  std::vector<std::string> codes;
  const bool is_none = words_.is_none(folded_);
  for (const std::string_view part : split_outside_brackets(typed_, column_->column->split)) {
    if (is_none) break;
    const std::string folded = fold(part);
    const auto word = column_->values.find(folded);
    const std::string code = word != column_->values.end() ? word->second : folded;
    const std::string key = (field == "place"       ? "place."
                             : field == "equipment" ? "equipment."
                                                    : "family.") +
                            code;
    const bool exists =
        !kb_.text(key, "en").empty() || (field.size() > 4 && field != "equipment" &&
                                         field != "place" && kb_.exercise(code) != nullptr);
    if (!exists)
      return refuse("sheet.word", {{"expected", std::string(field) + ": codes of the catalog"}});
    codes.push_back(code);
  }
  if (field == "equipment") x.equipment = codes;
  if (field == "place") x.place = codes;
  if (field == "likes") x.likes = codes;
  if (field == "dislikes") x.dislikes = codes;
}

void RowBuilder::take_fact(Slot fact) {
  const FactDef& def = kb_.facts()[fact];
  auto& answers = row_.document.health.answers;
  // Questionnaire facts are named without their namespace in a person document.
  const std::string code = def.code.substr(0, 7) == "answer." ? def.code.substr(7) : def.code;
  if (def.type == FactType::flag) {
    if (const auto yes = yes_no()) answers.push_back({code, *yes});
  } else if (def.type == FactType::code) {
    std::string word;
    take_code(def.code, word);
    if (!word.empty()) answers.push_back({code, word});
  } else if (def.type == FactType::number) {
    if (const auto n = number(-1e9, 1e9, def.unit)) answers.push_back({code, *n});
  }
}

std::optional<bool> RowBuilder::yes_no() {
  if (words_.is_none(folded_) && value_ == typed_) return false;
  const auto answer = yes_or_no(value_);
  if (!answer) refuse("sheet.yes_no");
  return answer;
}

void RowBuilder::take_code(std::string_view fact, std::string& to) {
  const Slot s = kb_.facts().find(fact);
  const std::string code = fold(value_);
  if (s == kNoSlot || kb_.facts().value_index(s, code)) {
    to = code;
    return;
  }
  refuse_word(kb_.facts()[s].values);
}

// A bare number is minutes; "1小时" is converted.
std::optional<double> RowBuilder::minutes(double max) { return number(0, max, "min"); }

}  // namespace celian::exchange
