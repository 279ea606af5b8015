// SPDX-License-Identifier: GPL-3.0-or-later
//
// How often one client may ask.

#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>

#include "server/ip_address.h"

namespace lede {

struct RateLimit {
  double per_second = 0;  // 0: as often as it likes
  double burst = 1;       // at once, after a rest
  std::size_t max_clients = 65'536;
};

// A token bucket for each client: it holds `burst` requests and fills by
// `per_second`. Clients are told apart by network_of_client(); those on a unix
// socket are one. Remembers `max_clients` at most, some 150 bytes each: for one
// more the one that has been silent longest is forgotten, which does it a
// favour. Thread-safe; logarithmic in the number of clients.
class RateLimiter {
 public:
  using Clock = std::chrono::steady_clock;

  // REQUIRES: burst >= 1 and max_clients >= 1.
  explicit RateLimiter(const RateLimit& limit) : limit_(limit) {}

  [[nodiscard]] bool is_on() const { return limit_.per_second > 0; }

  // Takes one request from the client's bucket; if there is none, after how
  // many whole seconds there will be. `client` is an address, or empty.
  std::optional<std::chrono::seconds> take(std::string_view client,
                                           Clock::time_point now);

  [[nodiscard]] std::size_t clients() const;

 private:
  struct Bucket {
    IpAddress client{};
    double tokens = 0;
    Clock::time_point filled;
  };
  using Buckets = std::list<Bucket>;

  Bucket& bucket_of(const IpAddress& client, Clock::time_point now);
  [[nodiscard]] double tokens_at(const Bucket& bucket,
                                 Clock::time_point now) const;
  void forget_rested(Clock::time_point now);

  const RateLimit limit_;
  mutable std::mutex mutex_;
  // Guarded by mutex_; the last heard of first.
  Buckets buckets_;
  std::map<IpAddress, Buckets::iterator> by_client_;
};

}  // namespace lede
