// SPDX-License-Identifier: GPL-3.0-or-later

#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/date.h"
#include "common/index_layout.h"
#include "common/join.h"
#include "tests/searcher/test_index.h"

namespace lede::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Enough words to be known again by.
const std::string kReport =
    "The foundry will open a second hall for packaging in Dresden next spring "
    "and hire four hundred engineers, its chief executive told the council on "
    "Monday, after two rounds of talks with the state about power and water.";

SearchRequest folded(const std::string& query) {
  SearchRequest request = request_for(query);
  request.stories = true;
  return request;
}

std::vector<Article> told_three_times() {
  return {news("first", "Foundry to grow", kReport, "2025-03-03T08:00:00Z",
               "Example Wire"),
          news("copy", "A second hall for Dresden", kReport,
               "2025-03-03T10:00:00Z", "Example Ledger"),
          news("late", "Dresden foundry grows", kReport + " Rain fell.",
               "2025-03-04T09:00:00Z", "Example Post"),
          news("other", "Rain in Dresden", "It rained in Dresden on Tuesday.",
               "2025-03-04", "Example Post")};
}

TEST(Stories, AreOneHitEach) {
  const TestIndex index(told_three_times());
  const SearchResponse response = answer(index.open(), folded("dresden"));
  EXPECT_EQ(response.documents, 4U);
  EXPECT_EQ(response.stories, 2U);
  ASSERT_EQ(response.hits.size(), 2U);
  for (const Hit& hit : response.hits) {
    const bool told_often = hit.id != "other";
    EXPECT_EQ(hit.story.documents, told_often ? 3U : 1U);
    EXPECT_EQ(hit.story.matched, told_often ? 3U : 1U);
    EXPECT_EQ(hit.story.id, article_key(told_often ? "first" : "other"));
    EXPECT_EQ(hit.story.earliest_id, told_often ? "first" : "other");
    EXPECT_EQ(hit.story.earliest_key, hit.story.id);
    EXPECT_TRUE(hit.story.certain);
  }
}

TEST(Stories, TellTheSourceAndTimeOfTheirFirstArticle) {
  const TestIndex index(told_three_times());
  const SearchResponse response = answer(index.open(), folded("\"rain fell\""));
  ASSERT_EQ(response.hits.size(), 1U);
  const StoryOfHit& story = response.hits[0].story;
  EXPECT_EQ(response.hits[0].id, "late");
  EXPECT_EQ(story.documents, 3U);
  EXPECT_EQ(story.matched, 1U);
  EXPECT_EQ(story.earliest_source, "Example Wire");
  EXPECT_EQ(story.earliest_published, "2025-03-03T08:00:00Z");
}

TEST(Stories, UnfoldedEachArticleIsAHitOfItsStory) {
  const TestIndex index(told_three_times());
  SearchRequest request = folded("dresden");
  request.stories = false;
  const SearchResponse response = answer(index.open(), request);
  EXPECT_EQ(response.documents, 4U);
  EXPECT_EQ(response.stories, 2U);
  ASSERT_EQ(response.hits.size(), 4U);
  for (const Hit& hit : response.hits) {
    EXPECT_EQ(hit.story.matched, 1U);
    EXPECT_EQ(hit.story.documents, hit.id == "other" ? 1U : 3U);
  }
}

TEST(Stories, ShowTheNewestOfTheirArticlesIfThatIsTheOrder) {
  const TestIndex index(told_three_times());
  SearchRequest request = folded("dresden");
  request.sort = SortOrder::kNewest;
  EXPECT_THAT(ids(answer(index.open(), request)), ElementsAre("late", "other"));
  request.sort = SortOrder::kOldest;
  EXPECT_THAT(ids(answer(index.open(), request)),
              ElementsAre("first", "other"));
}

TEST(Stories, SimilarArticlesAreOneOfEachAndTheOwnStoryStandsApart) {
  const TestIndex index(told_three_times());
  const Searcher searcher = index.open();
  const auto ids_of = [](const std::vector<Hit>& hits) {
    std::set<std::string> found;
    for (const Hit& hit : hits) found.insert(hit.id);
    return found;
  };
  const auto first = searcher.similar(article_key("first"), {});
  ASSERT_TRUE(first);
  EXPECT_THAT(ids_of(first->hits), ElementsAre("other"));
  EXPECT_THAT(ids_of(first->same_story), ElementsAre("copy", "late"));
  EXPECT_EQ(first->same_story[0].story.id, article_key("first"));
  const auto other = searcher.similar(article_key("other"), {});
  ASSERT_TRUE(other);
  ASSERT_EQ(other->hits.size(), 1U);
  EXPECT_EQ(other->hits[0].story.documents, 3U);
  EXPECT_TRUE(other->same_story.empty());
}

