// SPDX-License-Identifier: GPL-3.0-or-later
//
// Links from page to page of /api/v1/search, and what stands in them.

#include "server/handlers/cursor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/server/fake_backend.h"

namespace lede {
namespace {

using ::testing::HasSubstr;
using testing::Site;
using ::testing::StartsWith;

nlohmann::json body_of(const HttpResponse& response) {
  return nlohmann::json::parse(response.body);
}

std::string next_of(Site& site, const std::string& target) {
  const nlohmann::json next = body_of(site.get(target))["next"];
  return next.is_null() ? "" : next.get<std::string>();
}

// Whose answers have so many.
class CountedSite : public Site {
 public:
  CountedSite(std::uint64_t stories, std::uint64_t documents) {
    backend.response.stories = stories;
    backend.response.documents = documents;
  }
};

TEST(Cursor, IsReadOnlyWithTheRequestItWasMadeFor) {
  SearchRequest request;
  request.query = "芯片";
  request.filters = {{"source", "Wire"}};
  const Cursor cursor{123'456, 1757592000, "0123456789abcdef"};
  const std::string text = print_cursor(cursor, request);
  EXPECT_EQ(text.find_first_not_of("0123456789abcdef-"), std::string::npos);
  const auto read = read_cursor(text, request);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->offset, cursor.offset);
  EXPECT_EQ(read->as_of, cursor.as_of);
  EXPECT_EQ(read->index_state, cursor.index_state);

  const auto refused = [&](auto change) {
    SearchRequest other = request;
    change(other);
    return !read_cursor(text, other);
  };
  EXPECT_TRUE(refused([](auto& other) { other.query = "chips"; }));
  EXPECT_TRUE(refused([](auto& other) { other.sort = SortOrder::kOldest; }));
  EXPECT_TRUE(refused([](auto& other) { other.rank = RankMode::kText; }));
  EXPECT_TRUE(refused([](auto& other) { other.freshness = 0.1000001; }));
  EXPECT_TRUE(refused([](auto& other) { other.half_life_days = 30; }));
  EXPECT_TRUE(refused([](auto& other) { other.match = MatchMode::kAny; }));
  EXPECT_TRUE(
      refused([](auto& other) { other.spelling = SpellingMode::kOff; }));
  EXPECT_TRUE(refused([](auto& other) { other.filters[0].value = "W"; }));
  EXPECT_TRUE(refused([](auto& other) { other.filters.clear(); }));
  EXPECT_TRUE(refused([](auto& other) { other.from = "2025"; }));
  EXPECT_TRUE(refused([](auto& other) { other.to = "2025"; }));
  EXPECT_TRUE(refused([](auto& other) { other.time_zone = "Asia/Tokyo"; }));
  EXPECT_TRUE(refused([](auto& other) { other.stories = false; }));
  EXPECT_FALSE(refused([](auto& other) {
    other.limit = 3;
    other.facets = {"source"};
    other.explain = true;
  }));
}

TEST(Cursor, IsNoOtherText) {
  const SearchRequest request;
  const std::string text =
      print_cursor({40, 1757592000, "0123456789abcdef"}, request);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string other = text;
    other[i] = other[i] == '0' ? '1' : '0';
    EXPECT_FALSE(read_cursor(other, request)) << other;
    EXPECT_FALSE(read_cursor(text.substr(0, i), request)) << i;
  }
  EXPECT_FALSE(read_cursor(text + "0", request));
  // A digest can be made up, but not a place beyond all articles.
  EXPECT_FALSE(read_cursor(
      print_cursor({std::size_t{1} << 40, 0, "0123456789abcdef"}, request),
      request));
}

TEST(Cursor, StandsInTheLinkToTheNextPage) {
  CountedSite site(25, 40);
  const std::string next =
      next_of(site, "/api/v1/search?q=a%26b&filter=source:X&offset=10");
  EXPECT_THAT(next,
              StartsWith("/api/v1/search?q=a%26b&filter=source:X&cursor=14-"));
  EXPECT_EQ(next.find("offset"), std::string::npos);
  site.now += 7200;
  EXPECT_EQ(next_of(site, next), "");
  const SearchRequest& request = site.backend.requests.back();
  EXPECT_EQ(request.offset, 20U);
  EXPECT_EQ(request.as_of, site.now - 7200);  // the clock of the first page
  EXPECT_EQ(next_of(site, "/api/v1/search?limit=0"), "");
  EXPECT_EQ(next_of(site, "/api/v1/search?offset=30&stories=false"), "");
  EXPECT_EQ(next_of(site, "/api/v1/search?offset=20"), "");
  site.settings.path_prefix = "/news";
  EXPECT_THAT(next_of(site, "/news/api/v1/search"),
              StartsWith("/news/api/v1/search?cursor=a-"));
}

TEST(Cursor, GoesOnBeyondTheGreatestOffset) {
  CountedSite site(20'000, 30'000);
  std::string next =
      next_of(site, "/api/v1/search?sort=newest&offset=10000&limit=100");
  EXPECT_EQ(site.get(next).status, 200);
  EXPECT_EQ(site.backend.requests.back().offset, 10'100U);
  int pages = 1;
  for (; !next.empty(); ++pages) next = next_of(site, next);
  EXPECT_EQ(pages, 100);
  EXPECT_EQ(site.backend.requests.back().offset, 19'900U);
}

TEST(Cursor, IsTakenFromABodyToo) {
  CountedSite site(25, 25);
  const std::string next =
      body_of(site.post("/api/v1/search", R"({"q":"chips"})"))["next"];
  const std::string cursor = next.substr(next.find("cursor=") + 7);
  EXPECT_EQ(
      site.post("/api/v1/search", R"({"q":"chips","cursor":")" + cursor + "\"}")
          .status,
      200);
  EXPECT_EQ(site.backend.requests.back().offset, 10U);
}

TEST(Cursor, OfAnotherRequestIsRefused) {
  CountedSite site(25, 25);
  const std::string next = next_of(site, "/api/v1/search?q=chips");
  const std::string cursor = next.substr(next.find("cursor="));
  for (const std::string& target :
       {"q=cars&" + cursor, "q=chips&sort=newest&" + cursor, cursor,
        std::string("q=chips&cursor="), std::string("q=chips&cursor=*"),
        "q=chips&" + cursor + "0"}) {
    const HttpResponse response = site.get("/api/v1/search?" + target);
    EXPECT_EQ(response.status, 400) << target;
    EXPECT_EQ(body_of(response)["code"], "invalid_cursor") << target;
    EXPECT_EQ(body_of(response)["parameter"], "cursor");
  }
  const HttpResponse both = site.get(next + "&offset=10");
  EXPECT_EQ(both.status, 400);
  EXPECT_EQ(body_of(both)["parameter"], "offset");
}

TEST(Cursor, OfAnIndexThatHasChangedGoesOnWithAWarning) {
  CountedSite site(25, 25);
  const std::string second = next_of(site, "/api/v1/search?q=chips");
  EXPECT_TRUE(body_of(site.get(second))["query"]["warnings"].empty());
  ++site.backend.response.index_revision;
  const nlohmann::json page = body_of(site.get(second));
  ASSERT_EQ(page["query"]["warnings"].size(), 1U);
  EXPECT_THAT(page["query"]["warnings"][0]["message"],
              HasSubstr("changed since the first page"));
  // The last page tells of it too.
  const nlohmann::json third =
      body_of(site.get(page["next"].get<std::string>()));
  EXPECT_EQ(third["query"]["warnings"].size(), 1U);
  EXPECT_TRUE(third["next"].is_null());
  --site.backend.response.index_revision;
  site.backend.lexicon = "2";
  EXPECT_EQ(body_of(site.get(second))["query"]["warnings"].size(), 1U);
  site.backend.lexicon = "1";
  site.backend.saved = "2";
  EXPECT_EQ(body_of(site.get(second))["query"]["warnings"].size(), 1U);
}

TEST(Cursor, WarnsOfQueriesSavedWhileItsFirstPageWasMade) {
  CountedSite site(25, 25);
  for (const bool remote : {false, true}) {
    site.backend.remote = remote;
    site.backend.saved = "1";
    site.backend.while_searching = [&site] { site.backend.saved = "2"; };
    const std::string second = next_of(site, "/api/v1/search?q=chips");
    EXPECT_EQ(body_of(site.get(second))["query"]["warnings"].size(), 1U);
  }
}

}  // namespace
}  // namespace lede
