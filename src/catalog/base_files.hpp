// The files of a knowledge base: path -> content, with what identifies a file read from its first
// fields only.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/issues.hpp"
#include "celian/catalog.hpp"
#include "celian/result.hpp"
#include "codec/json.hpp"

namespace celian {

class BaseFile {
 public:
  // JSON text. `pack`: id of the pack that brought it, or empty.
  BaseFile(std::string path, std::string text, std::string pack = {});
  // What codec::pack() wrote of a canonical file. The bytes live as long as the program.
  static BaseFile packed(std::string path, std::string_view bytes);

  const std::string& path() const noexcept { return path_; }  // "tests/run.json"
  const std::string& shown() const noexcept {
    return shown_;
  }  // in messages: "data/tests/run.json"
  const std::string& pack() const noexcept { return pack_; }
  const std::string& kind() const noexcept { return kind_; }  // empty if this is no knowledge file
  const std::string& id() const noexcept { return id_; }
  const std::string& edition() const noexcept { return edition_; }
  int revision() const noexcept { return revision_; }

  Result<codec::Value> parse() const;
  // Only the fields of the header, as an object.
  Result<codec::Value> parse_header() const;

 private:
  BaseFile() = default;
  void index();

  std::string path_, shown_, pack_, kind_, id_, edition_;
  int revision_ = 1;
  std::string_view packed_;                  // or empty
  std::shared_ptr<const std::string> text_;  // or null
};

// Files in the order of their paths; those of packs follow, in the order of the packs.
using BaseFiles = std::vector<BaseFile>;

// A catalog of files that are not compiled in: for the build tool, tests, and packs under work.
// Nothing is read from disk. Everything is decoded now. With `issues`, what does not decode is left
// out and listed there; without, the first slip is the error (Status::pack).
Result<std::shared_ptr<const Catalog>> catalog_from_files(std::map<std::string, std::string> files,
                                                          std::string version,
                                                          Issues* issues = nullptr);

}  // namespace celian
