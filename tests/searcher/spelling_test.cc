// SPDX-License-Identifier: GPL-3.0-or-later
//
// Misspelt words: suggested, corrected where nothing else is found, and asked
// for with "word~".

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/searcher/test_index.h"
#include <lede/searcher.h>

namespace lede::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<Article> industry_news() {
  return {
      news("n1", "Nvidia reports earnings", "Nvidia sells training chips.",
           "2025-03-01", "Wire A"),
      news("n2", "Nvidia and the foundry", "The foundry makes Nvidia chips.",
           "2025-05-01", "Wire B"),
      news("o1", "OpenAI trains a language model",
           "OpenAI and Anthropic train models on a cluster.", "2025-06-01",
           "Wire A"),
      news("o2", "ChatGPT for schools", "OpenAI offers ChatGPT to teachers.",
           "2025-07-01", "Wire B"),
      news("d1", "DeepSeek publishes weights",
           "DeepSeek says overfitting was avoided.", "2025-08-01", "Wire B"),
      news("z1", "阿里巴巴自研芯片", "阿里巴巴与英伟达的芯片。", "2025-09-01"),
      news("e1", "Retailer reports earnings", "Its earnings fell.",
           "2025-02-01", "Wire B")};
}

class Spelling : public ::testing::Test {
 protected:
  SearchResponse ask(const std::string& query,
                     SpellingMode mode = SpellingMode::kSuggest) const {
    SearchRequest request = request_for(query);
    request.spelling = mode;
    return answer(searcher_, request);
  }
  // The text suggested, or "".
  std::string suggested(const std::string& query) const {
    const auto suggestion = ask(query).query.suggestion;
    return suggestion ? suggestion->text : "";
  }

  TestIndex index_{industry_news()};
  Searcher searcher_ = index_.open();
};

TEST_F(Spelling, SuggestsTheWordThatWasMeantWithItsCount) {
  const std::pair<const char*, const char*> rows[] = {
      {"nvdia", "nvidia"},
      {"antropic", "anthropic"},
      {"opnai", "openai"},
      {"deepseak", "deepseek"},
      {"chatgtp", "chatgpt"},
      {"earnngs", "earnings"},
      {"Nvdia", "Nvidia"},
      {"NVDIA", "NVIDIA"},
      {"nvdia's", "nvidia's"},
      {"title:nvdia", "title:nvidia"},
      {"+nvdia", "+nvidia"},
      {"\"nvdia chips\"", "\"nvidia chips\""},
      {"nvdia^2", "nvidia^2"},
      {"chips opnai", "chips openai"},
      {"nvdia OR opnai", "nvidia OR openai"},
  };
  for (const auto& [typed, meant] : rows) {
    EXPECT_EQ(suggested(typed), meant) << typed;
  }
  const auto suggestion = ask("nvdia earnings").query.suggestion;
  ASSERT_TRUE(suggestion);
  EXPECT_EQ(suggestion->text, "nvidia earnings");
  EXPECT_EQ(suggestion->documents, 1U);
  EXPECT_FALSE(suggestion->applied);
}

TEST_F(Spelling, KnowsANameThatTheIndexHoldsInAnotherScriptOnly) {
  EXPECT_EQ(suggested("alibba"), "alibaba");
  EXPECT_THAT(ids(ask("alibaba")), ElementsAre("z1"));
}

TEST_F(Spelling, JoinsAndPartsWords) {
  EXPECT_EQ(suggested("the clus ter"), "the cluster");
  EXPECT_EQ(suggested("over fitting"), "overfitting");
  EXPECT_EQ(suggested("trainingchips"), "training chips");
  EXPECT_EQ(suggested("-earnings trainingchips"), "-earnings training chips");
  EXPECT_EQ(suggested("earnings OR trainingchips"),
            "earnings OR \"training chips\"");
  EXPECT_EQ(suggested("training chips"), "");
}

TEST_F(Spelling, LeavesAloneWhatIsNoMisspelling) {
  for (const char* typed :
       {"nvidia", "chips", "chip", "foundry", "英偉達", "阿里巴巴", "h20",
        "nvdia2", "gpt4o", "the", "chp", "-nvdia chips", "=nvdia", "nvdia*",
        "source:nvdia", "nvdia@wire.example", "c++", "qqqqzzzz", ""}) {
    EXPECT_EQ(suggested(typed), "") << typed;
  }
}

TEST_F(Spelling, AppliesACorrectionOnlyWhereNothingElseIsFound) {
  const SearchResponse corrected = ask("nvdia", SpellingMode::kAuto);
  EXPECT_THAT(ids(corrected), UnorderedElementsAre("n1", "n2", "z1"));
  ASSERT_TRUE(corrected.query.suggestion);
  EXPECT_TRUE(corrected.query.suggestion->applied);
  EXPECT_EQ(corrected.query.suggestion->documents, corrected.documents);
  EXPECT_EQ(corrected.query.text, "nvdia");
  EXPECT_EQ(corrected.query.read_as, "nvidia");
  EXPECT_THAT(corrected.query.warnings,
              Contains(Field(&Warning::message, HasSubstr("nvidia"))));

  const SearchResponse found = ask("nvdia earnings", SpellingMode::kAuto);
  EXPECT_THAT(ids(found), UnorderedElementsAre("n1", "e1"));
  ASSERT_TRUE(found.query.suggestion);
  EXPECT_FALSE(found.query.suggestion->applied);

  EXPECT_THAT(ids(ask("nvdia", SpellingMode::kSuggest)), IsEmpty());
}

