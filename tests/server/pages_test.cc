// SPDX-License-Identifier: GPL-3.0-or-later

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/compression.h"
#include "server/pages/words.h"
#include "server/url.h"
#include "tests/server/filled_site.h"

namespace lede {
namespace {

using testing::field;
using testing::fill;
using ::testing::HasSubstr;
using testing::make_hit;
using ::testing::Not;
using testing::Site;

TEST(Pages, SayWhatToDoInsteadOfBeingBlank) {
  Site site;
  site.settings.index_path = "/data/my index";
  site.backend.failure = Error{ErrorCode::kMissingIndex, ""};
  for (const char* target : {"/", "/search?q=a", "/articles/x"}) {
    const HttpResponse response = site.get(target);
    EXPECT_EQ(response.status, 503) << target;
    EXPECT_THAT(response.body, HasSubstr("lede-index add --index &apos;"
                                         "/data/my index&apos;"));
  }
  site.backend.failure = Error{ErrorCode::kDeadlineExceeded, ""};
  EXPECT_THAT(site.get("/search?q=a").body, HasSubstr("Too busy just now"));
  site.backend.failure = Error{ErrorCode::kCorrupt, "secret"};
  const HttpResponse broken = site.get("/search?q=a");
  EXPECT_EQ(broken.status, 500);
  EXPECT_THAT(broken.body, Not(HasSubstr("secret")));
  EXPECT_EQ(site.get("/nowhere", {{"accept", "text/html"}}).content_type,
            "text/html; charset=utf-8");
  EXPECT_EQ(site.get("/nowhere").content_type, "application/problem+json");
}

TEST(Pages, SpeakTheReadersLanguage) {
  Site site;
  fill(site);
  EXPECT_THAT(site.get("/search?q=a",
                       {{"accept-language", "fr, zh-CN;q=0.8, en;q=0.5"}})
                  .body,
              HasSubstr("<html lang=\"zh\">"));
  const std::string chosen =
      site.get("/search?q=a&hl=zh", {{"accept-language", "en"}}).body;
  EXPECT_THAT(chosen, HasSubstr("2025年9月11日"));
  EXPECT_THAT(chosen, HasSubstr("98 个事件"));
  // Links keep what was chosen by hand.
  EXPECT_THAT(chosen, HasSubstr("offset=10&amp;hl=zh"));
}

TEST(Pages, GiveEachTextItsLanguageAndDirection) {
  Site site;
  fill(site);
  site.backend.response.hits[0].lang = "ar";
  EXPECT_THAT(site.get("/search?q=a").body,
              HasSubstr("<h2 lang=\"ar\" dir=\"rtl\">"));
}

TEST(Pages, FrontShowsWhatTheIndexHolds) {
  Site site;
  site.backend.held = {};
  site.backend.held.documents = 12'345;
  site.backend.held.earliest = "2023-01-05";
  site.backend.held.latest = "2025-09-11";
  site.backend.held.updated_at = site.now;
  site.backend.response.hits = {make_hit("Fresh off the press")};
  site.backend.response.facets = {
      {"source", {{"a", "A", 2, false}, {"b", "B", 1, false}}}};
  const std::string page = site.get("/").body;
  EXPECT_THAT(page, HasSubstr("12,345 articles</strong> from 2 sources"));
  EXPECT_THAT(page, HasSubstr("5 January 2023 to 11 September 2025"));
  EXPECT_THAT(page, HasSubstr("Fresh off the press"));
}

TEST(Pages, ArticleIsReadWhole) {
  Site site;
  Article& article = site.backend.stored.article;
  site.backend.stored.key = "k";
  article.id = "wire-1";
  article.title = "A title";
  article.summary = "A standfirst.";
  article.key_points = {"First point"};
  article.text = "One paragraph.\n\nAnother.";
  article.url = "https://wire.example/a?b";
  article.published = Date{1757548800, DatePrecision::kDay};
  article.lang = "en";
  site.backend.stored.entities = {{"company:alibaba", "Alibaba", "company"}};
  const std::string page = site.get("/articles/k?q=title").body;
  for (const char* part :
       {"<h1 lang=\"en\" dir=\"ltr\">A title</h1>", "A standfirst.",
        "First point", "<p>One paragraph.</p>", "<p>Another.</p>",
        "11 September 2025", "wire.example", ">Alibaba</a>",
        "value=\"title\""}) {
    EXPECT_THAT(page, HasSubstr(part));
  }
  EXPECT_EQ(site.get("/articles/other").status, 404);
}

TEST(Pages, CarryMarksOverIntoTheArticle) {
  Site site;
  Article& article = site.backend.stored.article;
  site.backend.stored.key = "0123456789abcdef";
  article.title = "Chips of their own";
  article.source = "Example Wire";
  article.key_points = {"One", "More chips"};
  article.text = "Some chips.\n\nOther chips too.";
  article.published = Date{1757548800, DatePrecision::kDay};
  Hit hit = make_hit("Chips of their own");
  hit.title_highlights = {{0, 5}};
  hit.snippets = {{"text", "Other chips too.", {{6, 11}}},
                  {"text", "Some chips.\n\nOther chips", {{5, 10}, {19, 24}}},
                  {"key_points", "More chips", {{5, 10}}}};
  site.backend.response.hits = {make_hit("Another"), hit};
  site.backend.response.hits[0].key = "another";
  const std::string page = site.get("/articles/0123456789abcdef?q=chips").body;
  EXPECT_THAT(page, HasSubstr("<mark>Chips</mark> of their own</h1>"));
  EXPECT_THAT(page, HasSubstr("<li>More <mark>chips</mark></li>"));
  EXPECT_THAT(page, HasSubstr("<p>Some <mark>chips</mark>.</p>"));
  EXPECT_THAT(page, HasSubstr("<p>Other <mark>chips</mark> too.</p>"));
  const SearchRequest& request = site.backend.requests.at(0);
  EXPECT_EQ(request.filters.at(0).value, "Example Wire");
  EXPECT_EQ(request.from, "2025-09-11");
}

// Everything a stranger can put into a page, in one text.
void poison(Site& site, const std::string& text) {
  fill(site);
  SearchResponse& response = site.backend.response;
  response.query.parts = {{text, {text}, false, false},
                          {text, {text}, true, false}};
  response.query.read_as = text + " " + text;
  response.query.warnings = {{text, 0}};
  response.query.suggestion = Suggestion{text, 1, false};
  response.query.alternatives = {
      {AlternativeKind::kWithoutWord, text, text, {{text, text}}, text, "", 1}};
  Hit& hit = response.hits[0];
  hit.key = hit.id = hit.source = hit.lang = hit.published = text;
  hit.title = text;
  hit.url = "javascript:" + text;
  hit.title_highlights = {{0, text.size()}};
  hit.snippets = {{"text", text, {{0, text.size()}}}};
  hit.story = {text, 2, 1, text, text, text, text, false};
  response.facets = {{"source", {{text, text, 1, true}}}};
  StoredArticleView& stored = site.backend.stored;
  stored.key = "k";
  Article& article = stored.article;
  article.id = article.url = article.source = article.lang = text;
  article.title = article.summary = article.text = text;
  article.key_points = article.authors = article.topics = {text};
  stored.entities = {{text, text, text}};
}

// Bytes of `page` between its tags and in its attributes hold `text` nowhere
// as it is.
void expect_escaped(const std::string& page, const std::string& text) {
  EXPECT_THAT(page, Not(HasSubstr(text)));
}

TEST(Pages, EscapeWhateverStrangersWrite) {
  const std::string payloads[] = {"<script>alert(1)</script>",
                                  "\"><img src=x onerror=alert(1)>",
                                  "'><svg/onload=alert(1)>",
                                  "{{{t_search}}}<b>",
                                  "</title><script>",
                                  "<!--",
                                  "]]>",
                                  "&lt;script&gt;<x>"};
  for (const std::string& payload : payloads) {
    Site site;
    poison(site, payload);
    const std::string encoded = percent_encode(payload);
    std::string target = "/search?q=";
    target.append(encoded).append("&filter=source:").append(encoded);
    target.append("&from=").append(encoded);
    expect_escaped(site.get(target).body, payload);
    expect_escaped(site.get("/articles/k?q=" + encoded).body, payload);
    expect_escaped(site.get("/" + encoded, {{"accept", "text/html"}}).body,
                   payload);
    site.backend.response.hits.clear();
    site.backend.response.documents = 0;
    expect_escaped(site.get("/search?q=" + encoded).body, payload);
  }
}

TEST(Pages, LinkOnlyToTheWeb) {
  for (const char* url : {"javascript:alert(1)", "data:text/html,x", "//x",
                          "JAVASCRIPT:x", " https://x", "vbscript:x"}) {
    Site site;
    site.backend.stored.key = "k";
    site.backend.stored.article.url = url;
    EXPECT_THAT(site.get("/articles/k").body, Not(HasSubstr("rel=\"noopener")))
        << url;
  }
}

TEST(Pages, EscapeKnownPayloads) {
  const char* const shared = std::getenv("LEDE_SHARED");
  const std::filesystem::path root =
      shared != nullptr ? shared : LEDE_SOURCE_DIR "/../shared";
  const std::filesystem::path payloads =
      root / "data/robust-xss/xss-payloads.txt";
  std::ifstream file(payloads);
  if (!file) GTEST_SKIP() << "no payloads at " << payloads;
  std::string line;
  std::size_t tried = 0;
  while (std::getline(file, line)) {
    if (line.find('<') == std::string::npos || !is_clean_text(line)) continue;
    ++tried;
    Site site;
    poison(site, line);
    const std::string encoded = percent_encode(line);
    expect_escaped(site.get("/search?q=" + encoded).body, line);
    expect_escaped(site.get("/articles/k?q=" + encoded).body, line);
  }
  EXPECT_GT(tried, 0U);
}

TEST(Pages, WeighLessThanSixtyKilobytes) {
  Site site;
  fill(site);
  std::vector<Hit>& hits = site.backend.response.hits;
  while (hits.size() < 10) hits.push_back(hits.front());
  const auto packed = [&site](const std::string& target) {
    HttpResponse response = site.get(target);
    compress_body("gzip", response);
    return response.body.size();
  };
  EXPECT_LT(packed("/search?q=chips") + packed("/assets/style.css") +
                packed("/assets/suggest.js") + packed("/assets/live.js") +
                packed("/assets/chart.js") + packed("/assets/keys.js") +
                packed("/assets/favicon.svg"),
            60'000U);
}

TEST(Assets, AreKeptUntilTheyChange) {
  Site site;
  fill(site);
  const std::string page = site.get("/search?q=a").body;
  const std::size_t begin = page.find("/assets/style.css?v=");
  ASSERT_NE(begin, std::string::npos);
  const std::string link = page.substr(begin, page.find('"', begin) - begin);
  const HttpResponse pinned = site.get(link);
  EXPECT_THAT(field(pinned, "Cache-Control"), HasSubstr("immutable"));
  const HttpResponse plain = site.get("/assets/style.css");
  EXPECT_EQ(field(plain, "Cache-Control"), "no-cache");
  EXPECT_EQ(
      site.get("/assets/style.css", {{"if-none-match", field(plain, "ETag")}})
          .status,
      304);
  EXPECT_EQ(site.get("/assets/layout.mustache").status, 404);
  EXPECT_EQ(site.get("/assets/..%2fpages%2flayout.mustache").status, 404);
}

TEST(Assets, DescribeTheSearchWithAbsoluteLinks) {
  Site site;
  site.settings.public_url = "https://news.example/lede";
  site.settings.path_prefix = "/lede";
  const HttpResponse response = site.get("/lede/opensearch.xml");
  EXPECT_EQ(response.content_type, "application/opensearchdescription+xml");
  for (const char* address :
       {"/search?q={searchTerms}", "/api/v1/search?q={searchTerms}",
        "/feed.atom?q={searchTerms}", "/feed.json?q={searchTerms}",
        "/suggest?q={searchTerms}&amp;format=opensearch"}) {
    EXPECT_THAT(response.body,
                HasSubstr("template=\"https://news.example/lede" +
                          std::string(address) + "\""));
  }
  EXPECT_THAT(site.get("/lede/").body, HasSubstr("/lede/assets/style.css"));
}

TEST(Words, FollowTheLanguage) {
  using enum UiLanguage;
  EXPECT_EQ(ui_language("", "zh-TW,zh;q=0.9"), kChinese);
  EXPECT_EQ(ui_language("", "en-GB, zh;q=0.9"), kEnglish);
  EXPECT_EQ(ui_language("", "de"), kEnglish);
  EXPECT_EQ(ui_language("xx", "zh"), kChinese);
  EXPECT_EQ(ui_language("en", "zh"), kEnglish);
  EXPECT_EQ(date_text(kEnglish, "2025-09-11T08:30:00Z"), "11 September 2025");
  EXPECT_EQ(date_text(kEnglish, "2025-09"), "September 2025");
  EXPECT_EQ(date_text(kEnglish, "2025"), "2025");
  EXPECT_EQ(date_text(kChinese, "2025-09"), "2025年9月");
  EXPECT_EQ(date_text(kEnglish, "7d"), "7d");
  EXPECT_EQ(date_text(kEnglish, "2025-99"), "2025-99");
  EXPECT_EQ(short_date_text(kEnglish, "2025-09-11"), "11 Sep");
  EXPECT_EQ(number_text(1), "1");
  EXPECT_EQ(number_text(1234), "1,234");
  EXPECT_EQ(number_text(123456789), "123,456,789");
  EXPECT_EQ(count_text(kEnglish, 1, "story"), "1 story");
  EXPECT_EQ(language_name("zh-Hant-HK"), "中文");
  EXPECT_EQ(text_direction("fa-IR"), "rtl");
}

}  // namespace
}  // namespace lede
