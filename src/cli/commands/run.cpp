// celian run: the whole loop for everybody.
#include <algorithm>
#include <chrono>
#include <iostream>

#include "base/number_text.hpp"
#include "celian/report.hpp"
#include "cli/batch.hpp"
#include "cli/day_list.hpp"
#include "cli/files.hpp"
#include "cli/interruption.hpp"
#include "cli/out_folder.hpp"
#include "cli/people.hpp"
#include "cli/progress_bar.hpp"
#include "cli/reject_file.hpp"
#include "cli/same_file.hpp"
#include "cli/setting.hpp"
#include "cli/sheet_notice.hpp"
#include "cli/shown_text.hpp"
#include "engine/operations.hpp"
#include "report/maker.hpp"

namespace celian::cli {

namespace {

constexpr std::size_t kBatch = 256;

struct Options {
  std::string folder;  // where files are written until all is done
  std::string locale, standard, title;
  std::vector<std::string> tests;  // columns of the sheet
  bool person = true, professional = true;
  int weeks = 0;  // 0 = as usual
  std::size_t threads = 0;
};

struct Job {
  PersonInput person;
  std::string result;  // of loop.run
  DayEntry entry;
  std::optional<Error> write_error;
};

void write_report(const KnowledgeBase& kb, const Options& o, const report::ResultView& result,
                  Job& job, const char* kind, const std::string& file) {
  ReportContext context;
  context.name = job.person.row.name;
  const auto page = report::build_document(kb, result, kind, o.locale, context);
  if (!page) {
    job.write_error = page.error();
  } else if (const auto done =
                 write_file(o.folder + "/" + file, report::rendered(*page, ReportFormat::html));
             !done) {
    job.write_error = done.error();
  }
}

void work(const Engine& engine, const Options& o, Job& job) {
  const KnowledgeBase& kb = engine.catalog().internals();
  job.entry = unusable_entry(kb, job.person, o.locale);
  if (!job.person.is_usable()) return;
  codec::Value& request = job.person.request;
  if (!o.standard.empty()) request.set("standard", o.standard);
  if (o.weeks > 0) request.set("weeks", o.weeks);
  const auto result = engine::answer(engine.catalog(), "loop.run", request);
  if (!result) {
    job.person.error = result.error();
    job.entry = unusable_entry(kb, job.person, o.locale);
    return;
  }
  job.result = codec::write(*result);
  const auto view = report::view_of(*result);
  if (!view) {
    job.write_error = view.error();
    return;
  }
  job.entry = day_entry(kb, job.person, *view, o.locale, o.tests);
  const std::string file = page_name(job.person.id, job.person.is_named);
  IndexEntry& index = job.entry.index;
  if (o.person) write_report(kb, o, *view, job, "person", index.person_link = file + ".html");
  if (o.professional)
    write_report(kb, o, *view, job, "professional",
                 index.professional_link = file + "-professional.html");
}

Result<void> write_lists(const Engine& engine, const Options& o,
                         const std::vector<DayEntry>& entries, const std::string& day) {
  const bool zh = o.locale == "zh-CN";
  const KnowledgeBase& kb = engine.catalog().internals();
  const std::string head = o.title + (day.empty() ? "" : ", " + day) +
                           (zh ? "，数据版本" : ", data ") + std::string(kb.version()) + "\n" +
                           lists_summary(entries, o.locale) + "\n" +
                           std::string(kb.text("label.intended_use", o.locale)) + "\n";
  if (auto ok =
          write_file(o.folder + "/lists.txt", shown_lines(head + lists_text(entries, o.locale)));
      !ok)
    return ok;
  if (auto ok = write_file(o.folder + "/people.csv", lists_csv(entries)); !ok) return ok;
  IndexContext context;
  context.date = day;
  // In an address a percent sign begins a code; in a file name it is a character.
  std::vector<DayEntry> linked = entries;
  for (DayEntry& e : linked) {
    for (std::string* link : {&e.index.person_link, &e.index.professional_link})
      *link = as_address(*link);
  }
  const auto page = lists_html(engine.catalog(), linked, o.locale, context);
  if (!page) return page.error();
  return write_file(o.folder + "/index.html", *page);
}

// What was asked for, or the exit code of a complaint.
std::optional<Options> read_options(const Arguments& a) {
  Options o;
  const std::string folder = a.get("output");
  if (folder == "-")
    return complain_usage(
               "run",
               "-o is a folder; standard output takes one result, with celian call loop.run"),
           std::nullopt;
  if (folder.empty()) return complain_usage("run", "where to? give -o DIR"), std::nullopt;
  const auto locale = locale_of(a, "run");
  if (!locale) return std::nullopt;
  o.locale = *locale;
  const std::string kind = a.get("kind", "both");
  if (kind != "person" && kind != "professional" && kind != "both")
    return complain_usage("run", "--kind is person, professional or both, not '" + kind + "'"),
           std::nullopt;
  o.person = kind != "professional" && !a.has("no-reports");
  o.professional = kind != "person" && !a.has("no-reports");
  o.standard = a.get("standard");
  const auto weeks = weeks_of(a, "run", 0);
  const auto threads = weeks ? threads_of(a, "run") : std::nullopt;
  if (!threads) return std::nullopt;
  o.weeks = *weeks;
  o.threads = *threads;
  const std::string& in = a.positional[0];
  o.title = in.substr(in.find_last_of('/') + 1);
  return o;
}

struct Everybody {
  std::vector<DayEntry> entries;
  std::vector<std::string> refused;  // the first few, with the reason
  std::size_t reports = 0;
};

void take(Job& job, OutFile& results, RejectFile& rejects, Everybody& all) {
  constexpr std::size_t kShown = 5;
  if (job.person.error) {
    const Error& e = *job.person.error;
    rejects.add(job.person.row, e);
    if (all.refused.size() < kShown)
      all.refused.push_back(job.person.id + ": " + (e.pointer.empty() ? "" : e.pointer + ": ") +
                            e.message);
  } else {
    rejects.add(job.person.row);
  }
  if (!job.result.empty()) results.write(job.result + "\n");
  all.reports += job.entry.index.person_link.empty() ? 0u : 1u;
  all.reports += job.entry.index.professional_link.empty() ? 0u : 1u;
  all.entries.push_back(std::move(job.entry));
}

// People in batches, each on its own; false after a complaint or a signal.
bool run_all(const Engine& engine, const Options& o, People& people, OutFile& results,
             RejectFile& rejects, Everybody& all) {
  ProgressBar bar(people.size());
  std::vector<Job> jobs;
  for (bool more = true; more;) {
    jobs.clear();
    for (PersonInput person; jobs.size() < kBatch && (more = people.next(person));)
      jobs.push_back({std::move(person), {}, {}, {}});
    for_all(jobs.size(), o.threads, [&](std::size_t i) {
      if (!Interruption::is_set()) work(engine, o, jobs[i]);
    });
    if (Interruption::is_set()) return false;
    for (Job& job : jobs) {
      if (job.write_error) return complain(job.person.id, *job.write_error), false;
      take(job, results, rejects, all);
    }
    bar.advance(all.entries.size());
  }
  return true;
}

void say_done(const std::string& folder, const Everybody& all, const RejectFile& rejects,
              std::chrono::duration<double> took) {
  std::cerr << "celian: " << counted(all.entries.size(), "person", "people") << ", "
            << counted(all.reports, "report") << " in " << format_fixed(took.count(), 2)
            << " s: " << lists_summary(all.entries, "en") << "\n"
            << "celian: " << shown(folder) << "/index.html, lists.txt, people.csv, results.jsonl\n";
  if (rejects.is_empty()) return;
  for (const std::string& line : all.refused) std::cerr << "celian: " << shown(line) << "\n";
  std::cerr << "celian: " << rejects.rows() << " rejected, " << counted(rejects.cells(), "cell")
            << " refused; see " << shown(folder) << "/rejected.csv\n";
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
    if (const auto known = kb.standard(options->standard); !known)
      return complain("", known.error());
  }

