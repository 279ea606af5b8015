// SPDX-License-Identifier: GPL-3.0-or-later

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
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> found(std::string_view text) {
  return found_in(*Lexicon::built_in(), text);
}

std::vector<std::string> queried(std::string_view text) {
  return found_in(*Lexicon::built_in(), text, true);
}

std::vector<std::string> concepts(std::string_view text) {
  return found_in(*Lexicon::built_in(), text, false, true);
}

struct Row {
  std::string_view text;
  std::vector<std::string> mentions;
};

TEST(Mentions, AreFoundByAnyAliasInAnyScript) {
  const Row rows[] = {
      {"阿里巴巴集团", {"company:alibaba=阿里巴巴"}},
      {"阿里與百度合作", {"company:alibaba=阿里", "company:baidu=百度"}},
      {"Shares of BABA rose", {"company:alibaba=BABA"}},
      {"華為發表昇騰910B晶片",
       {"company:huawei=華為", "chip:ascend-910b=昇騰910B"}},
      {"华为昇腾 910C", {"company:huawei=华为", "chip:ascend-910c=昇腾 910C"}},
      {"輝達與台積電", {"company:nvidia=輝達", "company:tsmc=台積電"}},
      {"臺積電", {"company:tsmc=臺積電"}},
      {"月之暗面的Kimi K2",
       {"company:moonshot-ai=月之暗面", "model:kimi-k2=Kimi K2"}},
      {"黃仁勳", {"person:jensen-huang=黃仁勳"}},
      {"ソフトバンク", {"company:softbank=ソフトバンク"}},
      {"삼성전자", {"company:samsung=삼성전자"}},
      {"ＮＶＩＤＩＡ", {"company:nvidia=ＮＶＩＤＩＡ"}},
      {"山姆•奥特曼", {"person:sam-altman=山姆•奥特曼"}},
      {"François Chollet", {"person:francois-chollet=François Chollet"}},
      {"Francois Chollet", {"person:francois-chollet=Francois Chollet"}},
  };
  for (const Row& row : rows) {
    EXPECT_THAT(found(row.text), ElementsAreArray(row.mentions)) << row.text;
  }
}

TEST(Mentions, OfModelsAndChipsStandHoweverTheirNumbersAreJoined) {
  for (const std::string_view text :
       {"GPT-4o", "gpt4o", "GPT 4o", "GPT\u20114o", "GPT–4o", "ＧＰＴ－４ｏ"}) {
    EXPECT_THAT(found(text), ElementsAre("model:gpt-4o=" + std::string(text)));
  }
  EXPECT_THAT(
      found("Llama3.1, Qwen 2.5"),
      ElementsAre("model:llama-3.1=Llama3.1", "model:qwen2.5=Qwen 2.5"));
  EXPECT_THAT(found("H-20 and h20"), ElementsAre("chip:h20=H-20"));
}

TEST(Mentions, DoNotReachIntoALongerName) {
  EXPECT_THAT(found("H200"), ElementsAre("chip:h200=H200"));
  EXPECT_THAT(found("Llama 3.1"), ElementsAre("model:llama-3.1=Llama 3.1"));
  EXPECT_THAT(found("GPT-4o mini"),
              ElementsAre("model:gpt-4o-mini=GPT-4o mini"));
  EXPECT_THAT(found("Llamas in Peru"), IsEmpty());
  EXPECT_THAT(found("DeepSeek-V3"),
              ElementsAre("company:deepseek=DeepSeek",
                          "model:deepseek-v3=DeepSeek-V3"));
}

TEST(Mentions, OfASingleLetterAndANumberMustBeWrittenTogether) {
  EXPECT_THAT(found("A 100 page report"), IsEmpty());
  EXPECT_THAT(found("A100 clusters"), ElementsAre("chip:a100=A100"));
  EXPECT_THAT(queried("a100"), ElementsAre("chip:a100=a100"));
  EXPECT_THAT(queried("a 100 page report"), IsEmpty());
}

TEST(Mentions, KeepTheCaseWhereOnlyTheCaseTellsANameFromAWord) {
  EXPECT_THAT(found("a meta analysis of apple growers' intel"), IsEmpty());
  EXPECT_THAT(found("Meta, Apple and Intel"),
              ElementsAre("company:meta=Meta", "company:apple=Apple",
                          "company:intel=Intel"));
  EXPECT_THAT(found("the information reported"), IsEmpty());
  EXPECT_THAT(found("According to The Information,"),
              ElementsAre("publication:the-information=The Information"));
  EXPECT_THAT(queried("meta apple the information"),
              ElementsAre("company:meta=meta", "company:apple=apple",
                          "publication:the-information=the information"));
  EXPECT_THAT(found("Ｍeta and ｍeta shares"),
              ElementsAre("company:meta=Ｍeta"));
}

TEST(Mentions, DoNotRunAcrossSentencesOrListsOrParagraphs) {
  EXPECT_THAT(found("It works at this Scale. AI will follow."), IsEmpty());
  EXPECT_THAT(found("Super, Micro"), IsEmpty());
  EXPECT_THAT(found("Hugging\n\nFace"), IsEmpty());
  EXPECT_THAT(found("Hugging—Face"), IsEmpty());
  EXPECT_THAT(found("阿里，巴巴"), ElementsAre("company:alibaba=阿里"));
  EXPECT_THAT(found("Hugging\nFace and C.C. Wei"),
              ElementsAre("company:hugging-face=Hugging\nFace",
                          "person:c-c-wei=C.C. Wei"));
}

