// celian score: a sheet in, a sheet of scores out.
#include <chrono>
#include <iostream>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <tuple>

#include "base/number_text.hpp"
#include "cli/batch.hpp"
#include "cli/files.hpp"
#include "cli/interruption.hpp"
#include "cli/plain_score.hpp"
#include "cli/progress_bar.hpp"
#include "cli/reject_file.hpp"
#include "cli/same_file.hpp"
#include "cli/score_table.hpp"
#include "cli/setting.hpp"
#include "cli/sheet_notice.hpp"
#include "cli/shown_text.hpp"
#include "engine/points.hpp"
#include "exchange/sheet.hpp"
#include "report/words.hpp"

namespace celian::cli {

namespace {

struct Options {
  std::string in, out, rejects, locale, standard, sheet;
  Date as_of;
  std::size_t threads = 0;
  bool names = false, bom = false, guards_formulas = false;
};

struct Job {
  exchange::SheetRow row;
  std::optional<ScoredRow> scored;
  std::optional<Error> error;
  std::string line;  // of the result
};

// What was asked for, or nullopt after a complaint.
std::optional<Options> read_options(const Arguments& a) {
  Options o;
  o.in = a.positional[0];
  o.out = a.get("output");
  if (!a.has("output"))
    return complain_usage("score", "where to? give -o RESULT.csv, or -o - for standard output"),
           std::nullopt;
  if (!a.has("as-of")) {
    return complain_usage("score",
                          "on which day? give --as-of YYYY-MM-DD, the day of the test: ages count "
                          "on it, and the clock is never read"),
           std::nullopt;
  }
  const auto as_of = day_of(a, "as-of");
  if (!as_of) return complain_usage("score", as_of.error().message), std::nullopt;
  o.as_of = **as_of;
  const auto locale = locale_of(a, "score");
  const auto threads = locale ? threads_of(a, "score") : std::nullopt;
  if (!threads) return std::nullopt;
  o.locale = *locale;
  o.threads = *threads;
  o.standard = a.get("standard", "auto");
  o.sheet = a.get("sheet");
  o.names = a.has("names");
  o.bom = a.has("bom");
  o.guards_formulas = a.has("no-formulas");
  o.rejects = a.get("rejects", reject_path(o.out, o.in));
  if (o.out == "-" && o.rejects == "-")
    return complain_usage(
               "score",
               "--output and --rejects are both standard output; name a file for one of them"),
           std::nullopt;
  if (auto ok =
          check_distinct({{"the sheet", o.in}, {"--output", o.out}, {"--rejects", o.rejects}});
      !ok)
    return complain_usage("score", ok.error().message), std::nullopt;
  return o;
}

// The columns of the result are those that the people of the sheet need, so that no row waits for
// the last one. Most people share their column with somebody.
class ColumnSurvey {
 public:
  ColumnSurvey(const KnowledgeBase& kb, const Options& o, ScoreColumns& columns)
      : kb_(kb), o_(o), columns_(columns) {}

  void add(const Person& p) {
    const int months =
        p.birth_date ? completed_months(*p.birth_date, o_.as_of) : p.age_months.value_or(kNoAge);
    if (seen_.emplace(p.sex, months, p.age_years.value_or(kNoAge), p.school_grade).second)
      columns_.add(engine::tests_for(kb_, p, o_.as_of, o_.standard));
  }

