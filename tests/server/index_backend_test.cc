// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/index_backend.h"

#include <gtest/gtest.h>

#include "tests/searcher/test_index.h"

namespace lede {
namespace {

using testing::small_archive;
using testing::TestIndex;

TEST(IndexBackend, TellsOfARequestThatGetsNoTurn) {
  const TestIndex index(small_archive());
  std::optional<IndexBackend> backend;
  std::optional<ErrorCode> code;
  int turned_away = 0;
  BackendObserver observer;
  // Whoever asks while the only turn is taken waits in vain.
  observer.answered = [&](const auto&, const auto&) {
    const auto refused = backend->search({});
    if (!refused) code = refused.error().code;
  };
  observer.turned_away = [&] { ++turned_away; };
  IndexBackendOptions options{{index.path()}, {}};
  options.max_searches = 1;
  options.max_wait = std::chrono::milliseconds(1);
  backend.emplace(options, observer);
  ASSERT_TRUE(backend->open());
  EXPECT_TRUE(backend->search({}));
  EXPECT_EQ(code, ErrorCode::kBusy);
  EXPECT_EQ(turned_away, 1);
}

}  // namespace
}  // namespace lede
