#include "cli/command.hpp"

#include <iostream>

namespace celian::cli {

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
  if (!file.empty()) std::cerr << (file == "-" ? "standard input" : file) << ": ";
  if (!error.pointer.empty()) std::cerr << error.pointer << ": ";
  std::cerr << error.message << "\n";
  return exit_code(error.status);
}

int complain_usage(std::string_view command, std::string_view message) {
  std::cerr << "celian: " << message << "\n";
  std::cerr << "celian " << command << (command.empty() ? "" : " ") << "--help says more\n";
  return kUsage;
}

}  // namespace celian::cli
