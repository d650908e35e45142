// celian data check: knowledge files, before anybody relies on them.
#include <algorithm>
#include <filesystem>
#include <iostream>

#include "catalog/check.hpp"
#include "catalog/kb_impl.hpp"
#include "cli/files.hpp"
#include "cli/pack_folder.hpp"
#include "cli/setting.hpp"
#include "codec/json.hpp"
#include "exchange/sheet_examples.hpp"

namespace celian::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kPackUnderWork = "under-work";

// Every *.json except schemas and the header of a pack, by path.
Result<BaseFiles> read_folder(const std::string& folder, const std::string& pack) {
  const auto paths = knowledge_paths(folder);
  if (!paths) return paths.error();
  BaseFiles out;
  for (const std::string& path : *paths) {
    if (!pack.empty() && path == "pack.json") continue;
    auto text = read_file(folder + "/" + path);
    if (!text) return Error{Status::io, "", path + ": " + text.error().message};
    out.emplace_back(path, std::move(*text), pack);
  }
  if (out.empty()) return Error{Status::io, "", "there is no *.json in it"};
  return out;
}

int say(const CheckResult& result, const std::vector<std::string>& examples, bool quiet) {
  for (const Issue& issue : result.issues) std::cout << describe(issue) << "\n";
  for (const std::string& failed : examples) std::cout << failed << "\n";
  for (const Issue& issue : result.warnings) std::cout << "warning: " << describe(issue) << "\n";
  if (!quiet) std::cout << describe(result.counts);
  const std::size_t wrong = result.issues.size() + examples.size();
  if (wrong > 0) std::cout << wrong << " errors\n";
  return wrong > 0 ? kBadInput : kDone;
}

std::vector<std::string> sheet_examples(const BaseFiles& files) {
  const FileKnowledge kb(files, "check");
  std::vector<std::string> out;
  for (const Sheet& sheet : kb.sheets()) {
    for (std::string& failed : exchange::failed_examples(kb, sheet))
      out.push_back(std::move(failed));
  }
  return out;
}

int check_pack_file(const Arguments& a, const std::string& path) {
  const auto text = read_file(path);
  if (!text) return complain(path, text.error());
  int code = kDone;
  const auto engine = make_engine(a, code);
  if (!engine) return code;
  const auto with = engine->catalog().with_pack(*text);
  if (!with) return complain(path, with.error());
  if (!a.has("quiet")) std::cout << "fine: " << (*with)->version() << "\n";
  return kDone;
}

}  // namespace

int run_data(const Arguments& a) {
  if (a.positional[0] != "check")
    return complain_usage("data", "check, not '" + a.positional[0] + "'");
  const std::string folder = a.positional[1];
  std::error_code error;
  if (fs::is_regular_file(folder, error)) return check_pack_file(a, folder);
  // A whole base brings its own units; anything else is an addition to ours.
  const bool is_base = fs::exists(fs::path(folder) / "units.json", error);
  auto files = read_folder(folder, is_base ? "" : kPackUnderWork);
  if (!files) return complain(folder, files.error());
  if (is_base) return say(check_base(*files), sheet_examples(*files), a.has("quiet"));
  auto base = Catalog::builtin();
  if (!base) return complain("", base.error());
  BaseFiles all = dynamic_cast<const FileKnowledge&>((*base)->internals()).base_files();
  all.insert(all.end(), files->begin(), files->end());
  return say(check_base(all, {.pack = kPackUnderWork, .restricted_ships = true}), {},
             a.has("quiet"));
}

}  // namespace celian::cli
