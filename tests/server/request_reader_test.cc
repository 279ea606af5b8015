// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/front/request_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lede::internal {
namespace {

using State = RequestReader::State;

constexpr std::string_view kGet = "GET /a?q=1 HTTP/1.1\r\nHost: x\r\n\r\n";

RequestReader reader_of(std::string_view bytes) {
  RequestReader reader{RequestLimits{}};
  reader.append(bytes);
  return reader;
}

int status_of(std::string_view bytes) {
  RequestReader reader = reader_of(bytes);
  return reader.advance() == State::kRejected ? reader.rejection().status : 0;
}

std::string post(std::string_view fields, std::string_view body) {
  return "POST /s HTTP/1.1\r\nHost: x\r\n" + std::string(fields) + "\r\n" +
         std::string(body);
}

TEST(RequestReader, TakesARequestThatComesByteByByte) {
  RequestReader reader{RequestLimits{}};
  for (std::size_t i = 0; i + 1 < kGet.size(); ++i) {
    reader.append(kGet.substr(i, 1));
    ASSERT_EQ(reader.advance(), State::kNeedsMore) << i;
  }
  reader.append(kGet.substr(kGet.size() - 1));
  ASSERT_EQ(reader.advance(), State::kComplete);
  const RawRequest request = reader.take();
  EXPECT_EQ(request.line, "GET /a HTTP/1.1\r\n\r\n");
  EXPECT_EQ(request.target, "/a?q=1");
  EXPECT_TRUE(request.keep_alive);
  EXPECT_FALSE(reader.in_request());
}

TEST(RequestReader, KeepsPipelinedRequestsApart) {
  RequestReader reader =
      reader_of(post("Content-Length: 3\r\n", "abc") + std::string(kGet) +
                "GET /b HTTP/1.0\r\n\r\n");
  ASSERT_EQ(reader.advance(), State::kComplete);
  EXPECT_EQ(reader.take().body, "abc");
  ASSERT_EQ(reader.advance(), State::kComplete);
  EXPECT_EQ(reader.take().target, "/a?q=1");
  ASSERT_EQ(reader.advance(), State::kComplete);
  EXPECT_FALSE(reader.take().keep_alive);
}

TEST(RequestReader, DecodesAChunkedBodyInAnyPieces) {
  const std::string bytes =
      post("Transfer-Encoding: Chunked\r\n",
           "3;ext=1\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n");
  RequestReader reader{RequestLimits{}};
  for (const char byte : bytes) {
    ASSERT_NE(reader.advance(), State::kComplete);
    reader.append({&byte, 1});
  }
  ASSERT_EQ(reader.advance(), State::kComplete);
  EXPECT_EQ(reader.take().body, "abc0123456789");
  EXPECT_FALSE(reader.in_request());
}

TEST(RequestReader, HidesTheQueryFromTheLibrary) {
  RequestReader reader =
      reader_of("GET /a%20b?q=x%26y?z HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_EQ(reader.advance(), State::kComplete);
  const RawRequest request = reader.take();
  EXPECT_EQ(request.line, "GET /a%20b HTTP/1.1\r\n\r\n");
  EXPECT_EQ(request.target, "/a%20b?q=x%26y?z");
}

TEST(RequestReader, GivesFieldsInTheirOrderWithoutRangesAndFraming) {
  RequestReader reader = reader_of(
      post("Content-Length: 1\r\nRange: bytes=0-,0-\r\nIf-Range: \"a\"\r\n"
           "Accept: a/b\r\nconnection: Close\r\nX-Empty: \r\n"
           "X-CODED: a%2Fb%zz+ \r\naccept: c\r\n",
           "x"));
  ASSERT_EQ(reader.advance(), State::kComplete);
  const RawRequest request = reader.take();
  EXPECT_EQ(request.line, "POST /s HTTP/1.1\r\n\r\n");
  EXPECT_EQ(request.fields, (std::vector<HeaderField>{{"host", "x"},
                                                      {"accept", "a/b"},
                                                      {"x-coded", "a/b%zz+"},
                                                      {"accept", "c"}}));
  EXPECT_EQ(request.body, "x");
  EXPECT_FALSE(request.keep_alive);
}

TEST(RequestReader, AsksOnceForABodyTheClientHoldsBack) {
  RequestReader reader =
      reader_of(post("Content-Length: 1\r\nExpect: 100-continue\r\n", ""));
  EXPECT_EQ(reader.advance(), State::kNeedsMore);
  EXPECT_TRUE(reader.take_continue());
  EXPECT_FALSE(reader.take_continue());
}

TEST(RequestReader, TakesAnAbsoluteTargetAsItsPath) {
  RequestReader reader =
      reader_of("GET http://x:80/a?b HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_EQ(reader.advance(), State::kComplete);
  EXPECT_EQ(reader.take().target, "/a?b");
}

struct Refusal {
  const char* what;
  std::string bytes;
  int status;
};

TEST(RequestReader, RefusesWhatIsAmbiguousOrTooBig) {
  std::string fields;
  for (int i = 0; i < 101; ++i) fields += "A: b\r\n";
  const Refusal rows[] = {
      {"two lengths", post("Content-Length: 1\r\nContent-Length: 1\r\n", "a"),
       400},
      {"a list of lengths", post("Content-Length: 1, 1\r\n", "a"), 400},
      {"a signed length", post("Content-Length: +1\r\n", "a"), 400},
      {"an empty length", post("Content-Length:\r\n", ""), 400},
      {"a length beyond all numbers",
       post("Content-Length: 99999999999999999999999\r\n", ""), 413},
      {"a length over the limit", post("Content-Length: 65537\r\n", ""), 413},
      {"length and chunks",
       post("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", ""), 400},
      {"chunked twice",
       post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", ""),
       400},
      {"chunks in HTTP/1.0",
       "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"another coding", post("Transfer-Encoding: gzip, chunked\r\n", ""), 501},
      {"a compressed body", post("Content-Encoding: gzip\r\n", ""), 415},
      {"a multipart body",
       post("Content-Type: Multipart/form-data; boundary=x\r\n", ""), 415},
      {"a bad chunk size", post("Transfer-Encoding: chunked\r\n", "zz\r\n"),
       400},
      {"a negative chunk size",
       post("Transfer-Encoding: chunked\r\n", "-1\r\n"), 400},
      {"a huge chunk",
       post("Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\n"), 413},
      {"a chunk over the limit",
       post("Transfer-Encoding: chunked\r\n", "10001\r\n"), 413},
      {"a chunk longer than it says",
       post("Transfer-Encoding: chunked\r\n", "1\r\nab\r\n"), 400},
      {"a chunk line without end",
       post("Transfer-Encoding: chunked\r\n", "1;" + std::string(2000, 'x')),
       400},
      {"trailers without end",
       post("Transfer-Encoding: chunked\r\n", "0\r\n" + fields + fields +
                                                  fields + fields + fields +
                                                  fields + fields + fields),
       413},
      {"101 fields", post(fields, ""), 431},
      {"a long field", post("A: " + std::string(9000, 'b') + "\r\n", ""), 431},
      {"a long head", "GET / HTTP/1.1\r\nHost: x\r\n" + std::string(17000, 'x'),
       431},
      {"a long target", "GET /" + std::string(9000, 'x'), 414},
      {"a folded field", post("A: b\r\n c\r\n", ""), 400},
      {"a space before the colon", post("A : b\r\n", ""), 400},
      {"a control byte in a value", post("A: b\x01\r\n", ""), 400},
      {"a bare line feed", "GET / HTTP/1.1\nHost: x\n\n", 400},
      {"a bare line feed inside", post("A: b\nC: d\r\n", ""), 400},
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two hosts", post("Host: y\r\n", ""), 400},
      {"no version", "GET /\r\n\r\n", 400},
      {"HTTP/2", "PRI * HTTP/2.0\r\n\r\n", 505},
      {"no path", "GET a HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"a space in the target", "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"an unknown expectation", post("Expect: tea\r\n", ""), 417},
      {"noise", std::string("\x16\x03\x01\x00\n\x00\r\n\r\n", 10), 400},
  };
  for (const Refusal& row : rows) {
    EXPECT_EQ(status_of(row.bytes), row.status) << row.what;
  }
}

TEST(RequestReader, BoundsWhatChunksOfOneByteCost) {
  std::string body;
  for (int i = 0; i < 60'000; ++i) body += "1\r\na\r\n";
  RequestReader reader =
      reader_of(post("Transfer-Encoding: chunked\r\n", body + "0\r\n\r\n"));
  ASSERT_EQ(reader.advance(), State::kComplete);
  EXPECT_EQ(reader.take().body.size(), 60'000U);
  for (int i = 0; i < 6'000; ++i) body += "1\r\na\r\n";
  EXPECT_EQ(status_of(post("Transfer-Encoding: chunked\r\n", body)), 413);
}

}  // namespace
}  // namespace lede::internal
