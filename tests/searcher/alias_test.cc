// SPDX-License-Identifier: GPL-3.0-or-later
//
// Names through the whole of a search: filters, facets, phrases, highlights.

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/lexicon/lexicon.h"
#include "tests/searcher/test_index.h"
#include <lede/searcher.h>

namespace lede::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// The texts that are marked in an answer's snippets and titles.
std::set<std::string> marked(const SearchResponse& response) {
  std::set<std::string> texts;
  const auto add = [&](const std::string& text, const auto& spans) {
    for (const Span& span : spans) {
      texts.insert(text.substr(span.begin, span.end - span.begin));
    }
  };
  for (const Hit& hit : response.hits) {
    add(hit.title.value_or(""), hit.title_highlights);
    for (const Snippet& snippet : hit.snippets) {
      add(snippet.text, snippet.highlights);
    }
  }
  return texts;
}

std::vector<std::string> found(const Searcher& searcher,
                               const std::string& query) {
  return ids(answer(searcher, query));
}

TEST(Aliases, AreFoundInEveryDirection) {
  const TestIndex index({news("latin", "One", "Alibaba orders servers."),
                         news("hans", "二", "阿里巴巴采购服务器。"),
                         news("short", "三", "阿里云和钉钉采购服务器。"),
                         news("ticker", "Four", "Shares of BABA rose."),
                         news("kana", "五", "アリババがサーバーを注文した。"),
                         news("other", "Six", "Baidu orders servers.")});
  const Searcher searcher = index.open();
  for (const char* const typed :
       {"Alibaba", "alibaba", "阿里巴巴", "阿里", "阿里雲", "BABA", "アリババ",
        "company:阿里", "company:BABA", "company:company:alibaba",
        "\"Alibaba\"", "\"阿里巴巴\""}) {
    EXPECT_THAT(
        found(searcher, typed),
        UnorderedElementsAre("latin", "hans", "short", "ticker", "kana"))
        << typed;
  }
}

// Each alias of some names finds, inside quotes, what any other stands in.
TEST(Aliases, InAPhraseAreThePhraseWithEachOther) {
  for (const char* const id :
       {"company:alibaba", "company:tsmc", "company:nvidia", "company:apple",
        "person:jensen-huang", "model:ernie", "publication:reuters"}) {
    const Entity* entity = Lexicon::built_in()->find(id);
    ASSERT_NE(entity, nullptr);
    std::vector<Article> articles;
    std::set<std::string> expected;
    for (const Alias& alias : entity->aliases) {
      const std::string number = std::to_string(articles.size());
      // The name surely, so that an ambiguous one is meant.
      articles.push_back(news(number, entity->aliases[0].text + " news",
                              alias.text + " zebras, shares, chips, 公司. " +
                                  "according to nobody"));
      expected.insert(number);
    }
    articles.push_back(news("loose", "Zebras", "zebras of " + entity->name));
    const TestIndex index(articles);
    const Searcher searcher = index.open();
    for (const Alias& alias : entity->aliases) {
      SearchRequest request = request_for("\"" + alias.text + " zebras\"");
      request.limit = 100;
      const std::vector<std::string> hits = ids(answer(searcher, request));
      EXPECT_EQ(std::set<std::string>(hits.begin(), hits.end()), expected)
          << alias.text;
    }
  }
}

TEST(Aliases, InAPhraseAreNoLooseWords) {
  const TestIndex index({news("next", "A", "阿里巴巴芯片"),
                         news("apart", "B", "阿里巴巴研究芯片"),
                         news("before", "C", "芯片阿里巴巴"),
                         news("english", "D", "the Alibaba 芯片 plan"),
                         news("words", "E", "Ali sold 芯片 to Baba")});
  const Searcher searcher = index.open();
  for (const char* const typed : {"\"Alibaba 芯片\"", "\"阿里巴巴芯片\""}) {
    EXPECT_THAT(found(searcher, typed), UnorderedElementsAre("next", "english"))
        << typed;
  }
}

TEST(Aliases, InAPhraseDoNotStandForWhatElseTheyMean) {
  const TestIndex index({news("fruit", "A", "果园的苹果 harvest began"),
                         news("firm", "B", "iPhone maker Apple harvest plan"),
                         news("also", "C", "苹果 harvest 手机芯片")});
  const Searcher searcher = index.open();
  EXPECT_THAT(found(searcher, "\"Apple harvest\""),
              UnorderedElementsAre("firm", "also"));
}

TEST(Aliases, AreMarkedWhereTheyStandAndAsTheyStand) {
  const TestIndex index({news("a", "阿里巴巴芯片", "昨天，阿里巴巴芯片发布。"),
                         news("b", "Alibaba chips", "The Alibaba 芯片.")});
  const Searcher searcher = index.open();
  EXPECT_THAT(marked(answer(searcher, "Alibaba")),
              ElementsAre("Alibaba", "阿里巴巴"));
  EXPECT_THAT(marked(answer(searcher, "\"Alibaba 芯片\"")),
              ElementsAre("Alibaba", "芯片", "阿里巴巴"));
}

