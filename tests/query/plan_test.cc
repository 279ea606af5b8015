// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/query/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/query/planned_index.h"
#include "tests/support/temp_dir.h"

namespace lede {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::PlannedIndex;
using testing::TestArticle;
using Ids = std::vector<unsigned>;

TestArticle text(std::string body, std::string lang = "en") {
  return {.title = "",
          .body = std::move(body),
          .source = "",
          .lang = std::move(lang)};
}

TEST(Plan, AWordFindsItsStemAndAnExactOneOnlyItself) {
  PlannedIndex index({text("they chip away"), text("two chips"), text("none")});
  EXPECT_EQ(index.find("chips"), (Ids{1, 2}));
  EXPECT_EQ(index.find("=chips"), (Ids{2}));
  EXPECT_EQ(index.find("\"chips\""), (Ids{2}));
  EXPECT_EQ(index.plan.units.size(), 1U);
}

TEST(Plan, ANameIsNoWordThatAnotherLanguagesStemmerMakesOfIt) {
  PlannedIndex index({text("OpenAI says so"), text("le mot d’OpenAI", "fr"),
                      text("it opens, open wide"), text("l’open source", "fr"),
                      text("apples from Apple"), text("Apple’s tree")});
  index.stemmers = {"en", "fr"};
  EXPECT_EQ(index.find("openai"), (Ids{1, 2}));
  EXPECT_EQ(index.find("apple"), (Ids{5, 6}));
}

TEST(Plan, TheFourSpellingsOfANameFindTheSame) {
  PlannedIndex index({text("the GPT-4o model"), text("a gpt4o thing"),
                      text("GPT 4o again"), text("GPT-4 only"),
                      text("gpt and 4o apart in this text: 4o gpt")});
  for (const char* typed :
       {"GPT-4o", "gpt4o", "GPT 4o", "GPT‑4o", "ｇｐｔ４ｏ"}) {
    EXPECT_EQ(index.find(typed), (Ids{1, 2, 3})) << typed;
    EXPECT_EQ(index.find(typed, MatchMode::kAny), (Ids{1, 2, 3})) << typed;
    EXPECT_EQ(index.plan.units.size(), 1U) << typed;
  }
  EXPECT_EQ(index.find("GPT-4"), (Ids{4}));
}

TEST(Plan, ANumberNeverFindsALongerOne) {
  PlannedIndex index({text("the H20 chip"), text("the H200 chip"),
                      text("in 2001"), text("in 2000")});
  EXPECT_EQ(index.find("H20"), (Ids{1}));
  EXPECT_EQ(index.find("H200"), (Ids{2}));
  EXPECT_EQ(index.find("2001"), (Ids{3}));
}

TEST(Plan, AWordAndANumberApartAreTwoWordsUnlessTheIndexKnowsBetter) {
  PlannedIndex index({text("the top of these 10 things"), text("top 10 list")});
  EXPECT_EQ(index.find("top 10"), (Ids{1, 2}));
  EXPECT_EQ(index.plan.units.size(), 2U);
}

TEST(Plan, AHyphenedWordIsFoundSolidHyphenedAndApart) {
  PlannedIndex index({text("long-haul works"), text("longhaul works"),
                      text("long haul works"), text("haul is long")});
  EXPECT_EQ(index.find("long-haul"), (Ids{1, 2, 3}));
  EXPECT_EQ(index.find("longhaul"), (Ids{1, 2}));
  EXPECT_EQ(index.find("long haul"), (Ids{1, 3, 4}));
}

TEST(Plan, SpecialWordsAreWords) {
  PlannedIndex index({text("written in C++ today"), text("written in C today"),
                      text("the .NET world"), text("the net world"),
                      text("R&D costs"), text("the U.S. said"),
                      text("US exports said"), text("they told us"),
                      text("says wire.com today")});
  EXPECT_EQ(index.find("C++"), (Ids{1}));
  EXPECT_EQ(index.find(".NET"), (Ids{3}));
  EXPECT_EQ(index.find("R&D"), (Ids{5}));
  EXPECT_EQ(index.find("wire.com"), (Ids{9}));
  EXPECT_EQ(index.find("U.S. said"), (Ids{6, 7}));
  EXPECT_EQ(index.find("US exports"), (Ids{7}));
  EXPECT_EQ(index.find("title:x OR US"), (Ids{6, 7}));
  EXPECT_EQ(index.find("US EXPORTS"), (Ids{7}));
  EXPECT_EQ(index.find("US TOLD"), (Ids{8}));
}

TEST(Plan, OneNameInAnyScriptFindsTheCompany) {
  PlannedIndex index({text("Alibaba said"), text("阿里巴巴表示", "zh"),
                      text("shares of BABA rose"), text("Baidu said")});
  for (const char* typed : {"alibaba", "阿里巴巴", "BABA", "company:阿里"}) {
    EXPECT_EQ(index.find(typed), (Ids{1, 2, 3})) << typed;
  }
  EXPECT_EQ(index.find("company:(alibaba OR baidu)"), (Ids{1, 2, 3, 4}));
  EXPECT_EQ(index.find("-alibaba"), (Ids{4}));
  EXPECT_FALSE(index.plan.units.size() > 0);
}

TEST(Plan, AConceptIsFoundAcrossScriptsAtALowerWeight) {
  PlannedIndex index({text("芯片", "zh"), text("two chips")});
  const ParsedQuery parsed =
      parse_query("chips", TimeZone::utc(), PlannedIndex::kNow);
  const QueryPlan plan = plan_words(parsed, index.context());
  EXPECT_THAT(index.ranked(plan.words(MatchMode::kAll, {})), ElementsAre(2, 1));
}

TEST(Plan, AUsersOwnNamesAreLookedForAsWords) {
  const testing::TempDir folder;
  const auto file = folder.write("lexicon.json", R"([
      {"id": "company:quillon", "name": "Quillon Labs",
       "aliases": ["奎隆", "QLLN"]},
      {"id": "company:alibaba", "aliases": ["Ali Holding"]}])");
  PlannedIndex index({text("Quillon Labs said"), text("奎隆表示", "zh"),
                      text("shares of QLLN"), text("labs said"),
                      text("Alibaba said"), text("the Ali Holding said")});
  const auto own = Lexicon::load(file);
  ASSERT_TRUE(own) << own.error().message;
  index.lexicon = *own;
  for (const char* typed : {"quillon labs", "QLLN", "company:奎隆"}) {
    EXPECT_EQ(index.find(typed), (Ids{1, 2, 3})) << typed;
  }
  EXPECT_EQ(index.find("alibaba"), (Ids{5, 6}));
  EXPECT_EQ(index.find("ali holding"), (Ids{5, 6}));
}

