// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/date_order.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "common/schema.h"
#include "searcher/query/plan.h"
#include "searcher/stock_query.h"
#include "tests/support/temp_dir.h"

namespace lede {
namespace {

using lede::testing::TempDir;
using Xapian::Query;
constexpr std::int64_t kStart = 1700000000;

std::vector<Xapian::docid> matching(const Xapian::Database& database,
                                    const Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(query);
  std::vector<Xapian::docid> found;
  const Xapian::MSet hits =
      enquire.get_mset(0, database.get_doccount(), database.get_doccount());
  for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
    found.push_back(*hit);
  }
  EXPECT_EQ(hits.get_matches_estimated(), found.size());
  return found;
}

// A segment of runs of documents: newest first, some of one instant, the
// undated last, with gaps between the ids. Each document holds some of the
// words "a" to "d".
class MadeSegment {
 public:
  MadeSegment(std::mt19937& random, std::size_t runs, std::size_t documents)
      : random_(random),
        database_(folder_.path().string(),
                  Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC) {
    for (std::size_t i = 0; i < runs; ++i) add_run(documents);
    database_.commit();
  }

  [[nodiscard]] const Xapian::Database& database() const { return database_; }
  [[nodiscard]] const std::vector<std::uint32_t>& runs() const { return runs_; }

 private:
  void add_run(std::size_t documents) {
    std::vector<std::int64_t> instants(documents);
    for (std::int64_t& instant : instants) {
      instant = kStart + static_cast<std::int64_t>(random_() % documents);
    }
    std::ranges::sort(instants, std::greater{});
    const std::size_t undated = random_() % 2 == 0 ? documents / 8 : 0;
    runs_.push_back(next_id_);
    for (std::size_t i = 0; i < documents; ++i) {
      Xapian::Document document;
      if (i < documents - undated) {
        document.add_value(slot::kPublished, encode_instant(instants[i]));
      }
      for (const char word : {'a', 'b', 'c', 'd'}) {
        if (random_() % 3 == 0) document.add_term(std::string(1, word));
      }
      database_.replace_document(next_id_, document);
      next_id_ += random_() % 4 == 0
                      ? 1 + static_cast<Xapian::docid>(random_() % 100)
                      : 1;
    }
  }

  std::mt19937& random_;
  TempDir folder_;
  Xapian::WritableDatabase database_;
  std::vector<std::uint32_t> runs_;
  Xapian::docid next_id_ = 5'000'000;
};

// Queries that use a range of dates in every place one can stand in.
std::vector<Query> shapes(const Query& dates) {
  const Query either(Query::OP_OR, Query("a"), Query("b"));
  const Query everything{std::string()};
  return {dates,
          Query(Query::OP_FILTER, everything, dates),
          Query(Query::OP_FILTER, Query("a"), dates),
          Query(Query::OP_FILTER, either, dates),
          Query(Query::OP_AND_NOT, either, dates),
          Query(Query::OP_AND_NOT, everything, dates),
          Query(Query::OP_OR, Query("c"), dates),
          Query(Query::OP_FILTER, either,
                Query(Query::OP_AND_NOT, Query("c"), dates))};
}

void expect_same_as_stock(const Xapian::Database& database, DateOrder& order,
                          std::mt19937& random, std::size_t documents) {
  const auto instant = [&] {
    return kStart - 3 + static_cast<std::int64_t>(random() % (documents + 6));
  };
  for (int round = 0; round < 40; ++round) {
    DateInterval dates{instant(), instant()};
    if (round % 8 == 0) dates.begin = kAnyDate.begin;
    if (round % 8 <= 1) dates.end = kAnyDate.end;
    const std::vector<Query> fast = shapes(order.published(dates));
    const std::vector<Query> stock = shapes(stock_published(dates));
    for (std::size_t i = 0; i < fast.size(); ++i) {
      EXPECT_EQ(matching(database, fast[i]), matching(database, stock[i]))
          << stock[i].get_description() << " of " << documents;
    }
  }
}

TEST(DateOrder, MatchesWhatARangeOfTheSlotMatches) {
  std::mt19937 random(20251231);
  for (const std::size_t runs : {1U, 2U, 5U}) {
    for (const std::size_t documents : {1U, 2U, 9U, 150U}) {
      const MadeSegment segment(random, runs, documents);
      DateOrder order;
      order.add(segment.database(), segment.runs());
      expect_same_as_stock(segment.database(), order, random, documents);
    }
  }
}

TEST(DateOrder, MatchesInSeveralSegmentsAtOnce) {
  std::mt19937 random(20260101);
  const std::size_t documents = 60;
  const MadeSegment one(random, 1, documents);
  const MadeSegment other(random, 3, documents);
  Xapian::Database both;
  DateOrder order;
  for (const MadeSegment* segment : {&one, &other}) {
    both.add_database(segment->database());
    order.add(segment->database(), segment->runs());
  }
  expect_same_as_stock(both, order, random, documents);
}

TEST(DateOrder, FindsNothingWithoutSegments) {
  DateOrder order;
  EXPECT_TRUE(order.published(kAnyDate).empty());
}

}  // namespace
}  // namespace lede
