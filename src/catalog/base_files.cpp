#include "catalog/base_files.hpp"

#include <charconv>

#include "catalog/header_scan.hpp"

namespace celian {

namespace {

// A string without escapes, which is what ids and kinds are; else empty.
std::string plain_string(std::string_view json) {
  if (json.size() < 2 || json.front() != '"' || json.find('\\') != std::string_view::npos)
    return {};
  return std::string(json.substr(1, json.size() - 2));
}

}  // namespace

BaseFile::BaseFile(std::string path, std::vector<std::string_view> chunks)
    : path_(std::move(path)),
      shown_("data/" + path_),
      canonical_(true),
      chunks_(std::move(chunks)) {
  index();
}

BaseFile::BaseFile(std::string path, std::string text, std::string pack)
    : path_(std::move(path)),
      shown_(pack.empty() ? "data/" + path_ : path_),
      pack_(std::move(pack)),
      owned_(std::make_shared<const std::string>(std::move(text))) {
  chunks_.emplace_back(*owned_);
  index();
}

// The header of a canonical file is far shorter than a chunk.
void BaseFile::index() {
  const auto fields =
      scan_header(chunks_.empty() ? std::string_view() : chunks_.front(), canonical_);
  if (!fields) return;
  for (const auto& [name, value] : *fields) {
    if (name == "kind") kind_ = plain_string(value);
    if (name == "id") id_ = plain_string(value);
    if (name == "edition") edition_ = plain_string(value);
    if (name == "revision") std::from_chars(value.data(), value.data() + value.size(), revision_);
  }
}

std::string BaseFile::text() const {
  std::string out;
  for (const std::string_view c : chunks_) out += c;
  return out;
}

Result<codec::Value> BaseFile::parse() const {
  if (chunks_.size() == 1) return codec::parse(chunks_.front());
  return codec::parse(text());
}

Result<codec::Value> BaseFile::parse_header() const {
  const std::string whole = chunks_.size() == 1 ? std::string() : text();
  const std::string_view json = chunks_.size() == 1 ? chunks_.front() : std::string_view(whole);
  const auto fields = scan_header(json, canonical_);
  if (!fields) return codec::parse(json);
  std::string object = "{";
  for (const auto& [name, value] : *fields) {
    object += object.size() == 1 ? "\"" : ",\"";
    object.append(name).append("\":").append(value);
  }
  return codec::parse(object + "}");
}

}  // namespace celian