TEST(Plan, WordsThatStandCloseAddWeight) {
  PlannedIndex index({text("quick and then later on many boats"),
                      text("then later on many quick boats and")});
  index.find("quick boats");
  EXPECT_EQ(index.ids(index.plan.closeness), (Ids{2}));
  index.find("quick");
  EXPECT_TRUE(index.plan.closeness.empty());
}

TEST(Plan, PhrasesAreConsecutiveAndNeverCrossFields) {
  PlannedIndex index({text("custom AI chips. For training models"),
                      text("chips training"),
                      {.title = "new custom", .body = "AI chips"}});
  EXPECT_EQ(index.find("\"chips for training\""), (Ids{1}));
  EXPECT_EQ(index.find("\"training chips\""), (Ids{}));
  EXPECT_EQ(index.find("\"custom AI\""), (Ids{1}));
  EXPECT_EQ(index.find("chips NEAR/2 training"), (Ids{1, 2}));
  EXPECT_EQ(index.find("chips NEAR/1 training"), (Ids{2}));
  EXPECT_EQ(index.find("\"AI chips\" NEAR/2 training"), (Ids{1}));
}

TEST(Plan, FieldsRestrict) {
  PlannedIndex index({{.title = "chips rise", .body = "a story of prices"},
                      {.title = "prices", .body = "all chips rise today"},
                      {.title = "chips", .body = "chips"}});
  EXPECT_EQ(index.find("title:chips"), (Ids{1, 3}));
  EXPECT_EQ(index.find("body:chips"), (Ids{2, 3}));
  EXPECT_EQ(index.find("title:\"chips rise\""), (Ids{1}));
  EXPECT_EQ(index.find("body:\"chips rise\""), (Ids{2}));
  EXPECT_EQ(index.find("title:(chips -rise)"), (Ids{3}));
  EXPECT_EQ(index.find("title:chi*"), (Ids{1, 3}));
  EXPECT_EQ(index.find("body:chi*"), (Ids{2, 3}));
}

TEST(Plan, AnyRunOfIdeographsFindsItsArticle) {
  PlannedIndex index({text("阿里巴巴自研芯片亮相", "zh"),
                      text("晶片訓練模型", "zh"),
                      text("百度发布AI芯片", "zh")});
  for (const char* run : {"巴自研", "研芯", "片亮相", "阿里巴巴自研芯片"}) {
    EXPECT_EQ(index.find(run), (Ids{1})) << run;
  }
  EXPECT_EQ(index.find("训练"), (Ids{2}));
  EXPECT_EQ(index.find("訓練模"), (Ids{2}));
  EXPECT_EQ(index.find("发布AI"), (Ids{3}));
  EXPECT_EQ(index.find("研"), (Ids{1}));
  EXPECT_EQ(index.find("片自"), (Ids{}));
}

