#include "cli/cohort/input.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/number_text.hpp"
#include "cli/cohort/columns.hpp"
#include "cli/interruption.hpp"

namespace celian::cli {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kShownSlips = 20;
constexpr std::size_t kNobody = std::numeric_limits<std::size_t>::max();

// "cn.gas.physique.adult@2003+r1" -> "cn.gas.physique.adult@2003".
std::string_view without_revision(std::string_view reference) {
  return reference.substr(0, reference.find("+r"));
}

class CohortReader {
 public:
  CohortReader(const KnowledgeBase& kb, const CohortFiles& files)
      : kb_(kb), index_(kb.indicators().index), files_(files) {
    out_.fields.resize(index_.size());
    no_score_ = {"no_score", std::string(kb.text("outcome.no_score", "zh-CN")),
                 std::string(kb.text("outcome.no_score", "en"))};
  }

  Result<CohortInput> run() {
    if (const auto ok = read_scored(); !ok) return ok.error();
    if (!files_.earlier.empty()) {
      if (const auto ok = read_earlier(); !ok) return ok.error();
    }
    if (!files_.people.empty()) {
      if (const auto ok = read_people(); !ok) return ok.error();
    }
    if (const auto ok = add_ages(); !ok) return ok.error();
    for (auto& column : out_.fields) {
      if (!column.empty()) column.resize(out_.size, kUnknown);
    }
    for (auto& [slot, column] : out_.names) column.resize(out_.size, cohort::kNobodyKnows);
    out_.edition.resize(out_.size, cohort::kNobodyKnows);
    out_.need.resize(out_.size, cohort::kNobodyKnows);
    return std::move(out_);
  }

 private:
  static std::string_view cell(const csv::Row& row, std::size_t at) {
    return at < row.fields.size() ? row.fields[at] : std::string_view();
  }

  Slot slot(std::string_view code) const { return index_.find(code); }

  void set(Slot s, std::size_t row, double value) {
    if (s == kNoSlot || std::isnan(value)) return;
    std::vector<double>& column = out_.fields[s];
    if (column.size() <= row) column.resize(std::max(row + 1, out_.size), kUnknown);
    column[row] = value;
  }

  // The index of a code of the result; one that no indicator names is none of them, and yet known.
  double code(Slot s, std::string_view value) const {
    if (s == kNoSlot || value.empty()) return kUnknown;
    return index_.value_index(s, value).value_or(static_cast<double>(index_[s].values.size()));
  }

  Result<CohortTable> open(const std::string& name, std::size_t which) const {
    return files_.texts ? CohortTable::of_text(name, (*files_.texts)[which])
                        : CohortTable::open(name);
  }

  Error second_time(const CohortTable& table, const csv::Row& row, std::string_view id) const {
    return {Status::conflict, "",
            "line " + std::to_string(row.line) + ": " + table.header()[id_column_] + ": '" +
                std::string(id) + "' stands a second time; leave one row a person"};
  }

  // Of a further file: the row of a person, or kNobody; whoever stood there before is an error.
  Result<std::size_t> row_of(const CohortTable& table, const csv::Row& row, std::string_view id,
                             std::vector<bool>& seen) const {
    const auto at = rows_.find(id);
    if (at == rows_.end()) return kNobody;
    if (seen.size() <= at->second) seen.resize(std::max(at->second + 1, out_.size));
    if (seen[at->second]) return second_time(table, row, id);
    seen[at->second] = true;
    return at->second;
  }

