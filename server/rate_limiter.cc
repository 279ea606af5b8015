// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/rate_limiter.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace lede {

std::optional<std::chrono::seconds> RateLimiter::take(std::string_view client,
                                                      Clock::time_point now) {
  const IpAddress network =
      network_of_client(parse_ip_address(client).value_or(IpAddress{}));
  const std::lock_guard lock(mutex_);
  forget_rested(now);
  Bucket& bucket = bucket_of(network, now);
  bucket.tokens = tokens_at(bucket, now);
  bucket.filled = now;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return std::nullopt;
  }
  const double seconds = (1 - bucket.tokens) / limit_.per_second;
  return std::chrono::seconds(
      std::max<std::int64_t>(1, std::llround(std::ceil(seconds))));
}

double RateLimiter::tokens_at(const Bucket& bucket,
                              Clock::time_point now) const {
  const std::chrono::duration<double> since = now - bucket.filled;
  return std::min(limit_.burst,
                  bucket.tokens + since.count() * limit_.per_second);
}

// Whoever has rested until his bucket was full is as good as new. At most two
// for each request, so that no request pays for a crowd.
void RateLimiter::forget_rested(Clock::time_point now) {
  for (int i = 0; i < 2 && !buckets_.empty(); ++i) {
    if (tokens_at(buckets_.back(), now) < limit_.burst) return;
    by_client_.erase(buckets_.back().client);
    buckets_.pop_back();
  }
}

RateLimiter::Bucket& RateLimiter::bucket_of(const IpAddress& client,
                                            Clock::time_point now) {
  if (const auto known = by_client_.find(client); known != by_client_.end()) {
    buckets_.splice(buckets_.begin(), buckets_, known->second);
    return buckets_.front();
  }
  if (buckets_.size() >= limit_.max_clients) {
    by_client_.erase(buckets_.back().client);
    buckets_.pop_back();
  }
  buckets_.push_front({client, limit_.burst, now});
  by_client_.emplace(client, buckets_.begin());
  return buckets_.front();
}

std::size_t RateLimiter::clients() const {
  const std::lock_guard lock(mutex_);
  return buckets_.size();
}

}  // namespace lede
