// SPDX-License-Identifier: GPL-3.0-or-later
//
// Feeds as their readers see them: through an XML and a JSON parser.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "server/feeds/entry_id.h"
#include "server/feeds/xml_text.h"
#include "tests/server/fake_backend.h"

namespace lede {
namespace {

using ::testing::ElementsAre;
using testing::field;
using ::testing::HasSubstr;
using testing::make_hit;
using ::testing::Not;
using testing::Site;

// A hit as the index gives it to a feed.
Hit entry_hit(const std::string& title) {
  Hit hit = make_hit(title);
  hit.fields_json =
      R"({"summary":"Said <b>first</b> & last.","authors":["Ada","Bo"],)"
      R"("indexed_at":"2025-09-12T10:20:30Z"})";
  hit.topics = {"chips"};
  hit.entities = {{"company:alibaba", "Alibaba", "company"}};
  return hit;
}

pugi::xml_document parsed(const HttpResponse& response) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(response.body.c_str())) << response.body;
  return document;
}

std::string link_of(const pugi::xml_node& element, const char* relation,
                    const char* attribute = "href") {
  return element.find_child_by_attribute("link", "rel", relation)
      .attribute(attribute)
      .value();
}

TEST(Feeds, AskForWhatWasIndexedLastArticleByArticle) {
  Site site;
  ASSERT_EQ(site.get("/feed.atom?q=ai+chips&filter=lang:zh&from=2025&to=2025-10"
                     "&tz=Asia/Shanghai&limit=100")
                .status,
            200);
  const SearchRequest& request = site.backend.requests.at(0);
  EXPECT_EQ(request.query, "ai chips");
  EXPECT_EQ(request.sort, SortOrder::kLastIndexed);
  EXPECT_EQ(request.spelling, SpellingMode::kOff);
  EXPECT_EQ(request.match, MatchMode::kAll);
  EXPECT_TRUE(request.unknown_words_wanted);
  EXPECT_FALSE(request.stories);
  EXPECT_EQ(request.limit, 100U);
  EXPECT_EQ(request.from, "2025");
  EXPECT_EQ(request.time_zone, "Asia/Shanghai");
  ASSERT_EQ(request.filters.size(), 1U);
  ASSERT_EQ(site.get("/feed.json?match=any").status, 200);
  EXPECT_EQ(site.backend.requests.at(1).limit, 50U);
  EXPECT_EQ(site.backend.requests.at(1).match, MatchMode::kAny);
  EXPECT_FALSE(site.backend.requests.at(1).unknown_words_wanted);
}

TEST(Feeds, RefuseWhatTheyDoNotKnow) {
  for (const std::string path :
       {"/feed.atom?querry=x", "/feed.json?sort=oldest", "/feed.atom?limit=101",
        "/feed.atom?spelling=auto", "/opml?q=x", "/feed.json?stories=true"}) {
    Site site;
    const HttpResponse response = site.get(path);
    EXPECT_EQ(response.status, 400) << path;
    EXPECT_EQ(response.content_type, "application/problem+json") << path;
    EXPECT_TRUE(site.backend.requests.empty()) << path;
  }
  Site site;
  EXPECT_EQ(site.get("/feed.atom", {}, "POST").status, 405);
}

TEST(Feeds, AnAtomEntryTellsAllOfTheArticle) {
  Site site;
  site.settings.public_url = "https://news.example/lede";
  site.settings.path_prefix = "/lede";
  site.backend.response.index_uuid = "u";
  site.backend.response.hits = {entry_hit("Chips & <more> ]]>")};
  site.backend.response.hits[0].story.id = "abcdefghabcdefgh";
  site.backend.response.hits[0].story.documents = 3;
  const HttpResponse response = site.get("/lede/feed.atom?q=a%26b&limit=2");
  EXPECT_EQ(response.content_type, "application/atom+xml; charset=utf-8");
  const pugi::xml_document document = parsed(response);
  const pugi::xml_node feed = document.child("feed");
  EXPECT_STREQ(feed.attribute("xmlns").value(), "http://www.w3.org/2005/Atom");
  EXPECT_STREQ(feed.child_value("title"), "lede: a&b");
  EXPECT_STREQ(feed.child_value("updated"), "2025-09-12T10:20:30Z");
  EXPECT_EQ(link_of(feed, "self"),
            "https://news.example/lede/feed.atom?q=a%26b&limit=2");
  EXPECT_EQ(link_of(feed, "alternate"),
            "https://news.example/lede/search?q=a%26b&sort=newest");
  const pugi::xml_node entry = feed.child("entry");
  EXPECT_STREQ(entry.attribute("xml:lang").value(), "en");
  EXPECT_EQ(entry.child_value("id"), feed_urn("u", "0123456789abcdef"));
  EXPECT_STREQ(entry.child_value("title"), "Chips & <more> ]]>");
  EXPECT_STREQ(entry.child_value("summary"), "Said <b>first</b> & last.");
  EXPECT_STREQ(entry.child_value("published"), "2025-09-11T00:00:00Z");
  EXPECT_STREQ(entry.child_value("updated"), "2025-09-12T10:20:30Z");
  EXPECT_EQ(link_of(entry, "alternate"), "https://wire.example/a");
  std::vector<std::string> related;
  std::vector<std::string> authors;
  std::vector<std::string> categories;
  for (const auto& link : entry.children("link")) {
    if (std::string(link.attribute("rel").value()) == "related") {
      related.emplace_back(link.attribute("href").value());
    }
  }
  for (const auto& author : entry.children("author")) {
    authors.emplace_back(author.child_value("name"));
  }
  for (const auto& category : entry.children("category")) {
    categories.push_back(std::string(category.attribute("term").value()) + "=" +
                         category.attribute("label").value());
  }
  EXPECT_THAT(
      related,
      ElementsAre("https://news.example/lede/articles/0123456789abcdef",
                  "https://news.example/lede/stories/abcdefghabcdefgh"));
  EXPECT_THAT(authors, ElementsAre("Ada", "Bo"));
  EXPECT_THAT(categories,
              ElementsAre("chips=chips", "company:alibaba=Alibaba"));
  EXPECT_STREQ(entry.child("source").child_value("title"), "Example Wire");
}