  Result<void> read_scored() {
    auto table = open(files_.scored, 0);
    if (!table) return in(files_.scored, table.error());
    const auto columns = result_columns(kb_, *table);
    if (!columns) return in(files_.scored, columns.error());
    id_column_ = columns->id;
    for (const auto& item : columns->items) out_.tests.push_back(item.test);
    BestPoints best(kb_, columns->items);
    const Slot standard = slot("standard"), outcome = slot("outcome"), grade = slot("grade"),
               total = slot("total"), scored_by = slot("scored_by");
    std::vector<double> standards;  // by edition
    for (;;) {
      const auto row = table->next();
      if (!row) return in(files_.scored, row.error());
      if (*row == nullptr || Interruption::is_set()) break;
      const std::size_t at = out_.size++;
      const std::string_view id = cell(**row, columns->id);
      if (!id.empty() && !rows_.emplace(id, at).second)
        return in(files_.scored, second_time(*table, **row, id));
      const std::string_view by = without_revision(cell(**row, columns->scored_by));
      std::int32_t edition = cohort::kNobodyKnows;
      if (!by.empty()) {
        edition = out_.editions.add(by);
        if (static_cast<std::size_t>(edition) == standards.size())
          standards.push_back(code(standard, by.substr(0, by.find('@'))));
        set(standard, at, standards[static_cast<std::size_t>(edition)]);
        set(scored_by, at, edition);
      }
      out_.edition.push_back(edition);
      set(outcome, at, code(outcome, cell(**row, columns->outcome)));
      const std::string_view g = cell(**row, columns->grade);
      if (g.find('|') == std::string_view::npos) set(grade, at, code(grade, g));
      if (const auto n = parse_number(cell(**row, columns->total))) set(total, at, *n);
      out_.need.push_back(edition == cohort::kNobodyKnows
                              ? cohort::kNobodyKnows
                              : poorest(**row, *columns, best.of(edition, std::string(by))));
    }
    out_.scored = out_.size;
    return {};
  }

  // The item with the least of the points that it can have; the first of several. Nobody with all
  // points needs anything.
  std::int32_t poorest(const csv::Row& row, const ResultColumns& columns,
                       const std::vector<double>& best) const {
    double least = 1;
    std::int32_t out = cohort::kNobodyKnows;
    for (std::size_t i = 0; i < columns.items.size(); ++i) {
      if (best[i] <= 0) continue;
      const auto points = parse_number(cell(row, columns.items[i].points));
      double share = 0;
      if (points) {
        share = *points / best[i];
      } else {
        const std::string_view word = cell(row, columns.items[i].outcome);
        if (word.empty() || std::find(no_score_.begin(), no_score_.end(), word) == no_score_.end())
          continue;
      }
      if (share < least) least = share, out = static_cast<std::int32_t>(i);
    }
    return out;
  }

  // Totals of the same edition only.
  Result<void> read_earlier() {
    auto table = open(files_.earlier, 1);
    if (!table) return in(files_.earlier, table.error());
    const auto columns = result_columns(kb_, *table);
    if (!columns) return in(files_.earlier, columns.error());
    id_column_ = columns->id;
    const Slot slot_of_total = slot("earlier_total");
    if (slot_of_total != kNoSlot) out_.fields[slot_of_total].resize(out_.size, kUnknown);
    std::vector<bool> seen;
    for (;;) {
      const auto row = table->next();
      if (!row) return in(files_.earlier, row.error());
      if (*row == nullptr || Interruption::is_set()) return {};
      const auto at = row_of(*table, **row, cell(**row, columns->id), seen);
      if (!at) return in(files_.earlier, at.error());
      if (*at == kNobody) continue;
      const std::int32_t edition = out_.edition[*at];
      if (edition == cohort::kNobodyKnows ||
          out_.editions.names()[static_cast<std::size_t>(edition)] !=
              without_revision(cell(**row, columns->scored_by)))
        continue;
      if (const auto n = parse_number(cell(**row, columns->total))) set(slot_of_total, *at, *n);
    }
  }

