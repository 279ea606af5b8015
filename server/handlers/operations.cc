// SPDX-License-Identifier: GPL-3.0-or-later
//
// /healthz, /readyz and /metrics

#include "server/handlers/handlers.h"
#include "server/problem.h"

namespace lede {

namespace {

HttpResponse plain_text(std::string body) {
  HttpResponse response;
  response.content_type = "text/plain; charset=utf-8";
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = std::move(body);
  return response;
}

}  // namespace

HttpResponse handle_healthz(const Call& /*call*/) { return plain_text("ok\n"); }

HttpResponse handle_readyz(const Call& call) {
  const Result<std::uint64_t> revision = call.backend.revision();
  if (!revision) {
    Problem problem = problem_of(revision.error());
    problem.status = 503;
    return problem_response(problem);
  }
  return plain_text("ready\n");
}

HttpResponse handle_metrics(const Call& call) {
  const Result<IndexStats> stats = call.backend.stats();
  call.metrics.cache_holds(call.cache.usage());
  HttpResponse response =
      plain_text(call.metrics.text(stats ? &*stats : nullptr, call.now));
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  return response;
}

}  // namespace lede
