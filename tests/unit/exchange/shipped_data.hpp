// The knowledge of data/ as it stands in the tree, read once.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>

#include "catalog/base_files.hpp"
#include "catalog/knowledge_base.hpp"

namespace celian::exchange {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline const KnowledgeBase& shipped_data() {
  static const std::shared_ptr<const Catalog> catalog = [] {
    const std::filesystem::path root = std::filesystem::path(CELIAN_SOURCE_DIR) / "data";
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      if (entry.path().extension() == ".json")
        files[entry.path().lexically_relative(root).generic_string()] = read_file(entry.path());
    }
    Issues issues;
    return catalog_from_files(std::move(files), "test", &issues).value();
  }();
  return catalog->internals();
}

}  // namespace celian::exchange
