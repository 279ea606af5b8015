// SPDX-License-Identifier: GPL-3.0-or-later
//
// Answers that are made in their turns, over real sockets.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <latch>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/http_server.h"
#include "server/turn.h"
#include "tests/server/echo_server.h"
#include "tests/server/raw_client.h"

namespace lede {
namespace {

using testing::echo;
using testing::get;
using ::testing::HasSubstr;
using testing::options_for_tests;
using testing::RawAnswer;
using testing::RawClient;
using testing::start;
using std::chrono_literals::operator""min;
using std::chrono_literals::operator""ms;

// One turn, and a worker besides.
HttpServerOptions options_with_one_turn() {
  HttpServerOptions options = options_for_tests();
  options.workers = 2;
  options.turns = 1;
  options.turn_timeout = std::chrono::hours(1);
  return options;
}

HttpResponse echo_in_turn(const HttpRequest& request, Turn turn) {
  HttpResponse response = echo(request);
  if (turn == Turn::kMissed) response.status = 503;
  return response;
}

// Answers in turns all but what begins with "/quick"; whoever has the turn
// waits until it is released.
class Queue {
 public:
  explicit Queue(const HttpServerOptions& options)
      : server_(start(
            [this](const HttpRequest& request) -> Reply {
              if (request.target.starts_with("/quick")) {
                return echo(request);
              }
              ++asked_;
              return Reply([this, &request](Turn turn) {
                if (turn == Turn::kCame) {
                  taken_.count_down(taken_.try_wait() ? 0 : 1);
                  released_.wait();
                  order_.push_back(request.target);
                }
                return echo_in_turn(request, turn);
              });
            },
            options)) {}
  ~Queue() { release(); }
  Queue(const Queue&) = delete;
  Queue& operator=(const Queue&) = delete;

  // Sends a request that takes turns and returns once the server has it.
  RawClient ask(const std::string& target) {
    RawClient client(server_.address());
    const int before = asked_;
    client.send(get(target));
    const auto end = std::chrono::steady_clock::now() + 1min;
    while (asked_ == before) {
      if (std::chrono::steady_clock::now() > end) {
        throw std::runtime_error("nobody looks at " + target);
      }
      std::this_thread::yield();
    }
    return client;
  }
  void wait_until_taken() const { taken_.wait(); }
  void release() {
    if (!released_.try_wait()) released_.count_down();
  }

  HttpServer& server() { return server_; }
  // Of those that had their turns. REQUIRES: they are answered.
  const std::vector<std::string>& order() const { return order_; }

 private:
  std::atomic<int> asked_ = 0;
  std::latch taken_{1};
  std::latch released_{1};
  std::vector<std::string> order_;  // whoever has the turn writes
  HttpServer server_;
};

// The first has the turn that the second waits for.
struct BusyQueue : Queue {
  explicit BusyQueue(const HttpServerOptions& options)
      : Queue(options), first(ask("/first")), second(ask_second()) {}

  RawClient first;
  RawClient second;

 private:
  RawClient ask_second() {
    wait_until_taken();
    return ask("/second");
  }
};

TEST(Turns, ComeInTheOrderTheyWereAskedFor) {
  Queue queue(options_with_one_turn());
  std::vector<RawClient> clients;
  clients.reserve(8);
  for (int i = 0; i < 8; ++i) {
    clients.push_back(queue.ask("/" + std::to_string(i)));
  }
  queue.release();
  for (RawClient& client : clients) EXPECT_EQ(client.receive().status, 200);
  EXPECT_EQ(queue.order().size(), 8U);
  EXPECT_TRUE(std::ranges::is_sorted(queue.order()));
}

TEST(Turns, AreNeverMoreThanSoManyAtOnce) {
  HttpServerOptions options = options_for_tests();
  options.workers = 8;
  options.turns = 3;
  std::atomic<int> now = 0;
  std::atomic<int> most = 0;
  const HttpServer server = start(
      [&](const HttpRequest& request) {
        return Reply([&](Turn turn) {
          const int held = ++now;
          int seen = most;
          while (seen < held && !most.compare_exchange_weak(seen, held)) {
          }
          std::this_thread::yield();
          --now;
          return echo_in_turn(request, turn);
        });
      },
      options);
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> threads;
    threads.reserve(12);
    for (int t = 0; t < 12; ++t) {
      threads.emplace_back([&] {
        RawClient client(server.address());
        for (int i = 0; i < 200; ++i) {
          if (client.ask(get("/x")).body == "GET /x ") ++right;
        }
      });
    }
  }
  EXPECT_EQ(right, 12 * 200);
  EXPECT_LE(most, 3);
}

TEST(Turns, KeepNobodyWaitingWhoNeedsNone) {
  BusyQueue queue(options_with_one_turn());
  RawClient quick(queue.server().address());
  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(quick.ask(get("/quick")).body, "GET /quick ");
  }
  queue.release();
  EXPECT_EQ(queue.first.receive().body, "GET /first ");
  EXPECT_EQ(queue.second.receive().body, "GET /second ");
}

