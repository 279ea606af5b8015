// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each error that a client can bring about, as it comes over the wire.

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/end_to_end/articles.h"
#include "tests/end_to_end/program_run.h"
#include "tests/end_to_end/server_run.h"
#include "tests/support/temp_dir.h"

namespace lede::testing {
namespace {

using ::testing::HasSubstr;

struct Refused {
  std::string request;
  int status;
  std::string code;
};

std::string head(const std::string& line, const std::string& fields = "") {
  return line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" +
         fields + "\r\n";
}

std::string post(const std::string& fields, const std::string& body) {
  return head("POST /api/v1/search", fields + "Content-Length: " +
                                         std::to_string(body.size()) + "\r\n") +
         body;
}

// A problem of that status and code, whatever else it says.
void expect_problem(const RawAnswer& answer, int status,
                    const std::string& code, const std::string& of) {
  EXPECT_EQ(answer.status, status) << of;
  EXPECT_TRUE(answer.has("Content-Type: application/problem+json"))
      << answer.head;
  const auto problem = nlohmann::json::parse(answer.body, nullptr, false);
  ASSERT_TRUE(problem.is_object()) << of << answer.body;
  EXPECT_EQ(problem["status"], status) << of;
  EXPECT_EQ(problem["code"], code) << of;
  for (const char* key : {"type", "title", "detail"}) {
    EXPECT_TRUE(problem[key].is_string()) << key << of;
  }
}

class Errors : public ::testing::Test {
 protected:
  Errors() {
    const std::string file = folder_.write("a.jsonl", three_articles());
    EXPECT_EQ(
        run_program("lede-index", {"add", "--index", index(), file}).status, 0);
  }
  [[nodiscard]] std::string index() const {
    return (folder_.path() / "lede.db").string();
  }

  TempDir folder_;
  std::string address_ = free_address();
};

TEST_F(Errors, AreProblemsWithAStableCode) {
  const Background server("lede-server",
                          {"--index", index(), "--listen", address_});
  ASSERT_EQ(get(address_, "/readyz").status, 200);
  const std::string json = "Content-Type: application/json\r\n";
  const std::vector<Refused> rows = {
      {"nonsense\r\n\r\n", 400, "bad_request"},
      {head("GET /api/v1/search?limt=3"), 400, "unknown_parameter"},
      {head("GET /api/v1/search?limit=many"), 400, "invalid_parameter"},
      {head("GET /api/v1/search?cursor=0"), 400, "invalid_cursor"},
      {head("GET /api/v1/articles"), 400, "missing_parameter"},
      {post(json, "{"), 400, "invalid_json"},
      {head("GET /api/v1/nothing"), 404, "not_found"},
      {head("GET /api/v1/articles/none"), 404, "article_not_found"},
      {head("GET /api/v1/articles/none/similar"), 404, "article_not_found"},
      {head("GET /api/v1/stories/none"), 404, "story_not_found"},
      {head("DELETE /api/v1/stats"), 405, "method_not_allowed"},
      {head("POST /api/v1/stats", "Content-Length: 0\r\n"), 405,
       "method_not_allowed"},
      {post(json, std::string(65 * 1024, ' ')), 413, "body_too_large"},
      {head("GET /api/v1/search?q=" + std::string(9'000, 'a')), 414,
       "target_too_long"},
      {post("Content-Type: text/plain\r\n", "chips"), 415,
       "unsupported_media_type"},
      {post(json + "Content-Encoding: gzip\r\n", "{}"), 415,
       "unsupported_media_type"},
      {post(json + "Expect: a-miracle\r\n", "{}"), 417, "expectation_failed"},
      {head("GET /", "X-Long: " + std::string(20'000, 'a') + "\r\n"), 431,
       "head_too_large"},
      {head("POST /api/v1/search", json + "Transfer-Encoding: gzip\r\n"), 501,
       "transfer_coding_not_supported"},
      {"GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", 505,
       "version_not_supported"},
  };
  for (const Refused& row : rows) {
    RawClient client(address_);
    expect_problem(client.ask(row.request), row.status, row.code,
                   row.request.substr(0, 60));
  }
}

TEST_F(Errors, OfWhoWouldAddArticlesNamesTheProgramThatDoes) {
  const Background server("lede-server",
                          {"--index", index(), "--listen", address_});
  ASSERT_EQ(get(address_, "/readyz").status, 200);
  RawClient client(address_);
  const RawAnswer answer = client.ask(
      head("POST /api/v1/articles",
           "Content-Type: application/json\r\nContent-Length: 2\r\n") +
      "{}");
  expect_problem(answer, 405, "method_not_allowed", "POST of articles");
  EXPECT_THAT(answer.body, HasSubstr("lede-index add -"));
  EXPECT_TRUE(answer.has("Allow: GET, HEAD\r\n")) << answer.head;
}

TEST_F(Errors, OfARequestThatDoesNotComeIsToldToo) {
  const Background server("lede-server",
                          {"--index", index(), "--listen", address_});
  ASSERT_EQ(get(address_, "/readyz").status, 200);
  RawClient client(address_);
  expect_problem(client.ask("GET /api/v1/search HTTP/1.1\r\nHost:"), 408,
                 "request_timeout", "half a head");
  EXPECT_TRUE(client.receive_end());
}

TEST_F(Errors, OfAMissingIndexSaysWhenToTryAgain) {
  const Background server("lede-server",
                          {"--index", index() + ".none", "--listen", address_});
  ASSERT_EQ(get(address_, "/healthz").status, 200);
  for (const char* path :
       {"/readyz", "/api/v1/search?q=chips", "/api/v1/suggest?q=c",
        "/api/v1/stats", "/api/v1/trends", "/api/v1/articles/none"}) {
    const RawAnswer answer = get(address_, path);
    expect_problem(answer, 503, "index_missing", path);
    EXPECT_TRUE(answer.has("Retry-After: ")) << answer.head;
  }
}

}  // namespace
}  // namespace lede::testing
