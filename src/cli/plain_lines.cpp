// The lines of plain rows, as ScoreColumns::write_row() writes them.
#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "base/number_text.hpp"
#include "cli/plain_score.hpp"
#include "cli/plain_table.hpp"

namespace celian::cli {

namespace {

constexpr int kMostHalfPoints = 240;
constexpr std::size_t kMostOfNumber = 32;

std::string text_field(std::string_view text, bool guards) {
  std::string out = ",";
  csv::append_field(text, guards, out);
  return out;
}

}  // namespace

void PlainScore::make_fields() {
  for (int i = 0; i <= static_cast<int>(Outcome::withheld_for_safety); ++i)
    outcome_words_.emplace_back(text_field(setting_.columns.outcome_word(static_cast<Outcome>(i)),
                                           setting_.guards_formulas));
  const std::string scored =
      text_field(setting_.columns.outcome_word(Outcome::scored), setting_.guards_formulas);
  for (int i = 0; i <= kMostHalfPoints; ++i) {
    const std::string points = "," + format_shortest(i / 2.0);
    half_points_.emplace_back(points);
    scored_halves_.emplace_back(points + scored);
  }
  for (const TextPart& word : outcome_words_)
    item_room_ = std::max(item_room_, word.room() + TextPart::kBlock);
}

std::vector<TextPart> PlainScore::grade_fields(const Way& way, const Group& g) const {
  std::vector<TextPart> out;
  for (const std::string& code : g.grades) {
    std::string fields = "," + code;
    const auto at = std::find_if(way.as.grades->begin(), way.as.grades->end(),
                                 [&](const GradeLine& line) { return line.code == code; });
    fields += at == way.as.grades->end() ? ","
                                         : text_field(label_of(at->label, code, setting_.locale),
                                                      setting_.guards_formulas);
    out.emplace_back(std::move(fields));
  }
  out.emplace_back(",,");
  return out;
}

void PlainScore::put_text(std::string_view text) {
  // Most are numbers and letters, which stand as they are.
  const auto is_bare = [](char c) { return c > ' ' && c < '\x7F' && c != ',' && c != '"'; };
  if (text.empty() || (std::isalnum(static_cast<unsigned char>(text.front())) != 0 &&
                       std::all_of(text.begin(), text.end(), is_bare))) {
    char* const to = lines_.begin(text.size() + 1);
    *to = ',';
    lines_.end(std::copy(text.begin(), text.end(), to + 1));
    return;
  }
  field_ = ',';
  csv::append_field(text, setting_.guards_formulas, field_);
  lines_.put(field_);
}

// The value in halves, or -1.
std::int32_t PlainScore::halves_of(float value) {
  const auto halves = static_cast<std::int32_t>(value * 2);
  const bool is_whole =
      halves >= 0 && halves <= kMostHalfPoints && static_cast<float>(halves) == value * 2;
  return is_whole ? halves : -1;
}

// Points have at most two decimals, which a float32 holds as the nearest.
char* PlainScore::points_to(char* to, float value) const {
  if (const std::int32_t halves = halves_of(value); halves >= 0)
    return half_points_[static_cast<std::size_t>(halves)].copy_to(to);
  *to++ = ',';
  const double exact = static_cast<double>(value);
  const auto hundredths = static_cast<long long>(exact * 100 + (exact < 0 ? -0.5 : 0.5));
  if (std::abs(static_cast<double>(hundredths) - exact * 100) > 0.01) {
    const std::string text = format_shortest(exact);
    return std::copy(text.begin(), text.end(), to);
  }
  const long long whole = std::llabs(hundredths) / 100, rest = std::llabs(hundredths) % 100;
  if (hundredths < 0) *to++ = '-';
  to = std::to_chars(to, to + kMostOfNumber, whole).ptr;
  if (rest == 0) return to;
  *to++ = '.';
  *to++ = static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) *to++ = static_cast<char>('0' + rest % 10);
  return to;
}

// Whether the row is one that the columns can answer for.
bool PlainScore::is_answered(const Entry& e, const Scored& scored, const Way& way, const Group& g,
                             const double* values) const {
  if (scored.outcome.values[e.at] > static_cast<std::uint8_t>(Completeness::incomplete))
    return false;
  bool missing = false;
  for (const std::size_t item : way.items) {
    const auto outcome = static_cast<Outcome>(scored.outcomes[item][e.at]);
    if (outcome != Outcome::scored && outcome != Outcome::missing_value) return false;
    missing = missing || outcome == Outcome::missing_value;
  }
  return !missing || !g.barred->any(e.row.profile->number, e.row.profile->document,
                                    e.row.profile->day, {values, setting_.tests.size()});
}

void PlainScore::write(Entry& e, const Scored& scored, const Way& way, Group& g,
                       const double* values) {
  if (!is_answered(e, scored, way, g, values)) return;
  const std::uint8_t whole = scored.outcome.values[e.at];
  std::size_t grade = g.grades.size();
  if (scored.grade.has(e.at)) grade = static_cast<std::size_t>(scored.grade.values[e.at]);
  ++g.counts[whole * (g.grades.size() + 1) + grade];

  e.line_from = lines_.size();
  char* const number = lines_.begin(kMostOfNumber);
  lines_.end(std::to_chars(number, number + kMostOfNumber, e.row.number).ptr);
  put_text(shown(e.id));
  put_text(shown(e.name));
  const TextPart &head = g.heads[whole], &words = way.grades[grade];
  char* to = lines_.begin(head.room() + words.room() + 3 * (TextPart::kBlock + kMostOfNumber) +
                          way.items_of.size() * (item_room_ + kMostOfNumber) + kMostOfNumber);
  to = head.copy_to(to);
  for (const Values<float>& sum : scored.sums) {
    if (sum.has(e.at)) {
      to = points_to(to, sum.values[e.at]);
    } else {
      *to++ = ',';
    }
  }
  to = words.copy_to(to);
  to = items_to(to, e.at, scored, way, values);
  *to++ = ',', *to++ = '\n';
  lines_.end(to);
  e.line_to = lines_.size();
  e.row.is_done = true;
}

char* PlainScore::items_to(char* to, std::size_t at, const Scored& scored, const Way& way,
                           const double* values) const {
  for (std::size_t column = 0; column < way.items_of.size(); ++column) {
    const std::int32_t item = way.items_of[column];
    Outcome outcome = Outcome::not_in_standard;
    if (item >= 0) {
      outcome = static_cast<Outcome>(scored.outcomes[static_cast<std::size_t>(item)][at]);
    } else {
      const std::int32_t given = test_of_[column];
      const bool shown = given >= 0 && !std::isnan(values[given]) &&
                         is_shown_unused_[static_cast<std::size_t>(given)];
      if (!shown) {
        *to++ = ',', *to++ = ',';
        continue;
      }
    }
    if (outcome == Outcome::scored) {
      const float points = scored.points[static_cast<std::size_t>(item)][at];
      if (const std::int32_t halves = halves_of(points); halves >= 0) {
        to = scored_halves_[static_cast<std::size_t>(halves)].copy_to(to);
        continue;
      }
      to = points_to(to, points);
    } else {
      *to++ = ',';
    }
    to = outcome_words_[static_cast<std::size_t>(outcome)].copy_to(to);
  }
  return to;
}

}  // namespace celian::cli
