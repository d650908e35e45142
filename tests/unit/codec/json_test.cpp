#include "codec/json.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace celian::codec {
namespace {

std::string round_trip(std::string_view text) {
  const Result<Value> value = parse(text);
  return value ? write(*value) : value.error().message + " @" + value.error().pointer;
}

TEST(JsonParse, KeepsValuesTypesAndOrder) {
  const Value v =
      parse(R"({"z": null, "a": [true, false], "n": -3, "x": 2.50, "s": "测\u6d4b\n"})").value();
  ASSERT_TRUE(v.is_object());
  EXPECT_EQ(v.members().front().name, "z");
  EXPECT_TRUE(v.find("z")->is_null());
  EXPECT_TRUE(v.find("a")->items()[0].as_bool());
  EXPECT_EQ(v.find("n")->as_int(), -3);
  EXPECT_EQ(v.find("n")->as_double(), -3.0);
  EXPECT_TRUE(v.find("x")->is_number());
  EXPECT_FALSE(v.find("x")->is_int());
  EXPECT_EQ(v.find("s")->as_string(), "测测\n");
  EXPECT_EQ(v.find("missing"), nullptr);
  EXPECT_EQ(v.find("n")->find("not an object"), nullptr);
}

TEST(JsonParse, IsUndoneByWrite) {
  const struct {
    const char *text, *written;
  } cases[] = {
      {"1", "1"},
      {" [ ] ", "[]"},
      {"{}", "{}"},
      {"[[],{}]", "[[],{}]"},
      {"1.0", "1"},
      {"1e2", "100"},
      {"-0", "0"},
      {"0.1", "0.1"},
      {"9223372036854775807", "9223372036854775807"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"9223372036854775808", "9223372036854776000"},
      {"100000000000000000000000", "1e+23"},
      {R"("\u00e9\/\"\\")", R"("é/\"\\")"},
      {R"("\ud83d\ude00")", R"("😀")"},
      {R"("\u0001\u001f\b\f")", R"("\u0001\u001f\b\f")"},
      {"\xEF\xBB\xBF[1]", "[1]"},
      {R"({"b":1,"a":{"d":[],"c":null}})", R"({"b":1,"a":{"d":[],"c":null}})"},
      {R"({"":1})", R"({"":1})"},
      {R"(["[","{"])", R"(["[","{"])"},
  };
  for (const auto& c : cases) EXPECT_EQ(round_trip(c.text), c.written) << c.text;
}

TEST(JsonParse, SaysWhereAndWhatIsWrong) {
  const struct {
    const char *text, *at, *pointer;
  } cases[] = {
      {"", "line 1, column 1: the text is empty", ""},
      {" \n\t", "line 1, column 1: the text is empty", ""},
      {"{", "line 1, column 2: the text ends too early", ""},
      {"[1, 2", "line 1, column 6: the text ends too early", "/2"},
      {"{\"a\": \"abc", "line 1, column 11: the text ends too early", "/a"},
      {"[1,\n 2,\n ]", "line 3, column 2: unexpected \"]\"", "/2"},
      {"[1 2]", "line 1, column 4: unexpected \"2\"", "/1"},
      {"{\"a\": tru}", "line 1, column 10: unexpected \"}\"", "/a"},
      {"{a: 1}", "line 1, column 2: unexpected \"a\"", ""},
      {"[NaN]", "line 1, column 2: unexpected \"N\"", "/0"},
      {"[Infinity]", "line 1, column 2: unexpected \"I\"", "/0"},
      {"[-Infinity]", "line 1, column 3: unexpected \"I\"", "/0"},
      {"[01]", "line 1, column 3: unexpected \"1\"", "/1"},
      {"[1.]", "line 1, column 4: unexpected \"]\"", "/0"},
      {"[+1]", "line 1, column 2: unexpected \"+\"", "/0"},
      {"[1] x", "line 1, column 5: unexpected \"x\"", ""},
      {"// no\n1", "line 1, column 1: unexpected \"/\"", ""},
      {"{\"测\": [1e999]}", "1e999 is too large a number", "/测/0"},
      {"[-1e400]", "-1e400 is too large a number", "/0"},
      {"{\"a\":{\"b\":1,\"c\":2,\"b\":3}}", "the name \"b\" is there twice", "/a/b"},
      {"{\"a\":1,\"\\u0061\":2}", "the name \"a\" is there twice", "/a"},
      {"[\"\x01\"]", "column 3: unexpected control character 1", "/0"},
      {"[\"\\ud800\"]", "column 9: unexpected \"\"\"", "/0"},
      {"[\"\\x\"]", "unexpected \"x\"", "/0"},
      {"\n\"测\xC0\xAF\"", "line 2, column 3: not UTF-8", ""},
      {"[\"\xED\xA0\x80\"]", "line 1, column 3: not UTF-8", ""},
  };
  for (const auto& c : cases) {
    const Result<Value> value = parse(c.text);
    ASSERT_FALSE(value.has_value()) << c.text << " gave " << write(*value);
    EXPECT_EQ(value.error().status, Status::syntax) << c.text;
    EXPECT_NE(value.error().message.find(c.at), std::string::npos)
        << c.text << "\n  gave " << value.error().message << "\n  not  " << c.at;
    EXPECT_EQ(value.error().pointer, c.pointer) << c.text;
  }
}

TEST(JsonParse, DoesNotStopAtANul) {
  const Result<Value> value = parse(std::string_view("[1]\0[", 5));
  ASSERT_FALSE(value.has_value());
  EXPECT_EQ(value.error().message, "line 1, column 4: a NUL byte");
}

TEST(JsonParse, HoldsItsLimits) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(parse(nested(64)).has_value());
  EXPECT_EQ(parse(nested(65)).error().status, Status::range);
  EXPECT_EQ(parse(nested(100000)).error().status, Status::range);
  EXPECT_TRUE(parse("[1,2]", {.bytes = 5}).has_value());
  EXPECT_EQ(parse("[1,2]", {.bytes = 4}).error().status, Status::range);
  EXPECT_TRUE(parse("[1,2]", {.values = 3}).has_value());
  EXPECT_EQ(parse("[1,2]", {.values = 2}).error().status, Status::range);
  EXPECT_EQ(parse(std::string((16u << 20) + 1, ' ')).error().status, Status::range);
}

TEST(JsonWrite, Indents) {
  const Value v = parse(R"({"a":[1,{"b":2}],"c":[],"d":{}})").value();
  EXPECT_EQ(write(v, 2),
            "{\n  \"a\": [\n    1,\n    {\n      \"b\": 2\n    }\n  ],\n  \"c\": [],\n"
            "  \"d\": {}\n}");
}

TEST(JsonWrite, AlwaysGivesValidJson) {
  Value v = Value::array();
  v.push(std::nan("")).push(std::numeric_limits<double>::infinity()).push("a\xFFz\x7F");
  EXPECT_EQ(write(v), "[null,null,\"a\xEF\xBF\xBDz\x7F\"]");
  EXPECT_TRUE(parse(write(v)).has_value());
}

TEST(Value, IsBuiltByChaining) {
  Value v = Value::object();
  v.set("id", "x").set("n", 3).set("size", std::size_t{4}).set("flag", true).set("d", 0.5);
  v.set("list", Value::array().push(1).push("two")).set("n", 5);
  EXPECT_EQ(write(v), R"({"id":"x","n":5,"size":4,"flag":true,"d":0.5,"list":[1,"two"]})");
  EXPECT_EQ(v.size(), 6U);
  EXPECT_EQ(Value().set("a", 1).size(), 1U);
  EXPECT_THROW((void)v.as_string(), std::bad_variant_access);
}

TEST(Value, IsEqualByMeaning) {
  const auto equal = [](const char* a, const char* b) {
    return parse(a).value() == parse(b).value();
  };
  EXPECT_TRUE(equal("2", "2.0"));
  EXPECT_TRUE(equal(R"({"a":1,"b":[2]})", R"({"b":[2.0],"a":1})"));
  EXPECT_FALSE(equal(R"({"a":1})", R"({"b":1})"));
  EXPECT_FALSE(equal(R"({"a":1})", R"({"a":1,"b":1})"));
  EXPECT_FALSE(equal("[1,2]", "[2,1]"));
  EXPECT_FALSE(equal("1", "\"1\""));
  EXPECT_FALSE(equal("null", "false"));
  EXPECT_TRUE(equal("null", "null"));
  EXPECT_FALSE(equal("9223372036854775807", "9223372036854775806"));
}

TEST(Pointer, EscapesNames) {
  EXPECT_EQ(join("", "a/b~c"), "/a~1b~0c");
  EXPECT_EQ(join("/a", std::size_t{0}), "/a/0");
}

}  // namespace
}  // namespace celian::codec
