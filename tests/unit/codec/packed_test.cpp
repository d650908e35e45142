#include "codec/packed.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>

namespace celian::codec {
namespace {

Value again(const Value& v) {
  const Result<Value> out = unpack(pack(v));
  EXPECT_TRUE(out) << write(v);
  return out ? *out : Value();
}

TEST(Packed, KeepsValuesTypesAndOrder) {
  const Value v =
      parse(R"({"z":null,"a":[true,false,[]],"n":-3,"x":2.5,"s":"测","t":"","o":{"z":"z","a":{}}})")
          .value();
  EXPECT_EQ(write(again(v)), write(v));
  for (const std::int64_t i :
       {INT64_MIN, INT64_MIN + 1, std::int64_t{-129}, std::int64_t{-1}, std::int64_t{0},
        std::int64_t{63}, std::int64_t{64}, std::int64_t{1} << 40, INT64_MAX}) {
    const Value out = again(i);
    ASSERT_TRUE(out.is_int()) << i;
    EXPECT_EQ(out.as_int(), i);
  }
  for (const double d : {0.0, -0.0, 2.0, 0.1, 1e-300, std::numeric_limits<double>::max()}) {
    const Value out = again(d);
    ASSERT_EQ(out.type(), Type::number) << d;
    EXPECT_EQ(out.as_double(), d);
    EXPECT_EQ(std::signbit(out.as_double()), std::signbit(d));
  }
}

TEST(Packed, WritesAStringOnce) {
  const std::string word = "secondary";
  Value v = Value::array();
  for (int i = 0; i < 100; ++i) v.push(word);
  EXPECT_LT(pack(v).size(), 220u);
  EXPECT_EQ(write(again(v)), write(v));
}

TEST(Packed, FirstMembersStopAtTheFirstThatIsNotWanted) {
  const std::string bytes =
      pack(parse(R"({"kind":"k","id":["a"],"rules":[1,2],"edition":"k"})").value());
  const auto header = [](std::string_view name) { return name != "rules"; };
  EXPECT_EQ(write(unpack_first_members(bytes, header).value()), R"({"kind":"k","id":["a"]})");
  // What follows need not even be there.
  EXPECT_TRUE(unpack_first_members(std::string_view(bytes).substr(0, bytes.size() - 8), header));
  EXPECT_FALSE(unpack_first_members(pack(Value(1)), header));
}

// Whatever is cut off or changed is an error or another value, never a read beyond the end.
TEST(Packed, DamageIsFound) {
  const std::string bytes =
      pack(parse(R"({"a":[1,-2,3.5,"x","x"],"b":{"a":null},"c":"测试"})").value());
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    const Result<Value> cut = unpack(std::string_view(bytes).substr(0, n));
    ASSERT_FALSE(cut) << n;
    EXPECT_EQ(cut.error().status, Status::internal);
    for (int bit = 0; bit < 8; ++bit) {
      std::string other = bytes;
      other[n] = static_cast<char>(other[n] ^ (1 << bit));
      (void)unpack(other);  // the sanitizers judge
    }
  }
  EXPECT_FALSE(unpack(bytes + '\0'));
}

TEST(Packed, DepthIsBounded) {
  std::string deep(100, '\x07');  // an array of one
  for (std::size_t i = deep.size(); i > 0; --i) deep.insert(i, 1, '\x01');
  EXPECT_FALSE(unpack(deep + '\0'));
}

}  // namespace
}  // namespace celian::codec
