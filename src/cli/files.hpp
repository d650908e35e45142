// Files and the standard streams. "-" is standard input or standard output.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "celian/result.hpp"
#include "csv/reader.hpp"
#include "csv/writer.hpp"

namespace celian::cli {

inline constexpr std::size_t kRequestBytes = std::size_t{16} << 20;

// The whole file. Errors: `io`; `range` beyond `limit` bytes.
Result<std::string> read_file(const std::string& path, std::size_t limit = kRequestBytes);

// A file that can be opened again and again; standard input is read once and kept.
Result<csv::Source> open_source(const std::string& path);

// Nothing is seen under the name before close(): a run that fails leaves no half a file. Standard
// output is written at once.
class OutFile {
 public:
  static Result<OutFile> create(const std::string& path);
  OutFile(OutFile&&) noexcept;
  OutFile& operator=(OutFile&&) noexcept;
  ~OutFile();

  void write(std::string_view text);
  csv::Sink sink();  // for as long as the file lives
  bool has_failed() const
      noexcept;  // a write did not work, or nobody reads any more: there is no use in going on

  // All is written, and not yet seen under the name: of several files all are sealed before the
  // first is published. Errors: `io`, also of any write before.
  Result<void> seal();
  Result<void> publish();
  Result<void> close();  // both

 private:
  struct State;
  explicit OutFile(std::unique_ptr<State> state) noexcept;
  std::unique_ptr<State> state_;
};

Result<void> write_file(const std::string& path, std::string_view text);
Result<void> make_folder(const std::string& path);

// A file name that no other id has, and that no file system refuses: letters, digits, "-", "_" and
// Chinese stay, the rest becomes %XX.
std::string file_name(std::string_view id);

// The name of somebody's pages without ending: file_name(), changed where it would be the name of
// another page ("index", "…-professional", or "row-7" of somebody who is only called so because of
// a missing id).
std::string page_name(std::string_view id, bool is_named);

// A file name as a relative address.
std::string as_address(std::string_view file);

// "school.csv" -> ".csv", lower case; empty if there is none.
std::string extension(std::string_view path);

bool is_terminal_in() noexcept;
bool is_terminal_err() noexcept;

}  // namespace celian::cli
