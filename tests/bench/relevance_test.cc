// SPDX-License-Identifier: GPL-3.0-or-later

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "bench/relevance/collection.h"
#include "bench/relevance/command.h"
#include "bench/relevance/report.h"
#include "tests/support/temp_dir.h"

namespace lede::bench {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// A small collection of this test's own.
class Relevance : public ::testing::Test {
 protected:
  Relevance() {
    folder_.write("set/corpus.jsonl",
                  R"({"id":"chips","title":"Custom chips","text":"Made here."})"
                  "\n"
                  R"({"id":"a b","title":"Water","text":"Chips of ice."})"
                  "\n"
                  R"({"id":"3","title":"芯片出口","text":"许可证恢复。"})"
                  "\n");
    folder_.write("set/queries.tsv", "q1\tcustom chips\nq2\t许可证\nq3\tice\n");
    folder_.write("set/qrels.tsv",
                  "q1\t0\tchips\t2\nq1\t0\ta b\t1\nq2\t0\t3\t1\n");
    options_.collections = {path("set")};
    common_.indexes = {path("none.db")};
  }

  [[nodiscard]] std::string path(const std::string& name) const {
    return (folder_.path() / name).string();
  }

  std::string run() {
    std::ostringstream output;
    const auto done = run_relevance(common_, options_, output);
    return done ? output.str() : "error: " + done.error().message;
  }

  testing::TempDir folder_;
  CommonOptions common_;
  RelevanceOptions options_;
};

TEST_F(Relevance, ScoresLedeOnACollection) {
  const std::string text = run();
  EXPECT_THAT(text, HasSubstr("set: 2 queries, 1 without a relevant document"));
  EXPECT_THAT(text, HasSubstr("lede                      1.0000      1.0000"));
}

TEST_F(Relevance, ComparesWithPlainBm25) {
  options_.against = "plain";
  const std::string text = run();
  EXPECT_THAT(text, HasSubstr("plain BM25                1.0000      1.0000"));
  EXPECT_THAT(text, HasSubstr("won/lost/tied              0/0/2"));
}

TEST_F(Relevance, AWrittenRunScoresTheSame) {
  options_.write_run = path("lede.run");
  run();
  RelevanceOptions again;
  again.qrels = path("set/qrels.tsv");
  again.run = path("lede.run");
  again.compare = path("lede.run");
  options_ = again;
  const std::string text = run();
  EXPECT_THAT(text, HasSubstr("qrels.tsv: 2 queries"));
  EXPECT_THAT(text, HasSubstr("lede.run"));
  EXPECT_THAT(text, HasSubstr("1.0000"));
  EXPECT_THAT(text, HasSubstr("won/lost/tied              0/0/2"));
}

TEST_F(Relevance, SeveralCollectionsEndInAnOverview) {
  options_.collections.push_back(options_.collections.front());
  EXPECT_THAT(run(), HasSubstr("| set | 2 | 1.0000 | 1.0000 |"));
}

TEST_F(Relevance, AFileThatIsWrongIsNamedWithItsLine) {
  folder_.write("set/qrels.tsv", "q1 0 chips 1\nq1 0 chips\n");
  EXPECT_EQ(run(), "error: " + path("set/qrels.tsv") +
                       ": line 2: not of the form QUERY 0 DOCUMENT RELEVANCE");
}

TEST_F(Relevance, AFileThatIsMissingIsNamed) {
  std::filesystem::remove(path("set/queries.tsv"));
  EXPECT_EQ(run(), "error: cannot read " + path("set/queries.tsv"));
  std::filesystem::remove(path("set/corpus.jsonl"));
  EXPECT_EQ(run(), "error: " + path("set") +
                       " holds neither corpus.jsonl[.gz|.zst] nor articles/");
}

TEST_F(Relevance, OptionsThatDoNotGoTogetherAreRefused) {
  options_.compare = "x";
  options_.against = "plain";
  EXPECT_THAT(run(), HasSubstr("do not go together"));
  options_ = {};
  EXPECT_THAT(run(), HasSubstr("give --collection"));
  options_.qrels = path("set/qrels.tsv");
  EXPECT_THAT(run(), HasSubstr("--qrels needs --run"));
}

TEST_F(Relevance, TheFiguresAreWrittenAsJson) {
  options_.json = path("out.json");
  options_.against = "plain";
  run();
  const auto text = read_whole_file(path("out.json"));
  ASSERT_TRUE(text);
  const auto json = nlohmann::json::parse(*text);
  const auto& set = json.at("sets").at(0);
  EXPECT_EQ(set.at("without_relevant"), 1);
  EXPECT_EQ(set.at("runs").at(0).at("mean").at("nDCG@10"), 1.0);
  EXPECT_EQ(set.at("runs").at(1).at("queries").at("q2").at("MAP"), 1.0);
  EXPECT_EQ(set.at("comparison").at("P@10").at("ties"), 2);
}

TEST_F(Relevance, TellsTheTimesOfWhatItAskedItself) {
  options_.json = path("out.json");
  options_.write_run = path("lede.run");
  options_.against = "plain";
  EXPECT_THAT(run(), HasSubstr("us at 10  us at 1000"));
  auto json = nlohmann::json::parse(*read_whole_file(path("out.json")));
  for (const auto& asked : json.at("sets").at(0).at("runs")) {
    EXPECT_TRUE(asked.at("median_us").is_number());
    EXPECT_TRUE(asked.at("median_top_ten_us").is_number());
  }
  options_.against = "";
  options_.write_run = "";
  options_.compare = path("lede.run");
  run();
  json = nlohmann::json::parse(*read_whole_file(path("out.json")));
  const auto& runs = json.at("sets").at(0).at("runs");
  EXPECT_TRUE(runs.at(0).at("median_us").is_number());
  EXPECT_TRUE(runs.at(1).at("median_us").is_null());
  EXPECT_TRUE(runs.at(1).at("median_top_ten_us").is_null());
}

TEST_F(Relevance, AFileStandsInForLedeBesidePlainBm25) {
  folder_.write("none.run", "q1 Q0 other 1 1.0 tag\n");
  options_.run = path("none.run");
  options_.against = "plain";
  const std::string text = run();
  EXPECT_THAT(text, HasSubstr("difference               -1.0000"));
  EXPECT_THAT(text, HasSubstr("plain BM25                1.0000"));
}

TEST_F(Relevance, ThePageHasABarAQueryAndNoForeignMarkup) {
  folder_.write("set/queries.tsv",
                "q1\tcustom <script>alert('x')</script> chips\nq2\t许可证\n");
  options_.html = path("out.html");
  options_.against = "plain";
  run();
  const auto page = read_whole_file(path("out.html"));
  ASSERT_TRUE(page);
  EXPECT_THAT(*page, Not(HasSubstr("<script")));
  EXPECT_THAT(*page, HasSubstr("custom &lt;script&gt;"));
  std::size_t bars = 0;
  for (std::size_t at = page->find("<rect"); at != std::string::npos;
       at = page->find("<rect", at + 1)) {
    ++bars;
  }
  EXPECT_EQ(bars, 4U);  // two scores, two differences
}

}  // namespace
}  // namespace lede::bench
