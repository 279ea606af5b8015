// SPDX-License-Identifier: GPL-3.0-or-later
//
// SENTENCE, PARAGRAPH and quote: as a user meets them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/searcher/test_index.h"

namespace lede::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(Passages, SentenceWantsBothWordsInOne) {
  const TestIndex index(
      {news("one", "News", "The foundry ships chips. Rain fell."),
       news("two", "News", "The foundry waits. Chips are short."),
       news("cut", "The foundry", "Chips are short.")});
  const Searcher searcher = index.open();
  EXPECT_THAT(ids(answer(searcher, "foundry SENTENCE chips")),
              ElementsAre("one"));
  EXPECT_THAT(ids(answer(searcher, "chips SENTENCE foundry")),
              ElementsAre("one"));
  EXPECT_THAT(ids(answer(searcher, "rain SENTENCE chips")), IsEmpty());
}

TEST(Passages, AbbreviationsAndLineEndsEndNoSentence) {
  const TestIndex index({news(
      "a", "News", "Acme Inc. buys the\nfoundry of Example Corp. in Ohio.")});
  EXPECT_THAT(ids(answer(index.open(), "acme SENTENCE ohio")),
              ElementsAre("a"));
}

TEST(Passages, ParagraphReachesOverSentencesToTheBlankLine) {
  const TestIndex index(
      {news("one", "News", "The foundry waits. Chips are short.\n\nRain."),
       news("two", "News", "The foundry waits.\n\nChips are short.")});
  const Searcher searcher = index.open();
  EXPECT_THAT(ids(answer(searcher, "foundry PARAGRAPH chips")),
              ElementsAre("one"));
  EXPECT_THAT(ids(answer(searcher, "foundry SENTENCE chips")), IsEmpty());
}

TEST(Passages, PhrasesMustStandInOneWhole) {
  const TestIndex index(
      {news("one", "News", "Training chips leave the foundry."),
       news("cut", "News", "They left the foundry for training. Chips came.")});
  const Searcher searcher = index.open();
  EXPECT_THAT(ids(answer(searcher, "\"training chips\" SENTENCE foundry")),
              ElementsAre("one"));
  EXPECT_THAT(ids(answer(searcher, "\"training chips\"")),
              UnorderedElementsAre("one", "cut"));
}

TEST(Passages, ThreeWordsStandInTheSameOne) {
  const TestIndex index(
      {news("chain", "News", "Rivers carry lamps. Lamps meet bridges."),
       news("all", "News", "Rivers carry lamps under bridges.")});
  EXPECT_THAT(
      ids(answer(index.open(), "rivers SENTENCE lamps SENTENCE bridges")),
      ElementsAre("all"));
}

TEST(Passages, ChineseSentencesEndAtTheirOwnMarks) {
  const TestIndex index(
      {news("one", "新闻", "阿里巴巴发布芯片，训练模型。今天下雨。"),
       news("two", "新闻", "阿里巴巴发布芯片。模型在训练！")});
  EXPECT_THAT(ids(answer(index.open(), "芯片 SENTENCE 模型")),
              ElementsAre("one"));
}

TEST(Passages, FieldsBindTheWordsTheyStandBefore) {
  const TestIndex index(
      {news("title", "Foundry ships chips", "Nothing else is said."),
       news("body", "News", "The foundry ships chips.")});
  const Searcher searcher = index.open();
  EXPECT_THAT(ids(answer(searcher, "title:(foundry SENTENCE chips)")),
              ElementsAre("title"));
  EXPECT_THAT(ids(answer(searcher, "foundry SENTENCE chips")),
              UnorderedElementsAre("title", "body"));
}

TEST(Passages, WordsAroundSentenceAreMarkedWhereTheyStand) {
  const TestIndex index(
      {news("a", "News", "Rain fell. The foundry ships chips.")});
  const SearchResponse response =
      answer(index.open(), "foundry SENTENCE chips");
  ASSERT_EQ(response.hits.size(), 1U);
  const Snippet& snippet = response.hits[0].snippets.at(0);
  ASSERT_EQ(snippet.highlights.size(), 2U);
  EXPECT_EQ(response.query.read_as, "foundry SENTENCE chips");
}

