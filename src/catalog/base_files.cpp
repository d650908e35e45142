#include "catalog/base_files.hpp"

#include "catalog/header_scan.hpp"
#include "codec/packed.hpp"

namespace celian {

namespace {

std::string text_of(const codec::Value& header, std::string_view name) {
  const codec::Value* v = header.find(name);
  return v != nullptr && v->is_string() ? v->as_string() : std::string();
}

}  // namespace

BaseFile::BaseFile(std::string path, std::string text, std::string pack)
    : path_(std::move(path)),
      shown_(pack.empty() ? "data/" + path_ : path_),
      pack_(std::move(pack)),
      text_(std::make_shared<const std::string>(std::move(text))) {
  index();
}

BaseFile BaseFile::packed(std::string path, std::string_view bytes) {
  BaseFile out;
  out.path_ = std::move(path);
  out.shown_ = "data/" + out.path_;
  out.packed_ = bytes;
  out.index();
  return out;
}

// What does not read is reported where the whole file is parsed.
void BaseFile::index() {
  const Result<codec::Value> header = parse_header();
  if (!header) return;
  kind_ = text_of(*header, "kind");
  id_ = text_of(*header, "id");
  edition_ = text_of(*header, "edition");
  if (const codec::Value* r = header->find("revision"); r != nullptr && r->is_int()) {
    revision_ = static_cast<int>(r->as_int());
  }
}

Result<codec::Value> BaseFile::parse() const {
  return text_ == nullptr ? codec::unpack(packed_) : codec::parse(*text_);
}

Result<codec::Value> BaseFile::parse_header() const {
  if (text_ == nullptr) return codec::unpack_first_members(packed_, is_header_field);
  const auto fields = scan_header(*text_);
  if (!fields) return codec::parse(*text_);
  std::string object = "{";
  for (const auto& [name, value] : *fields) {
    object += object.size() == 1 ? "\"" : ",\"";
    object.append(name).append("\":").append(value);
  }
  return codec::parse(object + "}");
}

}  // namespace celian
