// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/word_tally.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lede {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

std::vector<std::string> words_in(const std::string& text, TallyKind kind) {
  Analyzer analyzer;
  WordTally tally(analyzer, kind);
  tally.add(text, "");
  std::vector<std::string> words;
  for (const auto& [folded, word] : tally.words()) words.push_back(folded);
  return words;
}

TEST(WordTally, TakesWordsAndPhrasesOfUpToThree) {
  EXPECT_THAT(words_in("Open weights model", TallyKind::kWordsAndPhrases),
              UnorderedElementsAre("open", "weights", "model", "open weights",
                                   "weights model", "open weights model"));
  EXPECT_THAT(words_in("Open weights model", TallyKind::kPhrases),
              UnorderedElementsAre("open weights", "weights model",
                                   "open weights model"));
}

TEST(WordTally, CrossesNeitherPunctuationNorStopWords) {
  EXPECT_THAT(words_in("chips, models of the year: x", TallyKind::kPhrases),
              ::testing::IsEmpty());
  EXPECT_THAT(words_in("the 5 chips", TallyKind::kWordsAndPhrases),
              UnorderedElementsAre("chips"));
  EXPECT_THAT(words_in("Llama 4 out", TallyKind::kPhrases),
              ::testing::Contains("llama 4"));
}

TEST(WordTally, TakesRunsOfChinese) {
  EXPECT_THAT(words_in("芯片短缺", TallyKind::kPhrases),
              UnorderedElementsAre("芯片", "片短", "短缺", "芯片短", "片短缺",
                                   "芯片短缺"));
  EXPECT_THAT(words_in("芯片 短缺", TallyKind::kPhrases),
              UnorderedElementsAre("芯片", "短缺"));
  EXPECT_THAT(words_in("的芯片", TallyKind::kPhrases),
              UnorderedElementsAre("芯片"));
  EXPECT_THAT(words_in("晶", TallyKind::kWordsAndPhrases),
              ::testing::IsEmpty());
}

TEST(WordTally, CountsTextsNotOccurrences) {
  Analyzer analyzer;
  WordTally tally(analyzer, TallyKind::kWordsAndPhrases);
  tally.add("Chips and CHIPS", "en");
  tally.add("chips", "en");
  tally.add("\U0001F600 e\u0301clat", "fr");
  EXPECT_EQ(tally.texts(), 3U);
  EXPECT_EQ(tally.count("chips"), 2U);
  EXPECT_EQ(tally.words().at("chips").text, "Chips");
  EXPECT_EQ(tally.count("nothing"), 0U);
}

std::vector<std::string> risen(const std::vector<std::string>& here,
                               const std::vector<std::string>& elsewhere) {
  Analyzer analyzer;
  WordTally one(analyzer, TallyKind::kWordsAndPhrases);
  WordTally other(analyzer, TallyKind::kWordsAndPhrases);
  for (int i = 0; i < 20; ++i) {
    for (const std::string& text : here) one.add(text, "");
    for (const std::string& text : elsewhere) other.add(text, "");
  }
  std::vector<std::string> texts;
  for (const RisenWord& word : risen_words(one, others_in(other), 3, 5)) {
    texts.push_back(word.text);
  }
  return texts;
}

TEST(RisenWords, AreThoseOverRepresented) {
  EXPECT_THAT(risen({"robots", "chips"}, {"chips"}), ElementsAre("robots"));
  EXPECT_THAT(risen({"chips"}, {"chips"}), ::testing::IsEmpty());
  EXPECT_THAT(risen({"chips"}, {}), ::testing::IsEmpty());
}

TEST(RisenWords, OfOneNameAreTheLongest) {
  EXPECT_THAT(risen({"Data centre power"}, {"other"}),
              ElementsAre("Data centre power"));
  EXPECT_THAT(risen({"芯片短缺加剧"}, {"其他"}), ElementsAre("芯片短缺加剧"));
}

}  // namespace
}  // namespace lede
