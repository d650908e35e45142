// celian record log, export and import: every event, for people and for machines.
#include <cstdio>
#include <iostream>

#include "cli/files.hpp"
#include "cli/record/record.hpp"
#include "cli/shown_text.hpp"
#include "store/call.hpp"
#include "store/utc.hpp"

namespace celian::cli {

namespace {

void say(const Event& e) {
  std::string kind(event_kind_name(e.kind));
  kind.resize(13, ' ');
  std::string number = std::to_string(e.sequence);
  number.insert(0, number.size() < 6 ? 6 - number.size() : 0, ' ');
  std::cout << number << "  " << store::utc_text(e.recorded_at) << "  " << kind << e.date.iso()
            << "  by " << shown(e.author, 40);
  if (!e.source.empty()) std::cout << ", " << shown(e.source, 60);
  if (e.corrects) std::cout << "; corrects " << *e.corrects;
  if (e.corrected_by) std::cout << "; corrected by " << *e.corrected_by;
  std::cout << "\n";
}

int log_of(const Arguments& a, const Store& store, const std::string& person,
           const HistoryQuery& query) {
  const auto events = store.history(person, query);
  if (!events) return complain(a.positional[1], events.error());
  for (const Event& e : *events) {
    if (a.has("payloads")) {
      std::cout << e.payload << "\n";
    } else if (a.has("json")) {
      const auto value = store::event_value(e);
      if (!value) return complain(a.positional[1], value.error());
      std::cout << codec::write(*value) << "\n";
    } else {
      say(e);
    }
  }
  return kDone;
}

// Lines into a file, or to standard output as they come.
class FileSink final : public LineSink {
 public:
  explicit FileSink(OutFile& file) : file_(file) {}
  Result<void> write(std::string_view line) override {
    file_.write(line);
    file_.write("\n");
    if (file_.has_failed()) return Error{Status::io, "", "the export cannot be written"};
    return {};
  }

 private:
  OutFile& file_;
};

class FileSource final : public LineSource {
 public:
  explicit FileSource(std::FILE* file) : file_(file) {}
  ~FileSource() override {
    if (file_ != stdin) std::fclose(file_);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  Result<bool> next(std::string& line) override {
    line.clear();
    int c = std::getc(file_);
    if (c == EOF) return end();
    for (; c != EOF && c != '\n'; c = std::getc(file_)) {
      line += static_cast<char>(c);
      if (line.size() > 2 * kRequestBytes) return Error{Status::range, "", "a line is too long"};
    }
    return true;
  }

 private:
  Result<bool> end() const {
    if (std::ferror(file_) != 0) return Error{Status::io, "", "cannot be read"};
    return false;
  }
  std::FILE* file_;
};

}  // namespace

int record_log(const Arguments& a) {
  HistoryQuery query;
  query.current = a.has("current");
  if (a.has("kind")) {
    query.kind = find_event_kind(a.get("kind"));
    if (!query.kind)
      return complain_usage("record", "--kind is no kind of event: '" + a.get("kind") + "'");
  }
  int code = kDone;
  const auto store = open_store(a, OpenMode::read_only, code);
  if (store == nullptr) return code;
  if (a.positional.size() == 3) return log_of(a, *store, a.positional[2], query);
  const auto people = store->persons();
  if (!people) return complain(a.positional[1], people.error());
  for (const std::string& person : *people) {
    if (!a.has("json") && !a.has("payloads")) std::cout << shown(person) << "\n";
    if (const int worse = log_of(a, *store, person, query); worse != kDone) return worse;
  }
  return kDone;
}

int record_export(const Arguments& a) {
  int code = kDone;
  const auto store = open_store(a, a.has("rescue") ? OpenMode::rescue : OpenMode::read_only, code);
  if (store == nullptr) return code;
  const std::string path = a.get("output", "-");
  auto file = OutFile::create(path);
  if (!file) return complain(path, file.error());
  FileSink sink(*file);
  const auto report = store->export_lines(sink, a.at(2));
  if (!report) return complain(a.positional[1], report.error());
  if (auto ok = file->close(); !ok) return complain(path, ok.error());
  for (const AuditFinding& lost : report->lost)
    std::cerr << "celian: " << shown(a.positional[1]) << ": event " << lost.sequence << ": "
              << shown(lost.what) << "\n";
  std::cerr << counted(report->written, "event") << " exported\n";
  return report->lost.empty() ? kDone : kDoneWithRejects;
}

int record_import(const Arguments& a) {
  const std::string& path = a.positional[2];
  std::FILE* file = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (file == nullptr) return complain(path, {Status::io, "", "cannot be opened"});
  FileSource source(file);
  int code = kDone;
  const auto store = open_store(a, OpenMode::read_write, code);
  if (store == nullptr) return code;
  const auto report = store->import_lines(source);
  if (!report) return complain(path, report.error());
  std::cout << counted(report->added, "event") << " added, " << report->known << " known already\n";
  return kDone;
}

}  // namespace celian::cli
