// SPDX-License-Identifier: GPL-3.0-or-later

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/server/fake_backend.h"

namespace lede {
namespace {

using testing::field;
using ::testing::HasSubstr;
using testing::make_hit;
using ::testing::Not;
using testing::Site;

TopStory make_story(const std::string& title) {
  return {"0123456789abcdef", "a", title, "Wire", "2025-09-10", "en", "s", 7};
}

TEST(TrendsApi, ReadsItsParameters) {
  Site site;
  const HttpResponse response = site.get(
      "/api/v1/trends?window=2w&limit=5&filter=lang:zh&tz=Asia/Shanghai");
  ASSERT_EQ(response.status, 200) << response.body;
  const TrendsRequest& request = site.backend.trends_requests.at(0);
  EXPECT_EQ(request.window, "2w");
  EXPECT_EQ(request.limit, 5U);
  EXPECT_EQ(request.filters.at(0).value, "zh");
  EXPECT_EQ(request.time_zone, "Asia/Shanghai");
}

TEST(CompareApi, ReadsItsParameters) {
  Site site;
  const HttpResponse response = site.get(
      "/api/v1/compare?q=a&q=b&q=&filter=source:X&from=2025-01&to=2025-06"
      "&interval=week");
  ASSERT_EQ(response.status, 200) << response.body;
  const CompareRequest& request = site.backend.compare_requests.at(0);
  EXPECT_THAT(request.queries, ::testing::ElementsAre("a", "b", ""));
  EXPECT_EQ(request.filters.size(), 1U);
  EXPECT_EQ(request.from, "2025-01");
  EXPECT_EQ(request.interval, TimelineInterval::kWeek);
}

TEST(SignificantApi, ReadsItsParameters) {
  Site site;
  ASSERT_EQ(
      site.get("/api/v1/significant?q=chips&limit=3&to=7d&match=any").status,
      200);
  const SignificantRequest& request = site.backend.significant_requests.at(0);
  EXPECT_EQ(request.query, "chips");
  EXPECT_EQ(request.limit, 3U);
  EXPECT_EQ(request.match, MatchMode::kAny);
  EXPECT_TRUE(request.words);
}

TEST(OverTimeApi, NamesWhatIsWrongWithAParameter) {
  struct Row {
    std::string target;
    std::string code;
    std::string parameter;
    std::string detail;
  };
  const Row rows[] = {
      {"trends?window=0d", "invalid_parameter", "window", "365d"},
      {"trends?window=soon", "invalid_parameter", "window", "7d"},
      {"trends?windw=7d", "unknown_parameter", "windw", "'window'"},
      {"trends?q=a", "unknown_parameter", "q", ""},
      {"trends?window=7d&window=8d", "invalid_parameter", "window", "once"},
      {"trends?limit=x", "invalid_parameter", "limit", "0 to 100"},
      {"trends?filter=colour:red", "invalid_parameter", "filter", "company"},
      {"compare?q=a", "invalid_parameter", "q", "two to five"},
      {"compare?q=a&q=b&q=c&q=d&q=e&q=f", "invalid_parameter", "q",
       "two to five"},
      {"compare", "invalid_parameter", "q", "two to five"},
      {"compare?q=a&q=b&interval=hour", "invalid_parameter", "interval",
       "month"},
      {"compare?q=a&q=b&intervall=day", "unknown_parameter", "intervall",
       "'interval'"},
      {"compare?q=a&q=b&format=xml", "invalid_parameter", "format", "csv"},
      {"compare?q=a&q=" + std::string(2001, 'b'), "invalid_parameter", "q",
       "2000 bytes"},
      {"significant?q=a&facet=source", "unknown_parameter", "facet", ""},
      {"significant?q=a&q=b", "invalid_parameter", "q", "more than once"},
  };
  for (const Row& row : rows) {
    Site site;
    const HttpResponse response = site.get("/api/v1/" + row.target);
    EXPECT_EQ(response.status, 400) << row.target;
    const auto problem = nlohmann::json::parse(response.body);
    EXPECT_EQ(problem["code"], row.code) << row.target;
    EXPECT_EQ(problem.value("parameter", ""), row.parameter) << row.target;
    EXPECT_THAT(std::string(problem["detail"]), HasSubstr(row.detail));
    EXPECT_TRUE(site.backend.trends_requests.empty());
    EXPECT_TRUE(site.backend.compare_requests.empty());
  }
}

TEST(OverTimeApi, TurnsErrorsIntoStatuses) {
  for (const char* path : {"trends", "compare?q=a&q=b", "significant?q=a"}) {
    Site site;
    site.backend.failure = Error{ErrorCode::kBusy, "busy"};
    EXPECT_EQ(site.get(std::string("/api/v1/") + path).status, 503) << path;
  }
}

// Two queries, one of them with markup in it.
Comparison two_queries() {
  Comparison comparison;
  comparison.from = "2025-01-01";
  comparison.to = "2025-03-31";
  comparison.queries.resize(2);
  comparison.queries[0].reading.text = "<b>chips";
  comparison.queries[0].documents = 1234;
  comparison.queries[1].reading.text = "models";
  comparison.queries[1].undated = 3;
  comparison.buckets = {{"2025-01-01", 10, {1, 5}, {0.1, 0.5}},
                        {"2025-02-01", 0, {0, 0}, {0.0, 0.0}},
                        {"2025-03-01", 20, {20, 5}, {1.0, 0.25}}};
  return comparison;
}

TEST(CompareApi, GivesATable) {
  Site site;
  site.backend.comparison = two_queries();
  const HttpResponse response = site.get("/api/v1/compare?q=a&q=b&format=csv");
  EXPECT_THAT(response.content_type, HasSubstr("text/csv"));
  EXPECT_THAT(response.body, HasSubstr("2025-03-01,20,20,5,1.0,0.25\r\n"));
  EXPECT_THAT(field(response, "Content-Disposition"), HasSubstr(".csv"));
}

TEST(ComparePage, DrawsALineForEachQueryAndTellsTheNumbers) {
  Site site;
  site.backend.comparison = two_queries();
  const std::string page =
      site.get("/compare?q=%3Cb%3Echips&q=models&q=&filter=lang:en").body;
  EXPECT_THAT(site.backend.compare_requests.at(0).queries,
              ::testing::ElementsAre("<b>chips", "models"));
  EXPECT_THAT(page, HasSubstr("<g class=\"l2\"><polyline points=\"0.0,"));
  EXPECT_THAT(page, HasSubstr("&lt;b&gt;chips"));
  EXPECT_THAT(page, Not(HasSubstr("<b>chips")));
  EXPECT_THAT(page, HasSubstr("March 2025"));
  EXPECT_THAT(page, HasSubstr("<td>5</td><td class=\"share\">25.0 %</td>"
                              "<td>20</td>"));
  EXPECT_THAT(page, HasSubstr("1,234"));
  EXPECT_THAT(page, HasSubstr("format=csv"));
  EXPECT_THAT(page, HasSubstr("name=\"filter\" value=\"lang:en\""));
  EXPECT_THAT(page, Not(HasSubstr("style=")));
}

TEST(ComparePage, IsAFormWhereThereIsNothingToCompare) {
  Site site;
  const HttpResponse response = site.get("/compare?q=chips&from=someday");
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(site.backend.compare_requests.empty());
  EXPECT_THAT(response.body, HasSubstr("name=\"q\" value=\"chips\""));
  EXPECT_THAT(response.body, Not(HasSubstr("polyline")));
}

TEST(SearchPage, LabelsBurstsByTheirStories) {
  Site site;
  site.backend.response.documents = 2;
  site.backend.response.hits = {make_hit("A hit")};
  site.backend.response.timeline =
      Timeline{TimelineInterval::kMonth,
               0,
               {{"2025-08-01", 1}, {"2025-09-01", 31}, {"2025-10-01", 2}}};
  site.backend.response.timeline->bursts = {
      {"2025-09-01", "2025-09-30", 31, 1.0, 30.0, make_story("R&D <cut>"), {}}};
  const std::string page = site.get("/search?q=chips").body;
  EXPECT_THAT(page, HasSubstr("R&amp;D &lt;cut&gt;</a>"));
  // The peak's over its bar, and on phones, where there is no room, below.
  EXPECT_THAT(page, HasSubstr("R&amp;D &lt;cut&gt;, </tspan>September 2025"));
  EXPECT_THAT(page, HasSubstr("<li class=\"labelled\">"));
  EXPECT_THAT(page, HasSubstr("href=\"/stories/s\""));
  EXPECT_THAT(page, HasSubstr("from=2025-09-01&amp;to=2025-09-30"));
  // The numbers for those who do not see the chart.
  EXPECT_THAT(page, HasSubstr("September 2025</a></th><td>31</td>"));
  EXPECT_THAT(page, HasSubstr("/compare?q=chips"));
}

TEST(SearchPage, TellsWhoElseIsInTheAnswer) {
  Site site;
  site.backend.response.documents = 9;
  site.backend.response.hits = {make_hit("A hit")};
  site.backend.telling.entities = {
      {"company", "TSMC", "company:tsmc", "", 6, 10, 40.0}};
  const std::string page = site.get("/search?q=chips&filter=lang:en").body;
  EXPECT_THAT(page, HasSubstr("Who else"));
  EXPECT_THAT(page, HasSubstr("filter=company:tsmc"));
  EXPECT_FALSE(site.backend.significant_requests.at(0).words);
  EXPECT_THAT(site.get("/search?q=").body, Not(HasSubstr("Who else")));
}

// Two trends of one story.
void make_rise(TrendsResponse& rising) {
  rising.window = {"2025-09-05", "2025-09-11", 100};
  rising.ends_at_newest = true;
  Trend trend;
  trend.term = {"company", "Huawei", "company:huawei", "", 28, 2, 40.0};
  trend.story = make_story("Memory runs short");
  for (int i = 0; i < 8; ++i) trend.series.push_back({"", "", 3});
  trend.series.back().documents = 28;
  rising.trends = {trend, trend};
  rising.trends[1].term.text = "of the same story";
}

TEST(FrontPage, ListsWhatRisesEachWithItsStory) {
  Site site;
  make_rise(site.backend.rising);
  const std::string page = site.get("/").body;
  EXPECT_THAT(page, HasSubstr("Rising in the week to 11 September 2025"));
  EXPECT_THAT(page, HasSubstr("Memory runs short"));
  EXPECT_THAT(page, HasSubstr("filter=company:huawei&amp;from=2025-09-05"));
  EXPECT_THAT(page, HasSubstr("aria-label=\"Articles, window by window: 3, 3, "
                              "3, 3, 3, 3, 3, 28\""));
  EXPECT_THAT(page, Not(HasSubstr("of the same story")));
  EXPECT_THAT(site.get("/?hl=zh").body, HasSubstr("各时段文章数"));
}

TEST(TrendsPage, ListsWhatRisesInTheWindowChosen) {
  Site site;
  make_rise(site.backend.rising);
  site.backend.rising.before = {"2025-08-29", "2025-09-04", 90};
  const std::string page = site.get("/trends?window=30d").body;
  EXPECT_EQ(site.backend.trends_requests.at(0).window, "30d");
  EXPECT_THAT(page, HasSubstr("5 September 2025 to 11 September 2025"));
  EXPECT_THAT(page, HasSubstr("Compared with 29 August 2025 to"));
  EXPECT_THAT(page, HasSubstr("Memory runs short"));
  EXPECT_THAT(page, HasSubstr("href=\"/trends?window=30d\" aria-current"));
  site.get("/trends?window=1000d");
  EXPECT_EQ(site.backend.trends_requests.at(1).window, "7d");
}

TEST(TrendsPage, SaysThatNothingRises) {
  Site site;
  EXPECT_THAT(site.get("/trends").body, HasSubstr("more than chance would do"));
}

TEST(FrontPage, IsWholeWithoutWhatRises) {
  Site site;
  const HttpResponse response = site.get("/");
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body, Not(HasSubstr("Rising")));
}

}  // namespace
}  // namespace lede
