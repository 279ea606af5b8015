// SPDX-License-Identifier: GPL-3.0-or-later
//
// The InstantSearch paths, with the bodies that unmodified clients send.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/server/fake_backend.h"

namespace lede {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using testing::field;
using ::testing::HasSubstr;
using testing::make_hit;
using testing::Site;

constexpr const char* kQueries = "/1/indexes/*/queries";

json body_of(const HttpResponse& response) {
  return json::parse(response.body);
}

// What the search box sends, and for one refined facet: algoliasearch 5.
constexpr const char* kVersion5 = R"({"requests":[
  {"indexName":"news","query":"alibaba chip","page":1,"hitsPerPage":10,
   "facets":["company","published_ts"],"maxValuesPerFacet":7,
   "facetFilters":[["company:Alibaba","company:Baidu"],"lang:-en"],
   "numericFilters":["published_ts>=1757600000","published_ts<=1758600000"],
   "attributesToSnippet":["body:30"],"highlightPreTag":"__ais-highlight__",
   "highlightPostTag":"__/ais-highlight__","analytics":false,
   "clickAnalytics":false,"userToken":"anonymous"},
  {"indexName":"news_date_desc","query":"alibaba chip","hitsPerPage":0,
   "page":0,"facets":"company","analytics":false}]})";

TEST(InstantSearch, ReadsTheQueriesOfVersionFive) {
  Site site;
  const HttpResponse response = site.post(
      "/1/indexes/%2A/queries?x-algolia-agent=a", kVersion5, "text/plain");
  ASSERT_EQ(response.status, 200) << response.body;
  ASSERT_EQ(site.backend.requests.size(), 2U);
  const SearchRequest& first = site.backend.requests[0];
  EXPECT_EQ(first.query, "alibaba chip");
  EXPECT_EQ(first.offset, 10U);
  EXPECT_EQ(first.limit, 10U);
  EXPECT_EQ(first.facet_limit, 7U);
  EXPECT_EQ(first.sort, SortOrder::kRelevance);
  EXPECT_FALSE(first.stories);
  EXPECT_THAT(first.facets, ElementsAre("company", "published_ts"));
  ASSERT_EQ(first.conditions.size(), 4U);
  ASSERT_EQ(first.conditions[0].size(), 2U);
  EXPECT_EQ(first.conditions[0][1].has.field, "company");
  EXPECT_EQ(first.conditions[0][1].has.value, "Baidu");
  EXPECT_TRUE(first.conditions[1][0].negated);
  EXPECT_EQ(first.conditions[1][0].has.value, "en");
  EXPECT_EQ(first.conditions[2][0].published->begin, 1757600000);
  EXPECT_EQ(first.conditions[3][0].published->end, 1758600001);
  EXPECT_THAT(first.fields, ::testing::Contains("text"));
  const SearchRequest& second = site.backend.requests[1];
  EXPECT_EQ(second.limit, 0U);
  EXPECT_EQ(second.sort, SortOrder::kNewest);
  EXPECT_THAT(second.facets, ElementsAre("company"));
}

TEST(InstantSearch, ReadsTheQueriesOfVersionFour) {
  Site site;
  const HttpResponse response = site.post(
      kQueries,
      R"({"requests":[{"indexName":"news_date_asc","params":)"
      R"("query=chip%20%26%20co&facets=%5B%22company%22%2C%22lang%22%5D&page=2)"
      R"(&hitsPerPage=5&distinct=true&facetFilters=%5B%5B%22company%3AA%3AB%22)"
      R"(%5D%5D&attributesToRetrieve=title%2Curl&tagFilters=&numericFilters="}]})",
      "application/x-www-form-urlencoded");
  ASSERT_EQ(response.status, 200) << response.body;
  const SearchRequest& request = site.backend.requests.at(0);
  EXPECT_EQ(request.query, "chip & co");
  EXPECT_THAT(request.facets, ElementsAre("company", "lang"));
  EXPECT_EQ(request.offset, 10U);
  EXPECT_EQ(request.sort, SortOrder::kOldest);
  EXPECT_TRUE(request.stories);
  EXPECT_EQ(request.conditions.at(0).at(0).has.value, "A:B");
  const json result = body_of(response)["results"][0];
  EXPECT_EQ(result["index"], "news_date_asc");
  EXPECT_THAT(std::string(result["params"]), HasSubstr("query=chip%20%26"));
}

TEST(InstantSearch, AQueryThatLooksLikeANumberIsAText) {
  Site site;
  ASSERT_EQ(
      site.post(kQueries, R"({"requests":[{"params":"query=2025&page=0"}]})")
          .status,
      200);
  EXPECT_EQ(site.backend.requests.at(0).query, "2025");
}

