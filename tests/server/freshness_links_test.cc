// SPDX-License-Identifier: GPL-3.0-or-later
//
// Order and freshness on the page of results.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/fake_backend.h"

namespace lede {
namespace {

using ::testing::HasSubstr;
using testing::make_hit;
using ::testing::Not;
using testing::Site;

TEST(FreshnessLinks, SetItAndTellWhatIsSet) {
  Site site;
  site.backend.response.documents = 1;
  site.backend.response.hits = {make_hit("Chips")};
  const std::string page = site.get("/search?q=a&sort=relevance").body;
  EXPECT_THAT(page, HasSubstr("aria-current=\"true\">Relevance</a>"));
  EXPECT_THAT(page, HasSubstr("sort=oldest\">Oldest</a>"));
  EXPECT_THAT(page, HasSubstr("freshness=0\" rel=\"nofollow\">off</a>"));
  EXPECT_THAT(page, HasSubstr("aria-current=\"true\">normal</a>"));
  EXPECT_THAT(page, HasSubstr("freshness=0.5\" rel=\"nofollow\">strong</a>"));

  site.backend.response.query.freshness = {30, 0.5, std::nullopt};
  const std::string strong =
      site.get("/search?q=a&freshness=0.5&half_life=30d").body;
  EXPECT_THAT(strong, HasSubstr("aria-current=\"true\">strong</a>"));
  EXPECT_THAT(strong, HasSubstr("halving every 30 days"));
  EXPECT_THAT(strong, HasSubstr("half_life=30d&amp;freshness=0\""));
  EXPECT_EQ(site.backend.requests.back().freshness, 0.5);
  EXPECT_EQ(site.backend.requests.back().half_life_days, 30);
}

TEST(FreshnessLinks, SaysWhereFreshnessDoesNotCount) {
  Site site;
  site.backend.response.documents = 1;
  site.backend.response.hits = {make_hit("Chips")};
  FreshnessReading& reading = site.backend.response.query.freshness;
  reading.off = FreshnessOff::kPastDate;
  EXPECT_THAT(site.get("/search?q=a&to=2020").body,
              HasSubstr("off here: the dates asked for are past"));
  reading.off = FreshnessOff::kRankText;
  EXPECT_THAT(site.get("/search?q=a&rank=text").body,
              HasSubstr("aria-current=\"true\">off</a>"));
  reading.off = FreshnessOff::kSortedByDate;
  EXPECT_THAT(site.get("/search?q=a&sort=newest").body,
              Not(HasSubstr("Fresher first")));
}

}  // namespace
}  // namespace lede
