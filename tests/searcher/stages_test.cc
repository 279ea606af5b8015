// SPDX-License-Identifier: GPL-3.0-or-later

#include <gtest/gtest.h>

#include "searcher/stage_clock.h"
#include "tests/searcher/test_index.h"

namespace lede {
namespace {

using std::chrono::nanoseconds;
using testing::request_for;
using testing::small_archive;
using testing::TestIndex;

TEST(StageTimes, AreTakenOfEachStageThatRan) {
  const TestIndex index(small_archive());
  const Searcher searcher = index.open();
  SearchRequest request = request_for("chips");
  request.stories = true;
  request.facets = {"source"};
  StageTimes stages;
  const auto response = searcher.search(request, &stages);
  ASSERT_TRUE(response) << response.error().message;
  ASSERT_FALSE(response->hits.empty());
  nanoseconds all{0};
  for (const auto stage : {&StageTimes::parse, &StageTimes::match,
                           &StageTimes::snippet, &StageTimes::facet}) {
    EXPECT_GT(stages.*stage, nanoseconds(0));
    all += stages.*stage;
  }
  all += stages.fold;
  EXPECT_LE(all.count(), response->took_ms * 1e6);
}

void let_time_pass() {
  const auto now = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() == now) {
  }
}

TEST(StageClock, GivesTheTimeOfAStageInAnotherToItAlone) {
  StageClock clock;
  clock.enter(&StageTimes::match);
  let_time_pass();
  const StageClock::Stage outer = clock.enter(&StageTimes::fold);
  EXPECT_EQ(outer, &StageTimes::match);
  EXPECT_GT(clock.times().match, nanoseconds(0));
  const nanoseconds before = clock.times().match;
  let_time_pass();
  EXPECT_EQ(clock.enter(outer), &StageTimes::fold);
  EXPECT_EQ(clock.times().match, before);
  EXPECT_GT(clock.times().fold, nanoseconds(0));
  let_time_pass();
  clock.enter(nullptr);
  EXPECT_GT(clock.times().match, before);
  const nanoseconds last = clock.times().match;
  clock.enter(nullptr);
  EXPECT_EQ(clock.times().match, last);
}

}  // namespace
}  // namespace lede
