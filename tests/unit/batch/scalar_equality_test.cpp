// Every cell of every column equals what the scalar code says: each limit of each row of each
// standard with the values around it, missing and absurd values, random sheets; on each kind of
// processor that this machine can play, with one thread and with several.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <random>

#include "../columns/arrow_table.hpp"
#include "base/decimal.hpp"
#include "batch/score_batch.hpp"
#include "catalog/standard_impl.hpp"
#include "celian/catalog.hpp"

namespace celian::batch {
namespace {

using arrow_test::OutTable;
using arrow_test::TestTable;

const KnowledgeBase& base() {
  static const std::shared_ptr<const Catalog> catalog = *Catalog::builtin();
  return catalog->internals();
}

struct Row {
  Subject who;
  std::map<std::string, double> values;
};

// Keys of a standard, a little beyond its ends.
std::vector<Subject> people(const Standard& standard) {
  std::int32_t low = INT32_MAX, high = INT32_MIN;
  for (const KeyCondition& c : standard.impl().population.all) {
    if (c.fact != standard.impl().by) continue;
    for (const auto& [from, to] : c.ranges) low = std::min(low, from), high = std::max(high, to);
  }
  std::vector<Subject> out;
  for (const Sex sex : {Sex::male, Sex::female}) {
    for (std::int32_t key = low; key <= high; ++key) {
      Subject s;
      s.sex = sex;
      if (standard.impl().by == KeyFact::school_grade) s.school_grade = key;
      if (standard.impl().by == KeyFact::age_months) s.age_months = key;
      if (standard.impl().by == KeyFact::age_years) s.age_months = key * 12 + key % 12;
      out.push_back(s);
    }
  }
  return out;
}

class Sheets {
 public:
  explicit Sheets(const Standard& standard) : standard_(standard) {
    for (const StandardItem& item : standard.impl().items) {
      if (!item.table) continue;
      std::int64_t low = INT64_MAX, high = INT64_MIN;
      for (std::size_t row = 0; row < item.table->row_count(); ++row) {
        const auto at = static_cast<std::int32_t>(row);
        const std::size_t count = item.table->stretches(at) - 1;
        if (count == 0) continue;
        low = std::min<std::int64_t>(low, item.table->limits(at)[0]);
        high = std::max<std::int64_t>(high, item.table->limits(at)[count - 1]);
      }
      ranges_[item.test] = {low, high};
    }
  }

  // A value on the grid of the table, in and a little around its limits.
  double some(const ItemTable& table) {
    const auto [low, high] = ranges_[table.test()];
    const std::int64_t step = table.step();
    std::uniform_int_distribution<std::int64_t> pick(low / step - 5, high / step + 5);
    return from_ticks(pick(random_) * step, table.decimals());
  }

  Row random_row(const Subject& who) {
    Row row{who, {}};
    for (const StandardItem& item : standard_.impl().items) {
      if (!item.table || item.table->measure() != nullptr || item.test == "bmi") continue;
      row.values[item.test] = some(*item.table);
    }
    add_body(row);
    return row;
  }

  void add_body(Row& row) {
    const bool is_child = standard_.header().id.find("preschool") != std::string::npos;
    std::uniform_int_distribution<int> height(is_child ? 780 : 1250, is_child ? 1300 : 1990),
        bmi(120, 330);
    const double cm = height(random_) / 10.0;
    row.values["height"] = cm;
    row.values["weight"] = std::round(bmi(random_) * cm * cm / 1e4) / 10.0;
  }

  std::vector<Row> all() {
    std::vector<Row> rows;
    for (const Subject& who : people(standard_)) {
      for (const StandardItem& item : standard_.impl().items) {
        if (item.table) around_limits(who, item, rows);
      }
      for (int i = 0; i < 40; ++i) rows.push_back(spoiled(random_row(who)));
    }
    add_odd_people(rows);
    return rows;
  }

 private:
  void around_limits(const Subject& who, const StandardItem& item, std::vector<Row>& rows) {
    const ItemTable& table = *item.table;
    const std::int32_t bands = table.measure() != nullptr ? table.measure()->size() : 1;
    for (std::int32_t band = 0; band < bands; band += 7) {
      const std::int32_t at = table.row(who, band);
      if (at < 0) continue;
      for (std::size_t i = 0; i + 1 < table.stretches(at); ++i) {
        const std::int64_t limit = table.limits(at)[i], step = table.step();
        for (const std::int64_t delta : {-step, -step / 2, -std::int64_t{1}, std::int64_t{0},
                                         std::int64_t{1}, step / 2, step}) {
          Row row = random_row(who);
          const double value = from_ticks(limit + delta, table.decimals());
          if (table.measure() != nullptr) {
            row.values["weight"] = value;
          } else if (item.test == "bmi" && i % 2 == 0) {
            // As near as tenths of a kilogram and of a millimetre come to it.
            const double cm = row.values["height"];
            row.values["weight"] = std::round(value * cm * cm / 1e4 * 10) / 10;
            row.values.erase("bmi");
          } else {
            row.values[item.test] = value;
          }
          rows.push_back(std::move(row));
        }
      }
    }
  }

