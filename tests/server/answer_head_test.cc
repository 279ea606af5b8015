// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/answer_head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lede {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr std::chrono::seconds kIdle{30};
constexpr std::string_view kOk = "HTTP/1.1 200 OK\r\n";

// All but the date, which comes last.
std::string without_date(const std::string& head) {
  const std::size_t at = head.rfind("Date: ");
  EXPECT_TRUE(head.ends_with(" GMT\r\n\r\n")) << head;
  return head.substr(0, at);
}

HttpResponse text_answer() {
  HttpResponse response;
  response.content_type = "text/plain";
  response.headers = {{"ETag", "\"1\""}, {"Vary", "Origin"}};
  response.body = "0123456789";
  return response;
}

TEST(AnswerHead, HasItsFieldsInThisOrder) {
  EXPECT_EQ(without_date(answer_head(kOk, text_answer(), {true, kIdle})),
            "HTTP/1.1 200 OK\r\n"
            "Content-Length: 10\r\n"
            "Content-Type: text/plain\r\n"
            "Keep-Alive: timeout=30\r\n"
            "ETag: \"1\"\r\n"
            "Vary: Origin\r\n"
            "Content-Security-Policy: default-src 'none'; style-src 'self'; "
            "script-src 'self'; connect-src 'self'; img-src 'self' data:; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"
            "X-Content-Type-Options: nosniff\r\n"
            "Referrer-Policy: no-referrer\r\n"
            "X-Frame-Options: DENY\r\n"
            "Cross-Origin-Opener-Policy: same-origin\r\n"
            "Accept-Ranges: none\r\n");
}

TEST(AnswerHead, TellsTheLastClientThatItIsTheLast) {
  EXPECT_THAT(answer_head(kOk, text_answer(), {false, kIdle}),
              StartsWith("HTTP/1.1 200 OK\r\n"
                         "Connection: close\r\n"
                         "Content-Length: 10\r\n"
                         "Content-Type: text/plain\r\n"
                         "ETag: "));
}

TEST(AnswerHead, HasALengthUnlessThereCanBeNoBody) {
  HttpResponse response;
  for (const auto& [status, length] :
       {std::pair{200, true}, {204, false}, {304, false}, {405, true}}) {
    response.status = status;
    const std::string head = answer_head(kOk, response, {true, kIdle});
    EXPECT_EQ(head.find("Content-Length: 0\r\n") != head.npos, length) << head;
    EXPECT_THAT(head, Not(HasSubstr("\r\nContent-Type")));
  }
}

TEST(AnswerHead, GivesWayToWhatTheHandlerSaysAboutSecurity) {
  HttpResponse response = text_answer();
  response.headers.emplace_back("Referrer-Policy", "origin");
  const std::string head = answer_head(kOk, response, {true, kIdle});
  EXPECT_THAT(head, HasSubstr("Referrer-Policy: origin\r\n"));
  EXPECT_THAT(head, Not(HasSubstr("no-referrer")));
  EXPECT_THAT(head, HasSubstr("X-Frame-Options: DENY\r\n"));
}

TEST(AnswerHead, LeavesOutWhatWouldEndItsLine) {
  HttpResponse response = text_answer();
  response.content_type = "text/html\r\nX-Injected: 1";
  response.headers = {{"X-A", std::string("b\0c", 3)},
                      {"X-B", "b\nX-Injected: 2"},
                      {"X-C\r\nX-Injected", "3"},
                      {"X-D", "whole"}};
  const std::string head = answer_head(kOk, response, {true, kIdle});
  EXPECT_THAT(head, Not(HasSubstr("X-Injected")));
  EXPECT_THAT(head, Not(HasSubstr("X-A")));
  EXPECT_THAT(head, HasSubstr("X-D: whole\r\n"));
  EXPECT_THAT(head, HasSubstr("Content-Type: text/plain\r\n"));
}

}  // namespace
}  // namespace lede
