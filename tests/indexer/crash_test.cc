// SPDX-License-Identifier: GPL-3.0-or-later
//
// A writer killed at any moment leaves an index that the next writer completes:
// every batch is there whole or not at all, and every one that was reported is.
//
// LEDE_CRASH_ROUNDS sets the number of rounds.

#include <csignal>
#include <cstdlib>
#include <map>
#include <poll.h>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "indexer/index_check.h"
#include "tests/indexer/index_fixture.h"

namespace lede::testing {
namespace {

constexpr int kIds = 40;
constexpr int kBatchArticles = 12;

// What batch `number` writes: some articles new, some changed, some again as
// they are, since versions repeat.
std::vector<Article> batch_of(int number) {
  std::vector<Article> batch;
  for (int i = 0; i < kBatchArticles; ++i) {
    const int id = (number * 7 + i * 3) % kIds;
    batch.push_back(dated_article("a" + std::to_string(id),
                                  "Chips of batch " + std::to_string(number),
                                  id));
    batch.back().title = std::to_string(number / 2);
  }
  return batch;
}

using State = std::map<std::string, std::string>;  // title by id

void apply(int number, State& state) {
  for (const Article& article : batch_of(number)) {
    state[article.id] = *article.title + article.text;
  }
}

State state_of(const std::filesystem::path& index) {
  State state;
  const Result<Manifest> manifest = load_manifest(index);
  if (!manifest) return state;
  Result<SegmentReader> reader = SegmentReader::open(index, *manifest);
  EXPECT_TRUE(reader);
  EXPECT_TRUE(reader->for_each([&](const StoredDocument& document) {
    const Result<Article> article = document.article();
    EXPECT_TRUE(article);
    EXPECT_TRUE(
        state.emplace(article->id, *article->title + article->text).second)
        << article->id << " is there twice";
    return true;
  }));
  return state;
}

// In the child: writes batch after batch, telling each commit on `report`.
[[noreturn]] void write_until_killed(const std::filesystem::path& index,
                                     int first, int report) {
  for (int number = first;; ++number) {
    Result<IndexWriter> writer = IndexWriter::open(index, test_options());
    if (!writer || !writer->write(batch_of(number))) _exit(1);
    const char byte = 1;
    if (write(report, &byte, 1) != 1) _exit(1);
    if (number % 3 == 0 && !writer->settle()) _exit(1);
  }
}

// Lets a child write, kills it `delay` after its first commits; returns how
// many it reported.
int run_and_kill(const std::filesystem::path& index, int first, int commits,
                 std::chrono::milliseconds delay) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    write_until_killed(index, first, ends[1]);
  }
  close(ends[1]);
  int reported = 0;
  char byte = 0;
  while (reported < commits && read(ends[0], &byte, 1) == 1) ++reported;
  poll(nullptr, 0, static_cast<int>(delay.count()));
  kill(child, SIGKILL);
  while (read(ends[0], &byte, 1) == 1) ++reported;
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the writer failed by itself";
  return reported;
}

// Opening for writing is what completes an index after a crash.
Error open_and_close(const std::filesystem::path& index) {
  const Result<IndexWriter> writer = IndexWriter::open(index, test_options());
  return writer ? Error{} : writer.error();
}

int rounds() {
  const char* const wanted = std::getenv("LEDE_CRASH_ROUNDS");
  return wanted == nullptr ? 12 : std::atoi(wanted);
}

TEST(Crash, LeavesEveryBatchWholeAndEveryReportedOneThere) {
  constexpr unsigned kSeed = 4711;
  std::mt19937 random(kSeed);
  const TempDir folder;
  const std::filesystem::path index = folder.path() / "index";
  State state;
  int next = 0;
  for (int round = 0; round < rounds(); ++round) {
    SCOPED_TRACE(::testing::Message()
                 << "seed " << kSeed << ", round " << round);
    const int commits = static_cast<int>(random() % 3);
    const std::chrono::milliseconds delay(random() % 150);
    const int reported = run_and_kill(index, next, commits, delay);
    for (int i = 0; i < reported; ++i) apply(next++, state);

    const Error failed = open_and_close(index);
    ASSERT_EQ(failed.message, "");
    State one_more = state;
    apply(next, one_more);
    const State found = state_of(index);
    if (found == one_more && found != state) {
      state = one_more;  // committed, but killed before it could say so
      ++next;
    }
    ASSERT_EQ(found, state);
    const Result<CheckReport> checked =
        check_index(index, std::chrono::milliseconds(0));
    ASSERT_TRUE(checked) << checked.error().message;
    EXPECT_TRUE(checked->sound());
    EXPECT_EQ(checked->pending_deletes, 0U);
    expect_sound(index);
  }
}

}  // namespace
}  // namespace lede::testing