TEST_F(Spelling, IsDecidedBeforeFiltersAndPages) {
  SearchRequest request = request_for("nvdia");
  request.spelling = SpellingMode::kAuto;
  request.filters = {{"source", "Wire A"}};
  const SearchResponse filtered = answer(searcher_, request);
  EXPECT_THAT(ids(filtered), ElementsAre("n1"));
  EXPECT_TRUE(filtered.query.suggestion->applied);
  request.offset = 10;
  EXPECT_TRUE(answer(searcher_, request).query.suggestion->applied);
  request.offset = 0;

  // Of words that are found, a filter that leaves none changes nothing.
  request.query = "nvdia earnings";
  request.filters = {{"source", "Wire C"}};
  const SearchResponse none = answer(searcher_, request);
  EXPECT_EQ(none.documents, 0U);
  ASSERT_TRUE(none.query.suggestion);
  EXPECT_FALSE(none.query.suggestion->applied);
  EXPECT_EQ(none.query.suggestion->documents, 0U);
}

TEST_F(Spelling, IsOffWhenAskedTo) {
  EXPECT_FALSE(ask("nvdia", SpellingMode::kOff).query.suggestion);
  EXPECT_EQ(ask("nvdia", SpellingMode::kOff).documents, 0U);
}

TEST_F(Spelling, CorrectsBeforeItLetsWordsGo) {
  index_.write({news("m1", "Clod", "A clod of earth.")});
  const SearchResponse response =
      ask("nvdia clod schools", SpellingMode::kAuto);
  // Nothing holds clod and schools, nor does anything with nvidia besides.
  EXPECT_EQ(response.query.match, MatchMode::kAny);
  EXPECT_GT(response.documents, 0U);
}

TEST_F(Spelling, ForgetsTheWordsOfArticlesThatAreGone) {
  index_.write({news("x1", "Tachyon", "The tachyon cluster.")});
  EXPECT_EQ(suggested("tachion"), "tachyon");
  index_.remove("x1");
  EXPECT_EQ(suggested("tachion"), "");
}

TEST_F(Spelling, DoubtsAWordTheIndexHoldsOnlyIfAnotherIsFarMoreFrequent) {
  std::vector<Article> more;
  for (int i = 0; i < 60; ++i) {
    more.push_back(news("g" + std::to_string(i),
                        "Government " + std::to_string(i),
                        "The government speaks."));
  }
  more.push_back(news("g", "Goverment", "The goverment speaks."));
  more.push_back(news("h", "Governments", "Governors speak."));
  index_.write(std::move(more));
  EXPECT_EQ(suggested("goverment"), "government");
  EXPECT_EQ(suggested("governors"), "");
  EXPECT_EQ(suggested("government"), "");
}

TEST_F(Spelling, AFuzzyWordFindsWordsThatAreNear) {
  const SearchResponse response = ask("nvidea~");
  EXPECT_THAT(ids(response), UnorderedElementsAre("n1", "n2"));
  EXPECT_TRUE(response.exact);
  EXPECT_THAT(response.query.warnings, IsEmpty());
  EXPECT_EQ(response.query.read_as, "nvidea~");
  EXPECT_FALSE(response.query.suggestion);
  // Short words: one edit.
  EXPECT_THAT(ids(ask("chops~")), Contains("n1"));
  EXPECT_THAT(ids(ask("shops~")), IsEmpty());
}

TEST_F(Spelling, AFuzzyWordMarksWhatMatched) {
  const SearchResponse response = ask("title:nvidea~");
  ASSERT_EQ(response.hits.size(), 2U);
  for (const Hit& hit : response.hits) {
    ASSERT_EQ(hit.title_highlights.size(), 1U);
    const Span span = hit.title_highlights.front();
    EXPECT_EQ(hit.title->substr(span.begin, span.end - span.begin), "Nvidia");
  }
}

TEST_F(Spelling, AFuzzyNameOfDigitsIsReadAsTheWord) {
  for (const char* query : {"h20~", "芯片~", "gpt-4~"}) {
    EXPECT_THAT(ask(query).query.warnings,
                Contains(Field(&Warning::message, HasSubstr("is read as"))))
        << query;
  }
  EXPECT_THAT(ids(ask("芯片~")), Contains("z1"));
}

TEST_F(Spelling, AFuzzyWordThatStandsForTooManyIsCut) {
  std::string words;
  for (char a = 'a'; a <= 'z'; ++a) {
    for (const char* tail : {"oundly", "ounxly", "ounzly"}) {
      words += std::string(1, a) + tail + " ";
    }
  }
  index_.write({news("w1", "Words", words)});
  const SearchResponse response = ask("foundly~");
  EXPECT_FALSE(response.exact);
  EXPECT_THAT(response.query.warnings,
              Contains(Field(&Warning::message, HasSubstr("too many"))));
  EXPECT_THAT(ids(response), Contains("w1"));
}

}  // namespace
}  // namespace lede::testing