TEST(Stories, WhoWasFirstIsOpenWhereDatesAreDays) {
  std::vector<Article> articles = told_three_times();
  articles[0].published = parse_date("2025-03-03", TimeZone::utc());
  const TestIndex index(articles);
  const SearchResponse response = answer(index.open(), folded("hall"));
  ASSERT_EQ(response.hits.size(), 1U);
  EXPECT_FALSE(response.hits[0].story.certain);
}

TEST(Stories, WhyNotTellsWhichArticleStandsForAnother) {
  const TestIndex index(told_three_times());
  SearchRequest request = folded("hall");
  request.sort = SortOrder::kNewest;
  request.why_not = "copy";
  const auto why = answer(index.open(), request).why_not;
  ASSERT_TRUE(why);
  ASSERT_EQ(why->reasons.size(), 1U);
  EXPECT_EQ(why->reasons[0].kind, WhyNotReason::Kind::kFolded);
  EXPECT_EQ(why->reasons[0].text, "late");
  EXPECT_EQ(why->rank, 1U);
}

TEST(Stories, PartialMatchesShowNoStoryTwice) {
  std::vector<Article> articles = told_three_times();
  articles.push_back(news("quake", "Quake", "A hall shook."));
  const TestIndex index(articles);
  SearchRequest request = folded("hall fell");
  request.partial_matches = true;
  const SearchResponse response = answer(index.open(), request);
  EXPECT_THAT(ids(response), ElementsAre("late", "quake"));
  EXPECT_TRUE(response.hits[1].partial);
  EXPECT_EQ(response.hits[1].story.matched, 0U);
}

TEST(Stories, OfADamagedTableStandAloneAndTheAnswerSaysSo) {
  const TestIndex index(told_three_times());
  const Manifest manifest = *load_manifest(index.path());
  std::ofstream(stories_path(index.path()) / manifest.story_table) << "x";
  const SearchResponse response = answer(index.open(), folded("dresden"));
  EXPECT_EQ(response.stories, 4U);
  EXPECT_TRUE(response.exact);
  ASSERT_EQ(response.query.warnings.size(), 1U);
  EXPECT_THAT(response.query.warnings[0].message,
              HasSubstr("lede-index check --repair"));
}

TEST(Stories, OfSeveralIndexesAreToldApart) {
  const TestIndex one(told_three_times());
  std::vector<Article> others = told_three_times();
  for (Article& article : others) article.id += "2";
  const TestIndex two(others);
  two.write({news("more", "More", "Dresden again.", "2025-05-05")});
  const Searcher searcher = open_searcher({one.path(), two.path()});
  const SearchResponse response = answer(searcher, folded("dresden"));
  EXPECT_EQ(response.documents, 9U);
  EXPECT_EQ(response.stories, 5U);
  std::set<std::string> earliest;
  for (const Hit& hit : response.hits) earliest.insert(hit.story.earliest_id);
  EXPECT_THAT(earliest,
              ElementsAre("first", "first2", "more", "other", "other2"));
}

// Some words a text, of few: most queries find some, in stories of any size.
std::vector<Article> made_archive(std::mt19937& random) {
  const auto draw = [&](unsigned below) {
    return static_cast<unsigned>(random() % below);
  };
  std::vector<Article> articles;
  for (unsigned event = 0; event < 120; ++event) {
    std::vector<std::string> words;
    for (int i = 0; i < 40; ++i)
      words.push_back("rare" + std::to_string(random()));
    for (int i = 0; i < 4; ++i) words.push_back("w" + std::to_string(draw(12)));
    const unsigned versions = 1 + draw(6);
    for (unsigned version = 0; version < versions; ++version) {
      std::vector<std::string> said = words;
      said[draw(40)] = "w" + std::to_string(draw(12));
      const unsigned day = 1 + draw(3) + event % 25;
      articles.push_back(
          news("e" + std::to_string(event) + "v" + std::to_string(version),
               "Headline w" + std::to_string(draw(12)), join(said, " "),
               draw(9) == 0 ? ""
                            : "2025-03-" + std::string(day < 10 ? "0" : "") +
                                  std::to_string(day),
               "Source " + std::to_string(draw(3))));
    }
  }
  return articles;
}

