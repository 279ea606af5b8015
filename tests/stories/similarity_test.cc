// SPDX-License-Identifier: GPL-3.0-or-later

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "indexer/stories/article_signer.h"
#include "indexer/stories/story_similarity.h"

namespace lede {
namespace {

StorySignature sign(std::string_view lang, std::string_view title,
                    std::string_view text) {
  static ArticleSigner signer(Lexicon::built_in(), Background::built_in());
  Article article;
  article.id = "a";
  article.lang = lang;
  article.title = std::string(title);
  article.text = text;
  article.published = Date{1'757'548'800, DatePrecision::kDay};
  return signer.sign(article);
}

constexpr std::string_view kChinese =
    "石桥半导体周四宣布，将以12.7亿美元收购芯片设计公司蓝湾微电子。"
    "两家公司表示，交易预计在2026年3月31日前完成，尚待监管机构批准。"
    "蓝湾微电子的工程师约有340名，专长于数据中心的互连芯片。"
    "石桥半导体股价当日上涨6.3%，收于每股48.25元。";

TEST(Similarity, OfChineseCopiesSurvivesADroppedSentence) {
  const std::string cut(kChinese.substr(0, kChinese.find("石桥半导体股价")));
  const LinkScore link = link_between(sign("zh", "石桥收购蓝湾", kChinese),
                                      sign("zh", "12.7亿美元的交易", cut));
  EXPECT_EQ(link.kind, LinkKind::kCopy);
}

TEST(Similarity, FindsOneChineseEventInOtherWords) {
  const LinkScore link = link_between(
      sign("zh", "石桥收购蓝湾", kChinese),
      sign("zh", "石桥半导体拿下蓝湾微电子",
           "一笔12.7亿美元的交易让芯片业再起波澜：石桥半导体确认买下互连芯片"
           "设计商蓝湾微电子。后者雇有340名工程师。消息传出，石桥股价涨了"
           "6.3%。"));
  EXPECT_EQ(link.kind, LinkKind::kSameEvent);
}

TEST(Similarity, KeepsFormsFilledInAlikeApart) {
  const LinkScore link = link_between(
      sign("zh", "石桥半导体行情",
           "截至收盘，石桥半导体报收于48.25元，上涨6.3%，换手率2.17%，成交量"
           "5.18万手，成交额5314.77万元。当日资金流向数据方面，主力资金净流入"
           "206.34万元，游资资金净流出113.2万元，散户资金净流出93.1万元。"),
      sign("zh", "蓝湾微电子行情",
           "截至收盘，蓝湾微电子报收于11.92元，下跌1.4%，换手率0.86%，成交量"
           "1.07万手，成交额1273.05万元。当日资金流向数据方面，主力资金净流入"
           "87.61万元，游资资金净流出41.9万元，散户资金净流出45.7万元。"));
  EXPECT_EQ(link.kind, LinkKind::kNone);
}

// One table an hour later: nearly all of it is the same, but the figures.
TEST(Similarity, KeepsATableApartFromTheNextOne) {
  const auto table = [](std::string_view hour, std::string_view figures) {
    return sign("en", "Quillon exchange tin futures",
                "Quillon tin futures at " + std::string(hour) +
                    ", dollars a tonne, lots of five: spot May contract " +
                    std::string(figures) +
                    ", August untraded, October untraded, December untraded, "
                    "warehouse stocks at Tallinn and Riga unchanged.");
  };
  const StorySignature morning =
      table("10:30", "31,250 up 35, June 31,310 up 40, July 31,385 up 45");
  const StorySignature noon =
      table("11:30", "31,190 off 25, June 31,260 off 10, July 31,305 off 35");
  EXPECT_EQ(link_between(morning, noon).kind, LinkKind::kNone);
  EXPECT_EQ(link_between(morning, morning).kind, LinkKind::kCopy);
}

TEST(Similarity, FindsTheReportThatAFlashAnnounced) {
  const LinkScore link = link_between(
      sign("en", "Brindle Foods to buy Ostrava Mills for 412 mln dlrs", ""),
      sign("en", "Brindle Foods buys Ostrava Mills",
           "Brindle Foods said it agreed to buy Ostrava Mills for 412 mln "
           "dlrs in cash. The milling company, founded in 1908, has plants in "
           "Ostrava and Olomouc and 2,300 workers. Brindle expects to close "
           "the purchase in autumn and to keep the mills' brands of flour."));
  EXPECT_EQ(link.kind, LinkKind::kSameEvent);
}

TEST(Similarity, FindsOneEventAcrossLanguages) {
  const StorySignature english = sign(
      "en", "Zhipu AI raises $1.27 billion",
      "Zhipu AI said it raised $1.27 billion from Alibaba and Tencent at a "
      "valuation of $24.3 billion. It will train GLM-5 on 34,000 Ascend 910C "
      "chips, chief executive Zhang Peng said.");
  const StorySignature chinese =
      sign("zh", "智谱融资12.7亿美元",
           "智谱宣布完成12.7亿美元融资，阿里巴巴和腾讯参投，估值达243亿美元。"
           "首席执行官张鹏说，公司将用3.4万片昇腾910C训练GLM-5。");
  const StorySignature other = sign(
      "zh", "阿里巴巴公布财报",
      "阿里巴巴公布季度财报，营收2365亿元，同比增长5%。公司说将继续投资云计算"
      "和人工智能，通义千问用户继续增长。腾讯将于下周公布财报。");
  EXPECT_EQ(link_between(english, chinese).kind, LinkKind::kSameEvent);
  EXPECT_EQ(link_between(english, other).kind, LinkKind::kNone);
  EXPECT_EQ(link_between(chinese, english), link_between(english, chinese));
}

TEST(Similarity, DoesNotTakeARoundupForACopyOfWhatItHolds) {
  const std::string brief =
      "Quillon Labs opened an office in Tallinn with 60 engineers on Monday.";
  std::string roundup = brief;
  for (int i = 0; i < 60; ++i) {
    roundup += " Item " + std::to_string(i * 37) + " of the week is another.";
  }
  EXPECT_EQ(copy_score(sign("en", "", brief), sign("en", "", roundup)), 0U);
}

TEST(Similarity, OfNothingIsNone) {
  const StorySignature nothing = sign("", "", "");
  EXPECT_EQ(link_between(nothing, nothing).kind, LinkKind::kNone);
}

}  // namespace
}  // namespace lede
