#include "exchange/sheet.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/utf8.hpp"
#include "exchange/cell_text.hpp"
#include "exchange/plain_rows.hpp"
#include "exchange/repeated_ids.hpp"
#include "exchange/sheet_columns.hpp"
#include "exchange/sheet_row.hpp"

namespace celian::exchange {

namespace {

// Titles may stand above the header: "某某学校体质测试登记表".
constexpr int kHeaderWithin = 5;

bool is_empty(const csv::Row& row) {
  return row.problem == csv::Problem::none &&
         std::all_of(row.fields.begin(), row.fields.end(),
                     [](std::string_view f) { return trim(f).empty(); });
}

std::vector<std::string> to_strings(std::span<const std::string_view> fields) {
  return {fields.begin(), fields.end()};
}

std::string_view code_of(csv::Problem p) {
  switch (p) {
    case csv::Problem::too_long: return "sheet.row_too_long";
    case csv::Problem::unclosed_quote: return "sheet.unclosed_quote";
    case csv::Problem::text_after_quote: return "sheet.text_after_quote";
    case csv::Problem::none: break;
  }
  return "";
}

}  // namespace

// A sheet whose header is understood, and the reader of its rows.
class SheetPlan {
 public:
  SheetPlan(const KnowledgeBase& kb, Date as_of, Match match, SheetFacts facts)
      : match_(std::move(match)),
        facts_(std::move(facts)),
        words_(kb, *match_.sheet),
        as_of_(as_of) {
    const auto is_date = [](const BoundColumn& c) { return c.column->to == "date"; };
    std::stable_partition(match_.columns.begin(), match_.columns.end(), is_date);
    for (const BoundColumn& c : match_.columns) {
      if (c.column->to == "person.id") id_at_ = c.at;
    }
    plain_.emplace(words_, match_.columns, as_of_);
  }

  // First reading: how many rows, and which numbers may occur twice. False: for the numbers a
  // second one is needed, survey_ids().
  bool survey(csv::Reader& reader, const std::function<void(const Person&)>& each_person) {
    reader.only_first(surveyed_fields());
    while (const csv::Row* row = reader.next()) {
      if (is_empty_row(*row)) {
        ++facts_.empty_lines;
        continue;
      }
      ++facts_.rows;
      if (row->problem != csv::Problem::none || row->fields.size() < surveyed_fields()) continue;
      if (each_person && !plain_->is_known(row->fields)) {
        ask_whole(*row, [&](const csv::Row& whole) {
          if (is_whole(whole) && plain_->is_new(whole.fields)) each_person(person_of(whole));
          return true;
        });
      }
      take_id(*row);
    }
    facts_.empty_lines += reader.empty_lines();
    return ids_.finish();
  }

  void survey_ids(csv::Reader& reader) {
    reader.only_first(surveyed_fields());
    while (const csv::Row* row = reader.next()) {
      if (!is_empty_row(*row) && row->problem == csv::Problem::none &&
          row->fields.size() >= surveyed_fields())
        take_id(*row);
    }
    ids_.finish();
  }

  bool has_suspects() const noexcept { return ids_.any(); }

  // Another reading, of the numbers whose hashes met: few, and nearly always the same number.
  void find_repeated(csv::Reader& reader) {
    std::unordered_map<std::string, std::size_t> first;
    std::size_t number = 0;
    while (const csv::Row* row = reader.next()) {
      if (is_empty(*row)) continue;
      ++number;
      if (!is_whole(*row)) continue;
      const std::string id = id_of(*row);
      if (id.empty() || !ids_.may_contain(id) || words_.is_missing(id)) continue;
      const auto [at, is_new] = first.emplace(id, number);
      if (is_new) continue;
      std::vector<std::size_t>& rows = repeated_[id];
      if (rows.empty()) rows.push_back(at->second);
      rows.push_back(number);
    }
  }

  void start(csv::Reader reader) { reader_.emplace(std::move(reader)); }
  static bool skip_to(csv::Reader& reader, std::uint64_t line) {
    while (const csv::Row* row = reader.next()) {
      if (row->line == line) return true;
    }
    return false;
  }

  bool next(SheetRow& out) {
    const csv::Row* row = next_row();
    if (row == nullptr) return false;
    understand(*row, ++number_, row->line, out);
    return true;
  }

  SheetReader::Step next(PlainRow& plain, double* values, SheetRow& other) {
    const csv::Row* row = next_row();
    if (row == nullptr) return SheetReader::Step::end;
    plain.number = ++number_;
    plain.line = row->line;
    plain.text = row->text;
    if (is_whole(*row) && plain_->read(*row, plain, values) &&
        (repeated_.empty() || !id_at_ || repeated_.count(id_of(*row)) == 0))
      return SheetReader::Step::plain;
    understand(*row, number_, row->line, other);
    return SheetReader::Step::other;
  }

  void understand(std::size_t number, std::uint64_t line, std::string_view text, SheetRow& out) {
    csv::Options options;
    options.separator = facts_.separator;
    csv::Reader reader(csv::from_text(text), options);
    if (const csv::Row* row = reader.next()) understand(*row, number, line, out);
  }

