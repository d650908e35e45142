// A command of the program: what it takes, what it says, what it does.
#pragma once

#include <map>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "celian/error.hpp"

namespace celian::cli {

// Exit codes, part of the interface.
enum Exit : int {
  kDone = 0,
  kDoneWithRejects = 1,
  kUsage = 2,
  kBadInput = 3,
  kInternal = 4,
};

struct OptionSpec {
  const char* name;
  const char* value;  // what stands behind it ("FILE"); empty = nothing, it is a switch
  const char* help;
  char letter = 0;  // short form, or none
  bool repeats = false;
};

// What was typed behind the name of the command.
class Arguments {
 public:
  std::vector<std::string> positional;
  std::map<std::string, std::vector<std::string>, std::less<>> options;

  bool has(std::string_view name) const { return options.find(name) != options.end(); }
  std::string get(std::string_view name, std::string_view otherwise = {}) const {
    const auto at = options.find(name);
    return at == options.end() ? std::string(otherwise) : at->second.back();
  }
  std::string at(std::size_t i, std::string_view otherwise = {}) const {
    return i < positional.size() ? positional[i] : std::string(otherwise);
  }
};

struct Command {
  const char* name;
  const char* arguments;  // "SHEET.csv -o RESULT.csv"
  const char* summary;    // one line
  const char* details;    // what --help says below the options
  std::span<const OptionSpec> options;
  std::size_t least, most;  // positional arguments
  int (*run)(const Arguments&);
};

// All commands, in the order of the help.
std::span<const Command> commands();

// "celian: <file>: <pointer>: <message>" on stderr; what is empty is left out. Returns the exit
// code of the error.
int complain(std::string_view file, const Error& error);
int exit_code(Status status) noexcept;
// "celian: <message>" and a hint at --help; returns kUsage.
int complain_usage(std::string_view command, std::string_view message);

// One file each in commands/.
int run_call(const Arguments&);
int run_score(const Arguments&);
int run_screen(const Arguments&);
int run_prescribe(const Arguments&);
int run_verify(const Arguments&);
int run_progress(const Arguments&);
int run_run(const Arguments&);
int run_cohort(const Arguments&);
int run_compare(const Arguments&);
int run_report(const Arguments&);
int run_explain(const Arguments&);
int run_catalog(const Arguments&);
int run_conformance(const Arguments&);
int run_recompute(const Arguments&);
int run_data(const Arguments&);
int run_record(const Arguments&);

}  // namespace celian::cli
