#include "catalog/knowledge_base.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "catalog/kb_impl.hpp"
#include "catalog/lazy.hpp"
#include "codec/json.hpp"
#include "frozen.hpp"

namespace celian {
namespace {

class FrozenBase : public testing::Test {
 protected:
  std::shared_ptr<const Catalog> catalog = frozen::catalog();
  const KnowledgeBase& kb = catalog->internals();
};

TEST_F(FrozenBase, HoldsWhatTheFilesSay) {
  EXPECT_EQ("0.1", kb.version());
  EXPECT_EQ(15u, kb.files().size());
  ASSERT_EQ(2u, kb.indicators().indicators.size());
  EXPECT_EQ(IndicatorForm::change, kb.indicators().indicators[1].form);
  EXPECT_EQ("hops", kb.indicators().fields[1].code);
  EXPECT_EQ(nullptr, kb.indicators().field("shape"));
  EXPECT_EQ("exercises.frozen", kb.files().front().id) << "files come by id";
  EXPECT_EQ(1u, kb.tests().size());
  EXPECT_EQ("cm", kb.test("reach")->unit);
  EXPECT_EQ(nullptr, kb.test("fly"));
  EXPECT_EQ(1u, kb.rules().screen.size());
  ASSERT_EQ(2u, kb.rules().guide.size());
  EXPECT_EQ("fz_gout", kb.rules().guide[0].id);
  EXPECT_TRUE(kb.rules().guide[0].protective);
  EXPECT_FALSE(kb.rules().guide[1].protective);
  EXPECT_EQ("src.book", kb.rules().guide[0].cites.at(0).source)
      << "a rule without its own source has that of its file";
  EXPECT_EQ(&kb.rules().screen[0], kb.rules().find("fz_fever"));
  EXPECT_EQ(nullptr, kb.rules().find("fz_none"));
  EXPECT_EQ(3u, kb.exercises().size());
  EXPECT_EQ("walk_fast", kb.exercise("walk_slow")->progress_to);
  EXPECT_EQ(2u, kb.exercise("reach_forward")->first_steps.size());
  EXPECT_EQ((std::vector<std::string>{"towel"}),
            kb.exercise("reach_forward")->substitutes.at("mat"));
  ASSERT_EQ(1u, kb.presets().size());
  EXPECT_EQ(40, kb.presets()[0].find("aerobic")->hrr_percent->lo);
  EXPECT_FALSE(kb.presets()[0].find("aerobic")->minutes_week_target->hi.has_value());
  EXPECT_EQ("N. Obody", kb.source("src.book")->authors);
  ASSERT_EQ(1u, kb.sheets().size());
  EXPECT_EQ("male", kb.sheets()[0].columns[1].values[0].second);
  EXPECT_EQ(2u, kb.medicines().size());
}

// An exercise says what differs; the rest is that of its family.
TEST(Exercises, TakeFromTheirFamilyWhatTheyLeaveOut) {
  std::map<std::string, std::string> files = frozen::files();
  std::string& text = files.at("exercises/exercises.json");
  const std::string before = "\"dose\"";
  text.insert(text.find(before), "\"surface\": [\"sand\"], ");
  const auto catalog = catalog_from_files(files, "0.1").value();
  const Exercise& slow = *catalog->internals().exercise("walk_slow");
  const Exercise& fast = *catalog->internals().exercise("walk_fast");
  EXPECT_EQ((std::vector<std::string>{"sand"}), slow.care.surface);
  EXPECT_EQ((std::vector<std::string>{"shoes"}), slow.care.footwear);
  EXPECT_EQ((std::vector<std::string>{"even"}), fast.care.surface);
  EXPECT_EQ(2u, fast.care.injuries.size());
  EXPECT_EQ("src.book", fast.care.cites.at(0).source);
}

TEST_F(FrozenBase, ConvertsUnits) {
  EXPECT_EQ(25.4, kb.units().convert(10, "英寸", "cm").value());
  EXPECT_EQ(Status::unit, kb.units().convert(10, "kg", "cm").error().status);
  EXPECT_EQ(Status::unit, kb.units().convert(10, "furlong", "cm").error().status);
}

TEST_F(FrozenBase, FindsStandardsByAnyReference) {
  for (const char* reference : {"frozen.standard", "frozen.standard@1", "frozen.standard@1+r1"}) {
    ASSERT_TRUE(kb.standard(reference)) << reference;
    EXPECT_EQ("frozen.standard@1+r1", kb.standard(reference).value()->header().reference())
        << reference;
  }
  for (const char* reference :
       {"frozen.standard@2", "frozen.standard@1+r2", "frozen.norm", "", "frozen.standart"}) {
    ASSERT_FALSE(kb.standard(reference)) << reference;
    EXPECT_EQ(Status::unknown_id, kb.standard(reference).error().status) << reference;
  }
  EXPECT_NE(std::string::npos,
            kb.standard("frozen.standart").error().message.find("frozen.standard@1"));
  EXPECT_EQ("supple", kb.norm("frozen.norm").value()->label("supple").empty() ? "" : "supple");
  EXPECT_EQ(1u, kb.standards().size());
  EXPECT_EQ(1u, kb.norms().size());
  EXPECT_EQ("norm", kb.raw("frozen.norm@1")->find("kind")->as_string());
  EXPECT_EQ("rules", kb.raw("rules.frozen")->find("kind")->as_string());
  EXPECT_EQ(nullptr, kb.raw("nothing"));
}

TEST_F(FrozenBase, PrefersTheEditionInForce) {
  std::map<std::string, std::string> files = frozen::files();
  const auto add = [&](const std::string& edition, const std::string& status,
                       const std::string& revision) {
    std::string text = files.at("norms/frozen.norm@1.json");
    text.replace(text.find("\"edition\": \"1\""), 14, "\"edition\": \"" + edition + "\"");
    text.replace(text.find("\"status\": \"current\""), 19, "\"status\": \"" + status + "\"");
    text.replace(text.find("\"revision\": 1"), 13, "\"revision\": " + revision);
    files["norms/frozen.norm@" + edition + "r" + revision + ".json"] = text;
  };
  add("2", "superseded", "1");
  add("3", "draft", "1");
  add("1", "current", "2");
  const auto catalog_of_four = catalog_from_files(files, "0.2").value();
  EXPECT_EQ("frozen.norm@1+r2",
            catalog_of_four->internals().norm("frozen.norm").value()->header().reference());
  EXPECT_EQ("frozen.norm@1+r1",
            catalog_of_four->internals().norm("frozen.norm@1+r1").value()->header().reference());
  EXPECT_EQ("frozen.norm@2+r1",
            catalog_of_four->internals().norm("frozen.norm@2").value()->header().reference());
}

TEST_F(FrozenBase, SpeaksInEveryLocale) {
  EXPECT_EQ((std::vector<std::string>{"en", "zh-CN"}), kb.locales());
  EXPECT_EQ("screen.fever。", kb.text("screen.fever", "zh-CN"));
  EXPECT_EQ("Reach is {reach} cm.", kb.text("guide.stiff", "en"));
  EXPECT_EQ("Reach {reach} cm, below 0.", kb.text("guide.stiff", "en", true));
  EXPECT_EQ("screen.fever.", kb.text("screen.fever", "en", true))
      << "without a professional form the plain one stands";
  EXPECT_EQ("", kb.text("screen.fever", "fr"));
  EXPECT_EQ("", kb.text("no.such.key", "en"));
}

TEST_F(FrozenBase, ReadsPolicyIntoTables) {
  EXPECT_EQ(6, kb.policy_number("burden.max_exercises", 1));
  EXPECT_EQ(1, kb.policy_number("burden.none", 1));
  EXPECT_EQ((std::vector<std::string>{"home", "park"}), kb.policy_codes("defaults.place"));
  EXPECT_EQ((Interval{40, 59}), kb.policy_interval("intensity.hrr_percent.moderate"));
  EXPECT_EQ((Interval{90, std::nullopt}), kb.policy_interval("intensity.hrr_percent.near_max"));
  EXPECT_FALSE(kb.policy_interval("intensity.hrr_percent.none"));
  EXPECT_FALSE(kb.policy_interval("burden.max_exercises"));
}

TEST_F(FrozenBase, RecognisesNames) {
  EXPECT_EQ("gout", kb.recognise_condition("痛风 3年").code);
  EXPECT_EQ("fever", kb.recognise_symptom("发烧38.5℃").code);
  EXPECT_EQ("slower", kb.recognise_medicine("慢慢缓释片 5mg qd").code);
  EXPECT_EQ("slower", kb.recognise_medicine("Lentolol").code);
  const Recognised other = kb.recognise_medicine("缓洛尓");
  EXPECT_EQ("other", other.code);
  ASSERT_FALSE(other.nearest.empty());
  EXPECT_EQ("缓洛尔", other.nearest[0]);
}

TEST_F(FrozenBase, AMedicineClassIsAFact) {
  const Slot slower = kb.facts().find("medicine.slower");
  ASSERT_NE(kNoSlot, slower);
  EXPECT_EQ((std::vector<std::string>{"medications_asked"}), kb.facts()[slower].settled_by);
  EXPECT_EQ(3u, kb.facts().group("medicine").size()) << "two classes and the place of the others";
}

TEST(CatalogFromFiles, ListsWhatDoesNotDecodeAndKeepsTheRest) {
  std::map<std::string, std::string> files = frozen::files();
  std::string& rules = files.at("rules/rules.json");
  rules.replace(rules.find("\"unknown\": \"ask\""), 16, "\"unknown\": \"guess\"");
  const auto strict = catalog_from_files(files, "0.1");
  ASSERT_FALSE(strict);
  EXPECT_EQ(Status::pack, strict.error().status);
  EXPECT_EQ("/rules/0/unknown", strict.error().pointer);
  EXPECT_EQ(0u, strict.error().message.find("data/rules/rules.json: expected"))
      << strict.error().message;
  Issues issues;
  const auto tolerant = catalog_from_files(files, "0.1", &issues);
  ASSERT_TRUE(tolerant);
  ASSERT_EQ(1u, issues.size());
  EXPECT_EQ(0u, (*tolerant)->internals().rules().screen.size());
  EXPECT_EQ(2u, (*tolerant)->internals().rules().guide.size());
}

TEST(Knowledge, FirstUseByEightThreadsAtOnce) {
  for (int round = 0; round < 20; ++round) {
    const FileKnowledge kb(frozen::base(frozen::files()), "0.1");
    std::atomic<int> ready = 0;
    std::atomic<bool> same = true;
    const void* seen[8] = {};
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&, t] {
        ++ready;
        while (ready < 8) std::this_thread::yield();
        const Result<const Standard*> standard = kb.standard("frozen.standard");
        seen[t] = standard ? *standard : nullptr;
        if (kb.rules().guide.size() != 2 || kb.text("screen.fever", "en", false).empty() ||
            kb.exercise("walk_slow") == nullptr || kb.recognise_medicine("慢慢").code != "slower") {
          same = false;
        }
      });
    }
    for (std::thread& t : threads) t.join();
    EXPECT_TRUE(same);
    for (const void* s : seen) EXPECT_TRUE(s != nullptr && s == seen[0]) << "one table, made once";
  }
}

TEST(Lazy, TriesAgainAfterAFailure) {
  const Lazy<int> lazy;
  int calls = 0;
  const auto make = [&] {
    if (++calls == 1) throw std::bad_alloc();
    return 7;
  };
  EXPECT_THROW(lazy.get(make), std::bad_alloc);
  EXPECT_EQ(7, lazy.get(make));
  EXPECT_EQ(7, lazy.get(make));
  EXPECT_EQ(2, calls);
}

}  // namespace
}  // namespace celian
