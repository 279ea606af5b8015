// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the page of results offers instead of the query typed.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/fake_backend.h"

namespace lede {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Site;

TEST(SearchPage, OffersWiderQueriesWhenNothingIsFound) {
  Site site;
  Alternative other;
  other.kind = AlternativeKind::kWithoutWord;
  other.left_out = "alpha";
  other.query = "beta";
  other.filters = {{"lang", "zh"}};
  other.documents = 7;
  site.backend.response.query.alternatives = {other};
  site.backend.response.query.read_as = "alpha beta";
  const HttpResponse response =
      site.get("/search?q=alpha+beta&from=2025&filter=lang:en&sort=newest");
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body, HasSubstr("Nothing found"));
  EXPECT_THAT(response.body, HasSubstr("alpha beta"));
  EXPECT_THAT(response.body,
              HasSubstr("sort=newest&amp;q=beta&amp;filter=lang:zh\">"
                        "without alpha</a> <span class=\"count\">7<"));
}

TEST(SearchPage, AsksWhetherAnotherSpellingWasMeant) {
  Site site;
  site.backend.response.query.suggestion =
      Suggestion{"nvidia earnings", 53, false};
  const std::string page = site.get("/search?q=nvdia+earnings").body;
  EXPECT_EQ(site.backend.requests.at(0).spelling, SpellingMode::kAuto);
  EXPECT_THAT(page, HasSubstr("Did you mean"));
  EXPECT_THAT(page,
              HasSubstr("q=nvidia%20earnings\">nvidia earnings</a> (53)"));
}

TEST(SearchPage, SaysThatItAnswersAnotherSpellingAndHowToGoBack) {
  Site site;
  site.backend.response.query.suggestion = Suggestion{"nvidia", 53, true};
  const std::string page = site.get("/search?q=nvdia").body;
  EXPECT_THAT(page, HasSubstr("Showing results for <strong>nvidia</strong>"));
  EXPECT_THAT(page, HasSubstr("q=nvdia&amp;spelling=off"));
  EXPECT_THAT(page, Not(HasSubstr("Did you mean")));
}

TEST(SearchPage, OffersWordsThatSayADateAsAFilter) {
  Site site;
  site.backend.response.query.date_offer =
      DateOffer{"last week", "chips date:\"last week\"", 12};
  const std::string page = site.get("/search?q=chips+last+week").body;
  EXPECT_THAT(page, HasSubstr("q=chips%20date:%22last%20week%22\">“last week” "
                              "as a date?</a> (12)"));
  EXPECT_THAT(site.get("/search?q=chips+last+week&hl=zh").body,
              HasSubstr("将“last week”作为日期筛选？"));
}

TEST(HelpPage, TellsTheQueryLanguageInTheReadersLanguage) {
  Site site;
  const std::string english = site.get("/help/query").body;
  EXPECT_THAT(english, HasSubstr("<code>chips NEAR/5 training</code> </td>"
                                 "<td>at most five words apart</td>"));
  EXPECT_THAT(english, HasSubstr("since:&quot;last week&quot;"));
  const std::string chinese = site.get("/help/query?hl=zh").body;
  EXPECT_THAT(chinese, HasSubstr("<code>date:最近三个月</code>"));
  EXPECT_THAT(chinese, Not(HasSubstr("last week")));
}

}  // namespace
}  // namespace lede
