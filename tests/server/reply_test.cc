// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is answered at once, and what in its turn.

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/fake_backend.h"

namespace lede {
namespace {

using testing::field;
using ::testing::HasSubstr;
using testing::Site;

class ReplyTest : public ::testing::Test {
 protected:
  ReplyTest() { site_.cache = &cache_; }

  static HttpRequest request_for(const std::string& target,
                                 std::vector<HeaderField> headers = {}) {
    return {"GET", target, std::move(headers), "", "127.0.0.1", ""};
  }
  [[nodiscard]] Application application() {
    return {RouteSet::kAll, site_.settings, site_.backend, site_.metrics,
            *site_.cache};
  }
  bool waits(const HttpRequest& request) {
    const Application asked = application();
    return static_cast<bool>(asked.reply(request).later);
  }

  AnswerCache cache_{1 << 20};
  Site site_;
};

TEST_F(ReplyTest, WaitsForItsTurnIfItSearches) {
  for (const char* target :
       {"/api/v1/search?q=chips", "/api/v1/trends", "/api/v1/compare?q=a&q=b",
        "/api/v1/significant?q=a", "/api/v1/articles/0123456789abcdef/similar",
        "/feed.atom", "/feed.json", "/", "/search?q=chips", "/trends",
        "/compare?q=a&q=b", "/articles/0123456789abcdef",
        "/1/indexes/articles/query?query=a"}) {
    EXPECT_TRUE(waits(request_for(target))) << target;
  }
  EXPECT_TRUE(site_.backend.requests.empty());
  for (const char* target :
       {"/api/v1/stats", "/api/v1/suggest?q=a", "/suggest?q=a", "/healthz",
        "/readyz", "/metrics", "/help/query", "/help/api", "/openapi.json",
        "/assets/style.css", "/opml", "/nowhere",
        "/api/v1/articles/0123456789abcdef"}) {
    EXPECT_FALSE(waits(request_for(target))) << target;
  }
}

TEST_F(ReplyTest, WaitsForNothingIfItIsKeptUnchangedOrRefused) {
  const HttpRequest request = request_for("/api/v1/search?q=chips");
  const HttpResponse made = site_.ask(request);
  EXPECT_FALSE(waits(request));
  EXPECT_FALSE(waits(
      request_for(request.target, {{"if-none-match", field(made, "ETag")}})));
  EXPECT_TRUE(waits(request_for("/api/v1/search?q=chips&limit=3")));
  HttpRequest removal = request_for("/api/v1/search?q=models");
  removal.method = "DELETE";
  EXPECT_FALSE(waits(removal));
  removal.method = "OPTIONS";
  EXPECT_FALSE(waits(removal));
}

TEST_F(ReplyTest, IsMadeOnceForAllWhoWaitForTheSame) {
  const Application asked = application();
  const HttpRequest request = request_for("/api/v1/search?q=chips");
  const Reply first = asked.reply(request);
  const Reply second = asked.reply(request);
  const HttpResponse made = first.later(Turn::kCame);
  const HttpResponse kept = second.later(Turn::kCame);
  EXPECT_EQ(site_.backend.requests.size(), 1U);
  EXPECT_EQ(kept.status, 200);
  EXPECT_EQ(kept.body, made.body);
  EXPECT_EQ(field(kept, "ETag"), field(made, "ETag"));
}

TEST_F(ReplyTest, SaysSoIfItsTurnIsMissed) {
  const Application asked = application();
  const HttpRequest request = request_for("/api/v1/search?q=chips");
  const HttpResponse refused = asked.reply(request).later(Turn::kMissed);
  EXPECT_EQ(refused.status, 503);
  EXPECT_THAT(refused.body, HasSubstr("\"code\":\"busy\""));
  EXPECT_NE(field(refused, "Retry-After"), "");
  EXPECT_EQ(field(refused, "Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(refused.route, "/api/v1/search");
  EXPECT_TRUE(site_.backend.requests.empty());
  EXPECT_THAT(site_.metrics.text(nullptr, 0),
              HasSubstr(R"({reason="busy"} 1)"));
  EXPECT_TRUE(waits(request)) << "a refusal is not kept";

  const HttpRequest page = request_for("/search?q=chips");
  const HttpResponse busy = asked.reply(page).later(Turn::kMissed);
  EXPECT_EQ(busy.status, 503);
  EXPECT_THAT(busy.content_type, HasSubstr("text/html"));
}

}  // namespace
}  // namespace lede
