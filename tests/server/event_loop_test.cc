// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing that came may be left unread, in whatever pieces it came and whatever
// was done meanwhile.

#include "server/front/event_loop.h"

#include <latch>
#include <random>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/server/echo_server.h"
#include "tests/server/raw_client.h"
#include "tests/support/temp_dir.h"

namespace lede {
namespace {

using testing::echo;
using testing::get;
using testing::options_for_tests;
using testing::RawClient;
using testing::start;
using testing::TempDir;

// With a body such that it has `bytes` in all.
std::string post_of(std::size_t bytes, std::string& body) {
  const auto whole = [&body] {
    return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
  };
  body.assign(bytes < 100 ? 0 : bytes - 100, 'x');
  while (whole().size() < bytes) body += 'y';
  return whole();
}

class EventLoopTest : public ::testing::TestWithParam<bool> {
 protected:
  [[nodiscard]] HttpServerOptions options() const {
    HttpServerOptions options = options_for_tests();
    if (GetParam()) {
      options.listen = "unix:" + (dir_.path() / "socket").string();
    }
    return options;
  }

 private:
  TempDir dir_;
};

// A read takes 16 KiB.
TEST_P(EventLoopTest, ReadsRequestsOfAnyLength) {
  const HttpServer server = start(echo, options());
  RawClient client(server.address());
  std::string body;
  for (std::size_t reads = 1; reads <= 3; ++reads) {
    for (std::size_t off = 0; off < 5; ++off) {
      const std::string post = post_of(reads * 16384 - 2 + off, body);
      EXPECT_TRUE(client.ask(post).body == "POST / " + body) << post.size();
    }
  }
}

TEST_P(EventLoopTest, AnswersAClientThatSendsNoMore) {
  const HttpServer server = start(echo, options());
  for (const std::size_t bytes : {100U, 16384U, 40000U}) {
    RawClient client(server.address());
    std::string body;
    client.send(post_of(bytes, body));
    ::shutdown(client.fd(), SHUT_WR);
    EXPECT_TRUE(client.receive().body == "POST / " + body);
    EXPECT_TRUE(client.receive_end());
  }
}

TEST_P(EventLoopTest, SeesAnEndThatCameWhileItAnswered) {
  std::latch entered(1);
  std::latch released(1);
  const HttpServer server = start(
      [&](const HttpRequest& request) {
        entered.count_down();
        released.wait();
        return echo(request);
      },
      options());
  RawClient client(server.address());
  client.send(get("/"));
  entered.wait();
  ::shutdown(client.fd(), SHUT_WR);
  released.count_down();
  EXPECT_EQ(client.receive().body, "GET / ");
  EXPECT_TRUE(client.receive_end());
}

// While a long answer waits for room more requests come, and are answered.
TEST_P(EventLoopTest, ReadsOnAfterAnAnswerThatHadToWait) {
  const HttpServer server = start(
      [](const HttpRequest& request) {
        HttpResponse response = echo(request);
        if (request.target == "/long") {
          response.body.assign(std::size_t{8} << 20, 'x');
        }
        return response;
      },
      options());
  RawClient client(server.address());
  for (int time = 0; time < 3; ++time) {
    client.send(get("/long"));
    RawClient other(server.address());  // once that waits, this is answered
    EXPECT_EQ(other.ask(get("/")).body, "GET / ");
    client.send(get("/1"));
    client.send(get("/2"));
    EXPECT_EQ(client.receive().body.size(), std::size_t{8} << 20);
    EXPECT_EQ(client.receive().body, "GET /1 ");
    EXPECT_EQ(client.receive().body, "GET /2 ");
  }
}

TEST_P(EventLoopTest, LosesNothingThatComesInPieces) {
  HttpServerOptions some_workers = options();
  some_workers.workers = 3;
  const HttpServer server = start(echo, some_workers);
  std::vector<std::thread> clients;
  for (unsigned seed = 1; seed <= 8; ++seed) {
    clients.emplace_back([&server, seed] {
      std::mt19937 random(seed);
      RawClient client(server.address());
      for (int round = 0; round < 40; ++round) {
        std::string sent;
        std::vector<std::string> bodies(1 + random() % 4);
        for (std::string& body : bodies) {
          sent += post_of(60 + random() % (round % 4 == 0 ? 40000 : 200), body);
        }
        std::thread sender([&client, &sent, pieces = 1 + random() % 5] {
          const std::size_t piece = sent.size() / pieces + 1;
          for (std::size_t at = 0; at < sent.size(); at += piece) {
            client.send(std::string_view(sent).substr(at, piece));
            std::this_thread::yield();
          }
        });
        for (const std::string& body : bodies) {
          EXPECT_TRUE(client.receive().body == "POST / " + body)
              << "seed " << seed << ", round " << round;
        }
        sender.join();
      }
    });
  }
  for (std::thread& client : clients) client.join();
}

INSTANTIATE_TEST_SUITE_P(Sockets, EventLoopTest, ::testing::Bool());

}  // namespace
}  // namespace lede
