// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/document_data.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lede {
namespace {

using ::testing::ElementsAre;

StoredArticle sample() {
  StoredArticle stored;
  Article& article = stored.article;
  article.id = "id-1";
  article.title = "标题 one";
  article.summary = "S";
  article.key_points = {"k1", "", std::string(300, 'k')};
  article.text = "First.\n\nSecond 芯片.";
  article.url = "https://news.example/1";
  article.source = "Wire";
  article.authors = {"A", "B"};
  article.topics = {"t"};
  article.published = Date{-5'364'662'400, DatePrecision::kDay};
  article.published_inferred = true;
  article.updated = Date{1'757'579'400, DatePrecision::kSecond};
  article.lang = "zh";
  article.extra = R"({"a":1})";
  article.origin = "a.jsonl:1";
  article.indexed_at = 1'757'600'000;
  stored.entities = {{"company:alibaba", "Alibaba", 7},
                     {"chip:h20", "H20", 4'000'000'000U}};
  return stored;
}

TEST(DocumentData, GivesBackWhatWasStored) {
  const StoredArticle stored = sample();
  const auto data = DocumentData::open(encode_document_data(stored));
  ASSERT_TRUE(data);
  EXPECT_EQ(data->id(), "id-1");
  EXPECT_TRUE(data->has_title());
  EXPECT_EQ(data->title(), "标题 one");
  EXPECT_EQ(data->summary(), "S");
  EXPECT_EQ(data->text(), stored.article.text);
  EXPECT_EQ(data->url(), stored.article.url);
  EXPECT_EQ(data->source(), "Wire");
  EXPECT_EQ(data->lang(), "zh");
  EXPECT_THAT(data->key_points(), ElementsAre("k1", "", std::string(300, 'k')));
  EXPECT_THAT(data->topics(), ElementsAre("t"));
  EXPECT_EQ(data->entities(), stored.entities);
  EXPECT_EQ(data->published(), stored.article.published);
  EXPECT_TRUE(data->published_inferred());
  const auto article = data->article();
  ASSERT_TRUE(article);
  EXPECT_EQ(*article, stored.article);
}

TEST(DocumentData, ALongArticleIsCompressedAndGivenBackTheSame) {
  StoredArticle stored = sample();
  for (int i = 0; i < 1000; ++i) stored.article.text += " 芯片 and more words";
  const std::string bytes = encode_document_data(stored);
  EXPECT_LT(bytes.size(), stored.article.text.size() / 4);
  const auto data = DocumentData::open(bytes);
  ASSERT_TRUE(data);
  EXPECT_EQ(data->title(), "标题 one");
  EXPECT_EQ(data->text(), stored.article.text);
  EXPECT_EQ(*data->article(), stored.article);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    ASSERT_FALSE(DocumentData::open(bytes.substr(0, size))) << size;
  }
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << bit));
      const auto read = DocumentData::open(damaged);
      if (!read) continue;
      EXPECT_LE(read->text().size(), stored.article.text.size() * 2);
    }
  }
}

TEST(DocumentData, TellsAnAbsentTitleFromAnEmptyOne) {
  StoredArticle stored;
  stored.article.text = "T";
  const auto absent = DocumentData::open(encode_document_data(stored));
  EXPECT_FALSE(absent->has_title());
  EXPECT_EQ(*absent->article(), stored.article);
  stored.article.title = "";
  const auto empty = DocumentData::open(encode_document_data(stored));
  EXPECT_TRUE(empty->has_title());
  EXPECT_EQ(*empty->article(), stored.article);
}

TEST(DocumentData, RefusesWhatItDidNotWrite) {
  const std::string good = encode_document_data(sample());
  for (const std::string& bytes :
       {std::string(), std::string("x"), std::string("\x02\x00\x00", 3),
        std::string("\x01\x07\x00", 3), good + "x",
        good.substr(0, good.size() - 1)}) {
    const auto data = DocumentData::open(bytes);
    ASSERT_FALSE(data);
    EXPECT_EQ(data.error().code, ErrorCode::kCorrupt);
  }
}

TEST(DocumentData, EveryCutIsRefused) {
  const std::string good = encode_document_data(sample());
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_FALSE(DocumentData::open(good.substr(0, size))) << size;
  }
}

TEST(DocumentData, DamagedBytesNeverReadBeyondThemselves) {
  const std::string good = encode_document_data(sample());
  constexpr unsigned kSeed = 20250911;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  int opened = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = good;
    const std::size_t changes = 1 + random() % 4;
    for (std::size_t i = 0; i < changes; ++i) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    const auto data = DocumentData::open(bytes);
    if (!data) continue;
    ++opened;
    std::size_t read = data->title().size() + data->text().size() +
                       data->key_points().size() + data->topics().size() +
                       data->entities().size();
    const auto article = data->article();
    if (article) read += article->text.size();
    EXPECT_LT(read, 10 * good.size());
  }
  EXPECT_GT(opened, 0);
}

}  // namespace
}  // namespace lede