TEST(Turns, AreMissedByWhoWaitsTooLong) {
  HttpServerOptions options = options_with_one_turn();
  options.turn_timeout = 200ms;
  options.request_timeout = 100ms;  // how often the clock is looked at
  BusyQueue queue(options);
  const RawAnswer answer = queue.second.receive();
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.body, "GET /second ");
  queue.release();
  EXPECT_EQ(queue.first.receive().status, 200);
  // The turn is there again.
  EXPECT_EQ(queue.second.ask(get("/third")).status, 200);
}

TEST(Turns, AreWaitedForInTheQueueThatIsBounded) {
  HttpServerOptions options = options_with_one_turn();
  options.max_queued = 1;
  BusyQueue queue(options);
  RawClient third(queue.server().address());
  // Whatever comes of it: once it is answered the second has begun to wait.
  third.ask(get("/quick"));
  EXPECT_EQ(third.ask(get("/third")).status, 503);
  queue.release();
  EXPECT_EQ(queue.first.receive().status, 200);
  EXPECT_EQ(queue.second.receive().status, 200);
  EXPECT_EQ(third.ask(get("/third")).status, 200);
}

TEST(Turns, ComeToAllWhoWaitWhenTheServerStops) {
  BusyQueue queue(options_with_one_turn());
  RawClient idle(queue.server().address());
  EXPECT_EQ(idle.ask(get("/quick")).status, 200);
  std::jthread stopper([&queue] { queue.server().stop(); });
  EXPECT_TRUE(idle.receive_end());
  queue.release();
  EXPECT_EQ(queue.first.receive().body, "GET /first ");
  EXPECT_EQ(queue.second.receive().body, "GET /second ");
  EXPECT_TRUE(queue.second.receive_end());
}

TEST(Turns, AreGivenBackByAnAnswerThatFails) {
  const HttpServer server = start(
      [](const HttpRequest& request) {
        return Reply([&request](Turn turn) {
          if (request.target == "/bad") throw std::runtime_error("secret");
          return echo_in_turn(request, turn);
        });
      },
      options_with_one_turn());
  RawClient client(server.address());
  for (int i = 0; i < 3; ++i) {
    const RawAnswer answer = client.ask(get("/bad"));
    EXPECT_EQ(answer.status, 500);
    EXPECT_THAT(answer.body, Not(HasSubstr("secret")));
  }
  EXPECT_EQ(client.ask(get("/good")).body, "GET /good ");
}

TEST(Turns, AreTakenByRequestsOfAllKinds) {
  const HttpServer server = start(
      [](const HttpRequest& request) {
        return Reply(
            [&request](Turn turn) { return echo_in_turn(request, turn); });
      },
      options_with_one_turn());
  RawClient client(server.address());
  client.send(get("/1") + get("/2") +
              "POST /3 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi" +
              "HEAD /4 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(client.receive().body, "GET /1 ");
  EXPECT_EQ(client.receive().body, "GET /2 ");
  EXPECT_EQ(client.receive().body, "POST /3 hi");
  const RawAnswer head = client.receive(/*bodiless=*/true);
  EXPECT_EQ(head.status, 200);
  EXPECT_TRUE(head.has("Content-Length: 8"));
  EXPECT_TRUE(client.receive_end());
}

}  // namespace
}  // namespace lede
