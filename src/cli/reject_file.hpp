// The side file: every refused cell and every rejected row, with what to do about it. Nothing is lost: the row itself stands
// there as it was.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "cli/files.hpp"
#include "exchange/sheet.hpp"

namespace celian::cli {

// "result.csv" -> "result.rejected.csv". For standard output the name of the input; "-" (stderr) if that has none either.
std::string reject_path(const std::string& out, const std::string& in);

class RejectFile {
 public:
  RejectFile(const KnowledgeBase& kb, std::string path) : kb_(kb), path_(std::move(path)) {}

  void add(const exchange::SheetRow& row);
  // A row that no cell explains: what the engine said of it.
  void add(const exchange::SheetRow& row, const Error& error);

  std::size_t cells() const noexcept { return cells_; }
  std::size_t rows() const noexcept { return rows_; }
  bool is_empty() const noexcept { return cells_ + rows_ == 0; }
  const std::string& path() const noexcept { return path_; }

  // Writes the file, or, without rejects, empties one that an earlier run has left. Errors: `io`.
  Result<void> close();

 private:
  void line(const exchange::SheetRow& row, const exchange::SheetIssue& issue, bool rejects_row);

  const KnowledgeBase& kb_;
  std::string path_;
  std::string text_;
  std::size_t cells_ = 0, rows_ = 0;
};

}  // namespace celian::cli
