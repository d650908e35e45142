// The person document goes through JSON and back unchanged.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "codec/model_io.hpp"

namespace celian::codec {
namespace {

TEST(PersonDocument, IsReadBackAsItWasWritten) {
  int files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(CELIAN_SOURCE_DIR) + "/examples/people")) {
    if (entry.path().extension() != ".json") continue;
    ++files;
    std::ifstream in(entry.path());
    const auto file = parse(std::string(std::istreambuf_iterator<char>(in), {}));
    ASSERT_TRUE(file) << entry.path();
    Reader first(*file);
    const PersonDocument doc = decode_person_document(first);
    ASSERT_TRUE(first.ok()) << entry.path() << " " << first.finish().error().message;
    const Value written = encode(doc);
    Reader second(written);
    const PersonDocument back = decode_person_document(second);
    const auto done = second.finish();
    ASSERT_TRUE(done) << entry.path() << " " << done.error().pointer << " " << done.error().message;
    EXPECT_EQ(encode(back), written) << entry.path();
    // Every answer that stands in the file stands in what was written, apart from the history.
    for (const char* part : {"person", "goals", "environment", "consent"}) {
      const Value* given = file->find(part);
      if (given == nullptr) continue;
      ASSERT_NE(written.find(part), nullptr) << entry.path() << " " << part;
      EXPECT_EQ(*written.find(part), *given) << entry.path() << " " << part;
    }
  }
  EXPECT_GE(files, 6);
}

}  // namespace
}  // namespace celian::codec
