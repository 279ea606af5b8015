// SPDX-License-Identifier: GPL-3.0-or-later
//
// The front over real sockets: its limits, its end, and many clients at once.

#include <atomic>
#include <latch>
#include <optional>
#include <sys/resource.h>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "server/http_server.h"
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

TEST(HttpServer, TurnsAwayWhatItCannotQueue) {
  std::latch entered(1);
  std::latch released(1);
  HttpServerOptions options = options_for_tests();
  options.max_queued = 1;
  HttpObserver observer;
  std::atomic<int> busy = 0;
  observer.rejected = [&busy](std::string_view code, const HttpRequest&) {
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
  // Whoever was turned away asks again where it asked before.
  EXPECT_EQ(refused.ask(get("/")).status, 200);
}

TEST(HttpServer, TakesARequestSentWhileItAnswersTheLast) {
  std::latch entered(1);
  std::latch released(1);
  const HttpServer server = start([&](const HttpRequest& request) {
    if (request.target == "/first") {
      entered.count_down();
      released.wait();
    }
    return echo(request);
  });
  RawClient client(server.address());
  client.send(get("/first"));
  entered.wait();
  client.send(get("/second"));
  client.send("GET /third HTTP/1.1\r\n");
  released.count_down();
  EXPECT_EQ(client.receive().body, "GET /first ");
  EXPECT_EQ(client.receive().body, "GET /second ");
  EXPECT_EQ(client.ask("Host: x\r\n\r\n").body, "GET /third ");
}

TEST(HttpServer, AnswersOneConnectionWhileAnotherIsAtWork) {
  std::latch entered(1);
  std::latch released(1);
  HttpServerOptions options = options_for_tests();
  options.workers = 2;
  const HttpServer server = start(
      [&](const HttpRequest& request) {
        if (request.target == "/slow") {
          entered.count_down();
          released.wait();
        }
        return echo(request);
      },
      options);
  RawClient slow(server.address());
  slow.send(get("/slow"));
  entered.wait();
  RawClient quick(server.address());
  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(quick.ask(get("/quick")).body, "GET /quick ");
  }
  released.count_down();
  EXPECT_EQ(slow.receive().body, "GET /slow ");
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
