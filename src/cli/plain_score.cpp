#include "cli/plain_score.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/number_text.hpp"

namespace celian::cli {

namespace {

// --- A table for score_batch, on borrowed columns

void nothing(ArrowSchema*) {}
void nothing(ArrowArray*) {}

struct Table {
  std::vector<ArrowSchema> schemas;
  std::vector<ArrowArray> arrays;
  std::vector<const void*> buffers;  // two for each column
  std::vector<ArrowSchema*> schema_pointers;
  std::vector<ArrowArray*> array_pointers;
  ArrowSchema schema{};
  ArrowArray array{};
  const void* no_validity = nullptr;

  void add(const char* name, const char* format, const void* values) {
    ArrowSchema s{};
    s.name = name, s.format = format, s.release = nothing;
    schemas.push_back(s);
    arrays.push_back({});
    buffers.insert(buffers.end(), {nullptr, values});
  }

  void finish(std::size_t rows) {
    for (std::size_t i = 0; i < schemas.size(); ++i) {
      arrays[i].length = static_cast<std::int64_t>(rows);
      arrays[i].n_buffers = 2;
      arrays[i].buffers = &buffers[2 * i];
      arrays[i].release = nothing;
      schema_pointers.push_back(&schemas[i]);
      array_pointers.push_back(&arrays[i]);
    }
    schema.format = "+s", schema.name = "", schema.release = nothing;
    schema.n_children = static_cast<std::int64_t>(schemas.size());
    schema.children = schema_pointers.data();
    array.length = static_cast<std::int64_t>(rows);
    array.n_buffers = 1;
    array.buffers = &no_validity;
    array.n_children = schema.n_children;
    array.children = array_pointers.data();
    array.release = nothing;
  }
};

struct Result {
  ArrowSchema schema{};
  ArrowArray array{};
  Result() = default;
  Result(const Result&) = delete;
  Result& operator=(const Result&) = delete;
  ~Result() {
    if (schema.release != nullptr) schema.release(&schema);
    if (array.release != nullptr) array.release(&array);
  }
  const ArrowArray* find(std::string_view name) const {
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
      if (name == schema.children[i]->name) return array.children[i];
    }
    return nullptr;
  }
};

template <class T>
const T* data(const ArrowArray& a) {
  return static_cast<const T*>(a.buffers[1]) + a.offset;
}

bool is_valid(const ArrowArray& a, std::size_t row) {
  const auto* bits = static_cast<const std::uint8_t*>(a.buffers[0]);
  const std::size_t at = row + static_cast<std::size_t>(a.offset);
  return bits == nullptr || (bits[at >> 3] >> (at & 7) & 1) != 0;
}

std::vector<std::string> texts_of(const ArrowArray& a) {
  std::vector<std::string> out;
  const auto* offsets = static_cast<const std::int32_t*>(a.buffers[1]);
  const auto* bytes = static_cast<const char*>(a.buffers[2]);
  for (std::int64_t i = 0; i < a.length; ++i)
    out.emplace_back(bytes + offsets[i], static_cast<std::size_t>(offsets[i + 1] - offsets[i]));
  return out;
}

// --- Fields

void put_text(std::string_view text, bool guards, std::string& to) {
  to += ',';
  csv::append_field(text, guards, to);
}

void put_count(std::size_t n, std::string& to) {
  char text[24];
  const auto end = std::to_chars(text, text + sizeof text, n).ptr;
  to.append(text, end);
}

// Points have at most two decimals, which a float32 holds as the nearest.
void put_points(float value, std::string& to) {
  to += ',';
  const double exact = static_cast<double>(value);
  const auto hundredths = static_cast<long long>(exact * 100 + (exact < 0 ? -0.5 : 0.5));
  if (std::abs(static_cast<double>(hundredths) - exact * 100) > 0.01) {
    to += format_shortest(exact);
    return;
  }
  const long long whole = std::llabs(hundredths) / 100, rest = std::llabs(hundredths) % 100;
  if (hundredths < 0) to += '-';
  put_count(static_cast<std::size_t>(whole), to);
  if (rest == 0) return;
  to += '.';
  to += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) to += static_cast<char>('0' + rest % 10);
}

}  // namespace

// One group's result.
struct PlainScore::Scored {
  std::vector<const ArrowArray*> points, outcomes;  // by test of the standard
  const ArrowArray *score = nullptr, *bonus = nullptr, *total = nullptr, *grade = nullptr,
                   *outcome = nullptr;
  std::vector<std::string> grades;
};

