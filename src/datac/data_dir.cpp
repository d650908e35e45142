#include "datac/data_dir.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <vector>

namespace celian::datac {

namespace fs = std::filesystem;

namespace {

std::optional<std::string> read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  if (!in) return std::nullopt;
  return std::move(out).str();
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find_first_of("\r\n"));
}

}  // namespace

Result<DataDir> read_data_dir(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> paths;
  fs::recursive_directory_iterator at(folder, error);
  if (error)
    return Error{Status::io, "", "cannot read the folder " + folder + ": " + error.message()};
  for (; at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (error)
      return Error{Status::io, "", "cannot read the folder " + folder + ": " + error.message()};
    const std::string path = at->path().lexically_relative(folder).generic_string();
    if (at->is_regular_file(error) && at->path().extension() == ".json" &&
        path.rfind("schema/", 0) != 0) {
      paths.push_back(path);
    }
  }
  std::sort(paths.begin(), paths.end());
  DataDir out;
  for (const std::string& path : paths) {
    std::optional<std::string> text = read(fs::path(folder) / path);
    if (!text) return Error{Status::io, "", "cannot read " + folder + "/" + path};
    out.files.emplace_back(path, *std::move(text));
  }
  out.version = first_line(read(fs::path(folder) / "VERSION").value_or(""));
  if (out.version.empty())
    return Error{Status::io, "", "expected the data version in " + folder + "/VERSION"};
  out.lock = read(fs::path(folder) / "manifest.lock").value_or("");
  return out;
}

Result<void> write_file(const std::string& path, const std::string& text) {
  if (read(path) == text) {
    std::error_code error;
    fs::last_write_time(path, fs::file_time_type::clock::now(), error);
    return {};
  }
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (!out) return Error{Status::io, "", "cannot write " + path};
  return {};
}

}  // namespace celian::datac