  // Some values missing, some absurd, some between the steps of the grid.
  Row spoiled(Row row) {
    std::uniform_int_distribution<int> pick(0, 39);
    for (auto value = row.values.begin(); value != row.values.end();) {
      const int what = pick(random_);
      if (what < 3) {
        value = row.values.erase(value);
        continue;
      }
      if (what == 3) value->second += 0.04;
      if (what == 4) value->second = std::numeric_limits<double>::infinity();
      if (what == 5) value->second = -1e300;
      if (what == 6) value->second = 3e9;
      if (what == 7) value->second = 0;
      ++value;
    }
    return row;
  }

  void add_odd_people(std::vector<Row>& rows) {
    for (const Sex sex : {Sex::unknown, Sex::male, Sex::female}) {
      for (const std::int32_t key :
           {kUnknownKey, -1, 0, 3, 15, 19, 60, 71, 35, 84, 239, 720, 5000}) {
        Subject who;
        who.sex = sex;
        (standard_.by_school_grade() ? who.school_grade : who.age_months) = key;
        rows.push_back(random_row(who));
        rows.push_back(spoiled(random_row(who)));
      }
    }
  }

  const Standard& standard_;
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> ranges_;
  std::mt19937 random_{20140501};
};

template <class T>
void fill(TestTable& table, const Standard& standard, const std::vector<Row>& rows) {
  std::vector<std::optional<std::int8_t>> sex, grade;
  std::vector<std::optional<std::int32_t>> months;
  for (const Row& row : rows) {
    sex.emplace_back(row.who.sex == Sex::unknown
                         ? std::nullopt
                         : std::optional(static_cast<std::int8_t>(row.who.sex)));
    const bool has_grade = row.who.school_grade != kUnknownKey;
    grade.emplace_back(has_grade ? std::optional(static_cast<std::int8_t>(row.who.school_grade))
                                 : std::nullopt);
    const bool has_months = row.who.age_months != kUnknownKey;
    months.emplace_back(has_months ? std::optional(row.who.age_months) : std::nullopt);
  }
  table.add("sex", sex);
  if (standard.by_school_grade()) {
    table.add("school_grade", grade);
  } else {
    table.add("age_months", months);
  }
  for (const std::string& test : standard.inputs()) {
    std::vector<std::optional<T>> column;
    for (const Row& row : rows) {
      const auto at = row.values.find(test);
      column.emplace_back(at == row.values.end() ? std::nullopt
                                                 : std::optional(static_cast<T>(at->second)));
    }
    if (test != "height_for_weight") table.add(test, column);
  }
  table.finish();
}

std::string text(const std::optional<double>& value) {
  return value ? std::to_string(*value) : "null";
}

template <class T>
std::string text_of(const Row& row) {
  std::string out = "sex " + std::to_string(static_cast<int>(row.who.sex)) + " months " +
                    std::to_string(row.who.age_months) + " grade " +
                    std::to_string(row.who.school_grade);
  for (const auto& [test, value] : row.values)
    out += ", " + test + " " + std::to_string(static_cast<double>(static_cast<T>(value)));
  return out;
}

// The columns of one row by the scalar code.
template <class T>
void expect_row(const Standard& standard, const Row& row, const OutTable& out, std::int64_t i,
                const std::vector<std::string>& grades) {
  std::vector<SheetValue> values;
  for (const auto& [test, value] : row.values)
    values.push_back({test, Outcome::scored, static_cast<double>(static_cast<T>(value)), {}, {}});
  const SheetScore sheet = standard.score_sheet(row.who, values);
  const auto number = [&](const std::string& name) -> std::optional<double> {
    const std::optional<float> value = out.at<float>(*out.find(name), i);
    return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
  };
  const auto single = [](const std::optional<double>& v) -> std::optional<double> {
    return v ? std::optional(static_cast<double>(static_cast<float>(*v))) : std::nullopt;
  };
  const auto check = [&](const std::string& name, const std::optional<double>& expected) {
    ASSERT_EQ(number(name), expected)
        << name << ": expected " << text(expected) << ", found " << text(number(name)) << "; row "
        << i << ": " << text_of<T>(row);
  };
  for (const std::string& test : standard.tests()) {
    Outcome expected =
        sheet.grades != nullptr ? Outcome::not_in_standard : standard.admits(row.who);
    std::optional<double> points;
    for (const SheetScore::Item& item : sheet.items) {
      if (item.test != test) continue;
      expected = item.cell.outcome;
      if (expected == Outcome::scored) points = item.cell.points;
    }
    const int found = *out.at<std::uint8_t>(*out.find(test + ".outcome"), i);
    ASSERT_EQ(found, static_cast<int>(expected))
        << test << "; row " << i << ": " << text_of<T>(row);
    check(test + ".points", single(points));
  }
  check("bonus", single(sheet.bonus_total));
  check("score", single(sheet.score));
  check("total", single(sheet.total));
  const int found = *out.at<std::uint8_t>(*out.find("outcome"), i);
  ASSERT_EQ(found, static_cast<int>(sheet.outcome)) << "row " << i << ": " << text_of<T>(row);
  const std::optional<std::int8_t> code = out.at<std::int8_t>(*out.find("grade"), i);
  const std::string expected = sheet.grade ? (*sheet.grades)[*sheet.grade].code : "";
  ASSERT_EQ(code ? grades[static_cast<std::size_t>(*code)] : "", expected)
      << "row " << i << ": " << text_of<T>(row);
}

std::vector<std::string> dictionary_of(const OutTable& out) {
  const ArrowArray& texts = *out.find("grade")->dictionary;
  const auto* const at = static_cast<const std::int32_t*>(texts.buffers[1]);
  const auto* const bytes = static_cast<const char*>(texts.buffers[2]);
  std::vector<std::string> out_texts;
  for (std::int64_t i = 0; i < texts.length; ++i)
    out_texts.emplace_back(bytes + at[i], bytes + at[i + 1]);
  return out_texts;
}

// The same bytes in every buffer.
void expect_same(const OutTable& a, const OutTable& b, const std::string& what) {
  ASSERT_EQ(a.array.n_children, b.array.n_children);
  for (std::int64_t c = 0; c < a.array.n_children; ++c) {
    const ArrowArray &x = *a.array.children[c], &y = *b.array.children[c];
    const std::string format = a.schema.children[c]->format;
    const auto width = static_cast<std::size_t>(format == "f" ? 4 : 1);
    const auto rows = static_cast<std::size_t>(x.length);
    ASSERT_EQ(x.null_count, y.null_count) << what << ": " << a.schema.children[c]->name;
    ASSERT_EQ(std::memcmp(x.buffers[1], y.buffers[1], rows * width), 0)
        << what << ": " << a.schema.children[c]->name;
    const std::size_t bits = x.buffers[0] != nullptr ? (rows + 7) / 8 : 0;
    ASSERT_EQ(bits == 0 ? 0 : std::memcmp(x.buffers[0], y.buffers[0], bits), 0)
        << what << ": bitmap of " << a.schema.children[c]->name;
  }
}

template <class T>
void expect_all(const Standard& standard, const std::vector<Row>& rows) {
  TestTable table(static_cast<std::int64_t>(rows.size()));
  fill<T>(table, standard, rows);
  PlanCache plans;
  Options options;
  options.standard = standard.header().reference();
  options.kernels = "baseline";
  OutTable first;
  const Result<void> done =
      score_batch(base(), plans, options, table.schema, table.array, first.schema, first.array);
  ASSERT_TRUE(done) << done.error().message;
  const std::vector<std::string> grades = dictionary_of(first);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    expect_row<T>(standard, rows[i], first, static_cast<std::int64_t>(i), grades);
    if (testing::Test::HasFatalFailure()) return;
  }
  for (const char* const kernels : {"baseline", "avx2", "avx512"}) {
    if (find_kernels(kernels) == nullptr) continue;
    for (const int threads : {1, 3, 8}) {
      options.kernels = kernels;
      options.threads = threads;
      OutTable other;
      ASSERT_TRUE(score_batch(base(), plans, options, table.schema, table.array, other.schema,
                              other.array));
      expect_same(first, other, kernels + std::string(" on ") + std::to_string(threads));
    }
  }
}

class EveryStandard : public testing::TestWithParam<const char*> {};

TEST_P(EveryStandard, gives_in_columns_what_it_gives_one_by_one) {
  const Standard& standard = **base().standard(GetParam());
  const std::vector<Row> rows = Sheets(standard).all();
  RecordProperty("rows", static_cast<int>(rows.size()));
  {
    SCOPED_TRACE("float64");
    expect_all<double>(standard, rows);
  }
  {
    SCOPED_TRACE("float32");
    expect_all<float>(standard, rows);
  }
}

INSTANTIATE_TEST_SUITE_P(
    data, EveryStandard,
    testing::Values("cn.moe.student-fitness@2014", "cn.gas.physique.adult@2003",
                    "cn.gas.physique.adult@2023", "cn.gas.physique.older@2003",
                    "cn.gas.physique.preschool@2003", "cn.gas.physique.older@2023",
                    "cn.gas.physique.preschool@2023"),
    [](const auto& test) {
      std::string name = test.param;
      std::replace_if(
          name.begin(), name.end(), [](char c) { return !std::isalnum(c); }, '_');
      return name;
    });

}  // namespace
}  // namespace celian::batch
