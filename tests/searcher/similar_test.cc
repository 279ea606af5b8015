// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/similar.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "common/postings/postings_file.h"
#include "searcher/similar_json.h"
#include "searcher/story_split.h"
#include "tests/searcher/test_index.h"

namespace lede {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::news;
using ::testing::Not;
using ::testing::SizeIs;
using testing::TestIndex;

std::vector<std::string> ids(const std::vector<Hit>& hits) {
  std::vector<std::string> found;
  for (const Hit& hit : hits) found.push_back(hit.id);
  return found;
}

std::vector<Article> desk() {
  return {
      news("harvest", "Olive harvest fails in Andalusia",
           "Olive growers in Andalusia lost the harvest to drought.",
           "2025-09-11", "Wire A"),
      news("oil", "Olive oil dearer",
           "The olive harvest was poor, drought hit.", "2025-09-20", "Wire B"),
      news("drought", "Rivers run dry", "A drought dries rivers up.",
           "2025-09-01", "Wire B"),
      news("match", "Home side wins", "A late goal won the match.",
           "2025-09-11", "Wire A"),
      news("zhang", "英伟达发布新品", "英伟达今天发布了新品。", "2025-09-12",
           "Wire C"),
      news("nvda", "Nvidia opens a campus", "Nvidia opened a campus. Nvidia.",
           "2025-09-11", "Wire A"),
  };
}

SimilarResponse similar_to(const Searcher& searcher, const std::string& id,
                           const SimilarOptions& options = {}) {
  auto response = searcher.similar(article_key(id), options);
  EXPECT_TRUE(response) << (response ? "" : response.error().message);
  return response ? std::move(*response) : SimilarResponse();
}

TEST(Similar, FindsWhatIsAboutTheSameAndNeverTheArticleItself) {
  const TestIndex index(desk());
  const SimilarResponse response = similar_to(index.open(), "harvest");
  EXPECT_EQ(response.key, article_key("harvest"));
  ASSERT_GE(response.hits.size(), 2U);
  EXPECT_EQ(response.hits[0].id, "oil");
  EXPECT_EQ(response.hits[1].id, "drought");
  EXPECT_THAT(ids(response.hits), Not(Contains("harvest")));
  EXPECT_THAT(ids(response.hits), Not(Contains("zhang")));
  EXPECT_GT(response.hits[0].score, response.hits[1].score);
  EXPECT_THAT(response.hits[0].snippets, SizeIs(1));
  EXPECT_THAT(response.same_story, IsEmpty());
}

TEST(Similar, GoesByTheMostWeighedTerms) {
  const TestIndex index(desk());
  const SimilarResponse response = similar_to(index.open(), "harvest");
  ASSERT_FALSE(response.terms.empty());
  EXPECT_THAT(response.terms, Contains(Field(&WeighedTerm::text, "oliv")));
  EXPECT_THAT(response.terms, Contains(Field(&WeighedTerm::text, "harvest")));
  // No other article holds it.
  EXPECT_THAT(response.terms,
              Not(Contains(Field(&WeighedTerm::text, "andalusia"))));
  double last = response.terms.front().weight;
  for (const WeighedTerm& term : response.terms) {
    EXPECT_LE(term.weight, last) << term.text;
    EXPECT_GT(term.weight, 0) << term.text;
    last = term.weight;
  }
  // Both stand twice in it, but one of them in the headline.
  const auto weight = [&](std::string_view text) {
    for (const WeighedTerm& term : response.terms) {
      if (term.text == text) return term.weight;
    }
    return 0.0;
  };
  EXPECT_GT(weight("oliv"), weight("drought"));
}

TEST(Similar, CrossesLanguagesByNames) {
  const TestIndex index(desk());
  const Searcher searcher = index.open();
  const SimilarResponse chinese = similar_to(searcher, "zhang");
  EXPECT_THAT(ids(chinese.hits), ElementsAre("nvda"));
  EXPECT_THAT(chinese.terms, Contains(Field(&WeighedTerm::text, "NVIDIA")));
  EXPECT_THAT(ids(similar_to(searcher, "nvda").hits), Contains("zhang"));
}

TEST(Similar, OfEqualsTheOneNearerInDateComesFirst) {
  const TestIndex index(
      {news("own", "Harbour", "The tram stood still.", "2025-06-15"),
       news("far", "Museum", "A tram was shown.", "2023-06-15"),
       news("undated", "Depot", "Old tram was sold."),
       news("near", "Bridge", "One tram has crossed.", "2025-06-20"),
       news("else", "Rain", "It rained.", "2025-06-15")});
  const SimilarResponse response = similar_to(index.open(), "own");
  ASSERT_THAT(response.hits, SizeIs(3));
  EXPECT_EQ(response.hits[0].id, "near");
  EXPECT_GT(response.hits[0].score, response.hits[1].score * 1.05);
  EXPECT_LT(response.hits[0].score, response.hits[1].score * 1.15);
}

TEST(Similar, TakesLimitAndFilters) {
  const TestIndex index(desk());
  const Searcher searcher = index.open();
  SimilarOptions options;
  options.limit = 1;
  EXPECT_THAT(ids(similar_to(searcher, "harvest", options).hits),
              ElementsAre("oil"));
  options.limit = 0;
  const SimilarResponse none = similar_to(searcher, "harvest", options);
  EXPECT_THAT(none.hits, IsEmpty());
  EXPECT_FALSE(none.terms.empty());
  options.limit = 10;
  options.filters = {{"source", "Wire A"}};
  EXPECT_THAT(ids(similar_to(searcher, "harvest", options).hits),
              Not(Contains("oil")));
  options.filters = {{"month", "2025-09"}, {"source", "Wire B"}};
  EXPECT_THAT(ids(similar_to(searcher, "harvest", options).hits),
              ElementsAre("oil", "drought"));
  options.filters = {{"colour", "red"}};
  const auto refused = searcher.similar(article_key("harvest"), options);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalidArgument);
  EXPECT_THAT(refused.error().message, HasSubstr("filter: "));
}