SearchResponse an_answer() {
  SearchResponse response;
  response.documents = 25;
  response.stories = 20;
  response.took_ms = 1.2;
  Hit hit = make_hit("AI <chips> & chips");
  hit.title_highlights = {{4, 9}, {13, 18}};
  hit.snippets = {{"text", "About chips.", {{6, 11}}}};
  hit.fields_json =
      R"({"summary":null,"key_points":["One","Two"],"authors":["Ada"],)"
      R"("text":"About chips."})";
  hit.topics = {"hardware"};
  hit.entities = {{"company:alibaba", "Alibaba", "company"}};
  response.hits = {hit};
  ReadAsPart part;
  part.text = "chips";
  response.query.parts = {part};
  response.facets = {
      {"company", {{"alibaba", "Alibaba", 12}, {"baidu", "Baidu", 3}}, {}},
      {"month", {{"2025-09", "2025-09", 25}}, {}},
      {"published_ts", {}, FacetRange{4, 100, 400, 1000.0}}};
  return response;
}

TEST(InstantSearch, AnswersEveryFieldThatWidgetsNeed) {
  Site site;
  site.backend.response = an_answer();
  const HttpResponse response = site.post(
      kQueries,
      R"({"requests":[{"indexName":"news","query":"chips","hitsPerPage":10,
          "facets":["company","month","published_ts","colour"],
          "attributesToSnippet":["body:5","title:2"],
          "highlightPreTag":"__ais-highlight__",
          "highlightPostTag":"__/ais-highlight__"}]})");
  EXPECT_EQ(response.content_type, "application/json");
  EXPECT_EQ(field(response, "Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(field(response, "ETag"), "");
  const json result = body_of(response)["results"][0];
  EXPECT_EQ(result["nbHits"], 25);
  EXPECT_EQ(result["nbPages"], 3);
  EXPECT_EQ(result["page"], 0);
  EXPECT_EQ(result["hitsPerPage"], 10);
  EXPECT_EQ(result["exhaustiveNbHits"], true);
  EXPECT_EQ(result["exhaustiveFacetsCount"], true);
  EXPECT_EQ(result["query"], "chips");
  EXPECT_EQ(result["processingTimeMS"], 2);
  EXPECT_EQ(result["facets"]["company"], (json{{"Alibaba", 12}, {"Baidu", 3}}));
  EXPECT_EQ(result["facets"]["month"], (json{{"2025 > 2025-09", 25}}));
  EXPECT_EQ(result["facets"]["published_ts"], json::object());
  EXPECT_FALSE(result["facets"].contains("colour"));
  EXPECT_EQ(
      result["facets_stats"]["published_ts"],
      (json{{"min", 100}, {"max", 400}, {"avg", 250.0}, {"sum", 1000.0}}));
  const json& hit = result["hits"][0];
  EXPECT_EQ(hit["objectID"], "0123456789abcdef");
  EXPECT_EQ(hit["title"], "AI <chips> & chips");
  EXPECT_EQ(hit["published_ts"], 1757548800);
  EXPECT_EQ(hit["month"], "2025 > 2025-09");
  EXPECT_EQ(hit["company"], json{"Alibaba"});
  EXPECT_FALSE(hit.contains("text"));
  EXPECT_FALSE(hit.contains("summary"));
  const json& title = hit["_highlightResult"]["title"];
  EXPECT_EQ(title["value"],
            "AI <__ais-highlight__chips__/ais-highlight__> & "
            "__ais-highlight__chips__/ais-highlight__");
  EXPECT_EQ(title["matchLevel"], "full");
  EXPECT_EQ(title["matchedWords"], json{"chips"});
  EXPECT_EQ(title["fullyHighlighted"], false);
  EXPECT_EQ(hit["_highlightResult"]["topics"][0]["matchLevel"], "none");
  EXPECT_EQ(hit["_snippetResult"]["body"]["value"],
            "About __ais-highlight__chips__/ais-highlight__.");
}

TEST(InstantSearch, EscapesTextAroundTagsThatAreMarkup) {
  Site site;
  site.backend.response = an_answer();
  const json result = body_of(
      site.post(kQueries, R"({"requests":[{"query":"chips"}]})"))["results"][0];
  EXPECT_EQ(result["hits"][0]["_highlightResult"]["title"]["value"],
            "AI &lt;<em>chips</em>&gt; &amp; <em>chips</em>");
}

TEST(InstantSearch, GivesTheAttributesAskedFor) {
  Site site;
  site.backend.response = an_answer();
  const auto keys_of = [&](const std::string& members) {
    const json result =
        body_of(site.post(kQueries, R"({"requests":[{"query":"chips",)" +
                                        members + "}]}"))["results"][0];
    std::vector<std::string> keys;
    for (const auto& [key, value] : result["hits"][0].items()) {
      if (!key.starts_with("_")) keys.push_back(key);
    }
    return keys;
  };
  EXPECT_THAT(keys_of(R"("attributesToRetrieve":["title","body"])"),
              ElementsAre("objectID", "text", "title"));
  EXPECT_THAT(keys_of(R"("attributesToRetrieve":[])"), ElementsAre("objectID"));
  EXPECT_THAT(keys_of(R"("attributesToRetrieve":null)"),
              ::testing::Contains("authors"));
  EXPECT_THAT(keys_of(R"("attributesToRetrieve":["*","-title"])"),
              ::testing::AllOf(::testing::Contains("text"),
                               ::testing::Not(::testing::Contains("title"))));
}

TEST(InstantSearch, PagesEndWhereTheyCanBeAskedFor) {
  Site site;
  site.backend.response.documents = 1'000'000;
  const auto pages = [&](const std::string& members) {
    return body_of(site.post(
        kQueries, R"({"requests":[{)" + members + "}]}"))["results"][0];
  };
  EXPECT_EQ(pages(R"("hitsPerPage":100)")["nbPages"], 101);
  EXPECT_EQ(pages(R"("hitsPerPage":1000)")["hitsPerPage"], 100);
  EXPECT_EQ(pages(R"("hitsPerPage":0)")["nbPages"], 0);
  EXPECT_EQ(pages(R"("hitsPerPage":20,"page":501)")["page"], 501);
  EXPECT_EQ(site.backend.requests.back().limit, 0U);
  site.backend.response.documents = 0;
  EXPECT_EQ(pages(R"("query":"x")")["nbPages"], 0);
}

TEST(InstantSearch, CountsStoriesWhereTheyAreOne) {
  Site site;
  site.backend.response = an_answer();
  EXPECT_EQ(body_of(site.post(
                kQueries,
                R"({"requests":[{"distinct":1}]})"))["results"][0]["nbHits"],
            20);
}

TEST(InstantSearch, SearchesTheValuesOfAFacet) {
  Site site;
  site.backend.response.facets = {
      {"company",
       {{"a", "Baidu", 9}, {"b", "Alibaba", 8}, {"c", "Alphabet", 2}},
       {}}};
  const json reply = json::parse(
      R"({"facetHits":[
          {"value":"Alibaba","highlighted":"<em>Al</em>ibaba","count":8},
          {"value":"Alphabet","highlighted":"<em>Al</em>phabet","count":2}],
          "exhaustiveFacetsCount":true,"processingTimeMS":0})");
  const HttpResponse inside = site.post(
      kQueries,
      R"({"requests":[{"indexName":"news","type":"facet","facet":"company",
          "facetQuery":"al","maxFacetHits":10,"query":"chips"}]})");
  EXPECT_EQ(body_of(inside)["results"][0], reply) << inside.body;
  EXPECT_EQ(site.backend.requests.at(0).query, "chips");
  EXPECT_EQ(site.backend.requests.at(0).limit, 0U);
  const HttpResponse alone = site.post("/1/indexes/news/facets/company/query",
                                       R"({"facetQuery":"al"})");
  EXPECT_EQ(body_of(alone), reply);
  const HttpResponse encoded =
      site.post("/1/indexes/news/facets/company/query",
                R"({"params":"facetQuery=AL&maxFacetHits=1"})");
  EXPECT_EQ(body_of(encoded)["facetHits"].size(), 1U) << encoded.body;
  EXPECT_EQ(site.post("/1/indexes/news/facets/colour/query", "{}").status, 400);
}

