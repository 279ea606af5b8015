// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/alert_state.h"

#include <fstream>

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"
#include <lede/article.h>

namespace lede {
namespace {

AlertStates two_states() {
  AlertStates states;
  AlertState& chips = states["芯片 chips"];
  chips = {hash_of_query("chips"), 7, 1767225600, {}};
  for (int i = 0; i < 100; ++i) {
    chips.told.insert(*ArticleKey::from(article_key(std::to_string(i))));
  }
  states["none"] = {UINT64_MAX, 0, -5, {}};
  return states;
}

TEST(AlertState, ComesBackAsItWasKept) {
  const testing::TempDir dir;
  EXPECT_TRUE(load_alert_states(dir.path())->empty());
  const AlertStates states = two_states();
  ASSERT_TRUE(save_alert_states(dir.path(), states));
  const auto loaded = load_alert_states(dir.path());
  ASSERT_TRUE(loaded) << loaded.error().message;
  ASSERT_EQ(loaded->size(), 2U);
  for (const auto& [name, state] : states) {
    const AlertState& other = loaded->at(name);
    EXPECT_EQ(other.query_hash, state.query_hash);
    EXPECT_EQ(other.revision, state.revision);
    EXPECT_EQ(other.updated_at, state.updated_at);
    EXPECT_EQ(other.told, state.told);
  }
}

TEST(AlertState, RefusesWhatIsNotWhole) {
  const testing::TempDir dir;
  ASSERT_TRUE(save_alert_states(dir.path(), two_states()));
  std::ifstream file(alert_states_path(dir.path()));
  const std::string whole((std::istreambuf_iterator<char>(file)), {});
  std::size_t refused = 0;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    std::ofstream(alert_states_path(dir.path())) << whole.substr(0, size);
    const auto loaded = load_alert_states(dir.path());
    // What ends between two queries is a shorter file, and whole.
    if (loaded) continue;
    EXPECT_EQ(loaded.error().code, ErrorCode::kInvalidArgument);
    ++refused;
  }
  EXPECT_EQ(refused, whole.size() - 2);
}

}  // namespace
}  // namespace lede
