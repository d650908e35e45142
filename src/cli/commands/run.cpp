// celian run: the whole loop for everybody.
#include <algorithm>
#include <chrono>
#include <iostream>

#include "base/number_text.hpp"
#include "celian/report.hpp"
#include "cli/batch.hpp"
#include "cli/day_list.hpp"
#include "cli/files.hpp"
#include "cli/people.hpp"
#include "cli/progress_bar.hpp"
#include "cli/reject_file.hpp"
#include "cli/setting.hpp"
#include "cli/sheet_notice.hpp"

namespace celian::cli {

namespace {

constexpr std::size_t kBatch = 256;

struct Options {
  std::string folder, locale, standard, title;
  bool person = true, professional = true;
  std::optional<double> weeks;
  std::size_t threads = 0;
};

struct Job {
  PersonInput person;
  std::string result;  // of loop.run
  DayEntry entry;
  std::optional<Error> write_error;
};

void write_report(const Engine& engine, const Options& o, Job& job, const char* kind, const std::string& file) {
  ReportContext context;
  context.name = job.person.row.name;
  const auto html = render_report(engine.catalog(), job.result, kind, ReportFormat::html, o.locale, context);
  if (!html) {
    job.write_error = html.error();
  } else if (const auto done = write_file(o.folder + "/" + file, *html); !done) {
    job.write_error = done.error();
  }
}

void work(const Engine& engine, const Options& o, Job& job) {
  const KnowledgeBase& kb = engine.catalog().internals();
  job.entry = unusable_entry(kb, job.person, o.locale);
  if (!job.person.is_usable()) return;
  codec::Value& request = job.person.request;
  if (!o.standard.empty()) request.set("standard", o.standard);
  if (o.weeks) request.set("weeks", *o.weeks);
  auto result = engine.call("loop.run", codec::write(request));
  if (!result) {
    job.person.error = result.error();
    job.entry = unusable_entry(kb, job.person, o.locale);
    return;
  }
  job.result = std::move(*result);
  const auto view = report::read_result(job.result);
  if (!view) {
    job.write_error = view.error();
    return;
  }
  job.entry = day_entry(kb, job.person, *view, o.locale);
  const std::string file = file_name(job.person.id);
  if (o.person) write_report(engine, o, job, "person", job.entry.report = file + ".html");
  if (o.professional) write_report(engine, o, job, "professional", job.entry.professional = file + "-professional.html");
  if (job.entry.report.empty()) std::swap(job.entry.report, job.entry.professional);
}

Result<void> write_lists(const Options& o, const std::vector<DayEntry>& entries, const std::string& note) {
  const bool zh = o.locale == "zh-CN";
  if (auto ok = write_file(o.folder + "/lists.txt", note + "\n" + lists_text(entries, o.locale)); !ok) return ok;
  if (auto ok = write_file(o.folder + "/people.csv", lists_csv(entries)); !ok) return ok;
  return write_file(o.folder + "/index.html", lists_html(entries, o.locale, (zh ? "测试日名单：" : "Lists of the day: ") + o.title, note));
}

std::string counts(const std::vector<DayEntry>& entries, const std::string& locale) {
  std::string out;
  for (const DayGroup group : {DayGroup::may_be_tested, DayGroup::check_first, DayGroup::not_today, DayGroup::not_usable}) {
    const auto n = std::count_if(entries.begin(), entries.end(), [&](const DayEntry& e) { return e.group == group; });
    if (n > 0) out += (out.empty() ? "" : "; ") + group_name(group, locale) + " " + std::to_string(n);
  }
  return out;
}

// What was asked for, or the exit code of a complaint.
std::optional<Options> read_options(const Arguments& a) {
  Options o;
  o.folder = a.get("output");
  if (o.folder.empty()) return complain_usage("run", "where to? give -o DIR"), std::nullopt;
  const auto locale = locale_of(a, "run");
  if (!locale) return std::nullopt;
  o.locale = *locale;
  const std::string kind = a.get("kind", "both");
  if (kind != "person" && kind != "professional" && kind != "both") return complain_usage("run", "--kind is person, professional or both, not '" + kind + "'"), std::nullopt;
  o.person = kind != "professional" && !a.has("no-reports");
  o.professional = kind != "person" && !a.has("no-reports");
  o.standard = a.get("standard");
  if (a.has("weeks")) {
    o.weeks = parse_number(a.get("weeks"));
    if (!o.weeks) return complain_usage("run", "--weeks is a number from 1 to 12"), std::nullopt;
  }
  const auto threads = parse_number(a.get("threads", "0"));
  if (!threads || *threads < 0 || *threads > 256) return complain_usage("run", "--threads is a number from 0 to 256"), std::nullopt;
  o.threads = static_cast<std::size_t>(*threads);
  const std::string& in = a.positional[0];
  o.title = in.substr(in.find_last_of('/') + 1);
  return o;
}

}  // namespace

int run_run(const Arguments& a) {
  const auto options = read_options(a);
  if (!options) return kUsage;
  const auto as_of = day_of(a, "as-of");
  if (!as_of) return complain_usage("run", as_of.error().message);
  int code = kDone;
  const auto engine = make_engine(a, code);
  if (!engine) return code;
  const KnowledgeBase& kb = engine->catalog().internals();
  if (!options->standard.empty() && options->standard != "auto") {
    if (const auto known = kb.standard(options->standard); !known) return complain("", known.error());
  }

  const auto begin = std::chrono::steady_clock::now();
  const std::string& in = a.positional[0];
  auto people = open_people(kb, in, {*as_of, a.get("sheet")});
  if (!people) return people.error().status == Status::argument ? complain_usage("run", people.error().message) : complain(in, people.error());
  if ((*people)->sheet() != nullptr) say_sheet(*(*people)->sheet());
  if (const auto made = make_folder(options->folder); !made) return complain(options->folder, made.error()), kInternal;
  auto results = OutFile::create(options->folder + "/results.jsonl");
  if (!results) return complain(options->folder + "/results.jsonl", results.error()), kInternal;
  RejectFile rejects(kb, options->folder + "/rejected.csv");

  std::vector<DayEntry> entries;
  std::size_t reports = 0;
  {
    ProgressBar bar((*people)->size());
    std::vector<Job> jobs;
    for (bool more = true; more;) {
      jobs.clear();
      for (PersonInput person; jobs.size() < kBatch && (more = (*people)->next(person));) jobs.push_back({std::move(person), {}, {}, {}});
      for_all(jobs.size(), options->threads, [&](std::size_t i) { work(*engine, *options, jobs[i]); });
      for (Job& job : jobs) {
        if (job.write_error) return complain(job.person.id, *job.write_error), kInternal;
        if (job.person.error) {
          rejects.add(job.person.row, *job.person.error);
        } else {
          rejects.add(job.person.row);
        }
        if (!job.result.empty()) results->write(job.result + "\n");
        reports += job.entry.report.empty() ? 0u : 1u;
        reports += job.entry.professional.empty() ? 0u : 1u;
        entries.push_back(std::move(job.entry));
      }
      bar.advance(entries.size());
    }
  }
  if (const auto done = results->close(); !done) return complain("results.jsonl", done.error()), kInternal;
  if (const auto done = rejects.close(); !done) return complain(rejects.path(), done.error()), kInternal;
  const bool zh = options->locale == "zh-CN";
  const std::string note = (*as_of ? (*as_of)->iso() + (zh ? "，" : ", ") : std::string()) + (zh ? "数据版本 " : "data ") + std::string(kb.version()) +
                           (zh ? "。" : ". ") + std::string(kb.text("label.intended_use", options->locale));
  if (const auto done = write_lists(*options, entries, note); !done) return complain("", done.error()), kInternal;

  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  std::cerr << "celian: " << entries.size() << " people, " << reports << " reports in " << format_fixed(took.count(), 2) << " s: " << counts(entries, "en") << "\n"
            << "celian: " << options->folder << "/index.html, lists.txt, people.csv, results.jsonl\n";
  if (rejects.is_empty()) return kDone;
  std::cerr << "celian: " << rejects.rows() << " rejected, " << rejects.cells() << " cells refused; see " << rejects.path() << "\n";
  return kDoneWithRejects;
}

}  // namespace celian::cli
