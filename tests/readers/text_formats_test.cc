// SPDX-License-Identifier: GPL-3.0-or-later

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/readers/formats.h"

namespace lede::internal {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr ArticleContext kContext{nullptr, 1'760'000'000};

constexpr std::string_view kLayout =
    "Foundry opens a second line\n"
    "\n"
    "The foundry doubles its output of accelerators.\n"
    "\n"
    "    Key details\n"
    "\n"
    "  • • The line opens in June.\n"
    "  - It makes -5 nm parts.\n"
    "  * Costs fall.\n"
    "\n"
    "First paragraph. It has two sentences.\n"
    "\n"
    "\n"
    "Second paragraph,\n"
    "on two lines.\n";

TEST(PlainText, TheLayoutGivesTitleStandfirstKeyPointsAndParagraphs) {
  const Article article = parse_plain_text(kLayout).article;
  EXPECT_EQ(article.title, "Foundry opens a second line");
  EXPECT_EQ(article.summary, "The foundry doubles its output of accelerators.");
  EXPECT_THAT(article.key_points,
              ElementsAre("The line opens in June.", "It makes -5 nm parts.",
                          "Costs fall."));
  EXPECT_EQ(article.text,
            "First paragraph. It has two sentences.\n\n"
            "Second paragraph,\non two lines.");
}

TEST(PlainText, WithoutTheShapeTheFirstLineIsTheTitleAndTheRestTheText) {
  struct Row {
    std::string_view text;
    std::string_view title;
    std::string_view body;
  };
  const Row rows[] = {
      {"Only a line", "Only a line", ""},
      {"Title\nText at once.\n\nMore.", "Title", "Text at once.\n\nMore."},
      {"\n\n Title \n\nTwo. Sentences here.\n\nMore.", "Title",
       "Two. Sentences here.\n\nMore."},
      {"Title\n\nOne sentence alone.", "Title", "One sentence alone."},
      {"标题\r\n\r\n第一句。第二句。\r\n", "标题", "第一句。第二句。"},
      {"Title\n\n- a list\n\nMore.", "Title", "- a list\n\nMore."},
  };
  for (const Row& row : rows) {
    const Article article = parse_plain_text(row.text).article;
    EXPECT_EQ(article.title, row.title) << row.text;
    EXPECT_EQ(article.summary, "") << row.text;
    EXPECT_EQ(article.text, row.body) << row.text;
    EXPECT_THAT(article.key_points, IsEmpty()) << row.text;
  }
}

TEST(PlainText, AHeadingWithoutBulletsIsText) {
  const Article article =
      parse_plain_text("Title\n\nA standfirst.\n\nKey details\n\nNo bullets.")
          .article;
  EXPECT_EQ(article.summary, "A standfirst.");
  EXPECT_EQ(article.text, "Key details\n\nNo bullets.");
}

Article markdown(std::string_view text) {
  const auto parsed = parse_markdown(text, kContext);
  EXPECT_TRUE(parsed);
  return parsed ? parsed->article : Article{};
}

TEST(Markdown, FieldsComeFromTheFrontMatter) {
  const Article article = markdown(
      "---\ntitle: 'It''s a title'\ndate: '2025-09-11T08:30:00.000Z'\n"
      "description: >-\n  Folded over\n  two lines.\n"
      "tags: [a, \"b c\"]\nauthors:\n  - One\n  - Two\n"
      "source:\n  name: Wire\nid: 0042\ndraft: false\nrating: 5\n---\n"
      "\nBody.\n");
  EXPECT_EQ(article.title, "It's a title");
  EXPECT_EQ(article.published->seconds, 1757579400);
  EXPECT_EQ(article.summary, "Folded over two lines.");
  EXPECT_THAT(article.topics, ElementsAre("a", "b c"));
  EXPECT_THAT(article.authors, ElementsAre("One", "Two"));
  EXPECT_EQ(article.source, "Wire");
  EXPECT_EQ(article.id, "0042");
  EXPECT_EQ(article.extra, R"({"draft":false,"rating":"5"})");
  EXPECT_EQ(article.text, "Body.");
}

TEST(Markdown, FrontMatterThatIsNoYamlIsReadLineByLine) {
  const Article article =
      markdown("---\ntitle: Chips: the new oil\ndate: 2025-09-11\n---\nBody.");
  EXPECT_EQ(article.title, "Chips: the new oil");
  EXPECT_TRUE(article.published);
  EXPECT_EQ(article.text, "Body.");
}

TEST(Markdown, ATitleThatLooksLikeANumberIsATitle) {
  EXPECT_EQ(markdown("---\ntitle: 1984\n---\nBody.").title, "1984");
}

TEST(Markdown, HostileFrontMatterStaysWithinLimits) {
  std::string aliases = "---\na: &a [x, x, x, x, x, x, x, x, x, x]\n";
  for (char name = 'b'; name < 'k'; ++name) {
    const char last = static_cast<char>(name - 1);
    aliases += std::string(1, name) + ": &" + name + " [";
    for (int i = 0; i < 10; ++i) aliases += std::string(i ? ", *" : "*") + last;
    aliases += "]\n";
  }
  EXPECT_EQ(markdown(aliases + "title: T\n---\nBody.").text, "Body.");
  const auto deep = parse_markdown(
      "---\na: " + std::string(50'000, '[') + "\n---\nBody.", kContext);
  EXPECT_TRUE(deep);
}

TEST(Markdown, TheBodyBecomesPlainParagraphs) {
  const Article article = markdown(
      "# The *title*\n\nA [link](https://e.example/x?y) and **bold** `code`.\n"
      "Same paragraph &amp; more &#8212; done.\n\n"
      "## Section\n\n- one\n- two [x](u)\n  - nested\n\n"
      "![a picture](p.png)\n\n> quoted\n\n"
      "```js\nlet a = {{b}};\n```\n\n"
      "<div class=\"x\"><p>In a tag</p></div>\n\n"
      "Text {% include x.html %}with {{ tags }}gone, <b>kept</b>.\n\n"
      "| a | b |\n|---|---|\n| c | d |\n");
  EXPECT_EQ(article.title, "The title");
  EXPECT_EQ(article.text,
            "A link and bold code.\nSame paragraph & more \u2014 done.\n\n"
            "Section\n\none\ntwo x\nnested\n\na picture\n\nquoted\n\n"
            "let a = {{b}};\n\nIn a tag\n\n"
            "Text with gone, kept.\n\na b\nc d");
}

TEST(Markdown, AHeadingAfterTextIsNoTitle) {
  const Article article = markdown("Text first.\n\n# Later\n\nMore.");
  EXPECT_EQ(article.title, std::nullopt);
  EXPECT_EQ(article.text, "Text first.\n\nLater\n\nMore.");
}

Article html(std::string_view text) {
  const auto parsed = parse_html(text, kContext);
  EXPECT_TRUE(parsed) << (parsed ? "" : parsed.error().message);
  return parsed ? parsed->article : Article{};
}

constexpr std::string_view kParagraph =
    "This paragraph is long enough to be taken for a part of the article.";

std::string page(std::string_view head) {
  return "<!DOCTYPE html><html lang=en><head>" + std::string(head) +
         "</head><body><nav><p>" + std::string(kParagraph) +
         " But it is in the menu.</p></nav><article><h1>Heading</h1><p>" +
         std::string(kParagraph) + "</p><script>var x = '<p>no</p>';</script>" +
         "<p>Second&nbsp;one, <a href=x>linked</a>.</p></article>"
         "<footer><p>" +
         std::string(kParagraph) +
         " In the footer.</p></footer>"
         "</body></html>";
}

TEST(Html, TheTextIsThatOfTheArticleAlone) {
  const Article article = html(page("<title>Heading</title>"));
  EXPECT_EQ(article.title, "Heading");
  EXPECT_EQ(article.text,
            std::string(kParagraph) + "\n\nSecond\u00a0one, linked.");
  EXPECT_EQ(article.lang, "en");
}

TEST(Html, LinkedDataIsBelievedBeforeMetaAndMetaBeforeTheTitle) {
  const std::string meta =
      "<title>Page | Site</title><meta property='og:title' content='Meta'>"
      "<meta name=description content='Standfirst.'>"
      "<meta property='article:published_time' content='2025-09-11T08:30:00Z'>"
      "<meta name=author content='One'><meta property='og:site_name' "
      "content='Wire'><link rel=canonical href='https://e.example/a'>";
  const Article by_meta = html(page(meta));
  EXPECT_EQ(by_meta.title, "Meta");
  EXPECT_EQ(by_meta.summary, "Standfirst.");
  EXPECT_EQ(by_meta.published->seconds, 1757579400);
  EXPECT_THAT(by_meta.authors, ElementsAre("One"));
  EXPECT_EQ(by_meta.source, "Wire");
  EXPECT_EQ(by_meta.url, "https://e.example/a");
  const Article linked = html(
      page(meta +
           R"(<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},
         {"@type":["NewsArticle"],"headline":"Linked",
          "datePublished":"2025-09-10","author":[{"name":"Two"}],
          "publisher":{"name":"Paper"}}]}</script>)"));
  EXPECT_EQ(linked.title, "Linked");
  EXPECT_THAT(linked.authors, ElementsAre("Two"));
  EXPECT_EQ(linked.source, "Paper");
  EXPECT_EQ(linked.summary, "Standfirst.");
}

TEST(Html, LinkedDataThatIsNoJsonIsPassedOver) {
  for (const std::string& data :
       {std::string("{nope"), std::string(100'000, '['),
        std::string("[1,null,{\"@type\":5}]")}) {
    EXPECT_EQ(html(page("<title>Heading</title><script "
                        "type='application/ld+json'>" +
                        data + "</script>"))
                  .title,
              "Heading");
  }
}

TEST(Html, PagesMadeToBreakParsersAreRefusedOrReadInTime) {
  const auto repeated = [](std::string_view part, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += part;
    return text;
  };
  std::string formatting;
  for (int i = 0; i < 400; ++i) {
    formatting += "<b id=" + std::to_string(i) + ">";
  }
  const std::string hostile[] = {
      repeated("<div>", 300'000),
      repeated("<b><div></b>", 100'000),
      repeated("<table><tr><td>", 100'000),
      repeated("<svg><foreignObject>", 100'000),
      repeated("<a '\"=>", 100'000) + repeated("<div>", 100'000),
      formatting + repeated("<p>x", 100'000),
      "<p " + repeated("a=1 ", 100'000) + ">",
      repeated("<p><button>", 100'000),
      repeated("<font><select>", 50'000),
      "<!--" + repeated("<div>", 100'000),
      "<script>" + repeated("</div", 100'000),
      repeated("&#x110000;&amp", 50'000),
  };
  for (const std::string& text : hostile) {
    const auto parsed = parse_html("<html><body>" + text, kContext);
    if (!parsed) {
      EXPECT_EQ(parsed.error().code, ErrorCode::kInvalidArgument);
    }
  }
  EXPECT_FALSE(parse_html(hostile[0], kContext));
}

TEST(Html, LooseTagsOfHonestPagesAreNoNesting) {
  std::string text = "<html><body><ul>";
  for (int i = 0; i < 5000; ++i) {
    text += "<li>item <br><p>para<img src=x><p>more <b>bold</b>";
  }
  EXPECT_TRUE(parse_html(text, kContext));
}

TEST(PlainText, TheSeedArticleReadsAsItsLayoutSays) {
  const char* const shared = std::getenv("LEDE_SHARED");
  const std::filesystem::path root =
      shared != nullptr ? shared : LEDE_SOURCE_DIR "/../shared";
  const std::filesystem::path seed = root / "data/seed/article.txt";
  if (!std::filesystem::exists(seed)) {
    GTEST_SKIP() << "no seed article at " << seed;
  }
  std::ifstream file(seed, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  Article article = parse_plain_text(text).article;
  ASSERT_TRUE(finish_article(article, "article.txt", kContext));
  EXPECT_THAT(*article.title, HasSubstr("Custom AI Chips"));
  EXPECT_FALSE(article.summary.empty());
  EXPECT_THAT(article.key_points, SizeIs(4));
  for (const std::string& point : article.key_points) {
    EXPECT_THAT(point, Not(HasSubstr("•")));
  }
  std::size_t paragraphs = 1;
  for (std::size_t at = article.text.find("\n\n"); at != std::string::npos;
       at = article.text.find("\n\n", at + 2)) {
    ++paragraphs;
  }
  EXPECT_EQ(paragraphs, 5U);
  ASSERT_TRUE(article.published);
  EXPECT_EQ(format_date(*article.published, TimeZone::utc()), "2025-09-11");
  EXPECT_TRUE(article.published_inferred);
}

}  // namespace
}  // namespace lede::internal
