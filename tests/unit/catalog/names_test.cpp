#include "catalog/names.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "catalog/nearest.hpp"

namespace celian {
namespace {

NameIndex medicines() {
  NameIndex out(NameKind::medicine);
  const std::pair<const char*, const char*> names[] = {{"beta_blocker", "beta_blocker"},
                                                       {"beta_blocker", "beta blocker"},
                                                       {"beta_blocker", "metoprolol"},
                                                       {"beta_blocker", "美托洛尔"},
                                                       {"beta_blocker", "倍他乐克"},
                                                       {"arb", "厄贝沙坦"},
                                                       {"arb", "valsartan"},
                                                       {"diuretic", "氢氯噻嗪"},
                                                       {"biguanide", "二甲双胍"},
                                                       {"biguanide", "metformin"},
                                                       {"vitamin_b", "维生素B1"},
                                                       {"aspirin", "阿司匹林"},
                                                       {"insulin", "胰岛素"},
                                                       {"insulin", "门冬胰岛素"},
                                                       {"combined", "厄贝沙坦氢氯噻嗪"}};
  for (const auto& [code, name] : names) EXPECT_EQ("", out.add(code, name)) << name;
  return out;
}

struct Row {
  const char* typed;
  const char* code;
  bool exact;
};

TEST(Names, MedicinesAsPeopleTypeThem) {
  const NameIndex index = medicines();
  const Row rows[] = {{"美托洛尔", "beta_blocker", true},
                      {" Metoprolol ", "beta_blocker", true},
                      {"ＭＥＴＯＰＲＯＬＯＬ", "beta_blocker", true},
                      {"Beta-Blocker", "beta_blocker", true},
                      {"beta_blocker", "beta_blocker", true},
                      {"beta  blocker", "beta_blocker", true},
                      {"倍他乐克 25mg bid", "beta_blocker", false},
                      {"倍他乐克25mg", "beta_blocker", false},
                      {"倍他乐克 缓释片 47.5mg 每日一次", "beta_blocker", false},
                      {"厄贝沙坦片", "arb", false},
                      {"厄贝沙坦片150mg×7片", "arb", false},
                      {"二甲双胍缓释片", "biguanide", false},
                      {"盐酸二甲双胍片 0.5g tid 餐后", "biguanide", false},
                      {"酒石酸美托洛尔片", "beta_blocker", false},
                      {"metoprolol succinate ER 47.5 mg once daily", "beta_blocker", false},
                      {"Metoprolol25mg", "beta_blocker", false},
                      {"tab. metformin 500 mg", "biguanide", false},
                      {"阿司匹林肠溶片100mg qd", "aspirin", false},
                      {"胰岛素注射液 12u 睡前", "insulin", false},
                      {"厄贝沙坦氢氯噻嗪片", "combined", false},
                      // What the library must not guess.
                      {"美托洛", "other", false},
                      {"倍他乐克2", "beta_blocker", false},
                      {"倍他乐克？", "other", false},
                      {"停用美托洛尔", "other", false},
                      {"美托洛尔已停", "other", false},
                      {"无", "other", false},
                      {"", "other", false},
                      {"25mg", "other", false},
                      {"二甲双胍 格列美脲", "other", false},
                      {"厄贝沙坦+氨氯地平", "other", false},
                      {"维生素B12", "other", false},
                      {"valsartanx", "other", false},
                      {"metforminer", "other", false}};
  for (const Row& row : rows) {
    const Recognised got = index.find(row.typed);
    EXPECT_EQ(row.code, got.code) << row.typed;
    EXPECT_EQ(row.exact, got.exact) << row.typed;
  }
}

TEST(Names, DiseasesWithTheirDuration) {
  NameIndex index(NameKind::condition);
  index.add("hypertension", "高血压");
  index.add("type_2_diabetes", "2型糖尿病");
  index.add("type_2_diabetes", "Ⅱ型糖尿病");
  const Row rows[] = {
      {"高血压", "hypertension", true},        {"高血压病史10年", "hypertension", false},
      {"高血压 2级", "hypertension", false},   {"高血压（10余年）", "hypertension", false},
      {"２型糖尿病", "type_2_diabetes", true}, {"II型糖尿病 3年", "type_2_diabetes", false},
      {"高血压前期", "other", false},          {"疑似高血压", "other", false},
      {"高血压待排", "other", false},          {"否认高血压", "other", false},
      {"高血压、2型糖尿病", "other", false},   {"妊娠期高血压", "other", false}};
  for (const Row& row : rows) {
    const Recognised got = index.find(row.typed);
    EXPECT_EQ(row.code, got.code) << row.typed;
    EXPECT_EQ(row.exact, got.exact) << row.typed;
  }
}

TEST(Names, SaysWhatItMayHaveBeen) {
  const Recognised got = medicines().find("美托洛");
  ASSERT_FALSE(got.nearest.empty());
  EXPECT_EQ("美托洛尔", got.nearest[0]);
  EXPECT_LE(got.nearest.size(), 3u);
  EXPECT_TRUE(medicines().find("阿莫西林胶囊").nearest.empty()) << "nothing resembles it";
}

TEST(Names, ANameOfTwoThingsIsNeverRecognised) {
  NameIndex index(NameKind::medicine);
  EXPECT_EQ("", index.add("one", "康乐"));
  EXPECT_EQ("", index.add("one", "康乐"));
  EXPECT_EQ("one", index.add("two", "康乐"));
  EXPECT_EQ("other", index.find("康乐").code);
  EXPECT_EQ("other", index.find("康乐 5mg").code);
}

TEST(Names, EditDistanceCountsCharacters) {
  EXPECT_EQ(0u, edit_distance("美托洛尔", "美托洛尔"));
  EXPECT_EQ(1u, edit_distance("美托洛尔", "美托洛"));
  EXPECT_EQ(1u, edit_distance("美托洛尔", "美多洛尔"));
  EXPECT_EQ(3u, edit_distance("kitten", "sitting"));
  EXPECT_EQ(4u, edit_distance("", "高血压病"));
}

}  // namespace
}  // namespace celian
