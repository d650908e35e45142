// Keys, and hosts that bring their own hash and cipher.
#include "raw.hpp"
#include "sm.hpp"

namespace celian {
namespace {

class Keys : public EveryStore {};

TEST_P(Keys, OfAnotherLengthAreRefused) {
  StoreOptions o = options();
  o.key = "short";
  const std::string path = folder / "new.db";
  const auto opened = GetParam().is_database ? Store::open_sqlite(path, o) : Store::open_memory(o);
  EXPECT_REFUSED(opened, Status::argument, "a key has 32 bytes, not 5");
  EXPECT_FALSE(std::filesystem::exists(path));
}

EVERY_STORE(Keys);

TEST(Key, ThatIsWrongOrMissingIsTold) {
  TemporaryFolder folder;
  const std::string sealed = folder / "sealed.db";
  const std::string plain = folder / "plain.db";
  must_open(sealed, OpenMode::create, kKey);
  must_open(plain, OpenMode::create);
  const std::string other(32, 'K');
  for (const OpenMode mode : {OpenMode::read_write, OpenMode::create, OpenMode::read_only}) {
    EXPECT_REFUSED(Store::open_sqlite(sealed, how(mode, other)), Status::conflict, "wrong key");
    EXPECT_REFUSED(Store::open_sqlite(sealed, how(mode)), Status::argument, "its key is needed");
    EXPECT_REFUSED(Store::open_sqlite(plain, how(mode, kKey)), Status::conflict, "has no key");
  }
  EXPECT_FINE(Store::open_sqlite(sealed, how(OpenMode::read_write, kKey)));
}

std::string hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    out += kDigits[static_cast<unsigned char>(c) >> 4];
    out += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

// GB/T 32905-2016, A.1 and A.2; GB/T 32907-2016, A.1.
TEST(Sm, GivesThePublishedValues) {
  EXPECT_EQ(hex(sm3("abc")), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  std::string long_text;
  for (int i = 0; i < 16; ++i) long_text += "abcd";
  EXPECT_EQ(hex(sm3(long_text)),
            "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
  const std::string block("\x01\x23\x45\x67\x89\xab\xcd\xef\xfe\xdc\xba\x98\x76\x54\x32\x10", 16);
  EXPECT_EQ(hex(sm4(block, block)), "681edf34d206965e86b3e94f536e4246");
}

TEST(OwnCryptoOfAHost, IsUsedForEverything) {
  TemporaryFolder folder;
  SmCrypto own;
  StoreOptions o = how(OpenMode::create, std::string(16, 'q'));
  o.crypto = &own;
  const std::string path = folder / "store.db";
  Head head;
  {
    const auto store = Store::open_sqlite(path, o);
    ASSERT_FINE(store);
    ASSERT_FINE((*store)->append(consent("p-1")));
    ASSERT_FINE((*store)->append(grip("p-1")));
    ASSERT_FINE((*store)->append(consent("p-2")));
    ASSERT_FINE((*store)->erase("p-2", "dpo", kMorning));
    EXPECT_EQ(findings(*(*store)->verify()), "");
    EXPECT_EQ((*(*store)->history("p-1"))[1].payload, grip("p-1").payload);
    head = *(*store)->head();
  }
  EXPECT_GT(own.seals, 4);
  EXPECT_GT(own.hashes, 12);
  EXPECT_EQ(all_bytes(folder).find("grip_strength"), std::string::npos);

  StoreOptions wrong = o;
  wrong.key = std::string(16, 'r');
  EXPECT_REFUSED(Store::open_sqlite(path, wrong), Status::conflict, "wrong key");
  EXPECT_REFUSED(Store::open_sqlite(path, how(OpenMode::read_write, kKey)), Status::conflict,
                 "was made with sm3+sm4ctr-hmacsm3, not with sha256+xchacha20poly1305");
  const SmCrypto newer("another");
  wrong = o;
  wrong.crypto = &newer;
  EXPECT_REFUSED(Store::open_sqlite(path, wrong), Status::conflict,
                 "was made with sm3+sm4ctr-hmacsm3, not with another");
  o.mode = OpenMode::read_only;
  const auto again = Store::open_sqlite(path, o);
  ASSERT_FINE(again);
  EXPECT_EQ(findings(*(*again)->verify(head)), "");
}

TEST(DefaultCrypto, IsTheOneOfItsName) {
  const Crypto& c = default_crypto();
  EXPECT_EQ(c.name(), "sha256+xchacha20poly1305");
  // FIPS 180-2, appendix B.1.
  const std::string digest = c.hash("abc");
  EXPECT_EQ(static_cast<unsigned char>(digest[0]), 0xba);
  EXPECT_EQ(static_cast<unsigned char>(digest[31]), 0xad);
  const auto a = c.seal(kKey, "context", "plain");
  const auto b = c.seal(kKey, "context", "plain");
  EXPECT_NE(*a, *b);
  EXPECT_EQ(*c.open(kKey, "context", *a), "plain");
  EXPECT_FALSE(c.open(kKey, "other", *a));
  EXPECT_FALSE(c.open(std::string(32, 'x'), "context", *a));
  EXPECT_FALSE(c.open(kKey, "context", "short"));
  for (std::size_t i = 0; i < a->size(); ++i) {
    std::string changed = *a;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(c.open(kKey, "context", changed)) << i;
  }
}

}  // namespace
}  // namespace celian