TEST(InstantSearch, AnswersOneQueryAndOneRecord) {
  Site site;
  site.backend.response = an_answer();
  const json one =
      body_of(site.post("/1/indexes/news_date_desc/query",
                        R"({"query":"chips","filters":"lang:en"})"));
  EXPECT_EQ(one["nbHits"], 25);
  EXPECT_EQ(one["index"], "news_date_desc");
  EXPECT_EQ(site.backend.requests.at(0).sort, SortOrder::kNewest);
  EXPECT_EQ(site.post("/1/indexes/news/query", "").status, 200);
  site.backend.stored.key = "0123456789abcdef";
  site.backend.stored.article.title = "Chips";
  site.backend.stored.article.text = "All of it.";
  const json record = body_of(site.get("/1/indexes/news/0123456789abcdef"));
  EXPECT_EQ(record["objectID"], "0123456789abcdef");
  EXPECT_EQ(record["text"], "All of it.");
  const HttpResponse missing = site.get("/1/indexes/news/nothing");
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(body_of(missing),
            (json{{"message", "ObjectID does not exist"}, {"status", 404}}));
}

TEST(InstantSearch, RefusesWithMessageAndStatus) {
  const std::string rows[] = {
      "",
      "[]",
      "{",
      R"({"requests":{}})",
      R"({"requests":[1]})",
      R"({"requests":[{"query":5}]})",
      R"({"requests":[{"query":"a\u0000b"}]})",
      R"({"requests":[{"query":")" + std::string(2001, 'a') + "\"}]}",
      R"({"requests":[{"page":-1}]})",
      R"({"requests":[{"facetFilters":["colour:red"]}]})",
      R"({"requests":[{"facetFilters":["company"]}]})",
      R"({"requests":[{"facetFilters":[{"a":1}]}]})",
      R"({"requests":[{"facetFilters":[["company:a",["company:b"]]]}]})",
      R"({"requests":[{"numericFilters":["price>5"]}]})",
      R"({"requests":[{"numericFilters":["published_ts>>5"]}]})",
      R"({"requests":[{"numericFilters":["published_ts>1e300"]}]})",
      R"({"requests":[{"filters":"company:"}]})",
      R"({"requests":[{"filters":"lang:en AND"}]})",
      R"json({"requests":[{"filters":"(lang:en AND lang:zh)"}]})json",
      R"({"requests":[{"params":"query=%FF"}]})",
      R"({"requests":[{"highlightPreTag":")" + std::string(65, 'a') + "\"}]}",
      R"({"requests":[{"facet":"colour","type":"facet"}]})",
  };
  for (const std::string& body : rows) {
    Site site;
    const HttpResponse response = site.post(kQueries, body);
    EXPECT_EQ(response.status, 400) << body;
    const json error = body_of(response);
    EXPECT_EQ(error["status"], 400) << body;
    EXPECT_FALSE(std::string(error["message"]).empty()) << body;
    EXPECT_TRUE(site.backend.requests.empty()) << body;
  }
}

