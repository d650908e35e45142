// Full student sheets at random: eight readings for each pupil of any school grade and sex, about
// 5 % of them missing, as float32 columns; and the same sheets for a plain scalar loop.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "../tests/unit/columns/arrow_table.hpp"
#include "catalog/knowledge_base.hpp"
#include "catalog/standard_impl.hpp"
#include "celian/catalog.hpp"

namespace celian::bench {

inline const KnowledgeBase& base() {
  static const std::shared_ptr<const Catalog> catalog = [] {
    auto made = Catalog::builtin();
    if (!made) std::abort();
    return *made;
  }();
  return catalog->internals();
}

inline const Standard& student() { return **base().standard("cn.moe.student-fitness@2014"); }

struct Column {
  std::string name;
  std::vector<float> values;
  std::vector<std::uint8_t> bits;  // validity
};

// Column after column, without a vector of optionals: 10^7 rows must fit.
struct Pupils {
  std::int64_t rows = 0;
  std::vector<std::int8_t> sex, grade;
  std::vector<Column> columns;

  std::int64_t bytes() const {
    std::int64_t sum = 2 * rows;
    for (const Column& c : columns)
      sum += static_cast<std::int64_t>(c.values.size() * sizeof(float) + c.bits.size());
    return sum;
  }
};

// `all`: pupils of all grades, 12 columns. `secondary`: secondary school and university, 10
// columns. `eight`: all grades, the body mass index as it stands and seven tests.
enum class SheetOf : std::uint8_t { all, secondary, eight };

inline Pupils make_pupils(std::int64_t rows, SheetOf sheet) {
  struct Range {
    const char* name;
    double low, high, step;
    bool is_in_all, is_in_secondary, is_in_eight;
  };
  constexpr Range kRanges[] = {{"height", 110, 190, 0.1, true, true, false},
                               {"weight", 18, 95, 0.1, true, true, false},
                               {"bmi", 13, 32, 0.1, false, false, true},
                               {"vital_capacity", 500, 5200, 1, true, true, true},
                               {"run_50m", 6.4, 15, 0.1, true, true, true},
                               {"sit_and_reach", -10, 27, 0.1, true, true, true},
                               {"sit_up_1min", 3, 60, 1, true, true, true},
                               {"standing_long_jump", 110, 280, 1, true, true, true},
                               {"pull_up", 0, 22, 1, true, true, true},
                               {"run_1000m", 190, 430, 1, true, true, true},
                               {"run_800m", 190, 350, 1, true, true, false},
                               {"rope_skipping_1min", 0, 200, 1, true, false, false},
                               {"shuttle_run_50m_x8", 85, 170, 1, true, false, false}};
  const int first_grade = sheet == SheetOf::secondary ? 7 : 1;
  std::mt19937_64 random(20140501);
  const auto below = [&](std::uint64_t n) { return random() % n; };
  Pupils p;
  p.rows = rows;
  const auto count = static_cast<std::size_t>(rows);
  p.sex.resize(count);
  p.grade.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    p.sex[i] = static_cast<std::int8_t>(1 + below(2));
    p.grade[i] = static_cast<std::int8_t>(
        first_grade + static_cast<int>(below(static_cast<std::uint64_t>(15 - first_grade))));
  }
  for (const Range& range : kRanges) {
    const bool is_in = sheet == SheetOf::all         ? range.is_in_all
                       : sheet == SheetOf::secondary ? range.is_in_secondary
                                                     : range.is_in_eight;
    if (!is_in) continue;
    Column c{range.name, std::vector<float>(count), std::vector<std::uint8_t>(count / 8 + 1)};
    const auto steps =
        static_cast<std::uint64_t>(std::lround((range.high - range.low) / range.step));
    for (std::size_t i = 0; i < count; ++i) {
      const double tenths = std::round(range.low * 10) +
                            static_cast<double>(below(steps)) * std::round(range.step * 10);
      c.values[i] = static_cast<float>(tenths / 10);
      if (below(20) != 0) c.bits[i / 8] = static_cast<std::uint8_t>(c.bits[i / 8] | 1u << (i % 8));
    }
    p.columns.push_back(std::move(c));
  }
  return p;
}

// Arrow structs over the pupils' columns; nothing is copied.
class PupilTable {
 public:
  // `columns`: only the first so many of them.
  explicit PupilTable(const Pupils& p, std::size_t columns = static_cast<std::size_t>(-1)) {
    add("sex", "c", p.sex.data(), nullptr, p.rows);
    add("school_grade", "c", p.grade.data(), nullptr, p.rows);
    for (const Column& c : p.columns) {
      if (columns-- == 0) break;
      add(c.name.c_str(), "f", c.values.data(), c.bits.data(), p.rows);
    }
    for (ArrowSchema& s : schemas_) schema_pointers_.push_back(&s);
    for (ArrowArray& a : arrays_) array_pointers_.push_back(&a);
    schema.format = "+s";
    schema.n_children = array.n_children = static_cast<std::int64_t>(schemas_.size());
    schema.children = schema_pointers_.data();
    array.children = array_pointers_.data();
    schema.release = [](ArrowSchema*) {};
    array.release = [](ArrowArray*) {};
    array.length = p.rows;
    array.n_buffers = 1;
    array.buffers = &no_buffer_;
  }
  PupilTable(const PupilTable&) = delete;
  PupilTable& operator=(const PupilTable&) = delete;

  ArrowSchema schema{};
  ArrowArray array{};

 private:
  void add(const char* name, const char* format, const void* values, const void* bits,
           std::int64_t rows) {
    buffers_.push_back({bits, values});
    ArrowSchema s{};
    s.format = format;
    s.name = name;
    s.flags = ARROW_FLAG_NULLABLE;
    s.release = [](ArrowSchema*) {};
    ArrowArray a{};
    a.length = rows;
    a.null_count = bits == nullptr ? 0 : -1;
    a.n_buffers = 2;
    a.buffers = buffers_.back().data();
    a.release = [](ArrowArray*) {};
    schemas_.push_back(s);
    arrays_.push_back(a);
  }

  std::deque<std::vector<const void*>> buffers_;
  std::deque<ArrowSchema> schemas_;
  std::deque<ArrowArray> arrays_;
  std::vector<ArrowSchema*> schema_pointers_;
  std::vector<ArrowArray*> array_pointers_;
  const void* no_buffer_ = nullptr;
};

}  // namespace celian::bench
