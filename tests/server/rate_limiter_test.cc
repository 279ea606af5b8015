// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/rate_limiter.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/fake_backend.h"

namespace lede {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::field;
using ::testing::HasSubstr;
using testing::Site;

const RateLimiter::Clock::time_point kBegin{std::chrono::hours(1)};

TEST(RateLimiter, LetsABurstThroughAndThenItsRate) {
  RateLimiter limiter({2, 3, 10});
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(limiter.take("192.0.2.1", kBegin)) << i;
  }
  EXPECT_EQ(limiter.take("192.0.2.1", kBegin), seconds(1));
  EXPECT_FALSE(limiter.take("192.0.2.1", kBegin + milliseconds(500)));
  EXPECT_TRUE(limiter.take("192.0.2.1", kBegin + milliseconds(600)));
  // Resting longer than it takes to fill gives no more than a burst.
  const auto later = kBegin + std::chrono::hours(2);
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(limiter.take("192.0.2.1", later)) << i;
  }
  EXPECT_TRUE(limiter.take("192.0.2.1", later));
}

TEST(RateLimiter, SaysWhenToComeBack) {
  RateLimiter limiter({0.1, 1, 10});
  EXPECT_FALSE(limiter.take("192.0.2.1", kBegin));
  EXPECT_EQ(limiter.take("192.0.2.1", kBegin), seconds(10));
  EXPECT_EQ(limiter.take("192.0.2.1", kBegin + milliseconds(8'500)),
            seconds(2));
  EXPECT_FALSE(limiter.take("192.0.2.1", kBegin + seconds(10)));
}

struct Pair {
  std::string one;
  std::string other;
  bool same = false;
};

TEST(RateLimiter, TellsClientsApartByWhatTheyHaveToThemselves) {
  const Pair rows[] = {
      {"192.0.2.1", "192.0.2.2", false},
      {"192.0.2.1", "192.0.2.1", true},
      {"::ffff:192.0.2.1", "192.0.2.1", true},
      {"2001:db8::1", "2001:db8::ffff:0:0:2", true},
      {"2001:db8::1", "2001:db8:0:1::1", false},
      {"", "192.0.2.1", false},
      {"", "", true},
  };
  for (const Pair& row : rows) {
    RateLimiter limiter({1, 1, 10});
    EXPECT_FALSE(limiter.take(row.one, kBegin));
    EXPECT_EQ(limiter.take(row.other, kBegin).has_value(), row.same)
        << row.one << " and " << row.other;
  }
}

TEST(RateLimiter, RemembersABoundedNumberOfClients) {
  RateLimiter limiter({1, 2, 100});
  for (int i = 0; i < 10'000; ++i) {
    const std::string client =
        "10.0." + std::to_string(i / 250) + "." + std::to_string(i % 250);
    EXPECT_FALSE(limiter.take(client, kBegin));
    EXPECT_LE(limiter.clients(), 100U);
  }
  // The last are still known, and the rested forgotten.
  EXPECT_FALSE(limiter.take("10.0.39.249", kBegin));
  EXPECT_TRUE(limiter.take("10.0.39.249", kBegin));
  for (int i = 0; i < 100; ++i) {
    limiter.take("192.0.2.1", kBegin + seconds(60));
  }
  EXPECT_EQ(limiter.clients(), 1U);
}

TEST(RateLimiter, AnswersWith429ButLetsProbesThrough) {
  RateLimiter limiter({0.01, 2, 10});
  Site site;
  site.settings.limiter = &limiter;
  EXPECT_EQ(site.get("/api/v1/search?q=a").status, 200);
  EXPECT_EQ(site.get("/search?q=a").status, 200);
  const HttpResponse refused = site.get("/api/v1/search?q=a");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.content_type, "application/problem+json");
  EXPECT_THAT(refused.body, HasSubstr("\"rate_limited\""));
  EXPECT_EQ(field(refused, "Retry-After"), "100");
  EXPECT_EQ(site.backend.requests.size(), 2U);
  for (const char* probe : {"/healthz", "/readyz", "/metrics"}) {
    EXPECT_EQ(site.get(probe).status, 200) << probe;
  }
  EXPECT_EQ(site.get("/metrics/").status, 200);
  EXPECT_THAT(site.get("/metrics").body,
              HasSubstr("lede_rejected_total{reason=\"rate_limited\"} 1"));
  HttpRequest other{"GET", "/api/v1/search?q=a", {}, "", "192.0.2.9", ""};
  EXPECT_EQ(site.ask(other).status, 200);
}

}  // namespace
}  // namespace lede
