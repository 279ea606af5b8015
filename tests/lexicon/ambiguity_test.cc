// SPDX-License-Identifier: GPL-3.0-or-later
//
// Names that are also plain words or somebody else's: when they count.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/lexicon/lexicon_support.h"

namespace lede {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> found(std::string_view text) {
  return found_in(*Lexicon::built_in(), text);
}

struct Row {
  std::string_view text;
  std::string_view id;  // of the ambiguous name in it
};

bool mentions(const Row& row) {
  for (const Mention& mention : mentions_in(*Lexicon::built_in(), row.text)) {
    if (mention.entity->id == row.id) return true;
  }
  return false;
}

TEST(AmbiguousNames, CountWhereTheirSurroundingsTell) {
  const Row rows[] = {
      {"Apple unveiled a faster iPhone processor.", "company:apple"},
      {"苹果周二发布新款手机。", "company:apple"},
      {"Meta trains its own language model.", "company:meta"},
      {"The chatbot Claude answers politely.", "model:claude"},
      {"Google's Gemini now plans trips.", "model:gemini"},
      {"Amazon rents out servers in the cloud.", "company:amazon"},
      {"Oracle's database business grew.", "company:oracle"},
      {"Arm licenses its processor designs.", "company:arm"},
      {"Programmers let Cursor write the code.", "company:anysphere"},
      {"Perplexity bid for the browser.", "company:perplexity"},
      {"according to The Information", "publication:the-information"},
      {"Fortune reported on Monday", "publication:fortune"},
      {"豆包大模型降价", "model:doubao"},
      {"快手的可灵能生成视频", "model:kling"},
      {"百度升级文心大模型", "model:ernie"},
      {"小米手机销量上升", "company:xiaomi"},
      {"联想笔记本电脑涨价", "company:lenovo"},
      {"寒武纪芯片订单增加", "company:cambricon"},
      {"we fine-tuned llama on eight GPUs", "model:llama"},
      {"Anthropic says Opus writes better code", "model:claude-opus"},
      {"OpenAI首席执行官奥特曼", "person:sam-altman"},
  };
  for (const Row& row : rows) EXPECT_TRUE(mentions(row)) << row.text;
}

TEST(AmbiguousNames, AreWordsElsewhere) {
  const Row rows[] = {
      {"She baked an Apple cake for the village fair.", "company:apple"},
      {"果农今年收获了很多苹果。", "company:apple"},
      {"Claude walked his dog along the river.", "model:claude"},
      {"Gemini is the third sign of the zodiac.", "model:gemini"},
      {"Boats on the Amazon carry fruit and timber.", "company:amazon"},
      {"The priestess was called the Oracle.", "company:oracle"},
      {"Arm in arm they walked home.", "company:arm"},
      {"The Information in this leaflet is old.",
       "publication:the-information"},
      {"Fortune favours the brave.", "publication:fortune"},
      {"奶奶蒸了一锅豆包。", "model:doubao"},
      {"他读了《文心雕龙》。", "model:ernie"},
      {"晚饭是小米和红薯。", "company:xiaomi"},
      {"这首歌让人联想到大海。", "company:lenovo"},
      {"三叶虫生活在寒武纪。", "company:cambricon"},
      {"a llama grazed on the hill", "model:llama"},
      {"the composer's Opus was played twice", "model:claude-opus"},
      {"孩子喜欢看奥特曼", "person:sam-altman"},
      {"the plane left the Runway", "company:runway"},
  };
  for (const Row& row : rows) EXPECT_FALSE(mentions(row)) << row.text;
}

TEST(AmbiguousNames, OfAQueryAreAlwaysTheEntityToo) {
  const auto lexicon = Lexicon::built_in();
  EXPECT_THAT(found_in(*lexicon, "apple", true),
              Contains("company:apple=apple"));
  EXPECT_THAT(found_in(*lexicon, "苹果", true), Contains("company:apple=苹果"));
  EXPECT_THAT(found_in(*lexicon, "fortune", true),
              Contains("publication:fortune=fortune"));
}

TEST(AmbiguousNames, AreMeantWhereTheEntityIsSurelyMentionedAnywhere) {
  std::string text = "Stability is all they ask for. ";
  for (int i = 0; i < 200; ++i) text += "word ";
  EXPECT_THAT(found(text), IsEmpty());
  EXPECT_THAT(found(text + "Stability AI closed."),
              ElementsAre("company:stability-ai=Stability",
                          "company:stability-ai=Stability AI"));
}

TEST(AmbiguousNames, AreNotDecidedByCuesOutOfReach) {
  std::string text = "Claude met a friend. ";
  for (int i = 0; i < 200; ++i) text += "word ";
  EXPECT_THAT(found(text + "The chatbot spoke."), IsEmpty());
}

TEST(AmbiguousNames, BeforeAVersionAreMeantInAnyCase) {
  EXPECT_THAT(found("claude 9 is here"), ElementsAre("model:claude=claude"));
  EXPECT_THAT(found("gemini 7 pro"), ElementsAre("model:gemini=gemini"));
  EXPECT_THAT(found("Claude 1998"), IsEmpty());
}

TEST(AmbiguousNames, InCapitalsNeedTheNameElsewhereInTheArticle) {
  Analyzer analyzer;
  const std::string_view headline = "INTEL CUTS PRICES";
  const std::string_view body = "Intel Corp cut prices of chips.";
  ArticleMentions article(*Lexicon::built_in());
  TokenStream stream;
  for (const std::string_view text : {headline, body}) {
    analyzer.analyze(text, "en", stream);
    article.add(stream, text);
  }
  std::vector<Mention> mentions;
  article.decide(mentions);
  std::erase_if(mentions, [](const Mention& mention) {
    return mention.entity->id != "company:intel";
  });
  ASSERT_EQ(mentions.size(), 2U);
  EXPECT_EQ(mentions[0].text, 0U);
  EXPECT_EQ(mentions[0].span, (Span{0, 5}));
  EXPECT_EQ(mentions[1].text, 1U);
}

TEST(AmbiguousNames, OfATitleAreDecidedByTheBody) {
  Analyzer analyzer;
  TokenStream stream;
  ArticleMentions article(*Lexicon::built_in());
  const auto decided = [&](std::vector<std::string_view> texts) {
    article.clear();
    for (const std::string_view text : texts) {
      analyzer.analyze(text, "en", stream);
      article.add(stream, text);
    }
    std::vector<Mention> mentions;
    article.decide(mentions);
    return std::ranges::count_if(mentions, [](const Mention& mention) {
      return mention.entity->id == "model:claude";
    });
  };
  EXPECT_EQ(decided({"Claude learns to wait", "A quiet day."}), 0);
  EXPECT_EQ(decided({"Claude learns to wait", "The chatbot is patient."}), 1);
}

TEST(AmbiguousNames, InAProgramsNamesAreNone) {
  EXPECT_THAT(found("the model calls llama_load on a GPU"),
              Not(Contains("model:llama=llama")));
  EXPECT_THAT(found("the model is _llama_ on a GPU"),
              Contains("model:llama=llama"));
}

TEST(Credits, AreWhatMakesAPublicationTheSource) {
  const std::string_view credited[] = {
      "according to Reuters",
      "according to a report by the Reuters news agency",
      "as first reported by Bloomberg",
      "Reuters reported on Friday",
      "Reuters on Friday reported",
      "an executive told Bloomberg",
      "citing Reuters",
      "SAN JOSE (Reuters) - Chips are scarce",
      "Reuters - Chips are scarce",
      "路透社报道称，芯片紧缺",
      "据路透社报道，芯片紧缺",
      "彭博社援引知情人士",
      "據彭博社報導",
      "新华社北京3月2日电",
      "他对路透社表示",
      "接受《财新》采访时",
      "**Reuters** has reported",
  };
  for (const std::string_view text : credited) {
    const std::vector<Mention> mentions =
        mentions_in(*Lexicon::built_in(), text);
    const auto credit = std::ranges::find_if(mentions, &Mention::credited);
    EXPECT_NE(credit, mentions.end()) << text;
  }
}

TEST(Credits, AreNotGivenByTheNameAlone) {
  for (const std::string_view text :
       {"Reuters hires forty engineers", "the history of Bloomberg",
        "彭博社大楼着火", "She joined Reuters. Reported cases fell.",
        "OpenAI said on Friday"}) {
    for (const Mention& mention : mentions_in(*Lexicon::built_in(), text)) {
      EXPECT_FALSE(mention.credited) << text;
    }
  }
}

}  // namespace
}  // namespace lede