TEST(Feeds, AJsonItemTellsTheSame) {
  Site site;
  site.backend.response.index_uuid = "u";
  site.backend.response.hits = {entry_hit("Chips \"quoted\"")};
  const HttpResponse response = site.get("/feed.json?q=chips");
  EXPECT_EQ(response.content_type, "application/feed+json");
  const nlohmann::json feed = nlohmann::json::parse(response.body);
  EXPECT_EQ(feed["version"], "https://jsonfeed.org/version/1.1");
  EXPECT_EQ(feed["title"], "lede: chips");
  EXPECT_EQ(feed["feed_url"], "http://127.0.0.1:8080/feed.json?q=chips");
  const nlohmann::json& item = feed["items"].at(0);
  EXPECT_EQ(item["id"], feed_urn("u", "0123456789abcdef"));
  EXPECT_EQ(item["url"], "https://wire.example/a");
  EXPECT_EQ(item["title"], "Chips \"quoted\"");
  EXPECT_EQ(item["content_text"], "Said <b>first</b> & last.");
  EXPECT_EQ(item["date_published"], "2025-09-11T00:00:00Z");
  EXPECT_EQ(item["date_modified"], "2025-09-12T10:20:30Z");
  EXPECT_EQ(item["authors"][1]["name"], "Bo");
  EXPECT_EQ(item["tags"], (nlohmann::json{"chips", "Alibaba"}));
  EXPECT_EQ(item["language"], "en");
  EXPECT_EQ(item["_lede"]["story"], nullptr);
}

TEST(Feeds, AnEntryGetsByWithLittle) {
  Site site;
  Hit hit = make_hit("");
  hit.title.reset();
  hit.published.clear();
  hit.source.clear();
  hit.lang.clear();
  hit.url = "javascript:alert(1)";
  hit.fields_json =
      R"({"summary":null,"authors":[],"indexed_at":"2025-09-12T10:20:30Z"})";
  hit.snippets = {{"text", "A passage.", {{2, 9}}}};
  site.backend.response.hits = {hit};
  site.backend.stored.key = hit.key;
  site.backend.stored.article.text = "It began so. Then it went on.";
  const pugi::xml_document document = parsed(site.get("/feed.atom"));
  const pugi::xml_node entry = document.child("feed").child("entry");
  EXPECT_STREQ(entry.child_value("title"), "It began so.");
  EXPECT_STREQ(entry.child_value("summary"), "A passage.");
  EXPECT_EQ(link_of(entry, "alternate"),
            "http://127.0.0.1:8080/articles/0123456789abcdef");
  EXPECT_FALSE(entry.child("published"));
  EXPECT_FALSE(entry.child("author"));
  EXPECT_TRUE(document.child("feed").child("author"));
  EXPECT_THAT(site.get("/feed.json").body, Not(HasSubstr("javascript")));
}

TEST(Feeds, ALongFirstSentenceIsCutBetweenLetters) {
  Site site;
  Hit hit = entry_hit("");
  hit.title.reset();
  std::string summary;
  for (int i = 0; i < 400; ++i) summary += "芯";
  hit.fields_json = R"({"summary":")" + summary +
                    R"(","authors":[],"indexed_at":"2025-09-12T10:20:30Z"})";
  site.backend.response.hits = {hit};
  const pugi::xml_document document = parsed(site.get("/feed.atom"));
  const std::string title =
      document.child("feed").child("entry").child_value("title");
  EXPECT_LE(title.size(), 203U);
  EXPECT_THAT(title, ::testing::StartsWith("芯芯"));
  EXPECT_THAT(title, ::testing::EndsWith("芯…"));
}

TEST(Feeds, AnEmptyFeedWasUpdatedWhenTheIndexWas) {
  Site site;
  site.backend.held.updated_at = 1757592000;
  const pugi::xml_document document = parsed(site.get("/feed.atom?q=nothing"));
  EXPECT_STREQ(document.child("feed").child_value("updated"),
               "2025-09-11T12:00:00Z");
  EXPECT_FALSE(document.child("feed").child("entry"));
}

