#include "datac/commands.hpp"

#include "catalog/check.hpp"
#include "datac/data_dir.hpp"
#include "datac/emit.hpp"
#include "datac/lock.hpp"

namespace celian::datac {

namespace {

constexpr int kUsage = 2, kWrong = 3, kIo = 4;

constexpr std::string_view kHelp =
    "usage: celian_datac build DATA_DIR OUT.cpp [--draft]   check, and write the knowledge as C++ "
    "source\n"
    "       celian_datac check DATA_DIR                     say everything that is wrong\n"
    "       celian_datac lock DATA_DIR                      write DATA_DIR/manifest.lock\n"
    "       celian_datac counts DATA_DIR                    say how much there is\n"
    "--draft: write it although something is wrong; what does not decode is left out\n";

int io_error(const Error& e, std::ostream& err) {
  err << "celian_datac: " << e.message << "\n";
  return kIo;
}

void say(const CheckResult& result, const DataDir& data, std::ostream& err) {
  for (const Issue& issue : result.issues) err << describe(issue) << "\n";
  for (const Issue& warning : result.warnings) err << "warning: " << describe(warning) << "\n";
  for (const std::string& line : compare_lock(data)) err << "warning: " << line << "\n";
  if (!result.issues.empty()) err << result.issues.size() << " errors\n";
}

int build(const DataDir& data, const std::string& out_path, bool draft, std::ostream& err) {
  const CheckResult result = check_base(data.files);
  if (draft && !result.issues.empty()) {
    err << "celian_datac: " << result.issues.size()
        << " errors in data/ (celian_datac check DATA_DIR lists them)\n";
  } else {
    say(result, data, err);
  }
  if (!draft && !result.issues.empty()) return kWrong;
  const Result<void> written = write_file(out_path, emit_cpp(data));
  return written ? 0 : io_error(written.error(), err);
}

}  // namespace

int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err) {
  const std::string command = arguments.empty() ? "" : arguments[0];
  const bool draft = !arguments.empty() && arguments.back() == "--draft";
  const std::size_t wanted = command == "build" ? (draft ? 4 : 3) : 2;
  const bool known =
      command == "build" || command == "check" || command == "lock" || command == "counts";
  if (!known || arguments.size() != wanted) {
    err << kHelp;
    return kUsage;
  }
  const Result<DataDir> data = read_data_dir(arguments[1]);
  if (!data) return io_error(data.error(), err);
  if (command == "build") return build(*data, arguments[2], draft, err);
  if (command == "lock") {
    const Result<void> written = write_file(arguments[1] + "/manifest.lock", make_lock(*data));
    return written ? 0 : io_error(written.error(), err);
  }
  const CheckResult result = check_base(data->files);
  if (command == "check") say(result, *data, err);
  out << describe(result.counts);
  return result.issues.empty() || command == "counts" ? 0 : kWrong;
}

}  // namespace celian::datac
