// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the server counts and times, in the Prometheus text format. The door to
// the Prometheus library.

#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "server/answer_cache.h"
#include "server/search_times.h"
#include <lede/response.h>
#include <lede/stats.h>

namespace lede {

// Thread-safe. Labels are names of ours alone, never a client's text.
class Metrics {
 public:
  explicit Metrics(std::string_view version);
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  void request_begun();
  void request_answered(std::string_view route, int status,
                        std::chrono::nanoseconds duration);
  void request_rejected(std::string_view reason);
  void search_answered(const SearchResponse& response,
                       const SearchTimes& times);
  // A stage that is none of the search itself: "encode", into JSON.
  void stage_ended(std::string_view stage, std::chrono::nanoseconds duration);

  // Whether a finished answer was kept, and what is kept now.
  void cache_asked(bool hit);
  void cache_holds(const AnswerCache::Usage& usage);

  // `stats` null: no index. `now` in seconds since 1970.
  std::string text(const IndexStats* stats, std::int64_t now);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace lede
