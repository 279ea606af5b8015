// SPDX-License-Identifier: GPL-3.0-or-later
//
// /api/v1/search as a table.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/server/fake_backend.h"

namespace lede {
namespace {

using testing::field;
using testing::make_hit;
using testing::Site;
using ::testing::StartsWith;

TEST(SearchCsv, GivesHitsAndALinkToMoreOfThem) {
  Site site;
  site.backend.response.hits = {make_hit("=A title")};
  site.backend.response.stories = 25;
  site.settings.path_prefix = "/news";
  const HttpResponse table =
      site.get("/news/api/v1/search?q=chips&format=csv&limit=1");
  EXPECT_EQ(table.status, 200);
  EXPECT_EQ(table.content_type, "text/csv; charset=utf-8; header=present");
  EXPECT_EQ(field(table, "Content-Disposition"),
            "attachment; filename=\"hits.csv\"");
  EXPECT_THAT(table.body, StartsWith("key,id,published,"));
  EXPECT_THAT(table.body, ::testing::HasSubstr(",\"'=A title\","));
  EXPECT_FALSE(site.backend.requests.back().highlights);
  const std::string link = field(table, "Link");
  EXPECT_THAT(link, StartsWith("</news/api/v1/search?q=chips&format=csv&limit="
                               "1&cursor=1-"));
  EXPECT_THAT(link, ::testing::EndsWith(">; rel=\"next\""));
  const HttpResponse second = site.get(link.substr(1, link.find('>') - 1));
  EXPECT_EQ(second.content_type, table.content_type);
  EXPECT_EQ(site.backend.requests.back().offset, 1U);
  EXPECT_EQ(field(site.get("/api/v1/search?format=csv&offset=24"), "Link"), "");
}

TEST(SearchCsv, GivesTheTimeline) {
  Site site;
  Timeline timeline;
  timeline.buckets = {{"2025-09-01", 7}};
  site.backend.response.timeline = timeline;
  const HttpResponse table =
      site.get("/api/v1/search?format=csv&rows=timeline");
  EXPECT_EQ(table.body, "start,documents\r\n2025-09-01,7\r\n");
  EXPECT_EQ(field(table, "Content-Disposition"),
            "attachment; filename=\"timeline.csv\"");
  EXPECT_EQ(site.backend.requests.back().timeline, TimelineInterval::kAuto);
  EXPECT_EQ(site.backend.requests.back().limit, 0U);
  EXPECT_EQ(field(table, "Link"), "");
  site.post("/api/v1/search",
            R"({"format":"csv","rows":"timeline","timeline":"week"})");
  EXPECT_EQ(site.backend.requests.back().timeline, TimelineInterval::kWeek);
}

TEST(SearchCsv, IsNotMixedWithJson) {
  Site site;
  EXPECT_EQ(site.get("/api/v1/search?format=json").content_type,
            "application/json");
  for (const char* asked : {"format=xml", "rows=hits", "rows=hits&format=json",
                            "format=csv&rows=facets"}) {
    const HttpResponse refused =
        site.get("/api/v1/search?" + std::string(asked));
    EXPECT_EQ(refused.status, 400) << asked;
    EXPECT_EQ(refused.content_type, "application/problem+json") << asked;
  }
}

}  // namespace
}  // namespace lede
