#include "datac/lock.hpp"

#include <map>
#include <sstream>

#include "base/sha256.hpp"
#include "catalog/decode.hpp"
#include "datac/canonical.hpp"

namespace celian::datac {

namespace {

constexpr std::string_view kHead =
    "# id@edition+rN status sha256 path. Written by `celian_datac lock data`; a published file is "
    "never edited,\n"
    "# a correction is a new revision.\n";

std::string_view status_word(FileStatus s) {
  return s == FileStatus::current      ? "current"
         : s == FileStatus::superseded ? "superseded"
                                       : "draft";
}

std::string line_of(const BaseFile& f) {
  const Result<codec::Value> json = f.parse();
  if (!json) return {};
  codec::Reader r(*json);
  const FileHeader header = read_header(r, f.shown());
  return header.reference() + " " + std::string(status_word(header.status)) + " " +
         sha256_hex(codec::write(canonical_order(*json))) + " " + f.path();
}

std::map<std::string, std::string> by_path(const std::string& lock) {
  std::map<std::string, std::string> out;
  std::istringstream lines(lock);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::size_t space = line.rfind(' ');
    if (space != std::string::npos) out[line.substr(space + 1)] = line;
  }
  return out;
}

}  // namespace

std::string make_lock(const DataDir& data) {
  std::string out(kHead);
  for (const BaseFile& f : data.files) {
    if (const std::string line = line_of(f); !line.empty()) out += line + "\n";
  }
  return out;
}

std::vector<std::string> compare_lock(const DataDir& data) {
  std::vector<std::string> out;
  if (data.lock.empty()) return out;
  std::map<std::string, std::string> locked = by_path(data.lock);
  for (const auto& [path, line] : by_path(make_lock(data))) {
    const auto at = locked.find(path);
    if (at == locked.end()) {
      out.push_back("data/" + path + ": not in manifest.lock");
    } else {
      if (at->second != line)
        out.push_back("data/" + path + ": changed since manifest.lock was written");
      locked.erase(at);
    }
  }
  for (const auto& [path, line] : locked)
    out.push_back("data/" + path + ": in manifest.lock and gone");
  return out;
}

}  // namespace celian::datac
