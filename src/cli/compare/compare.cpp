#include "cli/compare/compare.hpp"

#include <algorithm>

#include "base/number_text.hpp"
#include "cli/cohort/columns.hpp"

namespace celian::cli {

namespace {

Error in(const std::string& file, Error e) {
  e.message = (file == "-" ? "standard input" : file) + ": " + e.message;
  return e;
}

// One of the two, with its present row.
class Side {
 public:
  static Result<Side> open(const KnowledgeBase& kb, const std::string& path) {
    auto table = CohortTable::open(path);
    if (!table) return in(path, table.error());
    auto columns = result_columns(kb, *table);
    if (!columns) return in(path, columns.error());
    const auto number = table->find({"row", "行"});
    if (!number) {
      return in(path, {Status::schema, "",
                       "line 1: there is no column 'row'; expected a result of celian score"});
    }
    return Side(std::move(*table), std::move(*columns), *number);
  }

  // The next row; false at the end.
  Result<bool> next() {
    const auto row = table_.next();
    if (!row) return in(table_.path(), row.error());
    row_ = *row;
    if (row_ == nullptr) return false;
    const auto n = parse_number(cell(number_at_));
    const double before = number_;
    number_ = n.value_or(0);
    if (n && *n > before) return true;
    return in(table_.path(),
              {Status::conflict, "",
               "line " + std::to_string(row_->line) + ": row '" + std::string(cell(number_at_)) +
                   "' does not follow " + format_shortest(before) +
                   "; expected the order in which celian score writes"});
  }

  bool is_at_end() const { return row_ == nullptr; }
  double number() const { return number_; }
  std::uint64_t line() const { return row_->line; }
  const ResultColumns& columns() const { return columns_; }
  std::string_view id() const { return cell(columns_.id); }
  std::string_view scored_by() const { return cell(columns_.scored_by); }
  std::string_view outcome() const { return cell(columns_.outcome); }
  std::string_view total() const { return cell(columns_.total); }
  std::string_view grade() const { return cell(columns_.grade); }
  // Empty where this file has no such column.
  std::string_view points(const std::string& test) const {
    for (const ResultColumns::Item& i : columns_.items) {
      if (i.test == test) return cell(i.points);
    }
    return {};
  }

 private:
  Side(CohortTable table, ResultColumns columns, std::size_t number_at)
      : table_(std::move(table)), columns_(std::move(columns)), number_at_(number_at) {}

  std::string_view cell(std::size_t at) const {
    return at < row_->fields.size() ? row_->fields[at] : std::string_view();
  }

  CohortTable table_;
  ResultColumns columns_;
  std::size_t number_at_;
  const csv::Row* row_ = nullptr;
  double number_ = 0;
};

class Comparer {
 public:
  Comparer(const CompareOptions& o, Side& first, Side& second)
      : o_(o), sides_{&first, &second} {
    for (const Side* side : sides_) {
      for (const ResultColumns::Item& i : side->columns().items) {
        const bool is_known = std::any_of(out_.tests.begin(), out_.tests.end(),
                                          [&](const auto& t) { return t.test == i.test; });
        if (is_known) continue;
        out_.tests.emplace_back();
        out_.tests.back().test = i.test;
      }
    }
  }

  Result<Comparison> run() {
    if (o_.to != nullptr) write_header();
    for (Side* side : sides_) {
      if (const auto more = side->next(); !more) return more.error();
    }
    Side &a = *sides_[0], &b = *sides_[1];
    for (std::size_t done = 0; !a.is_at_end() || !b.is_at_end(); ++done) {
      if (o_.go_on && done % 1024 == 0 && !o_.go_on(done)) break;
      const bool first = !a.is_at_end() && (b.is_at_end() || a.number() <= b.number());
      const bool second = !b.is_at_end() && (a.is_at_end() || b.number() <= a.number());
      if (first && second && a.id() != b.id()) return other_person(a, b);
      add(first, second);
      for (Side* side : {first ? &a : nullptr, second ? &b : nullptr}) {
        if (side == nullptr) continue;
        if (const auto more = side->next(); !more) return more.error();
      }
    }
    return std::move(out_);
  }

 private:
  Error other_person(const Side& a, const Side& b) const {
    return {Status::conflict, "",
            "row " + format_shortest(a.number()) + " is '" + std::string(a.id()) + "' in " +
                o_.files[0] + " (line " + std::to_string(a.line()) + ") and '" +
                std::string(b.id()) + "' in " + o_.files[1] + " (line " +
                std::to_string(b.line()) + "); give two results of one sheet"};
  }

  void add(bool first, bool second) {
    const std::array<bool, 2> has = {first, second};
    for (std::size_t i = 0; i < 2; ++i) {
      if (has[i]) ++out_.standards[i][std::string(sides_[i]->scored_by())];
    }
    bool differs = true;
    if (first && second) {
      const Side &a = *sides_[0], &b = *sides_[1];
      differs = a.outcome() != b.outcome() || a.total() != b.total() || a.grade() != b.grade();
      ++out_.rows;
      ++out_.grades[{std::string(a.grade()), std::string(b.grade())}];
      for (TestComparison& t : out_.tests) differs = add_points(t) || differs;
      if (differs) ++out_.differ;
    } else {
      ++out_.only[first ? 0 : 1];
    }
    if (o_.to != nullptr && (differs || !o_.only_differing)) write_row(has, differs);
  }

  // Whether the two say something else of this test.
  bool add_points(TestComparison& t) {
    const std::string_view a = sides_[0]->points(t.test), b = sides_[1]->points(t.test);
    const auto x = parse_number(a), y = parse_number(b);
    if (x && y) {
      ++t.both;
      t.sum[0] += *x;
      t.sum[1] += *y;
      if (*x != *y) ++t.differ;
    } else if (x || y) {
      ++t.only[x ? 0 : 1];
    }
    return a != b;
  }

  void write_header() {
    csv::Writer& w = *o_.to;
    w.field("row").field("id").field("differs");
    for (const char* name : {"scored_by", "outcome", "total", "grade"})
      w.field(std::string(name) + ".1").field(std::string(name) + ".2");
    for (const TestComparison& t : out_.tests)
      w.field(t.test + ".points.1").field(t.test + ".points.2");
    w.end_row();
  }

  void write_row(const std::array<bool, 2>& has, bool differs) {
    csv::Writer& w = *o_.to;
    const auto pair = [&](auto&& of) {
      for (std::size_t i = 0; i < 2; ++i) w.field(has[i] ? of(*sides_[i]) : std::string_view());
    };
    const Side& any = *sides_[has[0] ? 0 : 1];
    w.field(format_shortest(any.number())).field(any.id()).field(differs ? "yes" : "no");
    pair([](const Side& s) { return s.scored_by(); });
    pair([](const Side& s) { return s.outcome(); });
    pair([](const Side& s) { return s.total(); });
    pair([](const Side& s) { return s.grade(); });
    for (const TestComparison& t : out_.tests)
      pair([&](const Side& s) { return s.points(t.test); });
    w.end_row();
  }

  const CompareOptions& o_;
  std::array<Side*, 2> sides_;
  Comparison out_;
};

}  // namespace

Result<Comparison> compare_results(const KnowledgeBase& kb, const CompareOptions& o) {
  auto first = Side::open(kb, o.files[0]);
  if (!first) return first.error();
  auto second = Side::open(kb, o.files[1]);
  if (!second) return second.error();
  return Comparer(o, *first, *second).run();
}

}  // namespace celian::cli
