// The commands that ask the engine one question about one person.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/setting.hpp"
#include "codec/json.hpp"

namespace celian::cli {

// A request file, parsed. Complains itself: nullopt, and the exit code in `code`.
std::optional<codec::Value> read_request(const std::string& file, int& code);

// A part of the request that came from a file of its own: errors in it name that file.
struct RequestPart {
  std::string field;  // "sessions"
  std::string file;
  std::vector<std::size_t> lines;  // of the items, where each stands in its own line; else empty
};

// Sessions as a JSON array, or one JSON object a line. Errors: `syntax` with the line; `io`.
Result<codec::Value> read_sessions(const std::string& file, std::vector<std::size_t>& lines);

// Asks, and shows the answer: --json as it is, else as a document of --kind (`kind` by default).
int ask(const Arguments&, const char* command, const char* op, const codec::Value& request,
        const char* kind, const std::vector<RequestPart>& parts = {});

}  // namespace celian::cli