  Result<void> read_people() {
    auto table = open(files_.people, 2);
    if (!table) return in(files_.people, table.error());
    const auto id = id_of_people(*table);
    if (!id) return in(files_.people, id.error());
    id_column_ = *id;
    struct Column {
      std::size_t at;
      CellReader reader;
    };
    std::vector<Column> columns;
    for (Slot s = 0; s < index_.size(); ++s) {
      const CohortField& field = kb_.indicators().fields[s];
      if (field.of_result) continue;
      if (const auto at = table->find(field.headers)) {
        columns.push_back({*at, CellReader(kb_, s)});
        if (columns.back().reader.is_name()) {
          out_.names[s];
        } else {
          out_.fields[s].resize(out_.size, kUnknown);
        }
      }
    }
    if (columns.empty())
      return in(files_.people,
                {Status::schema, "", "line 1: no column is known; see celian cohort --help"});
    const Slot outcome = slot("outcome");
    const double not_scored = code(outcome, "not_scored");
    std::vector<bool> seen;
    for (;;) {
      const auto row = table->next();
      if (!row) return in(files_.people, row.error());
      if (*row == nullptr || Interruption::is_set()) return {};
      const std::string_view who = cell(**row, *id);
      if (who.empty()) {
        slip(files_.people, (*row)->line, table->header()[*id], "", "an id; the row is left out");
        continue;
      }
      const auto known = row_of(*table, **row, who, seen);
      if (!known) return in(files_.people, known.error());
      const std::size_t at = *known != kNobody ? *known : out_.size++;
      if (*known == kNobody) {
        rows_.emplace(who, at);
        seen.resize(out_.size);
        seen[at] = true;
        set(outcome, at, not_scored);
      }
      for (Column& c : columns) {
        const std::string_view text = cell(**row, c.at);
        if (text.empty()) continue;
        if (c.reader.is_name()) {
          auto& column = out_.names[c.reader.slot()];
          if (column.size() <= at) column.resize(std::max(at + 1, out_.size), cohort::kNobodyKnows);
          column[at] = out_.tables[c.reader.slot()].add(text);
          continue;
        }
        const char* wrong = nullptr;
        const double value = c.reader.read(text, wrong);
        if (wrong != nullptr) slip(files_.people, (*row)->line, table->header()[c.at], text, wrong);
        set(c.reader.slot(), at, value);
      }
    }
  }

  // The headers of ids are those of the sheets.
  Result<std::size_t> id_of_people(const CohortTable& table) const {
    for (const Sheet& sheet : kb_.sheets()) {
      for (const SheetColumn& column : sheet.columns) {
        if (column.to != "person.id") continue;
        if (const auto at = table.find(column.headers)) return *at;
      }
    }
    return Error{Status::schema, "", "line 1: there is no column of ids, such as 'id' or '编号'"};
  }

  Result<void> add_ages() {
    const Slot birth = slot("birth_date"), age = slot("age_years");
    if (birth == kNoSlot || age == kNoSlot || out_.fields[birth].empty()) return {};
    if (!files_.has_day) {
      return Error{
          Status::argument, "",
          "there are dates of birth; give --as-of YYYY-MM-DD, the day on which ages count"};
    }
    for (std::size_t row = 0; row < out_.fields[birth].size(); ++row) {
      const double day = out_.fields[birth][row];
      if (std::isnan(day)) continue;
      const Date born = Date::from_days(static_cast<std::int32_t>(day));
      if (born <= files_.as_of) {
        set(age, row, completed_years(born, files_.as_of));
      } else {
        slip(files_.people, 0, "", born.iso(), "a date of birth before --as-of");
      }
    }
    return {};
  }

  void slip(const std::string& file, std::uint64_t line, const std::string& header,
            std::string_view value, std::string expected) {
    if (out_.slip_count++ < kShownSlips)
      out_.slips.push_back({file, line, header, std::string(value), std::move(expected)});
  }

  // The file stands in front of the message.
  static Error in(const std::string& file, Error e) {
    e.message = (file == "-" ? "standard input" : file) + ": " + e.message;
    return e;
  }

  const KnowledgeBase& kb_;
  const FactIndex& index_;
  const CohortFiles& files_;
  CohortInput out_;
  std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>> rows_;  // by id
  std::size_t id_column_ = 0;
  std::array<std::string, 3> no_score_;
};

}  // namespace

Result<CohortInput> read_cohort(const KnowledgeBase& kb, const CohortFiles& files) {
  return CohortReader(kb, files).run();
}

}  // namespace celian::cli