TEST(InstantSearch, BoundsWhatOneBodyMayAsk) {
  const auto repeated = [](const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += (i == 0 ? "" : ",") + text;
    return all;
  };
  const auto status = [](const std::string& body) {
    Site site;
    return site.post(kQueries, body).status;
  };
  EXPECT_EQ(status(R"({"requests":[)" + repeated("{}", 32) + "]}"), 200);
  EXPECT_EQ(status(R"({"requests":[)" + repeated("{}", 33) + "]}"), 400);
  const auto filters = [&](int count) {
    return R"({"requests":[{"facetFilters":[)" +
           repeated("\"lang:en\"", count) + "]}]}";
  };
  EXPECT_EQ(status(filters(256)), 200);
  EXPECT_EQ(status(filters(257)), 400);
  EXPECT_EQ(
      status(R"({"requests":[{"facets":[)" + repeated("\"lang\"", 65) + "]}]}"),
      400);
  EXPECT_EQ(status(std::string(10000, '[')), 400);
  EXPECT_EQ(status(R"({"requests":)" + std::string(10000, '[') + "}"), 400);
}

TEST(InstantSearch, FailsAsClientsExpect) {
  Site site;
  site.backend.failure = Error{ErrorCode::kDeadlineExceeded, "late"};
  const HttpResponse late = site.post(kQueries, R"({"requests":[{}]})");
  EXPECT_EQ(late.status, 503);
  EXPECT_EQ(body_of(late)["status"], 503);
  EXPECT_EQ(field(late, "Retry-After"), "1");
  EXPECT_EQ(site.get(kQueries).status, 405);
  EXPECT_EQ(site.get("/1/indexes/news/query").status, 405);
}

TEST(InstantSearch, MayBeAskedFromPagesOfOtherOrigins) {
  Site site;
  const HttpResponse preflight = site.get(
      kQueries,
      {{"origin", "https://shop.example"},
       {"access-control-request-method", "POST"},
       {"access-control-request-headers", "x-algolia-api-key,content-type"}},
      "OPTIONS");
  EXPECT_EQ(preflight.status, 204);
  EXPECT_EQ(field(preflight, "Access-Control-Allow-Origin"), "*");
  EXPECT_THAT(field(preflight, "Access-Control-Allow-Methods"),
              HasSubstr("POST"));
  for (const char* name : {"Content-Type", "X-Algolia-API-Key",
                           "X-Algolia-Application-Id", "X-Algolia-Agent"}) {
    EXPECT_THAT(field(preflight, "Access-Control-Allow-Headers"),
                HasSubstr(name));
  }
  site.settings.cors = {"https://news.example"};
  EXPECT_EQ(field(site.post(kQueries, R"({"requests":[]})"),
                  "Access-Control-Allow-Origin"),
            "");
}

}  // namespace
}  // namespace lede
