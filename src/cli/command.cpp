#include "cli/command.hpp"

#include <iostream>

#include "cli/shown_text.hpp"

namespace celian::cli {

namespace {

constexpr std::size_t kLongestName = 200;
constexpr std::size_t kLongestMessage = 600;

}  // namespace

int exit_code(Status status) noexcept {
  switch (status) {
    case Status::ok: return kDone;
    case Status::memory:
    case Status::internal: return kInternal;
    default: return kBadInput;
  }
}

int complain(std::string_view file, const Error& error) {
  std::cerr << "celian: ";
  if (!file.empty())
    std::cerr << (file == "-" ? "standard input" : shown(file, kLongestName)) << ": ";
  if (!error.pointer.empty()) std::cerr << shown(error.pointer, kLongestName) << ": ";
  std::cerr << shown(error.message, kLongestMessage) << "\n";
  return exit_code(error.status);
}

int complain_usage(std::string_view command, std::string_view message) {
  std::cerr << "celian: " << shown(message, kLongestMessage) << "\n";
  std::cerr << "celian " << command << (command.empty() ? "" : " ") << "--help says more\n";
  return kUsage;
}

}  // namespace celian::cli
