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
  std::vector<std::string> tests;  // columns of the sheet
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
  auto entry = day_entry(engine, job.person, job.result, o.locale, o.tests);
  if (!entry) {
    job.write_error = entry.error();
    return;
  }
  job.entry = std::move(*entry);
  const std::string file = file_name(job.person.id);
  IndexEntry& index = job.entry.index;
  if (o.person) write_report(engine, o, job, "person", index.person_link = file + ".html");
  if (o.professional) write_report(engine, o, job, "professional", index.professional_link = file + "-professional.html");
}

Result<void> write_lists(const Engine& engine, const Options& o, const std::vector<DayEntry>& entries, const std::string& day) {
  const bool zh = o.locale == "zh-CN";
  const KnowledgeBase& kb = engine.catalog().internals();
  const std::string head = o.title + (day.empty() ? "" : ", " + day) + (zh ? "，数据版本" : ", data ") + std::string(kb.version()) + "\n" +
                           lists_summary(entries, o.locale) + "\n" + std::string(kb.text("label.intended_use", o.locale)) + "\n";
  if (auto ok = write_file(o.folder + "/lists.txt", head + lists_text(entries, o.locale)); !ok) return ok;
  if (auto ok = write_file(o.folder + "/people.csv", lists_csv(entries)); !ok) return ok;
  IndexContext context;
  context.date = day;
  // In an address a percent sign begins a code; in a file name it is a character.
  std::vector<DayEntry> linked = entries;
  for (DayEntry& e : linked) {
    for (std::string* link : {&e.index.person_link, &e.index.professional_link}) *link = as_address(*link);
  }
  const auto page = lists_html(engine.catalog(), linked, o.locale, context);
  if (!page) return page.error();
  return write_file(o.folder + "/index.html", *page);
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
  auto options = read_options(a);
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
  if (const exchange::SheetFacts* sheet = (*people)->sheet(); sheet != nullptr) {
    say_sheet(*sheet);
    options->tests = sheet->tests;
  }
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
        reports += job.entry.index.person_link.empty() ? 0u : 1u;
        reports += job.entry.index.professional_link.empty() ? 0u : 1u;
        entries.push_back(std::move(job.entry));
      }
      bar.advance(entries.size());
    }
  }
  if (const auto done = results->close(); !done) return complain("results.jsonl", done.error()), kInternal;
  if (const auto done = rejects.close(); !done) return complain(rejects.path(), done.error()), kInternal;
  const std::string day = *as_of ? (*as_of)->iso() : std::string();
  if (const auto done = write_lists(*engine, *options, entries, day); !done) return complain("", done.error()), kInternal;

  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  std::cerr << "celian: " << entries.size() << " people, " << reports << " reports in " << format_fixed(took.count(), 2) << " s: " << lists_summary(entries, "en") << "\n"
            << "celian: " << options->folder << "/index.html, lists.txt, people.csv, results.jsonl\n";
  if (rejects.is_empty()) return kDone;
  std::cerr << "celian: " << rejects.rows() << " rejected, " << rejects.cells() << " cells refused; see " << rejects.path() << "\n";
  return kDoneWithRejects;
}

}  // namespace celian::cli
