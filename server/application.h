// SPDX-License-Identifier: GPL-3.0-or-later
//
// What holds for all answers: by which methods they are asked for, validators
// for caches, turns, who may read across origins.

#pragma once

#include <utility>

#include "server/answer_cache.h"
#include "server/backend.h"
#include "server/http_message.h"
#include "server/metrics.h"
#include "server/routes.h"
#include "server/settings.h"

namespace lede {

// Thread-safe. Backend, metrics and cache outlive it, and it what it gives.
class Application {
 public:
  Application(RouteSet routes, ServerSettings settings, Backend& backend,
              Metrics& metrics, AnswerCache& cache)
      : routes_(routes),
        settings_(std::move(settings)),
        backend_(backend),
        metrics_(metrics),
        cache_(cache) {}

  // Answers any request; the route's pattern is the answer's `route`. What has
  // to be searched for is made in its turn; what is kept or known to be
  // unchanged needs none.
  [[nodiscard]] Reply reply(const HttpRequest& request) const;

 private:
  RouteSet routes_;
  ServerSettings settings_;
  Backend& backend_;
  Metrics& metrics_;
  AnswerCache& cache_;
};

}  // namespace lede
