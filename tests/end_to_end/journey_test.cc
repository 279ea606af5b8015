// SPDX-License-Identifier: GPL-3.0-or-later
//
// The main job from end to end: articles in files to answers in a terminal and
// over HTTP, and what a crash may not cost.

#include <csignal>
#include <cstdint>
#include <filesystem>
#include <netinet/in.h>
#include <random>
#include <sstream>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/end_to_end/articles.h"
#include "tests/end_to_end/program_run.h"
#include "tests/end_to_end/server_run.h"
#include "tests/support/temp_dir.h"

namespace lede::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class Journey : public ::testing::Test {
 protected:
  nlohmann::json add(const std::string& file) const {
    const ProgramRun run =
        run_program("lede-index", {"add", "--index", index_, "--json", file});
    EXPECT_EQ(run.status, 0) << run.err;
    return nlohmann::json::parse(run.out, nullptr, false);
  }

  [[nodiscard]] ProgramRun search(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--index", index_});
    return run_program("lede-search", arguments);
  }

  TempDir folder_;
  std::string index_ = (folder_.path() / "lede.db").string();
};

TEST_F(Journey, WhyAnArticleIsNoHitIsToldInEveryFormat) {
  add(folder_.write("a.jsonl", three_articles()).string());
  const std::string said = "no article has this id";
  for (const char* format : {"ids", "jsonl", "trec"}) {
    const ProgramRun run =
        search({"--why-not", "x", "--quiet", "--format", format, "chips"});
    EXPECT_EQ(run.err, "why not x: " + said + "\n") << format;
    EXPECT_THAT(run.out, Not(HasSubstr(said))) << format;
  }
  for (const char* format : {"text", "json"}) {
    const ProgramRun run =
        search({"--why-not", "x", "--format", format, "chips"});
    EXPECT_EQ(run.err, "") << format;
    EXPECT_THAT(run.out, HasSubstr(said)) << format;
  }
  const std::string batch = folder_.write("q.tsv", "1\tchips\n2\tferries\n");
  const ProgramRun run =
      search({"--why-not", "x", "--format", "ids", "--batch", batch});
  EXPECT_EQ(run.err, "query 1: why not x: " + said +
                         "\nquery 2: why not x: " + said + "\n");
}

TEST_F(Journey, AnArticleIsFoundByItsWordsItsNamesAndInBothScripts) {
  add(folder_.write("a.jsonl", three_articles()).string());
  EXPECT_THAT(search({"--format", "ids", "custom", "chips"}).out,
              StartsWith("chips-1\n"));
  EXPECT_THAT(search({"--format", "ids", "阿里巴巴"}).out,
              HasSubstr("chips-1\n"));
  EXPECT_THAT(search({"--format", "ids", "company:baidu"}).out,
              HasSubstr("chips-2\n"));
  EXPECT_THAT(search({"--format", "ids", "自研"}).out, HasSubstr("chips-2\n"));
  const ProgramRun json = search({"--format", "json", "ferries"});
  const auto answer = nlohmann::json::parse(json.out, nullptr, false);
  ASSERT_TRUE(answer.is_object()) << json.out;
  EXPECT_EQ(answer["documents"], 1);
  EXPECT_EQ(answer["shards"]["total"], 1);
  EXPECT_EQ(answer["shards"]["answered"], 1);
  EXPECT_EQ(answer["hits"][0]["id"], "port-1");
  EXPECT_EQ(answer["hits"][0]["published"], "2024-03-01");
}

TEST_F(Journey, AddingAgainWritesNothing) {
  const std::string file = folder_.write("a.jsonl", three_articles());
  EXPECT_EQ(add(file)["added"], 3);
  const nlohmann::json again = add(file);
  EXPECT_EQ(again["unchanged"], 3);
  EXPECT_EQ(again["added"], 0);
  EXPECT_EQ(again["documents"], 3);
}

