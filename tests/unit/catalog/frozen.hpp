// tests/data/frozen as files, with changes.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>

#include "catalog/base_files.hpp"

namespace celian::frozen {

inline std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline std::map<std::string, std::string> folder(const std::string& below_source) {
  const std::filesystem::path root = std::filesystem::path(CELIAN_SOURCE_DIR) / below_source;
  std::map<std::string, std::string> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const std::string path = entry.path().lexically_relative(root).generic_string();
    if (entry.path().extension() == ".json" && path.rfind("schema/", 0) != 0)
      out[path] = read(entry.path());
  }
  return out;
}

inline std::map<std::string, std::string> files() { return folder("tests/data/frozen"); }

inline BaseFiles base(const std::map<std::string, std::string>& files) {
  BaseFiles out;
  for (const auto& [path, text] : files) out.emplace_back(path, text);
  return out;
}

inline std::shared_ptr<const Catalog> catalog() {
  return catalog_from_files(files(), "0.1").value();
}

}  // namespace celian::frozen