TEST(Feeds, HoldNothingThatXmlCannot) {
  EXPECT_EQ(xml_text("a\x01\x1f\tb\r\nc\x7f"), "a\tb\r\nc\x7f");
  EXPECT_EQ(xml_text("x\xEF\xBF\xBFy\xEF\xBF\xBEz\xEF\xBF\xBD"),
            "xyz\xEF\xBF\xBD");
  EXPECT_EQ(xml_text("芯片😀"), "芯片😀");
  Site site;
  site.backend.response.hits = {entry_hit("A\x08 title\x0c \xEF\xBF\xBF!")};
  const pugi::xml_document document = parsed(site.get("/feed.atom"));
  EXPECT_STREQ(document.child("feed").child("entry").child_value("title"),
               "A title !");
}

TEST(Feeds, NamesAreUuidsThatDependOnIndexAndArticleAlone) {
  const std::string name = feed_urn("index", "0123456789abcdef");
  EXPECT_THAT(name, ::testing::MatchesRegex(
                        "urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-"
                        "[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
  // Readers know entries by it: it may never change.
  EXPECT_EQ(name, "urn:uuid:893cfe9d-e318-5e50-919a-0632555627b9");
  EXPECT_NE(name, feed_urn("other", "0123456789abcdef"));
  EXPECT_NE(name, feed_urn("index", "0123456789abcdeg"));
}

TEST(Feeds, AreValidatedReadAcrossOriginsAndKept) {
  Site site;
  AnswerCache cache{1 << 20};
  site.cache = &cache;
  site.backend.response.hits = {entry_hit("Chips")};
  const HttpResponse first = site.get("/feed.atom?q=chips");
  EXPECT_EQ(field(first, "Cache-Control"), "no-cache");
  EXPECT_EQ(field(first, "Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(
      site.get("/feed.atom?q=chips", {{"if-none-match", field(first, "ETag")}})
          .status,
      304);
  EXPECT_EQ(site.get("/feed.atom?q=chips").body, first.body);
  EXPECT_EQ(site.backend.requests.size(), 1U);
  site.backend.held.revision = 2;
  EXPECT_EQ(
      site.get("/feed.atom?q=chips", {{"if-none-match", field(first, "ETag")}})
          .status,
      200);
}

TEST(Feeds, FailAsTheApiDoes) {
  Site site;
  site.backend.failure = Error{ErrorCode::kMissingIndex, "none"};
  for (const char* path : {"/feed.atom", "/feed.json", "/opml"}) {
    const HttpResponse response = site.get(path);
    EXPECT_EQ(response.status, 503) << path;
    EXPECT_THAT(response.body, HasSubstr("index_missing")) << path;
  }
}

TEST(Feeds, SavedSearchesAreAListOfSubscriptions) {
  Site site;
  site.settings.public_url = "https://news.example/lede";
  site.backend.searches = {{"ai-chips", "chip:h20 OR \"training chips\""},
                           {"芯片", "芯片"}};
  const HttpResponse response = site.get("/opml");
  EXPECT_EQ(response.content_type, "text/x-opml; charset=utf-8");
  const pugi::xml_document document = parsed(response);
  const pugi::xml_node root = document.child("opml");
  EXPECT_STREQ(root.attribute("version").value(), "2.0");
  const pugi::xml_node outline = root.child("body").child("outline");
  EXPECT_STREQ(outline.attribute("type").value(), "rss");
  EXPECT_STREQ(outline.attribute("text").value(), "ai-chips");
  EXPECT_STREQ(outline.attribute("description").value(),
               "chip:h20 OR \"training chips\"");
  EXPECT_STREQ(outline.attribute("xmlUrl").value(),
               "https://news.example/lede/feed.atom?q=query:ai-chips");
  EXPECT_STREQ(
      outline.next_sibling().attribute("xmlUrl").value(),
      "https://news.example/lede/feed.atom?q=query:%E8%8A%AF%E7%89%87");
}

TEST(Feeds, TheSearchPageNamesThemInItsHead) {
  Site site;
  site.settings.path_prefix = "/lede";
  const std::string page =
      site.get("/search?q=chips&filter=lang:en&sort=oldest&hl=zh&offset=10")
          .body;
  const std::string head = page.substr(0, page.find("</head>"));
  EXPECT_THAT(head, HasSubstr("<link rel=\"alternate\" "
                              "type=\"application/atom+xml\""));
  EXPECT_THAT(head, HasSubstr("href=\"/lede/feed.atom?q=chips&amp;"
                              "filter=lang:en\""));
  EXPECT_THAT(head, HasSubstr("href=\"/lede/feed.json?q=chips&amp;"
                              "filter=lang:en\""));
  EXPECT_THAT(site.get("/help/query").body, Not(HasSubstr("atom+xml")));
}

}  // namespace
}  // namespace lede
