// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/turns.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace lede {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""ms;

TEST(Turns, ComeInTheOrderTheyWereAskedFor) {
  Turns turns(1);
  ASSERT_TRUE(turns.take(0ms));
  std::vector<int> order;  // whoever has the turn writes
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&turns, &order, i] {
      EXPECT_TRUE(turns.take(1h));
      order.push_back(i);
      turns.give_back();
    });
    while (turns.waiting() < static_cast<std::size_t>(i) + 1) {
      std::this_thread::yield();
    }
  }
  EXPECT_FALSE(turns.take(0ms)) << "nobody goes before those who wait";
  turns.give_back();
  threads.clear();
  EXPECT_EQ(order.size(), 8U);
  EXPECT_TRUE(std::ranges::is_sorted(order));
}

TEST(Turns, AreNeverMoreThanSoManyAtOnce) {
  Turns turns(3);
  std::atomic<int> now = 0;
  std::atomic<int> most = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 12; ++i) {
      threads.emplace_back([&] {
        for (int round = 0; round < 500; ++round) {
          if (!turns.take(1h)) continue;
          const int held = ++now;
          int seen = most;
          while (seen < held && !most.compare_exchange_weak(seen, held)) {
          }
          --now;
          turns.give_back();
        }
      });
    }
  }
  EXPECT_LE(most, 3);
  EXPECT_EQ(turns.waiting(), 0U);
  // All three are there again.
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(turns.take(0ms));
  EXPECT_FALSE(turns.take(1ms));
}

}  // namespace
}  // namespace lede
