// SPDX-License-Identifier: GPL-3.0-or-later
//
// Feeds of a real index over HTTP, before and after a rebuild.

#include <csignal>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "tests/end_to_end/articles.h"
#include "tests/end_to_end/program_run.h"
#include "tests/end_to_end/server_run.h"
#include "tests/support/temp_dir.h"

namespace lede::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::UnorderedElementsAreArray;

class FeedJourney : public ::testing::Test {
 protected:
  void run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin() + 1, {"--index", index_});
    const ProgramRun run = run_program("lede-index", arguments);
    ASSERT_EQ(run.status, 0) << run.err;
  }

  // The named texts of the entries of an Atom feed.
  [[nodiscard]] std::vector<std::string> entries(const std::string& target,
                                                 const char* name) const {
    const RawAnswer answer = get(address_, target);
    EXPECT_EQ(answer.status, 200) << answer.body;
    pugi::xml_document document;
    EXPECT_TRUE(document.load_string(answer.body.c_str())) << answer.body;
    std::vector<std::string> texts;
    for (const auto& entry : document.child("feed").children("entry")) {
      texts.emplace_back(entry.child_value(name));
    }
    return texts;
  }

  TempDir folder_;
  std::string index_ = (folder_.path() / "lede.db").string();
  std::string address_ = free_address();
};

TEST_F(FeedJourney, EntriesAreKnownAgainAfterARebuild) {
  const std::string first = folder_.write("a.jsonl", three_articles());
  // Published long ago, but the last to be indexed.
  const std::string second = folder_.write(
      "b.jsonl", article_line("late", "Chips of old", "Chips.", "2020-01-01"));
  run({"add", first});
  run({"add", second});
  run({"saved", "add", "boats", "ferries OR harbour"});
  Background server("lede-server", {"--index", index_, "--listen", address_});
  ASSERT_EQ(get(address_, "/readyz").status, 200);
  EXPECT_THAT(entries("/feed.atom?q=chips", "title"),
              ElementsAre("Chips of old", "百度发布自研芯片",
                          "Alibaba designs custom AI chips"));
  EXPECT_THAT(entries("/feed.atom?q=query:boats", "title"),
              ElementsAre("Harbour reopens after the storm"));
  EXPECT_THAT(entries("/feed.atom?q=chips+unheardof", "title"), ElementsAre());
  const std::vector<std::string> before = entries("/feed.atom", "id");
  ASSERT_EQ(before.size(), 4U);

  const auto json =
      nlohmann::json::parse(get(address_, "/feed.json").body, nullptr, false);
  std::vector<std::string> ids;
  for (const auto& item : json["items"]) ids.push_back(item["id"]);
  EXPECT_THAT(ids, ElementsAreArray(before));

  run({"rebuild", first, second});
  EXPECT_THAT(entries("/feed.atom", "id"), UnorderedElementsAreArray(before));
  // All was indexed at once: now the newest lead.
  EXPECT_THAT(entries("/feed.atom?q=chips", "title"),
              ElementsAre("百度发布自研芯片", "Alibaba designs custom AI chips",
                          "Chips of old"));
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST_F(FeedJourney, SavedSearchesAreListedAsTheyAreNow) {
  run({"add", folder_.write("a.jsonl", three_articles())});
  Background server("lede-server", {"--index", index_, "--listen", address_});
  ASSERT_EQ(get(address_, "/readyz").status, 200);
  const auto outlines = [&] {
    pugi::xml_document document;
    EXPECT_TRUE(document.load_string(get(address_, "/opml").body.c_str()));
    std::vector<std::string> feeds;
    for (const auto& outline : document.child("opml").child("body")) {
      feeds.emplace_back(outline.attribute("xmlUrl").value());
    }
    return feeds;
  };
  EXPECT_THAT(outlines(), ElementsAre());
  run({"saved", "add", "boats", "ferries"});
  EXPECT_THAT(outlines(),
              ElementsAre("http://" + address_ + "/feed.atom?q=query:boats"));
}

}  // namespace
}  // namespace lede::testing
