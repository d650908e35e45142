// celian score: a sheet in, a sheet of scores out.
#include <chrono>
#include <iostream>

#include "base/number_text.hpp"
#include "cli/batch.hpp"
#include "cli/files.hpp"
#include "cli/progress_bar.hpp"
#include "cli/reject_file.hpp"
#include "cli/score_table.hpp"
#include "cli/setting.hpp"
#include "cli/sheet_notice.hpp"
#include "engine/pipeline.hpp"
#include "exchange/sheet.hpp"
#include "report/words.hpp"

namespace celian::cli {

namespace {

constexpr std::size_t kBatch = 2048;

struct Job {
  exchange::SheetRow row;
  std::optional<ScoredRow> scored;
  std::optional<Error> error;
};

void score_one(const KnowledgeBase& kb, const std::string& standard, const std::string& locale, Job& job) {
  auto prepared = engine::prepare(kb, job.row.document);
  if (!prepared) {
    job.error = prepared.error();
    return;
  }
  const auto a = engine::score(kb, job.row.document, *prepared, standard);
  if (!a) {
    job.error = a.error();
    return;
  }
  report::Words words(kb, locale, false);
  std::vector<std::string> flags;
  for (const MeasureFlag& flag : prepared->measure.set.flags) {
    std::string said;
    for (const std::uint32_t i : flag.why) said += words.reason(prepared->measure.reasons[i]);
    flags.push_back(said.empty() ? words.test(flag.test) + ": " + flag.code : said);
  }
  job.scored = scored_row(job.row, *a, locale, flags);
}

}  // namespace

int run_score(const Arguments& a) {
  const std::string in = a.positional[0];
  if (!a.has("output")) return complain_usage("score", "where to? give -o RESULT.csv, or -o - for standard output");
  if (!a.has("as-of")) {
    return complain_usage("score", "on which day? give --as-of YYYY-MM-DD, the day of the test: ages count on it, and the clock is never read");
  }
  const auto as_of = day_of(a, "as-of");
  if (!as_of) return complain_usage("score", as_of.error().message);
  const auto locale = locale_of(a, "score");
  if (!locale) return kUsage;
  int code = kDone;
  const auto engine = make_engine(a, code);
  if (!engine) return code;
  const KnowledgeBase& kb = engine->catalog().internals();
  const std::string standard = a.get("standard", "auto");
  if (standard != "auto") {
    if (const auto known = kb.standard(standard); !known) return complain("", known.error());
  }

  const auto begin = std::chrono::steady_clock::now();
  auto sheet = exchange::SheetReader::open(kb, [&] { return open_source(in); }, {**as_of, a.get("sheet")});
  if (!sheet) return complain(in, sheet.error());
  say_sheet(sheet->facts());
  const std::string out = a.get("output");
  auto file = OutFile::create(out);
  if (!file) return complain(out, file.error()), kInternal;
  RejectFile rejects(kb, a.get("rejects", reject_path(out, in)));

  ScoreTable table;
  {
    ProgressBar bar(sheet->facts().rows);
    std::vector<Job> jobs;
    std::size_t done = 0;
    for (bool more = true; more;) {
      jobs.clear();
      for (exchange::SheetRow row; jobs.size() < kBatch && (more = sheet->next(row));) jobs.push_back({std::move(row), {}, {}});
      for_all(jobs.size(), 0, [&](std::size_t i) {
        if (!jobs[i].row.rejected) score_one(kb, standard, *locale, jobs[i]);
      });
      for (Job& job : jobs) {
        if (job.error) {
          rejects.add(job.row, *job.error);
        } else {
          rejects.add(job.row);
        }
        if (job.scored) table.add(std::move(*job.scored));
      }
      done += jobs.size();
      bar.advance(done);
    }
  }
  {
    csv::Writer writer(file->sink());
    if (a.has("bom")) file->write("\xEF\xBB\xBF");
    table.write(writer, kb, a.has("names") ? *locale : std::string());
  }
  if (const auto done = file->close(); !done) return complain(out, done.error()), kInternal;
  if (const auto done = rejects.close(); !done) return complain(rejects.path(), done.error()), kInternal;

  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  std::cerr << "celian: " << table.size() << " scored (" << table.summary() << ") in " << format_fixed(took.count(), 2) << " s\n";
  if (rejects.is_empty()) return kDone;
  std::cerr << "celian: " << rejects.rows() << " rows rejected, " << rejects.cells() << " cells refused; see "
            << (rejects.path() == "-" ? "above" : rejects.path()) << "\n";
  return kDoneWithRejects;
}

}  // namespace celian::cli