SearchRequest made_request(std::mt19937& random) {
  SearchRequest request = folded("w" + std::to_string(random() % 12));
  if (random() % 2 == 0) request.query += " w" + std::to_string(random() % 12);
  if (random() % 3 == 0) request.match = MatchMode::kAny;
  if (random() % 3 == 0) {
    request.filters.push_back(
        {"source", "Source " + std::to_string(random() % 3)});
  }
  if (random() % 4 == 0)
    request.from = "2025-03-1" + std::to_string(random() % 9);
  const auto sort = random() % 4;
  if (sort == 1) request.sort = SortOrder::kNewest;
  if (sort == 2) request.sort = SortOrder::kOldest;
  return request;
}

// What was listed over all pages, of one size.
struct Listed {
  std::vector<std::string> ids;
  std::set<std::string> stories;
  std::uint64_t matched = 0;
};

Listed list_all(const Searcher& searcher, SearchRequest request,
                std::size_t page) {
  Listed listed;
  request.limit = page;
  for (request.offset = 0;; request.offset += page) {
    const SearchResponse response = answer(searcher, request);
    for (const Hit& hit : response.hits) {
      listed.ids.push_back(hit.id);
      EXPECT_TRUE(listed.stories.insert(hit.story.id).second) << hit.id;
      listed.matched += hit.story.matched;
    }
    if (response.hits.size() < page) return listed;
  }
}

TEST(Stories, ListedOverAllPagesAreTheTotals) {
  const unsigned seed = 20'251'128;
  std::mt19937 random(seed);
  std::vector<Article> articles = made_archive(random);
  std::shuffle(articles.begin(), articles.end(), random);
  const TestIndex index;
  const auto half = static_cast<std::ptrdiff_t>(articles.size() / 2);
  index.write({articles.begin(), articles.begin() + half});
  index.write({articles.begin() + half, articles.end()});
  index.remove(articles[3].id);
  const Searcher searcher = index.open();
  ASSERT_LT(answer(searcher, "").stories, answer(searcher, "").documents / 2);
  for (int trial = 0; trial < 500; ++trial) {
    const SearchRequest request = made_request(random);
    const SearchResponse response = answer(searcher, request);
    const std::size_t page = 1 + random() % 20;
    const Listed listed = list_all(searcher, request, page);
    const std::string what = request.query + " trial " + std::to_string(trial);
    EXPECT_EQ(listed.ids.size(), response.stories) << what;
    EXPECT_EQ(listed.matched, response.documents) << what;
    SearchRequest unfolded = request;
    unfolded.stories = false;
    unfolded.limit = 1000;
    const SearchResponse all = answer(searcher, unfolded);
    EXPECT_EQ(all.hits.size(), response.documents) << what;
    EXPECT_EQ(all.stories, response.stories) << what;
    std::vector<std::string> first_of_each;
    std::set<std::string> seen;
    for (const Hit& hit : all.hits) {
      if (seen.insert(hit.story.id).second) first_of_each.push_back(hit.id);
    }
    EXPECT_EQ(listed.ids, first_of_each) << what;
    SearchRequest narrowed = request;
    narrowed.filters.push_back({"source", "Source 0"});
    if (request.filters.empty()) {
      const SearchResponse fewer = answer(searcher, narrowed);
      EXPECT_LE(fewer.documents, response.documents) << what;
      EXPECT_LE(fewer.stories, response.stories) << what;
    }
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(Stories, AreTheSameWithoutPostingsFiles) {
  std::mt19937 random(5);
  const std::vector<Article> articles = made_archive(random);
  const TestIndex quick(articles);
  const TestIndex slow(articles);
  for (const auto& file :
       std::filesystem::recursive_directory_iterator(slow.path())) {
    if (file.path().filename() == "postings.lede") {
      std::filesystem::remove(file.path());
    }
  }
  const Searcher by_arrays = quick.open();
  const Searcher by_xapian = slow.open();
  for (int trial = 0; trial < 60; ++trial) {
    const SearchRequest request = made_request(random);
    const SearchResponse a = answer(by_arrays, request);
    const SearchResponse b = answer(by_xapian, request);
    EXPECT_EQ(ids(a), ids(b)) << request.query;
    EXPECT_EQ(a.stories, b.stories) << request.query;
    EXPECT_EQ(a.documents, b.documents) << request.query;
  }
}

}  // namespace
}  // namespace lede::testing
