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

// Documents newest first with gaps between their ids, some of one instant, the
// undated last; each holds some of the words "a" to "d".
class MadeArchive {
 public:
  MadeArchive(std::mt19937& random, std::size_t documents) {
    std::vector<std::int64_t> instants(documents);
    for (std::int64_t& instant : instants) {
      instant = kStart + static_cast<std::int64_t>(random() % documents);
    }
    std::ranges::sort(instants, std::greater{});
    Xapian::WritableDatabase database(
        folder_.path().string(),
        Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
    Xapian::docid id = 5'000'000;
    for (std::size_t i = 0; i < documents; ++i) {
      Xapian::Document document;
      if (i < documents - documents / 8) {
        document.add_value(slot::kPublished, encode_instant(instants[i]));
      }
      for (const char word : {'a', 'b', 'c', 'd'}) {
        if (random() % 3 == 0) document.add_term(std::string(1, word));
      }
      id += random() % 4 == 0 ? 1 + static_cast<Xapian::docid>(random() % 100)
                              : 1;
      database.replace_document(id, document);
    }
    database.commit();
  }

  [[nodiscard]] Xapian::Database open() const {
    return Xapian::Database(folder_.path().string());
  }

 private:
  TempDir folder_;
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

TEST(DateOrder, MatchesWhatARangeOfTheSlotMatches) {
  std::mt19937 random(20251231);
  for (const std::size_t documents : {1U, 2U, 9U, 400U}) {
    const MadeArchive archive(random, documents);
    const Xapian::Database database = archive.open();
    DateOrder order(database);
    const auto instant = [&] {
      return kStart - 3 + static_cast<std::int64_t>(random() % (documents + 6));
    };
    for (int round = 0; round < 60; ++round) {
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
}

TEST(DateOrder, FindsNothingInAnEmptyIndex) {
  const Xapian::WritableDatabase database(std::string(),
                                          Xapian::DB_BACKEND_INMEMORY);
  DateOrder order(database);
  EXPECT_TRUE(order.published(kAnyDate).empty());
}

}  // namespace
}  // namespace lede
