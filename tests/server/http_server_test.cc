// SPDX-License-Identifier: GPL-3.0-or-later
//
// The front over real sockets, with a handler that echoes.

#include "server/http_server.h"

#include <atomic>
#include <latch>
#include <optional>
#include <sys/resource.h>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "tests/server/echo_server.h"
#include "tests/server/raw_client.h"
#include "tests/support/temp_dir.h"

namespace lede {
namespace {

using testing::echo;
using testing::get;
using ::testing::HasSubstr;
using testing::options_for_tests;
using testing::RawAnswer;
using testing::RawClient;
using testing::start;
using std::chrono_literals::operator""h;
using std::chrono_literals::operator""ms;

TEST(HttpServer, AnswersOnAConnectionThatStaysOpen) {
  const HttpServer server = start();
  RawClient client(server.address());
  EXPECT_EQ(client.ask(get("/a")).body, "GET /a ");
  const RawAnswer answer = client.ask(get("/%E8%8A%AF?q=a%20b"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "GET /%E8%8A%AF?q=a%20b ");
  EXPECT_TRUE(answer.has("X-Content-Type-Options: nosniff"));
  EXPECT_TRUE(answer.has("Content-Security-Policy: default-src 'none'"));
  EXPECT_TRUE(answer.has("connect-src 'self';"));
  EXPECT_TRUE(answer.has("Date: "));
}

TEST(HttpServer, AnswersPipelinedRequestsInTheirOrder) {
  const HttpServer server = start();
  RawClient client(server.address());
  client.send(get("/1") + "POST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 2" +
              "\r\n\r\nhi" + get("/3"));
  EXPECT_EQ(client.receive().body, "GET /1 ");
  EXPECT_EQ(client.receive().body, "POST /2 hi");
  EXPECT_EQ(client.receive().body, "GET /3 ");
}

TEST(HttpServer, WritesTheFieldsOfItsHandlerOnceAndEachOnItsLine) {
  const HttpServer server = start([](const HttpRequest& request) {
    HttpResponse response = echo(request);
    response.headers = {{"ETag", "\"1\""},
                        {"Referrer-Policy", "origin"},
                        {"X-Split", "a\r\nX-Injected: b"},
                        {"X-Bare", "a\nX-Injected: b"},
                        {"X-Name\r\nX-Injected", "b"}};
    return response;
  });
  RawClient client(server.address());
  const RawAnswer answer = client.ask(get("/a"));
  EXPECT_EQ(answer.body, "GET /a ");
  EXPECT_TRUE(answer.has("ETag: \"1\""));
  EXPECT_TRUE(answer.has("Referrer-Policy: origin"));
  EXPECT_FALSE(answer.has("no-referrer"));
  EXPECT_FALSE(answer.has("X-Injected"));
  EXPECT_EQ(client.ask(get("/b")).body, "GET /b ");
}

TEST(HttpServer, TakesAChunkedBody) {
  const HttpServer server = start();
  RawClient client(server.address());
  EXPECT_EQ(client
                .ask("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
                     "chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n")
                .body,
            "POST / hi");
  EXPECT_EQ(client.ask(get("/after")).body, "GET /after ");
}

TEST(HttpServer, SendsNoBodyToHead) {
  const HttpServer server = start();
  RawClient client(server.address());
  client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n" + get("/b"));
  const RawAnswer answer = client.receive(/*bodiless=*/true);
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.has("Content-Length: 8"));
  EXPECT_TRUE(answer.has("Accept-Ranges: none"));
  EXPECT_FALSE(answer.has("Accept-Ranges: bytes"));
  EXPECT_EQ(client.receive().body, "GET /b ");
}

TEST(HttpServer, SendsALongAnswerWholeToASlowReader) {
  std::string body;
  for (int i = 0; body.size() < std::size_t{16} << 20; ++i) {
    body += std::to_string(i) + "\n";
  }
  const HttpServer server = start([&body](const HttpRequest& request) {
    HttpResponse response = echo(request);
    if (request.target == "/long") response.body = body;
    return response;
  });
  RawClient client(server.address());
  client.send(get("/long"));
  // Answered meanwhile: the first answer does not fit into the socket.
  RawClient other(server.address());
  EXPECT_EQ(other.ask(get("/a")).body, "GET /a ");
  EXPECT_TRUE(client.receive().body == body);
  EXPECT_EQ(client.ask(get("/b")).body, "GET /b ");
}

TEST(HttpServer, SendsNoLengthWithNotModified) {
  const HttpServer server = start([](const HttpRequest&) {
    HttpResponse response;
    response.status = 304;
    return response;
  });
  RawClient client(server.address());
  const RawAnswer answer = client.ask(get("/"));
  EXPECT_EQ(answer.status, 304);
  EXPECT_FALSE(answer.has("Content-Length"));
}

TEST(HttpServer, ClosesWhenAskedTo) {
  const HttpServer server = start();
  RawClient client(server.address());
  EXPECT_EQ(client.ask(get("/", "Connection: close\r\n")).status, 200);
  EXPECT_TRUE(client.receive_end());
}

TEST(HttpServer, IsNotDelayedBySilentAndSlowClients) {
  const HttpServer server = start();  // one worker, and an hour of patience
  std::vector<RawClient> others;
  for (int i = 0; i < 10; ++i) others.emplace_back(server.address());
  for (int i = 0; i < 10; ++i) {
    others.emplace_back(server.address());
    others.back().send("G");
  }
  for (int i = 0; i < 10; ++i) {
    others.emplace_back(server.address());
    others.back().send(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx");
  }
  RawClient client(server.address());
  EXPECT_EQ(client.ask(get("/")).status, 200);
}

TEST(HttpServer, IsNotDelayedByAClientThatDoesNotRead) {
  const HttpServer server = start([](const HttpRequest& request) {
    HttpResponse response = echo(request);
    if (request.target == "/big") response.body.assign(64 << 20, 'x');
    return response;
  });
  RawClient lazy(server.address());
  lazy.send(get("/big"));
  RawClient client(server.address());
  EXPECT_EQ(client.ask(get("/")).status, 200);
  EXPECT_EQ(lazy.receive().body.size(), std::size_t{64} << 20);
}

TEST(HttpServer, TellsASlowClientThatItsTimeIsOver) {
  HttpServerOptions options = options_for_tests();
  options.head_timeout = 1ms;
  const HttpServer server = start(echo, options);
  RawClient client(server.address());
  const RawAnswer answer = client.ask("GET / HT");
  EXPECT_EQ(answer.status, 408);
  EXPECT_THAT(answer.body, HasSubstr("\"code\":\"request_timeout\""));
  EXPECT_TRUE(client.receive_end());
  RawClient silent(server.address());
  EXPECT_TRUE(silent.receive_end());
}

// Sends until the server closes or all is sent, then returns the answer.
RawAnswer flood(const HttpServer& server, const std::string& head,
                const std::string& piece, std::size_t pieces,
                std::size_t& sent) {
  RawClient client(server.address());
  sent = client.send(head);
  for (std::size_t i = 0; i < pieces; ++i) {
    const std::size_t taken = client.send(piece);
    sent += taken;
    if (taken < piece.size()) break;
  }
  return client.receive();
}

long peak_kilobytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST(HttpServer, CutsOffEndlessRequestsEarly) {
  const HttpServer server = start();
  const long before = peak_kilobytes();
  std::size_t sent = 0;
  const std::string megabyte(1 << 20, 'x');
  // A reset may overtake the answer, but not the bytes never taken.
  RawAnswer answer = flood(server, "GET /", megabyte, 40, sent);
  EXPECT_THAT(answer.status, ::testing::AnyOf(414, 0));
  EXPECT_LT(sent, std::size_t{40} << 20);
  answer =
      flood(server, "GET / HTTP/1.1\r\nHost: x\r\n", "A: b\r\n", 400'000, sent);
  EXPECT_THAT(answer.status, ::testing::AnyOf(431, 0));
  std::string chunk = "1000\r\n" + std::string(4096, 'x') + "\r\n";
  answer = flood(server,
                 "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
                 "chunked\r\n\r\n",
                 chunk, 16'000, sent);
  EXPECT_THAT(answer.status, ::testing::AnyOf(413, 0));
  EXPECT_LT(peak_kilobytes() - before, 20'000);
  RawClient client(server.address());
  EXPECT_EQ(client.ask(get("/")).status, 200);
}

TEST(HttpServer, SaysWhyItRefuses) {
  const HttpServer server = start();
  RawClient client(server.address());
  const RawAnswer answer = client.ask(
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: "
      "2\r\n\r\nab");
  EXPECT_EQ(answer.status, 400);
  EXPECT_TRUE(answer.has("Content-Type: application/problem+json"));
  EXPECT_TRUE(answer.has("Connection: close"));
  EXPECT_TRUE(answer.has("X-Content-Type-Options: nosniff"));
  EXPECT_THAT(answer.body, HasSubstr("more than one content-length"));
  EXPECT_TRUE(client.receive_end());
}

TEST(HttpServer, IgnoresRanges) {
  const HttpServer server = start();
  RawClient client(server.address());
  std::string ranges = "Range: bytes=0-";
  for (int i = 0; i < 1000; ++i) ranges += ",0-";
  const RawAnswer answer = client.ask(get("/", ranges + "\r\n"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "GET / ");
  EXPECT_EQ(client.ask(get("/", "Range: nonsense\r\n")).status, 200);
}

TEST(HttpServer, NeverUnpacksABody) {
  const HttpServer server = start();
  RawClient client(server.address());
  EXPECT_EQ(client
                .ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\n"
                     "Content-Length: 4\r\n\r\nabcd")
                .status,
            415);
}

TEST(HttpServer, AnswersAnUnknownMethodAsABadRequest) {
  const HttpServer server = start();
  RawClient client(server.address());
  const RawAnswer answer = client.ask("BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.body, HasSubstr("\"code\":\"bad_request\""));
}

TEST(HttpServer, KeepsTheWordsOfAnExceptionToItself) {
  const HttpServer server = start([](const HttpRequest&) -> HttpResponse {
    throw std::runtime_error("secret");
  });
  RawClient client(server.address());
  const RawAnswer answer = client.ask(get("/"));
  EXPECT_EQ(answer.status, 500);
  EXPECT_FALSE(answer.has("secret"));
  EXPECT_THAT(answer.body, ::testing::Not(HasSubstr("secret")));
}

TEST(HttpServer, AsksForABodyThatIsHeldBack) {
  const HttpServer server = start();
  RawClient client(server.address());
  EXPECT_EQ(client
                .ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n"
                     "Expect: 100-continue\r\n\r\n")
                .status,
            100);
  EXPECT_EQ(client.ask("hi").body, "POST / hi");
}

std::string gunzip(const std::string& bytes) {
  std::string out(1 << 20, '\0');
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

TEST(HttpServer, CompressesTextForThoseWhoTakeIt) {
  const std::string text(5000, 'a');
  const HttpServer server = start([&text](const HttpRequest&) {
    HttpResponse response;
    response.content_type = "application/json";
    response.body = text;
    return response;
  });
  RawClient client(server.address());
  const RawAnswer packed =
      client.ask(get("/", "Accept-Encoding: br, gzip\r\n"));
  EXPECT_TRUE(packed.has("Content-Encoding: gzip"));
  EXPECT_TRUE(packed.has("Vary: Accept-Encoding"));
  EXPECT_LT(packed.body.size(), 100U);
  EXPECT_TRUE(gunzip(packed.body) == text);
  const RawAnswer plain =
      client.ask(get("/", "Accept-Encoding: gzip;q=0, br\r\n"));
  EXPECT_FALSE(plain.has("Content-Encoding"));
  EXPECT_TRUE(plain.body == text);
}

}  // namespace
}  // namespace lede
