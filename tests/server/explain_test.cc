// SPDX-License-Identifier: GPL-3.0-or-later

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/fake_backend.h"

namespace lede {
namespace {

using ::testing::HasSubstr;
using testing::make_hit;
using ::testing::Not;
using testing::Site;

TEST(ExplainOverHttp, IsAskedForByTrueOrOne) {
  Site site;
  for (const char* yes : {"1", "true"}) {
    site.get(std::string("/api/v1/search?q=x&why_not=a&explain=") + yes);
    ASSERT_FALSE(site.backend.requests.empty());
    EXPECT_TRUE(site.backend.requests.back().explain) << yes;
    EXPECT_EQ(site.backend.requests.back().why_not, "a");
  }
  site.get("/api/v1/search?q=x&explain=0");
  EXPECT_FALSE(site.backend.requests.back().explain);
  EXPECT_EQ(site.get("/api/v1/search?q=x&explain=yes").status, 400);
}

TEST(ExplainOverHttp, ThePageShowsTheSentences) {
  Site site;
  site.backend.response.documents = 1;
  Hit hit = make_hit("Chips");
  hit.explanation.emplace().sentence = "Matches <x> in the title";
  site.backend.response.hits = {hit};
  site.backend.response.why_not.emplace().sentence = "it lacks x & y";
  const std::string page = site.get("/search?q=x&explain=1&why_not=b").body;
  EXPECT_TRUE(site.backend.requests.back().explain);
  EXPECT_THAT(page, HasSubstr("Matches &lt;x&gt; in the title"));
  EXPECT_THAT(page, HasSubstr("it lacks x &amp; y"));
  site.backend.response = {};
  EXPECT_THAT(site.get("/search?q=x").body, Not(HasSubstr("it lacks")));
}

}  // namespace
}  // namespace lede
