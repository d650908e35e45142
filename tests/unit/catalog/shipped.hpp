// The standards and norms of data/, read as they are, for tests that walk through all of them.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "catalog/standard.hpp"
#include "codec/json.hpp"

namespace celian::shipped {

inline codec::Value read_json(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  Result<codec::Value> value = codec::parse(text);
  if (!value) throw std::runtime_error(path.string() + ": " + value.error().message);
  return *std::move(value);
}

inline std::filesystem::path data_folder() {
  return std::filesystem::path(CELIAN_SOURCE_DIR) / "data";
}

inline std::vector<std::filesystem::path> files(const std::string& folder) {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::directory_iterator(data_folder() / folder)) {
    if (entry.path().extension() == ".json") out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Test definitions with a code and nothing else, which is all that tables ask for.
inline std::vector<TestDef> tests() {
  std::vector<TestDef> out;
  for (const auto& path : files("tests")) {
    const codec::Value file = read_json(path);
    for (const codec::Value& test : file.find("tests")->items()) {
      TestDef def;
      def.code = test.find("code")->as_string();
      out.push_back(std::move(def));
    }
  }
  return out;
}

inline FileHeader header_of(const codec::Value& file) {
  FileHeader header;
  header.kind = file.find("kind")->as_string();
  header.id = file.find("id")->as_string();
  if (const codec::Value* edition = file.find("edition");
      edition != nullptr && edition->is_string())
    header.edition = edition->as_string();
  header.cites = {{"src.of_the_file", "header"}};
  header.verified = Verified::secondary;
  return header;
}

struct File {
  std::string name;
  codec::Value json;
  std::shared_ptr<const Standard> standard;
};

// All standards; throws with the message of the first that is refused.
inline const std::vector<File>& standards() {
  static const std::vector<File> all = [] {
    std::vector<File> out;
    const std::vector<TestDef> defs = tests();
    for (const auto& path : files("standards")) {
      codec::Value json = read_json(path);
      auto standard = Standard::decode(json, header_of(json), defs);
      if (!standard)
        throw std::runtime_error(path.filename().string() + standard.error().pointer + ": " +
                                 standard.error().message);
      out.push_back({path.stem().string(), std::move(json), *standard});
    }
    return out;
  }();
  return all;
}

inline const Standard& standard(const std::string& reference) {
  for (const File& file : standards()) {
    if (file.name == reference) return *file.standard;
  }
  throw std::runtime_error("no standard " + reference);
}

}  // namespace celian::shipped
