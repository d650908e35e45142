// The knowledge base of data/, as files, for tests of the stage.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>

#include "catalog/base_files.hpp"
#include "catalog/knowledge_base.hpp"
#include "celian/catalog.hpp"

namespace celian::shipped {

// Parsed once. What another file of data/ says wrong is no matter of these tests.
inline const KnowledgeBase& base() {
  static const std::shared_ptr<const Catalog> catalog = [] {
    const std::filesystem::path folder = std::filesystem::path(CELIAN_SOURCE_DIR) / "data";
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".json") continue;
      std::ifstream in(entry.path(), std::ios::binary);
      files[entry.path().lexically_relative(folder).generic_string()] = {
          std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }
    Issues issues;
    Result<std::shared_ptr<const Catalog>> made =
        catalog_from_files(std::move(files), "test", &issues);
    if (!made) throw std::runtime_error(made.error().message);
    return *made;
  }();
  return catalog->internals();
}

}  // namespace celian::shipped
