// SPDX-License-Identifier: GPL-3.0-or-later

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/filled_site.h"

namespace lede {
namespace {

using testing::fill;
using ::testing::HasSubstr;
using testing::make_hit;
using ::testing::Not;
using testing::Site;

TEST(SearchPage, ShowsHowTheQueryWasRead) {
  Site site;
  fill(site);
  const std::string page = site.get("/search?q=chips+training").body;
  EXPECT_THAT(page, HasSubstr("data-part=\"chips\" title=\"Change in the box\""
                              ">chips</span>"));
  EXPECT_THAT(page, HasSubstr("chip dropped"));
  EXPECT_THAT(page, HasSubstr("chip filter"));
}

TEST(SearchPage, LetsAWordGoOrStandAlone) {
  Site site;
  fill(site);
  site.backend.response.query.read_as = "chips company:alibaba";
  const std::string page = site.get("/search?q=chips+training").body;
  EXPECT_THAT(page, HasSubstr("<a class=\"alias\" href=\"/search?q=%3Dchips%20"
                              "company:alibaba\""));
  EXPECT_THAT(page, HasSubstr("<a href=\"/search?q=company:alibaba\" "
                              "aria-label=\"Leave out chips\""));
  // Other names of what a filter stands for are no words of the query.
  EXPECT_THAT(page, HasSubstr("<span class=\"alias\"> = 阿里巴巴</span>"));
  // Within brackets a part cannot be touched alone.
  site.backend.response.query.read_as = "(chips OR company:alibaba)";
  EXPECT_THAT(site.get("/search?q=x").body, Not(HasSubstr("%3Dchips")));
}

TEST(SearchPage, NamesItsFeedsAndItsTable) {
  Site site;
  fill(site);
  const std::string page =
      site.get("/search?q=chips&filter=lang:en&sort=newest").body;
  EXPECT_THAT(page, HasSubstr("/feed.atom?q=chips&amp;filter=lang:en\">Atom"));
  EXPECT_THAT(page, HasSubstr("/feed.json?q=chips&amp;filter=lang:en\">JSON"));
  EXPECT_THAT(page, HasSubstr("/api/v1/search?q=chips&amp;filter=lang:en&amp;"
                              "sort=newest&amp;limit=100&amp;format=csv\""));
  EXPECT_THAT(page, HasSubstr("href=\"/opml\""));
}

TEST(SearchPage, TakesAnyDatesByAForm) {
  Site site;
  fill(site);
  const std::string page =
      site.get("/search?q=chips&from=2025-08-03&to=2025-09&sort=newest").body;
  const std::size_t form = page.find("<form class=\"dates\"");
  ASSERT_NE(form, std::string::npos);
  const std::string inside =
      page.substr(form, page.find("</form>", form) - form);
  EXPECT_THAT(inside, HasSubstr("name=\"from\" value=\"2025-08-03\""));
  EXPECT_THAT(inside, HasSubstr("name=\"to\" value=\"\""));
  EXPECT_THAT(inside, HasSubstr("name=\"sort\" value=\"newest\""));
}

TEST(SearchPage, MarksWhatMatched) {
  Site site;
  fill(site);
  const std::string page = site.get("/search?q=chips").body;
  EXPECT_THAT(page, HasSubstr("<mark>Chips</mark> of their own</a>"));
  EXPECT_THAT(page, HasSubstr("snippet point"));
  EXPECT_THAT(page, HasSubstr("went on with <mark>chips</mark> …"));
  EXPECT_THAT(page, HasSubstr("7 articles in this story"));
  EXPECT_THAT(page, HasSubstr("11 September 2025"));
}

TEST(SearchPage, DividesFullMatchesFromPartialOnes) {
  Site site;
  fill(site);
  const std::string page = site.get("/search?q=chips").body;
  EXPECT_THAT(page, HasSubstr("Articles with some of the words"));
  EXPECT_LT(page.find("Chips"), page.find("Articles with some of the words"));
  EXPECT_TRUE(site.backend.requests.at(0).partial_matches);
}

TEST(SearchPage, TogglesFiltersByLinks) {
  Site site;
  fill(site);
  const std::string page =
      site.get("/search?q=chips&filter=company:company:alibaba&offset=20").body;
  // The one that is on is taken off, the other put on; both begin anew.
  EXPECT_THAT(page, HasSubstr("<li class=\"selected\"><a "
                              "href=\"/search?q=chips\""));
  EXPECT_THAT(page, HasSubstr("filter=company:company:alibaba&amp;filter="
                              "company:company:baidu\""));
  EXPECT_THAT(page, Not(HasSubstr("offset=20&amp;filter")));
}

TEST(SearchPage, DrawsTheTimelineWithoutAScript) {
  Site site;
  fill(site);
  const std::string page = site.get("/search?q=chips").body;
  EXPECT_THAT(page, HasSubstr("September 2025: 31"));
  EXPECT_THAT(page, HasSubstr("from=2025-09-01&amp;to=2025-09-30"));
  EXPECT_THAT(page, Not(HasSubstr("October 2025: 0")));
}

TEST(SearchPage, PagesThroughTheAnswer) {
  Site site;
  fill(site);
  const std::string page = site.get("/search?q=chips&offset=10").body;
  EXPECT_THAT(page, HasSubstr("offset=20"));
  EXPECT_THAT(page, HasSubstr("rel=\"prev\""));
  EXPECT_THAT(page, HasSubstr("of 98"));
  site.backend.response.hits.clear();
  EXPECT_THAT(site.get("/search?q=chips&offset=500").body,
              HasSubstr("There is no page this far"));
}

TEST(SearchPage, PassesOverParametersItDoesNotKnow) {
  Site site;
  fill(site);
  EXPECT_EQ(site.get("/search?q=a&utm_source=x&limit=abc&sort=wild").status,
            200);
}

TEST(SearchPage, TellsOfMissingShards) {
  Site site;
  fill(site);
  site.backend.response.shards = {4, 3};
  EXPECT_THAT(site.get("/search?q=a").body,
              HasSubstr("3 of 4 parts of the index answered"));
}

}  // namespace
}  // namespace lede