TEST(Passages, WhatIsNoWordBecomesAndWithAWarning) {
  const TestIndex index({news("a", "News", "Chips here. Rivers there.")});
  const SearchResponse response =
      answer(index.open(), "(chips OR rain) SENTENCE rivers");
  EXPECT_THAT(ids(response), ElementsAre("a"));
  ASSERT_EQ(response.query.warnings.size(), 1U);
  EXPECT_THAT(response.query.warnings[0].message, HasSubstr("SENTENCE"));
}

TEST(Passages, QuotedWordsStandInsideQuotationMarks) {
  const TestIndex index(
      {news("said", "News", "\"Chips are short,\" the foundry said."),
       news("told", "News", "The foundry told us chips are short. \"Rain!\""),
       news("curly", "News", "He said: “We need chips.”")});
  const Searcher searcher = index.open();
  EXPECT_THAT(ids(answer(searcher, "quote:chips")),
              UnorderedElementsAre("said", "curly"));
  EXPECT_THAT(ids(answer(searcher, "quote:\"chips are short\"")),
              ElementsAre("said"));
  EXPECT_THAT(ids(answer(searcher, "-quote:chips")), ElementsAre("told"));
  EXPECT_THAT(ids(answer(searcher, "quote:foundry")), IsEmpty());
}

TEST(Passages, AQuotedPhraseStandsInOneQuotation) {
  const TestIndex index(
      {news("two", "News", "“Chips” “are short” as they say."),
       news("one", "News", "“Chips are short” as they say.")});
  EXPECT_THAT(ids(answer(index.open(), "quote:\"chips are\"")),
              ElementsAre("one"));
}

TEST(Passages, ChineseQuotationsAreQuotations) {
  const TestIndex index({news("jp", "新闻", "他说「算力不足」，然后离开。"),
                         news("cn", "新闻", "他说：“算力很贵。”"),
                         news("not", "新闻", "算力不足，他说“是的”。")});
  EXPECT_THAT(ids(answer(index.open(), "quote:算力")),
              UnorderedElementsAre("jp", "cn"));
}

TEST(Passages, QuotedNamesAreFoundByTheirAliases) {
  const TestIndex index(
      {news("en", "News", "“Alibaba makes chips,” she said of them."),
       news("zh", "新闻", "“阿里巴巴造芯片。”"),
       news("out", "News", "Alibaba makes chips. “Yes.”")});
  EXPECT_THAT(ids(answer(index.open(), "quote:Alibaba")),
              UnorderedElementsAre("en", "zh"));
}

TEST(Passages, BeginningsAndLikenessesAreQuotedToo) {
  const TestIndex index(
      {news("in", "News", "“Foundries wait,” he said, and so did chips."),
       news("out", "News", "Foundries wait. “Yes,” he said.")});
  const Searcher searcher = index.open();
  EXPECT_THAT(ids(answer(searcher, "quote:found*")), ElementsAre("in"));
  EXPECT_THAT(ids(answer(searcher, "quote:foundreis~")), ElementsAre("in"));
}

TEST(Passages, OnlyWhatIsQuotedIsMarked) {
  const TestIndex index({news(
      "a", "News", "Chips are dear. “No chips are left,” he said of chips.")});
  const SearchResponse response = answer(index.open(), "quote:chips");
  ASSERT_EQ(response.hits.size(), 1U);
  std::size_t marks = 0;
  for (const Snippet& snippet : response.hits[0].snippets) {
    for (const Span& mark : snippet.highlights) {
      ++marks;
      EXPECT_EQ(snippet.text.substr(mark.begin - 3, 3), "No ");
    }
  }
  EXPECT_EQ(marks, 1U);
}

TEST(Passages, AreSaidInTheReadingThatReadsTheSame) {
  const TestIndex index({news("a", "News", "“Chips wait,” he said.")});
  const Searcher searcher = index.open();
  for (const char* query :
       {"quote:(chips wait)", "quote:chips SENTENCE wait",
        "chips PARAGRAPH wait SENTENCE rain", "quote:(chips OR rain)^2"}) {
    const SearchResponse first = answer(searcher, query);
    const SearchResponse second = answer(searcher, first.query.read_as);
    EXPECT_EQ(second.query.read_as, first.query.read_as) << query;
    EXPECT_EQ(ids(second), ids(first)) << query;
  }
}

}  // namespace
}  // namespace lede::testing
