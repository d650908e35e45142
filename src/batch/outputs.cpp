#include "batch/outputs.hpp"

#include <utility>

namespace celian::batch {

namespace {

std::size_t bitmap_bytes(std::int64_t rows) { return static_cast<std::size_t>((rows + 7) / 8); }

OutValues make(std::int64_t rows, std::size_t width, bool may_be_null) {
  OutValues out;
  out.values = columns::make_buffer(static_cast<std::size_t>(rows) * width);
  if (may_be_null) out.validity = columns::make_buffer(bitmap_bytes(rows));
  return out;
}

columns::OutColumn column(std::string name, const char* format, const OutValues& values,
                          std::int64_t rows, std::int64_t given) {
  columns::OutColumn out;
  out.name = std::move(name);
  out.format = format;
  out.length = rows;
  out.null_count = rows - given;
  out.flags = values.validity ? ARROW_FLAG_NULLABLE : 0;
  out.buffers = {values.validity, values.values};
  return out;
}

}  // namespace

Outputs::Outputs(const Plan& plan, std::int64_t row_count) : rows(row_count) {
  for (std::size_t i = 0; i < plan.items.size(); ++i) {
    points.push_back(make(rows, sizeof(float), true));
    outcomes.push_back(make(rows, 1, false));
  }
  bonus = make(rows, sizeof(float), true);
  score = make(rows, sizeof(float), true);
  total = make(rows, sizeof(float), true);
  grade = make(rows, 1, true);
  outcome = make(rows, 1, false);
}

void Counts::add(const Counts& other) noexcept {
  for (std::size_t i = 0; i < points.size(); ++i) points[i] += other.points[i];
  bonus += other.bonus;
  score += other.score;
  grade += other.grade;
}

std::vector<columns::OutColumn> finish(const Plan& plan, const Outputs& out, const Counts& counts,
                                       std::vector<columns::OutColumn> passthrough) {
  std::vector<columns::OutColumn> all = std::move(passthrough);
  for (std::size_t i = 0; i < plan.items.size(); ++i) {
    const std::string& test = plan.items[i].test;
    all.push_back(column(test + ".points", "f", out.points[i], out.rows, counts.points[i]));
    all.push_back(column(test + ".outcome", "C", out.outcomes[i], out.rows, out.rows));
  }
  all.push_back(column("bonus", "f", out.bonus, out.rows, counts.bonus));
  all.push_back(column("score", "f", out.score, out.rows, counts.score));
  all.push_back(column("total", "f", out.total, out.rows, counts.score));
  all.push_back(column("grade", "c", out.grade, out.rows, counts.grade));
  all.back().dictionary = columns::text_column(plan.grades);
  all.push_back(column("outcome", "C", out.outcome, out.rows, out.rows));
  return all;
}

}  // namespace celian::batch
