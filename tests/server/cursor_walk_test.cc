// SPDX-License-Identifier: GPL-3.0-or-later
//
// From page to page over a real index: all there is, each once.

#include <map>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "server/application.h"
#include "server/index_backend.h"
#include "tests/searcher/test_index.h"
#include "tests/server/fake_backend.h"

namespace lede::testing {
namespace {

// The archive, in two segments, and each third article of it copied by another
// source the day after: one story each.
std::vector<Article> copied_archive() {
  std::vector<Article> articles = small_archive();
  for (std::size_t i = 0; i < 60; i += 3) {
    Article copy = articles[i];
    copy.id += "-copy";
    copy.source = "Wire Z";
    copy.text = "By an agency. " + copy.text;
    articles.push_back(copy);
  }
  return articles;
}

class Walk : public ::testing::Test {
 protected:
  Walk() {
    std::vector<Article> articles = copied_archive();
    const auto half =
        articles.begin() + static_cast<std::ptrdiff_t>(articles.size() / 2);
    index_.write({articles.begin(), half});
    index_.write({half, articles.end()});
    settings_.clock = [this] { return now_; };
    SearcherOptions searcher;
    searcher.clock = settings_.clock;
    backend_.emplace(IndexBackendOptions{{index_.path()}, searcher},
                     BackendObserver());
    EXPECT_TRUE(backend_->open());
  }

  nlohmann::json get(const std::string& target) {
    const Application application(RouteSet::kAll, settings_, *backend_,
                                  metrics_, cache_);
    const HttpResponse response = testing::answer_in_turn(
        application, {"GET", target, {}, "", "127.0.0.1", ""});
    EXPECT_EQ(response.status, 200) << target << response.body;
    return nlohmann::json::parse(response.body);
  }

  std::int64_t now_ = kNow;
  TestIndex index_;
  ServerSettings settings_;
  std::optional<IndexBackend> backend_;
  Metrics metrics_{"test"};
  AnswerCache cache_{0};
};

TEST_F(Walk, GivesEachHitOnceWhateverItIsOrderedAndNarrowedBy) {
  for (const std::string sort : {"relevance", "newest", "oldest"}) {
    for (const std::string stories : {"true", "false"}) {
      for (const std::string asked :
           {"q=", "q=chips", "q=chips+OR+model&freshness=1&half_life=1d",
            "q=chips+OR+model&filter=source:Wire+A&filter=source:Wire+Z",
            "q=model&match=any&from=400d"}) {
        std::string rest = "&sort=";
        rest.append(sort).append("&stories=").append(stories);
        rest.append("&").append(asked);
        std::string next = "/api/v1/search?limit=7" + rest;
        const std::string first = next;
        now_ = kNow;
        const nlohmann::json whole = get("/api/v1/search?limit=100" + rest);
        std::vector<std::string> walked;
        std::uint64_t matched = 0;
        while (!next.empty()) {
          const nlohmann::json page = get(next);
          EXPECT_TRUE(page["query"]["warnings"] == whole["query"]["warnings"]);
          for (const auto& hit : page["hits"]) {
            walked.push_back(hit["id"]);
            matched += hit["story"]["matched"].get<std::uint64_t>();
          }
          next = page["next"].is_null() ? "" : page["next"];
          // By a clock that goes on, freshness would put them otherwise.
          now_ += std::int64_t{20} * 86400;
        }
        std::vector<std::string> expected;
        for (const auto& hit : whole["hits"]) expected.push_back(hit["id"]);
        EXPECT_EQ(walked, expected) << first;
        EXPECT_EQ(matched, whole["documents"]) << first;
        EXPECT_GT(walked.size(), 7U) << first;
      }
    }
  }
}

TEST_F(Walk, SaysThatTheIndexHasChangedMeanwhile) {
  const nlohmann::json first = get("/api/v1/search?q=chips&limit=5");
  index_.write({news("late", "More chips", "Chips once more.", "2025-12-31")});
  const nlohmann::json second = get(first["next"]);
  EXPECT_EQ(second["hits"].size(), 5U);
  EXPECT_EQ(second["query"]["warnings"].size(), 1U);
}

}  // namespace
}  // namespace lede::testing