  const std::vector<std::string>& plain_tests() const noexcept { return plain_->tests(); }
  const SheetFacts& facts() const noexcept { return facts_; }

 private:
  std::size_t surveyed_fields() const {
    return std::max(plain_->key_fields(), id_at_ ? *id_at_ + 1 : 1);
  }

  // Of a row of which only the first fields were read.
  bool is_empty_row(const csv::Row& row) const {
    return is_empty(row) && ask_whole(row, [](const csv::Row& whole) { return is_empty(whole); });
  }

  // Whether such a row is whole is asked again if its number occurs twice.
  void take_id(const csv::Row& row) {
    if (!id_at_) return;
    if (const std::string_view id = trim(row.fields[*id_at_]); !id.empty()) ids_.add(id);
  }

  // What `ask` says of a row of which only the first fields were read.
  bool ask_whole(const csv::Row& row, const std::function<bool(const csv::Row&)>& ask) const {
    csv::Options options;
    options.separator = facts_.separator;
    csv::Reader reader(csv::from_text(row.text), options);
    const csv::Row* const whole = reader.next();
    return whole == nullptr || ask(*whole);
  }
  bool is_whole(const csv::Row& row) const {
    return row.problem == csv::Problem::none && row.fields.size() == facts_.headers.size();
  }
  std::string id_of(const csv::Row& row) const { return fold(trim(row.fields[*id_at_])); }

  const csv::Row* next_row() {
    const csv::Row* row = reader_->next();
    while (row != nullptr && is_empty(*row)) row = reader_->next();
    return row;
  }

  void understand(const csv::Row& row, std::size_t number, std::uint64_t line, SheetRow& out) {
    out = {};
    out.number = number;
    out.line = line;
    out.text = row.text;
    if (row.problem != csv::Problem::none) {
      reject(out, std::string(code_of(row.problem)), {});
    } else if (row.fields.size() != facts_.headers.size()) {
      reject(out, "sheet.field_count",
             {{"found", std::to_string(row.fields.size())},
              {"expected", std::to_string(facts_.headers.size())}});
    } else {
      take(row, out);
    }
  }

  // Only what tells one column of a table from another; of a cell that is refused it says nothing,
  // as later.
  Person person_of(const csv::Row& row) {
    SheetRow out;
    RowBuilder builder(words_, as_of_, out);
    for (const BoundColumn& c : match_.columns) {
      const std::string_view to = c.column->to;
      if (to.substr(0, 7) == "person." && to != "person.id" && to != "person.name")
        builder.take(c, row.fields[c.at]);
    }
    builder.finish();
    return std::move(out.document.person);
  }

  void take(const csv::Row& row, SheetRow& out) {
    RowBuilder builder(words_, as_of_, out);
    for (const BoundColumn& c : match_.columns) builder.take(c, row.fields[c.at]);
    builder.finish();
    if (!id_at_ || repeated_.empty()) return;
    const auto twice = repeated_.find(fold(trim(row.fields[*id_at_])));
    if (twice == repeated_.end()) return;
    std::string rows;
    for (const std::size_t n : twice->second)
      rows += (rows.empty() ? "" : ", ") + std::to_string(n);
    out.rejected = true;
    out.issues.push_back({out.number,
                          out.line,
                          *id_at_ + 1,
                          facts_.headers[*id_at_],
                          out.document.person.id,
                          "sheet.duplicate_id",
                          {{"id", out.document.person.id}, {"rows", rows}}});
  }

  static void reject(SheetRow& out, std::string code,
                     std::vector<std::pair<std::string, std::string>> args) {
    out.rejected = true;
    out.issues.push_back({out.number, out.line, 0, {}, {}, std::move(code), std::move(args)});
  }

