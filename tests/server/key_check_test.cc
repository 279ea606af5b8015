// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/key_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/fake_backend.h"
#include "tests/support/temp_dir.h"

namespace lede {
namespace {

using testing::field;
using ::testing::HasSubstr;
using testing::make_hit;
using ::testing::Not;
using testing::Site;
using ::testing::StartsWith;
using testing::TempDir;

// A site that asks for keys: one to read, one for the figures.
class GuardedSite : public ::testing::Test {
 protected:
  GuardedSite() {
    reader_ = *keys_.add("reader", {KeyScope::kRead}, "2026-03-01");
    counter_ = *keys_.add("counter", {KeyScope::kStats}, "2026-03-01");
    if (!save_keys(folder_.path() / "keys.json", keys_) || !ring_.reload()) {
      throw std::runtime_error("the keys cannot be kept");
    }
    site_.settings.keys = &ring_;
    site_.backend.response.hits = {make_hit("Headline")};
  }

  static HeaderField bearer(const std::string& key) {
    return {"authorization", "Bearer " + key};
  }
  int status(const std::string& target, std::vector<HeaderField> fields = {}) {
    return site_.get(target, std::move(fields)).status;
  }

  TempDir folder_;
  ApiKeys keys_;
  std::string reader_;
  std::string counter_;
  KeyRing ring_{folder_.path() / "keys.json", KeyRing::Missing::kNoKeyIsAsked};
  Site site_;
};

TEST_F(GuardedSite, AnswersTheApiToThoseWhoHoldAKey) {
  const std::string target = "/api/v1/search?q=a";
  const HttpResponse none = site_.get(target);
  EXPECT_EQ(none.status, 401);
  EXPECT_EQ(none.content_type, "application/problem+json");
  EXPECT_THAT(none.body, HasSubstr("\"unauthorized\""));
  EXPECT_EQ(field(none, "WWW-Authenticate"), "Bearer realm=\"lede\"");
  EXPECT_EQ(field(none, "Cache-Control"), "no-store");
  const HttpResponse wrong = site_.get(target, {bearer("lede_guess")});
  EXPECT_EQ(wrong.status, 401);
  EXPECT_THAT(field(wrong, "WWW-Authenticate"), HasSubstr("invalid_token"));
  EXPECT_TRUE(site_.backend.requests.empty());
  const HttpResponse right = site_.get(target, {bearer(reader_)});
  EXPECT_EQ(right.status, 200);
  EXPECT_EQ(right.key_name, "reader");
  EXPECT_EQ(status(target, {{"authorization", "bearer  " + reader_}}), 200);
  EXPECT_EQ(status(target + "&key=" + reader_), 401);
}

TEST_F(GuardedSite, AsksForTheScope) {
  EXPECT_EQ(status("/api/v1/stats", {bearer(counter_)}), 200);
  const HttpResponse refused = site_.get("/api/v1/stats", {bearer(reader_)});
  EXPECT_EQ(refused.status, 403);
  EXPECT_THAT(refused.body, HasSubstr("\"forbidden\""));
  EXPECT_THAT(field(refused, "WWW-Authenticate"),
              HasSubstr("error=\"insufficient_scope\", scope=\"stats\""));
  EXPECT_EQ(status("/api/v1/search?q=a", {bearer(counter_)}), 403);
}

// However the path is spelt that a route is found by.
TEST_F(GuardedSite, IsNotEnteredBySpellings) {
  site_.settings.path_prefix = "/news";
  for (const char* target :
       {"/api/v1/search?q=a", "//api//v1/search?q=a", "/%61pi/v1/search?q=a",
        "/news/api/v1/search?q=a", "/api/v1/search/?q=a",
        "/news/%61%70%69/v1/stats", "/api/v1/articles/0123456789abcdef",
        "/api/v1/suggest?q=a", "/api/v1/trends", "/api/v1/compare?q=a&q=b",
        "/api/v1/nothing"}) {
    EXPECT_EQ(status(target), 401) << target;
  }
}

TEST_F(GuardedSite, GivesNoKeptAnswerToThoseWithoutAKey) {
  AnswerCache cache(std::size_t{1} << 20);
  site_.cache = &cache;
  site_.backend.response.shards = {1, 1};
  const std::string target = "/api/v1/search?q=a";
  const HttpResponse first = site_.get(target, {bearer(reader_)});
  ASSERT_EQ(first.status, 200);
  ASSERT_EQ(cache.usage().entries, 1U);
  EXPECT_EQ(status(target), 401);
  EXPECT_EQ(status(target, {{"if-none-match", field(first, "ETag")}}), 401);
  EXPECT_EQ(status(target, {bearer(reader_)}), 200);
  EXPECT_EQ(site_.backend.requests.size(), 1U) << "it was kept";
}

TEST_F(GuardedSite, LeavesOpenWhatMachinesAndBrowsersNeed) {
  for (const char* target :
       {"/healthz", "/readyz", "/metrics", "/opensearch.xml", "/",
        "/search?q=a", "/suggest?q=a", "/help/api"}) {
    EXPECT_EQ(status(target), 200) << target;
  }
}

TEST_F(GuardedSite, AsksOnPagesTooIfToldSo) {
  site_.settings.pages_ask_for_key = true;
  for (const char* target : {"/", "/search?q=a", "/suggest?q=a", "/help/api",
                             "/articles/0123456789abcdef", "/nothing"}) {
    EXPECT_EQ(status(target), 401) << target;
  }
  EXPECT_EQ(status("/healthz"), 200);
  const HttpResponse page =
      site_.get("/search?q=a", {{"accept", "text/html,*/*"}});
  EXPECT_EQ(page.status, 401);
  EXPECT_THAT(field(page, "WWW-Authenticate"), StartsWith("Basic "));
  EXPECT_THAT(page.content_type, StartsWith("text/html"));
  EXPECT_THAT(page.body, HasSubstr("A key is needed"));
  EXPECT_THAT(page.body, Not(HasSubstr("Headline")));
  EXPECT_EQ(status("/search?q=a", {bearer(reader_)}), 200);
}

// base64() of "me:" and a key, by hand: what a browser sends.
std::string base64(std::string_view text) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t j = i; j < i + 3; ++j) {
      bits = bits << 8 |
             (j < text.size() ? static_cast<unsigned char>(text[j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      out += i + j > text.size() ? '=' : kLetters[bits >> (18 - 6 * j) & 63];
    }
  }
  return out;
}

TEST_F(GuardedSite, TakesAKeyAsTheBrowsersPassword) {
  site_.settings.pages_ask_for_key = true;
  for (const char* user : {"", "m", "me", "you"}) {
    EXPECT_EQ(status("/search?q=a",
                     {{"authorization",
                       "Basic " + base64(std::string(user) + ":" + reader_)}}),
              200)
        << user;
  }
  for (const std::string& encoded :
       {base64("me:wrong"), base64(reader_), std::string("===="),
        std::string("%%%%"), std::string("a"), std::string()}) {
    EXPECT_EQ(status("/search?q=a", {{"authorization", "Basic " + encoded}}),
              401)
        << encoded;
  }
}

TEST_F(GuardedSite, LetsPagesOfListedOriginsAskAlone) {
  const HeaderField origin{"origin", "https://a.example"};
  const auto allowed = [&](const std::string& method) {
    return field(
        site_.get("/api/v1/search?q=a", {origin, bearer(reader_)}, method),
        "Access-Control-Allow-Origin");
  };
  EXPECT_EQ(allowed("GET"), "") << "nobody is listed";
  site_.settings.cors = {"https://a.example"};
  EXPECT_EQ(allowed("GET"), "https://a.example");
  const HttpResponse preflight =
      site_.get("/api/v1/search", {origin}, "OPTIONS");
  EXPECT_EQ(preflight.status, 204);
  EXPECT_EQ(field(preflight, "Access-Control-Allow-Origin"),
            "https://a.example");
  EXPECT_THAT(field(preflight, "Access-Control-Allow-Headers"),
              HasSubstr("Authorization"));
  EXPECT_EQ(field(preflight, "Access-Control-Allow-Credentials"), "");
}

TEST_F(GuardedSite, AsksForWhatTheFileHoldsNow) {
  keys_.remove("reader");
  ASSERT_TRUE(save_keys(folder_.path() / "keys.json", keys_));
  EXPECT_EQ(status("/api/v1/search?q=a", {bearer(reader_)}), 200);
  ASSERT_TRUE(ring_.reload());
  EXPECT_EQ(status("/api/v1/search?q=a", {bearer(reader_)}), 401);
}

HttpRequest request_of(const std::string& target,
                       std::vector<HeaderField> fields = {}) {
  return {"GET", target, std::move(fields), "", "127.0.0.1", ""};
}

TEST(KeyCheck, FeedsTakeAKeyInTheirAddress) {
  ApiKeys keys;
  const std::string key = *keys.add("a", {KeyScope::kRead}, "2026-03-01");
  for (const char* path : {"/feed.atom", "/feed.json"}) {
    const HttpRequest request =
        request_of(std::string(path) + "?q=a&key=" + key + "&limit=5");
    Target target = parse_target(request.target);
    ASSERT_EQ(key_area(target), KeyArea::kFeed);
    const KeyCheck check = check_key(keys, KeyArea::kFeed, request, target);
    EXPECT_EQ(check.verdict, KeyVerdict::kGranted);
    EXPECT_EQ(check.key_name, "a");
    HttpRequest copy;
    ASSERT_TRUE(without_key(KeyArea::kFeed, request, target, copy));
    EXPECT_EQ(copy.target, std::string(path) + "?q=a&limit=5");
    EXPECT_EQ(make_link(target.path, target.parameters), copy.target);
  }
  const HttpRequest bad = request_of("/feed.atom?key=guess");
  EXPECT_EQ(
      check_key(keys, KeyArea::kFeed, bad, parse_target(bad.target)).verdict,
      KeyVerdict::kBadKey);
}

TEST(KeyCheck, InstantSearchTakesItsOwnFieldAndRefusesWith403) {
  ApiKeys keys;
  const std::string key = *keys.add("a", {KeyScope::kRead}, "2026-03-01");
  const std::string path = "/1/indexes/*/queries";
  Target target = parse_target(path);
  const KeyArea area = key_area(target);
  ASSERT_EQ(area, KeyArea::kInstantSearch);
  const auto verdict = [&](const HttpRequest& request) {
    return check_key(keys, area, request, parse_target(request.target)).verdict;
  };
  EXPECT_EQ(verdict(request_of(path, {{"x-algolia-api-key", key}})),
            KeyVerdict::kGranted);
  const HttpRequest query =
      request_of(path + "?x-algolia-agent=b&x-algolia-api-key=" + key);
  EXPECT_EQ(verdict(query), KeyVerdict::kGranted);
  EXPECT_EQ(verdict(request_of(path)), KeyVerdict::kNoKey);
  EXPECT_EQ(verdict(request_of(path, {{"x-algolia-api-key", "guess"}})),
            KeyVerdict::kBadKey);
  const HttpResponse refused =
      key_refusal(KeyVerdict::kBadKey, area, request_of(path), target);
  EXPECT_EQ(refused.status, 403);
  EXPECT_THAT(refused.body, HasSubstr("\"message\":"));
  target = parse_target(query.target);
  HttpRequest copy;
  ASSERT_TRUE(without_key(area, query, target, copy));
  EXPECT_THAT(copy.target, Not(HasSubstr(key)));
}

}  // namespace
}  // namespace lede
