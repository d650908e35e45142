// The files of a knowledge base: path -> text, with what identifies a file read from its first
// lines only.
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
  // Text that lives as long as the program.
  BaseFile(std::string path, std::vector<std::string_view> chunks);
  // Text of its own. `pack`: id of the pack that brought it, or empty.
  BaseFile(std::string path, std::string text, std::string pack = {});

  const std::string& path() const noexcept { return path_; }  // "tests/run.json"
  const std::string& shown() const noexcept {
    return shown_;
  }  // in messages: "data/tests/run.json"
  const std::string& pack() const noexcept { return pack_; }
  const std::string& kind() const noexcept {
    return kind_;
  }  // empty if the text is no knowledge file
  const std::string& id() const noexcept { return id_; }
  const std::string& edition() const noexcept { return edition_; }
  int revision() const noexcept { return revision_; }

  std::string text() const;
  Result<codec::Value> parse() const;
  // Only the fields of the header, as an object. Canonical files, whose header comes first, are not
  // read to the end.
  Result<codec::Value> parse_header() const;

 private:
  void index();

  std::string path_, shown_, pack_, kind_, id_, edition_;
  int revision_ = 1;
  bool canonical_ = false;
  std::vector<std::string_view> chunks_;
  std::shared_ptr<const std::string> owned_;
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
