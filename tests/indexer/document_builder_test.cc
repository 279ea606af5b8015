// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/document_builder.h"

#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/schema.h"

namespace lede {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;

// What a document holds of each term.
struct TermRow {
  unsigned wdf = 0;
  std::vector<unsigned> positions;
  friend bool operator==(const TermRow&, const TermRow&) = default;
};
using Terms = std::map<std::string, TermRow>;

Terms terms_of(const PostingTable& table) {
  Terms terms;
  for (PostingTable::TermId id = 0; id < table.terms(); ++id) {
    TermRow& row = terms[std::string(table.text(id))];
    row.wdf = table.wdf(id);
    table.append_positions(id, row.positions);
  }
  return terms;
}

// The document of an article, and its terms.
std::pair<Xapian::Document, Terms> built_of(Article article) {
  if (article.id.empty()) article.id = "id";
  complete_language(article);
  DocumentBuilder builder(Lexicon::built_in());
  auto built = builder.build(article, content_hash(article));
  EXPECT_TRUE(built) << (built ? "" : built.error().message);
  return {built->document, terms_of(*built->terms)};
}

Xapian::Document document_of(const Article& article) {
  return built_of(article).first;
}

Terms terms_of(const Article& article) { return built_of(article).second; }

std::set<std::string> names_of(const Terms& terms) {
  std::set<std::string> names;
  for (const auto& [name, row] : terms) names.insert(name);
  return names;
}

Article article_of(std::string title, std::string text) {
  Article article;
  article.title = std::move(title);
  article.text = std::move(text);
  article.lang = "en";
  return article;
}

TEST(DocumentBuilder, PutsExactWordsAtPositionsAndStemsWithout) {
  const Terms terms = terms_of(article_of("", "Chips beat chips"));
  EXPECT_THAT(terms.at("chips").positions, ElementsAre(1, 3));
  EXPECT_EQ(terms.at("chips").wdf, 2U);
  EXPECT_THAT(terms.at("beat").positions, ElementsAre(2));
  EXPECT_THAT(terms.at("Zchip").positions, IsEmpty());
  EXPECT_EQ(terms.at("Zchip").wdf, 2U);
}

TEST(DocumentBuilder, LeavesAGapBetweenFieldsThatNoPhraseCrosses) {
  Article article = article_of("alpha", "delta");
  article.summary = "beta";
  article.key_points = {"gamma", "epsilon"};
  const Terms terms = terms_of(article);
  const unsigned step = 1 + kFieldGap;
  EXPECT_THAT(terms.at("alpha").positions, ElementsAre(kFirstPosition));
  EXPECT_THAT(terms.at("beta").positions, ElementsAre(kFirstPosition + step));
  EXPECT_THAT(terms.at("gamma").positions,
              ElementsAre(kFirstPosition + 2 * step));
  EXPECT_THAT(terms.at("epsilon").positions,
              ElementsAre(kFirstPosition + 3 * step));
  EXPECT_THAT(terms.at("delta").positions,
              ElementsAre(kFirstPosition + 4 * step));
}

TEST(DocumentBuilder, CopiesShortFieldsUnderTheirPrefixes) {
  Article article = article_of("Alibaba chips", "Nothing else");
  article.summary = "Baidu follows";
  article.key_points = {"Servers wait"};
  const Terms terms = terms_of(article);
  EXPECT_EQ(terms.at("Schips").positions, terms.at("chips").positions);
  EXPECT_THAT(terms.at("SZchip").positions, IsEmpty());
  EXPECT_THAT(names_of(terms),
              IsSupersetOf({"XSfollows", "XSZfollow", "XPservers", "XPwait",
                            "SEcompany:alibaba", "XSEcompany:baidu"}));
  EXPECT_THAT(names_of(terms), Not(Contains("Snothing")));
}

TEST(DocumentBuilder, MarksWhatStandsInAShortFieldButNotInTheBody) {
  const Terms terms =
      terms_of(article_of("Custom chips arrive", "Chips arrive custom made"));
  const std::set<std::string> names = names_of(terms);
  EXPECT_THAT(names, Not(Contains("Ncustom")));
  EXPECT_THAT(names, Not(Contains("Nchips")));
  EXPECT_THAT(names, Contains("Ncustom chips"));
  EXPECT_THAT(names, Not(Contains("Nchips arrive")));
  EXPECT_EQ(terms.at("Ncustom chips").wdf, 0U);
}

TEST(DocumentBuilder, MarksTermsOfEveryLayerThatTheBodyLacks) {
  const Terms terms = terms_of(article_of("Nvidia GPT-4o rumours", "Quiet."));
  EXPECT_THAT(names_of(terms),
              IsSupersetOf({"Nrumours", "NZrumour", "NFgpt4o", "NJgpt4o",
                            "NEcompany:nvidia", "Ngpt 4o"}));
}

TEST(DocumentBuilder, MarksChineseNeighboursThatTheBodyLacks) {
  Article article = article_of("自研芯片", "芯片 自研");
  article.lang = "zh-Hans";
  const std::set<std::string> names = names_of(terms_of(article));
  EXPECT_THAT(names, Contains("N自研 研芯"));
  EXPECT_THAT(names, Contains("N研芯"));
  EXPECT_THAT(names, Not(Contains("N芯片")));
  EXPECT_THAT(names, Not(Contains("N自 研")));
}

TEST(DocumentBuilder, FindsNamesAtTheirFirstPosition) {
  const Terms terms = terms_of(article_of("", "Today Alibaba and Alibaba"));
  EXPECT_THAT(terms.at("Ecompany:alibaba").positions, ElementsAre(2, 4));
  EXPECT_EQ(terms.at("Ecompany:alibaba").wdf, 2U);
}

TEST(DocumentBuilder, DecidesAboutNamesByTheWholeArticle) {
  const Article meant =
      article_of("Claude learns to wait", "The chatbot is patient.");
  EXPECT_THAT(names_of(terms_of(meant)),
              IsSupersetOf({"Emodel:claude", "SEmodel:claude"}));
  EXPECT_THAT(terms_of(meant).at("Emodel:claude").positions, ElementsAre(1));
  EXPECT_EQ(document_of(meant).get_value(slot::kModels), "model:claude");
  const Article other = article_of("Claude learns to wait", "He is patient.");
  EXPECT_THAT(names_of(terms_of(other)), Not(Contains("Emodel:claude")));
}

TEST(DocumentBuilder, MarksWherePassagesBeginAndQuotationsEnd) {
  const Terms terms = terms_of(article_of(
      "One title", "He said: “Two words.” Then went.\n\n— !\n\nNew."));
  EXPECT_THAT(terms.at("XN").positions, ElementsAre(1, 103, 107, 109));
  EXPECT_THAT(terms.at("XG").positions, ElementsAre(1, 103, 109));
  EXPECT_THAT(terms.at("XQ").positions, ElementsAre(105));
  EXPECT_THAT(terms.at("XR").positions, ElementsAre(107));
  EXPECT_EQ(terms.at("XN").wdf, 0U);
}

TEST(DocumentBuilder, WritesWhichPublicationsAreCredited) {
  const Terms terms = terms_of(
      article_of("", "Bloomberg reported it. Reuters hires engineers."));
  EXPECT_EQ(terms.at("XCbloomberg").wdf, 0U);
  EXPECT_THAT(names_of(terms), Contains("Epublication:reuters"));
  EXPECT_THAT(names_of(terms), Not(Contains("XCreuters")));
}

TEST(DocumentBuilder, GivesNamesWrittenTogetherNoWeight) {
  const Terms terms = terms_of(article_of("", "GPT-4o is out"));
  EXPECT_EQ(terms.at("Fgpt4o").wdf, 1U);
  EXPECT_EQ(terms.at("Jgpt4o").wdf, 0U);
  EXPECT_THAT(terms.at("Fgpt4o").positions, IsEmpty());
}

TEST(DocumentBuilder, WritesFiltersFoldedAndWeightless) {
  Article article = article_of("T", "x");
  article.id = "https://www.news.example/1";
  article.url = article.id;
  article.source = "Example  WIRE";
  article.authors = {"Zoë Faß"};
  article.topics = {"AI", "Chips"};
  article.lang = "zh-Hant";
  const Terms terms = terms_of(article);
  EXPECT_THAT(
      names_of(terms),
      IsSupersetOf(
          {"Q" + article_key(article.id), std::string("XOexample wire"),
           std::string("Azoe fass"), std::string("Kai"), std::string("Kchips"),
           std::string("Lzh-hant"), std::string("Lzh"),
           std::string("Hwww.news.example"), std::string("Hnews.example")}));
  EXPECT_THAT(names_of(terms), Not(Contains("Hexample")));
  EXPECT_EQ(terms.at("XOexample wire").wdf, 0U);
}

TEST(DocumentBuilder, SetsTheValuesThatSortAndFacet) {
  Article article = article_of("Nvidia and AMD", "Nvidia");
  article.published = Date{1757548800, DatePrecision::kDay};
  article.topics = {"AI", "Chips"};
  article.source = "Example Wire";
  article.origin = "a.jsonl:3";
  article.indexed_at = 1757548801;
  const Xapian::Document document = document_of(article);
  EXPECT_EQ(decode_instant(document.get_value(slot::kPublished)), 1757548800);
  EXPECT_EQ(document.get_value(slot::kPrecision), "2");
  EXPECT_EQ(Xapian::sortable_unserialise(document.get_value(slot::kFreshness)),
            freshness_value(1757548800));
  EXPECT_EQ(document.get_value(slot::kTopics),
            "AI\x1f"
            "Chips");
  EXPECT_EQ(document.get_value(slot::kCompanies),
            "company:amd\x1f"
            "company:nvidia");
  EXPECT_EQ(document.get_value(slot::kOrigin), "a.jsonl:3");
  EXPECT_EQ(document.get_value(slot::kContentHash).size(), 8U);
}

TEST(DocumentBuilder, LeavesDateSlotsOfTheUndatedEmpty) {
  const Xapian::Document document = document_of(article_of("T", "x"));
  EXPECT_EQ(document.get_value(slot::kPublished), "");
  EXPECT_EQ(document.get_value(slot::kPublishedReversed), "");
  EXPECT_EQ(document.get_value(slot::kFreshness), "");
}

TEST(DocumentBuilder, StoresTheArticleWithItsNamesMostMentionedFirst) {
  const Article article = article_of("AMD", "Nvidia, Nvidia and AMD. Nvidia.");
  const auto data = DocumentData::open(document_of(article).get_data());
  ASSERT_TRUE(data);
  EXPECT_EQ(data->title(), "AMD");
  const auto entities = data->entities();
  ASSERT_GE(entities.size(), 2U);
  EXPECT_EQ(entities[0].id, "company:nvidia");
  EXPECT_EQ(entities[0].mentions, 3U);
  EXPECT_EQ(entities[1].mentions, 2U);
}

TEST(DocumentBuilder, BoundsEveryTermWhateverTheText) {
  const std::string word(5000, 'x');
  Article article = article_of(word, word + " " + word + "y");
  article.source = word;
  article.topics = {word};
  for (const auto& [name, row] : terms_of(article)) {
    EXPECT_LE(name.size(), 2 * kMaxTermBytes + 2) << name;
  }
}

TEST(DocumentBuilder, IsNotDisturbedByTheArticleBefore) {
  DocumentBuilder builder(Lexicon::built_in());
  const Article first = article_of("Nvidia chips", "Long text of Nvidia");
  const Article second = article_of("Quiet", "Day");
  ASSERT_TRUE(builder.build(first, "12345678"));
  const auto again = builder.build(second, "12345678");
  ASSERT_TRUE(again);
  DocumentBuilder fresh(Lexicon::built_in());
  const auto alone = fresh.build(second, "12345678");
  ASSERT_TRUE(alone);
  EXPECT_EQ(again->document.serialise(), alone->document.serialise());
  EXPECT_EQ(terms_of(*again->terms), terms_of(*alone->terms));
}

TEST(ContentHash, ChangesWithEveryFieldButOriginAndTime) {
  const Article article = article_of("T", "x");
  const std::string hash = content_hash(article);
  std::vector<Article> changed(12, article);
  changed[0].id = "other";
  changed[1].title = std::nullopt;
  changed[2].summary = "s";
  changed[3].key_points = {"k"};
  changed[4].text = "y";
  changed[5].url = "u";
  changed[6].source = "s";
  changed[7].authors = {"a"};
  changed[8].topics = {"t"};
  changed[9].published = Date{0, DatePrecision::kYear};
  changed[10].lang = "de";
  changed[11].extra = R"({"a":1})";
  for (const Article& other : changed) EXPECT_NE(content_hash(other), hash);
  Article same = article;
  same.origin = "elsewhere";
  same.indexed_at = 5;
  EXPECT_EQ(content_hash(same), hash);
}

TEST(ContentHash, TellsApartTextsThatMovedBetweenFields) {
  Article left = article_of("ab", "c");
  Article right = article_of("a", "bc");
  EXPECT_NE(content_hash(left), content_hash(right));
}

}  // namespace
}  // namespace lede
