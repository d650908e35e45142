#include "cli/out_folder.hpp"

#include <filesystem>
#include <utility>
#include <vector>

namespace celian::cli {

namespace {

namespace fs = std::filesystem;

constexpr int kTries = 100;
constexpr const char* kLists[] = {"lists.txt", "people.csv", "results.jsonl", "rejected.csv"};

Error io_error(const std::string& what, const std::error_code& error) {
  return {Status::io, "", what + ": " + error.message()};
}

// Only a folder that this program has filled is cleared.
bool is_earlier_run(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / "index.html", error) && fs::exists(folder / "results.jsonl", error);
}

void clear_earlier_run(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> old;
  for (const fs::directory_entry& file : fs::directory_iterator(folder, error)) {
    if (file.is_regular_file(error) && file.path().extension() == ".html")
      old.push_back(file.path());
  }
  for (const char* name : kLists) old.push_back(folder / name);
  for (const fs::path& file : old) fs::remove(file, error);
}

// A new folder: DIR.part, or DIR/.part inside one that is there.
Result<std::string> make_work(const std::string& wanted) {
  std::error_code error;
  for (int i = 1; i <= kTries; ++i) {
    const std::string name = wanted + (i == 1 ? "" : std::to_string(i));
    if (fs::create_directory(name, error)) return name;
    if (error) break;
  }
  return io_error("cannot be made", error);
}

}  // namespace

Result<OutFolder> OutFolder::create(const std::string& path, bool force) {
  std::string plain = path;
  while (plain.size() > 1 && plain.back() == '/') plain.pop_back();
  std::error_code error;
  if (!fs::exists(plain, error)) {
    const fs::path parent = fs::path(plain).parent_path();
    if (!parent.empty()) fs::create_directories(parent, error);
    if (error) return io_error("cannot be made", error);
    auto work = make_work(plain + ".part");
    if (!work) return work.error();
    return OutFolder(plain, std::move(*work));
  }
  if (!fs::is_directory(plain, error)) return Error{Status::io, "", "is no folder"};
  const bool is_empty = fs::is_empty(plain, error);
  if (error) return io_error("cannot be read", error);
  if (!is_empty && !force)
    return Error{Status::conflict, "",
                 "is not empty; name a new folder, or replace an earlier run with --force"};
  auto work = make_work(plain + "/.part");
  if (!work) return work.error();
  return OutFolder(plain, std::move(*work));
}

OutFolder::OutFolder(OutFolder&& other) noexcept
    : path_(std::move(other.path_)), work_(std::exchange(other.work_, {})) {}

OutFolder::~OutFolder() {
  std::error_code ignored;
  if (!work_.empty()) fs::remove_all(work_, ignored);
}

Result<void> OutFolder::publish() {
  std::error_code error;
  if (!fs::exists(path_, error)) {
    fs::rename(work_, path_, error);
    if (error) return io_error("cannot be written", error);
    work_.clear();
    return {};
  }
  if (is_earlier_run(path_)) clear_earlier_run(path_);
  std::vector<fs::path> files;
  for (const fs::directory_entry& file : fs::directory_iterator(work_, error))
    files.push_back(file.path());
  for (const fs::path& file : files) {
    fs::rename(file, fs::path(path_) / file.filename(), error);
    if (error) return io_error("cannot be written", error);
  }
  return {};
}

}  // namespace celian::cli
