#include "cli/plain_score.hpp"

#include <algorithm>
#include <cmath>

#include "cli/plain_table.hpp"
#include "engine/barred.hpp"

namespace celian::cli {

namespace {

std::vector<std::string> texts_of(const ArrowArray& a) {
  std::vector<std::string> out;
  const auto* offsets = static_cast<const std::int32_t*>(a.buffers[1]);
  const auto* bytes = static_cast<const char*>(a.buffers[2]);
  for (std::int64_t i = 0; i < a.length; ++i)
    out.emplace_back(bytes + offsets[i], static_cast<std::size_t>(offsets[i + 1] - offsets[i]));
  return out;
}

}  // namespace

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
  make_fields();
}

void PlainScore::clear() {
  size_ = 0;
  texts_.clear(), lines_.clear();
  for (Group& g : groups_) g.rows = 0, g.counts.clear();
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
  // The standard in force, and the one that gave the points.
  for (int i = 0; i <= static_cast<int>(Completeness::incomplete); ++i) {
    const std::string one =
        "," + g.reference + "," + std::string(completeness_name(static_cast<Completeness>(i)));
    g.heads.emplace_back(one + one);
  }
  g.barred = std::make_unique<engine::BarredTests>(setting_.kb, *as.standard, setting_.tests);
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
  if (way->as.standard != nullptr && engine::is_not_judged(setting_.kb, doc, *way->as.standard))
    way->as.standard = nullptr;
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
  const std::vector<std::string>& known = way->as.standard->tests();
  const auto in_set = [&](const std::string& test) {
    return std::find(way->as.items.begin(), way->as.items.end(), test) != way->as.items.end();
  };
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (in_set(known[i])) way->items.push_back(i);
  }
  for (const std::string& code : setting_.columns.tests()) {
    const auto at = std::find(known.begin(), known.end(), code);
    const bool is_item = at != known.end() && in_set(code);
    way->items_of.push_back(is_item ? static_cast<std::int32_t>(at - known.begin()) : -1);
  }
  for (const std::string& test : way->as.stand_ins) {
    const auto at = std::find(setting_.tests.begin(), setting_.tests.end(), test);
    if (at != setting_.tests.end())
      way->stand_ins.push_back(static_cast<std::size_t>(at - setting_.tests.begin()));
  }
  way->group = group_of(way->as);
  const std::string& key = groups_[way->group].key;
  way->key = key == "school_grade" ? s.school_grade
             : key == "age_months" ? s.age_months
                                   : s.age_years;
  return *way;
}

bool PlainScore::add(const exchange::PlainRow& row, const double* values) {
  const Way& way = way_of(*row.profile);
  const auto given = [&](std::size_t i) { return !std::isnan(values[i]); };
  if (way.as.standard == nullptr || is_odd(values) ||
      std::any_of(way.stand_ins.begin(), way.stand_ins.end(), given))
    return false;
  const std::size_t tests = setting_.tests.size();
  if (rows_.size() <= size_) {
    rows_.resize(2 * size_ + 256);
    values_.resize(rows_.size() * tests);
  }
  Group& g = groups_[way.group];
  if (g.sex.size() <= g.rows) {
    g.sex.resize(rows_.size()), g.keys.resize(rows_.size());
    for (auto& column : g.columns) column.resize(rows_.size());
  }
  Entry& to = rows_[size_];
  to.row = {row.profile, row.number, row.line, false};
  to.group = way.group, to.at = g.rows;
  const auto keep = [&](std::string_view text) {
    const std::size_t from = texts_.size();
    texts_.put(text);
    return Piece{from, text.size()};
  };
  to.text = keep(row.text), to.id = keep(row.id), to.name = keep(row.name);
  const Subject& s = way.as.subject;
  g.sex[g.rows] = s.sex == Sex::male ? 1 : 2;
  g.keys[g.rows] = way.key;
  for (std::size_t i = 0; i < g.tests.size(); ++i) g.columns[i][g.rows] = values[g.tests[i]];
  ++g.rows;
  std::copy_n(values, tests, &values_[size_ * tests]);
  ++size_;
  return true;
}

void PlainScore::count(ScoreCount& to) const {
  for (const Group& g : groups_) {
    for (std::size_t i = 0; i < g.counts.size(); ++i) {
      if (g.counts[i] == 0) continue;
      const std::size_t whole = i / (g.grades.size() + 1), grade = i % (g.grades.size() + 1);
      to.add(completeness_name(static_cast<Completeness>(whole)),
             grade < g.grades.size() ? std::string_view(g.grades[grade]) : std::string_view(),
             g.counts[i]);
    }
  }
}

void PlainScore::score() {
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    if (groups_[i].rows > 0) score_group(i);
  }
}

void PlainScore::score_group(std::size_t index) {
  Group& g = groups_[index];
  PlainTable table;
  table.schemas.reserve(g.tests.size() + 2);
  table.add("sex", "c", g.sex.data());
  table.add(g.key.c_str(), "i", g.keys.data());
  for (std::size_t i = 0; i < g.tests.size(); ++i)
    table.add(setting_.tests[g.tests[i]].c_str(), "g", g.columns[i].data());
  table.finish(g.rows);
  batch::Options options;
  options.standard = g.reference;
  PlainResult result;
  if (!batch::score_batch(setting_.kb, setting_.plans, options, table.schema, table.array,
                          result.schema, result.array))
    return;  // nothing is done: all go the full way
  const Scored scored(result, *g.standard);
  if (g.grades.empty()) g.grades = texts_of(*result.find("grade")->dictionary);
  g.counts.assign(g.heads.size() * (g.grades.size() + 1), 0);
  for (std::size_t i = 0; i < size_; ++i) {
    Entry& entry = rows_[i];
    if (entry.group != index) continue;
    Way& way = *ways_[entry.row.profile->number];
    if (way.grades.empty()) way.grades = grade_fields(way, g);
    write(entry, scored, way, g, &values_[i * setting_.tests.size()]);
  }
}

}  // namespace celian::cli
