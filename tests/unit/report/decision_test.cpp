// What the box on top says: the decision, and when to look again.
#include <gtest/gtest.h>

#include "fixture.hpp"

namespace celian::report::test {
namespace {

std::string lines(const Document& d) {
  std::string out;
  for (const Block& b : d.blocks) {
    if (const auto* box = std::get_if<Callout>(&b)) {
      for (const Line& l : box->lines) out += l.text + "\n";
    }
  }
  return out;
}

std::string deferred(const std::string& recheck) {
  std::string json = result();
  const std::string go = R"("decision": "go", "until": null, "recheck": [])";
  json.replace(json.find(go), go.size(),
               R"("decision": "defer", "until": "2026-11-23", "recheck": [")" + recheck + R"("])");
  return json;
}

TEST(Decision, ADateThatWaitsForADoctorSaysSo) {
  const std::string plain = lines(document(deferred("after_fever_24h"), "person", "en"));
  EXPECT_TRUE(contains(plain, "The plan begins on Mon 23 Nov.")) << plain;
  const std::string waits = lines(document(deferred("after_physician"), "person", "en"));
  EXPECT_FALSE(contains(waits, "The plan begins on Mon")) << waits;
  EXPECT_TRUE(contains(waits, "only once the doctor agrees, on Mon 23 Nov at the earliest"))
      << waits;
  const std::string zh = lines(document(deferred("after_physician"), "person", "zh-CN"));
  EXPECT_TRUE(contains(zh, "医生同意后方可开始")) << zh;
}

}  // namespace
}  // namespace celian::report::test
