// Files that are wrong on purpose: each is laid over the frozen knowledge and must be refused at
// the right place with the right words. expected.json says where and how; "issues": null = it may
// upset other things as well.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "catalog/check.hpp"
#include "codec/json.hpp"
#include "frozen.hpp"

namespace celian {
namespace {

const std::filesystem::path kWrong = std::filesystem::path(CELIAN_SOURCE_DIR) / "tests/data/wrong";

std::string text_of(const codec::Value& v, std::string_view name) {
  const codec::Value* field = v.find(name);
  return field != nullptr && field->is_string() ? field->as_string() : "";
}

std::string list(const Issues& issues) {
  std::string out;
  for (const Issue& issue : issues) out += "\n  " + describe(issue);
  return out.empty() ? "\n  nothing" : out;
}

bool is_expected(const Issue& issue, const std::string& path, const std::string& pointer,
                 const std::string& says) {
  return issue.path == path && issue.pointer == pointer &&
         issue.message.find(says) != std::string::npos;
}

TEST(WrongFiles, AreRefusedWithPlaceAndReason) {
  const codec::Value expected = codec::parse(frozen::read(kWrong / "expected.json")).value();
  EXPECT_GE(expected.size(), 40u);
  for (const codec::Value& row : expected.items()) {
    const std::string file = text_of(row, "file"), over = text_of(row, "lay_over");
    SCOPED_TRACE(file);
    std::map<std::string, std::string> files = frozen::files();
    files[over] = frozen::read(kWrong / file);
    const CheckResult got = check_base(frozen::base(files));
    const std::string pointer = text_of(row, "pointer"), says = text_of(row, "says");
    bool found = false;
    for (const Issue& issue : got.issues)
      found = found || is_expected(issue, "data/" + over, pointer, says);
    EXPECT_TRUE(found) << "expected data/" << over << ": " << pointer << ": …" << says << "…, found"
                       << list(got.issues);
    const codec::Value* many = row.find("issues");
    if (many == nullptr) {
      EXPECT_EQ(1u, got.issues.size()) << list(got.issues);
    } else if (many->is_int()) {
      EXPECT_EQ(static_cast<std::size_t>(many->as_int()), got.issues.size()) << list(got.issues);
    }
  }
}

TEST(WrongFiles, AreAllExpected) {
  std::set<std::string> listed = {"expected.json"}, there;
  const codec::Value expected = codec::parse(frozen::read(kWrong / "expected.json")).value();
  for (const codec::Value& row : expected.items()) {
    EXPECT_TRUE(listed.insert(text_of(row, "file")).second)
        << text_of(row, "file") << " is listed twice";
  }
  for (const auto& entry : std::filesystem::directory_iterator(kWrong))
    there.insert(entry.path().filename().string());
  EXPECT_EQ(listed, there);
}

TEST(FrozenFiles, AreRight) {
  const CheckResult got = check_base(frozen::base(frozen::files()));
  EXPECT_TRUE(got.issues.empty()) << list(got.issues);
}

}  // namespace
}  // namespace celian
