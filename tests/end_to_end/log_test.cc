// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a server tells of its requests: a line of JSON each, with an id that the
// client was given too, and nothing of what strangers wrote.

#include <csignal>
#include <sstream>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/end_to_end/indexed_test.h"
#include "tests/end_to_end/program_run.h"
#include "tests/end_to_end/server_run.h"

namespace lede::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Log : public IndexedTest {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(IndexedTest::SetUp());
    folder_.write("log", "");
  }

  [[nodiscard]] RawAnswer ask(const std::string& target,
                              const std::string& fields) const {
    std::string request = request_for(target);
    request.insert(request.size() - 2, fields);
    return RawClient(address_).ask(request);
  }

  // Ends the server and reads what it wrote but for the line without JSON that
  // says where it listens.
  [[nodiscard]] std::vector<nlohmann::json> entries(Background& server) {
    EXPECT_EQ(server.end(SIGTERM), 0);
    log_ = read_file(folder_.path() / "log");
    std::istringstream lines(log_);
    std::vector<nlohmann::json> entries;
    for (std::string line; std::getline(lines, line);) {
      for (const char c : line) {
        const auto byte = static_cast<unsigned char>(c);
        EXPECT_TRUE(byte >= 0x20 && byte < 0x7f) << line;
      }
      if (line.starts_with("lede-server: listening")) continue;
      entries.push_back(nlohmann::json::parse(line, nullptr, false));
      EXPECT_TRUE(entries.back().is_object()) << line;
    }
    return entries;
  }

  [[nodiscard]] std::vector<std::string> arguments(
      std::vector<std::string> more = {}) const {
    more.insert(more.end(), {"--index", index_, "--listen", address_});
    return more;
  }

  std::string file_ = (folder_.path() / "log").string();
  std::string address_ = free_address();
  std::string log_;
};

TEST_F(Log, NamesARequestAsItsAnswerDoes) {
  Background server("lede-server",
                    arguments({"--trusted-proxies", "127.0.0.1"}), file_);
  ASSERT_EQ(get(address_, "/readyz").status, 200);
  const RawAnswer answer =
      ask("/api/v1/search?q=ferries",
          "X-Request-Id: edge-42\r\nX-Forwarded-For: 198.51.100.7\r\n");
  EXPECT_TRUE(answer.has("X-Request-Id: edge-42\r\n")) << answer.head;
  const RawAnswer refused = RawClient(address_).ask("GARBAGE\r\n\r\n");
  EXPECT_EQ(refused.status, 400);
  EXPECT_TRUE(refused.has("X-Request-Id: ")) << refused.head;
  bool found = false;
  bool rejected = false;
  for (const nlohmann::json& entry : entries(server)) {
    if (entry["id"] == "edge-42") {
      found = true;
      EXPECT_EQ(entry["client"], "198.51.100.7");
      EXPECT_EQ(entry["route"], "/api/v1/search");
      EXPECT_EQ(entry["status"], 200);
      EXPECT_TRUE(entry["key"].is_null());
    }
    rejected = rejected || (entry["code"] == "bad_request" &&
                            refused.has(entry["id"].get<std::string>()));
  }
  EXPECT_TRUE(found) << log_;
  EXPECT_TRUE(rejected) << log_;
}

TEST_F(Log, HoldsNothingThatStrangersWrote) {
  Background server("lede-server",
                    arguments({"--trusted-proxies", "127.0.0.1"}), file_);
  ASSERT_EQ(get(address_, "/readyz").status, 200);
  const std::string secret = "hunter2";
  const std::vector<std::string> fields = {
      "X-Request-Id: " + secret + "%0d%0aX-Evil: 1\r\n",
      "X-Request-Id: \"" + secret + "\"\r\n",
      "X-Request-Id: " + secret + "\xc2\x85\r\n",
      "X-Forwarded-For: " + secret + "%0a{\"event\":1}\r\n",
      "X-Forwarded-For: 1.2.3.4\", \"x\":\"" + secret + "\r\n",
      "Authorization: Bearer " + secret + "\r\n",
      "User-Agent: \x1b[31m" + secret + "\r\n",
      "Referer: " + secret + "\r\n"};
  for (const std::string& field : fields) {
    const RawAnswer answer = ask("/search?q=" + secret, field);
    EXPECT_NE(answer.status, 0) << field;
    EXPECT_THAT(answer.head, Not(HasSubstr("X-Evil"))) << field;
  }
  for (const std::string& target :
       {"/feed.atom?key=" + secret, "/" + secret + "%0a%1b[2J",
        "/api/v1/" + secret, "/api/v1/search?" + secret + "=%0d%0a",
        "/api/v1/articles/" + secret, "/assets/" + secret}) {
    EXPECT_NE(ask(target, "").status, 0) << target;
  }
  EXPECT_NE(RawClient(address_).ask(secret + " / HTTP/1.1\r\n\r\n").status, 0);
  const auto logged = entries(server);
  EXPECT_GE(logged.size(), fields.size());
  EXPECT_THAT(log_, Not(HasSubstr(secret)));
}

TEST_F(Log, CountsClientsBehindAProxyApart) {
  Background server("lede-server",
                    arguments({"--trusted-proxies", "127.0.0.1", "--rate-limit",
                               "0.01", "--rate-burst", "2"}),
                    file_);
  ASSERT_EQ(get(address_, "/readyz").status, 200);
  const std::string target = "/api/v1/search?q=ferries";
  const std::string one = "X-Forwarded-For: 198.51.100.1\r\n";
  EXPECT_EQ(ask(target, one).status, 200);
  EXPECT_EQ(ask(target, one).status, 200);
  const RawAnswer refused = ask(target, one);
  EXPECT_EQ(refused.status, 429);
  EXPECT_TRUE(refused.has("Retry-After: 100\r\n")) << refused.head;
  EXPECT_EQ(ask(target, "X-Forwarded-For: 198.51.100.2\r\n").status, 200);
  EXPECT_EQ(
      ask(target, "X-Forwarded-For: 203.0.113.9, 198.51.100.1\r\n").status, 429)
      << "what the client wrote itself counts for nothing";
}

}  // namespace
}  // namespace lede::testing