 private:
  const KnowledgeBase& kb_;
  const Options& o_;
  ScoreColumns& columns_;
  static constexpr int kNoAge = -1;
  std::set<std::tuple<Sex, int, int, std::string>> seen_;
};

// Tests that stand in the sheet and that nobody's standard asks for are shown as not in it.
void add_tests_of_sheet(const KnowledgeBase& kb, const exchange::SheetFacts& facts,
                        ScoreColumns& columns) {
  std::vector<std::string> tests;
  for (const std::string& code : facts.tests) {
    const TestDef* test = kb.test(code);
    if (test != nullptr && test->better != Better::none) tests.push_back(code);
  }
  columns.add_behind(tests);
}

std::vector<std::string> flags_of(const KnowledgeBase& kb, const engine::Points& points,
                                  const std::string& locale) {
  std::vector<std::string> out;
  if (points.measurements.flags.empty()) return out;
  report::Words words(kb, locale, false);
  for (const MeasureFlag& flag : points.measurements.flags) {
    std::string said;
    for (const std::uint32_t i : flag.why) said += words.reason(points.reasons[i]);
    out.push_back(said.empty() ? words.test(flag.test) + ": " + flag.code : said);
  }
  return out;
}

void score_one(const KnowledgeBase& kb, const Options& o, const ScoreColumns& columns, Job& job) {
  const auto points = engine::points(kb, job.row.document, o.standard);
  if (!points) {
    job.error = points.error();
    return;
  }
  job.scored = scored_row(job.row, points->assessment, o.locale, flags_of(kb, *points, o.locale));
  csv::Writer writer([&](std::string_view text) { job.line += text; });
  if (o.guards_formulas) writer.guard_formulas();
  columns.write_row(writer, *job.scored);
}

struct Streams {
  OutFile out;
  RejectFile rejects;
};

// Rows of one thread, in their order: plain ones by columns, the others one by one.
struct Block {
  explicit Block(const PlainSetting& setting) : plain(setting) {}

  PlainScore plain;
  std::vector<Job> jobs;
  std::vector<bool> is_plain;             // by row
  std::vector<std::size_t> job_of_plain;  // of a plain row that went the full way after all

  void clear() {
    plain.clear();
    jobs.clear(), is_plain.clear(), job_of_plain.clear();
  }
};

// Only some blocks are held. Stops when nobody reads any more, or on a signal.
class Run {
 public:
  Run(const KnowledgeBase& kb, const Options& o, const ScoreColumns& columns,
      exchange::SheetReader& sheet, Streams& to)
      : kb_(kb),
        o_(o),
        columns_(columns),
        sheet_(sheet),
        to_(to),
        setting_{kb, columns, plans_, o.locale, o.standard, sheet.plain_tests(), o.guards_formulas},
        values_(sheet.plain_tests().size()) {}

  ScoreCount score_all() {
    ProgressBar bar(sheet_.facts().rows);
    const std::size_t threads =
        o_.threads == 0 ? std::max(1u, std::thread::hardware_concurrency()) : o_.threads;
    // Small sheets do not fill a block for each thread.
    const std::size_t rows =
        std::clamp<std::size_t>(sheet_.facts().rows / threads + 1, 256, kBlock);
    for (std::size_t i = 0; i < threads; ++i) blocks_.push_back(std::make_unique<Block>(setting_));
    std::size_t done = 0;
    for (bool more = true; more && !Interruption::is_set() && !to_.out.has_failed();) {
      std::size_t filled = 0;
      for (; filled < blocks_.size() && more; ++filled) more = fill(*blocks_[filled], rows);
      for_all(filled, threads, [&](std::size_t i) { score(*blocks_[i]); });
      if (Interruption::is_set()) break;
      for (std::size_t i = 0; i < filled; ++i) done += write(*blocks_[i]);
      bar.advance(done);
    }
    return std::move(count_);
  }

 private:
  static constexpr std::size_t kBlock = 8192;

  // False at the end of the sheet. What is read of the sheet is read here, by one thread.
  bool fill(Block& b, std::size_t rows) {
    using Step = exchange::SheetReader::Step;
    b.clear();
    exchange::PlainRow plain;
    exchange::SheetRow row;
    while (b.is_plain.size() < rows) {
      const Step step = sheet_.next(plain, values_.data(), row);
      if (step == Step::end) return false;
      if (step == Step::plain && b.plain.add(plain, values_.data())) {
        b.is_plain.push_back(true);
        continue;
      }
      if (step == Step::plain) {
        const std::string text(plain.text);
        sheet_.understand(plain.number, plain.line, text, row);
      }
      b.is_plain.push_back(false);
      b.jobs.push_back({std::exchange(row, {}), {}, {}, {}});
    }
    return true;
  }

  void score(Block& b) {
    b.plain.score();
    const std::size_t others = b.jobs.size();
    b.job_of_plain.assign(b.plain.size(), others);
    for (std::size_t i = 0; i < b.plain.size(); ++i) {
      if (b.plain.row(i).is_done) continue;
      b.job_of_plain[i] = b.jobs.size();
      Job job;
      {
        const std::lock_guard lock(reading_);
        const PlainScore::Row& row = b.plain.row(i);
        sheet_.understand(row.number, row.line, b.plain.text(i), job.row);
      }
      b.jobs.push_back(std::move(job));
    }
    for (Job& job : b.jobs) {
      if (!job.row.rejected && !Interruption::is_set()) score_one(kb_, o_, columns_, job);
    }
  }

