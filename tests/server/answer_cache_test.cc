// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/answer_cache.h"

#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/fake_backend.h"

namespace lede {
namespace {

using testing::field;
using ::testing::HasSubstr;
using testing::make_hit;
using testing::Site;

HttpResponse answer_of(std::size_t bytes, char fill = 'x') {
  HttpResponse answer;
  answer.body.assign(bytes, fill);
  return answer;
}

TEST(AnswerCache, GivesBackWhatWasPut) {
  AnswerCache cache(1 << 20);
  EXPECT_EQ(cache.find("a"), nullptr);
  cache.put("a", answer_of(10, 'a'));
  cache.put("b", answer_of(10, 'b'));
  cache.put("a", answer_of(20, 'c'));
  ASSERT_NE(cache.find("a"), nullptr);
  EXPECT_EQ(cache.find("a")->body, std::string(20, 'c'));
  EXPECT_EQ(cache.find("b")->body, std::string(10, 'b'));
  EXPECT_EQ(cache.usage().entries, 2U);
}

TEST(AnswerCache, ForgetsWhatWasNotAskedForTheLongest) {
  AnswerCache cache(20'000);
  for (int i = 0; i < 10; ++i) {
    cache.put(std::to_string(i), answer_of(1000));
    ASSERT_NE(cache.find("0"), nullptr);
  }
  while (cache.usage().evictions == 0) {
    cache.put("new" + std::to_string(cache.usage().entries), answer_of(1000));
  }
  EXPECT_NE(cache.find("0"), nullptr);
  EXPECT_EQ(cache.find("1"), nullptr);
  EXPECT_LE(cache.usage().bytes, 20'000U);
}

TEST(AnswerCache, DoesNotKeepWhatWouldCrowdOutAllElse) {
  AnswerCache cache(20'000);
  cache.put("large", answer_of(5000));
  EXPECT_EQ(cache.find("large"), nullptr);
  EXPECT_EQ(cache.usage().bytes, 0U);
  AnswerCache off(0);
  EXPECT_FALSE(off.is_on());
  off.put("a", answer_of(1));
  EXPECT_EQ(off.find("a"), nullptr);
}

TEST(AnswerCache, ServesManyThreads) {
  AnswerCache cache(100'000);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&cache, t] {
      for (int i = 0; i < 2000; ++i) {
        const std::string name = std::to_string((i * 7 + t) % 200);
        if (const auto kept = cache.find(name)) {
          EXPECT_EQ(kept->body.size(), 500U);
        } else {
          cache.put(name, answer_of(500));
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_LE(cache.usage().bytes, 100'000U);
}

class KeptAnswers : public ::testing::Test {
 protected:
  KeptAnswers() {
    site.cache = &cache;
    site.backend.response.documents = 1;
    site.backend.response.shards = {1, 1};
    site.backend.response.hits = {make_hit("First")};
  }
  // Searches made for a request.
  std::size_t searches(const std::string& target,
                       std::vector<HeaderField> headers = {}) {
    const std::size_t before = site.backend.requests.size();
    last = site.get(target, std::move(headers));
    return site.backend.requests.size() - before;
  }

  Site site;
  AnswerCache cache{1 << 20};
  HttpResponse last;
};

TEST_F(KeptAnswers, AreGivenToWhoAsksTheSame) {
  EXPECT_EQ(searches("/api/v1/search?q=chips"), 1U);
  const HttpResponse first = last;
  EXPECT_EQ(searches("/api/v1/search?q=chips"), 0U);
  EXPECT_EQ(last.body, first.body);
  EXPECT_EQ(last.headers, first.headers);
  EXPECT_EQ(last.route, "/api/v1/search");
  EXPECT_EQ(searches("/api/v1/search?q=chip"), 1U);
  EXPECT_EQ(searches("/search?q=chips"), 1U);
  EXPECT_EQ(searches("/search?q=chips"), 0U);
  EXPECT_THAT(site.get("/metrics").body,
              HasSubstr("lede_answer_cache_requests_total{result=\"hit\"} 2"));
}

TEST_F(KeptAnswers, EndWithWhatTheyDependOn) {
  const std::string target = "/api/v1/search?q=chips";
  EXPECT_EQ(searches(target), 1U);
  site.backend.held.revision = 2;
  EXPECT_EQ(searches(target), 1U) << "another revision";
  site.backend.lexicon = "2";
  EXPECT_EQ(searches(target), 1U) << "another lexicon";
  site.backend.saved = "2";
  EXPECT_EQ(searches(target), 1U) << "other saved queries";
  site.now += 3600;
  EXPECT_EQ(searches(target), 1U) << "another hour";
  EXPECT_EQ(searches(target), 0U);
}

TEST_F(KeptAnswers, AreThoseOfTheSameLanguageAndEncoding) {
  site.backend.response.hits.assign(20, make_hit("A long headline of many"));
  EXPECT_EQ(searches("/search?q=chips", {{"accept-language", "en"}}), 1U);
  EXPECT_EQ(searches("/search?q=chips", {{"accept-language", "zh"}}), 1U);
  EXPECT_EQ(searches("/search?q=chips", {{"accept-language", "zh"}}), 0U);
  EXPECT_THAT(last.body, HasSubstr("lang=\"zh"));
  const std::vector<HeaderField> packed = {{"accept-language", "zh"},
                                           {"accept-encoding", "gzip"}};
  EXPECT_EQ(searches("/search?q=chips", packed), 1U);
  EXPECT_EQ(field(last, "Content-Encoding"), "gzip");
  EXPECT_EQ(searches("/search?q=chips", packed), 0U);
  EXPECT_EQ(field(last, "Content-Encoding"), "gzip");
  EXPECT_EQ(searches("/search?q=chips", {{"accept-language", "zh"}}), 0U);
  EXPECT_EQ(field(last, "Content-Encoding"), "");
}

TEST_F(KeptAnswers, AreThoseOfARequestHoweverItIsSpelt) {
  EXPECT_EQ(searches("/api/v1/search?q=ai+chips&limit=5"), 1U);
  EXPECT_EQ(searches("/api/v1/search?%71=ai%20chips&limit=%35"), 0U);
  EXPECT_EQ(searches("/api/v1/search?q=ai&limit=5"), 1U);
  EXPECT_EQ(
      searches("/api/v1/search?q=ai&limit=5", {{"accept-language", "zh"}}), 0U)
      << "no answer to a program has a language";
  EXPECT_EQ(searches("/search?q=ai", {{"accept-language", "en-GB,en"}}), 1U);
  EXPECT_EQ(searches("/search?q=ai", {{"accept-language", "en-US"}}), 0U);
}

TEST_F(KeptAnswers, AreGivenToAPostAsToAGet) {
  const std::string target = "/api/v1/search?q=chips";
  EXPECT_EQ(searches(target), 1U);
  const std::string body = last.body;
  const std::size_t before = site.backend.requests.size();
  const HttpResponse posted = site.post("/api/v1/search", R"({"q": "chips"})");
  EXPECT_EQ(site.backend.requests.size(), before);
  EXPECT_EQ(posted.body, body);
  EXPECT_EQ(field(posted, "ETag"), "");
  EXPECT_EQ(field(posted, "Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(
      site.post("/api/v1/search", R"({"q":"chips"})", "text/plain").status,
      415);
  EXPECT_EQ(site.post("/api/v1/search", R"({"q":"chip"})").status, 200);
  EXPECT_EQ(site.backend.requests.size(), before + 1);
  EXPECT_EQ(searches("/api/v1/search?q=chip"), 0U);
  EXPECT_NE(field(last, "ETag"), "");
}

TEST_F(KeptAnswers, EndWithTheDayOfAPostsOwnZone) {
  const auto ask = [this] {
    const std::size_t before = site.backend.requests.size();
    site.post("/api/v1/search", R"({"q":"date:today","tz":"Asia/Kolkata"})");
    return site.backend.requests.size() - before;
  };
  site.now += 6 * 3600 + 29 * 60;  // 23:59 there
  EXPECT_EQ(ask(), 1U);
  EXPECT_EQ(ask(), 0U);
  site.now += 120;
  EXPECT_EQ(ask(), 1U);
}

TEST_F(KeptAnswers, AreNoneIfTheIndexMayChangeUnseen) {
  site.backend.remote = true;
  EXPECT_EQ(searches("/api/v1/search?q=chips"), 1U);
  EXPECT_EQ(searches("/api/v1/search?q=chips"), 1U);
  EXPECT_EQ(field(last, "ETag"), "");
}

TEST_F(KeptAnswers, AreWholeOnes) {
  const std::string target = "/api/v1/search?q=chips";
  site.backend.response.shards = {2, 1};
  EXPECT_EQ(searches(target), 1U);
  EXPECT_EQ(searches(target), 1U) << "a shard was missing";
  site.backend.response.shards = {2, 2};
  EXPECT_EQ(searches(target + "&explain=true"), 1U);
  EXPECT_EQ(searches(target + "&explain=true"), 1U);
  site.backend.failure = Error{ErrorCode::kBusy, "busy"};
  EXPECT_EQ(searches(target), 1U);
  EXPECT_EQ(last.status, 503);
  site.backend.failure.reset();
  EXPECT_EQ(searches(target), 1U);
  EXPECT_EQ(last.status, 200);
}

TEST_F(KeptAnswers, StillKnowTheirValidator) {
  EXPECT_EQ(searches("/api/v1/search?q=chips"), 1U);
  const std::string etag = field(last, "ETag");
  ASSERT_FALSE(etag.empty());
  EXPECT_EQ(searches("/api/v1/search?q=chips", {{"if-none-match", etag}}), 0U);
  EXPECT_EQ(last.status, 304);
}

}  // namespace
}  // namespace lede
