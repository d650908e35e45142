// Stores to test, and events to put into them.
#pragma once

#include <gtest/gtest.h>
#include <celian/store.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace celian {

// A folder that is gone with the object.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "celian-store-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline const std::string kKey(32, 'k');
// 2026-11-21T09:30:00Z
inline constexpr std::int64_t kMorning = 1795253400000;

inline NewEvent event(std::string person, EventKind kind, std::string payload) {
  NewEvent e;
  e.person = std::move(person);
  e.kind = kind;
  e.date = *Date::parse("2026-11-20");
  e.recorded_at = kMorning;
  e.author = "nurse-3";
  e.source = "a form";
  e.payload = std::move(payload);
  return e;
}

inline NewEvent consent(std::string person, std::string covers = R"(["test","exercise","data"])",
                        const std::string& id = "c-1") {
  return event(std::move(person), EventKind::consent,
               R"({"id":")" + id + R"(","covers":)" + covers + "}");
}

inline NewEvent grip(std::string person, const std::string& kg = "21.4") {
  return event(std::move(person), EventKind::measurement,
               R"({"test":"grip_strength","value":)" + kg + "}");
}

inline NewEvent prescription(std::string person, bool draft, const std::string& id = "null") {
  return event(std::move(person), EventKind::prescription,
               R"({"v":1,"data_version":"2026.1","person":{"id":)" + id +
                   R"(},"withheld":null,"draft":)" + (draft ? "true" : "false") +
                   R"(,"plan":null})");
}

struct Lines final : LineSink {
  std::vector<std::string> lines;
  Result<void> write(std::string_view line) override {
    lines.emplace_back(line);
    return {};
  }
};

struct Source final : LineSource {
  explicit Source(std::vector<std::string> given) : lines(std::move(given)) {}
  std::vector<std::string> lines;
  std::size_t at = 0;
  Result<bool> next(std::string& line) override {
    if (at == lines.size()) return false;
    line = lines[at++];
    return true;
  }
};

inline std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

inline std::string findings(const Audit& audit) {
  std::string out;
  for (const AuditFinding& f : audit.findings)
    out += std::to_string(f.sequence) + ": " + f.what + "\n";
  return out;
}

// What a Result says when it should have held.
#define ASSERT_FINE(result) \
  ASSERT_TRUE(result) << (result).error().pointer << ": " << (result).error().message
#define EXPECT_FINE(result) \
  EXPECT_TRUE(result) << (result).error().pointer << ": " << (result).error().message
// ... and when it should not: status, and a part of "pointer: message".
#define EXPECT_REFUSED(result, expected, part)                                        \
  do {                                                                                \
    const auto& refused_ = (result);                                                  \
    ASSERT_FALSE(refused_) << "was not refused: " << (part);                          \
    const Error error_ = refused_.error();                                            \
    EXPECT_EQ(status_name(error_.status), status_name(expected)) << error_.message;   \
    EXPECT_NE((error_.pointer + ": " + error_.message).find(part), std::string::npos) \
        << error_.pointer << ": " << error_.message;                                  \
  } while (false)

// The same tests for every kind of store.
struct Kind {
  const char* name;
  bool is_database;
  bool is_sealed;
};

class EveryStore : public ::testing::TestWithParam<Kind> {
 protected:
  EveryStore() : store(make("store.db")) {}

  StoreOptions options() const {
    StoreOptions o;
    o.mode = OpenMode::create;
    o.durable = false;  // no power is cut here
    if (GetParam().is_sealed) o.key = kKey;
    return o;
  }
  std::unique_ptr<Store> make(const std::string& name) const {
    auto made = GetParam().is_database ? Store::open_sqlite(folder / name, options())
                                       : Store::open_memory(options());
    EXPECT_FINE(made);
    return made ? std::move(*made) : nullptr;
  }

  TemporaryFolder folder;
  std::unique_ptr<Store> store;
};

inline constexpr Kind kKinds[] = {{"memory", false, false},
                                  {"memory_sealed", false, true},
                                  {"sqlite", true, false},
                                  {"sqlite_sealed", true, true}};

inline std::string name_of(const ::testing::TestParamInfo<Kind>& kind) { return kind.param.name; }

#define EVERY_STORE(suite) \
  INSTANTIATE_TEST_SUITE_P(All, suite, ::testing::ValuesIn(kKinds), name_of)

}  // namespace celian