  std::size_t write(const Block& b) {
    std::size_t plain = 0, other = 0;
    for (const bool is_plain : b.is_plain) {
      if (!is_plain) {
        write(b.jobs[other++]);
      } else if (const std::size_t i = plain++; b.plain.row(i).is_done) {
        put(b.plain.line(i));
      } else {
        write(b.jobs[b.job_of_plain[i]]);
      }
    }
    to_.out.write(text_);
    text_ = {};
    b.plain.count(count_);
    return b.is_plain.size();
  }

  void write(const Job& job) {
    if (job.error) {
      to_.rejects.add(job.row, *job.error);
    } else {
      to_.rejects.add(job.row);
    }
    put(job.line);
    if (job.scored) count_.add(*job.scored);
  }

  // Lines that follow each other in memory are written as one.
  void put(std::string_view line) {
    if (text_.data() + text_.size() != line.data()) {
      to_.out.write(text_);
      text_ = line;
    } else {
      text_ = {text_.data(), text_.size() + line.size()};
    }
  }

  const KnowledgeBase& kb_;
  const Options& o_;
  const ScoreColumns& columns_;
  exchange::SheetReader& sheet_;
  Streams& to_;
  batch::PlanCache plans_;
  PlainSetting setting_;
  std::vector<double> values_;
  std::vector<std::unique_ptr<Block>> blocks_;
  std::mutex reading_;
  std::string_view text_;  // of one block, not yet written
  ScoreCount count_;
};

// Both files are whole before either is seen.
int close_files(const Options& o, Streams& to) {
  if (const auto ok = to.out.seal(); !ok) return complain(o.out, ok.error());
  if (const auto ok = to.rejects.seal(); !ok) return complain(o.rejects, ok.error());
  if (const auto ok = to.out.publish(); !ok) return complain(o.out, ok.error());
  if (const auto ok = to.rejects.publish(); !ok) return complain(o.rejects, ok.error());
  return kDone;
}

}  // namespace

int run_score(const Arguments& a) {
  const auto options = read_options(a);
  if (!options) return kUsage;
  const Options& o = *options;
  int code = kDone;
  const auto engine = make_engine(a, code);
  if (!engine) return code;
  const KnowledgeBase& kb = engine->catalog().internals();
  if (o.standard != "auto") {
    if (const auto known = kb.standard(o.standard); !known) return complain("", known.error());
  }

  const auto begin = std::chrono::steady_clock::now();
  ScoreColumns columns(kb, o.names ? o.locale : std::string());
  ColumnSurvey survey(kb, o, columns);
  auto sheet =
      exchange::SheetReader::open(kb, [&] { return open_source(o.in); },
                                  {o.as_of, o.sheet, [&](const Person& p) { survey.add(p); }});
  if (!sheet) return complain(o.in, sheet.error());
  say_sheet(sheet->facts());
  add_tests_of_sheet(kb, sheet->facts(), columns);

  const Interruption interruption;
  auto out = OutFile::create(o.out);
  if (!out) return complain(o.out, out.error());
  auto rejects = RejectFile::create(kb, o.rejects);
  if (!rejects) return complain(o.rejects, rejects.error());
  Streams to{std::move(*out), std::move(*rejects)};
  if (o.bom) to.out.write("\xEF\xBB\xBF");
  {
    csv::Writer writer(to.out.sink());
    columns.write_header(writer);
  }
  const ScoreCount count = Run(kb, o, columns, *sheet, to).score_all();
  if (Interruption::is_set()) return kInternal;
  if (const int failed = close_files(o, to); failed != kDone) return failed;

  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  std::cerr << "celian: " << count.size() << " scored"
            << (count.size() == 0 ? "" : " (" + count.summary() + ")") << " in "
            << format_fixed(took.count(), 2) << " s\n";
  if (to.rejects.is_empty()) return kDone;
  std::cerr << "celian: " << counted(to.rejects.rows(), "row") << " rejected, "
            << counted(to.rejects.cells(), "cell") << " refused; see " << shown(to.rejects.where())
            << "\n";
  return kDoneWithRejects;
}

}  // namespace celian::cli
