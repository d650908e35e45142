// Keys, and hosts that bring their own hash and cipher.
#include "raw.hpp"

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

// What a host would bring, with a cipher that is good for nothing but this test: each byte is
// changed by a key stream made of hashes, and a hash of all of it stands behind.
class OwnCrypto final : public Crypto {
 public:
  explicit OwnCrypto(std::string name = "own") : name_(std::move(name)) {}
  std::string_view name() const noexcept override { return name_; }
  std::size_t key_bytes() const noexcept override { return 16; }
  void random(std::span<unsigned char> out) const override { default_crypto().random(out); }
  std::string hash(std::string_view bytes) const override {
    ++hashes;
    return default_crypto().hash("own" + std::string(bytes));
  }
  Result<std::string> seal(std::string_view key, std::string_view context,
                           std::string_view plain) const override {
    ++seals;
    std::string nonce(8, '\0');
    random({reinterpret_cast<unsigned char*>(nonce.data()), nonce.size()});
    const std::string body = changed(key, nonce, plain);
    return nonce + body + hash(std::string(key) + std::string(context) + nonce + body);
  }
  Result<std::string> open(std::string_view key, std::string_view context,
                           std::string_view sealed) const override {
    const Error wrong{Status::conflict, "", "does not open"};
    if (sealed.size() < 40) return wrong;
    const std::string nonce(sealed.substr(0, 8));
    const std::string body(sealed.substr(8, sealed.size() - 40));
    if (hash(std::string(key) + std::string(context) + nonce + body) !=
        sealed.substr(sealed.size() - 32))
      return wrong;
    return changed(key, nonce, body);
  }

  mutable int hashes = 0, seals = 0;

 private:
  std::string changed(std::string_view key, const std::string& nonce, std::string_view text) const {
    std::string out(text);
    std::string stream;
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (i % 32 == 0) stream = hash(std::string(key) + nonce + std::to_string(i));
      out[i] = static_cast<char>(out[i] ^ stream[i % 32]);
    }
    return out;
  }
  std::string name_;
};

TEST(OwnCryptoOfAHost, IsUsedForEverything) {
  TemporaryFolder folder;
  OwnCrypto own;
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
                 "was made with own, not with sha256+xchacha20poly1305");
  const OwnCrypto newer("own 2");
  wrong = o;
  wrong.crypto = &newer;
  EXPECT_REFUSED(Store::open_sqlite(path, wrong), Status::conflict, "was made with own, not");
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
