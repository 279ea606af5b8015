// SPDX-License-Identifier: GPL-3.0-or-later
//
// A server over real sockets whose handler echoes, and requests to it.

#pragma once

#include <chrono>
#include <stdexcept>
#include <string>
#include <utility>

#include "server/http_server.h"

namespace lede::testing {

inline HttpResponse echo(const HttpRequest& request) {
  HttpResponse response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = request.method + " " + request.target + " " + request.body;
  return response;
}

inline HttpServerOptions options_for_tests() {
  HttpServerOptions options;
  options.listen = "127.0.0.1:0";
  options.workers = 1;
  // No test waits for these; a hanging server shows as a client's time-out.
  options.head_timeout = options.request_timeout = std::chrono::hours(1);
  options.idle_timeout = options.write_timeout = std::chrono::hours(1);
  return options;
}

inline HttpServer start(HttpHandler handler = echo,
                        const HttpServerOptions& options = options_for_tests(),
                        HttpObserver observer = {}) {
  Result<HttpServer> server =
      HttpServer::start(options, std::move(handler), std::move(observer));
  if (!server) throw std::runtime_error(server.error().message);
  return std::move(*server);
}

inline std::string get(const std::string& target,
                       const std::string& fields = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
}

}  // namespace lede::testing