TEST(Similar, KnowsNoArticleWithoutItsKey) {
  const TestIndex index(desk());
  for (const char* key : {"", "nowhere", "harvest"}) {
    const auto response = index.open().similar(key, {});
    ASSERT_FALSE(response) << key;
    EXPECT_EQ(response.error().code, ErrorCode::kNotFound) << key;
  }
}

TEST(Similar, AnArticleLikeNoOtherHasNone) {
  const TestIndex index(
      {news("a", "Quartz", "Feldspar."), news("b", "Tram", "Line.")});
  const SimilarResponse response = similar_to(index.open(), "a");
  EXPECT_THAT(response.terms, IsEmpty());
  EXPECT_THAT(response.hits, IsEmpty());
}

TEST(Similar, IsTheSameWithoutPostingsFiles) {
  const TestIndex index(testing::small_archive());
  const TestIndex bare(testing::small_archive());
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(bare.path())) {
    if (entry.path() == postings_path(entry.path().parent_path())) {
      std::filesystem::remove(entry.path());
    }
  }
  const Searcher searcher = index.open();
  const Searcher without = bare.open();
  for (int i = 0; i < 60; i += 7) {
    const std::string id = "n" + std::to_string(i);
    const SimilarResponse one = similar_to(searcher, id);
    const SimilarResponse other = similar_to(without, id);
    EXPECT_THAT(one.hits, SizeIs(10));
    ASSERT_EQ(ids(one.hits), ids(other.hits)) << id;
    for (std::size_t j = 0; j < one.hits.size(); ++j) {
      EXPECT_NEAR(one.hits[j].score, other.hits[j].score, 1e-9) << id;
    }
  }
}

TEST(StorySplit, KeepsTheOwnStoryApartAndOneOfEachOther) {
  using enum StorySplit::Part;
  constexpr std::uint32_t kAlone = ViewStories::kAlone;
  StorySplit split(7, 3, 2);
  const std::pair<std::uint32_t, StorySplit::Part> rows[] = {
      {7, kSameStory}, {1, kOthers},      {7, kSameStory},  {1, kNeither},
      {7, kNeither},   {kAlone, kOthers}, {kAlone, kOthers}};
  for (const auto& [story, part] : rows) {
    ASSERT_FALSE(split.full());
    EXPECT_EQ(split.next(story), part) << story;
  }
  EXPECT_TRUE(split.full());
  // Whoever stands alone is in no story with others that do.
  EXPECT_EQ(StorySplit(kAlone, 1, 1).next(kAlone), kOthers);
}

Hit hit_of(const std::string& id, const std::string& story) {
  Hit hit;
  hit.id = id;
  hit.story.id = story;
  return hit;
}

TEST(SimilarJson, HasEveryKey) {
  SimilarResponse response;
  response.key = "k";
  response.took_ms = 1.5;
  EXPECT_EQ(
      similar_to_json(response),
      R"({"key":"k","took_ms":1.5,"terms":[],"hits":[],"same_story":[]})");
  response.terms = {{"chip \"x\"", 2.5}};
  response.hits = {hit_of("a", "s")};
  response.same_story = {hit_of("b", "t"), hit_of("c", "t")};
  const auto json = nlohmann::json::parse(similar_to_json(response));
  EXPECT_EQ(json["terms"][0]["text"], "chip \"x\"");
  EXPECT_EQ(json["terms"][0]["weight"], 2.5);
  EXPECT_EQ(json["hits"][0]["id"], "a");
  EXPECT_EQ(json["hits"][0]["story"]["id"], "s");
  EXPECT_EQ(json["same_story"][1]["id"], "c");
}

}  // namespace
}  // namespace lede
