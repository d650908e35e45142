#include "cli/cohort/columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/number_text.hpp"
#include "base/utf8.hpp"
#include "catalog/table.hpp"
#include "cli/files.hpp"
#include "exchange/cell_text.hpp"

namespace celian::cli {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

std::string name_in(const LocalText& names, std::string_view locale) {
  for (const auto& [language, name] : names) {
    if (language == locale) return name;
  }
  return {};
}

}  // namespace

std::int32_t NameTable::add(std::string_view name) {
  if (const auto at = index_.find(name); at != index_.end()) return at->second;
  const auto next = static_cast<std::int32_t>(names_.size());
  names_.emplace_back(name);
  index_.emplace(names_.back(), next);
  return next;
}

// --- A table

Result<CohortTable> CohortTable::open(const std::string& path) {
  auto source = open_source(path);
  if (!source) return source.error();
  return of_source(path, std::move(*source));
}

Result<CohortTable> CohortTable::of_text(const std::string& name, const std::string& text) {
  return of_source(name, csv::from_text(text));
}

Result<CohortTable> CohortTable::of_source(const std::string& path, csv::Source source) {
  CohortTable out(path, std::move(source));
  out.reader_.set_separator(out.reader_.guess_separator());
  const csv::Row* row = out.reader_.next();
  if (row == nullptr || row->problem != csv::Problem::none)
    return Error{Status::schema, "", "there is no header that can be read; expected a CSV table"};
  for (const std::string_view cell : row->fields) {
    out.header_.emplace_back(cell);
    out.folded_.push_back(fold(cell));
  }
  return out;
}

std::optional<std::size_t> CohortTable::find(const std::vector<std::string>& headers) const {
  for (const std::string& header : headers) {
    const auto at = std::find(folded_.begin(), folded_.end(), fold(header));
    if (at != folded_.end()) return static_cast<std::size_t>(at - folded_.begin());
  }
  return std::nullopt;
}

Result<const csv::Row*> CohortTable::next() {
  const csv::Row* row = reader_.next();
  if (row == nullptr || row->problem == csv::Problem::none) return row;
  const char* what = row->problem == csv::Problem::too_long         ? "the line is too long"
                     : row->problem == csv::Problem::unclosed_quote ? "a quote is not closed"
                                                                    : "text follows a quote";
  return Error{Status::syntax, "",
               "line " + std::to_string(row->line) + ": " + what + "; correct it and run again"};
}

// --- A cell

CellReader::CellReader(const KnowledgeBase& kb, Slot slot)
    : def_(kb.indicators().index[slot]),
      field_(kb.indicators().fields[slot]),
      slot_(slot),
      is_name_(def_.type == FactType::code && def_.values.empty()) {
  for (const Sheet& sheet : kb.sheets()) {
    for (const std::string& word : sheet.missing_words) missing_.push_back(fold(word));
  }
  std::sort(missing_.begin(), missing_.end());
  missing_.erase(std::unique(missing_.begin(), missing_.end()), missing_.end());
  if (def_.type == FactType::number) {
    expected_ = "a number";
    if (field_.least) expected_ += " from " + format_shortest(*field_.least);
    if (field_.most) expected_ += " to " + format_shortest(*field_.most);
  } else if (def_.type == FactType::date) {
    expected_ = "a day like 2015-09-01, not in the future";
  } else if (def_.type == FactType::flag) {
    expected_ = "yes or no";
  } else {
    for (const std::string& v : def_.values) expected_ += (expected_.empty() ? "" : ", ") + v;
    expected_ = "one of " + expected_;
  }
}

double CellReader::read(std::string_view cell, const char*& wrong) {
  wrong = nullptr;
  if (cell.empty()) return kUnknown;
  const bool is_remembered = def_.type == FactType::code || def_.type == FactType::flag;
  if (!is_remembered) return understand(cell, wrong);
  if (const auto at = seen_.find(cell); at != seen_.end()) return at->second;
  const double value = understand(cell, wrong);
  if (wrong == nullptr) seen_.emplace(cell, value);
  return value;
}

