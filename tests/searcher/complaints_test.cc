// SPDX-License-Identifier: GPL-3.0-or-later
//
// What users of search engines complain of most, each as a test of its own,
// from the article to the answer.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/searcher/test_index.h"

namespace lede::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<std::string> found(const Searcher& searcher,
                               const std::string& query) {
  SearchRequest request = request_for(query);
  request.spelling = SpellingMode::kOff;
  return ids(answer(searcher, request));
}

std::string marked(const std::string& text, const Span& mark) {
  return text.substr(mark.begin, mark.end - mark.begin);
}

// All that is marked in the hits, in order.
std::vector<std::string> marks(const SearchResponse& response) {
  std::vector<std::string> all;
  for (const Hit& hit : response.hits) {
    for (const Snippet& snippet : hit.snippets) {
      for (const Span& mark : snippet.highlights) {
        all.push_back(marked(snippet.text, mark));
      }
    }
  }
  return all;
}

TEST(Complaints, HighlightedTextDiffersFromTheSource) {
  const std::string text =
      "ＧＰＵ 價格 — cafe\u0301 &amp; <b>chips</b> \U0001F680 “Chips”，芯片"
      "很贵。İstanbul ﬁne ①";
  const TestIndex index({news("a", "News", text)});
  const Searcher searcher = index.open();
  for (const char* query :
       {"gpu", "价格", "café", "chips", "芯片", "很贵", "fine", "istanbul"}) {
    const SearchResponse response = answer(searcher, query);
    ASSERT_EQ(response.hits.size(), 1U) << query;
    ASSERT_FALSE(marks(response).empty()) << query;
    for (const Snippet& snippet : response.hits[0].snippets) {
      EXPECT_NE(text.find(snippet.text), std::string::npos) << query;
    }
  }
  EXPECT_THAT(marks(answer(searcher, "gpu")), ElementsAre("ＧＰＵ"));
  EXPECT_THAT(marks(answer(searcher, "café")), ElementsAre("cafe\u0301"));
  EXPECT_THAT(marks(answer(searcher, "价格")), ElementsAre("價格"));
}

TEST(Complaints, AMarkStandsInsideAWord) {
  const TestIndex index(
      {news("a", "News", "Lamps, lampshades, headlamps and a lamp-maker.")});
  const Searcher searcher = index.open();
  EXPECT_THAT(marks(answer(searcher, "lamps")), ElementsAre("Lamps", "lamp"));
  EXPECT_THAT(marks(answer(searcher, "lampsh*")), ElementsAre("lampshades"));
}

TEST(Complaints, ANumberFindsItsNeighbour) {
  const TestIndex index({news("2000", "News", "In 2000 it rained."),
                         news("2001", "News", "In 2001 it rained."),
                         news("20015", "News", "It has 20015 lamps.")});
  const Searcher searcher = index.open();
  EXPECT_THAT(found(searcher, "2001"), ElementsAre("2001"));
  EXPECT_THAT(found(searcher, "2000"), ElementsAre("2000"));
}

TEST(Complaints, AModelFindsAnotherWhoseNameIsLonger) {
  const TestIndex index({news("4o", "News", "GPT-4o was shown."),
                         news("4", "News", "GPT-4 was shown."),
                         news("h20", "News", "The H20 was shown."),
                         news("h200", "News", "The H200 was shown.")});
  const Searcher searcher = index.open();
  for (const char* query : {"GPT-4o", "gpt4o", "GPT 4o", "GPT‑4o"}) {
    EXPECT_THAT(found(searcher, query), ElementsAre("4o")) << query;
  }
  EXPECT_THAT(found(searcher, "gpt-4"), ElementsAre("4"));
  EXPECT_THAT(found(searcher, "h20"), ElementsAre("h20"));
}

TEST(Complaints, AnAliasIsFoundInOneDirectionOnly) {
  const TestIndex index({news("en", "News", "Alibaba built a data centre."),
                         news("zh", "新闻", "阿里巴巴建了数据中心。"),
                         news("hant", "新聞", "華為發佈了手機。"),
                         news("hans", "新闻", "华为发布了手机。"),
                         news("latin", "News", "Huawei showed a telephone.")});
  const Searcher searcher = index.open();
  for (const char* query : {"Alibaba", "阿里巴巴", "阿里", "BABA"}) {
    EXPECT_THAT(found(searcher, query), UnorderedElementsAre("en", "zh"))
        << query;
  }
  for (const char* query : {"Huawei", "华为", "華為"}) {
    EXPECT_THAT(found(searcher, query),
                UnorderedElementsAre("hant", "hans", "latin"))
        << query;
  }
}

TEST(Complaints, AnAliasOfSeveralWordsMatchesThemLoose) {
  const TestIndex index(
      {news("name", "News", "Advanced Micro Devices opened an office."),
       news("loose", "News", "Devices with micro lamps are advanced.")});
  EXPECT_THAT(found(index.open(), "AMD"), ElementsAre("name"));
}

TEST(Complaints, AChinesePhraseOrForbiddenWordFindsNothing) {
  const TestIndex index({news("a", "新闻", "公司自研芯片，性能提升。"),
                         news("b", "新闻", "芯片由公司自研。"),
                         news("c", "新闻", "今天下雨。")});
  const Searcher searcher = index.open();
  EXPECT_THAT(found(searcher, "\"自研芯片\""), ElementsAre("a"));
  EXPECT_THAT(found(searcher, "芯片 -性能"), ElementsAre("b"));
  EXPECT_THAT(found(searcher, "-芯片"), ElementsAre("c"));
}

TEST(Complaints, AQueryOfManyWordsIsCutShort) {
  std::string words;
  for (int i = 0; i < 40; ++i) words += "word" + std::to_string(i) + "x ";
  const TestIndex index({news("all", "News", words + "lastly"),
                         news("but", "News", words + "nothing")});
  const Searcher searcher = index.open();
  SearchRequest request = request_for(words + "lastly");
  request.match = MatchMode::kAll;
  EXPECT_THAT(ids(answer(searcher, request)), ElementsAre("all"));
}

TEST(Complaints, CPlusPlusLosesItsPlusSigns) {
  const TestIndex index({news("cpp", "News", "It is written in C++ today."),
                         news("c", "News", "It is written in C today."),
                         news("sharp", "News", "It is written in C# today.")});
  const Searcher searcher = index.open();
  EXPECT_THAT(found(searcher, "c++"), ElementsAre("cpp"));
  EXPECT_THAT(found(searcher, "C#"), ElementsAre("sharp"));
  EXPECT_THAT(marks(answer(searcher, "c++")), ElementsAre("C++"));
}

TEST(Complaints, SynonymsBreakHighlighting) {
  const TestIndex index(
      {news("a", "新闻", "昨天，阿里巴巴发布芯片，今天下雨。")});
  const Searcher searcher = index.open();
  EXPECT_THAT(marks(answer(searcher, "Alibaba")), ElementsAre("阿里巴巴"));
  EXPECT_THAT(marks(answer(searcher, "chips")), ElementsAre("芯片"));
  EXPECT_THAT(marks(answer(searcher, "-rain Alibaba")),
              ElementsAre("阿里巴巴"));
  EXPECT_THAT(found(searcher, "-Alibaba"), IsEmpty());
}

}  // namespace
}  // namespace lede::testing
