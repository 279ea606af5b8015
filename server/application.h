// SPDX-License-Identifier: GPL-3.0-or-later
//
// Routes: which handler answers what, by which methods, and what holds for all
// answers: validators for caches, who may read across origins.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/answer_cache.h"
#include "server/backend.h"
#include "server/http_message.h"
#include "server/metrics.h"
#include "server/settings.h"

namespace lede {

// Which routes a listener serves.
enum class RouteSet : std::uint8_t {
  kAll,
  kAllButMetrics,  // the metrics have a listener of their own
  kOperations,     // /metrics, /healthz, /readyz alone
};

// The patterns of all routes; "{}" stands for any one segment.
std::vector<std::string_view> route_patterns();

// Thread-safe. Backend, metrics and cache outlive it.
class Application {
 public:
  Application(RouteSet routes, ServerSettings settings, Backend& backend,
              Metrics& metrics, AnswerCache& cache)
      : routes_(routes),
        settings_(std::move(settings)),
        backend_(backend),
        metrics_(metrics),
        cache_(cache) {}

  // Answers any request; the route's pattern is the answer's `route`.
  [[nodiscard]] HttpResponse handle(const HttpRequest& request) const;

 private:
  RouteSet routes_;
  ServerSettings settings_;
  Backend& backend_;
  Metrics& metrics_;
  AnswerCache& cache_;
};

}  // namespace lede