PlainScore::PlainScore(const PlainSetting& setting) : setting_(setting) {
  const std::vector<std::string>& tests = setting.tests;
  const auto index = [&](std::string_view code) {
    return static_cast<std::size_t>(std::find(tests.begin(), tests.end(), code) - tests.begin());
  };
  height_ = index("height"), weight_ = index("weight"), bmi_ = index("bmi");
  systolic_ = index("bp_systolic"), diastolic_ = index("bp_diastolic");
  if (const TestDef* bmi = setting.kb.test("bmi"))
    bmi_least_ = bmi->plausible_min, bmi_most_ = bmi->plausible_max;
  for (const std::string& code : tests) {
    const TestDef* test = setting.kb.test(code);
    is_shown_unused_.push_back(test != nullptr && test->better != Better::none);
  }
  for (const std::string& code : setting.columns.tests()) {
    const std::size_t at = index(code);
    test_of_.push_back(at < tests.size() ? static_cast<std::int32_t>(at) : -1);
  }
  for (int i = 0; i <= static_cast<int>(Outcome::withheld_for_safety); ++i)
    put_text(setting.columns.outcome_word(static_cast<Outcome>(i)), setting.guards_formulas,
             outcome_words_.emplace_back());
}

void PlainScore::clear() {
  size_ = 0;
  values_.clear();
  for (Group& g : groups_) {
    g.sex.clear(), g.keys.clear();
    for (auto& column : g.columns) column.clear();
  }
}

// What the check of a person's readings would flag.
bool PlainScore::is_odd(const double* values) const {
  const auto given = [&](std::size_t i) {
    return i < setting_.tests.size() && !std::isnan(values[i]);
  };
  if (given(systolic_) && given(diastolic_) && values[systolic_] <= values[diastolic_]) return true;
  if (!given(height_) || !given(weight_)) return false;
  const double h = values[height_], bmi = values[weight_] / (h * h / 1e4);
  return given(bmi_) || bmi < bmi_least_ || bmi > bmi_most_;
}

std::size_t PlainScore::group_of(const engine::ScoredAs& as) {
  const bool months = as.subject.age_months != kUnknownKey;
  const std::string key = as.standard->by_school_grade() ? "school_grade"
                          : months                       ? "age_months"
                                                         : "age_years";
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    if (groups_[i].standard == as.standard && groups_[i].key == key) return i;
  }
  Group g;
  g.standard = as.standard;
  g.reference = as.standard->header().reference();
  g.key = key;
  for (const std::string& input : as.standard->inputs()) {
    const auto at = std::find(setting_.tests.begin(), setting_.tests.end(), input);
    if (at == setting_.tests.end()) continue;
    g.tests.push_back(static_cast<std::size_t>(at - setting_.tests.begin()));
    g.columns.emplace_back();
  }
  g.barred = std::make_unique<engine::BarredTests>(setting_.kb, *as.standard, setting_.tests);
  const std::vector<std::string>& known = as.standard->tests();
  for (const std::string& code : setting_.columns.tests()) {
    const auto at = std::find(known.begin(), known.end(), code);
    g.shown.push_back(at == known.end() ? -1 : static_cast<std::int32_t>(at - known.begin()));
  }
  groups_.push_back(std::move(g));
  return groups_.size() - 1;
}

const PlainScore::Way& PlainScore::way_of(const exchange::PlainProfile& profile) {
  if (ways_.size() <= profile.number) ways_.resize(profile.number + 1);
  std::unique_ptr<Way>& way = ways_[profile.number];
  if (way) return *way;
  way = std::make_unique<Way>();
  const PersonDocument& doc = profile.document;
  way->as = engine::scored_as(setting_.kb, doc.person, doc.as_of, setting_.standard);
  if (way->as.standard == nullptr) return *way;
  const bool by_grade = way->as.standard->by_school_grade();
  const Subject& s = way->as.subject;
  const bool has_key = by_grade ? s.school_grade != kUnknownKey
                                : s.age_months != kUnknownKey || s.age_years != kUnknownKey;
  // Every item needs a column of the result, or it would have to stand in the notes.
  const auto has_column = [&](const std::string& test) {
    const auto& all = setting_.columns.tests();
    return std::find(all.begin(), all.end(), test) != all.end();
  };
  if (!has_key || s.sex == Sex::unknown ||
      !std::all_of(way->as.items.begin(), way->as.items.end(), has_column)) {
    way->as.standard = nullptr;
    return *way;
  }
  for (const std::string& test : way->as.standard->tests())
    way->in_set.push_back(std::find(way->as.items.begin(), way->as.items.end(), test) !=
                          way->as.items.end());
  for (const std::string& test : way->as.stand_ins) {
    const auto at = std::find(setting_.tests.begin(), setting_.tests.end(), test);
    if (at != setting_.tests.end())
      way->stand_ins.push_back(static_cast<std::size_t>(at - setting_.tests.begin()));
  }
  for (const GradeLine& g : *way->as.grades)
    way->labels[g.code] = label_of(g.label, g.code, setting_.locale);
  way->group = group_of(way->as);
  return *way;
}

