// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/story_keeper.h"

#include <fstream>
#include <map>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/join.h"
#include "common/story_table.h"
#include "indexer/add.h"
#include "indexer/index_check.h"
#include "indexer/index_export.h"
#include "indexer/rebuild.h"
#include "indexer/stories/article_signer.h"
#include "tests/indexer/index_fixture.h"

namespace lede::testing {
namespace {

// Enough words to be known again by.
const std::string kReport =
    "The foundry will open a second hall for packaging in Dresden next spring "
    "and hire four hundred engineers, its chief executive told the council on "
    "Monday, after two rounds of talks with the state about power and water.";

using StoryOfId = std::map<std::string, std::string>;

// Some articles of each of `events`, in few words apart, days apart at most.
std::vector<Article> made_reports(int events, std::mt19937& random) {
  const auto draw = [&](unsigned below) {
    return static_cast<unsigned>(random() % below);
  };
  std::vector<Article> reports;
  for (int event = 0; event < events; ++event) {
    std::vector<std::string> words;
    for (int i = 0; i < 60; ++i) {
      words.push_back("w" + std::to_string(draw(90'000)) + "q");
    }
    const int day = static_cast<int>(draw(300));
    const unsigned versions = 1 + draw(4);
    for (unsigned version = 0; version < versions; ++version) {
      std::vector<std::string> said = words;
      for (unsigned i = 0; i < version; ++i) said[draw(60)] = "other";
      reports.push_back(dated_article(
          "e" + std::to_string(event) + "v" + std::to_string(version),
          join(said, " "), day + static_cast<int>(draw(3))));
    }
  }
  return reports;
}

class StoryKeeperTest : public ::testing::Test {
 protected:
  IndexWriter open(const std::filesystem::path& index) {
    Result<IndexWriter> writer = IndexWriter::open(index, test_options());
    if (!writer) throw std::runtime_error(writer.error().message);
    return std::move(*writer);
  }
  IndexWriter open() { return open(index()); }

  // The story of each article, by ids, as exporting tells.
  static StoryOfId stories_of(const std::filesystem::path& index) {
    std::map<std::string, std::string> id_of_key;
    StoryOfId key_of_story;
    const auto member = [](std::string_view line, std::string_view name) {
      const std::string mark = "\"" + std::string(name) + "\":\"";
      const std::size_t begin = line.rfind(mark) + mark.size();
      return std::string(line.substr(begin, line.find('"', begin) - begin));
    };
    EXPECT_TRUE(export_articles(index, [&](std::string_view line) {
      const std::string id = member(line, "id");
      id_of_key[member(line, "key")] = id;
      key_of_story[id] = member(line, "story");
    }));
    StoryOfId stories;
    for (const auto& [id, key] : key_of_story) stories[id] = id_of_key[key];
    return stories;
  }

  void write_in_batches(const std::filesystem::path& index,
                        std::vector<Article> articles, std::mt19937& random) {
    while (!articles.empty()) {
      const auto size = static_cast<std::ptrdiff_t>(
          std::min<std::size_t>(articles.size(), 1 + random() % 40));
      IndexWriter writer = open(index);
      ASSERT_TRUE(writer.write({articles.begin(), articles.begin() + size}));
      if (random() % 2 == 0) {
        ASSERT_TRUE(writer.settle());
      }
      articles.erase(articles.begin(), articles.begin() + size);
    }
  }

  // Whose story the key of an article that is gone stands for.
  [[nodiscard]] std::optional<ArticleKey> former(const std::string& id) const {
    const auto table = StoryTable::open(table_path());
    EXPECT_TRUE(table);
    return table->former(*ArticleKey::from(article_key(id)));
  }

  [[nodiscard]] std::filesystem::path index() const {
    return folder_.path() / "index";
  }
  [[nodiscard]] Manifest manifest() const { return *load_manifest(index()); }
  [[nodiscard]] std::filesystem::path table_path() const {
    return stories_path(index()) / manifest().story_table;
  }

  TempDir folder_;
};

TEST_F(StoryKeeperTest, ADocumentIsSignedAsItsArticleAloneWouldBe) {
  Article article = dated_article(
      "a", "Nvidia paid $1.2 billion for chips on 2024-03-01, 英伟达说。", 4);
  article.title = "H20 chips return";
  article.summary = "Sales go on.";
  article.key_points = {"Export licences", "Second half of 2025"};
  complete_language(article);
  DocumentBuilder builder(Lexicon::built_in());
  ArticleSigner signer(Lexicon::built_in(), Background::built_in());
  const auto built = builder.build(article, content_hash(article));
  ASSERT_TRUE(built);
  EXPECT_FALSE(built->signature.features.empty());
  EXPECT_EQ(built->signature, signer.sign(article));
}

TEST_F(StoryKeeperTest, AnyOrderOfArrivalGivesTheStoriesOfARebuild) {
  std::mt19937 random(20'251'128);
  std::vector<Article> reports = made_reports(120, random);
  const auto whole = folder_.path() / "whole";
  ASSERT_TRUE(open(whole).write(reports));
  const StoryOfId expected = stories_of(whole);
  int shared = 0;
  for (const auto& [id, story] : expected) shared += id == story ? 0 : 1;
  EXPECT_GT(shared, 100);
  for (int order = 0; order < 3; ++order) {
    std::shuffle(reports.begin(), reports.end(), random);
    const auto index = folder_.path() / ("order" + std::to_string(order));
    write_in_batches(index, reports, random);
    EXPECT_EQ(stories_of(index), expected) << "order " << order;
  }
}

TEST_F(StoryKeeperTest, ChangesAndRemovalsMendStories) {
  std::mt19937 random(7);
  std::vector<Article> reports = made_reports(40, random);
  write_in_batches(index(), reports, random);
  std::vector<std::string> gone;
  std::vector<Article> left;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    if (i % 5 == 0) {
      gone.push_back(article_key(reports[i].id));
      continue;
    }
    if (i % 5 == 1) reports[i].text = reports[(i + 7) % reports.size()].text;
    left.push_back(reports[i]);
  }
  ASSERT_TRUE(open().remove(gone));
  write_in_batches(index(), left, random);
  const auto whole = folder_.path() / "whole";
  ASSERT_TRUE(open(whole).write(left));
  EXPECT_EQ(stories_of(index()), stories_of(whole));
}

TEST_F(StoryKeeperTest, AnIdOfAStoryOutlivesItsArticle) {
  ASSERT_TRUE(open().write({dated_article("first", kReport, 1),
                            dated_article("second", kReport, 2)}));
  EXPECT_EQ(stories_of(index())["second"], "first");
  ASSERT_TRUE(open().remove({article_key("first")}));
  EXPECT_EQ(former("first"), ArticleKey::from(article_key("second")));
  // The state was never written: the table alone tells.
  ASSERT_TRUE(open().write({dated_article("third", kReport, 3)}));
  EXPECT_EQ(former("first"), ArticleKey::from(article_key("second")));
}

TEST_F(StoryKeeperTest, RebuildingKeepsIdsOfBefore) {
  AddOptions options{.pipeline = {}, .writer = test_options()};
  options.pipeline.read.now = kNewYear + 9 * kDay;
  options.pipeline.on_reject = [](const Rejection& rejection) {
    ADD_FAILURE() << rejection.where << ": " << rejection.why;
  };
  const auto source = folder_.path() / "a.jsonl";
  const auto line = [](const std::string& id, int day) {
    return R"({"id":")" + id + R"(","text":")" + kReport + R"(","published":)" +
           R"("2025-01-0)" + std::to_string(day) + "\"}\n";
  };
  std::ofstream(source) << line("first", 1) << line("second", 2)
                        << line("third", 3);
  ASSERT_TRUE(add_sources(index(), {source.string()}, options));
  std::ofstream(source) << line("second", 2) << line("third", 3);
  const auto rebuilt = rebuild_index(index(), {source.string()}, options);
  ASSERT_TRUE(rebuilt) << rebuilt.error().message;
  EXPECT_EQ(rebuilt->report.stories, 1U);
  EXPECT_EQ(stories_of(index())["third"], "second");
  EXPECT_EQ(former("first"), ArticleKey::from(article_key("second")));
}

TEST_F(StoryKeeperTest, WhatWasNotKeptIsSignedAgain) {
  std::mt19937 random(11);
  const std::vector<Article> reports = made_reports(30, random);
  write_in_batches(index(), reports, random);
  const StoryOfId expected = stories_of(index());
  ASSERT_TRUE(open().settle());
  std::filesystem::remove(stories_path(index()) / manifest().story_state);
  ASSERT_TRUE(open().write({dated_article("new", reports[0].text, 400)}));
  StoryOfId grown = stories_of(index());
  EXPECT_EQ(grown.erase("new"), 1U);
  EXPECT_EQ(grown, expected);
}

TEST_F(StoryKeeperTest, AnIndexOfBeforeIsGroupedWhenItSettles) {
  WriterOptions options = test_options();
  options.group_stories = false;
  {
    auto writer = IndexWriter::open(index(), options);
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->write(
        {dated_article("a", kReport, 1), dated_article("b", kReport, 2)}));
    EXPECT_EQ(writer->stories(), 2U);
  }
  EXPECT_EQ(stories_of(index())["b"], "b");
  IndexWriter writer = open();
  ASSERT_TRUE(writer.settle());
  EXPECT_EQ(writer.stories(), 1U);
  EXPECT_EQ(stories_of(index())["b"], "a");
  expect_sound(index());
}

TEST_F(StoryKeeperTest, LeftUngroupedAllStandAloneUntilTheNextRun) {
  ASSERT_TRUE(open().write(
      {dated_article("a", kReport, 1), dated_article("b", kReport, 2)}));
  WriterOptions options = test_options();
  options.group_stories = false;
  {
    auto writer = IndexWriter::open(index(), options);
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->remove({article_key("a")}));
    ASSERT_TRUE(writer->write({dated_article("c", kReport, 3)}));
    EXPECT_EQ(writer->stories(), 2U);
  }
  IndexWriter writer = open();
  ASSERT_TRUE(writer.settle());
  EXPECT_EQ(stories_of(index())["c"], "b");
  expect_sound(index());
}

TEST_F(StoryKeeperTest, GivenToTheNextWriterGoOn) {
  IndexWriter::KeptStories kept;
  {
    IndexWriter writer = open();
    ASSERT_TRUE(writer.write({dated_article("a", kReport, 1)}));
    kept = writer.give_stories();
  }
  {
    IndexWriter between = open();
    ASSERT_TRUE(between.write({dated_article("b", kReport, 2)}));
  }
  IndexWriter writer = open();
  writer.take_stories(std::move(kept));  // out of date: not taken
  ASSERT_TRUE(writer.write({dated_article("c", kReport, 3)}));
  EXPECT_EQ(stories_of(index())["b"], "a");
  EXPECT_EQ(stories_of(index())["c"], "a");
  kept = writer.give_stories();
  EXPECT_TRUE(kept.keeper);
  writer.take_stories(std::move(kept));
  ASSERT_TRUE(writer.write({dated_article("d", kReport, 0)}));
  EXPECT_EQ(stories_of(index())["c"], "d");
}

TEST_F(StoryKeeperTest, LeavesNoFileThatNoManifestNames) {
  IndexWriter writer = open();
  for (int day = 1; day < 6; ++day) {
    ASSERT_TRUE(writer.write({dated_article(std::to_string(day), "x", day)}));
  }
  ASSERT_TRUE(writer.settle());
  std::vector<std::string> files;
  for (const auto& file :
       std::filesystem::directory_iterator(stories_path(index()))) {
    files.push_back(file.path().filename());
  }
  EXPECT_THAT(files, ::testing::UnorderedElementsAre(manifest().story_table,
                                                     manifest().story_state));
}

TEST_F(StoryKeeperTest, ACheckTellsOfADamagedTableAndRepairMendsIt) {
  ASSERT_TRUE(open().write(
      {dated_article("a", kReport, 1), dated_article("b", kReport, 2)}));
  std::ofstream(table_path(), std::ios::app) << "x";
  const auto damaged = check_index(index(), {});
  ASSERT_TRUE(damaged);
  EXPECT_FALSE(damaged->sound());
  ASSERT_TRUE(repair_index(index(), test_options()));
  const auto mended = check_index(index(), {});
  ASSERT_TRUE(mended);
  EXPECT_TRUE(mended->sound());
  EXPECT_EQ(stories_of(index())["b"], "a");
}

TEST_F(StoryKeeperTest, ABackupHasItsStories) {
  ASSERT_TRUE(open().write(
      {dated_article("a", kReport, 1), dated_article("b", kReport, 2)}));
  const auto copy = folder_.path() / "copy";
  ASSERT_TRUE(backup_index(index(), copy, {}));
  EXPECT_EQ(stories_of(copy), stories_of(index()));
  EXPECT_EQ(stories_of(copy)["b"], "a");
}

}  // namespace
}  // namespace lede::testing
