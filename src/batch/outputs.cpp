#include "batch/outputs.hpp"

#include <utility>

namespace celian::batch {

namespace {

std::size_t bitmap_bytes(std::int64_t rows) { return static_cast<std::size_t>((rows + 7) / 8); }

// All columns of a result out of one piece of memory, so that the system may hand it out in large
// pages also where no single column would fill one; it lives as long as any column does. Columns
// begin at different places of a page: side by side in the same place they would drive each other
// out of the cache.
class Arena {
 public:
  // The same calls of take() twice: first to count, then to cut.
  void allocate() {
    memory_ = columns::make_buffer(at_);
    at_ = 0, taken_ = 0;
  }
  columns::Buffer take(std::size_t bytes) {
    constexpr std::size_t kLine = 64, kPage = 4096, kStep = 5 * kLine;
    const std::size_t wanted = taken_++ * kStep % kPage, now = at_ % kPage;
    at_ += (wanted + kPage - now) % kPage;
    std::byte* const begin = memory_ ? memory_.get() + at_ : nullptr;
    at_ += (bytes + kLine) / kLine * kLine;
    return {memory_, begin};
  }

 private:
  columns::Buffer memory_;
  std::size_t at_ = 0, taken_ = 0;
};

OutValues take(Arena& arena, std::int64_t rows, std::size_t width, bool may_be_null) {
  OutValues out;
  out.values = arena.take(static_cast<std::size_t>(rows) * width);
  if (may_be_null) out.validity = arena.take(bitmap_bytes(rows));
  return out;
}

void take_all(Arena& arena, std::size_t items, Outputs& out) {
  const std::int64_t rows = out.rows;
  out.points.clear(), out.outcomes.clear();
  for (std::size_t i = 0; i < items; ++i) {
    out.points.push_back(take(arena, rows, sizeof(float), true));
    out.outcomes.push_back(take(arena, rows, 1, false));
  }
  out.bonus = take(arena, rows, sizeof(float), true);
  out.score = take(arena, rows, sizeof(float), true);
  out.total = take(arena, rows, sizeof(float), true);
  out.grade = take(arena, rows, 1, true);
  out.outcome = take(arena, rows, 1, false);
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
  Arena arena;
  take_all(arena, plan.items.size(), *this);
  arena.allocate();
  take_all(arena, plan.items.size(), *this);
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
