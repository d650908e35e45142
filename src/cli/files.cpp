#include "cli/files.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "base/sha256.hpp"
#include "base/utf8.hpp"

namespace celian::cli {

namespace {

constexpr int kTries = 100;

struct Close {
  void operator()(std::FILE* file) const {
    if (file != nullptr && file != stdin && file != stdout) std::fclose(file);
  }
};
using File = std::unique_ptr<std::FILE, Close>;

Error io_error(const std::string& what) {
  return {Status::io, "", what + ": " + std::strerror(errno)};
}

Result<std::string> read_all(std::FILE* file, std::size_t limit) {
  std::string text;
  std::array<char, 1u << 16> piece;
  while (true) {
    const std::size_t got = std::fread(piece.data(), 1, piece.size(), file);
    text.append(piece.data(), got);
    if (text.size() > limit)
      return Error{Status::range, "", "longer than " + std::to_string(limit >> 20) + " MiB"};
    if (got < piece.size()) break;
  }
  if (std::ferror(file) != 0) return io_error("cannot be read");
  return text;
}

Result<File> open_to_read(const std::string& path) {
  if (path == "-") return File(stdin);
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return Error{Status::io, "", "is a folder"};
  File file(std::fopen(path.c_str(), "rb"));
  if (file == nullptr) return io_error("cannot be opened");
  return file;
}

// Standard input can be read once only.
const Result<std::string>& standard_input() {
  static const Result<std::string> text = read_all(stdin, std::string().max_size() / 2);
  return text;
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  auto file = open_to_read(path);
  if (!file) return file.error();
  return read_all(file->get(), limit);
}

Result<csv::Source> open_source(const std::string& path) {
  if (path == "-") {
    const Result<std::string>& text = standard_input();
    if (!text) return text.error();
    return csv::from_text(*text);
  }
  auto file = open_to_read(path);
  if (!file) return file.error();
  // A Source can be copied, a File cannot.
  std::shared_ptr<std::FILE> shared(std::move(*file));
  return csv::Source(
      [shared](char* to, std::size_t size) { return std::fread(to, 1, size, shared.get()); });
}

struct OutFile::State {
  std::string path, part;  // written under `part`, renamed to `path`
  File file;
  bool failed = false;
  int problem = 0;  // errno of the first failure
};

OutFile::OutFile(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
OutFile::OutFile(OutFile&&) noexcept = default;
OutFile& OutFile::operator=(OutFile&&) noexcept = default;

OutFile::~OutFile() {
  if (state_ == nullptr || state_->part.empty()) return;
  state_->file.reset();
  std::remove(state_->part.c_str());
}

Result<OutFile> OutFile::create(const std::string& path) {
  auto state = std::make_unique<State>();
  state->path = path;
  if (path == "-") {
    state->file.reset(stdout);
    return OutFile(std::move(state));
  }
  // A device or pipe is written to as it is.
  std::error_code ignored;
  const auto kind = std::filesystem::status(path, ignored).type();
  if (kind == std::filesystem::file_type::directory)
    return Error{Status::io, "", "cannot be written: it is a folder"};
  const bool is_plain =
      kind == std::filesystem::file_type::not_found || kind == std::filesystem::file_type::regular;
  std::string name = path;
  if (is_plain) {
    // A new file: what somebody else writes, or has left, is not ours.
    for (int i = 1; i <= kTries && state->file == nullptr; ++i) {
      name = path + ".part" + (i == 1 ? "" : std::to_string(i));
      state->file.reset(std::fopen(name.c_str(), "wbx"));
      if (state->file == nullptr && errno != EEXIST) break;
    }
  } else {
    state->file.reset(std::fopen(name.c_str(), "wb"));
  }
  if (state->file == nullptr) return io_error("cannot be written");
  if (is_plain) state->part = name;
  return OutFile(std::move(state));
}

void OutFile::write(std::string_view text) { sink()(text); }

csv::Sink OutFile::sink() {
  return [state = state_.get()](std::string_view text) {
    if (text.empty() || state->failed) return;  // no text has no address
    if (std::fwrite(text.data(), 1, text.size(), state->file.get()) == text.size()) return;
    state->problem = errno;
    state->failed = true;
  };
}

bool OutFile::has_failed() const noexcept { return state_->failed; }

Result<void> OutFile::seal() {
  if (state_->file == nullptr) return {};
  if (!state_->failed && std::fflush(state_->file.get()) != 0)
    state_->problem = errno, state_->failed = true;
  state_->file.reset();
  errno = state_->problem;
  if (state_->failed) return io_error("cannot be written");
  return {};
}

Result<void> OutFile::publish() {
  if (state_->part.empty()) return {};
  const std::string part = std::exchange(state_->part, {});
  if (std::rename(part.c_str(), state_->path.c_str()) != 0) {
    const Error error = io_error("cannot be written");
    std::remove(part.c_str());
    return error;
  }
  return {};
}

Result<void> OutFile::close() {
  if (auto ok = seal(); !ok) return ok;
  return publish();
}

Result<void> write_file(const std::string& path, std::string_view text) {
  auto file = OutFile::create(path);
  if (!file) return Error{file.error().status, "", path + ": " + file.error().message};
  file->write(text);
  auto done = file->close();
  if (!done) return Error{done.error().status, "", path + ": " + done.error().message};
  return {};
}

Result<void> make_folder(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return Error{Status::io, "", "cannot be made: " + error.message()};
  return {};
}

std::string file_name(std::string_view id) {
  constexpr std::size_t kLongest = 120;
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (std::size_t at = 0; at < id.size();) {
    const std::size_t step = utf8_step(id.substr(at));
    const auto c = static_cast<unsigned char>(id[at]);
    if (step > 1 && utf8_decode(id.substr(at), step) >= 0x2E80) {
      out += id.substr(at, step);  // Chinese, Japanese, Korean and what follows
    } else if (step == 1 && (std::isalnum(c) != 0 || c == '-' || c == '_')) {
      out += id[at];
    } else {
      for (std::size_t i = 0; i < std::max<std::size_t>(1, step); ++i) {
        const auto byte = static_cast<unsigned char>(id[at + i]);
        out += {'%', kHex[byte >> 4], kHex[byte & 15]};
      }
    }
    at += std::max<std::size_t>(1, step);
  }
  if (out.size() <= kLongest && !out.empty()) return out;
  return "id-" + sha256_hex(id).substr(0, 24);
}

std::string page_name(std::string_view id, bool is_named) {
  std::string name = file_name(id);
  const std::string folded = fold(name);
  const bool is_taken = folded == "index" || folded.ends_with("-professional") ||
                        (is_named && folded.starts_with("row-"));
  if (!is_taken) return name;
  // file_name() leaves letters and digits as they are, so no other id comes to this.
  static constexpr char kHex[] = "0123456789ABCDEF";
  const auto last = static_cast<unsigned char>(name.back());
  name.pop_back();
  return name + '%' + kHex[last >> 4] + kHex[last & 15];
}

std::string as_address(std::string_view file) {
  std::string out;
  for (const char c : file) {
    if (c == '%') {
      out += "%25";
    } else {
      out += c;
    }
  }
  return out;
}

std::string extension(std::string_view path) {
  const std::size_t slash = path.find_last_of('/');
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash)) return {};
  return fold(path.substr(dot));
}

bool is_terminal_in() noexcept { return ::isatty(STDIN_FILENO) == 1; }
bool is_terminal_err() noexcept { return ::isatty(STDERR_FILENO) == 1; }

}  // namespace celian::cli