TEST_F(Journey, WhatIsExportedAndAddedIsUnchanged) {
  add(folder_.write("a.jsonl", three_articles()).string());
  const ProgramRun exported =
      run_program("lede-index", {"export", "--index", index_});
  ASSERT_EQ(exported.status, 0) << exported.err;
  const nlohmann::json again =
      add(folder_.write("exported.jsonl", exported.out).string());
  EXPECT_EQ(again["unchanged"], 3) << again;
}

TEST_F(Journey, ARemovedArticleIsGone) {
  add(folder_.write("a.jsonl", three_articles()).string());
  EXPECT_EQ(
      run_program("lede-index", {"remove", "--index", index_, "port-1"}).status,
      0);
  EXPECT_EQ(search({"ferries"}).status, 1);
  EXPECT_EQ(run_program("lede-index", {"check", "--index", index_}).status, 0);
}

TEST_F(Journey, WithoutAPostingsFileItAnswersAndSaysHowToMakeOne) {
  add(folder_.write("a.jsonl", three_articles()).string());
  const std::string slow = "1 segment is searched slowly";
  const auto check = [&] {
    return run_program("lede-index", {"check", "--index", index_});
  };
  EXPECT_THAT(check().out, Not(HasSubstr(slow)));
  for (const auto& entry :
       std::filesystem::directory_iterator(index_ + "/segments")) {
    ASSERT_TRUE(std::filesystem::remove(entry.path() / "postings.lede"));
  }
  const ProgramRun told = check();
  EXPECT_EQ(told.status, 0) << told.err;
  EXPECT_THAT(told.out, HasSubstr(slow));
  EXPECT_THAT(search({"--format", "ids", "ferries"}).out, HasSubstr("port-1"));
  EXPECT_EQ(run_program("lede-index", {"compact", "--index", index_}).status,
            0);
  EXPECT_THAT(check().out, Not(HasSubstr(slow)));
}

TEST_F(Journey, ABatchOfQueriesIsAnsweredForTrec) {
  add(folder_.write("a.jsonl", three_articles()).string());
  const std::string queries =
      folder_.write("q.tsv", "q1\tcustom chips\nq2\tferries\n");
  const ProgramRun run = search({"--format", "trec", "--batch", queries});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("q1 Q0 chips-1 1 "));
  EXPECT_THAT(run.out, HasSubstr("q2 Q0 port-1 1 "));
}