TEST(Aliases, ThatAreAmbiguousAreMarkedByWhatTheWholeArticleTells) {
  const TestIndex index(
      {news("a", "Claude learns to wait", "The chatbot is patient.")});
  const SearchResponse response = answer(index.open(), "クロード");
  EXPECT_THAT(marked(response), ElementsAre("Claude"));
}

TEST(Filters, TakeAFamilyForItsVersions) {
  const TestIndex index({news("old", "A", "They tried Qwen2.5-72B yesterday."),
                         news("new", "B", "They tried Qwen3 yesterday."),
                         news("future", "C", "They tried Qwen7-14B yesterday."),
                         news("name", "D", "他们试用通义千问。"),
                         news("other", "E", "They tried GPT-4o yesterday.")});
  const Searcher searcher = index.open();
  for (const char* const typed : {"model:qwen", "model:通义千问"}) {
    EXPECT_THAT(found(searcher, typed),
                UnorderedElementsAre("old", "new", "future", "name"))
        << typed;
  }
  EXPECT_THAT(found(searcher, "model:qwen2.5"), ElementsAre("old"));
  EXPECT_THAT(found(searcher, "model:gpt-4"), IsEmpty());
}

TEST(Facets, CountAFamilyAsItsFilterFindsIt) {
  const TestIndex index({news("a", "A", "Qwen3 and Qwen2.5 differ."),
                         news("b", "B", "Qwen2.5-Coder is out."),
                         news("c", "C", "GPT-4o is out.")});
  const Searcher searcher = index.open();
  SearchRequest request = request_for("");
  request.facets = {"model"};
  request.facet_limit = 100;
  const SearchResponse response = answer(searcher, request);
  ASSERT_EQ(response.facets.size(), 1U);
  std::map<std::string, std::uint64_t> counts;
  std::vector<std::string> order;
  for (const FacetValue& value : response.facets[0].values) {
    counts[value.value] = value.documents;
    order.push_back(value.value);
    SearchRequest filtered = request_for("");
    filtered.filters = {{"model", value.value}};
    EXPECT_EQ(answer(searcher, filtered).documents, value.documents)
        << value.value;
  }
  EXPECT_EQ(counts["qwen"], 2U);
  EXPECT_EQ(counts["qwen2.5"], 2U);
  EXPECT_EQ(counts["qwen3"], 1U);
  EXPECT_THAT(order, ElementsAre("qwen", "qwen2.5", "gpt", "gpt-4o",
                                 "qwen2.5-coder", "qwen3"));
}

TEST(Filters, ListWhatCreditsAPublication) {
  const TestIndex index({news("a", "A", "Prices rose, according to Reuters."),
                         news("b", "B", "据路透社报道，价格上涨。"),
                         news("c", "C", "Reuters hires forty engineers."),
                         news("d", "D", "LONDON (Reuters) - Prices rose."),
                         news("e", "E", "Prices rose, Bloomberg reported.")});
  const Searcher searcher = index.open();
  for (const char* const typed :
       {"cites:reuters", "cites:路透社", "cites:ロイター"}) {
    EXPECT_THAT(found(searcher, typed), UnorderedElementsAre("a", "b", "d"))
        << typed;
  }
  EXPECT_THAT(found(searcher, "publication:reuters"),
              UnorderedElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(found(searcher, "cites:(reuters OR 彭博社)"),
              UnorderedElementsAre("a", "b", "d", "e"));
  const SearchResponse none = answer(searcher, "cites:bloomburg");
  EXPECT_THAT(ids(none), IsEmpty());
  ASSERT_EQ(none.query.warnings.size(), 1U);
  EXPECT_THAT(none.query.warnings[0].message,
              ::testing::HasSubstr("\"Bloomberg\" (1)"));
}

TEST(UserLexicon, WorksForQueriesWithoutANewIndex) {
  const TestIndex index({news("a", "A", "Quillon ships zebras."),
                         news("b", "B", "奎隆 zebras everywhere."),
                         news("c", "C", "Alibaba zebras everywhere."),
                         news("d", "D", "Ali Holding zebras everywhere.")});
  EXPECT_THAT(found(index.open(), "company:quillon"), IsEmpty());
  std::ofstream(index.path() + "/lexicon.json") << R"([
    {"id": "company:quillon", "name": "Quillon", "aliases": ["奎隆"]},
    {"id": "company:alibaba", "aliases": ["Ali Holding"]}])";
  const Searcher searcher = index.open();
  EXPECT_THAT(found(searcher, "company:quillon"),
              UnorderedElementsAre("a", "b"));
  EXPECT_THAT(found(searcher, "奎隆"), UnorderedElementsAre("a", "b"));
  EXPECT_THAT(found(searcher, "company:阿里"), UnorderedElementsAre("c", "d"));
  EXPECT_THAT(found(searcher, "\"阿里巴巴 zebras\""),
              UnorderedElementsAre("c", "d"));
  EXPECT_THAT(found(searcher, "\"Ali Holding zebras\""),
              UnorderedElementsAre("c", "d"));
}

}  // namespace
}  // namespace lede::testing
