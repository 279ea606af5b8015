// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/deadline.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include "searcher/xapian_seam.h"

namespace lede {
namespace {

// A thousand documents with gaps between their ids, as deletes leave them.
Xapian::WritableDatabase gappy_database() {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  for (unsigned i = 1; i <= 1000; ++i) {
    Xapian::Document document;
    document.add_term("all");
    if (i % 10 == 0) document.add_term("some");
    database.add_document(document);
  }
  for (unsigned i = 1; i <= 1000; i += 3) database.delete_document(i);
  return database;
}

std::size_t matches(const Xapian::Database& database,
                    const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(query);
  return enquire.get_mset(0, 1000).size();
}

TEST(Deadline, ChangesNothingBeforeItHasPassed) {
  const Xapian::Database database = gappy_database();
  const Deadline deadline = Deadline::after_ms(1'000'000);
  for (const Xapian::Query& query :
       {Xapian::Query("all"), Xapian::Query("some"),
        Xapian::Query(std::string()),
        Xapian::Query(Xapian::Query::OP_AND_NOT, Xapian::Query("all"),
                      Xapian::Query("some"))}) {
    const Xapian::Query guarded(Xapian::Query::OP_FILTER, query,
                                deadline_query(deadline));
    EXPECT_EQ(matches(database, guarded), matches(database, query));
    const Xapian::Query turned(Xapian::Query::OP_FILTER,
                               deadline_query(deadline), query);
    EXPECT_EQ(matches(database, turned), matches(database, query));
  }
}

TEST(Deadline, StopsAMatchThatRuns) {
  const Xapian::Database database = gappy_database();
  const Deadline passed = Deadline::after_ms(0);
  const Xapian::Query guarded(Xapian::Query::OP_FILTER, Xapian::Query("all"),
                              deadline_query(passed));
  EXPECT_THROW(matches(database, guarded), DeadlinePassed);
}

TEST(Deadline, IsTheCodeOfTheError) {
  bool retry = true;
  const Deadline passed = Deadline::after_ms(0);
  const auto result = at_xapian_seam(retry, [&]() -> Result<int> {
    passed.check();
    return 1;
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kDeadlineExceeded);
  EXPECT_FALSE(retry);
}

}  // namespace
}  // namespace lede
