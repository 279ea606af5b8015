// SPDX-License-Identifier: GPL-3.0-or-later
//
// Finished answers, kept for whoever asks the same again.

#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/http_message.h"

namespace lede {

// Forgets what was not asked for the longest. Thread-safe: a look takes a lock
// for as long as it takes to find a name.
class AnswerCache {
 public:
  // What it holds and has let go of.
  struct Usage {
    std::size_t entries = 0;
    std::size_t bytes = 0;
    std::uint64_t evictions = 0;
  };

  // Holds up to `max_bytes`, names and what keeping them takes included; 0:
  // nothing.
  explicit AnswerCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  [[nodiscard]] bool is_on() const { return max_bytes_ > 0; }
  // Null if there is none by that name.
  [[nodiscard]] std::shared_ptr<const HttpResponse> find(
      const std::string& name);
  // In the place of another of that name. What takes more than an eighth of all
  // is not kept.
  void put(const std::string& name, HttpResponse answer);
  [[nodiscard]] Usage usage() const;

 private:
  struct Entry {
    std::string name;
    std::shared_ptr<const HttpResponse>
        answer;  // shared with those it is sent to
    std::size_t bytes = 0;
  };
  using Entries = std::list<Entry>;

  void drop(Entries::iterator entry);

  const std::size_t max_bytes_;
  mutable std::mutex mutex_;
  Entries entries_;  // the last asked for first; all below guarded by mutex_
  std::unordered_map<std::string_view, Entries::iterator> by_name_;
  std::size_t bytes_ = 0;
  std::uint64_t evictions_ = 0;
};

}  // namespace lede
