// SPDX-License-Identifier: GPL-3.0-or-later

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/server/fake_backend.h"

namespace lede {
namespace {

using testing::field;
using ::testing::HasSubstr;
using testing::make_hit;
using testing::Site;

nlohmann::json body_of(const HttpResponse& response) {
  return nlohmann::json::parse(response.body);
}

TEST(SearchApi, ReadsEveryParameter) {
  Site site;
  const HttpResponse response = site.get(
      "/api/v1/search?q=ai+chips%20%E8%8A%AF%E7%89%87&limit=5&offset=20"
      "&sort=newest&rank=text&freshness=0.5&half_life=30d&match=any&spelling="
      "off&filter=source:A:b"
      "&filter=company:alibaba&from=2025-01&to=7d&tz=Asia/Shanghai"
      "&facet=source,lang&facet=year&facet_limit=30&timeline=month"
      "&stories=false&fields=title,text&offsets=utf16&explain=true"
      "&deadline_ms=500");
  ASSERT_EQ(response.status, 200) << response.body;
  const SearchRequest& request = site.backend.requests.at(0);
  EXPECT_EQ(request.query, "ai chips 芯片");
  EXPECT_EQ(request.limit, 5U);
  EXPECT_EQ(request.offset, 20U);
  EXPECT_EQ(request.sort, SortOrder::kNewest);
  EXPECT_EQ(request.rank, RankMode::kText);
  EXPECT_EQ(request.freshness, 0.5);
  EXPECT_EQ(request.half_life_days, 30);
  EXPECT_EQ(request.match, MatchMode::kAny);
  EXPECT_EQ(request.spelling, SpellingMode::kOff);
  ASSERT_EQ(request.filters.size(), 2U);
  EXPECT_EQ(request.filters[0].field, "source");
  EXPECT_EQ(request.filters[0].value, "A:b");
  EXPECT_EQ(request.from, "2025-01");
  EXPECT_EQ(request.to, "7d");
  EXPECT_EQ(request.time_zone, "Asia/Shanghai");
  EXPECT_THAT(request.facets, ::testing::ElementsAre("source", "lang", "year"));
  EXPECT_EQ(request.facet_limit, 30U);
  EXPECT_EQ(request.timeline, TimelineInterval::kMonth);
  EXPECT_FALSE(request.stories);
  EXPECT_THAT(request.fields, ::testing::ElementsAre("title", "text"));
  EXPECT_EQ(request.offsets, OffsetUnit::kUtf16);
  EXPECT_TRUE(request.explain);
  EXPECT_EQ(request.deadline_ms, 500);
}

TEST(SearchApi, TakesTheSameParametersAsJson) {
  Site site;
  const HttpResponse response =
      site.post("/api/v1/search",
                R"({"q":"芯片","limit":3,"stories":false,"sort":null,
          "freshness":0.25,"filter":["lang:zh","source:X"],"facet":["source"]})");
  ASSERT_EQ(response.status, 200) << response.body;
  const SearchRequest& request = site.backend.requests.at(0);
  EXPECT_EQ(request.query, "芯片");
  EXPECT_EQ(request.limit, 3U);
  EXPECT_FALSE(request.stories);
  EXPECT_EQ(request.freshness, 0.25);
  EXPECT_EQ(request.filters.size(), 2U);
}

struct BadRequest {
  std::string target;
  std::string code;
  std::string parameter;
  std::string detail;
};

TEST(SearchApi, NamesWhatIsWrongWithAParameter) {
  const std::string path = "/api/v1/search?";
  const BadRequest rows[] = {
      {"limt=5", "unknown_parameter", "limt", "'limit'"},
      {"querry=x", "unknown_parameter", "querry", ""},
      {"facets=source", "unknown_parameter", "facets", "'facet'"},
      {"%00=1", "unknown_parameter", "", ""},
      {"limit=101", "invalid_parameter", "limit", "0 to 100"},
      {"limit=-1", "invalid_parameter", "limit", ""},
      {"limit=1.5", "invalid_parameter", "limit", ""},
      {"limit=", "invalid_parameter", "limit", ""},
      {"limit=99999999999999999999", "invalid_parameter", "limit", ""},
      {"offset=10001", "invalid_parameter", "offset", "10000"},
      {"sort=new", "invalid_parameter", "sort", "relevance, newest, oldest"},
      {"freshness=1.5", "invalid_parameter", "freshness", "0 to 1"},
      {"freshness=nan", "invalid_parameter", "freshness", "0 to 1"},
      {"half_life=30", "invalid_parameter", "half_life", "1d to 3650d"},
      {"half_life=0d", "invalid_parameter", "half_life", "1d to 3650d"},
      {"halflife=30d", "unknown_parameter", "halflife", "'half_life'"},
      {"stories=yes", "invalid_parameter", "stories", "true or false"},
      {"filter=source", "invalid_parameter", "filter", "FIELD:VALUE"},
      {"filter=colour:red", "invalid_parameter", "filter", "company"},
      {"facet=colour", "invalid_parameter", "facet", "source"},
      {"fields=colour", "invalid_parameter", "fields", "title"},
      {"tz=Mars/Base", "invalid_parameter", "tz", "Asia/Shanghai"},
      {"from=someday", "invalid_parameter", "from", "2025-09-11"},
      {"timeline=hour", "invalid_parameter", "timeline", "month"},
      {"deadline_ms=0", "invalid_parameter", "deadline_ms", "1 to 10000"},
      {"q=a&q=b", "invalid_parameter", "q", "more than once"},
      {"q=%FF", "invalid_parameter", "q", "UTF-8"},
      {"q=a%00b", "invalid_parameter", "q", "control"},
      {"q=" + std::string(2001, 'a'), "invalid_parameter", "q", "2000 bytes"},
  };
  for (const BadRequest& row : rows) {
    Site site;
    const HttpResponse response = site.get(path + row.target);
    EXPECT_EQ(response.status, 400) << row.target;
    EXPECT_EQ(response.content_type, "application/problem+json");
    const nlohmann::json problem = body_of(response);
    EXPECT_EQ(problem["code"], row.code) << row.target;
    EXPECT_EQ(problem.value("parameter", ""), row.parameter) << row.target;
    EXPECT_THAT(problem["detail"], HasSubstr(row.detail));
    EXPECT_EQ(problem["status"], 400);
    EXPECT_TRUE(site.backend.requests.empty()) << row.target;
  }
}

TEST(SearchApi, TakesPercentEncodedNames) {
  Site site;
  EXPECT_EQ(site.get("/api/v1/search?%6cimit=7").status, 200);
  EXPECT_EQ(site.backend.requests.at(0).limit, 7U);
}

TEST(SearchApi, KeepsAnEqualsSignInAValue) {
  Site site;
  EXPECT_EQ(site.get("/api/v1/search?q==chips=x").status, 200);
  EXPECT_EQ(site.backend.requests.at(0).query, "=chips=x");
}

TEST(SearchApi, RefusesBodiesThatAreNoParameters) {
  Site site;
  std::string deep(60'000, '[');
  for (const std::string& body :
       {std::string("{"), std::string("[]"), std::string(R"({"q":{}})"),
        std::string(R"({"filter":[["a:b"]]})"), deep,
        std::string("{\"q\":\"\xff\"}")}) {
    const HttpResponse response = site.post("/api/v1/search", body);
    EXPECT_EQ(response.status, 400) << body.substr(0, 40);
    EXPECT_EQ(body_of(response)["code"], "invalid_json");
  }
  EXPECT_EQ(site.post("/api/v1/search", "q=a", "text/plain").status, 415);
}

TEST(SearchApi, TurnsErrorsIntoStatuses) {
  struct Row {
    ErrorCode error;
    int status;
    std::string code;
  };
  const Row rows[] = {
      {ErrorCode::kInvalidArgument, 400, "invalid_parameter"},
      {ErrorCode::kMissingIndex, 503, "index_missing"},
      {ErrorCode::kVersionMismatch, 503, "index_unusable"},
      {ErrorCode::kBusy, 503, "busy"},
      {ErrorCode::kUnavailable, 503, "unavailable"},
      {ErrorCode::kDeadlineExceeded, 503, "deadline_exceeded"},
      {ErrorCode::kCorrupt, 500, "internal"},
      {ErrorCode::kIo, 500, "internal"},
      {ErrorCode::kInternal, 500, "internal"},
  };
  for (const Row& row : rows) {
    Site site;
    site.backend.failure = Error{row.error, "a secret of /data/lede.db"};
    const HttpResponse response = site.get("/api/v1/search?q=a");
    EXPECT_EQ(response.status, row.status) << row.code;
    EXPECT_EQ(body_of(response)["code"], row.code);
    EXPECT_EQ(field(response, "Retry-After").empty(), row.status != 503);
    if (row.status == 500) {
      EXPECT_THAT(response.body, ::testing::Not(HasSubstr("secret")));
    }
  }
}

TEST(Api, FindsAnArticleByKeyAndById) {
  Site site;
  site.backend.stored.key = article_key("wire/1");
  site.backend.stored.article.id = "wire/1";
  EXPECT_EQ(site.get("/api/v1/articles/" + article_key("wire/1")).status, 200);
  EXPECT_EQ(site.get("/api/v1/articles?id=wire%2F1").status, 200);
  EXPECT_EQ(body_of(site.get("/api/v1/articles/x"))["code"],
            "article_not_found");
  EXPECT_EQ(site.get("/api/v1/articles/%00%FF").status, 404);
  EXPECT_EQ(body_of(site.get("/api/v1/articles"))["code"], "missing_parameter");
  EXPECT_EQ(site.get("/api/v1/articles?key=x").status, 400);
}

TEST(Api, TellsWhoWouldAddArticlesHowTo) {
  Site site;
  const HttpResponse response = site.post("/api/v1/articles", "{}");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(field(response, "Allow"), "GET, HEAD");
  EXPECT_THAT(response.body, HasSubstr("lede-index add -"));
}

TEST(Api, KnowsWhichMethodsAResourceTakes) {
  Site site;
  HttpResponse response = site.get("/api/v1/stats", {}, "DELETE");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(field(response, "Allow"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(field(site.get("/search", {}, "POST"), "Allow"), "GET, HEAD");
  EXPECT_EQ(site.get("/api/v1/nothing?q=a").status, 404);
  EXPECT_EQ(site.get("/api/v1/search/").status, 200);
  EXPECT_EQ(site.get("/api/v1/search", {}, "HEAD").status, 200);
}

TEST(Api, LetsPagesOfOtherOriginsRead) {
  Site site;
  EXPECT_EQ(field(site.get("/api/v1/stats"), "Access-Control-Allow-Origin"),
            "*");
  const HttpResponse preflight = site.get("/api/v1/search", {}, "OPTIONS");
  EXPECT_EQ(preflight.status, 204);
  EXPECT_THAT(field(preflight, "Access-Control-Allow-Methods"),
              HasSubstr("POST"));
  EXPECT_EQ(field(site.get("/search"), "Access-Control-Allow-Origin"), "");
  site.settings.cors = {"https://a.example"};
  EXPECT_EQ(field(site.get("/api/v1/stats", {{"origin", "https://a.example"}}),
                  "Access-Control-Allow-Origin"),
            "https://a.example");
  EXPECT_EQ(field(site.get("/api/v1/stats", {{"origin", "https://b.example"}}),
                  "Access-Control-Allow-Origin"),
            "");
}

TEST(Validators, ChangeWithWhatTheAnswerDependsOn) {
  Site site;
  const std::string target = "/api/v1/search?q=a&tz=Asia/Shanghai";
  const HttpResponse first = site.get(target);
  const std::string etag = field(first, "ETag");
  EXPECT_THAT(etag, ::testing::StartsWith("W/\""));
  EXPECT_EQ(field(first, "Cache-Control"), "no-cache");
  const std::vector<HeaderField> known = {{"if-none-match", "\"x\", " + etag}};
  EXPECT_EQ(site.get(target, known).status, 304);
  EXPECT_EQ(site.get(target, {{"if-none-match", "*"}}).status, 304);
  EXPECT_EQ(site.backend.requests.size(), 1U);  // the others cost no search
  EXPECT_EQ(site.get(target + "&limit=3", known).status, 200);

  site.now += 60;
  EXPECT_EQ(site.get(target, known).status, 304);
  site.now += 3600;
  EXPECT_EQ(site.get(target, known).status, 200);
  site.now -= 3660;
  EXPECT_EQ(site.get(target, known).status, 304);
  site.backend.held.revision = 2;
  EXPECT_EQ(site.get(target, known).status, 200);
  site.backend.held.revision = 1;
  site.backend.lexicon = "2";
  EXPECT_EQ(site.get(target, known).status, 200);
  site.backend.lexicon = "1";
  EXPECT_EQ(site.get(target, known).status, 304);
  site.backend.saved = "2";
  EXPECT_EQ(site.get(target, known).status, 200);
}

TEST(Validators, AreNotGivenToErrors) {
  Site site;
  EXPECT_EQ(field(site.get("/api/v1/search?limt=1"), "ETag"), "");
  EXPECT_EQ(field(site.post("/api/v1/search", "{}"), "ETag"), "");
}

TEST(Operations, TellWhetherTheServerIsReady) {
  Site site;
  EXPECT_EQ(site.get("/healthz").status, 200);
  EXPECT_EQ(site.get("/readyz").status, 200);
  site.backend.failure = Error{ErrorCode::kMissingIndex, ""};
  EXPECT_EQ(site.get("/healthz").status, 200);
  const HttpResponse response = site.get("/readyz");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(body_of(response)["code"], "index_missing");
  site.backend.failure = Error{ErrorCode::kCorrupt, ""};
  EXPECT_EQ(site.get("/readyz").status, 503);
}

TEST(Operations, CountWithoutNamingQueries) {
  Site site;
  site.backend.held.documents = 42;
  site.metrics.request_begun();
  site.metrics.request_answered("/search", 200, std::chrono::milliseconds(3));
  site.metrics.request_rejected("busy");
  site.metrics.search_answered({}, {});
  site.get("/api/v1/search?q=secretword");
  const std::string text = site.get("/metrics").body;
  for (
      const char* name :
      {R"(lede_http_request_duration_seconds_count{code="200",route="/search"} 1)",
       "lede_search_duration_seconds_count{class=\"everything\"} 1",
       "lede_search_stage_duration_seconds", "lede_requests_in_flight 0",
       "lede_rejected_total{reason=\"busy\"} 1", "lede_index_documents 42",
       "lede_index_revision 1", "lede_index_age_seconds",
       "lede_build_info{version=\"test\"} 1"}) {
    EXPECT_THAT(text, HasSubstr(name));
  }
  EXPECT_THAT(text, ::testing::Not(HasSubstr("secretword")));
}

}  // namespace
}  // namespace lede
