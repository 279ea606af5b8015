// SPDX-License-Identifier: GPL-3.0-or-later
//
// Engines asked in turns, and how long each took.

#include <algorithm>
#include <chrono>
#include <utility>

#include "bench/latency.h"
#include "bench/relevance/engines.h"

namespace lede::bench {
namespace {

constexpr std::size_t kTopTen = 10;

class TimedEngine {
 public:
  explicit TimedEngine(const Ranker& ranker) : ranker_(ranker) {}

  Result<void> ask(const TopicQuery& topic) {
    auto ranking = timed(topic, kRunDepth, deep_);
    if (!ranking) return ranking.error();
    answers_.run[topic.id] = std::move(*ranking);
    const auto top_ten = timed(topic, kTopTen, ten_);
    if (!top_ten) return top_ten.error();
    return {};
  }

  Answers answers() && {
    answers_.median_us = median(std::move(deep_));
    answers_.median_top_ten_us = median(std::move(ten_));
    return std::move(answers_);
  }

 private:
  using Clock = std::chrono::steady_clock;

  Result<Ranking> timed(const TopicQuery& topic, std::size_t depth,
                        std::vector<double>& samples) {
    const Clock::time_point start = Clock::now();
    auto ranking = ranker_(topic, depth);
    const Clock::duration taken = Clock::now() - start;
    samples.push_back(std::chrono::duration<double, std::micro>(taken).count());
    return ranking;
  }

  static double median(std::vector<double> samples) {
    std::ranges::sort(samples);
    return samples.empty() ? 0.0 : percentile(samples, 0.5);
  }

  const Ranker& ranker_;
  Answers answers_;
  std::vector<double> deep_;  // microseconds
  std::vector<double> ten_;
};

}  // namespace

Result<std::vector<Answers>> ask_in_turns(
    std::span<const Ranker> engines, const std::vector<TopicQuery>& topics) {
  std::vector<TimedEngine> timed(engines.begin(), engines.end());
  for (std::size_t turn = 0; turn < topics.size(); ++turn) {
    for (std::size_t i = 0; i < timed.size(); ++i) {
      const auto asked = timed[(turn + i) % timed.size()].ask(topics[turn]);
      if (!asked) {
        return asked.error().with_context("query " + topics[turn].id);
      }
    }
  }
  std::vector<Answers> answers;
  answers.reserve(timed.size());
  for (TimedEngine& engine : timed) {
    answers.push_back(std::move(engine).answers());
  }
  return answers;
}

}  // namespace lede::bench
