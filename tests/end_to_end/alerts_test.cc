// SPDX-License-Identifier: GPL-3.0-or-later
//
// Saved queries that tell of what is new.

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/end_to_end/articles.h"
#include "tests/end_to_end/program_run.h"
#include "tests/support/temp_dir.h"

namespace lede::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Alerts : public ::testing::Test {
 protected:
  [[nodiscard]] ProgramRun index(std::vector<std::string> arguments,
                                 const RunOptions& options = {}) const {
    arguments.insert(arguments.begin() + 1, {"--index", index_});
    return run_program("lede-index", arguments, options);
  }
  void add(const std::string& lines) const {
    RunOptions options;
    options.input = lines;
    const ProgramRun run = index({"add", "-"}, options);
    ASSERT_EQ(run.status, 0) << run.err;
  }
  void save(const std::string& name, const std::string& query) const {
    const ProgramRun run = index({"saved", "add", name, query});
    ASSERT_EQ(run.status, 0) << run.err;
  }
  // "saved:id" of each line.
  [[nodiscard]] std::vector<std::string> alerts(
      std::vector<std::string> arguments = {}) const {
    arguments.insert(arguments.begin(), "alerts");
    const ProgramRun run = index(arguments);
    std::vector<std::string> told;
    std::istringstream lines(run.out);
    for (std::string line; std::getline(lines, line);) {
      const auto json = nlohmann::json::parse(line);
      told.push_back(json["saved"].get<std::string>() + ":" +
                     json["id"].get<std::string>());
    }
    EXPECT_EQ(run.status, told.empty() ? 1 : 0) << run.err;
    return told;
  }

  TempDir folder_;
  std::string index_ = (folder_.path() / "lede.db").string();
};

TEST_F(Alerts, BeginWithWhatIsAddedAfterAQueryIsSavedAndTellItOnce) {
  add(three_articles());
  save("chips", "chips");
  EXPECT_THAT(alerts(), IsEmpty());
  add(article_line("chips-3", "More chips", "They stack chips.", "2025-09-13") +
      article_line("rain", "Rain", "It rained."));
  const ProgramRun run = index({"alerts"});
  ASSERT_EQ(run.status, 0) << run.err;
  const auto line = nlohmann::ordered_json::parse(run.out);
  std::vector<std::string> names;
  for (const auto& [name, value] : line.items()) names.push_back(name);
  EXPECT_THAT(names,
              ElementsAre("saved", "query", "key", "id", "title", "source",
                          "published", "url", "indexed_at", "snippet"));
  EXPECT_EQ(line["saved"], "chips");
  EXPECT_EQ(line["id"], "chips-3");
  EXPECT_EQ(line["published"], "2025-09-13");
  EXPECT_EQ(line["url"], nullptr);
  EXPECT_THAT(line["indexed_at"].get<std::string>(), HasSubstr("T"));
  EXPECT_EQ(line["snippet"], "They stack chips.");
  EXPECT_THAT(alerts(), IsEmpty());
}

TEST_F(Alerts, OutliveRebuildAndCompact) {
  add(three_articles());
  save("chips", "chips");
  const std::string fresh =
      article_line("chips-3", "More chips", "They stack chips.");
  add(fresh);
  const std::string file = folder_.write("all.jsonl", three_articles() + fresh);
  ASSERT_EQ(index({"rebuild", file}).status, 0);
  EXPECT_THAT(alerts(), ElementsAre("chips:chips-3"));
  ASSERT_EQ(index({"rebuild", file}).status, 0);
  ASSERT_EQ(index({"compact"}).status, 0);
  EXPECT_THAT(alerts(), IsEmpty());
}

TEST_F(Alerts, TellOfAChangedArticleOnlyIfItDidNotMatchBefore) {
  add(three_articles());
  save("chips", "chips");
  add(article_line("chips-1", "Alibaba's chips", "Changed, on chips."));
  EXPECT_THAT(alerts(), IsEmpty());
  add(article_line("port-1", "Harbour", "Ferries carry chips now."));
  EXPECT_THAT(alerts(), ElementsAre("chips:port-1"));
  add(article_line("port-1", "Harbour", "Ferries carry more chips now."));
  EXPECT_THAT(alerts(), IsEmpty());
}

TEST_F(Alerts, PeekNotesNothingAndAllTellsTheArchive) {
  add(three_articles());
  save("chips", "chips");
  save("ferries", "ferries");
  add(article_line("chips-3", "More chips", "They stack chips."));
  EXPECT_THAT(alerts({"--peek"}), ElementsAre("chips:chips-3"));
  EXPECT_THAT(alerts({"--peek", "chips"}), ElementsAre("chips:chips-3"));
  EXPECT_THAT(alerts({"ferries"}), IsEmpty());
  EXPECT_THAT(alerts({"chips"}), ElementsAre("chips:chips-3"));
  EXPECT_THAT(alerts(), IsEmpty());
  EXPECT_THAT(alerts({"--all", "ferries"}), ElementsAre("ferries:port-1"));
  EXPECT_THAT(alerts({"--all", "ferries"}), ElementsAre("ferries:port-1"));
  EXPECT_THAT(alerts(), IsEmpty());
}

TEST_F(Alerts, WantEveryWordEvenOneThatNoArticleHolds) {
  add(three_articles());
  save("new", "zorblax chips");
  add(article_line("chips-3", "More chips", "They stack chips."));
  EXPECT_THAT(alerts(), IsEmpty());
  add(article_line("chips-4", "Zorblax chips", "Zorblax makes chips."));
  EXPECT_THAT(alerts(), ElementsAre("new:chips-4"));
}

TEST_F(Alerts, AQueryOfAnotherTextBeginsAnew) {
  add(three_articles());
  save("watch", "ferries");
  save("watch", "chips");
  EXPECT_THAT(alerts(), IsEmpty());
  add(article_line("chips-3", "More chips", "They stack chips."));
  save("watch", "chips");  // as it was: nothing is passed over
  EXPECT_THAT(alerts(), ElementsAre("watch:chips-3"));
}

TEST_F(Alerts, WhatCannotBePrintedCountsAsNotTold) {
  add(three_articles());
  save("chips", "chips");
  add(article_line("chips-3", "More chips", "They stack chips."));
  RunOptions full;
  full.output = "/dev/full";
  EXPECT_EQ(index({"alerts"}, full).status, 74);
  EXPECT_THAT(alerts(), ElementsAre("chips:chips-3"));
}

TEST_F(Alerts, SayWhatIsWrong) {
  const ProgramRun missing = index({"alerts"});
  EXPECT_EQ(missing.status, 3);
  add(three_articles());
  EXPECT_THAT(alerts(), IsEmpty());
  const ProgramRun unknown = index({"alerts", "nobody"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.err, HasSubstr("no saved query is named nobody"));
  save("chips", "chips");
  folder_.write("lede.db/alerts.state", "not one of ours\n");
  const ProgramRun damaged = index({"alerts"});
  EXPECT_EQ(damaged.status, 2);
  EXPECT_THAT(damaged.err, HasSubstr("alerts.state does not read"));
}

}  // namespace
}  // namespace lede::testing
