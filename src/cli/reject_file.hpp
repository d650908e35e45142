// The side file: every refused cell and every rejected row, with what to do about it. Nothing is
// lost: the row itself stands there as it was.
#pragma once

#include <optional>
#include <string>

#include "catalog/knowledge_base.hpp"
#include "cli/files.hpp"
#include "exchange/sheet.hpp"

namespace celian::cli {

// Where the lines go if there is no file to name them after: standard error.
inline constexpr const char* kStandardError = "";

// "result.csv" -> "result.rejected.csv". For standard output the name of the input; kStandardError
// if that has none either.
std::string reject_path(const std::string& out, const std::string& in);

// Lines are written as they come; nothing is held in memory.
class RejectFile {
 public:
  // `path`: a file, "-" = standard output, or kStandardError. Errors: `io`.
  static Result<RejectFile> create(const KnowledgeBase&, const std::string& path);

  void add(const exchange::SheetRow& row);
  // A row that no cell explains: what the engine said of it.
  void add(const exchange::SheetRow& row, const Error& error);

  std::size_t cells() const noexcept { return cells_; }
  std::size_t rows() const noexcept { return rows_; }
  bool is_empty() const noexcept { return cells_ + rows_ == 0; }
  // "see result.rejected.csv"
  std::string where() const;

  // As OutFile. Without rejects no file is made; one that an earlier run has left keeps only its
  // header.
  Result<void> seal();
  Result<void> publish();

 private:
  RejectFile(const KnowledgeBase& kb, std::string path) : kb_(&kb), path_(std::move(path)) {}
  void line(const exchange::SheetRow& row, const exchange::SheetIssue& issue, bool rejects_row);
  void write(std::string_view text);

  const KnowledgeBase* kb_;
  std::string path_;
  std::optional<OutFile> file_;  // none: standard error
  bool has_header_ = false;
  std::size_t cells_ = 0, rows_ = 0;
};

}  // namespace celian::cli
