// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which handler answers what.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/handlers/handlers.h"
#include "server/url.h"

namespace lede {

// Which routes a listener serves.
enum class RouteSet : std::uint8_t {
  kAll,
  kAllButMetrics,  // the metrics have a listener of their own
  kOperations,     // /metrics, /healthz, /readyz alone
};

struct Route {
  enum class Kind : std::uint8_t {
    kApi,         // readable across origins; cached until the index changes
    kPage,        // cached until the index changes
    kOperations,  // never cached
    kMetrics,
    kFile,  // has its own validator
  };
  enum class Making : std::uint8_t {
    kAtOnce,
    kInTurn,      // it searches
    kKeptInTurn,  // and its answer is worth keeping
  };

  std::string_view pattern;  // "{}" stands for any one segment
  Kind kind;
  Handler handler;
  Making making = Making::kAtOnce;
  bool takes_post = false;
};

// Null if there is none. `argument`: what stands for the last "{}", else "".
const Route* find_route(RouteSet routes, const Target& target,
                        std::string& argument);

// The patterns of all routes.
std::vector<std::string_view> route_patterns();

}  // namespace lede