TEST(Mentions, LoseToALongerWordThatIsNotMeant) {
  for (const std::string_view text :
       {"高通量测序", "三星堆遗址", "北京东城区", "中美团队", "阿里山",
        "Meta-analysis of trials", "under the MIT license",
        "the Amazon rainforest", "Robinson Crusoe", "阿里总统", "一箭三星"}) {
    EXPECT_THAT(found(text), IsEmpty()) << text;
  }
  EXPECT_THAT(found("高通发布新品，三星跟进"),
              ElementsAre("company:qualcomm=高通", "company:samsung=三星"));
  EXPECT_THAT(found("北京京东总部"), ElementsAre("company:jd=京东"));
}

TEST(Mentions, AreNotTakenFromTheNamesOfPublicationsAndCompanies) {
  EXPECT_THAT(
      found("MIT Technology Review"),
      ElementsAre("publication:mit-technology-review=MIT Technology Review"));
  EXPECT_THAT(concepts("Scale AI and Mistral AI"), IsEmpty());
  EXPECT_THAT(concepts("盘古大模型"),
              ElementsAre("term:large-language-model=大模型"));
}

TEST(Mentions, TakeTheLongestNameOfAKind) {
  EXPECT_THAT(found("Google DeepMind"),
              ElementsAre("company:google-deepmind=Google DeepMind"));
  EXPECT_THAT(found("阿里巴巴"), ElementsAre("company:alibaba=阿里巴巴"));
  EXPECT_THAT(found("Google Gemini 2.5 Pro"),
              ElementsAre("company:google=Google",
                          "model:gemini-2.5-pro=Gemini 2.5 Pro"));
  EXPECT_THAT(found("People's Daily"),
              ElementsAre("publication:peoples-daily=People's Daily"));
  EXPECT_THAT(found("新思科技"), ElementsAre("company:synopsys=新思科技"));
}

TEST(Mentions, OfConceptsComeInSingularAndPlural) {
  EXPECT_THAT(concepts("chips"), ElementsAre("term:chip=chips"));
  EXPECT_THAT(concepts("Chip"), ElementsAre("term:chip=Chip"));
  EXPECT_THAT(concepts("start-ups"), ElementsAre("term:startup=start-ups"));
  EXPECT_THAT(concepts("fab foundries"), ElementsAre("term:foundry=foundries"));
  EXPECT_THAT(concepts("LLMs"), ElementsAre("term:large-language-model=LLMs"));
  EXPECT_THAT(concepts("trains run late"), IsEmpty());
  EXPECT_THAT(concepts("Series A"), ElementsAre("term:funding-round=Series A"));
  EXPECT_THAT(concepts("this series as a whole"), IsEmpty());
}

TEST(Mentions, OfANarrowerConceptAreThoseOfTheBroaderToo) {
  EXPECT_THAT(concepts("自研芯片"),
              ElementsAre("term:custom-chip=自研芯片", "term:chip=芯片"));
  EXPECT_THAT(
      concepts("人工智慧晶片"),
      ElementsAre("term:ai-chip=人工智慧晶片",
                  "term:artificial-intelligence=人工智慧", "term:chip=晶片"));
  EXPECT_THAT(found_in(*Lexicon::built_in(), "ai chips", true, true),
              ElementsAre("term:ai-chip=ai chips"));
}

TEST(Mentions, OfConceptsBridgeTheScripts) {
  const Row rows[] = {
      {"模型訓練", {"term:training=模型訓練"}},
      {"出口管制", {"term:export-controls=出口管制"}},
      {"export controls", {"term:export-controls=export controls"}},
      {"資料中心", {"term:data-center=資料中心"}},
      {"data centres", {"term:data-center=data centres"}},
      {"開源", {"term:open-source=開源"}},
      {"Rechenzentren", {"term:data-center=Rechenzentren"}},
      {"生成AI",
       {"term:generative-ai=生成AI", "term:artificial-intelligence=AI"}},
  };
  for (const Row& row : rows) {
    EXPECT_THAT(concepts(row.text), Contains(row.mentions[0])) << row.text;
  }
}

TEST(Mentions, OfOneConceptAreCountedOnceAtOnePlace) {
  EXPECT_THAT(concepts("模型训练"), ElementsAre("term:training=模型训练"));
}

TEST(Mentions, SpanTheBytesOfTheNameAndItsPositions) {
  const std::string_view text = "Today OpenAI's GPT-4o arrives";
  const std::vector<Mention> mentions = mentions_in(*Lexicon::built_in(), text);
  ASSERT_EQ(mentions.size(), 2U);
  EXPECT_EQ(mentions[0].entity->id, "company:openai");
  EXPECT_EQ(mentions[0].span.begin, 6U);
  EXPECT_EQ(mentions[0].first_position, 1U);
  EXPECT_EQ(mentions[0].positions, 1U);
  EXPECT_EQ(mentions[1].span, (Span{15, 21}));
  EXPECT_EQ(mentions[1].first_position, 2U);
  EXPECT_EQ(mentions[1].positions, 2U);
}

TEST(Mentions, OfATextWithoutWordsAreNone) {
  EXPECT_THAT(found(""), IsEmpty());
  EXPECT_THAT(found("… — 🙂"), IsEmpty());
}

}  // namespace
}  // namespace lede
