// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is offered where nothing is found.

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/cli/output.h"
#include "tests/searcher/test_index.h"
#include <lede/searcher.h>

namespace lede::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Alternatives : public ::testing::Test {
 protected:
  // "left out -> query (documents)" of each; the counts are those of the
  // answers they lead to.
  std::vector<std::string> offered(const SearchRequest& request) const {
    std::vector<std::string> lines;
    for (const Alternative& each :
         answer(searcher_, request).query.alternatives) {
      lines.push_back(each.left_out + " -> " + each.query + " (" +
                      std::to_string(each.documents) + ")");
      SearchRequest next = request;
      next.query = each.query;
      next.filters = each.filters;
      next.from = each.from;
      next.to = each.to;
      EXPECT_EQ(answer(searcher_, next).documents, each.documents)
          << lines.back();
      EXPECT_GT(each.documents, 0U);
    }
    return lines;
  }
  std::vector<std::string> offered(const std::string& query) const {
    return offered(request_for(query));
  }

  TestIndex index_{{
      news("a", "Foundry expands", "The foundry makes training chips.",
           "2025-03-01", "Wire A"),
      news("b", "Chips for training", "Alibaba orders chips.", "2025-06-01",
           "Wire B"),
      news("c", "Weather", "Rain is expected tomorrow.", "2025-09-01",
           "Wire A"),
  }};
  Searcher searcher_ = index_.open();
};

TEST_F(Alternatives, AreNoneWhereSomethingIsFound) {
  EXPECT_THAT(offered("chips"), IsEmpty());
  EXPECT_THAT(offered("chips weather"), IsEmpty());  // words are let go
}

TEST_F(Alternatives, LeaveOutEachRequiredWord) {
  EXPECT_THAT(offered("+chips +weather"),
              ElementsAre("chips -> +weather (1)", "weather -> +chips (2)"));
  EXPECT_THAT(offered("chips AND weather"),
              ElementsAre("chips -> weather (1)", "weather -> chips (2)"));
  EXPECT_THAT(offered("chips -training"),
              ElementsAre("-training -> chips (2)"));
}

TEST_F(Alternatives, TakeTheQuotesAway) {
  EXPECT_THAT(offered("\"chips training\""),
              ElementsAre("\"chips training\" -> chips training (2)"));
}

TEST_F(Alternatives, LeaveOutFiltersAndDates) {
  EXPECT_THAT(offered("chips source:\"Wire C\" since:2026"),
              ElementsAre(" -> chips (2)"));
  EXPECT_THAT(offered("weather source:\"Wire B\""),
              ElementsAre("source:\"Wire B\" -> weather (1)"));
  SearchRequest request = request_for("weather");
  request.to = "2025-07";
  EXPECT_THAT(offered(request), ElementsAre("..2025-07 -> weather (1)"));
  request.to.clear();
  request.filters = {{"source", "Wire B"}, {"source", "Wire C"}};
  EXPECT_THAT(offered(request),
              ElementsAre("source:Wire B OR Wire C -> weather (1)"));
  request.filters = {{"year", "2024"}};
  EXPECT_THAT(offered(request), ElementsAre("year:2024 -> weather (1)"));
}

TEST_F(Alternatives, BeginWithTheCorrectedQuery) {
  EXPECT_THAT(offered("wether"), ElementsAre(" -> weather (1)"));
}

TEST_F(Alternatives, AreAFew) {
  SearchRequest request = request_for(
      "+chips +training +foundry +weather +rain +orders +tomorrow +expands "
      "+alibaba +makes");
  EXPECT_LE(offered(request).size(), 6U);
}

TEST_F(Alternatives, StandOnTheTerminalAsTheyAreTyped) {
  SearchRequest request = request_for("+chips +weather");
  request.filters = {{"source", "Wire A"}};
  const std::string text = reading_as_text(answer(searcher_, request).query);
  EXPECT_THAT(text, HasSubstr("--filter 'source=Wire A' +chips  (1 article)"));
}

}  // namespace
}  // namespace lede::testing