TEST(Plan, ARunNoArticleHoldsIsSplitAtNames) {
  PlannedIndex index({text("阿里巴巴昨日亮相的样子", "zh")});
  EXPECT_EQ(index.find("阿里巴巴亮相样子"), (Ids{1}));
  ASSERT_EQ(index.plan.units.size(), 3U);
  EXPECT_EQ(index.plan.units[0].label, "阿里巴巴");
  EXPECT_EQ(index.plan.units[0].source, (Span{0, 12}));
  EXPECT_EQ(index.plan.units[1].source, (Span{12, 18}));
}

TEST(Plan, ARunAndANumberBehindABracketAreNoName) {
  PlannedIndex index({text("京东方Ｂ（2 涨停", "zh"), text("vitamin B2")});
  EXPECT_EQ(index.find("京东方Ｂ（2"), (Ids{1}));
}

TEST(Plan, StopWordsAndUnknownWordsAreNeverRequired) {
  PlannedIndex index({text("chips cost money"), text("the zoo")});
  EXPECT_EQ(index.find("the chips of zanzibar"), (Ids{1}));
  EXPECT_EQ(index.find("zanzibar"), (Ids{}));
  EXPECT_EQ(index.find("the"), (Ids{2}));
  EXPECT_EQ(index.find("+the chips"), (Ids{}));
}

TEST(Plan, MatchModesDiffer) {
  PlannedIndex index(
      {text("quick boats"), text("quick cars"), text("boats"), text("none")});
  EXPECT_EQ(index.find("quick boats", MatchMode::kAll), (Ids{1}));
  EXPECT_EQ(index.find("quick boats", MatchMode::kAny), (Ids{1, 2, 3}));
  EXPECT_EQ(index.find("+quick boats", MatchMode::kAny), (Ids{1, 2}));
  EXPECT_EQ(index.find("quick (boats OR cars)"), (Ids{1, 2}));
}

TEST(Plan, TheMostFrequentWordIsLetGoFirst) {
  PlannedIndex index({text("quick boats"), text("boats"), text("quick"),
                      text("boats"), text("cars")});
  index.find("quick boats cars");
  EXPECT_THAT(drop_order(index.plan), ElementsAre(1, 0));
  EXPECT_EQ(index.ids(index.plan.words(MatchMode::kAuto, {true, true, false})),
            (Ids{5}));
  index.find("+quick boats");
  EXPECT_THAT(drop_order(index.plan), ElementsAre(1));
}

TEST(Plan, ForbiddenWordsAloneLeaveEverythingElse) {
  PlannedIndex index({text("chips"), text("cars"), text("boats")});
  EXPECT_EQ(index.find("-chips"), (Ids{2, 3}));
  EXPECT_TRUE(index.plan.everything);
  EXPECT_EQ(index.find("NOT (chips OR cars)"), (Ids{3}));
  EXPECT_EQ(index.find(""), (Ids{1, 2, 3}));
  EXPECT_EQ(index.find("cars OR -chips"), (Ids{2, 3}));
}

TEST(Plan, APrefixCountsAllItsWords) {
  std::vector<TestArticle> articles;
  articles.reserve(300);
  for (int i = 0; i < 300; ++i) {
    articles.push_back(text("chip" + std::string(1, char('a' + i % 26)) +
                            std::string(1, char('a' + i / 26))));
  }
  PlannedIndex index(articles);
  EXPECT_EQ(index.find("chip*").size(), 300U);
  EXPECT_TRUE(index.plan.exact);
  EXPECT_EQ(index.find("chipa*").size(), 12U);
  EXPECT_EQ(index.find("zz*"), (Ids{}));
}

TEST(Plan, FiltersFoldTheirValues) {
  PlannedIndex index(
      {{.title = "a", .body = "x", .source = "Example Wire"},
       {.title = "b", .body = "x", .source = "Other", .lang = "zh"}});
  EXPECT_EQ(index.find("source:\"EXAMPLE  wire\""), (Ids{1}));
  EXPECT_EQ(index.find("source:(other OR \"example wire\") x"), (Ids{1, 2}));
  EXPECT_EQ(index.find("lang:zh"), (Ids{2}));
  EXPECT_EQ(index.find("-lang:zh"), (Ids{1}));
}

TEST(Plan, AnUnknownValueMatchesNothingAndNamesTheNearest) {
  PlannedIndex index({{.title = "a", .body = "x", .source = "Example Wire"}});
  EXPECT_EQ(index.find("source:\"exmaple wire\""), (Ids{}));
  ASSERT_EQ(index.warnings.size(), 1U);
  EXPECT_EQ(index.warnings[0].message,
            "no article has source \"exmaple wire\"; the nearest is \"example "
            "wire\" (1)");
  EXPECT_EQ(index.warnings[0].position, 0U);
}

