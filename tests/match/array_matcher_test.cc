// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever is asked, the answer out of postings files is that of Xapian's own
// matcher: the same documents, the same totals and counts, weights within 1e-9.

#include "searcher/match/array_matcher.h"

#include <algorithm>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "common/schema.h"
#include "searcher/open_view.h"
#include "searcher/stock_matcher.h"
#include "tests/match/made_segment.h"
#include "tests/match/random_query.h"
#include "tests/searcher/test_index.h"
#include "tests/support/temp_dir.h"

namespace lede {
namespace {

using testing::kNow;
using testing::RandomQuery;
using testing::TestIndex;
using testing::view_of;

// Articles of words as often as words are: the second half as often as the
// first, and so on.
std::vector<Article> made_articles(std::size_t count, std::size_t first) {
  std::mt19937 random(static_cast<std::uint32_t>(first));
  std::vector<Article> articles;
  for (std::size_t i = first; i < first + count; ++i) {
    std::string text;
    for (std::size_t word = 3 + random() % 10; word > 0; --word) {
      const std::size_t range = std::size_t{2} << random() % 6;
      const std::size_t number = random() % range;
      text += static_cast<char>('a' + number % 20);
      text += "o" + std::string(number / 20, 'x') + "k";
      text += random() % 5 == 0 ? ". “" : " ";
    }
    Article article = testing::news("m" + std::to_string(i), "", text, "",
                                    random() % 2 == 0 ? "Wire A" : "Wire B");
    if (random() % 3 == 0) article.title = "bok cok";
    if (i % 8 != 0) {
      article.published =
          Date{kNow - static_cast<std::int64_t>(random() % 700) * 86400,
               DatePrecision::kSecond};
    }
    articles.push_back(std::move(article));
  }
  return articles;
}

MatchOrder random_order(RandomQuery& random) {
  constexpr SortOrder kSorts[] = {SortOrder::kRelevance, SortOrder::kRelevance,
                                  SortOrder::kNewest, SortOrder::kOldest};
  constexpr std::size_t kLimits[] = {0, 1, 10, 10, 10, 100, 10000};
  MatchOrder order;
  order.sort = kSorts[random.below(4)];
  order.limit = kLimits[random.below(7)];
  order.offset = random.below(3) == 0 ? random.below(30) : 0;
  order.exact_total = random.below(2) == 0;
  return order;
}

std::map<std::string, std::uint64_t> counted(const ValueCounts& counts,
                                             unsigned slot) {
  std::map<std::string, std::uint64_t> values;
  counts.for_each(slot, [&](const std::string& value, std::uint64_t documents) {
    values[value] = documents;
  });
  return values;
}

struct Asked {
  IndexQuery match;
  RankParts parts;
  MatchOrder order;
  bool counts = false;
};

void want(const Asked& asked, ValueCounts& counts, MatchOrder& order) {
  if (!asked.counts) return;
  counts.want(slot::kSource);
  counts.want(slot::kPublished);
  order.counts = &counts;
}

void expect_alike(const IndexView& view, const Asked& asked) {
  const Deadline none;
  ValueCounts stock_counts;
  ValueCounts counts;
  MatchOrder order = asked.order;
  // Where Xapian 1.4.22 leaves documents out that cannot be among the best, it
  // gives others of a deep tree the wrong weights, or throws.
  order.exact_total = true;
  want(asked, stock_counts, order);
  const MatchedPage stock =
      StockMatcher(view, none).page(asked.match, asked.parts, order);
  order = asked.order;
  want(asked, counts, order);
  const MatchedPage page =
      ArrayMatcher(*view.postings, none).page(asked.match, asked.parts, order);
  if (asked.order.exact_total) {
    ASSERT_EQ(page.documents, stock.documents);
  }
  ASSERT_EQ(page.size(), stock.size());
  for (std::size_t i = 0; i < page.size(); ++i) {
    ASSERT_EQ(page.hits[i].id, stock.hits[i].id)
        << "hit " << i << ", weight " << page.hits[i].weight << ", not "
        << stock.hits[i].weight;
    ASSERT_NEAR(page.hits[i].weight, stock.hits[i].weight,
                1e-9 * std::max(1.0, stock.hits[i].weight))
        << "hit " << i;
  }
  if (!asked.counts) return;
  for (const unsigned slot : {slot::kSource, slot::kPublished}) {
    ASSERT_EQ(counted(counts, slot), counted(stock_counts, slot));
  }
}

void expect_alike(const IndexView& view, int rounds, std::uint32_t seed) {
  ASSERT_NE(view.postings, nullptr);
  RandomQuery random(view.database, seed);
  // Of a sound database, by Xapian 1.4.22: "unexpected end of posting list".
  int thrown = 0;
  for (int round = 0; round < rounds; ++round) {
    Asked asked;
    asked.match = random.match();
    asked.parts.cjk = random.below(3) == 0;
    if (random.below(2) == 0) asked.parts.freshness = random.freshness();
    asked.order = random_order(random);
    asked.counts = random.below(4) == 0;
    try {
      expect_alike(view, asked);
    } catch (const Xapian::DatabaseCorruptError&) {
      ++thrown;
    }
    if (::testing::Test::HasFatalFailure()) {
      FAIL() << "seed " << seed << ", round " << round << ", limit "
             << asked.order.limit << ", sort "
             << static_cast<int>(asked.order.sort)
             << (asked.parts.cjk ? ", plus" : "") << ": "
             << asked.match.describe() << " with "
             << asked.parts.freshness.describe();
    }
  }
  EXPECT_LE(thrown, rounds / 50);
}

void expect_alike(const TestIndex& index, int rounds, std::uint32_t seed) {
  expect_alike(*view_of(index), rounds, seed);
}

TEST(ArrayMatcher, AnswersAsXapianDoesOnOneSegment) {
  expect_alike(TestIndex(testing::small_archive()), 2000, 1);
}

TEST(ArrayMatcher, AnswersAsXapianDoesAcrossWindows) {
  expect_alike(TestIndex(made_articles(9000, 0)), 1000, 2);
}

TEST(ArrayMatcher, AnswersAsXapianDoesAcrossBlocks) {
  const testing::TempDir folder;
  const auto view = testing::made_segment(folder.path() / "segment", 140000, 7);
  expect_alike(*view, 150, 7);
}

TEST(ArrayMatcher, AnswersAsXapianDoesWhereDatesAreInNoOrder) {
  const testing::TempDir folder;
  const auto view = testing::made_segment(folder.path() / "segment", 5000, 8,
                                          testing::MadeDates::kInNoOrder);
  ASSERT_FALSE(view->postings->segment(0).in_date_order());
  expect_alike(*view, 1000, 8);
}

// Documents are in the order of dates there, while their ids are not.
TEST(ArrayMatcher, AnswersAsXapianDoesOnAMergedSegment) {
  const TestIndex index(made_articles(700, 0));
  index.write(made_articles(300, 700));
  for (int i = 500; i < 520; ++i) index.remove("m" + std::to_string(i));
  index.write(made_articles(100, 1000), /*settle=*/true);
  index.remove("m1001");
  const auto view = view_of(index);
  ASSERT_EQ(view->postings->size(), 1U);
  const SegmentPostings& merged = view->postings->segment(0);
  ASSERT_TRUE(merged.in_date_order());
  ASSERT_FALSE(std::ranges::is_sorted(merged.file().ids()));
  expect_alike(*view, 2000, 9);
}

TEST(ArrayMatcher, AnswersAsXapianDoesOnSeveralSegments) {
  const TestIndex index(made_articles(700, 0));
  index.write(made_articles(300, 700));
  index.write(made_articles(100, 1000));
  expect_alike(index, 2000, 3);
}

TEST(ArrayMatcher, AnswersAsXapianDoesWhereArticlesHaveGone) {
  const TestIndex index(made_articles(700, 0));
  auto changed = made_articles(200, 1000);
  for (std::size_t i = 0; i < 100; ++i) {
    changed[i].id = "m" + std::to_string(i * 7);
  }
  index.write(std::move(changed));
  for (int i = 500; i < 520; ++i) index.remove("m" + std::to_string(i));
  expect_alike(index, 2000, 4);
}

std::map<Xapian::docid, double> weights_of(const ArrayMatcher& matcher,
                                           const IndexQuery& query, bool plus) {
  RankParts parts;
  parts.cjk = plus;
  MatchOrder all;
  all.limit = 10000;
  std::map<Xapian::docid, double> weights;
  for (const MatchedDocument& hit : matcher.page(query, parts, all).hits) {
    weights[hit.id] = hit.weight;
  }
  return weights;
}

// Xapian 1.4.22 gives what is added to the wrong documents where such a tree
// stands beside positions or below a filter: here the parts are compared.
TEST(ArrayMatcher, WhatIsAddedIsAddedWhereItStands) {
  const TestIndex index(made_articles(1000, 0));
  const auto view = view_of(index);
  const Deadline none;
  const ArrayMatcher matcher(*view->postings, none);
  RandomQuery random(view->database, 5);
  for (int round = 0; round < 1000; ++round) {
    const IndexQuery first = random.match();
    const RankParts parts = random.parts();
    std::vector<IndexQuery> added = bonuses(parts);
    added.push_back(random.match());
    auto sums = weights_of(matcher, first, parts.cjk);
    for (const IndexQuery& bonus : added) {
      for (const auto& [id, weight] : weights_of(matcher, bonus, parts.cjk)) {
        if (sums.contains(id)) sums[id] += weight;
      }
    }
    const IndexQuery match =
        IndexQuery::of(IndexQuery::Op::kAndMaybe, first, added.back());
    MatchOrder order;
    order.limit = round % 2 == 0 ? 10 : 10000;
    const MatchedPage page = matcher.page(match, parts, order);
    ASSERT_EQ(page.documents, sums.size()) << match.describe();
    ASSERT_EQ(page.size(), std::min(sums.size(), order.limit));
    for (const MatchedDocument& hit : page.hits) {
      ASSERT_NEAR(hit.weight, sums[hit.id], 1e-9 * std::max(1.0, hit.weight))
          << match.describe();
    }
    if (page.size() == 0) continue;
    const double last = page.hits.back().weight;
    const auto better = std::ranges::count_if(
        sums, [&](const auto& sum) { return sum.second > last + 1e-6; });
    ASSERT_LT(static_cast<std::size_t>(better), page.size())
        << match.describe();
  }
}

// Forty articles that all but weigh the same: some, the newest or the oldest,
// are heavier by less than makes a difference. What is first are the lowest
// ids, however many of them the ranking has behind the others.
TEST(ArrayMatcher, PutsNearTiesThatGoBeyondThePageInOrderOfIds) {
  for (const int heavier : {1, 9, 15, 30, 39}) {
    for (const bool newest : {false, true}) {
      std::vector<Article> articles;
      for (int i = 0; i < 40; ++i) {
        articles.push_back(
            testing::news("t" + std::to_string(i), "",
                          i < heavier ? "alpha rare" : "alpha more"));
        articles.back().published =
            Date{kNow + std::int64_t{newest ? -i : i} * 86400,
                 DatePrecision::kSecond};
      }
      const TestIndex index(std::move(articles));
      const auto view = view_of(index);
      const Deadline none;
      const IndexQuery match =
          IndexQuery::of(IndexQuery::Op::kAndMaybe, IndexQuery::term("alpha"),
                         IndexQuery::term("rare").scaled(1e-11));
      MatchOrder all;
      all.sort = SortOrder::kNewest;
      all.limit = 100;
      const ArrayMatcher matcher(*view->postings, none);
      std::vector<Xapian::docid> ids;
      for (const auto& hit : matcher.page(match, {}, all).hits) {
        ids.push_back(hit.id);
      }
      std::ranges::sort(ids);
      MatchOrder order;
      order.limit = 10;
      const MatchedPage page = matcher.page(match, {}, order);
      ASSERT_EQ(page.size(), 10U);
      for (std::size_t i = 0; i < page.size(); ++i) {
        EXPECT_EQ(page.hits[i].id, ids[i]) << heavier << " heavier, hit " << i;
      }
    }
  }
}

TEST(ArrayMatcher, AnyStopsAtTheFirst) {
  const TestIndex index(testing::small_archive());
  const auto view = view_of(index);
  const Deadline none;
  const ArrayMatcher matcher(*view->postings, none);
  EXPECT_TRUE(matcher.any(IndexQuery::term("chips")));
  EXPECT_FALSE(matcher.any(IndexQuery::term("nowhere")));
  EXPECT_FALSE(matcher.any(IndexQuery::phrase({"chips", "nowhere"})));
  EXPECT_FALSE(matcher.any(IndexQuery()));
}

}  // namespace
}  // namespace lede
