// The knowledge that is compiled in: it is whole, and it is what data/ says.
#include <gtest/gtest.h>

#include <string>

#include "base/sha256.hpp"
#include "catalog/kb_impl.hpp"
#include "catalog/knowledge.hpp"
#include "celian/catalog.hpp"
#include "codec/packed.hpp"
#include "frozen.hpp"

namespace celian {
namespace {

TEST(Builtin, IsWholeAndInOrder) {
  ASSERT_GT(knowledge::kFileCount, 100u);
  std::string last;
  for (std::size_t i = 0; i < knowledge::kFileCount; ++i) {
    const knowledge::File& f = knowledge::kFiles[i];
    EXPECT_LT(last, f.path);
    last = f.path;
    const Result<codec::Value> json = codec::unpack({f.bytes, f.size});
    ASSERT_TRUE(json) << f.path;
    EXPECT_EQ(f.sha256, sha256_hex(codec::write(*json))) << f.path;
  }
}

TEST(Builtin, SaysTheSameAsTheFolder) {
  const auto builtin = Catalog::builtin();
  ASSERT_TRUE(builtin) << builtin.error().message;
  Issues issues;
  const auto read =
      catalog_from_files(frozen::folder("data"), std::string((*builtin)->version()), &issues)
          .value();
  const KnowledgeBase &a = (*builtin)->internals(), &b = read->internals();
  ASSERT_EQ(a.files().size(), b.files().size());
  for (std::size_t i = 0; i < a.files().size(); ++i) {
    EXPECT_EQ(a.files()[i].reference(), b.files()[i].reference());
    EXPECT_EQ(a.files()[i].title, b.files()[i].title) << a.files()[i].path;
  }
  EXPECT_EQ(a.facts().size(), b.facts().size());
  EXPECT_EQ(a.rules().screen.size(), b.rules().screen.size());
  EXPECT_EQ(a.rules().guide.size(), b.rules().guide.size());
  EXPECT_EQ(a.exercises().size(), b.exercises().size());
  EXPECT_EQ(a.standards().size(), b.standards().size());
  EXPECT_EQ(a.norms().size(), b.norms().size());
  EXPECT_GT(a.standards().size(), 4u);
}

}  // namespace
}  // namespace celian
