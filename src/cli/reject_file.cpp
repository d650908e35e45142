#include "cli/reject_file.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "base/utf8.hpp"

namespace celian::cli {

namespace {

constexpr const char* kHeader =
    "row,line,column,header,value,what,problem,remedy,remedy_zh,original\n";

// What a file holds may not be text at all; the side file is.
std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t step = utf8_step(text.substr(at));
    if (step == 0) {
      out += "\xEF\xBF\xBD";
    } else if (const char c = text[at];
               step == 1 && c >= 0 && c < 0x20 && c != '\t' && c != '\n' && c != '\r') {
      out += {'\xE2', '\x90', static_cast<char>(0x80 + c)};  // the sign for this control character
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
  if (base == "-" || base.empty()) return kStandardError;
  const std::string ending = extension(base);
  const std::string stem = ending == ".csv" ? base.substr(0, base.size() - 4) : base;
  return stem + ".rejected.csv";
}

Result<RejectFile> RejectFile::create(const KnowledgeBase& kb, const std::string& path) {
  RejectFile out(kb, path);
  if (path == kStandardError) return out;
  auto file = OutFile::create(path);
  if (!file) return file.error();
  out.file_ = std::move(*file);
  return out;
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
  issue.args = {
      {"message", error.pointer.empty() ? error.message : error.pointer + ": " + error.message}};
  line(row, issue, true);
  ++rows_;
}

void RejectFile::line(const exchange::SheetRow& row, const exchange::SheetIssue& issue,
                      bool rejects_row) {
  std::string text = !has_header_ ? kHeader : "";
  has_header_ = true;
  {
    csv::Writer writer([&](std::string_view piece) { text += piece; });
    writer.field(std::to_string(issue.row)).field(std::to_string(issue.line));
    writer.field(issue.column == 0 ? std::string() : std::to_string(issue.column));
    writer.field(printable(issue.header)).field(printable(issue.value));
    writer.field(rejects_row ? "row rejected" : "cell refused").field(issue.code);
    writer.field(exchange::remedy(*kb_, issue, "en")).field(exchange::remedy(*kb_, issue, "zh-CN"));
    writer.field(printable(row.text));
    writer.end_row();
  }
  write(text);
}

void RejectFile::write(std::string_view text) {
  if (file_) {
    file_->write(text);
  } else {
    std::cerr << text;
  }
}

std::string RejectFile::where() const {
  if (path_ == kStandardError) return "above";
  return path_ == "-" ? "on standard output" : path_;
}

Result<void> RejectFile::seal() {
  if (!file_) return {};
  if (!has_header_ && path_ != "-") write(kHeader);
  return file_->seal();
}

Result<void> RejectFile::publish() {
  std::error_code ignored;
  if (!file_) return {};
  if (!is_empty() || std::filesystem::exists(path_, ignored)) return file_->publish();
  file_.reset();
  return {};
}

}  // namespace celian::cli
