// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/snippet.h"

#include <random>

#include <gtest/gtest.h>

#include "common/analysis/text.h"
#include "searcher/near_copy.h"

namespace lede {
namespace {

Analyzer& analyzer() {
  static Analyzer instance;
  return instance;
}

const Lexicon& lexicon() {
  static const std::shared_ptr<const Lexicon> instance = Lexicon::built_in();
  return *instance;
}

MatchPattern pattern(std::vector<std::string> terms, std::size_t group = 0,
                     double weight = 1.0) {
  MatchPattern made;
  made.terms = std::move(terms);
  made.group = group;
  made.weight = weight;
  return made;
}

// `text` with its highlights in brackets.
std::string marked(std::string_view text, const std::vector<Span>& spans) {
  std::string out;
  std::size_t done = 0;
  for (const Span& span : spans) {
    out += text.substr(done, span.begin - done);
    out += '[';
    out += text.substr(span.begin, span.end - span.begin);
    out += ']';
    done = span.end;
  }
  out += text.substr(done);
  return out;
}

std::string highlight(std::string_view text, const MatchPatterns& patterns,
                      std::string_view field = "text",
                      std::string_view lang = "en") {
  MatchFinder finder(patterns, lexicon(), analyzer());
  return marked(text, merge_spans(finder.find(text, lang, field)));
}

DocumentData stored(const Article& article) {
  StoredArticle record;
  record.article = article;
  Result<DocumentData> data = DocumentData::open(encode_document_data(record));
  EXPECT_TRUE(data.has_value());
  return std::move(data).value();
}

Article english(std::string text) {
  Article article;
  article.id = "a";
  article.lang = "en";
  article.title = "A title";
  article.text = std::move(text);
  return article;
}

ArticleSnippets snippets(const Article& article, const MatchPatterns& patterns,
                         std::size_t max_bytes = 240,
                         std::size_t max_snippets = 2) {
  const DocumentData data = stored(article);
  MatchFinder finder(patterns, lexicon(), analyzer());
  return make_snippets(data, {max_bytes, max_snippets}, finder);
}

std::string shown(const ArticleSnippets& made) {
  std::string out;
  for (const Snippet& snippet : made.snippets) {
    if (!out.empty()) out += " | ";
    out += snippet.field + ": " + marked(snippet.text, snippet.highlights);
  }
  return out;
}

TEST(Highlight, MarksWordsByTheirLayers) {
  struct {
    MatchPattern pattern;
    std::string_view text;
    std::string_view expected;
  } const rows[] = {
      {pattern({"Zchip"}), "New chips, a chip's.", "New [chips], a [chip]'s."},
      {pattern({"chips"}), "New chips, a chip.", "New [chips], a chip."},
      {pattern({"Fgpt4o"}), "GPT-4o gpt 4o GPT-4", "[GPT-4o] [gpt 4o] GPT-4"},
      {pattern({"Fh20"}), "H20 and H200", "[H20] and H200"},
      {pattern({"c++"}), "C++ or C", "[C++] or C"},
      {pattern({"cafe"}), "Cafe\u0301s cafe\u0301", "Cafe\u0301s [cafe\u0301]"},
      {pattern({"芯"}), "芯片", "[芯]片"},
      {pattern({"华为"}), "華為發布", "[華為]發布"},
      {pattern({"chips"}), "microchips", "microchips"},
      {pattern({}), "chips", "chips"},
      {pattern({""}), "chips", "chips"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(highlight(row.text, {row.pattern}), row.expected);
  }
}

TEST(Highlight, MarksPhrasesOnlyWhereAllTermsFollow) {
  const MatchPatterns phrase = {pattern({"training", "chips"})};
  EXPECT_EQ(
      highlight("training chips, chips training. Training\nchips", phrase),
      "[training] [chips], chips training. [Training]\n[chips]");
  const MatchPatterns bigrams = {pattern({"训练", "练芯", "芯片"})};
  EXPECT_EQ(highlight("训练芯片和训练", bigrams, "text", "zh"),
            "[训练芯片]和训练");
  const MatchPatterns repeated = {pattern({"a", "a", "b"})};
  EXPECT_EQ(highlight("a a a b", repeated), "a [a] [a] [b]");
}

TEST(Highlight, MarksPrefixesAndMergesOverlaps) {
  MatchPattern prefix = pattern({"chip"});
  prefix.is_prefix = true;
  EXPECT_EQ(highlight("Chips and chipmakers, ships", {prefix}),
            "[Chips] and [chipmakers], ships");
  EXPECT_EQ(highlight("GPT-4o", {pattern({"gpt"}), pattern({"Fgpt4o"})}),
            "[GPT-4o]");
}

TEST(Highlight, MarksEntitiesByAnyAlias) {
  const MatchPatterns patterns = {pattern({"Ecompany:alibaba"})};
  EXPECT_EQ(highlight("Alibaba said", patterns), "[Alibaba] said");
  EXPECT_EQ(highlight("阿里巴巴表示", patterns, "text", "zh"),
            "[阿里巴巴]表示");
}

TEST(Highlight, KeepsToThePatternsField) {
  MatchPattern in_title = pattern({"chips"});
  in_title.field = "title";
  EXPECT_EQ(highlight("chips", {in_title}, "title"), "[chips]");
  EXPECT_EQ(highlight("chips", {in_title}, "text"), "chips");
}

TEST(Snippet, ShowsTheSentenceWithMostOfTheWords) {
  const Article article = english(
      "Nothing of note happened in the market on Monday. Chips were "
      "mentioned once. Alibaba trains models on its own chips now. It rained "
      "on Tuesday, and nobody minded at all.");
  EXPECT_EQ(
      shown(snippets(article, {pattern({"Zchip"}, 0), pattern({"Ztrain"}, 1)},
                     60, 1)),
      "text: Alibaba [trains] models on its own [chips] now.");
}

TEST(Snippet, PrefersTheTellingWord) {
  const Article article = english(
      "The model is common, and stands here first. The wafer is rare, and "
      "stands here second.");
  EXPECT_EQ(
      shown(snippets(article,
                     {pattern({"Zmodel"}, 0, 1.0), pattern({"Zwafer"}, 1, 5.0)},
                     50, 1)),
      "text: The [wafer] is rare, and stands here second.");
}

TEST(Snippet, TakesTheEarlierOfEquals) {
  const Article article = english("One chip here. Some words. One chip there.");
  EXPECT_EQ(shown(snippets(article, {pattern({"Zchip"})}, 16, 1)),
            "text: One [chip] here.");
}

TEST(Snippet, ShowsInTheSecondWhatTheFirstDoesNot) {
  Article article = english(
      "The chip was shown in Berlin by its makers. Years went by without any "
      "news, and nobody asked about it any more. Then the wafer plant opened.");
  article.summary = "A chip from Berlin.";
  const ArticleSnippets made =
      snippets(article, {pattern({"Zchip"}, 0), pattern({"Zwafer"}, 1)}, 60, 2);
  EXPECT_EQ(shown(made),
            "summary: A [chip] from Berlin. | "
            "text: Then the [wafer] plant opened.");
}

TEST(Snippet, ShowsNoSentenceTwice) {
  Article article = english(
      "Alibaba has begun to train models with its own chips. Rivals follow "
      "with chips later.");
  article.summary = "Alibaba has begun to train models with its own chips";
  const ArticleSnippets made =
      snippets(article, {pattern({"Zchip"}), pattern({"Ztrain"}, 1)}, 56, 2);
  ASSERT_EQ(made.snippets.size(), 2U);
  EXPECT_EQ(made.snippets[0].field, "summary");
  EXPECT_EQ(made.snippets[1].text, "Rivals follow with chips later.");
}

TEST(Snippet, TakesKeyPointsOneByOne) {
  Article article = english("Nothing here.");
  article.key_points = {"First point.", "The chip point.", "Third point."};
  EXPECT_EQ(shown(snippets(article, {pattern({"Zchip"})})),
            "key_points: The [chip] point.");
}

TEST(Snippet, MarksTheTitle) {
  Article article = english("Text.");
  article.title = "Chips for training";
  const ArticleSnippets made = snippets(article, {pattern({"Zchip"})});
  EXPECT_EQ(marked(*article.title, made.title_highlights),
            "[Chips] for training");
}

TEST(Snippet, OpensTheArticleIfNothingMatches) {
  Article article = english("  First sentence. Second sentence is longer.");
  EXPECT_EQ(shown(snippets(article, {}, 20)), "text: First sentence.");
  EXPECT_EQ(shown(snippets(article, {pattern({"none"})}, 12)), "text: First");
  article.summary = "The summary.";
  EXPECT_EQ(shown(snippets(article, {}, 20)), "summary: The summary.");
  article.summary.clear();
  article.text.clear();
  EXPECT_EQ(shown(snippets(article, {}, 20)), "");
}

TEST(Snippet, CutsALongSentenceAtWords) {
  std::string text = "Start";
  for (int i = 0; i < 60; ++i) text += " filler";
  text += " chip";
  for (int i = 0; i < 60; ++i) text += " padding";
  const ArticleSnippets made =
      snippets(english(text + "."), {pattern({"chip"})}, 40, 1);
  EXPECT_EQ(shown(made), "text: filler [chip] padding padding padding");
}

TEST(Snippet, CutsAtTheByteLimitOnlyInsideAWordTooLong) {
  const std::string word(500, 'x');
  const ArticleSnippets made =
      snippets(english(word), {pattern({"chip"})}, 40, 1);
  ASSERT_EQ(made.snippets.size(), 1U);
  EXPECT_EQ(made.snippets[0].text, word.substr(0, 40));
}

TEST(Snippet, KeepsACombiningMarkWithItsLetter) {
  const std::string text =
      "e\u0301e\u0301e\u0301e\u0301 "
      "芯\uFE00片\uFE00芯\uFE00片\uFE00";
  for (std::size_t max_bytes = 1; max_bytes < text.size() + 2; ++max_bytes) {
    for (const Snippet& snippet :
         snippets(english(text), {pattern({"片"})}, max_bytes).snippets) {
      EXPECT_LE(snippet.text.size(), max_bytes);
      const std::size_t begin = text.find(snippet.text);
      ASSERT_NE(begin, std::string::npos);
      EXPECT_EQ(grapheme_floor(text, begin), begin) << max_bytes;
      const std::size_t end = begin + snippet.text.size();
      EXPECT_EQ(grapheme_floor(text, end), end) << max_bytes;
    }
  }
}

TEST(Snippet, CutsChineseBetweenCodePoints) {
  Article article;
  article.id = "zh";
  article.lang = "zh-Hans";
  article.text =
      "阿里巴巴自研芯片已经用于训练新的大模型。市场反应平静。"
      "百度也在采用自家的昆仑芯片。";
  EXPECT_EQ(shown(snippets(article, {pattern({"昆仑"})}, 60, 1)),
            "text: 百度也在采用自家的[昆仑]芯片。");
  EXPECT_EQ(shown(snippets(article, {pattern({"训练"})}, 12, 1)),
            "text: [训练]新的");
}

// Sentences of words that the patterns know and words that they do not.
std::string random_text(std::mt19937& random, std::size_t words) {
  static constexpr std::string_view kWords[] = {"chips",
                                                "training",
                                                "GPT-4o",
                                                "Alibaba",
                                                "芯片",
                                                "训练",
                                                "the",
                                                "wafer",
                                                "e\u0301te\u0301",
                                                "\U0001F680",
                                                "U.S.",
                                                "plain",
                                                "words",
                                                "华为发布",
                                                "(quoted)",
                                                "\u201Cso\u201D",
                                                "loooooooooooooooooooooooong"};
  static constexpr std::string_view kGaps[] = {" ",  " ",    " ", ". ",
                                               "。", "\n\n", ", "};
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    text += kWords[random() % std::size(kWords)];
    text += kGaps[random() % std::size(kGaps)];
  }
  return text;
}

TEST(Snippet, KeepsItsPromisesOnRandomArticles) {
  std::mt19937 random(11);
  const MatchPatterns patterns = {
      pattern({"Zchip"}, 0, 2.0),       pattern({"Fgpt4o"}, 1, 5.0),
      pattern({"Ecompany:alibaba"}, 2), pattern({"芯片"}, 3),
      pattern({"the", "wafer"}, 4),     pattern({"été"}, 5)};
  for (int round = 0; round < 400; ++round) {
    Article article = english(random_text(random, random() % 80));
    article.summary = random_text(random, random() % 10);
    article.key_points = {random_text(random, random() % 6)};
    const std::size_t max_bytes = 1 + random() % 200;
    const ArticleSnippets made = snippets(article, patterns, max_bytes, 3);
    ASSERT_LE(made.snippets.size(), 3U);
    for (const Snippet& snippet : made.snippets) {
      const std::string& source = snippet.field == "text" ? article.text
                                  : snippet.field == "summary"
                                      ? article.summary
                                      : article.key_points[0];
      ASSERT_LE(snippet.text.size(), max_bytes);
      ASSERT_FALSE(snippet.text.empty());
      ASSERT_NE(source.find(snippet.text), std::string::npos);
      ASSERT_TRUE(is_valid_utf8(snippet.text));
      std::size_t end = 0;
      for (const Span& span : snippet.highlights) {
        ASSERT_GE(span.begin, end);
        ASSERT_LT(span.begin, span.end);
        ASSERT_LE(span.end, snippet.text.size());
        ASSERT_EQ(code_point_floor(snippet.text, span.begin), span.begin);
        ASSERT_EQ(code_point_floor(snippet.text, span.end), span.end);
        end = span.end;
      }
    }
  }
}

TEST(Snippet, StaysLinearOnALongRepetitiveText) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "The chip trains. ";
  const ArticleSnippets made = snippets(
      english(text), {pattern({"Zchip"}), pattern({"Ztrain"}, 1)}, 240, 2);
  EXPECT_GE(made.snippets.size(), 1U);
}

TEST(NearCopy, TellsRepetitionFromNews) {
  EXPECT_TRUE(is_near_copy("Alibaba trains models on its own chips.",
                           "Alibaba trains models on its own chips"));
  EXPECT_TRUE(is_near_copy("芯片用于训练", "新芯片用于训练模型"));
  EXPECT_FALSE(is_near_copy("Alibaba trains models on its own chips.",
                            "Baidu has a plan for data centres in Berlin."));
}

}  // namespace
}  // namespace lede
