// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is wrong with one record costs one clear line and nothing else: a good
// article stands beside every bad one, and must be in the index afterwards.

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sys/file.h>
#include <sys/stat.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <zlib.h>

#include "tests/end_to_end/articles.h"
#include "tests/end_to_end/program_run.h"
#include "tests/support/temp_dir.h"

namespace lede::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

// What `lede-index add --json` says of a run.
struct AddRun {
  ProgramRun run;
  nlohmann::json report;
  std::string rejects;  // JSONL
};

class BadInput : public ::testing::Test {
 protected:
  AddRun add(const std::vector<std::string>& sources,
             const RunOptions& options = {}) const {
    AddRun added;
    const std::string rejects = (folder_.path() / "rejects.jsonl").string();
    std::vector<std::string> arguments = {"add",    "--index",   index_,
                                          "--json", "--rejects", rejects};
    arguments.insert(arguments.end(), sources.begin(), sources.end());
    added.run = run_program("lede-index", arguments, options);
    added.report = nlohmann::json::parse(added.run.out, nullptr, false);
    added.rejects = read_file(rejects);
    return added;
  }

  // Adds a file of one bad line among three good ones; expects the good ones
  // in the index and the bad one reported with file, line and reason.
  void expect_rejected(const std::string& bad_line, const std::string& reason) {
    const std::string file =
        folder_.write("in/a.jsonl", bad_line + "\n" + three_articles());
    const AddRun added = add({file});
    EXPECT_EQ(added.run.status, 1) << added.run.err;
    EXPECT_EQ(added.report["read"], 4) << added.run.out;
    EXPECT_EQ(added.report["added"], 3) << added.run.out;
    EXPECT_EQ(added.report["rejected"], 1) << added.run.out;
    EXPECT_THAT(added.rejects, HasSubstr("a.jsonl:1"));
    EXPECT_THAT(added.rejects, HasSubstr(reason));
    EXPECT_THAT(added.run.err, HasSubstr("a.jsonl:1"));
    EXPECT_THAT(ids("chips"), HasSubstr("chips-1"));
  }

  [[nodiscard]] std::string ids(const std::string& query) const {
    return run_program("lede-search",
                       {"--index", index_, "--format", "ids", query})
        .out;
  }

  TempDir folder_;
  std::string index_ = (folder_.path() / "lede.db").string();
};

TEST_F(BadInput, AnArticleWithoutTitleAndText) {
  expect_rejected(R"({"id":"x","source":"Harbour Wire"})", "neither");
}

