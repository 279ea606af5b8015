// SPDX-License-Identifier: GPL-3.0-or-later

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "indexer/stories/article_signer.h"
#include "indexer/stories/background.h"

namespace lede {
namespace {

constexpr std::int64_t kPublished = 1'757'548'800;  // 2025-09-11

Article article_of(std::string_view lang, std::string_view text) {
  Article article;
  article.id = "a";
  article.lang = lang;
  article.text = text;
  article.published = Date{kPublished, DatePrecision::kDay};
  return article;
}

ArticleSigner& signer() {
  static ArticleSigner one(Lexicon::built_in(), Background::built_in());
  return one;
}

bool has(std::string_view lang, std::string_view text, std::string_view term,
         FeatureKind kind) {
  const StorySignature signature = signer().sign(article_of(lang, text));
  return std::ranges::any_of(
      signature.features, [&](const EventFeature& feature) {
        return feature.hash == feature_hash(term) && feature.kind == kind;
      });
}

struct FeatureRow {
  std::string_view lang;
  std::string_view text;
  std::string_view term;
  FeatureKind kind;
};

// What the test is listed as.
std::ostream& operator<<(std::ostream& out, const FeatureRow& row) {
  return out << row.term << " of " << row.lang;
}

class Signature : public ::testing::TestWithParam<FeatureRow> {};

TEST_P(Signature, HasTheFeature) {
  const FeatureRow& row = GetParam();
  EXPECT_TRUE(has(row.lang, row.text, row.term, row.kind))
      << row.text << " lacks " << row.term;
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Signature,
    ::testing::Values(FeatureRow{"zh", "公司投资12.7亿美元建厂。",
                                 "XAusd:19127.", FeatureKind::kAmount},
                      FeatureRow{"en", "It will spend $1.27 billion.",
                                 "XAusd:19127.", FeatureKind::kAmount},
                      FeatureRow{"zh", "交易额为37.4億元。", "XAcny:19374.",
                                 FeatureKind::kAmount},
                      FeatureRow{"en", "The deal is worth 3.74bn yuan.",
                                 "XAcny:19374.", FeatureKind::kAmount},
                      FeatureRow{"zh", "营收增长23.7%。", "XApercent:11237.",
                                 FeatureKind::kAmount},
                      FeatureRow{"en", "Sales rose 23.7 percent.",
                                 "XApercent:11237.", FeatureKind::kAmount},
                      FeatureRow{"zh", "智谱发布新模型。", "Ecompany:zhipu",
                                 FeatureKind::kEntity},
                      FeatureRow{"en", "Zhipu AI has a new model.",
                                 "Ecompany:zhipu", FeatureKind::kEntity},
                      FeatureRow{"zh-Hant", "商湯科技發布財報。",
                                 "Ecompany:sensetime", FeatureKind::kEntity},
                      FeatureRow{"en", "SenseTime reports earnings.",
                                 "Ecompany:sensetime", FeatureKind::kEntity},
                      FeatureRow{"zh", "将于2025年12月24日上市。", "XD20446",
                                 FeatureKind::kDay},
                      FeatureRow{"en", "On sale from December 24, 2025.",
                                 "XD20446", FeatureKind::kDay},
                      FeatureRow{"zh", "螃蟹与🦀齐飞", "螃蟹",
                                 FeatureKind::kCjk},
                      FeatureRow{"en", "Zyzzyva cafe\xCC\x81s", "Zzyzzyva",
                                 FeatureKind::kWord}));

TEST(StorySignature, KnowsNoDayNearPublication) {
  EXPECT_FALSE(
      has("zh", "9月10日发布，12月24日上市。", "XD20341", FeatureKind::kDay));
}

TEST(StorySignature, PassesOverWhatAllArticlesSay) {
  EXPECT_FALSE(has("en", "The said.", "Zsaid", FeatureKind::kWord));
  EXPECT_FALSE(has("zh", "记者报道", "记者", FeatureKind::kCjk));
}

TEST(StorySignature, SpansTheDayOfADate) {
  const StorySignature signature = signer().sign(article_of("en", "Chips."));
  EXPECT_EQ(signature.published,
            (DateInterval{kPublished, kPublished + 86400}));
  EXPECT_TRUE(dated_to_the_day(signature));
  Article undated = article_of("en", "Chips.");
  undated.published.reset();
  EXPECT_FALSE(dated_to_the_day(signer().sign(undated)));
  undated.published = Date{kPublished, DatePrecision::kMonth};
  EXPECT_FALSE(dated_to_the_day(signer().sign(undated)));
}

TEST(StorySignature, OfLongTextsIsBounded) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "q" + std::to_string(i) + "z ";
  const StorySignature signature = signer().sign(article_of("en", text));
  EXPECT_EQ(signature.sketch.size(), kSketchSize);
  EXPECT_EQ(signature.features.size(), kMaxFeatures);
  EXPECT_GE(signature.shingles, 4998U);
  EXPECT_TRUE(std::ranges::is_sorted(signature.sketch));
  EXPECT_LE(signature.form.size(), kFormSize);
  EXPECT_TRUE(std::ranges::is_sorted(signature.form));
}

TEST(StorySignature, HasOneFormWhateverTheFigures) {
  const auto sign = [](std::string_view lang, std::string_view text) {
    return signer().sign(article_of(lang, text));
  };
  const StorySignature may = sign("en", "Tin rose 35 dollars to 31,250 today.");
  const StorySignature june = sign("en", "Tin rose 8 dollars to 29,004 today.");
  EXPECT_NE(may.sketch, june.sketch);
  EXPECT_EQ(may.form, june.form);
  EXPECT_EQ(sign("zh", "收盘上涨6.3%，报48.25元。").form,
            sign("zh", "收盘上涨1.7%，报11.92元。").form);
  const StorySignature none = sign("en", "Tin rose by a little again today.");
  EXPECT_EQ(none.form, none.sketch);
}

TEST(StorySignature, KnowsWhatStandsInTheHead) {
  Article article = article_of("en", "");
  article.title = "Quillon opens";
  for (int i = 0; i < 40; ++i) article.text += "word ";
  article.text += "zyzzyva";
  const StorySignature signature = signer().sign(article);
  const auto in_head = [&](std::string_view term) {
    const auto feature = std::ranges::find(
        signature.features, feature_hash(term), &EventFeature::hash);
    return feature != signature.features.end() && feature->in_head;
  };
  EXPECT_TRUE(in_head("Zquillon"));
  EXPECT_FALSE(in_head("Zzyzzyva"));
}

TEST(StorySignature, OfNothingIsEmpty) {
  const StorySignature signature = signer().sign(article_of("", ""));
  EXPECT_EQ(signature.shingles, 0U);
  EXPECT_TRUE(signature.features.empty());
}

TEST(Background, ReadsBackAsItWasWritten) {
  const std::vector<Background::Row> rows = {
      {0, 3}, {1, 14}, {70'000, 0}, {0xffffffff, 9}};
  const auto read = decode_background(encode_background(rows));
  ASSERT_EQ(read.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(read[i].hash, rows[i].hash);
    EXPECT_EQ(read[i].rarity, rows[i].rarity);
  }
}

TEST(Background, KnowsCommonWordsFromRareOnes) {
  const Background& table = Background::built_in();
  EXPECT_GT(table.rows().size(), 10'000U);
  EXPECT_LT(table.rarity(feature_hash("Zsaid")), 3);
  EXPECT_LT(table.rarity(feature_hash("中国")), 3);
  EXPECT_EQ(table.rarity(feature_hash("Zzyzzyva")), kMaxRarity);
}

}  // namespace
}  // namespace lede