bool PlainScore::add(const exchange::PlainRow& row, const double* values) {
  const Way& way = way_of(*row.profile);
  const auto given = [&](std::size_t i) { return !std::isnan(values[i]); };
  if (way.as.standard == nullptr || is_odd(values) ||
      std::any_of(way.stand_ins.begin(), way.stand_ins.end(), given))
    return false;
  Group& g = groups_[way.group];
  if (rows_.size() <= size_) rows_.emplace_back(), lines_.emplace_back();
  Row& to = rows_[size_];
  to.profile = row.profile;
  to.id = row.id, to.name = row.name, to.text = row.text;
  to.number = row.number, to.line = row.line;
  to.is_done = false;
  to.group = way.group, to.at = g.sex.size();
  const Subject& s = way.as.subject;
  g.sex.push_back(s.sex == Sex::male ? 1 : 2);
  g.keys.push_back(g.key == "school_grade" ? s.school_grade
                   : g.key == "age_months" ? s.age_months
                                           : s.age_years);
  for (std::size_t i = 0; i < g.tests.size(); ++i) g.columns[i].push_back(values[g.tests[i]]);
  values_.insert(values_.end(), values, values + setting_.tests.size());
  ++size_;
  return true;
}

void PlainScore::score() {
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    if (!groups_[i].sex.empty()) score_group(i);
  }
}

void PlainScore::score_group(std::size_t index) {
  Group& g = groups_[index];
  Table table;
  table.schemas.reserve(g.tests.size() + 2);
  table.add("sex", "c", g.sex.data());
  table.add(g.key.c_str(), "i", g.keys.data());
  for (std::size_t i = 0; i < g.tests.size(); ++i)
    table.add(setting_.tests[g.tests[i]].c_str(), "g", g.columns[i].data());
  table.finish(g.sex.size());
  batch::Options options;
  options.standard = g.reference;
  Result result;
  if (!batch::score_batch(setting_.kb, setting_.plans, options, table.schema, table.array,
                          result.schema, result.array))
    return;  // nothing is done: all go the full way
  Scored scored;
  for (const std::string& test : g.standard->tests()) {
    scored.points.push_back(result.find(test + ".points"));
    scored.outcomes.push_back(result.find(test + ".outcome"));
  }
  scored.score = result.find("score"), scored.bonus = result.find("bonus");
  scored.total = result.find("total"), scored.grade = result.find("grade");
  scored.outcome = result.find("outcome");
  scored.grades = texts_of(*scored.grade->dictionary);
  for (std::size_t i = 0; i < size_; ++i) {
    Row& row = rows_[i];
    if (row.group != index) continue;
    lines_[i].clear();
    write(row, scored, *ways_[row.profile->number], g, &values_[i * setting_.tests.size()],
          lines_[i]);
  }
}

void PlainScore::write(Row& row, const Scored& scored, const Way& way, const Group& g,
                       const double* values, std::string& to) {
  const std::uint8_t whole = data<std::uint8_t>(*scored.outcome)[row.at];
  if (whole > static_cast<std::uint8_t>(Completeness::incomplete)) return;
  bool missing = false;
  for (std::size_t t = 0; t < way.in_set.size(); ++t) {
    if (!way.in_set[t]) continue;
    const auto outcome = static_cast<Outcome>(data<std::uint8_t>(*scored.outcomes[t])[row.at]);
    if (outcome != Outcome::scored && outcome != Outcome::missing_value) return;
    missing = missing || outcome == Outcome::missing_value;
  }
  if (missing && g.barred->any(row.profile->number, row.profile->document, row.profile->day,
                               {values, setting_.tests.size()}))
    return;
  row.outcome = completeness_name(static_cast<Completeness>(whole));
  row.grade.clear();
  if (is_valid(*scored.grade, row.at))
    row.grade = scored.grades[static_cast<std::size_t>(data<std::int8_t>(*scored.grade)[row.at])];
  put_count(row.number, to);
  put_text(row.id, setting_.guards_formulas, to);
  put_text(row.name, setting_.guards_formulas, to);
  for (int i = 0; i < 2; ++i) {  // the standard in force, and the one that gave the points
    (to += ',') += g.reference;
    (to += ',') += row.outcome;
  }
  for (const ArrowArray* column : {scored.score, scored.bonus, scored.total}) {
    if (is_valid(*column, row.at)) {
      put_points(data<float>(*column)[row.at], to);
    } else {
      to += ',';
    }
  }
  (to += ',') += row.grade;
  const auto label = way.labels.find(row.grade);
  put_text(label == way.labels.end() ? std::string_view() : std::string_view(label->second),
           setting_.guards_formulas, to);
  for (std::size_t c = 0; c < g.shown.size(); ++c) {
    const std::int32_t t = g.shown[c];
    Outcome outcome = Outcome::not_in_standard;
    if (t >= 0 && way.in_set[static_cast<std::size_t>(t)]) {
      outcome = static_cast<Outcome>(
          data<std::uint8_t>(*scored.outcomes[static_cast<std::size_t>(t)])[row.at]);
    } else {
      const std::int32_t given = test_of_[c];
      const bool shown = given >= 0 && !std::isnan(values[given]) &&
                         is_shown_unused_[static_cast<std::size_t>(given)];
      if (!shown) {
        to += ",,";
        continue;
      }
    }
    if (outcome == Outcome::scored) {
      put_points(data<float>(*scored.points[static_cast<std::size_t>(t)])[row.at], to);
    } else {
      to += ',';
    }
    to += outcome_words_[static_cast<std::size_t>(outcome)];
  }
  to += ",\n";
  row.is_done = true;
}

}  // namespace celian::cli