TEST_F(BadInput, JsonNestedAHundredThousandDeep) {
  expect_rejected(R"({"id":"x","title":"t","a":)" + std::string(100'000, '[') +
                      std::string(100'000, ']') + "}",
                  "deep");
}

TEST_F(BadInput, ALineThatIsNoJson) {
  expect_rejected(R"({"id":"x","title":)", "");
}

TEST_F(BadInput, ALineOverTheLimit) {
  const std::string line = R"({"id":"x","title":"t","text":")" +
                           std::string(std::size_t{70} << 20, 'a') + "\"}";
  expect_rejected(line, "64");
}

TEST_F(BadInput, AnEmptyFile) {
  const std::string empty = folder_.write("in/empty.jsonl", "");
  const std::string good = folder_.write("in/good.jsonl", three_articles());
  const AddRun added = add({empty, good});
  EXPECT_EQ(added.run.status, 1);
  EXPECT_EQ(added.report["rejected"], 1);
  EXPECT_EQ(added.report["added"], 3);
  EXPECT_THAT(added.run.err, HasSubstr("empty.jsonl"));
}

TEST_F(BadInput, TheCutOffRestOfACompressedFile) {
  std::string many;
  for (int i = 0; i < 2'000; ++i) {
    many += article_line("n-" + std::to_string(i),
                         "Headline number " + std::to_string(i * 7919),
                         "Text " + std::to_string(i * 104729) + " of it.");
  }
  const std::string whole = (folder_.path() / "whole.gz").string();
  gzFile file = gzopen(whole.c_str(), "wb");
  ASSERT_NE(file, nullptr);
  ASSERT_GT(gzwrite(file, many.data(), static_cast<unsigned>(many.size())), 0);
  ASSERT_EQ(gzclose(file), Z_OK);
  const std::string bytes = read_file(whole);
  const std::string cut =
      folder_.write("in/cut.jsonl.gz", bytes.substr(0, bytes.size() / 2));
  const AddRun added = add({cut});
  EXPECT_EQ(added.run.status, 1);
  EXPECT_EQ(added.report["rejected"], 1) << added.run.out;
  EXPECT_GT(added.report["added"], 500) << added.run.out;
  EXPECT_LT(added.report["added"], 2'000) << added.run.out;
  EXPECT_THAT(added.run.err, HasSubstr("cut.jsonl.gz"));
}

TEST_F(BadInput, AFolderWithoutPermission) {
  const std::string good = folder_.write("in/good.jsonl", three_articles());
  folder_.write("in/closed/a.jsonl", three_articles());
  fs::permissions(folder_.path() / "in/closed", fs::perms::none);
  RunOptions options;
  options.bound_by_permissions = true;
  const AddRun added = add({(folder_.path() / "in").string()}, options);
  fs::permissions(folder_.path() / "in/closed", fs::perms::owner_all);
  EXPECT_EQ(added.run.status, 1) << added.run.err;
  EXPECT_EQ(added.report["rejected"], 1) << added.run.out;
  EXPECT_EQ(added.report["added"], 3) << added.run.out;
  EXPECT_THAT(added.run.err, HasSubstr("closed"));
}

TEST_F(BadInput, ASourceThatIsNotThere) {
  const std::string good = folder_.write("in/good.jsonl", three_articles());
  const AddRun added = add({"/nonexistent/a.jsonl", good});
  EXPECT_NE(added.run.status, 0);
  EXPECT_THAT(added.run.err, HasSubstr("/nonexistent/a.jsonl"));
}

TEST_F(BadInput, ANamedFileThatIsNoText) {
  std::string binary =
      "\x7f"
      "ELF";
  binary += std::string(2'000, '\0') + std::string(2'000, '\xff');
  const std::string bad = folder_.write("in/program", binary);
  const std::string good = folder_.write("in/good.jsonl", three_articles());
  const AddRun added = add({bad, good});
  EXPECT_EQ(added.run.status, 1);
  EXPECT_EQ(added.report["added"], 3) << added.run.out;
  EXPECT_THAT(added.run.err, HasSubstr("program"));
}

TEST_F(BadInput, WhatCanBeRepairedIsAccepted) {
  const std::string lines =
      article_line("bad-utf8", "Broken \xff\xc3 bytes", "Quokkas \xe2\x82.") +
      article_line("long-title", std::string(1'000'000, 'q'), "Wombats.") +
      article_line("long-term", "Long term",
                   "x" + std::string(300, 'y') + " and echidnas.") +
      article_line("far-date", "Far date", "Numbats.", "2999-01-01") +
      article_line("odd-date", "Odd date", "Bilbies.", "the other day") +
      "{\"id\":\"nul\",\"title\":\"Nul\",\"text\":\"Dunn\\u0000arts.\"}\n";
  const AddRun added = add({folder_.write("in/a.jsonl", lines).string()});
  EXPECT_EQ(added.run.status, 0) << added.run.err;
  EXPECT_EQ(added.report["added"], 6) << added.run.out;
  EXPECT_EQ(added.report["undated"], 3) << added.run.out;
  EXPECT_EQ(ids("quokkas"), "bad-utf8\n");
  EXPECT_EQ(ids("wombats"), "long-title\n");
  EXPECT_EQ(ids("echidnas"), "long-term\n");
  EXPECT_EQ(ids("x" + std::string(300, 'y')), "long-term\n");
  EXPECT_EQ(ids("numbats"), "far-date\n");
  EXPECT_EQ(ids("bilbies"), "odd-date\n");
}

TEST_F(BadInput, OfTwoRecordsWithOneIdTheLaterWins) {
  const std::string lines = article_line("same", "First", "Quokkas.") +
                            article_line("same", "Second", "Wombats.");
  const AddRun added = add({folder_.write("in/a.jsonl", lines).string()});
  EXPECT_EQ(added.run.status, 0) << added.run.err;
  EXPECT_EQ(added.report["same_id"], 1) << added.run.out;
  EXPECT_EQ(added.report["documents"], 1) << added.run.out;
  EXPECT_EQ(ids("wombats"), "same\n");
  EXPECT_EQ(ids("quokkas"), "");
}

TEST_F(BadInput, StrictStopsAtTheFirstOne) {
  const std::string file =
      folder_.write("in/a.jsonl", "{}\n" + three_articles());
  const ProgramRun run =
      run_program("lede-index", {"add", "--index", index_, "--strict", file});
  EXPECT_EQ(run.status, 1);
  EXPECT_THAT(run.err, HasSubstr("a.jsonl:1"));
}

TEST_F(BadInput, RejectsMayBeAllowed) {
  const std::string file =
      folder_.write("in/a.jsonl", "{}\n" + three_articles());
  EXPECT_EQ(run_program("lede-index",
                        {"add", "--index", index_, "--max-rejects", "1", file})
                .status,
            0);
  EXPECT_EQ(run_program("lede-index", {"add", "--index", index_,
                                       "--max-rejects", "any", file})
                .status,
            0);
}

TEST_F(BadInput, ASecondWriterIsAskedToTryAgain) {
  const std::string file = folder_.write("in/a.jsonl", three_articles());
  ASSERT_EQ(add({file}).run.status, 0);
  // A writer that waits for its standard input holds the lock.
  const std::string fifo = (folder_.path() / "fifo").string();
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  Background writer("lede-index",
                    {"add", "--index", index_, "--commit-every", "3600", fifo});
  std::ofstream feed(fifo);  // returns once the writer reads
  ProgramRun second;
  for (int i = 0; i < 50 && second.status != 75; ++i) {
    second = run_program("lede-index", {"remove", "--index", index_, "--wait",
                                        "0", "no-such-id"});
  }
  EXPECT_EQ(second.status, 75) << second.err;
  EXPECT_THAT(second.err, HasSubstr("another process"));
  feed.close();
}

}  // namespace
}  // namespace lede::testing