  Match match_;
  SheetFacts facts_;
  SheetWords words_;
  Date as_of_;
  std::optional<std::size_t> id_at_;
  std::unordered_map<std::string, std::vector<std::size_t>> repeated_;
  RepeatedIds ids_;
  std::optional<PlainRows> plain_;
  std::optional<csv::Reader> reader_;
  std::size_t number_ = 0;
};

namespace {

struct Header {
  std::vector<std::string> cells;
  std::uint64_t line = 1;
  Match match;
  std::vector<std::string> also;
};

// One cell with full-width commas in it: somebody's input method was on.
Error with_separator_hint(Error error, const std::string& cell) {
  for (const char* mark : {"，", "、", "；", "|"}) {
    if (cell.find(mark) == std::string::npos) continue;
    error.message = "the header is one cell with '" + std::string(mark) +
                    "' in it; cells are separated by ',' (or ';', or tabs): replace '" + mark +
                    "' in the whole file";
    break;
  }
  return error;
}

// The first row that a sheet fits; else what is wrong with the first one.
Result<Header> find_header(const KnowledgeBase& kb, csv::Reader& reader, const std::string& sheet) {
  std::optional<Error> first_problem;
  for (int i = 0; i < kHeaderWithin; ++i) {
    const csv::Row* row = reader.next();
    if (row == nullptr) break;
    if (is_empty(*row)) continue;
    if (!is_valid_utf8(row->text)) {
      return Error{Status::syntax, "",
                   "line " + std::to_string(row->line) +
                       ": the text is not UTF-8; save the sheet as \"CSV UTF-8\" and try again"};
    }
    Header h;
    h.cells = to_strings(row->fields);
    h.line = row->line;
    auto match = row->problem == csv::Problem::none
                     ? choose(kb, sheet, h.cells, h.also)
                     : Result<Match>(Error{Status::syntax, "",
                                           "line " + std::to_string(row->line) + ": " +
                                               std::string(kb.text(code_of(row->problem), "en"))});
    if (match) {
      h.match = std::move(*match);
      return h;
    }
    if (!first_problem)
      first_problem =
          h.cells.size() == 1 ? with_separator_hint(match.error(), h.cells[0]) : match.error();
  }
  if (first_problem) return *first_problem;
  return Error{Status::syntax, "", "there is no header: the sheet is empty"};
}

}  // namespace

std::string remedy(const KnowledgeBase& kb, const SheetIssue& issue, std::string_view locale) {
  const std::string_view pattern = kb.text(issue.code, locale);
  if (pattern.empty()) return issue.code;
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t close = pattern[at] == '{' ? pattern.find('}', at) : std::string_view::npos;
    const std::string_view name = close == std::string_view::npos
                                      ? std::string_view()
                                      : pattern.substr(at + 1, close - at - 1);
    const auto arg = std::find_if(issue.args.begin(), issue.args.end(),
                                  [&](const auto& a) { return a.first == name; });
    if (name.empty() || arg == issue.args.end()) {
      out += pattern[at++];
      continue;
    }
    out += arg->second;
    at = close + 1;
  }
  return out;
}

Result<SheetReader> SheetReader::open(const KnowledgeBase& kb, SheetInput input,
                                      const SheetOptions& options) {
  auto source = input();
  if (!source) return source.error();
  csv::Reader first(std::move(*source));
  SheetFacts facts;
  facts.separator = first.guess_separator();
  first.set_separator(facts.separator);
  auto header = find_header(kb, first, options.sheet);
  if (!header) return header.error();

  facts.id = header->match.sheet->header.id;
  facts.recognised = options.sheet.empty();
  facts.also_fits = std::move(header->also);
  facts.headers = std::move(header->cells);
  facts.unread = header->match.unread;
  facts.header_line = header->line;
  for (const BoundColumn& c : header->match.columns) {
    if (c.column->to.substr(0, 5) == "test.") facts.tests.push_back(c.column->to.substr(5));
    if (c.column->to == "blood_pressure")
      facts.tests.insert(facts.tests.end(), {"bp_systolic", "bp_diastolic"});
  }
  auto plan =
      std::make_unique<SheetPlan>(kb, options.as_of, std::move(header->match), std::move(facts));
  const bool ids_are_known = plan->survey(first, options.each_person);
  if (plan->facts().rows == 0)
    return Error{
        Status::syntax, "",
        "there is no row below the header in line " + std::to_string(plan->facts().header_line)};

  // A further reading, from the first row on.
  const auto read_again = [&]() -> Result<csv::Reader> {
    auto more = input();
    if (!more) return more.error();
    csv::Options csv_options;
    csv_options.separator = plan->facts().separator;
    csv::Reader reader(std::move(*more), csv_options);
    if (!SheetPlan::skip_to(reader, plan->facts().header_line))
      return Error{Status::io, "", "the sheet changed while it was read"};
    return reader;
  };
  if (!ids_are_known) {
    auto reader = read_again();
    if (!reader) return reader.error();
    plan->survey_ids(*reader);
  }
  if (plan->has_suspects()) {
    auto reader = read_again();
    if (!reader) return reader.error();
    plan->find_repeated(*reader);
  }
  auto reader = read_again();
  if (!reader) return reader.error();
  plan->start(std::move(*reader));
  return SheetReader(std::move(plan));
}

SheetReader::SheetReader(std::unique_ptr<SheetPlan> plan) noexcept : plan_(std::move(plan)) {}
SheetReader::SheetReader(SheetReader&&) noexcept = default;
SheetReader& SheetReader::operator=(SheetReader&&) noexcept = default;
SheetReader::~SheetReader() = default;

const SheetFacts& SheetReader::facts() const noexcept { return plan_->facts(); }
bool SheetReader::next(SheetRow& row) { return plan_->next(row); }
SheetReader::Step SheetReader::next(PlainRow& plain, double* values, SheetRow& row) {
  return plan_->next(plain, values, row);
}
const std::vector<std::string>& SheetReader::plain_tests() const noexcept {
  return plan_->plain_tests();
}
void SheetReader::understand(std::size_t number, std::uint64_t line, std::string_view text,
                             SheetRow& row) {
  plan_->understand(number, line, text, row);
}

}  // namespace celian::exchange