TEST_F(Journey, AStreamFasterThanItIsWrittenIsCommittedInSteps) {
  RunOptions options;
  const std::string paragraph(1'000, 'x');
  for (int i = 0; options.input.size() < 4'500'000; ++i) {
    options.input += article_line("s" + std::to_string(i), "A title",
                                  paragraph + " harbour");
  }
  const ProgramRun added = run_program(
      "lede-index", {"add", "--index", index_, "--commit-every", "1", "-"},
      options);
  ASSERT_EQ(added.status, 0) << added.err;
  const auto stats = nlohmann::json::parse(
      run_program("lede-index", {"stats", "--index", index_, "--json"}).out);
  // Made, then committed after each megabyte or so.
  EXPECT_GE(stats["revision"], 5) << stats;
}

TEST_F(Journey, KilledAtAnyMomentTheIndexKeepsWhatWasCommitted) {
  add(folder_.write("a.jsonl", three_articles()).string());
  std::string many;
  for (int i = 0; i < 3'000; ++i) {
    many += article_line("n-" + std::to_string(i),
                         "Headline " + std::to_string(i * 7919),
                         "Quokka number " + std::to_string(i) + ".");
  }
  const std::string file = folder_.write("many.jsonl", many);
  std::mt19937 random(11);
  for (int round = 0; round < 6; ++round) {
    Background writer("lede-index", {"add", "--index", index_, file});
    // Some moment of its work: this many looks at it.
    for (auto looks = random() % 300'000; looks > 0; --looks) {
      if (!writer.running()) break;
    }
    writer.end(SIGKILL);
    EXPECT_THAT(search({"--format", "ids", "ferries"}).out,
                HasSubstr("port-1"));
    const ProgramRun check =
        run_program("lede-index", {"check", "--index", index_});
    EXPECT_EQ(check.status, 0) << "round " << round << ": " << check.err;
  }
  const nlohmann::json last = add(file);
  EXPECT_EQ(last["documents"], 3'003);
}

TEST_F(Journey, TheServerAnswersAndEndsWhenAsked) {
  add(folder_.write("a.jsonl", three_articles()).string());
  const std::string address = free_address();
  Background server("lede-server", {"--index", index_, "--listen", address});
  EXPECT_EQ(get(address, "/readyz").status, 200);
  const RawAnswer answer = get(address, "/api/v1/search?q=custom+chips");
  EXPECT_EQ(answer.status, 200);
  const auto json = nlohmann::json::parse(answer.body, nullptr, false);
  ASSERT_TRUE(json.is_object()) << answer.body;
  EXPECT_EQ(json["hits"][0]["id"], "chips-1");
  const RawAnswer page = get(address, "/search?q=ferries");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("Harbour reopens"));
  EXPECT_EQ(get(address, "/api/v1/nothing").status, 404);
  // A commit is seen without a restart.
  add(folder_.write("b.jsonl", article_line("late", "Late news", "Numbats."))
          .string());
  EXPECT_THAT(get(address, "/api/v1/search?q=numbats").body,
              HasSubstr("\"late\""));
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST_F(Journey, AServerWithoutAnIndexSaysHowToFillIt) {
  const std::string address = free_address();
  Background server("lede-server", {"--index", index_, "--listen", address});
  EXPECT_EQ(get(address, "/readyz").status, 503);
  EXPECT_THAT(get(address, "/").body, HasSubstr("lede-index add"));
  add(folder_.write("a.jsonl", three_articles()).string());
  while (get(address, "/readyz").status != 200) {
    ASSERT_TRUE(server.running());
    std::this_thread::yield();
  }
  EXPECT_EQ(get(address, "/api/v1/search?q=ferries").status, 200);
}

TEST_F(Journey, AnAddressInUseIsStatus74) {
  add(folder_.write("a.jsonl", three_articles()).string());
  const std::string address = free_address();
  Background server("lede-server", {"--index", index_, "--listen", address});
  EXPECT_EQ(get(address, "/healthz").status, 200);
  const ProgramRun second =
      run_program("lede-server", {"--index", index_, "--listen", address});
  EXPECT_EQ(second.status, 74) << second.err;
  EXPECT_THAT(second.err, HasSubstr(address));
}

TEST_F(Journey, TheEnginesLineProtocolAnswersFromTheExactWords) {
  add(folder_.write("a.jsonl", three_articles()).string());
  RunOptions options;
  options.input =
      "TERM\t10\tchips\t\t\n"
      "AND\t10c\tcustom chips\t\t\n"
      "PHRASE\t10c\told harbour\t\t\n"
      "PREFIX\t10c\tferr\t\t\n"
      "OR\tdate\tchips harbour\t\t\n"
      "OR\t10c\tchips harbour\t1735689600\t1767225600\n"
      "TERM\tsnip\tferries\t\t\n"
      "TERM\tdata\tferries\t\t\n"
      "TERM\t10c\tchip\t\t\n";
  const ProgramRun run =
      run_program("lede-bench", {"answer", "--index", index_}, options);
  ASSERT_EQ(run.status, 0) << run.err;
  std::istringstream lines(run.out);
  const char* expected[] = {"chips-1", "chips-1",        "port-1",
                            "port-1",  "chips-1,port-1", "chips-1",
                            "port-1",  "port-1",         ""};
  for (const char* ids : expected) {
    std::string line;
    ASSERT_TRUE(std::getline(lines, line));
    EXPECT_EQ(line.substr(line.rfind('\t') + 1), ids) << line;
  }
}

}  // namespace
}  // namespace lede::testing
