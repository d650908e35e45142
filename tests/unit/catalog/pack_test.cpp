#include <gtest/gtest.h>

#include <string>

#include "catalog/knowledge_base.hpp"
#include "celian/catalog.hpp"
#include "codec/json.hpp"
#include "frozen.hpp"
#include "small_base.hpp"

namespace celian {
namespace {

std::string pack(const std::string& files, const std::string& id = "clinic-a",
                 const std::string& version = "3") {
  return R"({"kind": "pack", "id": ")" + id + R"(", "version": ")" + version + R"(", "files": {)" +
         files + "}}";
}

std::string rule(const std::string& id, const std::string& nearly = "false") {
  return R"({"id": ")" + id +
         R"(", "stage": "screen", "when": {"has": "symptom.fever"}, "unknown": "ask",
    "then": [{"effect": "triage", "level": "T6"}], "level": 5, "say": "screen.fever", "verified": "policy",
    "cases": {"fires": {"symptom.fever": true}, "nearly": {"symptom.fever": )" +
         nearly + "}}}";
}

std::string rules(const std::string& list, const std::string& id = "rules.clinic") {
  return R"("rules/clinic.json": )" + small::file("rules", id, R"("rules": [)" + list + "]");
}

TEST(Pack, AddsKnowledgeToANewCatalog) {
  const auto base = frozen::catalog();
  const auto with = base->with_pack(pack(rules(rule("cl_fever"))));
  ASSERT_TRUE(with) << with.error().pointer << " " << with.error().message;
  EXPECT_EQ("0.1+clinic-a@3", (*with)->version());
  EXPECT_EQ(2u, (*with)->internals().rules().screen.size());
  EXPECT_EQ("0.1", base->version());
  EXPECT_EQ(1u, base->internals().rules().screen.size());
  const auto with_two =
      (*with)->with_pack(pack(rules(rule("cl_other"), "rules.other"), "clinic-b", "1"));
  ASSERT_TRUE(with_two) << with_two.error().message;
  EXPECT_EQ("0.1+clinic-a@3+clinic-b@1", (*with_two)->version());
  EXPECT_EQ(3u, (*with_two)->internals().rules().screen.size());
}

TEST(Pack, MayBringWhatWeMayNotShip) {
  std::string text = small::file("rules", "rules.clinic", R"("rules": [)" + rule("cl_fever") + "]");
  text.replace(text.find("\"own\""), 5, "\"restricted\"");
  EXPECT_TRUE(frozen::catalog()->with_pack(pack("\"r.json\": " + text)));
}

struct Row {
  std::string json;
  Status status;
  const char* pointer;
  const char* says;
};

TEST(Pack, RefusesWhatTheBuildWouldRefuse) {
  const std::string norm = frozen::files().at("norms/frozen.norm@1.json");
  std::string wrong_norm = norm;
  wrong_norm.replace(wrong_norm.find("\"edition\": \"1\""), 14, "\"edition\": \"2\"");
  wrong_norm.replace(wrong_norm.rfind("\"stiff\""), 7, "\"supple\"");
  const Row rows[] = {
      {"{", Status::syntax, "", ""},
      {R"({"kind": "box"})", Status::pack, "/kind", "pack"},
      {pack(""), Status::pack, "/files", "at least one"},
      {pack(rules(rule("x")), "Clinic A"), Status::pack, "/id", "a-z"},
      {pack(R"("x.json": [])"), Status::pack, "/files/x.json", "an object"},
      {pack(R"("x.json": {})"), Status::pack, "/files/x.json", "kind"},
      {pack(rules(rule("fz_fever"))), Status::pack, "/files/rules~1clinic.json/rules/0/id",
       "second time"},
      {pack(rules(rule("x", "true"))), Status::pack,
       "/files/rules~1clinic.json/rules/0/cases/nearly", "to be false"},
      {pack(rules(rule("x"), "rules.frozen")), Status::conflict, "/files/rules~1clinic.json/id",
       "already"},
      {pack("\"n.json\": " + norm), Status::conflict, "/files/n.json/id", "frozen.norm@1"},
      {pack("\"n.json\": " + wrong_norm), Status::pack, "/files/n.json/examples/1", "stiff"},
      {pack(R"("x.json": {"kind": "dream", "format": 1, "id": "x"})"), Status::pack,
       "/files/x.json/kind", "dream"}};
  const auto base = frozen::catalog();
  for (const Row& row : rows) {
    const auto got = base->with_pack(row.json);
    ASSERT_FALSE(got) << row.json;
    EXPECT_EQ(row.status, got.error().status) << row.json << got.error().message;
    EXPECT_EQ(0u, got.error().pointer.rfind(row.pointer, 0))
        << got.error().pointer << " " << got.error().message;
    EXPECT_NE(std::string::npos, got.error().message.find(row.says)) << got.error().message;
  }
}

TEST(Pack, TheSamePackTwiceIsAConflict) {
  const auto with = frozen::catalog()->with_pack(pack(rules(rule("cl_fever"))));
  ASSERT_TRUE(with);
  EXPECT_EQ(Status::conflict,
            (*with)->with_pack(pack(rules(rule("cl_2"), "rules.two"))).error().status);
}

}  // namespace
}  // namespace celian
