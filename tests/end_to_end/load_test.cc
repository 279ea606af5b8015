// SPDX-License-Identifier: GPL-3.0-or-later
//
// Many clients at once while the index is written to: every answer is a whole
// one or an honest refusal.

#include <atomic>
#include <csignal>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/end_to_end/articles.h"
#include "tests/end_to_end/program_run.h"
#include "tests/end_to_end/server_run.h"
#include "tests/support/temp_dir.h"

namespace lede::testing {
namespace {

constexpr int kClients = 32;
constexpr int kRequests = 400;  // a client
constexpr int kCommits = 20;

TEST(Load, ClientsAreAnsweredWhileArticlesArrive) {
  const TempDir folder;
  const std::string index = folder.path() / "lede.db";
  const std::string first = folder.write("a.jsonl", three_articles());
  ASSERT_EQ(run_program("lede-index", {"add", "--index", index, first}).status,
            0);
  const std::string address = free_address();
  Background server("lede-server", {"--index", index, "--listen", address});
  ASSERT_EQ(get(address, "/readyz").status, 200);

  const char* targets[] = {"/api/v1/search?q=custom+chips", "/search?q=harbour",
                           "/api/v1/search?q=quokka&facet=source",
                           "/api/v1/search?sort=newest", "/metrics"};
  std::atomic<int> answered = 0;
  std::atomic<int> refused = 0;
  std::atomic<int> wrong = 0;
  {
    std::vector<std::jthread> clients;
    for (int client = 0; client < kClients; ++client) {
      clients.emplace_back([&, client] {
        for (int i = 0; i < kRequests; ++i) {
          const RawAnswer answer = get(address, targets[(client + i) % 5]);
          ++(answer.status == 200   ? answered
             : answer.status == 503 ? refused
                                    : wrong);
        }
      });
    }
    for (int commit = 0; commit < kCommits; ++commit) {
      const std::string id = "n-" + std::to_string(commit);
      const std::string file = folder.write(
          id + ".jsonl", article_line(id, "Quokka news", "A quokka was seen."));
      EXPECT_EQ(
          run_program("lede-index", {"add", "--index", index, file}).status, 0);
    }
  }
  EXPECT_EQ(wrong, 0) << answered << " answered, " << refused << " refused";
  EXPECT_GT(answered, 0);
  EXPECT_TRUE(server.running());
  EXPECT_EQ(server.end(SIGTERM), 0);
}

}  // namespace
}  // namespace lede::testing