  const auto begin = std::chrono::steady_clock::now();
  const std::string& in = a.positional[0];
  auto people = open_people(kb, in, {*as_of, a.get("sheet")});
  if (!people)
    return people.error().status == Status::argument ? complain_usage("run", people.error().message)
                                                     : complain(in, people.error());
  if (const exchange::SheetFacts* sheet = (*people)->sheet(); sheet != nullptr) {
    say_sheet(*sheet);
    options->tests = sheet->tests;
  }
  const Interruption interruption;
  const std::string output = a.get("output");
  auto folder = OutFolder::create(output, a.has("force"));
  if (!folder) return complain(output, folder.error());
  for (const char* name : {"lists.txt", "people.csv", "results.jsonl", "rejected.csv"}) {
    if (auto ok = check_distinct({{"the people", in}, {"--output", folder->path() + "/" + name}});
        !ok)
      return complain_usage("run", ok.error().message);
  }
  options->folder = folder->work();
  auto results = OutFile::create(options->folder + "/results.jsonl");
  if (!results) return complain(options->folder + "/results.jsonl", results.error());
  auto rejects = RejectFile::create(kb, options->folder + "/rejected.csv");
  if (!rejects) return complain(options->folder + "/rejected.csv", rejects.error());

  Everybody all;
  if (!run_all(*engine, *options, **people, *results, *rejects, all)) return kBadInput;
  if (const auto done = results->close(); !done)
    return complain(output + "/results.jsonl", done.error());
  if (const auto done = rejects->seal(); !done)
    return complain(output + "/rejected.csv", done.error());
  if (const auto done = rejects->publish(); !done)
    return complain(output + "/rejected.csv", done.error());
  const std::string day = *as_of ? (*as_of)->iso() : std::string();
  if (const auto done = write_lists(*engine, *options, all.entries, day); !done)
    return complain("", done.error());
  if (const auto done = folder->publish(); !done) return complain(output, done.error());
  say_done(folder->path(), all, *rejects, std::chrono::steady_clock::now() - begin);
  return rejects->is_empty() ? kDone : kDoneWithRejects;
}

}  // namespace celian::cli
