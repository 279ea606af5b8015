// SPDX-License-Identifier: GPL-3.0-or-later

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/server/fake_backend.h"

namespace lede {
namespace {

using testing::field;
using ::testing::HasSubstr;
using testing::Site;

nlohmann::json body_of(const HttpResponse& response) {
  return nlohmann::json::parse(response.body);
}

TEST(SuggestApi, ReadsItsParameters) {
  Site site;
  const HttpResponse response =
      site.get("/api/v1/suggest?q=%E8%8A%AF%20chi&limit=20&tz=Asia/Shanghai");
  ASSERT_EQ(response.status, 200) << response.body;
  const SuggestRequest& request = site.backend.completed.at(0);
  EXPECT_EQ(request.text, "芯 chi");
  EXPECT_EQ(request.limit, 20U);
  EXPECT_EQ(request.time_zone, "Asia/Shanghai");
  ASSERT_EQ(site.get("/api/v1/suggest").status, 200);
  EXPECT_EQ(site.backend.completed.at(1).text, "");
  EXPECT_EQ(site.backend.completed.at(1).limit, 8U);
}

TEST(SuggestApi, TalksToAddressBars) {
  Site site;
  Completion one;
  one.text = "custom chips";
  site.backend.completions.suggestions = {one};
  const HttpResponse response =
      site.get("/api/v1/suggest?q=custom%20c&format=opensearch");
  EXPECT_EQ(response.content_type, "application/x-suggestions+json");
  EXPECT_EQ(response.body, "[\"custom c\",[\"custom chips\"]]\n");
  EXPECT_EQ(site.get("/api/v1/suggest?q=c&format=json").content_type,
            "application/json");
  EXPECT_EQ(site.get("/api/v1/suggest?q=c&format=xml").status, 400);
}

TEST(SuggestApi, AnswersWhatTheIndexDoes) {
  Site site;
  Completion shown;
  shown.kind = CompletionKind::kHeadline;
  shown.text = "Chips";
  shown.key = "0123456789abcdef";
  shown.highlights = {{0, 3}};
  site.backend.completions.suggestions = {shown};
  const HttpResponse response = site.get("/api/v1/suggest?q=chi");
  EXPECT_EQ(response.content_type, "application/json");
  const auto body = body_of(response);
  EXPECT_EQ(body["query"], "chi");
  EXPECT_EQ(body["suggestions"][0]["kind"], "headline");
  EXPECT_EQ(body["suggestions"][0]["key"], "0123456789abcdef");
  EXPECT_TRUE(body["suggestions"][0]["documents"].is_null());
  EXPECT_TRUE(body["suggestions"][0]["entity"].is_null());
}

TEST(SuggestApi, NamesTheParameterAtFault) {
  struct Row {
    const char* query;
    const char* code;
    const char* parameter;
  };
  const std::string long_text(2001, 'x');
  const std::string too_long = "q=" + long_text;
  const Row rows[] = {
      {"limt=3", "unknown_parameter", "limt"},
      {"fuzzy=1", "unknown_parameter", "fuzzy"},
      {"limit=0", "invalid_parameter", "limit"},
      {"limit=21", "invalid_parameter", "limit"},
      {"limit=-1", "invalid_parameter", "limit"},
      {"limit=8x", "invalid_parameter", "limit"},
      {"limit=", "invalid_parameter", "limit"},
      {"q=a&q=b", "invalid_parameter", "q"},
      {"q=%00", "invalid_parameter", "q"},
      {"q=%ff", "invalid_parameter", "q"},
      {too_long.c_str(), "invalid_parameter", "q"},
      {"tz=Nowhere", "invalid_parameter", "tz"},
  };
  for (const Row& row : rows) {
    Site site;
    const HttpResponse response =
        site.get(std::string("/api/v1/suggest?") + row.query);
    EXPECT_EQ(response.status, 400) << row.query;
    EXPECT_EQ(response.content_type, "application/problem+json");
    EXPECT_EQ(body_of(response)["code"], row.code) << row.query;
    EXPECT_EQ(body_of(response)["parameter"], row.parameter) << row.query;
    EXPECT_TRUE(site.backend.completed.empty());
  }
  Site site;
  EXPECT_THAT(site.get("/api/v1/suggest?limt=3").body, HasSubstr("'limit'"));
}

TEST(SuggestApi, TellsThatThereIsNoIndex) {
  Site site;
  site.backend.failure = Error{ErrorCode::kMissingIndex, "no index"};
  EXPECT_EQ(site.get("/api/v1/suggest?q=a").status, 503);
}

// The next answer to the same request may be another one.
TEST(SuggestApi, GivesNoValidatorForWhatIsNotYetComplete) {
  Site site;
  const HttpResponse whole = site.get("/api/v1/suggest?q=a");
  EXPECT_NE(field(whole, "ETag"), "");
  site.backend.completions.complete = false;
  const HttpResponse part = site.get("/api/v1/suggest?q=a");
  EXPECT_EQ(field(part, "ETag"), "");
  EXPECT_EQ(field(part, "Cache-Control"), "no-store");
  EXPECT_EQ(body_of(part)["complete"], false);
}

TEST(SuggestPage, TellsTheScriptWhereToAsk) {
  Site site;
  site.settings.path_prefix = "/news";
  for (const char* path : {"/news/?hl=zh", "/news/search?q=x&hl=zh"}) {
    const std::string page = site.get(path).body;
    EXPECT_THAT(page, HasSubstr("data-suggest=\"/news/suggest\""));
    EXPECT_THAT(page, HasSubstr("data-label=\"建议\""));
    EXPECT_THAT(page, HasSubstr("company=公司;"));
  }
}

}  // namespace
}  // namespace lede
