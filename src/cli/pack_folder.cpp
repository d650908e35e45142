#include "cli/pack_folder.hpp"

#include <algorithm>
#include <filesystem>

#include "cli/files.hpp"
#include "codec/json.hpp"

namespace celian::cli {

namespace {

namespace fs = std::filesystem;
using codec::Value;

constexpr const char* kHeader = "pack.json";

Result<Value> read_json(const std::string& folder, const std::string& path) {
  const auto text = read_file(folder + "/" + path);
  if (!text) return Error{text.error().status, "", path + ": " + text.error().message};
  auto value = codec::parse(*text);
  if (!value)
    return Error{value.error().status, value.error().pointer, path + ": " + value.error().message};
  return value;
}

}  // namespace

Result<std::vector<std::string>> knowledge_paths(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    const std::string path = at->path().lexically_relative(folder).generic_string();
    if (at->is_regular_file(error) && at->path().extension() == ".json" &&
        path.rfind("schema/", 0) != 0)
      paths.push_back(path);
  }
  if (error) return Error{Status::io, "", "cannot be read: " + error.message()};
  if (paths.empty()) return Error{Status::io, "", "there is no *.json in it"};
  std::sort(paths.begin(), paths.end());
  return paths;
}

Result<std::string> read_pack(const std::string& path) {
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) return read_file(path);
  auto paths = knowledge_paths(path);
  if (!paths) return paths.error();
  Value pack = Value::object();
  pack.set("kind", "pack").set("id", "pack").set("version", "0");
  Value files = Value::object();
  for (const std::string& name : *paths) {
    auto value = read_json(path, name);
    if (!value) return value.error();
    if (name != kHeader) {
      files.set(name, std::move(*value));
    } else if (value->is_object()) {
      for (codec::Member& m : value->members()) pack.set(m.name, std::move(m.value));
    }
  }
  return codec::write(pack.set("files", std::move(files)));
}

}  // namespace celian::cli