TEST(Plan, AFilterInsideAGroupThatMatchesNothingLeavesNothing) {
  PlannedIndex index({{.title = "a", .body = "quick boats", .source = "Wire"},
                      {.title = "b", .body = "cars", .source = "Wire"}});
  EXPECT_EQ(index.find("(source:wire boats) OR cars"), (Ids{1, 2}));
  EXPECT_EQ(index.find("(source:nowhere boats) OR cars"), (Ids{2}));
  EXPECT_EQ(index.find("(date:2024 OR source:nowhere) cars"), (Ids{}));
  EXPECT_EQ(index.find("(🙂 OR cars)"), (Ids{2}));
}

TEST(Plan, DatesAreHalfOpenAndLeaveTheUndatedOut) {
  const std::int64_t day = 1757548800;  // 2025-09-11
  PlannedIndex index({{.title = "a", .published = day - 1},
                      {.title = "b", .published = day},
                      {.title = "c", .published = day + 86399},
                      {.title = "d", .published = day + 86400},
                      {.title = "e"}});
  EXPECT_EQ(index.find("date:2025-09-11"), (Ids{2, 3}));
  EXPECT_EQ(index.find("before:2025-09-11"), (Ids{1}));
  EXPECT_EQ(index.find("since:2025-09-11"), (Ids{2, 3, 4}));
  EXPECT_EQ(index.find("-date:2025-09-11"), (Ids{1, 4, 5}));
  EXPECT_EQ(index.find("(date:2025-09-10 OR date:2025-09-12)"), (Ids{1, 4}));
}

TEST(Plan, AWeightMakesAWordCountMore) {
  PlannedIndex index({text("custom cars"), text("custom chips")});
  index.find("cars chips^3");
  EXPECT_THAT(index.ranked(index.plan.words(MatchMode::kAny, {})),
              ElementsAre(2, 1));
  index.find("cars^3 chips");
  EXPECT_THAT(index.ranked(index.plan.words(MatchMode::kAny, {})),
              ElementsAre(1, 2));
}

TEST(Plan, PatternsShareAGroupAWord) {
  PlannedIndex index({text("Alibaba custom chips")});
  index.find("alibaba \"custom chips\"");
  ASSERT_FALSE(index.plan.patterns.empty());
  EXPECT_EQ(index.plan.patterns.front().group, 0U);
  EXPECT_THAT(index.plan.patterns.back().terms, ElementsAre("custom", "chips"));
  EXPECT_EQ(index.plan.patterns.back().group, 1U);
}

TEST(Plan, AConceptTheIndexDoesNotHoldIsItsWords) {
  PlannedIndex index({text("a custom made thing"), text("two chips")});
  index.find("custom chips");
  EXPECT_EQ(index.plan.units.size(), 2U);
  index.find("H20 chips");
  EXPECT_TRUE(index.plan.units[0].optional);
}

TEST(Plan, UnderMatchAnyAQuotationIsItsWords) {
  PlannedIndex index({text("quick boats"), text("boats"), text("cars")});
  EXPECT_EQ(index.find("\"quick boats\" cars", MatchMode::kAny),
            (Ids{1, 2, 3}));
  EXPECT_EQ(index.find("+\"quick boats\" cars", MatchMode::kAny), (Ids{1}));
}

// Xapian 1.4.22 reads freed memory when lists under OP_MAX end together.
TEST(Plan, NoFormIsMadeWithTheOperatorThatCrashes) {
  PlannedIndex index({text("Alibaba said its fine-tuning of chips"),
                      text("finetuning GPT-4o 芯片 with Hugging Face", "zh")});
  index.find("alibaba fine-tuning finetuning chips GPT-4o 芯片 hugging face");
  for (const MatchMode mode : {MatchMode::kAll, MatchMode::kAny}) {
    EXPECT_EQ(index.plan.words(mode, {}).describe().find(" MAX "),
              std::string::npos);
  }
}

TEST(Plan, NothingTypedIsAnError) {
  PlannedIndex index({text("chips")});
  for (const char* typed :
       {"\"\"", "*", "~", "🙂", "()", "NOT", "\xff\xfe", "''", "- -", "c++*",
        "title:*", "a NEAR/5 🙂", "((((", "=", "word^2^2"}) {
    index.find(typed);
    index.find(typed, MatchMode::kAny);
  }
  index.find(std::string(2000, 'x'));
  std::string many;
  for (int i = 0; i < 500; ++i) many += "a b ";
  index.find(many);
}

}  // namespace
}  // namespace lede
