// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/throughput.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <iomanip>
#include <mutex>
#include <optional>
#include <sstream>
#include <thread>

namespace lede::bench {
namespace {

// All queries, each asked once by one of the threads.
class Round {
 public:
  Round(const Searcher& searcher, const std::vector<ClassQuery>& queries)
      : searcher_(searcher), queries_(queries) {}

  // Searches a second.
  Result<double> run(std::size_t threads) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point begin = Clock::now();
    {
      std::vector<std::jthread> running;
      for (std::size_t i = 0; i < threads; ++i) {
        running.emplace_back([this] { answer(); });
      }
    }
    if (failure_) return *failure_;
    const std::chrono::duration<double> seconds = Clock::now() - begin;
    return static_cast<double>(queries_.size()) / seconds.count();
  }

 private:
  void answer() {
    for (std::size_t i = next_++; i < queries_.size(); i = next_++) {
      SearchRequest request;
      request.query = queries_[i].query;
      if (const auto found = searcher_.search(request); !found) {
        const std::lock_guard lock(mutex_);
        failure_ = found.error();
        return;
      }
    }
  }

  const Searcher& searcher_;
  const std::vector<ClassQuery>& queries_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::optional<Error> failure_;  // guarded by mutex_
};

}  // namespace

Result<ThroughputTable> measure_throughput(
    const Searcher& searcher, const std::vector<ClassQuery>& queries,
    const std::vector<std::size_t>& threads, std::size_t repeats) {
  std::map<std::size_t, std::vector<double>> rates;
  for (std::size_t round = 0; round <= repeats; ++round) {
    for (const std::size_t count : threads) {
      const auto rate = Round(searcher, queries).run(count);
      if (!rate) return rate.error();
      if (round > 0) rates[count].push_back(*rate);
    }
  }
  ThroughputTable table;
  for (auto& [count, values] : rates) {
    std::ranges::sort(values);
    table[count] = percentile(values, 0.5);
  }
  return table;
}

std::string print_throughput(const ThroughputTable& table) {
  std::ostringstream text;
  text << std::fixed << std::setw(8) << "threads" << std::setw(11) << "per s"
       << std::setw(8) << "x" << '\n';
  for (const auto& [threads, rate] : table) {
    text << std::setw(8) << threads << std::setprecision(0) << std::setw(11)
         << rate << std::setprecision(2) << std::setw(8)
         << rate / table.begin()->second << '\n';
  }
  return text.str();
}

}  // namespace lede::bench
