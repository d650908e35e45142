#include "cli/reject_file.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "base/utf8.hpp"

namespace celian::cli {

namespace {

constexpr const char* kHeader = "row,line,column,header,value,what,problem,remedy,remedy_zh,original\n";

// What a file holds may not be text at all; the side file is.
std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t step = utf8_step(text.substr(at));
    if (step == 0) {
      out += "\xEF\xBF\xBD";
    } else if (text[at] == '\0') {
      out += "\xE2\x90\x80";  // the sign for NUL
    } else {
      out += text.substr(at, step);
    }
    at += std::max<std::size_t>(1, step);
  }
  return out;
}

}  // namespace

std::string reject_path(const std::string& out, const std::string& in) {
  const std::string& base = out != "-" ? out : in;
  if (base == "-" || base.empty()) return "-";
  const std::string ending = extension(base);
  const std::string stem = ending == ".csv" ? base.substr(0, base.size() - 4) : base;
  return stem + ".rejected.csv";
}

void RejectFile::add(const exchange::SheetRow& row) {
  for (const exchange::SheetIssue& issue : row.issues) line(row, issue, row.rejected);
  if (row.rejected) {
    ++rows_;
  } else {
    cells_ += row.issues.size();
  }
}

void RejectFile::add(const exchange::SheetRow& row, const Error& error) {
  exchange::SheetIssue issue;
  issue.row = row.number;
  issue.line = row.line;
  issue.code = "sheet.refused_by_engine";
  issue.args = {{"message", error.pointer.empty() ? error.message : error.pointer + ": " + error.message}};
  line(row, issue, true);
  ++rows_;
}

void RejectFile::line(const exchange::SheetRow& row, const exchange::SheetIssue& issue, bool rejects_row) {
  csv::Writer writer([this](std::string_view piece) { text_ += piece; });
  writer.field(std::to_string(issue.row)).field(std::to_string(issue.line));
  writer.field(issue.column == 0 ? std::string() : std::to_string(issue.column));
  writer.field(printable(issue.header)).field(printable(issue.value));
  writer.field(rejects_row ? "row rejected" : "cell refused").field(issue.code);
  writer.field(exchange::remedy(kb_, issue, "en")).field(exchange::remedy(kb_, issue, "zh-CN"));
  writer.field(printable(row.text));
  writer.end_row();
}

Result<void> RejectFile::close() {
  if (path_ == "-") {
    if (!is_empty()) std::cerr << kHeader << text_;
    return {};
  }
  std::error_code ignored;
  if (is_empty() && !std::filesystem::exists(path_, ignored)) return {};
  return write_file(path_, kHeader + text_);
}

}  // namespace celian::cli