double CellReader::understand(std::string_view cell, const char*& wrong) const {
  if (def_.type == FactType::number) {
    if (const auto plain = parse_number(cell); plain &&
                                               (!field_.least || *plain >= *field_.least) &&
                                               (!field_.most || *plain <= *field_.most))
      return *plain;
  }
  const std::string folded = fold(cell);
  if (folded.empty() || std::binary_search(missing_.begin(), missing_.end(), folded))
    return kUnknown;
  wrong = expected_.c_str();
  switch (def_.type) {
    case FactType::number: {
      const auto number = exchange::leading_number(folded);
      if (!number || (field_.least && number->number < *field_.least) ||
          (field_.most && number->number > *field_.most))
        return kUnknown;
      wrong = nullptr;
      return number->number;
    }
    case FactType::date: {
      const auto typed = exchange::typed_date(folded);
      if (!typed.date) return kUnknown;
      wrong = nullptr;
      return static_cast<double>(typed.date->days_since_epoch());
    }
    case FactType::code:
    case FactType::flag: break;
  }
  std::string value = folded;
  for (const auto& [word, code] : field_.words) {
    if (fold(word) == folded) value = code;
  }
  if (def_.type == FactType::flag) {
    if (value != "yes" && value != "no") return kUnknown;
    wrong = nullptr;
    return value == "yes" ? 1 : 0;
  }
  for (std::size_t i = 0; i < def_.values.size(); ++i) {
    if (def_.values[i] != value) continue;
    wrong = nullptr;
    return static_cast<double>(i);
  }
  return kUnknown;
}

// --- A result

Result<ResultColumns> result_columns(const KnowledgeBase& kb, const CohortTable& table) {
  ResultColumns out;
  const struct {
    std::size_t* to;
    std::vector<std::string> headers;
  } wanted[] = {{&out.id, {"id", "编号"}},
                {&out.scored_by, {"scored_by", "实际所用标准"}},
                {&out.outcome, {"scored_outcome", "所用标准的结果"}},
                {&out.total, {"total", "总分"}},
                {&out.grade, {"grade", "等级代码"}}};
  for (const auto& w : wanted) {
    const auto at = table.find(w.headers);
    if (!at)
      return Error{
          Status::schema, "",
          "line 1: there is no column '" + w.headers[0] + "'; expected a result of celian score"};
    *w.to = *at;
  }
  std::map<std::string, std::size_t> columns;
  for (std::size_t i = 0; i < table.header().size(); ++i) columns.emplace(table.header()[i], i);
  const auto column = [&](const std::string& name) {
    const auto at = columns.find(name);
    return at == columns.end() ? columns.size() : at->second;
  };
  for (const TestDef& t : kb.tests()) {
    const std::string en = name_in(t.name, "en"), zh = name_in(t.name, "zh-CN");
    const std::string names[][2] = {{t.code + ".points", t.code + ".outcome"},
                                    {en + ".points", en + ".outcome"},
                                    {zh + " 得分", zh + " 结果"}};
    for (const auto& name : names) {
      const std::size_t points = column(name[0]), outcome = column(name[1]);
      if (points == columns.size() || outcome == columns.size()) continue;
      out.items.push_back({t.code, points, outcome});
      break;
    }
  }
  std::sort(out.items.begin(), out.items.end(),
            [](const auto& a, const auto& b) { return a.points < b.points; });
  return out;
}

const std::vector<double>& BestPoints::of(std::int32_t edition, const std::string& reference) {
  const auto [at, is_new] = known_.try_emplace(edition);
  if (!is_new) return at->second;
  at->second.assign(items_.size(), 0.0);
  const auto standard = kb_.standard(reference);
  for (std::size_t i = 0; standard && i < items_.size(); ++i) {
    const ItemTable* table = (*standard)->table(items_[i].test);
    if (table == nullptr) continue;
    for (const TableCell& cell : table->cells()) {
      if (cell.outcome == Outcome::scored)
        at->second[i] = std::max(at->second[i], from_points100(cell.points));
    }
  }
  return at->second;
}

}  // namespace celian::cli
