// Packs: knowledge that somebody adds at run time, through the same checks as ours.
#include <new>

#include "catalog/check.hpp"
#include "catalog/decode.hpp"
#include "catalog/kb_impl.hpp"
#include "celian/catalog.hpp"
#include "codec/reader.hpp"

namespace celian {

using codec::Reader;
using codec::Value;

namespace {

struct Pack {
  std::string id, version;
  BaseFiles files;
};

// [a-z0-9_-]+
bool is_pack_id(std::string_view id) { return is_id(id) && id.find('.') == std::string_view::npos; }

Error refused(std::string pointer, std::string message) {
  return Error{Status::pack, std::move(pointer), std::move(message)};
}

Result<Pack> read_pack(const Value& json) {
  Reader r(json);
  Pack pack;
  const std::string kind = r.required_string("kind");
  r.require(kind == "pack", "kind", "expected \"pack\"");
  pack.id = r.required_string("id");
  r.require(is_pack_id(pack.id), "id", "expected a-z, 0-9, _ and - only");
  pack.version = r.required_string("version");
  r.require(!pack.version.empty() && pack.version.size() <= 64, "version",
            "expected 1 to 64 characters");
  r.ignore({"format", "title", "notes"});
  r.for_each_member("files", [&](const std::string& path, Reader& file) {
    file.ignore_rest();
    file.require(!path.empty() && file.value().is_object(), "",
                 "expected a path and a file (an object)");
    pack.files.emplace_back(path, codec::write(file.value()), pack.id);
  });
  r.require(!pack.files.empty(), "files", "expected at least one file, found none");
  if (Result<void> done = r.finish(); !done)
    return refused(done.error().pointer, done.error().message);
  return pack;
}

// The issue as seen from the pack: "/files/rules~1mine.json/rules/3/when".
Error in_pack(const Issue& issue) {
  return refused(codec::join("/files", issue.path) + issue.pointer,
                 issue.path + ": " + issue.message);
}

Result<void> find_conflict(const BaseFiles& base, const Pack& pack) {
  for (const BaseFile& f : base) {
    if (f.pack() == pack.id)
      return Error{Status::conflict, "/id", "the pack " + pack.id + " is in this catalog already"};
  }
  for (const BaseFile& mine : pack.files) {
    for (const BaseFile& f : base) {
      if (mine.id().empty() || f.id() != mine.id() || f.edition() != mine.edition()) continue;
      const std::string name =
          mine.edition().empty() ? mine.id() : mine.id() + "@" + mine.edition();
      return Error{Status::conflict, codec::join("/files", mine.path()) + "/id",
                   name + " is in this catalog already"};
    }
  }
  return {};
}

}  // namespace

Result<std::shared_ptr<const Catalog>> Catalog::with_pack(std::string_view text) const {
  try {
    // A catalog of ours always rests on files.
    const auto* base = dynamic_cast<const FileKnowledge*>(base_.get());
    if (base == nullptr) return Error{Status::unsupported, "", "this catalog takes no packs"};
    const Result<Value> json = codec::parse(text);
    if (!json) return json.error();
    Result<Pack> pack = read_pack(*json);
    if (!pack) return pack.error();
    if (Result<void> fine = find_conflict(base->base_files(), *pack); !fine) return fine.error();

    BaseFiles files = base->base_files();
    files.insert(files.end(), pack->files.begin(), pack->files.end());
    const CheckResult checked = check_base(files, {.pack = pack->id, .restricted_ships = true});
    if (!checked.issues.empty()) return in_pack(checked.issues.front());
    std::string version = std::string(base->version()) + "+" + pack->id + "@" + pack->version;
    return std::make_shared<const Catalog>(
        std::make_shared<const FileKnowledge>(std::move(files), std::move(version)));
  } catch (const std::bad_alloc&) {
    return Error{Status::memory, "", "not enough memory for the pack"};
  }
}

}  // namespace celian
