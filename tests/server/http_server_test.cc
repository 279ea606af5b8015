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

#include "tests/server/raw_client.h"
#include "tests/support/temp_dir.h"

namespace lede {
namespace {

using ::testing::HasSubstr;
using testing::RawAnswer;
using testing::RawClient;
using std::chrono_literals::operator""h;
using std::chrono_literals::operator""ms;

HttpResponse echo(const HttpRequest& request) {
  HttpResponse response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = request.method + " " + request.target + " " + request.body;
  return response;
}

HttpServerOptions options_for_tests() {
  HttpServerOptions options;
  options.listen = "127.0.0.1:0";
  options.workers = 1;
  // No test waits for these; a hanging server shows as a client's time-out.
  options.head_timeout = options.request_timeout = 1h;
  options.idle_timeout = options.write_timeout = 1h;
  return options;
}

HttpServer start(HttpHandler handler = echo,
                 HttpServerOptions options = options_for_tests(),
                 HttpObserver observer = {}) {
  Result<HttpServer> server =
      HttpServer::start(options, std::move(handler), std::move(observer));
  if (!server) throw std::runtime_error(server.error().message);
  return std::move(*server);
}

std::string get(const std::string& target, const std::string& fields = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
}

TEST(HttpServer, AnswersOnAConnectionThatStaysOpen) {
  const HttpServer server = start();
  RawClient client(server.address());
  EXPECT_EQ(client.ask(get("/a")).body, "GET /a ");
  const RawAnswer answer = client.ask(get("/%E8%8A%AF?q=a%20b"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "GET /%E8%8A%AF?q=a%20b ");
  EXPECT_TRUE(answer.has("X-Content-Type-Options: nosniff"));
  EXPECT_TRUE(answer.has("Content-Security-Policy: default-src 'none'"));
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
  EXPECT_EQ(client.receive().body, "GET /b ");
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

TEST(HttpServer, TurnsAwayWhatItCannotQueue) {
  std::latch entered(1);
  std::latch released(1);
  HttpServerOptions options = options_for_tests();
  options.max_queued = 1;
  HttpObserver observer;
  std::atomic<int> busy = 0;
  observer.rejected = [&busy](std::string_view code) {
    if (code == "busy") ++busy;
  };
  const HttpServer server = start(
      [&](const HttpRequest& request) {
        if (request.target == "/first") {
          entered.count_down();
          released.wait();
        }
        return echo(request);
      },
      options, observer);
  RawClient first(server.address());
  first.send(get("/first"));
  entered.wait();
  RawClient second(server.address());
  RawClient third(server.address());
  second.send(get("/"));
  third.send(get("/"));
  // One of the two waits in the queue of one; the other is answered at once.
  pollfd waiting[] = {{second.fd(), POLLIN, 0}, {third.fd(), POLLIN, 0}};
  ASSERT_EQ(::poll(waiting, 2, 60'000), 1);
  RawClient& refused = waiting[0].revents != 0 ? second : third;
  RawClient& queued = waiting[0].revents != 0 ? third : second;
  const RawAnswer answer = refused.receive();
  EXPECT_EQ(answer.status, 503);
  EXPECT_TRUE(answer.has("Retry-After: "));
  EXPECT_EQ(busy, 1);
  released.count_down();
  EXPECT_EQ(first.receive().status, 200);
  EXPECT_EQ(queued.receive().status, 200);
}

TEST(HttpServer, FinishesWhatRunsAndClosesIdleConnectionsWhenStopped) {
  std::latch entered(1);
  std::latch released(1);
  HttpServer server = start([&](const HttpRequest& request) {
    if (request.target == "/slow") {
      entered.count_down();
      released.wait();
    }
    return echo(request);
  });
  RawClient idle(server.address());
  EXPECT_EQ(idle.ask(get("/")).status, 200);
  RawClient running(server.address());
  running.send(get("/slow"));
  entered.wait();
  std::thread stopper([&server] { server.stop(); });
  EXPECT_TRUE(idle.receive_end());
  EXPECT_FALSE(RawClient(server.address()).connected());
  released.count_down();
  EXPECT_EQ(running.receive().body, "GET /slow ");
  EXPECT_TRUE(running.receive_end());
  stopper.join();
}

TEST(HttpServer, SharesItsPortWithNobody) {
  const HttpServer server = start();
  HttpServerOptions options = options_for_tests();
  options.listen = server.address();
  const Result<HttpServer> second = HttpServer::start(options, echo, {});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kIo);
  EXPECT_THAT(second.error().message, HasSubstr("address in use"));
}

TEST(HttpServer, ServesAUnixSocketAndReplacesADeadOne) {
  const testing::TempDir folder;
  HttpServerOptions options = options_for_tests();
  options.listen = "unix:" + (folder.path() / "lede.sock").string();
  std::optional<HttpServer> server = start(echo, options);
  EXPECT_EQ(RawClient(options.listen).ask(get("/a")).body, "GET /a ");
  EXPECT_FALSE(HttpServer::start(options, echo, {}));
  server.reset();
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "lede.sock"));

  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  std::strncpy(name.sun_path, options.listen.c_str() + 5,
               sizeof(name.sun_path) - 1);
  const int dead = ::socket(AF_UNIX, SOCK_STREAM, 0);
  ::bind(dead, reinterpret_cast<sockaddr*>(&name), sizeof(name));
  ::close(dead);
  server = start(echo, options);
  EXPECT_EQ(RawClient(options.listen).ask(get("/b")).body, "GET /b ");
}

TEST(HttpServer, MakesRoomByDroppingWhoHasWaitedLongest) {
  HttpServerOptions options = options_for_tests();
  options.max_connections = 3;
  const HttpServer server = start(echo, options);
  std::vector<RawClient> silent;
  for (int i = 0; i < 3; ++i) silent.emplace_back(server.address());
  RawClient client(server.address());
  EXPECT_EQ(client.ask(get("/")).status, 200);
  EXPECT_TRUE(silent[0].receive_end());
}

TEST(HttpServer, SurvivesClientsThatVanish) {
  const HttpServer server = start();
  for (int i = 0; i < 200; ++i) {
    RawClient client(server.address());
    client.send(get("/"));
    const linger reset{1, 0};
    ::setsockopt(client.fd(), SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
  }
  EXPECT_EQ(RawClient(server.address()).ask(get("/")).status, 200);
}

TEST(HttpServer, AnswersManyClientsAtOnce) {
  HttpServerOptions options = options_for_tests();
  options.workers = 4;
  const HttpServer server = start(echo, options);
  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      RawClient client(server.address());
      for (int i = 0; i < 100; ++i) {
        const std::string target =
            "/" + std::to_string(t) + "/" + std::to_string(i);
        if (client.ask(get(target)).body == "GET " + target + " ") ++right;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 800);
}

TEST(ListenAddress, KnowsWhatOnlyThisMachineReaches) {
  EXPECT_TRUE(*is_local_address("127.0.0.1:80"));
  EXPECT_TRUE(*is_local_address("127.9.9.9:80"));
  EXPECT_TRUE(*is_local_address("[::1]:80"));
  EXPECT_TRUE(*is_local_address("localhost:80"));
  EXPECT_TRUE(*is_local_address("8080"));
  EXPECT_TRUE(*is_local_address("unix:/x"));
  EXPECT_FALSE(*is_local_address("0.0.0.0:80"));
  EXPECT_FALSE(*is_local_address(":80"));
  EXPECT_FALSE(*is_local_address("[::]:80"));
  for (const char* bad :
       {"", "x", "127.0.0.1:", "127.0.0.1:99999", "::1:80", "unix:", "a:b"}) {
    EXPECT_FALSE(is_local_address(bad)) << bad;
  }
}

}  // namespace
}  // namespace lede
