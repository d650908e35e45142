#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "codec/packed.hpp"
#include "datac/canonical.hpp"
#include "datac/commands.hpp"
#include "datac/data_dir.hpp"
#include "datac/emit.hpp"
#include "datac/lock.hpp"

namespace celian::datac {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// A copy of the frozen knowledge that a test may spoil.
class Datac : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder = fs::temp_directory_path() / ("celian_datac_" + std::string(info->name()));
    fs::remove_all(folder);
    fs::copy(fs::path(CELIAN_SOURCE_DIR) / "tests/data/frozen", folder,
             fs::copy_options::recursive);
  }
  void TearDown() override { fs::remove_all(folder); }

  int call(std::vector<std::string> arguments) {
    out.str("");
    err.str("");
    return run(arguments, out, err);
  }
  void spoil(const std::string& path, const std::string& from, const std::string& to) {
    std::string text = read(folder / path);
    text.replace(text.find(from), from.size(), to);
    std::ofstream(folder / path, std::ios::binary) << text;
  }

  fs::path folder;
  std::ostringstream out, err;
};

TEST_F(Datac, ChecksAndCounts) {
  EXPECT_EQ(0, call({"check", folder.string()})) << err.str();
  EXPECT_NE(std::string::npos, out.str().find("rules 3, cases 6")) << out.str();
  EXPECT_EQ("", err.str());
  EXPECT_EQ(0, call({"counts", folder.string()}));
}

TEST_F(Datac, SaysEverythingThatIsWrong) {
  spoil("rules/rules.json", "\"unknown\": \"ask\"", "\"unknown\": \"guess\"");
  spoil("tests/tests.json", "\"unit\": \"cm\"", "\"unit\": \"furlong\"");
  EXPECT_EQ(3, call({"check", folder.string()}));
  EXPECT_NE(std::string::npos, err.str().find("data/rules/rules.json: /rules/0/unknown: expected"))
      << err.str();
  EXPECT_NE(std::string::npos, err.str().find("data/tests/tests.json: /tests/0/unit: expected"))
      << err.str();
  EXPECT_NE(std::string::npos, err.str().find("2 errors")) << err.str();
}

TEST_F(Datac, BuildsOnlyWhatPasses) {
  const std::string cpp = (folder / "out.cpp").string();
  EXPECT_EQ(0, call({"build", folder.string(), cpp})) << err.str();
  EXPECT_TRUE(fs::exists(cpp));
  fs::remove(cpp);
  spoil("rules/rules.json", "\"unknown\": \"ask\"", "\"unknown\": \"guess\"");
  EXPECT_EQ(3, call({"build", folder.string(), cpp}));
  EXPECT_FALSE(fs::exists(cpp));
  EXPECT_EQ(0, call({"build", folder.string(), cpp, "--draft"}));
  EXPECT_TRUE(fs::exists(cpp));
}

TEST_F(Datac, LocksAndSeesWhatChanged) {
  EXPECT_TRUE(compare_lock(*read_data_dir(folder.string())).empty())
      << "without a lock nothing is locked";
  EXPECT_EQ(0, call({"lock", folder.string()}));
  EXPECT_NE(std::string::npos, read(folder / "manifest.lock").find("frozen.norm@1+r1 current "));
  EXPECT_EQ(0, call({"check", folder.string()}));
  EXPECT_EQ("", err.str());
  spoil("norms/frozen.norm@1.json", "nobody issued", "somebody issued");
  EXPECT_EQ(0, call({"check", folder.string()}))
      << "nothing is published yet, so a change is only said";
  EXPECT_NE(std::string::npos, err.str().find("data/norms/frozen.norm@1.json: changed since"))
      << err.str();
  // Layout is not content.
  EXPECT_EQ(0, call({"lock", folder.string()}));
  spoil("norms/frozen.norm@1.json", "\"format\": 1,", "\"format\":    1,");
  EXPECT_EQ(0, call({"check", folder.string()}));
  EXPECT_EQ("", err.str());
  fs::remove(folder / "sheets/class.json");
  call({"check", folder.string()});
  EXPECT_NE(std::string::npos, err.str().find("data/sheets/class.json: in manifest.lock and gone"))
      << err.str();
}

TEST_F(Datac, KnowsItsCommands) {
  for (const std::vector<std::string>& wrong :
       {std::vector<std::string>{}, {"help"}, {"check"}, {"check", "a", "b"}, {"build", "a"}}) {
    EXPECT_EQ(2, call(wrong));
    EXPECT_NE(std::string::npos, err.str().find("usage"));
  }
  EXPECT_EQ(4, call({"check", (folder / "nowhere").string()}));
}

TEST(Canonical, PutsTheHeaderFirst) {
  const codec::Value file =
      codec::parse(R"({"rules": [1, 2], "kind": "rules", "notes": ["x"], "id": "a"})").value();
  EXPECT_EQ(R"({"kind":"rules","id":"a","rules":[1,2],"notes":["x"]})",
            codec::write(canonical_order(file)));
}

// What a compiler makes of the literals behind `const char file_0[] =`.
std::string first_literal(const std::string& cpp) {
  std::string out;
  bool inside = false;
  for (std::size_t i = cpp.find("file_0[] ="); cpp[i] != ';' || inside; ++i) {
    if (cpp[i] == '"') {
      inside = !inside;
    } else if (inside && cpp[i] == '\\') {
      out += static_cast<char>((cpp[i + 1] - '0') * 64 + (cpp[i + 2] - '0') * 8 + cpp[i + 3] - '0');
      i += 3;
    } else if (inside) {
      out += cpp[i];
    }
  }
  return out;
}

TEST(Emit, AnyBytesSurviveTheLiteral) {
  DataDir data;
  data.version = "2026.1";
  const std::string text =
      R"({"kind":"texts","id":"a","text":"\"\\\u0001 7??/;测","n":[1,-70000,0.1]})";
  data.files.emplace_back("a.json", text);
  const std::string cpp = emit_cpp(data), size = std::to_string(first_literal(cpp).size());
  const Result<codec::Value> file = codec::unpack(first_literal(cpp));
  ASSERT_TRUE(file) << cpp;
  EXPECT_EQ(codec::write(*file), codec::write(codec::parse(text).value()));
  EXPECT_NE(std::string::npos, cpp.find(R"({"a.json", file_0, )" + size + ", \"")) << cpp;
  EXPECT_NE(std::string::npos, cpp.find("kFileCount = 1"));
}

}  // namespace
}  // namespace celian::datac
